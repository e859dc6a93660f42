"""From the catalog onto a shelf, and the shelf as it is wished to be seen; stacks are kept between runs."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from support import photo, save

from core.base.paths import Paths
from core.base.settings import Sort
from core.browse import grouping
from core.browse.grouping import find_groups, kept_groups
from core.browse.shelf import Browsing, Shelf, build_shelf
from core.browse.shelving import Kept, Wish, fulfil, shelve
from core.catalog.catalog import Catalog, Listing
from core.indexing.indexing import index_folders
from core.looks.model import Extractor
from core.search.loading import load_searcher
from core.search.search import Searcher
from core.search.stacks import Stacks
from core.wardrobe.marks import Marks


@pytest.fixture
def paths(home: Path) -> Paths:
    return Paths.choose(str(home))


def indexed(paths: Paths, folder: Path, extractor: Extractor) -> Searcher:
    with Catalog(paths.catalog) as catalog:
        index_folders(catalog, extractor, [str(folder)])
    return load_searcher(paths, extractor, [str(folder)])


def shelved(paths: Paths, folder: Path, searcher: Searcher | None) -> Shelf:
    photos = tuple(sorted(map(str, folder.iterdir())))
    return shelve(paths, photos, [str(folder)], searcher, wants_groups=False).shelf


def test_a_wish_is_fulfilled(paths: Paths, photos: Path, extractor: Extractor) -> None:
    shutil.copy(photos / "00.png", photos / "99.png")
    shelf = shelved(paths, photos, indexed(paths, photos, extractor))
    first, last = str(photos / "00.png"), str(photos / "99.png")
    plain = Wish(shelf, Browsing(), Marks(), None, None)
    arranged = fulfil(plain)
    assert arranged.wish is plain and arranged.view.paths == shelf.paths
    assert shelf.searcher is not None
    of_old_photos = Stacks((last, first), np.array([0, 0]))
    stacked = fulfil(Wish(shelf, Browsing(), Marks(), arranged.order, of_old_photos))
    assert stacked.order is arranged.order
    assert stacked.view.stacks == {first: 2} and last not in stacked.view.paths


def test_groups_are_kept_for_these_very_photos(
    paths: Paths, photos: Path, extractor: Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(photos / "00.png", photos / "99.png")
    searcher = indexed(paths, photos, extractor)
    assert kept_groups(paths, searcher) is None
    assert find_groups(paths, searcher, lambda: True).tolist() == list(range(13))
    assert kept_groups(paths, searcher) is None  # it was cancelled
    groups = find_groups(paths, searcher)
    assert groups[0] == groups[12] and len(set(groups.tolist())) < 13
    monkeypatch.setattr(grouping, "same_garment", None)
    assert find_groups(paths, searcher).tolist() == groups.tolist()
    kept = shelve(paths, searcher.collection.paths, [str(photos)], searcher, wants_groups=True).groups
    assert kept is not None and kept.tolist() == groups.tolist()
    monkeypatch.undo()
    save(photos / "04.png", photo(444))
    searcher = indexed(paths, photos, extractor)
    assert kept_groups(paths, searcher) is None
    find_groups(paths, searcher)
    assert len(list(paths.stacks.glob("*.npy"))) == 1


@pytest.mark.parametrize("content", [b"", b"no numbers"])
def test_damaged_groups_are_found_anew(paths: Paths, photos: Path, extractor: Extractor, content: bytes) -> None:
    searcher = indexed(paths, photos, extractor)
    groups = find_groups(paths, searcher)
    (file,) = paths.stacks.glob("*.npy")
    file.write_bytes(content)
    assert kept_groups(paths, searcher) is None
    assert find_groups(paths, searcher).tolist() == groups.tolist()


def test_an_order_is_kept_while_more_becomes_known() -> None:
    def shelf(*names: str, known: int) -> Shelf:
        paths = tuple(f"/{name}" for name in names)
        unread = build_shelf(paths, Listing((), np.zeros(0, np.int64), ()), ["/"], None)
        rows = np.array([row if row < known else -1 for row in range(len(paths))])
        return replace(unread, rows=rows)

    def names(kept: Kept) -> str:
        return "".join(kept.shelf.paths[row][1:] for row in kept.order)

    first = Kept(Sort.COLOUR, shelf("a", "b", "c", known=3), np.array([2, 0, 1]))
    assert (names(first), first.old) == ("cab", False)
    fewer = first.on(shelf("b", "c", known=2))
    assert (names(fewer), fewer.old) == ("cb", False), "nothing is known that was not"
    more = fewer.on(shelf("a", "b", "c", "d", known=4))
    assert (names(more), more.old) == ("cbad", True)
    assert more.on(more.shelf).old
    waiting = Kept(Sort.COLOUR, shelf("a", "b", known=1), np.array([1, 0]))
    assert waiting.on(shelf("a", "b", known=2)).old and not waiting.on(shelf("a", "b", known=1)).old
