"""The nearest neighbours of many photos at once, exactly: by the distances to all, a block at a time, in threads.

Ours, because it is a page of numpy: the library that has it too is large, slow to load and used for nothing else.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]  # (N, D)

_BLOCK = 64  # points whose distances to all are in memory at once, in each thread


def nearest(
    points: Points, among: Points, k: int, jobs: int, but_itself: bool = False
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """For each of `points` (n, D) the k nearest of `among` (m, D), nearest first, and how far they are: (n, k) each.

    `but_itself`: `among` are the same points, and none is its own neighbour. `jobs`: threads.
    """
    squares = np.einsum("ij,ij->i", among, among)

    def found(start: int) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        block = points[start : start + _BLOCK]
        apart = squares - 2 * (block @ among.T)  # without the point's own length: the same order
        if but_itself:
            apart[np.arange(len(block)), np.arange(start, start + len(block))] = np.inf
        near = np.argpartition(apart, k - 1, axis=1)[:, :k]
        distances = np.sqrt(((among[near] - block[:, np.newaxis]) ** 2).sum(axis=2))
        order = np.argsort(distances, axis=1, kind="stable")
        return np.take_along_axis(near, order, axis=1), np.take_along_axis(distances, order, axis=1)

    with ThreadPoolExecutor(max(jobs, 1)) as threads:
        rows, distances = zip(*threads.map(found, range(0, len(points), _BLOCK)), strict=True)
    return np.concatenate(rows), np.concatenate(distances)
