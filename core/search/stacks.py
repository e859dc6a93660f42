"""Stacks in results: photos of one garment, of which only the nearest is shown."""

from __future__ import annotations

import copy
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from core.catalog.folders import place
from core.looks.features import Rows
from core.search.search import Match
from core.search.traits import Mask

_MORE = 4  # times as many photos as wanted are looked at first
_NOT_THERE = -(2**62)  # the group of a photo that is not in the collection

Groups = NDArray[np.int64]
Nearest = Callable[[int, Mask], Sequence[Match]]


@dataclass(frozen=True, eq=False)
class Stacks:
    """The photos of a collection, and for each of them the first row of its group, (N,)."""

    paths: tuple[str, ...]
    groups: Groups

    def over(self, paths: tuple[str, ...]) -> Groups:
        """The groups of the photos that there are now."""
        return self.groups if paths is self.paths else carried_over(self.groups, self.paths, paths)

    def of(self, path: str) -> frozenset[str]:
        """All photos on the stack of this one."""
        row = place(path, self.paths)
        rows = np.flatnonzero(self.groups == self.groups[row]).tolist() if row >= 0 else []
        return frozenset((path, *map(self.paths.__getitem__, rows)))


def carried_over(groups: Groups, before: Sequence[str], now: Sequence[str]) -> Groups:
    """The groups of photos by their paths `before`, for the paths `now`; a new photo is a group of its own, below 0."""
    place = dict(zip(before, groups.tolist(), strict=True))
    return np.array([place.get(path, -1 - row) for row, path in enumerate(now)], np.int64)


def parted(groups: Groups, pairs: Iterable[tuple[int, int]], looks: Callable[[Groups], Rows]) -> Groups:
    """The groups, (N,), where no two photos of these pairs of rows are in one: each takes with it what looks more like
    it. `looks` gives the embeddings of some rows, (n, D)."""
    groups = groups.copy()
    fresh = int(groups.max(initial=0)) + 1
    for one, other in pairs:
        if groups[one] == groups[other]:
            members = np.flatnonzero(groups == groups[one])
            found = looks(members)
            apart = [np.linalg.norm(found - found[members == row], axis=1) for row in (one, other)]
            moved = (apart[1] < apart[0]) & (members != one) | (members == other)
            groups[members[moved]] = fresh
            fresh += 1
    return groups


@dataclass(frozen=True)
class Folded:
    """Results of which each garment is shown once, nearest first.

    stacks: how many photos lie under a path, where more than one; laid_out: the photos of stacks that are laid out.
    """

    matches: tuple[Match, ...]
    stacks: Mapping[str, int] = field(default_factory=dict)
    laid_out: frozenset[str] = frozenset()


class Folding:
    """Folds the photos of one collection, of which `groups` says which lie on one stack, where `mask` (N,) holds.

    `place_of` gives the number of a path in the collection, or -1; the stacks that hold a photo of `expanded` are laid
    out.
    """

    def __init__(
        self, groups: Groups, mask: Mask | None, place_of: Callable[[str], int], expanded: frozenset[str]
    ) -> None:
        self._groups = groups
        self._mask = np.ones(len(groups), np.bool_) if mask is None else mask
        self._place_of = place_of
        self._expanded = {int(groups[row]) for path in expanded if (row := place_of(path)) >= 0}

    def without_stacks_of(self, paths: Collection[str]) -> Folding:
        """The same without these photos and all that lie on their stacks."""
        gone = [int(self._groups[row]) for path in paths if (row := self._place_of(path)) >= 0]
        other = copy.copy(self)
        other._mask = self._mask & ~np.isin(self._groups, gone)
        return other

    def size_of(self, path: str) -> int:
        """How many photos lie on the stack of this one."""
        row = self._place_of(path)
        return 1 if row < 0 else max(1, self._size(int(self._groups[row])))

    def nearest(self, nearest: Nearest, k: int, first: Match | None = None) -> Folded:
        """The k nearest of different stacks, with what is laid out of them; `first` leads and is one of them.

        `nearest` gives so many of the photos where a mask holds: twice as many are asked for until k are left, or all
        were seen.
        """
        lead = self._leading(first)
        wanted = _MORE * max(k, 1)
        while True:
            matches = nearest(wanted, lead._mask)
            tops = lead._first_of_each(matches, k, first)
            if len(tops) >= k or len(matches) < wanted:
                break
            wanted *= 2
        return self._with_laid_out(nearest, tops, first)

    def _leading(self, first: Match | None) -> Folding:
        """Without the photo that leads, which is not looked for."""
        row = -1 if first is None else self._place_of(first.path)
        if row < 0:
            return self
        other = copy.copy(self)
        other._mask = self._mask.copy()
        other._mask[row] = False
        return other

    def _group_of(self, match: Match) -> int:
        row = self._place_of(match.path)
        return int(self._groups[row]) if row >= 0 else _NOT_THERE

    def _first_of_each(self, matches: Sequence[Match], k: int, first: Match | None) -> dict[int, Match]:
        """The nearest match of each of the first k groups."""
        tops = {} if first is None else {self._group_of(first): first}
        for match in matches:
            if len(tops) >= k:
                break
            tops.setdefault(self._group_of(match), match)
        return tops

    def _with_laid_out(self, nearest: Nearest, tops: dict[int, Match], first: Match | None) -> Folded:
        """All in one order, so that the words under them stay in step."""
        stacks = {match.path: size for group, match in tops.items() if (size := self._size(group)) > 1}
        opened = [group for group, match in tops.items() if group in self._expanded and match.path in stacks]
        matches = tuple(tops.values())
        if not opened:
            return Folded(matches, stacks)
        members = np.isin(self._groups, opened) & self._mask
        shown = members.copy()
        shown[[row for match in matches if (row := self._place_of(match.path)) >= 0]] = True
        if first is not None and (row := self._place_of(first.path)) >= 0:
            shown[row] = False
        lead = () if first is None else (first,)
        found = (*lead, *nearest(int(np.count_nonzero(shown)), shown))
        laid_out = (match.path for match in found if (row := self._place_of(match.path)) >= 0 and members[row])
        return Folded(found, stacks, frozenset(laid_out))

    def _size(self, group: int) -> int:
        return int(np.count_nonzero((self._groups == group) & self._mask))
