"""Photos of the same garment, found by the distances of their embeddings."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.base.axes import principal
from core.base.vectors import Vectors
from core.browse.sorting import halves
from core.looks.colours import SCALE, Lab
from core.looks.features import Rows
from core.search.stacks import Groups

MOST = 24  # photos in a group; without a bound, chains of small steps would join half a folder
SAME_CLOTH = 8.0  # scaled Lab; more than folds and light do to the main colour of a garment from shot to shot
_BLOCK = 1024  # photos compared with as many others at a time
_DENSE = 0.05  # share of a block from which one large product is quicker than looking at single pairs
_ROUNDING = 1e-3  # more than float32 can be off for squared distances of embeddings
_MANY = 50_000  # pairs of one block; identical photos by the thousand make millions


def same_garment(looks: Rows | Vectors, colours: Lab, radius: float, cancelled: Callable[[], bool] = bool) -> Groups:
    """For each photo the first row of its group, (N,): groups join photos at most `radius` apart, directly or by steps.

    `looks` (N, D); `colours` (N, 3), the main ones, must agree too: a stack hides photos, so it had better be right.
    Union-find (Tarjan 1975) over the near pairs, nearest first within a block. Ends early, with what it has joined so
    far, once `cancelled` says so.
    """
    forest = _Forest(len(looks))
    scaled = colours * SCALE
    for one, other in near_pairs(looks, radius):
        if cancelled():
            break
        agree = np.linalg.norm(scaled[one] - scaled[other], axis=1) <= SAME_CLOTH
        one, other = one[agree], other[agree]
        for pair in zip(one.tolist(), other.tolist(), strict=True):
            forest.join(*pair)
    return forest.roots()


def near_pairs(looks: Rows | Vectors, radius: float) -> Iterator[tuple[Groups, Groups]]:
    """The pairs of rows at most `radius` apart, nearest first, block by block.

    Photos are blocked by halving them along principal directions; blocks whose boxes are too far apart are never
    compared, and of the others first only the principal coordinates, in which no distance is too large.
    """
    if len(looks) < 2:
        return
    points = principal(looks)
    parts = list(_blocks(points, np.arange(len(points))))
    points = points[np.concatenate(parts)]  # block after block: all that is kept of a million photos, 128 MB
    blocks = [_Block(rows, part) for rows, part in zip(parts, _cut(points, parts), strict=True)]
    low = np.stack([block.points.min(axis=0) for block in blocks])
    high = np.stack([block.points.max(axis=0) for block in blocks])
    room = np.empty(_BLOCK**2, np.float32), np.empty(_BLOCK**2, np.bool_)
    for number, block in enumerate(blocks):
        left = _sides(block.points)[0]
        gaps = np.maximum(0, np.maximum(low[number:] - high[number], low[number] - high[number:]))
        for later in np.flatnonzero((gaps**2).sum(axis=1) <= radius**2).tolist():
            yield _near(looks, block, left, blocks[number + later], radius, room)


def _cut(points: Rows, parts: Sequence[Groups]) -> list[Rows]:
    return np.split(points, np.cumsum([len(rows) for rows in parts])[:-1])


def _blocks(points: Rows, rows: Groups) -> Iterator[Groups]:
    if len(rows) <= _BLOCK:
        yield rows
    else:
        for part in halves(points, rows):
            yield from _blocks(points, part)


class _Block(NamedTuple):
    """Some rows, and their principal coordinates, (n, axes)."""

    rows: Groups
    points: Rows


def _sides(points: Rows) -> tuple[Rows, Rows]:
    """-2x, |x|^2, 1 and y, 1, |y|^2: their products are |x - y|^2. Made anew for each pair of blocks: next to that
    product it takes no time, and kept for all blocks it is twice as much as the points."""
    squared = np.einsum("ij,ij->i", points, points)[:, np.newaxis]
    ones = np.ones_like(squared)
    return np.hstack((-2 * points, squared, ones)), np.hstack((points, ones, squared))


def _near(
    looks: Rows | Vectors, one: _Block, left: Rows, other: _Block, radius: float, room: tuple[Rows, NDArray[np.bool_]]
) -> tuple[Groups, Groups]:
    """Near pairs of two blocks; `left`: that side of the first. `room` for (n * m) distances is used again and again:
    to get it takes a while."""
    shape, count = (len(one.rows), len(other.rows)), len(one.rows) * len(other.rows)
    squared, near = (space[:count].reshape(shape) for space in room)
    limit = radius**2 + _ROUNDING
    np.matmul(left, _sides(other.points)[1].T, out=squared)
    np.less_equal(squared, limit, out=near)
    if np.count_nonzero(near) > _DENSE * count:
        np.matmul(_sides(looks[one.rows])[0], _sides(looks[other.rows])[1].T, out=squared)
        np.less_equal(squared, limit, out=near)
    if one is other:
        near &= np.triu(np.ones(shape, bool), 1)
    if np.count_nonzero(near) > _MANY:  # each photo with its nearest is enough to join what belongs together
        i, j = _nearest(np.where(near, squared, np.inf))
    else:
        i, j = np.divmod(np.flatnonzero(near), shape[1])
    first, second = one.rows[i], other.rows[j]
    distances = np.linalg.norm(looks[first] - looks[second], axis=1)
    order = np.argsort(distances, kind="stable")[: np.count_nonzero(distances <= radius)]
    return first[order], second[order]


def _nearest(squared: Rows) -> tuple[Groups, Groups]:
    """The nearest of each row that has any: row and column."""
    rows = np.flatnonzero(np.isfinite(squared.min(axis=1)))
    return rows, squared.argmin(axis=1)[rows]


class _Forest:
    """Disjoint sets of rows, none larger than MOST."""

    def __init__(self, count: int) -> None:
        self._parents = array("q", range(count))  # lists would keep an object for each number
        self._sizes = array("b", [1]) * count

    def _root(self, row: int) -> int:
        while self._parents[row] != row:
            self._parents[row] = row = self._parents[self._parents[row]]
        return row

    def join(self, one: int, other: int) -> None:
        first, second = sorted((self._root(one), self._root(other)))
        if first != second and self._sizes[first] + self._sizes[second] <= MOST:
            self._parents[second] = first
            self._sizes[first] += self._sizes[second]

    def roots(self) -> Groups:
        return np.fromiter(map(self._root, range(len(self._parents))), np.int64, len(self._parents))
