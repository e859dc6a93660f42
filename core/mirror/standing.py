"""A few garments that stand for all."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.looks.features import Rows
from core.mirror.garments import Numbers
from core.search.sampling import evenly
from core.workers.workers import Cancelled

# Garments that are tried: more take longer and hardly cover more, see tests/bench/mirror.py. Of very many fewer are, so
# that all distances take some 64 MB.
_CANDIDATES, _LEAST, _ROOM = 1000, 250, 2**24
_BLOCK = 1024


class Standing(NamedTuple):
    """The garments that stand for all, the one that adds most first; for each how many others are nearest to it, itself
    among them; and what share of all is within the wanted distance of one."""

    garments: list[int]
    stands_for: list[int]
    cover: float


def standing_for_all(
    looks: Rows, most: int, far: float, alike: float, cancelled: Callable[[], bool] = bool
) -> Standing:
    """At most so many of n garments, by their looks (n, D). Beyond `far` one does not stand for another at all; within
    `alike` it does well. Raises Cancelled.

    Facility location: the sum over all garments of how like they are to the chosen one that is most like them, made
    large by taking one after the other, which comes within 1 - 1/e of the best choice (Nemhauser, Wolsey and Fisher
    1978). Of many garments some are tried, evenly spread, as random ones would be (Mirzasoleiman and others 2015); so
    the choice is the same each time.
    """
    if not len(looks):
        return Standing([], [], 0.0)
    tried = evenly(len(looks), min(_CANDIDATES, max(_LEAST, _ROOM // len(looks))))
    likeness = _apart(looks, looks[tried], cancelled)
    likeness /= np.float32(-far)
    likeness += 1
    np.maximum(likeness, 0, out=likeness)
    chosen = tried[_greedy(likeness, most, cancelled)]
    near = _apart(looks, looks[chosen], cancelled)
    owners = near.argmin(axis=1)
    stands_for = np.bincount(owners, minlength=len(chosen)).tolist()
    return Standing(chosen.tolist(), stands_for, float(np.mean(near.min(axis=1) <= alike)))


def _greedy(likeness: NDArray[np.float32], most: int, cancelled: Callable[[], bool]) -> Numbers:
    """Columns of (n, tried) by what each adds; none that adds nothing."""
    best, chosen = np.zeros(len(likeness), np.float32), list[int]()
    room = np.empty((min(_BLOCK, len(likeness)), likeness.shape[1]), np.float32)
    while len(chosen) < most:
        gains = np.zeros(likeness.shape[1], np.float64)
        for start in range(0, len(likeness), _BLOCK):
            if cancelled():
                raise Cancelled
            block = likeness[start : start + _BLOCK]
            more = np.subtract(block, best[start : start + _BLOCK, np.newaxis], out=room[: len(block)])
            gains += np.maximum(more, 0, out=more).sum(axis=0)
        gains[chosen] = -1.0
        first = int(gains.argmax())
        if gains[first] <= 1e-3 and chosen:  # all others look like one of them
            break
        chosen.append(first)
        np.maximum(best, likeness[:, first], out=best)
    return np.array(chosen, np.int64)


def _apart(looks: Rows, others: Rows, cancelled: Callable[[], bool]) -> NDArray[np.float32]:
    """How far looks (n, D) are from others (m, D), (n, m)."""
    found = np.empty((len(looks), len(others)), np.float32)
    squared = np.einsum("ij,ij->i", others, others)
    for start in range(0, len(looks), _BLOCK):
        if cancelled():
            raise Cancelled
        block = looks[start : start + _BLOCK]
        part = np.einsum("ij,ij->i", block, block)[:, np.newaxis] + squared - 2 * (block @ others.T)
        found[start : start + _BLOCK] = np.sqrt(np.maximum(part, 0))
    return found
