"""Small pictures: means of neighbourhoods and connected parts.

For pictures of some 60 pixels a side. To import scipy.ndimage takes longer than ten photos do, and every process that
computes photos would have to wait for it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray


def box_mean(
    image: NDArray[np.float32], side: int, border: Literal["edge", "symmetric"] = "edge"
) -> NDArray[np.float32]:
    """The mean of the `side` x `side` pixels around each of (h, w) float32, `side` odd; `border` as in numpy.pad."""
    down, across = (_means(length, side, border) for length in image.shape)
    mean: NDArray[np.float32] = np.asarray(down @ image @ across.T, np.float32)
    return mean


@lru_cache(maxsize=64)  # photos of one camera share their size
def _means(length: int, side: int, border: Literal["edge", "symmetric"]) -> NDArray[np.float32]:
    """What `side` neighbours in a row of `length` count to their mean, (length, length)."""
    sources = np.pad(np.arange(length), side // 2, mode=border)
    weights = np.zeros((length, length), np.float32)
    for at in range(side):
        np.add.at(weights, (np.arange(length), sources[at : at + length]), np.float32(1 / side))
    return weights


def label(mask: NDArray[np.bool_]) -> tuple[NDArray[np.intp], int]:
    """The connected parts of a mask (h, w), by its four neighbours: their numbers from 1 on, 0 outside; how many.

    By runs of each row that are joined to those they touch in the row before (Rosenfeld and Pfaltz 1966).
    """
    height, width = mask.shape
    flat = np.zeros((height, width + 2), np.int8)
    flat[:, 1:-1] = mask
    changes = np.flatnonzero(np.diff(flat.ravel()))  # of the padded rows, so that no run crosses two
    starts, ends = (changes[0::2] + 1).tolist(), (changes[1::2] + 1).tolist()
    parent = list(range(len(starts)))
    above = 0
    for run, (start, end) in enumerate(zip(starts, ends, strict=True)):
        low, high = start - width - 2, end - width - 2
        while ends[above] <= low:
            above += 1
        touched = above
        while touched < run and starts[touched] < high:
            _join(parent, touched, run)
            touched += 1
    roots = np.array([_root(parent, run) for run in range(len(starts))], np.intp)
    distinct, numbers = np.unique(roots, return_inverse=True)
    steps = np.zeros(flat.size + 1, np.intp)
    np.add.at(steps, starts, numbers + 1)
    np.add.at(steps, ends, -(numbers + 1))
    return np.cumsum(steps)[:-1].reshape(flat.shape)[:, 1:-1], len(distinct)


def _root(parent: list[int], run: int) -> int:
    while parent[run] != run:
        parent[run] = parent[parent[run]]
        run = parent[run]
    return run


def _join(parent: list[int], one: int, other: int) -> None:
    first, second = _root(parent, one), _root(parent, other)
    parent[max(first, second)] = min(first, second)
