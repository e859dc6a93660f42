"""What browsing computes in the background."""

from __future__ import annotations

import contextlib
import hashlib
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from core.base.files import write_whole
from core.base.paths import Paths
from core.base.settings import Sort
from core.browse.groups import Groups, carried_over, same_garment
from core.browse.shelf import Filters, Shelf, View, arrange, build_shelf
from core.browse.sorting import Order
from core.catalog.catalog import Catalog
from core.looks.features import part, swatches
from core.search.search import Searcher
from core.wardrobe.marks import Marks
from gui.base.job_classes import Job

log = logging.getLogger(__name__)

_HASHED = 8192  # photos at a time


@dataclass(frozen=True)
class Shelved:
    """A shelf, and the groups of its photos where they have been kept on disk.

    replaced: photos that hold something else than on the shelf before; read: those that were not read there.
    """

    shelf: Shelf
    groups: Groups | None
    replaced: frozenset[str]
    read: frozenset[str]


class ShelfJob(Job):
    """Collects what is known of the photos; its value is Shelved."""

    def __init__(
        self,
        paths: Paths,
        photos: tuple[str, ...],
        folders: Sequence[str],
        searcher: Searcher | None,
        *,
        before: Shelf | None,
        wants_groups: bool,
    ) -> None:
        super().__init__()
        self._paths = paths
        self._photos = photos
        self._folders = folders
        self._searcher = searcher
        self._before = before
        self._wants_groups = wants_groups

    def work(self) -> Shelved:
        with Catalog(self._paths.catalog) as catalog:
            listing = catalog.listing(self._folders)
        shelf = build_shelf(self._photos, listing, self._folders, self._searcher)
        _ = shelf.place_of  # here, not when a heart is clicked
        groups = _kept(self._paths, self._searcher)[1] if self._searcher and self._wants_groups else None
        return Shelved(shelf, groups, *_changes(self._before, shelf))


def _changes(before: Shelf | None, now: Shelf) -> tuple[frozenset[str], frozenset[str]]:
    """The photos on both shelves that hold something else now, or nothing readable; those not read before."""
    if before is None:
        return frozenset(), frozenset()
    was = {path: before.contents[row] for path, row in before.place_of.items()}
    known = zip(now.paths, now.contents, strict=True)
    other = [path for path, content in known if path in was and was[path] != content]
    read = frozenset(path for path in other if was[path] is None)
    return frozenset(other) - read, read


@dataclass(frozen=True)
class Wish:
    """How a shelf is to be seen; `order` and `groups` where they are known already."""

    shelf: Shelf
    filters: Filters
    sort: Sort
    marks: Marks
    order: Order | None
    groups: tuple[tuple[str, ...], Groups] | None  # and the photos that they belong to
    expanded: frozenset[str]


@dataclass(frozen=True)
class Arranged:
    wish: Wish
    order: Order
    view: View


class ViewJob(Job):
    """Sorts, filters and folds; its value is an Arranged."""

    def __init__(self, wish: Wish) -> None:
        super().__init__()
        self._wish = wish

    def work(self) -> Arranged:
        wish = self._wish
        order = wish.order if wish.order is not None else wish.shelf.order(wish.sort, self.is_cancelled)
        view = arrange(wish.shelf, wish.filters, wish.marks, order, _groups_now(wish), wish.expanded)
        return Arranged(wish, order, view)


def _groups_now(wish: Wish) -> Groups | None:
    """Groups of older photos serve until there are newer ones."""
    if wish.groups is None or wish.shelf.searcher is None:
        return None
    before, groups = wish.groups
    now = wish.shelf.searcher.collection.paths
    return groups if before is now else carried_over(groups, before, now)


class GroupsJob(Job):
    """Finds photos of the same garment; its value is all paths and their Groups. Kept on disk between runs."""

    def __init__(self, paths: Paths, searcher: Searcher) -> None:
        super().__init__()
        self._paths = paths
        self._searcher = searcher

    def work(self) -> tuple[tuple[str, ...], Groups]:
        searcher = self._searcher
        file, groups = _kept(self._paths, searcher)
        if groups is None:
            vectors = searcher.collection.vectors
            colours = swatches(vectors)[:, 0, :3]
            groups = same_garment(part(vectors, "look"), colours, searcher.labels.same, self.is_cancelled)
            if not self.is_cancelled():
                _keep(file, groups)
        return searcher.collection.paths, groups


def _kept(paths: Paths, searcher: Searcher) -> tuple[Path, Groups | None]:
    """The file for the groups of these very photos, and what it holds."""
    looks = part(searcher.collection.vectors, "look")
    hashed = hashlib.blake2b(digest_size=12, salt=f"1 {searcher.labels.same:.6g}".encode()[:16])
    for start in range(0, len(looks), _HASHED):
        hashed.update(np.ascontiguousarray(looks[start : start + _HASHED]).data)
    file = paths.stacks / f"{hashed.hexdigest()}.npy"
    with contextlib.suppress(OSError, ValueError, EOFError):
        return file, np.load(file, allow_pickle=False)
    return file, None


def _keep(file: Path, groups: Groups) -> None:
    """Write the groups and forget older ones. A disk that cannot be written costs only time at the next start."""
    try:
        for old in file.parent.glob("*.npy"):
            old.unlink(missing_ok=True)
        write_whole(file, lambda stream: np.save(stream, groups, allow_pickle=False))
    except OSError:
        log.exception("The stacks could not be kept")
