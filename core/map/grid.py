"""The tidy grid: places on a map snapped to cells, one photo each, so that neighbours stay neighbours.

Up to EXACT photos the squares of all ways together are the least there can be (an assignment, after Crouse 2016 in
scipy). Above, photos and cells are halved together until parts are small enough; then windows that lie across the seams
are assigned anew, which never makes the ways longer.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.map.photo_map import Cells

ASPECT = math.sqrt(2)  # columns to rows: that of paper, and near that of a window
EXACT = 2000  # photos assigned at once; four seconds of one core
_PART, _QUICK_PART = 500, 100  # photos, where they are more
_WINDOW = 20  # cells to a side that are assigned anew together
_SWEEPS = 2

Points = NDArray[np.float64]  # (N, 2), in units of cells
Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class _Box:
    """Some of the cells: from a column and a row on, so many."""

    left: int
    top: int
    columns: int
    rows: int

    @property
    def cells(self) -> Numbers:
        columns, rows = np.meshgrid(np.arange(self.columns), np.arange(self.rows))
        return np.stack((self.left + columns.ravel(), self.top + rows.ravel()), axis=1)

    def halves(self) -> tuple[_Box, _Box]:
        """Cut across the longer side."""
        if self.columns >= self.rows:
            one = self.columns // 2
            first = _Box(self.left, self.top, one, self.rows)
            return first, _Box(self.left + one, self.top, self.columns - one, self.rows)
        one = self.rows // 2
        return _Box(self.left, self.top, self.columns, one), _Box(
            self.left, self.top + one, self.columns, self.rows - one
        )


def grid_for(count: int) -> tuple[int, int]:
    """Columns and rows for so many photos, nearly of ASPECT, with as few empty cells as may be."""
    if count <= 0:
        return 1, 1
    middle = math.sqrt(count * ASPECT)
    some = range(max(1, math.floor(0.9 * middle)), max(1, math.ceil(1.1 * middle)) + 1)
    best = min(some, key=lambda columns: (columns * math.ceil(count / columns), abs(columns - middle)))
    return best, math.ceil(count / best)


def snapped(places: NDArray[np.floating], grid: tuple[int, int], quick: bool = False) -> Cells:
    """A cell of the grid, column and row, for each place (N, 2), no two alike, (N, 2). `quick`: in parts, once."""
    cells = np.zeros((len(places), 2), np.int64)
    if len(places):
        points = _stretched(np.asarray(places, np.float64), grid)
        exact = len(places) <= EXACT and not quick
        part = EXACT if exact else _QUICK_PART if quick else _PART
        _halve(points, np.arange(len(places)), _Box(0, 0, *grid), part, cells)
        if not exact and not quick:
            for sweep in range(_SWEEPS):
                _sweep(points, cells, grid, sweep * _WINDOW // 2 if sweep else _WINDOW // 4)
    return cells.astype(np.int32)


def _stretched(places: Points, grid: tuple[int, int]) -> Points:
    """Places over the whole grid, in units of its cells; crowds made half as crowded, by the ranks of the places."""
    count = len(places)
    ranks = np.argsort(np.argsort(places, axis=0, kind="stable"), axis=0, kind="stable") / max(count - 1, 1)
    low = places.min(axis=0)
    even = (places - low) / np.maximum(places.max(axis=0) - low, 1e-12)
    stretched: Points = (even + ranks) / 2 * (np.array(grid) - 1)
    return stretched


def _halve(points: Points, photos: Numbers, box: _Box, most: int, cells: Numbers) -> None:
    """Give each of some photos a cell of a box that has enough; both are halved until they are at most so many."""
    if len(photos) <= most and box.columns * box.rows <= 2 * most:
        cells[photos] = _assigned(points[photos], box.cells)
        return
    first, second = box.halves()
    axis = 0 if box.columns >= box.rows else 1
    room = first.columns * first.rows, second.columns * second.rows
    share = round(len(photos) * room[0] / sum(room))
    share = min(max(share, len(photos) - room[1]), room[0])
    order = photos[np.argsort(points[photos, axis], kind="stable")]
    _halve(points, order[:share], first, most, cells)
    _halve(points, order[share:], second, most, cells)


def _sweep(points: Points, cells: Numbers, grid: tuple[int, int], offset: int) -> None:
    """Assign anew within each of the windows that cover the grid, the first at an offset."""
    owner = np.full(grid, -1, np.int64)  # which photo lies in a cell
    owner[cells[:, 0], cells[:, 1]] = np.arange(len(cells))
    for left in range(offset - _WINDOW, grid[0], _WINDOW):
        for top in range(offset - _WINDOW, grid[1], _WINDOW):
            right, bottom = min(left + _WINDOW, grid[0]), min(top + _WINDOW, grid[1])
            box = _Box(max(left, 0), max(top, 0), right - max(left, 0), bottom - max(top, 0))
            if box.columns < 1 or box.rows < 1:
                continue
            window = owner[box.left : right, box.top : bottom]
            photos = window[window >= 0]
            if len(photos) > 1:
                cells[photos] = _assigned(points[photos], box.cells)
                window[...] = -1
                owner[cells[photos, 0], cells[photos, 1]] = photos


def _assigned(points: Points, cells: Numbers) -> Numbers:
    """Each point's cell, (n, 2), of at least as many, so that the squares of all ways together are least."""
    from scipy.optimize import linear_sum_assignment  # here, because scipy takes a while to import
    from scipy.spatial.distance import cdist

    _, chosen = linear_sum_assignment(cdist(points, cells.astype(np.float64), "sqeuclidean"))
    taken: Numbers = cells[chosen]
    return taken
