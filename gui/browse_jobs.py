"""What browsing computes in the background."""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from core.catalog import Catalog
from core.features import part, swatches
from core.groups import Groups, carried_over, same_garment
from core.marks import Marks, save_marks
from core.paths import Paths
from core.search import Searcher
from core.shelf import Filters, Shelf, Sort, View, arrange, build_shelf
from core.sorting import Order
from gui.jobs import Job

log = logging.getLogger(__name__)


class ShelfJob(Job):
    """Collects what is known of the photos; its value is a Shelf."""

    def __init__(
        self, paths: Paths, photos: tuple[str, ...], folders: Sequence[str], searcher: Searcher | None
    ) -> None:
        super().__init__()
        self._paths = paths
        self._photos = photos
        self._folders = folders
        self._searcher = searcher

    def work(self) -> Shelf:
        with Catalog(self._paths.catalog) as catalog:
            listing = catalog.listing(self._folders)
        shelf = build_shelf(self._photos, listing, self._folders, self._searcher)
        _ = shelf.content_of  # here, not when a heart is clicked
        return shelf


@dataclass(frozen=True)
class Wish:
    """How a shelf is to be seen; `order` and `groups` where they are known already."""

    shelf: Shelf
    filters: Filters
    sort: Sort
    marks: Marks
    order: Order | None
    groups: tuple[Searcher, Groups] | None
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
        view = arrange(wish.shelf, wish.filters, wish.marks.favourites, order, _groups_now(wish), wish.expanded)
        return Arranged(wish, order, view)


def _groups_now(wish: Wish) -> Groups | None:
    """Groups of an older searcher serve until there are newer ones."""
    if wish.groups is None or wish.shelf.searcher is None:
        return None
    searcher, groups = wish.groups
    if searcher is wish.shelf.searcher:
        return groups
    return carried_over(groups, searcher.collection.paths, wish.shelf.searcher.collection.paths)


class GroupsJob(Job):
    """Finds photos of the same garment; its value is the Searcher and their Groups. Kept on disk between runs."""

    def __init__(self, paths: Paths, searcher: Searcher) -> None:
        super().__init__()
        self._directory = paths.stacks
        self._searcher = searcher

    def work(self) -> tuple[Searcher, Groups]:
        looks = np.ascontiguousarray(part(self._searcher.collection.vectors, "look"))
        radius = self._searcher.labels.same
        digest = hashlib.blake2b(looks.data, digest_size=12, salt=f"1 {radius:.6g}".encode()[:16]).hexdigest()
        file = self._directory / f"{digest}.npy"
        with contextlib.suppress(OSError, ValueError, EOFError):
            return self._searcher, np.load(file, allow_pickle=False)
        colours = swatches(self._searcher.collection.vectors)[:, 0, :3]
        groups = same_garment(looks, colours, radius, self.is_cancelled)
        if not self.is_cancelled():
            _keep(file, groups)
        return self._searcher, groups


def _keep(file: Path, groups: Groups) -> None:
    """Write the groups and forget older ones. A disk that cannot be written costs only time at the next start."""
    temporary = file.with_suffix(f".{os.getpid()}.tmp")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        for old in file.parent.glob("*.npy"):
            old.unlink(missing_ok=True)
        with open(temporary, "wb") as stream:
            np.save(stream, groups, allow_pickle=False)
        temporary.replace(file)
    except OSError:
        log.exception("The stacks could not be kept")


class MarksJob(Job):
    """Writes the marks; its value is whether that was possible."""

    def __init__(self, path: Path, marks: Marks) -> None:
        super().__init__()
        self._path = path
        self._marks = marks

    def work(self) -> bool:
        try:
            save_marks(self._path, self._marks)
        except OSError:
            log.exception("The favourites could not be saved")
            return False
        return True


class PresenceJob(Job):
    """Which of the folders are there now; asking a drive that is asleep or gone may take long."""

    def __init__(self, folders: Sequence[str]) -> None:
        super().__init__()
        self._folders = tuple(folders)

    def work(self) -> frozenset[str]:
        return frozenset(folder for folder in self._folders if not os.path.isdir(folder))
