"""Photos of the same garment, found by the distances of their embeddings."""

from __future__ import annotations

from array import array
from collections.abc import Callable

import numpy as np

from core.base.vectors import Vectors
from core.looks.colours import SCALE, Lab
from core.looks.features import Rows
from core.search.near import near_pairs
from core.search.stacks import Groups

MOST = 24  # photos in a group; without a bound, chains of small steps would join half a folder
SAME_CLOTH = 8.0  # scaled Lab; more than folds and light do to the main colour of a garment from shot to shot


def same_garment(looks: Rows | Vectors, colours: Lab, radius: float, cancelled: Callable[[], bool] = bool) -> Groups:
    """For each photo the first row of its group, (N,): groups join photos at most `radius` apart, directly or by steps.

    `looks` (N, D); `colours` (N, 3), the main ones, must agree too: a stack hides photos, so it had better be right.
    Union-find (Tarjan 1975) over the near pairs, nearest first within a block. Ends early, with what it has joined so
    far, once `cancelled` says so.
    """
    forest = _Forest(len(looks))
    scaled = colours * SCALE
    for one, other, _ in near_pairs(looks, radius):
        if cancelled():
            break
        agree = np.linalg.norm(scaled[one] - scaled[other], axis=1) <= SAME_CLOTH
        one, other = one[agree], other[agree]
        for pair in zip(one.tolist(), other.tolist(), strict=True):
            forest.join(*pair)
    return forest.roots()


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
