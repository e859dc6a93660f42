"""Where on a map the photos of a kind lie closest together: the place of its name."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.map.photo_map import Places

_STEPS = 24  # of a coarse grid over the map in which photos are counted
_LEAST = 4  # photos of a kind that has a name on the map, ...
_SHARE = 0.008  # ... and at least this share of all


class Region(NamedTuple):
    """The number of a kind, the place of its name, and how many photos are of the kind."""

    kind: int
    x: float
    y: float
    photos: int


def regions(places: Places, kinds: NDArray[np.int64]) -> tuple[Region, ...]:
    """Those of the kinds (N,) that are told, largest first; the place is the median of the kind's densest part."""
    if not len(places):
        return ()
    low = places.min(axis=0)
    steps = ((places - low) / max(float(np.ptp(places, axis=0).max()), 1e-9) * (_STEPS - 1e-6)).astype(np.int64)
    least = max(_LEAST, _SHARE * len(places))
    numbers, counts = np.unique(kinds[kinds >= 0], return_counts=True)
    wanted = sorted(zip(counts.tolist(), numbers.tolist(), strict=True), key=lambda one: (-one[0], one[1]))
    return tuple(_region(places, steps, kinds == kind, kind) for count, kind in wanted if count >= least)


def _region(places: Places, steps: NDArray[np.int64], of_kind: NDArray[np.bool_], kind: int) -> Region:
    counted = np.zeros((_STEPS + 2, _STEPS + 2), np.int64)
    mine = steps[of_kind]
    np.add.at(counted, (mine[:, 0] + 1, mine[:, 1] + 1), 1)
    around = sum(counted[1 + x : _STEPS + 1 + x, 1 + y : _STEPS + 1 + y] for x in (-1, 0, 1) for y in (-1, 0, 1))
    densest = np.unravel_index(int(np.asarray(around).argmax()), (_STEPS, _STEPS))
    near = (np.abs(mine - np.array(densest)) <= 1).all(axis=1)
    x, y = np.median(places[of_kind][near], axis=0).tolist()
    return Region(kind, x, y, len(mine))
