"""Which photos of a map are shown as pictures at which depth, so that none hides another."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from itertools import product

import numpy as np
from numpy.typing import NDArray

from core.base.sentences import printable
from core.map.photo_map import Places

Ranks = NDArray[np.int64]
Depths = NDArray[np.int16]
Table = NDArray[np.int32]  # (cells,): which photo lies there, -1 for none

_MOST_CELLS = 2**24  # of the table of one depth; 64 MB
_ROUND = tuple(product((-1, 0, 1), repeat=2))


def ranks(paths: Sequence[str], first: NDArray[np.bool_] | None = None) -> Ranks:
    """In which order photos are given room, (N,): by chance, but the same for a path at all times; these `first`."""
    chance = np.array([zlib.crc32(printable(path).encode()) for path in paths], np.int64)
    order = np.lexsort((chance,) if first is None else (chance, ~first))
    found = np.empty(len(paths), np.int64)
    found[order] = np.arange(len(paths))
    return found


def thin(
    places: Places, sizes: Sequence[tuple[float, float]], order: Ranks, cancelled: Callable[[], bool] = bool
) -> Depths:
    """From which depth on each photo is shown, (N,): len(sizes) for one that never is.

    `places` (N, 2); `sizes` are width and height of a picture at each depth in the units of the places, smaller from
    depth to depth. At each depth no two pictures that are shown overlap, and none that was shown goes away again.
    """
    depths = np.full(len(places), len(sizes), np.int16)
    for depth, size in enumerate(sizes):
        if cancelled() or not (depths == len(sizes)).any():
            break
        _add(depths, depth, _Table.of(places, size), order)
    return depths


class _Table:
    """The places in units of one picture, and the cells of that size in which they lie."""

    def __init__(self, units: NDArray[np.float64], wide: int, high: int) -> None:
        self.units = units
        self.cells = (units[:, 1].astype(np.int64) + 1) * wide + units[:, 0].astype(np.int64) + 1
        self.count = wide * high
        self.around = [down * wide + across for down, across in _ROUND]

    @classmethod
    def of(cls, places: Places, size: tuple[float, float]) -> _Table:
        units = (places - places.min(axis=0)) / np.asarray(size, np.float64)
        wide, high = (units.max(axis=0).astype(np.int64) + 3).tolist()
        if wide * high > _MOST_CELLS:  # many more cells than photos: as coarse as the table allows, which is on the
            units *= np.sqrt(_MOST_CELLS / 2 / (wide * high))  # safe side
            wide, high = (units.max(axis=0).astype(np.int64) + 3).tolist()
        return cls(units, wide, high)

    def apart(self, ones: Ranks | Table, others: Ranks | Table) -> NDArray[np.bool_]:
        """Which pairs do not overlap."""
        across, down = np.abs(self.units[ones] - self.units[others]).T
        away: NDArray[np.bool_] = (across >= 1) | (down >= 1)
        return away


def _add(depths: Depths, depth: int, table: _Table, order: Ranks) -> None:
    """Show as many more as there is room for. In each round those that come first of all they would overlap."""
    shown = np.full(table.count, -1, np.int32)  # a cell has room for one
    there = np.flatnonzero(depths <= depth)
    shown[table.cells[there]] = there
    waiting = _free(np.flatnonzero(depths > depth), shown, table)
    while len(waiting):
        best = _first_of_each(waiting, table, order)
        heads = best[best >= 0]
        wins = np.ones(len(heads), bool)
        for step in table.around:
            others = best[table.cells[heads] + step]
            rivals = (others >= 0) & (others != heads)
            wins &= ~rivals | (order[heads] < order[others]) | table.apart(heads, others)
        added = heads[wins]
        depths[added] = depth
        shown[table.cells[added]] = added
        waiting = _free(np.setdiff1d(waiting, added, assume_unique=True), shown, table)


def _first_of_each(waiting: Ranks, table: _Table, order: Ranks) -> Table:
    """For each cell the photo that comes first, -1 for none."""
    best = np.full(table.count, -1, np.int32)
    last_first = waiting[np.argsort(-order[waiting])]
    best[table.cells[last_first]] = last_first  # of several the last one written stays
    return best


def _free(waiting: Ranks, shown: Table, table: _Table) -> Ranks:
    """Those that overlap nothing shown."""
    free = np.ones(len(waiting), bool)
    for step in table.around:
        near = shown[table.cells[waiting] + step]
        free &= (near < 0) | table.apart(waiting, near)
    return waiting[free]
