"""`twinset board`: boards listed, shown, filled, and taken to another home as a folder or a picture."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from support import Result, save

from core.base.paths import Paths
from core.wardrobe.boards import Board, Pin
from core.wardrobe.collected import Collection
from core.wardrobe.copies import change_wardrobe, known_wardrobe
from core.wardrobe.identity import Identity

Twinset = Callable[..., Result]


def change(home: Path, name: str, make: Callable[[Collection], Collection]) -> None:
    """As the window does it."""

    def changed(board: Collection) -> Collection:
        return make(board) if board.name == name else board

    kept = change_wardrobe(
        Paths.choose(str(home)),
        lambda marks: marks.with_collections(
            lambda all_: next((all_.changed(one.key, changed) for one in all_.all if one.name == name), all_)
        ),
    )
    assert kept.problem is None


def lay(home: Path, name: str) -> None:
    """Two pieces, the second of them bare and below the first, with a note and a cover."""

    def laid(board: Collection) -> Collection:
        first, second, *_ = board.photos
        pins = (Pin(second, 1 / 3, -2.5, 0.75, True), Pin(first, 1e-9, 7, 2))
        return replace(board, board=Board("For the sea.\nNo hats ☂", second, pins))

    change(home, name, laid)


def shown(twinset: Twinset, name: str, *more: str) -> dict[str, Any]:
    """What `board show` says, with names of files in place of paths."""
    told = twinset("board", "show", name, "--json", *more).json
    for photo in told["photos"]:
        photo["path"] = photo["path"] and os.path.basename(photo["path"])
    return {**told, "cover": told["cover"] and os.path.basename(told["cover"])}


@pytest.fixture
def summer(known_photos: Path, photos: Path, home: Path, twinset: Twinset) -> Path:
    """The folder of the photos of a board of that name, which is laid out in part."""
    done = twinset("board", "add", "Summer", photos / "00.png", photos / "03.png", photos / "01.png", "--json")
    assert done.json == {"name": "Summer", "photos": 3}
    lay(home, "Summer")
    return photos


def test_a_board_goes_with_its_photos_and_to_another_home(
    summer: Path, home: Path, twinset: Twinset, tmp_path: Path
) -> None:
    """Made, restarted, folder moved, exported, imported into another home: equal."""
    before = shown(twinset, "Summer")
    assert [photo["path"] for photo in before["photos"]] == ["00.png", "03.png", "01.png"]
    assert before["note"] == "For the sea.\nNo hats ☂" and before["cover"] == "03.png"
    assert [photo["pin"] and photo["pin"]["layer"] for photo in before["photos"]] == [1, 0, None]
    kept = known_wardrobe(Paths.choose(str(home))).marks.collections.all

    moved = tmp_path / "moved" / "photos"
    moved.parent.mkdir()
    summer.rename(moved)
    assert twinset("index", moved, "--json").code == 0
    assert shown(twinset, "Summer") == before
    originals = {file.name: (file.read_bytes(), file.stat().st_mtime_ns) for file in moved.iterdir()}

    out = tmp_path / "Summer"
    done = twinset("board", "export", "Summer", out)
    assert (done.code, done.out) == (0, f"{out}\n")
    assert sorted(os.listdir(out)) == ["00.png", "01.png", "03.png", "board.json"]
    assert (out / "03.png").read_bytes() == originals["03.png"][0]
    assert {file.name: (file.read_bytes(), file.stat().st_mtime_ns) for file in moved.iterdir()} == originals

    other = ("--home", str(tmp_path / "other home"))
    theirs = tmp_path / "theirs"
    shutil.copytree(moved, theirs)
    (theirs / "00.png").rename(theirs / "blouse.png")
    assert twinset("index", theirs, *other).code == 0
    taken = twinset("board", "import", out, "--json", *other).json
    assert taken == {"name": "Summer", "photos": 3, "missing": []}
    now = shown(twinset, "Summer", *other)
    assert now["photos"][0].pop("path") == "blouse.png" and before["photos"][0].pop("path")
    assert now == before
    theirs_kept = known_wardrobe(Paths.choose(other[1])).marks.collections.all
    assert [replace(one, key="") for one in theirs_kept] == [replace(one, key="") for one in kept]
    assert twinset("board", "import", out, "--json", *other).json["name"] == "Summer (2)"


def test_photos_that_another_home_lacks_are_told_and_come_with_their_copies(
    summer: Path, twinset: Twinset, tmp_path: Path
) -> None:
    before, other = shown(twinset, "Summer"), ("--home", str(tmp_path / "other home"))
    out, theirs = tmp_path / "Summer", tmp_path / "theirs"
    assert twinset("board", "export", "Summer", out).code == 0
    save(theirs / "01.png", (summer / "01.png").read_bytes())
    assert twinset("index", theirs, *other).code == 0
    taken = twinset("board", "import", out, "--json", *other).json
    assert taken["missing"] == [str(out / "00.png"), str(out / "03.png")]
    now = shown(twinset, "Summer", *other)
    assert [photo["path"] for photo in now["photos"]] == [None, None, "01.png"] and now["cover"] is None
    assert twinset("index", out, *other).code == 0
    assert shown(twinset, "Summer", *other) == before


def test_boards_are_listed_and_filled(summer: Path, twinset: Twinset) -> None:
    assert twinset("board", "add", "To give away", summer / "05.png").code == 0
    again = twinset("board", "add", " To  give away ", summer / "05.png", summer / "06.png", "--json")
    assert again.json == {"name": "To give away", "photos": 2}
    listed = twinset("board", "list", "--json").json["boards"]
    assert [(one["name"], one["photos"], os.path.basename(one["cover"])) for one in listed] == [
        ("Summer", 3, "03.png"),
        ("To give away", 2, "05.png"),
    ]


def test_photos_that_nobody_indexed_and_files_that_are_none(home: Path, twinset: Twinset, tmp_path: Path) -> None:
    Image.new("RGB", (40, 60), "red").save(tmp_path / "red.png")
    text = save(tmp_path / "text.png", b"no photo")
    done = twinset("board", "add", "New", tmp_path / "red.png", text, tmp_path / "gone.png", "--json")
    assert done.code == 1 and done.json == {"name": "New", "photos": 1} and len(done.said) == 2
    nothing = twinset("board", "add", "Other", text)
    assert nothing.code == 1 and nothing.out == ""
    assert [one["name"] for one in twinset("board", "list", "--json").json["boards"]] == ["New"]
    assert shown(twinset, "New")["photos"][0]["path"] is None
    assert twinset("index", tmp_path).code == 0
    assert shown(twinset, "New")["photos"][0]["path"] == "red.png"
    lost = twinset("board", "export", "New", tmp_path / "out")
    assert lost.code == 0


def test_a_board_is_drawn(summer: Path, twinset: Twinset, tmp_path: Path) -> None:
    picture, document = tmp_path / "summer.png", tmp_path / "summer.pdf"
    done = twinset("board", "export", "Summer", picture, "--size", "700")
    assert (done.code, done.out) == (0, f"{picture}\n")
    with Image.open(picture) as image:
        assert max(image.size) == 700
        drawn = np.asarray(image.convert("RGB"))
    assert (drawn[0] == 255).all() and 0.02 < (drawn < 250).any(axis=2).mean() < 0.9
    assert twinset("board", "export", "Summer", document).code == 0
    assert document.read_bytes().startswith(b"%PDF")


def test_nothing_is_written_over(summer: Path, twinset: Twinset, tmp_path: Path) -> None:
    out = tmp_path / "there"
    save(out / "mine.txt", b"mine")
    done = twinset("board", "export", "Summer", out)
    assert done.code == 1 and len(done.said) == 1 and "nothing is written over" in done.err
    assert os.listdir(out) == ["mine.txt"]
    before = (summer / "00.png").read_bytes()
    done = twinset("board", "export", "Summer", summer / "00.png")
    assert done.code == 1 and len(done.said) == 1 and (summer / "00.png").read_bytes() == before


def test_what_is_no_board_is_told(summer: Path, home: Path, twinset: Twinset, tmp_path: Path) -> None:
    rule = Collection("k", "Blue", rule=frozenset([("colour", "blue")]))
    kept = change_wardrobe(
        Paths.choose(str(home)), lambda marks: marks.with_collections(lambda all_: all_.with_one(rule))
    )
    assert kept.problem is None
    for words in (("show", "Winter"), ("export", "Winter", tmp_path / "out"), ("show", "Blue")):
        done = twinset("board", *words)
        assert (done.code, done.out) == (1, "") and len(done.said) == 1
    assert twinset("board", "add", "Blue", summer / "00.png").code == 1
    assert [one["name"] for one in twinset("board", "list", "--json").json["boards"]] == ["Summer"]
    done = twinset("board", "import", tmp_path)
    assert done.code == 1 and "There is no board in" in done.err
    (tmp_path / "board.json").write_text(json.dumps({"format": "twinset board", "version": 99}))
    assert "newer Twinset" in twinset("board", "import", tmp_path).err
    assert twinset("board").code == twinset("board", "show").code == 2


def test_one_who_only_looks_makes_nothing(home: Path, twinset: Twinset) -> None:
    assert twinset("board", "list", "--json").json == {"boards": []}
    assert [file for file in home.rglob("*") if file.suffix == ".sqlite3"] == []


def test_what_is_known_by_several_hashes_is_one_photo(
    summer: Path, home: Path, twinset: Twinset, tmp_path: Path
) -> None:
    before = shown(twinset, "Summer")

    def rewritten(board: Collection) -> Collection:
        """As after a file was written anew, and back again: it is known by both, and its piece by what is gone."""
        first = board.photos[0]
        gone = Identity(b"gone" * 4, first.pixels)
        pins = tuple(replace(pin, photo=gone) if pin.photo == first else pin for pin in board.board.pins)
        return replace(board, photos=(gone, *board.photos), board=replace(board.board, pins=pins))

    change(home, "Summer", rewritten)
    assert shown(twinset, "Summer") == before
    assert twinset("board", "export", "Summer", tmp_path / "out").code == 0
    assert len(os.listdir(tmp_path / "out")) == 4
