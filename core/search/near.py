"""Rows of features that lie near one another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.base.axes import halves, principal
from core.base.vectors import RowNumbers, Vectors
from core.looks.features import Rows

_BLOCK = 1024  # photos compared with as many others at a time
_DENSE = 0.05  # share of a block from which one large product is quicker than looking at single pairs
_ROUNDING = 1e-3  # more than float32 can be off for squared distances of embeddings
_MANY = 50_000  # pairs of one block; identical photos by the thousand make millions


class Near(NamedTuple):
    """Pairs of rows, by their numbers, and how far they are apart, (n,) each."""

    one: RowNumbers
    other: RowNumbers
    distances: Rows


def near_pairs(looks: Rows | Vectors, radius: float | Callable[[], float]) -> Iterator[Near]:
    """The pairs of rows at most `radius` apart, nearest first, block by block; `looks` (N, D). A radius that is asked
    for anew with each block may shrink meanwhile.

    Photos are blocked by halving them along principal directions; blocks whose boxes are too far apart are never
    compared, and of the others first only the principal coordinates, in which no distance is too large.
    """
    if len(looks) < 2:
        return
    limit = radius if callable(radius) else lambda: radius
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
        apart = np.sqrt((gaps**2).sum(axis=1))
        for later in np.flatnonzero(apart <= limit()).tolist():
            if apart[later] <= limit():
                yield _near(looks, block, left, blocks[number + later], limit(), room)


def _cut(points: Rows, parts: Sequence[RowNumbers]) -> list[Rows]:
    return np.split(points, np.cumsum([len(rows) for rows in parts])[:-1])


def _blocks(points: Rows, rows: RowNumbers) -> Iterator[RowNumbers]:
    if len(rows) <= _BLOCK:
        yield rows
    else:
        for part in halves(points, rows):
            yield from _blocks(points, part)


class _Block(NamedTuple):
    """Some rows, and their principal coordinates, (n, axes)."""

    rows: RowNumbers
    points: Rows


def _sides(points: Rows) -> tuple[Rows, Rows]:
    """-2x, |x|^2, 1 and y, 1, |y|^2: their products are |x - y|^2. Made anew for each pair of blocks: next to that
    product it takes no time, and kept for all blocks it is twice as much as the points."""
    squared = np.einsum("ij,ij->i", points, points)[:, np.newaxis]
    ones = np.ones_like(squared)
    return np.hstack((-2 * points, squared, ones)), np.hstack((points, ones, squared))


def _near(
    looks: Rows | Vectors, one: _Block, left: Rows, other: _Block, radius: float, room: tuple[Rows, NDArray[np.bool_]]
) -> Near:
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
    return Near(first[order], second[order], distances[order])


def _nearest(squared: Rows) -> tuple[RowNumbers, RowNumbers]:
    """The nearest of each row that has any: row and column."""
    rows = np.flatnonzero(np.isfinite(squared.min(axis=1)))
    return rows, squared.argmin(axis=1)[rows]
