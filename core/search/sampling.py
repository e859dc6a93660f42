"""Some photos that stand for all, the same ones each time; without the random numbers of numpy, whose import takes
longer than a search."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]

_PLASTIC = 1.32471795724474602596  # its powers spread points evenly in the plane: Roberts 2018, the sequence R2


def evenly(count: int, most: int) -> Numbers:
    """At most so many of the numbers 0..count-1, ascending, as far apart as can be."""
    taken = min(count, most)
    return np.arange(taken) * count // max(taken, 1)


def pairs(count: int, wanted: int) -> tuple[Numbers, Numbers]:
    """So many pairs of different numbers of 0..count-1, (wanted,) each, spread evenly over all that there are."""
    steps = np.arange(1, wanted + 1)
    one = (steps / _PLASTIC % 1 * count).astype(np.int64)
    further = (steps / _PLASTIC**2 % 1 * (count - 1)).astype(np.int64)
    return one, (one + 1 + further) % count
