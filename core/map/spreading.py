"""The loose map for the eye: photos pushed apart until they hardly hide each other, on paper and in the window."""

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
_SAME = 4  # steps to a tile: who lies on the same step lies at the same place
_TURN = 2.399963  # radians, the golden angle: so turned, any number of points lie evenly around a place
_SPARE = 1.02  # of a tile, because numbers are rounded


def spread_out(places: Places) -> tuple[Places, float]:
    """The same places (N, 2) with less hidden, (N, 2) from 0 on, and the side of the square tiles they are meant for.

    What lies left of, or above, something else mostly stays so: neighbours stay neighbours. Each pair of tiles that
    overlap is pushed apart the shorter way, again and again (after Misue, Eades, Lai and Sugiyama 1995).
    """
    spread = _milder(places.astype(np.float64))
    extent = np.maximum(spread.max(axis=0, initial=0), 0.05)
    side = _FILLED * math.sqrt(float(extent.prod()) / max(len(spread), 1))
    side = min(side, float(extent.max()) / _FEWEST)
    spread = _pushed_apart(spread, side)
    if len(spread):
        spread -= spread.min(axis=0)
    return spread.astype(np.float32), side


def parted(places: Doubles, tile: tuple[float, float]) -> Doubles:
    """The same places (N, 2), but for those so near each other that tiles of this width and height would overlap: these
    part as far as that takes. Copies at one place come to lie around it, in their order."""
    spread = _around_each_other(places / tile)
    return _pushed_apart(spread, _SPARE) * tile


def _around_each_other(places: Doubles) -> Doubles:
    """Those within the same step, the first of which stays; in units of tiles."""
    _, step = np.unique(np.round(places * _SAME), axis=0, return_inverse=True)
    order = np.argsort(step.ravel(), kind="stable")
    first = np.searchsorted(step.ravel()[order], step.ravel()[order])
    place = np.empty(len(places))
    place[order] = np.arange(len(places)) - first
    around: Doubles = np.sqrt(place)[:, np.newaxis] * np.stack((np.cos(_TURN * place), np.sin(_TURN * place)), axis=1)
    return places + around


def _pushed_apart(places: Doubles, side: float) -> Doubles:
    """Until square tiles of this side do not overlap any more, or nearly so."""
    from scipy.spatial import cKDTree  # here, because scipy takes a while to import

    spread = places.copy()
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
    return spread


def _milder(places: Doubles) -> Doubles:
    ranks = np.argsort(np.argsort(places, axis=0, kind="stable"), axis=0, kind="stable") / max(len(places) - 1, 1)
    mild: Doubles = (1 - _MILDER) * places + _MILDER * ranks * places.max(axis=0, initial=0)
    return mild
