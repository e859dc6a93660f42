"""A board as a folder: made of copies, read again by another Twinset, and never over anything."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import is_one_sentence, save

from core.base.console import Stopped
from core.photos.images import content_hash
from core.sharing.board_folder import NAME, NoBoard, board_in, board_text, export_board, import_board, read_board
from core.sharing.copying import NoCopies
from core.wardrobe.boards import Board, Pin
from core.wardrobe.collected import Collection
from core.wardrobe.identity import Identity
from core.wardrobe.whereabouts import Whereabouts


def nothing(_done: int) -> None:
    """Goes on."""


@pytest.fixture
def three(tmp_path: Path) -> Whereabouts:
    """Photos of which two have the same name."""
    names = ("a/hat.jpg", "b/hat.jpg", "b/coat.jpg")
    paths = [save(tmp_path / "photos" / name, name.encode()) for name in names]
    contents = [content_hash(name.encode()) for name in names]
    return Whereabouts(paths, contents, [bytes([n]) * 16 for n in range(1, 4)])


def board_of(where: Whereabouts) -> Collection:
    hat, other, coat = map(where.at, range(3))
    board = Board("By the sea ☂\n", other, (Pin(coat, 0.1, -2), Pin(hat, 1 / 3, 1e9, 0.5, True)))
    return Collection("k", "Summer", (hat, other, coat), board=board)


def test_a_board_comes_back_where_the_photos_are_known(three: Whereabouts, tmp_path: Path) -> None:
    board, folder = board_of(three), str(tmp_path / "out")
    done = export_board(board, three, folder, nothing)
    assert sorted(os.listdir(folder)) == [NAME, "coat.jpg", "hat (2).jpg", "hat.jpg"] and done.absent == 0
    assert Path(folder, "hat (2).jpg").read_bytes() == b"b/hat.jpg"
    imported = import_board(folder, three, "k")
    assert imported.board == board and imported.missing == ()


def test_photos_that_are_not_there_belong_to_it_all_the_same(three: Whereabouts, tmp_path: Path) -> None:
    board, folder = board_of(three), str(tmp_path / "out")
    export_board(board, three, folder, nothing)
    one = Whereabouts(three.paths[:1], three.contents[:1], [b"x" * 16])  # decoded otherwise there
    imported = import_board(folder, one, "k")
    assert imported.missing == (os.path.join(folder, "hat (2).jpg"), os.path.join(folder, "coat.jpg"))
    assert imported.board.photos == (one.at(0), *board.photos[1:])
    assert imported.board.board.pins == (board.board.pins[0], replace(board.board.pins[1], photo=one.at(0)))


def test_what_is_known_by_several_hashes_is_one_photo(three: Whereabouts, tmp_path: Path) -> None:
    hat = three.at(0)
    before = Identity(b"before", hat.pixels)
    board = Collection("k", "One", (before, hat), board=Board("", before, (Pin(before, 1, 2),)))
    export_board(board, three, str(tmp_path / "out"), nothing)
    imported = import_board(str(tmp_path / "out"), three, "k")
    assert imported.board == Collection("k", "One", (hat,), board=Board("", hat, (Pin(hat, 1, 2),)))


def test_a_photo_without_a_file_is_told(three: Whereabouts, tmp_path: Path) -> None:
    board = board_of(three)
    os.unlink(three.paths[2])
    two = Whereabouts(three.paths[1:], three.contents[1:], three.pixels[1:])
    done = export_board(board, two, str(tmp_path / "o"), nothing)
    assert done.absent == 1 and done.copied.left == 1 and done.copied.first_left == three.paths[2]
    imported = import_board(str(tmp_path / "o"), Whereabouts(), "k")
    assert imported.board == board and imported.missing == (str(tmp_path / "o" / "hat.jpg"),)


def test_a_file_that_changed_since_it_was_read_is_known_as_it_is(three: Whereabouts, tmp_path: Path) -> None:
    Path(three.paths[0]).write_bytes(b"new")
    export_board(board_of(three), three, str(tmp_path / "out"), nothing)
    assert import_board(str(tmp_path / "out"), Whereabouts(), "k").board.photos[0] == Identity(content_hash(b"new"))


def test_nothing_is_written_over_and_nothing_half_is_left(three: Whereabouts, tmp_path: Path) -> None:
    there = tmp_path / "there"
    there.mkdir()
    with pytest.raises(NoCopies) as error:
        export_board(board_of(three), three, str(there), nothing)
    assert is_one_sentence(error.value) and not list(there.iterdir())
    with pytest.raises(NoCopies):
        export_board(board_of(three), three, str(tmp_path / "no" / "out"), nothing)

    def stop(done: int) -> None:
        if done == 1:
            raise Stopped

    with pytest.raises(Stopped):
        export_board(board_of(three), three, str(tmp_path / "out"), stop)
    assert not (tmp_path / "out").exists() and all(map(os.path.exists, three.paths))


HASHES = st.binary(min_size=16, max_size=16)
PLACES = st.floats(allow_nan=False, allow_infinity=False)
SIZES = st.floats(1e-3, 1e3)


@given(st.data())
def test_any_board_comes_back(data: st.DataObject) -> None:
    hashes = data.draw(st.lists(HASHES, max_size=12, unique=True))
    photos = [Identity(*pair) for pair in zip(hashes[::2], hashes[1::2], strict=False)]
    laid = data.draw(st.lists(st.sampled_from(photos), unique=True)) if photos else []
    pins = tuple(Pin(one, *data.draw(st.tuples(PLACES, PLACES, SIZES, st.booleans()))) for one in laid)
    cover = data.draw(st.none() | st.sampled_from(photos)) if photos else None
    note = data.draw(st.text(st.characters(exclude_categories=["Cs"])))
    board = Collection("", "Any name", tuple(photos), board=Board(note, cover, pins))
    names = {one: f"{at}.jpg" for at, one in enumerate(photos) if data.draw(st.booleans())}
    assert board_in(board_text(board, names)) == (board, names)


def _without(name: str) -> Any:
    return lambda told: told.pop(name)


def _photo(**changes: object) -> Any:
    return lambda told: told["photos"][0].update(changes)


@pytest.mark.parametrize(
    "harm",
    [
        _without("format"),
        _without("photos"),
        _without("name"),
        lambda told: told.update(format="other"),
        lambda told: told.update(version="1"),
        lambda told: told.update(name=" \n"),
        lambda told: told.update(photos=7),
        _photo(file="../../secret.jpg"),
        _photo(file=".."),
        _photo(file=7),
        _photo(content="xyz"),
        _photo(content=""),
        _photo(pin={"x": 1}),
        _photo(pin={"x": float("nan"), "y": 0, "scale": 1, "bare": False, "layer": 0}),
        _photo(pin={"x": 10**400, "y": 0, "scale": 1, "bare": False, "layer": 0}),
        _photo(pin={"x": 0, "y": 0, "scale": 0, "bare": False, "layer": 0}),
        _photo(pin={"x": 0, "y": 0, "scale": 1, "bare": 1, "layer": 0}),
    ],
)
def test_what_is_no_board_is_refused(three: Whereabouts, tmp_path: Path, harm: Any) -> None:
    folder = tmp_path / "out"
    export_board(board_of(three), three, str(folder), nothing)
    told = json.loads((folder / NAME).read_bytes())
    harm(told)
    (folder / NAME).write_text(json.dumps(told))
    with pytest.raises(NoBoard) as error:
        read_board(str(folder))
    assert is_one_sentence(error.value)


@pytest.mark.parametrize("data", [b"", b"[]", b"[" * 100_000, b"\xff\xfe", b"null", b'{"format": "twinset board"}'])
def test_what_is_no_json_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / NAME).write_bytes(data)
    with pytest.raises(NoBoard, match="damaged"):
        read_board(str(tmp_path))


def test_no_board_and_one_of_a_newer_version_are_told(three: Whereabouts, tmp_path: Path) -> None:
    with pytest.raises(NoBoard, match="no board in"):
        read_board(str(tmp_path))
    (tmp_path / NAME).write_text('{"format": "twinset board", "version": 2, "pieces": []}')
    with pytest.raises(NoBoard, match="newer Twinset"):
        read_board(str(tmp_path))
