"""Which photos belong to which folder: libraries within libraries, links, hidden folders, and what was emptied."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from support import Result, photo, save

from core.base.sentences import EMPTY, FOLDER_GONE, GONE
from core.catalog.catalog import Catalog
from core.catalog.folders import FEW, Listed, Under, counted, emptied, holder, place, short_names, with_folder
from core.indexing.indexing import Control, IndexRequest, Listener, index_folders
from core.indexing.sighting import gathered
from core.looks.model import Extractor
from core.photos.images import ScanCancelled, Skipped, scan_folders
from core.photos.scanning import NoPhotos


def test_no_folder_is_kept_inside_another_that_brings_its_photos() -> None:
    assert with_folder(("/a", "/b"), "/a/c") == ("/a", "/b")
    assert with_folder(("/a/c", "/b"), "/a") == ("/b", "/a")
    assert with_folder(("/a",), "/ab") == ("/a", "/ab")
    assert with_folder(("/a",), "/") == ("/",)


@pytest.mark.parametrize("inner", [".private", "x/.private/y", "@eaDir", "x/#recycle", "__MACOSX/z"])
def test_a_folder_that_no_scan_enters_is_kept_beside_the_one_around_it(inner: str) -> None:
    assert with_folder((f"/a/{inner}",), "/a") == (f"/a/{inner}", "/a")
    assert with_folder(("/a",), f"/a/{inner}") == ("/a", f"/a/{inner}")


def test_links_lead_where_they_lead(tmp_path: Path) -> None:
    pictures, nas = tmp_path / "Pictures", tmp_path / "nas"
    (pictures / "2020").mkdir(parents=True)
    nas.mkdir()
    (pictures / "NAS").symlink_to(nas)
    (tmp_path / "same").symlink_to(pictures)
    assert with_folder((str(pictures / "NAS"),), str(pictures)) == (str(pictures / "NAS"), str(pictures))
    assert with_folder((str(pictures),), str(pictures / "NAS")) == (str(pictures), str(pictures / "NAS"))
    both = (str(pictures), str(pictures / "NAS"))
    assert with_folder(both, str(nas)) == both, "its photos are there already, by another name"
    assert with_folder((str(pictures),), str(tmp_path / "same" / "2020")) == (str(pictures),)
    assert with_folder((str(tmp_path / "same"),), str(tmp_path)) == (str(tmp_path),)


def test_of_what_is_away_no_link_is_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr("core.catalog.folders.os.path.realpath", lambda path: asked.append(path) or path)
    assert with_folder(("/mnt/asleep", "/b"), "/a", away=["/mnt/asleep"]) == ("/mnt/asleep", "/b", "/a")
    assert asked == ["/b", "/a"]


def _some_folders(chance: random.Random) -> list[str]:
    names = ["a", "b", "a!", "ab", "\udcff"]
    return ["/" + "/".join(chance.choices(names, k=chance.randint(1, 4))) for _ in range(chance.randint(1, 6))]


@pytest.mark.parametrize("seed", range(30))
def test_each_photo_belongs_to_one_folder(seed: int) -> None:
    chance = random.Random(seed)
    folders = list(dict.fromkeys(_some_folders(chance)))
    paths = sorted({f"{folder}/{n}" for folder in _some_folders(chance) + folders for n in range(3)}, key=os.fsencode)
    expected = dict.fromkeys(folders, 0)
    for path in paths:
        holders = [folder for folder in folders if Under(folder)(path)]
        assert holder(path, folders) == max(holders, key=len, default=None)
        if holders:
            expected[max(holders, key=len)] += 1
    assert counted(paths, folders) == expected


@pytest.mark.parametrize("seed", range(30))
def test_listed_photos_against_plain_python(seed: int) -> None:
    chance = random.Random(seed)
    every = list(dict.fromkeys(_some_folders(chance)))
    before, now = (tuple(f for f in every if chance.random() < 0.7) for _ in range(2))
    offline = frozenset(folder for folder in now if chance.random() < 0.3)
    some = {f"{folder}/{n}" for folder in every for n in range(4)}
    scanned, stored = (
        tuple(sorted((path for path in some if holder(path, of) and chance.random() < 0.8), key=os.fsencode))
        for of in (before, every)
    )
    expected = []
    for path in sorted(some, key=os.fsencode):
        mine = holder(path, now)
        if mine is None:
            continue
        if mine in offline or mine not in before:
            expected += [path] * (path in stored)
        elif holder(path, {*before, *now}) == mine:  # what an inner folder found goes with it
            expected += [path] * (path in scanned)
    assert Listed(stored, scanned, before).photos(now, offline) == tuple(expected)


def test_short_names() -> None:
    folders = ["/home/her/wardrobe", "/home/him/wardrobe", "/home/him/shoes", "/", "/wardrobe"]
    her, him, shoes, top, whole = (short_names(folders)[folder] for folder in folders)
    assert (her, him, shoes, top) == ("her/wardrobe", "him/wardrobe", "shoes", "/")
    assert whole == "/wardrobe"
    assert short_names(["/a/b/c", "/x/b/c", "/x/c"]) == {"/a/b/c": "a/b/c", "/x/b/c": "x/b/c", "/x/c": "x/c"}
    assert short_names(["/a/b/c"]) == {"/a/b/c": "c"} and short_names([]) == {}


def test_what_counts_as_emptied() -> None:
    many = [f"/a/{n:02}" for n in range(FEW + 1)]
    assert emptied(["/a"], many, []) == {"/a"}
    assert emptied(["/a"], many[:-1], []) == frozenset()
    assert emptied(["/a"], many, ["/a/new"]) == frozenset(), "renamed, not unmounted"
    assert emptied(["/a", "/a/in"], [*many, "/a/in/1"], ["/a/in/1"]) == {"/a"}


# --- with files ---


def test_a_scan_can_be_cancelled_at_any_folder(tmp_path: Path) -> None:
    for number in range(40):
        save(tmp_path / f"{number:02}" / "a.png", photo(number))
    seen: list[int] = []
    with pytest.raises(ScanCancelled):
        scan_folders([str(tmp_path)], cancelled=lambda: len(seen) == 7, on_folder=seen.append)
    assert seen == list(range(1, 8))
    assert len(scan_folders([str(tmp_path)], on_folder=seen.append).files) == 40 and seen[-1] == 41


def test_cancelling_the_scan_ends_the_run(photos: Path, catalog: Catalog, extractor: Extractor) -> None:
    save(photos / "sub" / "12.png", photo(12))
    control = Control()
    report = index_folders(
        catalog, extractor, [str(photos)], control=control, listener=Listener(on_folder=lambda _: control.cancel())
    )
    assert report.cancelled and report.found == 0
    assert index_folders(catalog, extractor, [str(photos)]).indexed == 13


@pytest.fixture
def many(tmp_path: Path) -> Path:
    folder = tmp_path / "many"
    for number in range(FEW + 1):
        save(folder / "sub" / f"{number:02}.png", photo(number, (8, 8)))
    return folder


def test_a_folder_emptied_at_once_is_away(many: Path, photos: Path, catalog: Catalog, extractor: Extractor) -> None:
    folders = [str(many), str(photos)]
    index_folders(catalog, extractor, folders)
    (many / "sub").rename(many.parent / "unmounted")
    for _ in range(2):
        told: list[frozenset[str]] = []
        report = index_folders(catalog, extractor, folders, listener=Listener(on_away=told.append))
        assert report.away == (str(many),) and told == [{str(many)}] and report.found == 12 and not report.failed
        assert len(catalog.collection(folders, extractor.model_id).paths) == FEW + 13
    assert index_folders(catalog, extractor, [str(many)]).away == (str(many),), "alone it is no error either"
    (many.parent / "unmounted").rename(many / "sub")
    report = index_folders(catalog, extractor, folders)
    assert not report.away and report.reused == FEW + 13


def test_a_folder_whose_photos_are_really_gone(many: Path, catalog: Catalog, extractor: Extractor) -> None:
    index_folders(catalog, extractor, [str(many)])
    (many / "sub").rename(many.parent / "elsewhere")
    with pytest.raises(NoPhotos):
        index_folders(catalog, extractor, [str(many)], IndexRequest(accept_empty=[str(many)]))
    assert not catalog.paths([str(many)])
    (many.parent / "elsewhere").rename(many / "sub")
    assert index_folders(catalog, extractor, [str(many)]).reused == FEW + 1


def test_the_last_few_photos_of_a_folder_go(photos: Path, catalog: Catalog, extractor: Extractor) -> None:
    index_folders(catalog, extractor, [str(photos)])
    for path in photos.iterdir():
        path.unlink()
    with pytest.raises(NoPhotos):
        index_folders(catalog, extractor, [str(photos)])
    assert not catalog.paths([str(photos)])


def test_a_limit_says_nothing_about_the_rest(many: Path, photos: Path, catalog: Catalog, extractor: Extractor) -> None:
    index_folders(catalog, extractor, [str(many), str(photos)])
    assert not index_folders(catalog, extractor, [str(many), str(photos)], IndexRequest(limit=3)).away


def test_what_is_known_of_an_absent_folder_inside_stays(
    photos: Path, many: Path, catalog: Catalog, extractor: Extractor
) -> None:
    link = photos / "NAS"
    link.symlink_to(many)
    index_folders(catalog, extractor, [str(photos), str(link)])
    assert len(catalog.paths([str(photos)])) == FEW + 13
    link.unlink()
    index_folders(catalog, extractor, [str(photos)], IndexRequest(absent=[str(link)]))
    assert len(catalog.paths([str(photos)])) == FEW + 13
    index_folders(catalog, extractor, [str(photos)])
    assert len(catalog.paths([str(photos)])) == 12


def test_a_folder_moved_while_it_is_read_is_one_failure(
    many: Path, photos: Path, catalog: Catalog, extractor: Extractor
) -> None:
    elsewhere = many.parent / "elsewhere"
    report = index_folders(
        catalog, extractor, [str(many), str(photos)], listener=Listener(on_scan=lambda _: many.rename(elsewhere))
    )
    assert report.failed == (Skipped(str(many), FOLDER_GONE),) and report.away == (str(many),)
    assert report.indexed == 12
    elsewhere.rename(many)
    report = index_folders(catalog, extractor, [str(many), str(photos)])
    assert report.indexed == FEW + 1 and not report.failed, "being gone is not remembered"


def test_failures_are_gathered_by_the_folder_that_is_gone(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    other = Skipped(str(tmp_path / "there" / "b.png"), GONE)
    gone = [Skipped(str(tmp_path / "was" / sub / "a.png"), GONE) for sub in ("x", "y", "z")]
    broken = Skipped(str(tmp_path / "was" / "x" / "c.png"), EMPTY)
    expected = (Skipped(str(tmp_path / "was"), FOLDER_GONE), other, broken)
    assert gathered([gone[0], other, *gone[1:], broken]) == expected
    assert gathered(expected) == expected


def test_the_command_says_that_a_folder_was_emptied(many: Path, photos: Path, twinset: Callable[..., Result]) -> None:
    assert twinset("index", many, photos).code == 0
    (many / "sub").rename(many.parent / "unmounted")
    done = twinset("index", many, photos)
    assert done.code == 1 and done.json["found"] == 12 and done.json["away"] == [str(many)]
    (said,) = done.said
    assert str(many) in said and "--really-gone" in said
    done = twinset("similar", photos / "01.png", "--in", many, "--in", photos)
    assert done.code == 0 and "gone at once" in done.err
    assert not [match for match in done.json["matches"] if str(many) in match["path"]]
    done = twinset("index", "--really-gone", many, photos)
    assert done.code == 0 and not done.said
    assert twinset("index", many, photos).code == 0, "believed once and for all"
    (many.parent / "unmounted").rename(many / "sub")
    assert twinset("index", many).json["reused"] == FEW + 1


def test_a_path_is_found_among_those_sorted_by_their_bytes() -> None:
    names = [b"a", b"a/b", b"b\xff", b"b\xc3\xa9", b"b\xf0\x9f\x91\x97", b"b\xee\x80\x80", b"bz", b"c"]
    paths = tuple(os.fsdecode(name) for name in sorted(names))
    assert [place(path, paths) for path in paths] == list(range(len(paths)))
    assert [place(path, paths) for path in ("", "aa", "b", "bé2", "d", "\ud800", "b\udcfe")] == [-1] * 7
    assert place("a", ()) == -1
