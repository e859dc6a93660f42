"""Garments that are nearly identical, and garments like no other."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.looks.colours import SCALE
from core.looks.features import Rows
from core.looks.spec import ModelSpec
from core.mirror.garments import Garments, Numbers
from core.search.near import near_pairs
from core.search.sampling import evenly
from core.workers.workers import Cancelled

# Of the distance at which two photos are called very similar where nothing is known of their folder: what is nearly
# identical is so whatever else hangs beside it. Looked at on the stock photos: from 1 on cropped trousers are among the
# long ones, and other cuts of a blouse.
_NEAR = 0.92
_SAME_COLOUR = 10.0  # scaled Lab; a little more than between photos of one cloth
_FENCE = 2.0  # how many times the upper half of the spread above the median
_FEWEST = 8  # garments, of which one can be said to be unlike the others
_MOST = 12
_ROUNDING = 0.01  # more than distances are off, so that among equal ones none is unusual
_SAMPLE = 512  # garments by which it is told how far the next one usually is
_BLOCK = 1024


class Odd(NamedTuple):
    """A garment, the one most like it, and how far that is by look."""

    garment: int
    nearest: int
    distance: float


def alike(garments: Garments, spec: ModelSpec, cancelled: Callable[[], bool] = bool) -> list[list[int]]:
    """Groups of two garments or more, largest first; in each the one that most are like, then these, nearest first.

    Of one group are garments of one kind, one pattern and one name for their colour, all as near as `_NEAR` says to the
    first: the star clustering of Aslam, Pelekhov and Rus (2004), because by steps from one to the next half a wardrobe
    would be one group. Raises Cancelled.
    """
    one, other, distances = _pairs(garments, _NEAR * spec.yardstick * spec.ratios.very, cancelled)
    order = np.lexsort((other, distances, one))
    one, other = one[order], other[order]
    starts = np.searchsorted(one, np.arange(len(garments) + 1))
    degree = np.diff(starts)
    free = np.ones(len(garments), bool)
    groups = list[list[int]]()
    while len(garments) and degree[first := int(degree.argmax())] > 0:
        if cancelled():
            raise Cancelled
        near = other[starts[first] : starts[first + 1]]
        group = [first, *near[free[near]].tolist()]
        groups.append(group)
        free[group] = False
        for member in group:
            np.subtract.at(degree, other[starts[member] : starts[member + 1]], 1)
        degree[group] = 0
    return sorted(groups, key=lambda group: (-len(group), group[0]))


def _pairs(
    garments: Garments, radius: float, cancelled: Callable[[], bool]
) -> tuple[Numbers, Numbers, NDArray[np.float32]]:
    """Those that may be in one group, each both ways round, and how far they are apart, (p,) each."""
    scaled, told = garments.colours * SCALE, np.stack((garments.kinds, garments.names, garments.patterns))
    found = [(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.float32))]
    for near in near_pairs(garments.looks, radius):
        if cancelled():
            raise Cancelled
        agree = (told[:, near.one] == told[:, near.other]).all(axis=0)
        agree &= np.linalg.norm(scaled[near.one] - scaled[near.other], axis=1) <= _SAME_COLOUR
        found.append((near.one[agree], near.other[agree], near.distances[agree]))
    one, other, distances = (np.concatenate(parts) for parts in zip(*found, strict=True))
    return np.concatenate((one, other)), np.concatenate((other, one)), np.concatenate((distances, distances))


def one_offs(garments: Garments, cancelled: Callable[[], bool] = bool) -> list[Odd]:
    """Garments from which the one most like them is unusually far, farthest first. Raises Cancelled.

    Unusual is what lies above the median by more than twice what the upper quartile does, as in a box plot (Tukey
    1977) of the upper half alone; a sample tells both.
    """
    looks, count = garments.looks, len(garments)
    if count < _FEWEST:
        return []
    usual = _nearest(looks, evenly(count, _SAMPLE), None, cancelled)[1]
    median, upper = np.percentile(usual, (50, 75)).tolist()
    fence = median + _FENCE * (upper - median) + _ROUNDING
    rows, distances, nearest = _nearest(looks, np.arange(count), fence, cancelled)
    order = np.lexsort((rows, -distances))[:_MOST]
    picked = zip(rows[order].tolist(), nearest[order].tolist(), distances[order].tolist(), strict=True)
    return [Odd(*one) for one in picked]


def _nearest(
    looks: Rows, rows: Numbers, least: float | None, cancelled: Callable[[], bool]
) -> tuple[Numbers, NDArray[np.float32], Numbers]:
    """Those of the rows whose nearest other one is farther than `least`, if that is asked, how far, and which that is.

    Compared with a block of all after the other; who has met one that is nearer is compared no further.
    """
    squared = np.einsum("ij,ij->i", looks, looks)
    best, nearest = np.full(len(looks), np.inf, np.float32), np.zeros(len(looks), np.int64)
    for start in range(0, len(looks), _BLOCK):
        if cancelled():
            raise Cancelled
        block = slice(start, start + _BLOCK)
        apart = squared[rows, np.newaxis] + squared[block] - 2 * (looks[rows] @ looks[block].T)
        inside = np.flatnonzero((rows >= start) & (rows < start + _BLOCK))
        apart[inside, rows[inside] - start] = np.inf
        found = apart.argmin(axis=1)
        distance = np.maximum(apart[np.arange(len(rows)), found], 0)
        nearer = distance < best[rows]
        best[rows[nearer]], nearest[rows[nearer]] = distance[nearer], start + found[nearer]
        if least is not None:
            rows = rows[best[rows] > least**2]
    return rows, np.sqrt(best[rows]), nearest[rows]
