"""Groups of photos that are the same picture, or show the same garment, and which of each had better be kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from scipy.spatial.distance import pdist

from core.duplicates.album import Album, Compare, Known
from core.duplicates.best import Facts, verdicts
from core.duplicates.candidates import candidates
from core.duplicates.comparing import Comparing
from core.duplicates.groups import Group, Kind, judged, left_of
from core.duplicates.same_picture import compared
from core.looks.features import columns
from core.looks.model import core_count
from core.search.holdings import Holdings
from core.search.search import Searcher
from core.search.stacks import Groups
from core.wardrobe.identity import Identity
from core.workers.workers import Cancelled

_T = TypeVar("_T")
_R = TypeVar("_R")

_BATCH = 5000  # pairs looked at until it is asked whether more are worth it, ...
_AT_ONCE = 50  # ... and so many by one process, before progress is told
_WORTH = 0.01  # of them that are one picture

Members = list[int]  # photos by their places in the collection, ascending
Pair = tuple[int, int]


@dataclass(frozen=True, eq=False)
class Search:
    """Where duplicates are looked for: photos with what is known of them, and their pictures.

    `tell` is called with how much is done and how much there is to do, as far as that is known.
    """

    searcher: Searcher
    holdings: Holdings
    album: Album
    tell: Callable[[int, int], object] = lambda done, of: None
    cancelled: Callable[[], bool] = bool


def find_duplicates(search: Search, garments: Groups | None = None) -> tuple[Group, ...]:
    """All groups, small ones first, then the nearest. Raises Cancelled soon after it is cancelled.

    Photos that the user said are not the same are in no group together. `garments`: for each photo the first row of
    its garment, (N,); where they are given, so are groups of what is one garment without being one picture.
    """
    finder, there = _Finder(search), frozenset(search.searcher.collection.paths)
    groups = list(left_of(list(finder.pictures()), there, search.holdings))
    if garments is not None:
        groups += left_of(list(finder.garments(garments, groups)), there, search.holdings)
    return tuple(sorted(groups, key=lambda group: (len(group.photos), group.distance, group.photos[0].path)))


class _Finder:
    def __init__(self, search: Search) -> None:
        self._search = search
        collection = search.searcher.collection
        self._paths = collection.paths
        self._looks = collection.vectors.columns(columns("look", search.searcher.spec))
        self._known = [search.holdings.identity(path) for path in self._paths]
        self._first = _first_copies(self._known)
        self._done = self._all = 0
        self._same: set[tuple[int, int]] = set()
        self._facts: dict[int, Facts | None] = {}

    def pictures(self) -> Iterator[Group]:
        """Groups of the same picture."""
        alone = np.unique(self._first)
        vectors = self._search.searcher.collection.vectors.in_order(alone)
        for pairs in candidates(vectors, self._search.searcher.spec, self._search.cancelled):
            if self._search.cancelled():
                raise Cancelled
            self._look_at([(int(alone[one]), int(alone[other])) for one, other in pairs])
        components = _components(len(self._paths), [*self._same, *enumerate(self._first.tolist())])
        self._judge(photo for members in components for photo in members)
        for members in components:
            yield from self._split(members)

    def garments(self, garments: Groups, pictures: Sequence[Group]) -> Iterator[Group]:
        """Groups of the same garment; of each picture only the photo to keep is in them."""
        left_out = {copy.path for group in pictures for copy in group.photos if not copy.keep}
        members = [photo for photo, path in enumerate(self._paths) if path not in left_out]
        by_group: dict[int, Members] = {}
        for photo in members:
            by_group.setdefault(int(garments[photo]), []).append(photo)
        several = [one for one in by_group.values() if len(one) > 1]
        self._judge(photo for one in several for photo in one)
        for one in several:
            known = self._readable(one)
            if len(known) > 1:
                yield self._group(Kind.GARMENT, known)

    def _look_at(self, pairs: Sequence[Pair]) -> None:
        """Which of these pairs, nearest first, are one picture; the rest is left once that hardly ever happens."""
        with Comparing(self._search.cancelled) as comparing:
            for start in range(0, len(pairs), _BATCH):
                batch = sorted(pairs[start : start + _BATCH])  # so that photos are mostly asked for again soon
                checked = self._in_threads(lambda some: self._are_same(some, comparing.same), batch, _AT_ONCE)
                same = {pair for pair, one in zip(batch, checked, strict=True) if one}
                self._same |= same
                if len(same) < _WORTH * len(batch):
                    break

    def _are_same(self, pairs: Sequence[Pair], compare: Compare) -> list[bool]:
        known = [(self._known_as(one), self._known_as(other)) for one, other in pairs]
        return self._search.album.same(known, compare)

    def _known_as(self, photo: int) -> Known:
        known = self._known[photo]
        return self._paths[photo], b"" if known is None else known.content

    def _split(self, members: Members) -> Iterator[Group]:
        """Groups in which all are the same picture as the best one: steps from one to the next could lead anywhere."""
        left = self._readable(members)
        while len(left) > 1:
            best = _best(left)
            group = [best]
            for photo in left:
                if photo != best and self._are_one(best, photo):
                    group.append(photo)
            if len(group) > 1:
                yield self._group(Kind.PICTURE, {photo: left[photo] for photo in sorted(group)})
            left = {photo: facts for photo, facts in left.items() if photo not in group}

    def _are_one(self, one: int, other: int) -> bool:
        first, second = sorted((int(self._first[one]), int(self._first[other])))
        return first == second or (first, second) in self._same or self._are_same([(first, second)], compared)[0]

    def _judge(self, photos: Iterable[int]) -> None:
        """Find out what the files of these photos are worth."""
        new = [photo for photo in dict.fromkeys(photos) if photo not in self._facts]
        facts = self._search.album.facts
        found = self._in_threads(lambda some: [facts(self._paths[photo]) for photo in some], new, 1)
        self._facts |= zip(new, found, strict=True)

    def _readable(self, members: Members) -> dict[int, Facts]:
        return {photo: facts for photo in members if (facts := self._facts[photo]) is not None}

    def _group(self, kind: Kind, members: dict[int, Facts]) -> Group:
        looks = self._looks[np.array(list(members))]
        photos = judged([self._paths[photo] for photo in members], list(members.values()))
        return Group(kind, float(pdist(np.unique(looks, axis=0)).max(initial=0)), photos)

    def _in_threads(self, work: Callable[[Sequence[_T]], list[_R]], all_of: Sequence[_T], at_once: int) -> list[_R]:
        """What `work` makes of each, so many at once. Raises Cancelled."""
        search, found = self._search, list[_R]()
        parts = [all_of[start : start + at_once] for start in range(0, len(all_of), at_once)]
        self._all += len(all_of)
        with ThreadPoolExecutor(core_count(), "duplicates") as pool:
            try:
                for some in pool.map(work, parts):
                    if search.cancelled():
                        raise Cancelled
                    found += some
                    self._done += len(some)
                    search.tell(self._done, self._all)
            finally:
                pool.shutdown(wait=False, cancel_futures=True)
        return found


def _best(members: dict[int, Facts]) -> int:
    of_all = zip(members, verdicts(list(members.values())), strict=True)
    return next(photo for photo, one in of_all if one.keep)


def _first_copies(known: Sequence[Identity | None]) -> Groups:
    """For each photo the first one with its content or its pixels, (N,)."""
    contents, pixels = dict[bytes, int](), dict[bytes, int]()
    first = np.arange(len(known))
    for photo, one in enumerate(known):
        if one is not None:
            found = contents.get(one.content, pixels.get(one.pixels, photo))
            first[photo] = contents.setdefault(one.content, found)
            if one.pixels:
                pixels.setdefault(one.pixels, found)
    return first


def _components(count: int, pairs: Iterable[tuple[int, int]]) -> list[Members]:
    """The photos that are joined by pairs, directly or by steps, where they are two or more."""
    one, other = np.array(list(pairs), np.int64).reshape(-1, 2).T
    joined = coo_array((np.ones(len(one), np.bool_), (one, other)), shape=(count, count))
    labels = connected_components(joined, directed=False)[1]
    order = np.argsort(labels, kind="stable")
    parts = np.split(order, np.flatnonzero(np.diff(labels[order])) + 1)
    return [part.tolist() for part in parts if len(part) > 1]
