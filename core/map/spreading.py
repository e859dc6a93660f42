"""The loose map for the eye: photos pushed apart until they hardly hide each other, crowds and gaps made milder."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from core.map.photo_map import Places

Doubles = NDArray[np.float64]

_MILDER = 0.3  # how far places go to where their ranks would have them, which no crowd and no gap would be
_FILLED = 0.8  # of the side that tiles would have if they lay side by side without a gap
_ROUNDS = 40
_FEWEST = 4  # to a side, however few photos there are


def spread_out(places: Places) -> tuple[Places, float]:
    """The same places (N, 2) with less hidden, (N, 2) from 0 on, and the side of the square tiles they are meant for.

    What lies left of, or above, something else mostly stays so: neighbours stay neighbours. Each pair of tiles that
    overlap is pushed apart the shorter way, again and again (after Misue, Eades, Lai and Sugiyama 1995).
    """
    from scipy.spatial import cKDTree  # here, because scipy takes a while to import

    spread = _milder(places.astype(np.float64))
    extent = np.maximum(spread.max(axis=0, initial=0), 0.05)
    side = _FILLED * math.sqrt(float(extent.prod()) / max(len(spread), 1))
    side = min(side, float(extent.max()) / _FEWEST)
    for _ in range(_ROUNDS if len(spread) > 1 else 0):
        pairs = cKDTree(spread).query_pairs(side, p=np.inf, output_type="ndarray")
        if not len(pairs):
            break
        one, other = pairs.T
        apart = spread[other] - spread[one]
        missing = side - np.abs(apart)
        shorter = np.eye(2)[missing.argmin(axis=1)]
        push = shorter * missing / 2 * np.where(apart < 0, -1, 1)
        crowd = np.sqrt(np.bincount(pairs.ravel(), minlength=len(spread)))
        for axis in (0, 1):
            moved = np.bincount(other, push[:, axis], len(spread)) - np.bincount(one, push[:, axis], len(spread))
            spread[:, axis] += moved / np.maximum(crowd, 1)
    if len(spread):
        spread -= spread.min(axis=0)
    return spread.astype(np.float32), side


def _milder(places: Doubles) -> Doubles:
    ranks = np.argsort(np.argsort(places, axis=0, kind="stable"), axis=0, kind="stable") / max(len(places) - 1, 1)
    mild: Doubles = (1 - _MILDER) * places + _MILDER * ranks * places.max(axis=0, initial=0)
    return mild
