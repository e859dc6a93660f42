"""Exact nearest neighbours, in two steps: the rows that can be among the nearest, then those in their exact order.

The first step may take any quick way, as long as it leaves none out: distances in float32 with bounds on their error,
or a KD-tree. The second decides, by distances in float64 from the differences themselves; ties go by row.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

# Measured by tests/bench/ranking.py: below this the tree answers faster, above it brute force does, soon by far.
KDTREE_MAX_DIMENSIONS = 7
_BLOCK = 512  # query rows whose distances to all vectors are in memory at once

RowNumbers = NDArray[np.int64]
Doubles = NDArray[np.float64]
QueryRow = NDArray[np.float16] | NDArray[np.float32]


class Method(StrEnum):
    """How the nearest rows are found."""

    AUTO = "auto"  # what suits the data
    BRUTE = "brute"  # the distances to all
    KDTREE = "kdtree"


def possible(
    least: NDArray[np.float32], most: NDArray[np.float32], k: int, mask: NDArray[np.bool_] | None = None
) -> RowNumbers:
    """All rows that can be among the k nearest, given the least and the most that each one's distance can be, (N,)
    each; only rows where `mask` (N,) holds."""
    k = min(k, len(most))
    if k <= 0:
        return np.zeros(0, np.int64)
    if mask is not None:
        most = np.where(mask, most, np.float32(np.inf))
    near = least <= np.partition(most, k - 1)[k - 1]
    return np.flatnonzero(near if mask is None else near & mask)


def in_order(rows: RowNumbers, distances: Doubles, k: int, first: int = -1) -> RowNumbers:
    """The places among some rows of the k nearest, given their distances: nearest first, ties by row; row `first` leads
    among those at its distance."""
    return np.lexsort((rows, rows != first, distances))[:k]


def nearest_of_each(owners: RowNumbers, distances: Doubles) -> RowNumbers:
    """Of rows, grouped by their owners, (n,), the place of each owner's nearest one, the first of equal ones."""
    order = np.lexsort((distances, owners))
    _, first = np.unique(owners[order], return_index=True)
    return order[first]


class Ranker:
    """The k nearest rows of one matrix by L2 distance.

    Both methods return the same rows in the same order. Immutable after construction, so that several threads may ask
    at once.
    """

    def __init__(self, vectors: NDArray[np.float32], method: Method = Method.AUTO) -> None:
        """`vectors`: (N, D) float32, not copied."""
        if method is Method.AUTO:
            method = Method.KDTREE if vectors.shape[1] <= KDTREE_MAX_DIMENSIONS else Method.BRUTE
        self.method = method
        self._vectors = vectors
        self._squared = np.einsum("ij,ij->i", vectors, vectors)
        self._error = rounding_error(self._squared, vectors.shape[1])
        self._tree = _build_tree(vectors) if method is Method.KDTREE and len(vectors) else None

    def nearest(
        self, query: QueryRow, k: int, mask: NDArray[np.bool_] | None = None, first: int = -1
    ) -> tuple[RowNumbers, Doubles]:
        """Rows and distances of the k nearest to `query` (D,), nearest first, ties by row.

        Only rows where `mask` (N,) holds; row `first` leads among those at its distance.
        """
        rows = self.candidates(query, k, mask)
        return self._exact(query, rows, k, first) if len(rows) else (rows, np.zeros(0))

    def candidates(self, query: QueryRow, k: int, mask: NDArray[np.bool_] | None = None) -> RowNumbers:
        """All rows that can be among the k nearest to `query` (D,), and few others; only where `mask` (N,) holds."""
        k = min(k, len(self._vectors) if mask is None else int(mask.sum()))
        if k <= 0:
            return np.zeros(0, np.int64)
        if self._tree is not None:
            return self._of_tree(query, k, mask)
        single = query.astype(np.float32)
        return self._within(self._squared - 2.0 * (self._vectors @ single), k, float(single @ single), mask)

    def _within(
        self,
        approximate: NDArray[np.float32],
        k: int,
        squared_query: float,
        mask: NDArray[np.bool_] | None = None,
    ) -> RowNumbers:
        """The candidates, given squared distances that lack the query's own length and are off by rounding."""
        of_query = rounding_error(np.array([squared_query], np.float32), self._vectors.shape[1])
        error = np.float32(self._error + of_query)
        return possible(approximate - error, approximate + error, k, mask)

    def _of_tree(self, query: QueryRow, k: int, mask: NDArray[np.bool_] | None) -> RowNumbers:
        assert self._tree is not None
        double = query.astype(np.float64)
        wanted = k
        while True:
            distances, rows = self._tree.query(double, wanted)
            rows, distances = np.atleast_1d(rows), np.atleast_1d(distances)
            kept = rows if mask is None else rows[mask[rows]]
            if len(kept) >= k or wanted >= len(self._vectors):
                break
            wanted = min(2 * wanted, len(self._vectors))
        # The tree picks any of several equally distant rows; take all of them.
        around = np.array(self._tree.query_ball_point(double, distances[-1] * (1 + 1e-9) + 1e-12), dtype=np.int64)
        return around if mask is None else around[mask[around]]

    def _exact(self, query: QueryRow, candidates: RowNumbers, k: int, first: int) -> tuple[RowNumbers, Doubles]:
        differences = self._vectors[candidates].astype(np.float64) - query.astype(np.float64)
        distances = np.sqrt(np.einsum("ij,ij->i", differences, differences))
        order = in_order(candidates, distances, k, first)
        return candidates[order], distances[order]

    def rankings(self, k: int) -> Iterator[tuple[int, RowNumbers, Doubles]]:
        """For each row in turn its k nearest, itself leading; a block of N x 512 distances is in memory at once."""
        k = min(k, len(self._vectors))
        for start in range(0, len(self._vectors), _BLOCK):
            block = self._vectors[start : start + _BLOCK]
            approximate = self._squared - 2.0 * (block @ self._vectors.T)
            for offset, row in enumerate(approximate):
                number = start + offset
                candidates = self._within(row, k, float(self._squared[number]))
                yield number, *self._exact(block[offset], candidates, k, number)


def rounding_error(squared: NDArray[np.float32], dimensions: int) -> float:
    """A bound on the error of |x|^2 - 2xq + |q|^2 in float32, from the usual bound n * eps on a dot product; with what
    rounding does when the error itself is added and taken away."""
    return float(squared.max(initial=0.0)) * (dimensions + 5) * float(np.finfo(np.float32).eps)


def _build_tree(vectors: NDArray[np.float32]) -> Any:  # scipy ships no types
    from scipy.spatial import cKDTree  # here, because scipy takes a while to import and most searches do without

    return cKDTree(vectors)
