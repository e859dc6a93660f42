"""How far a photo's neighbours are by a mixture of aspects, against how far they are by look: for words."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from core.looks.features import ASPECTS, Aspect
from core.search.estimates import Floats, Weights, shares_of
from core.search.sampling import evenly
from core.search.space import Space

_NEIGHBOUR = 10
_SAMPLE = 64  # photos that ask
_AMONG = 2048  # photos that are asked for, at most: mixing their distances anew takes a millisecond
_FEWEST = 50
# How far the tenth neighbour is by each aspect among the labelled training photos, of that by look when both have the
# same spread: for folders too small to have their own.
REFERENCE_TENTH: Mapping[Aspect, float] = {"look": 1.0, "colour": 0.21, "pattern": 0.32, "shape": 0.59}


class Neighbours:
    """The distances among some photos of a space, kept by aspect; immutable but for what it keeps, for any number of
    threads."""

    def __init__(self, space: Space) -> None:
        self._space = space
        count = space.count
        self._among, self._sample = evenly(count, _AMONG), evenly(count, _SAMPLE)
        self._place = max(round(_NEIGHBOUR * len(self._among) / count), 1) if count >= _FEWEST else 0
        self._squares: dict[Aspect, Floats] = {}
        self._last: tuple[tuple[float, ...], float] = ((1.0, 0.0, 0.0, 0.0), 1.0)

    def stretch(self, weights: Weights) -> float:
        """How much further than by look alone the tenth neighbour typically is."""
        shares = tuple(shares_of(weights).tolist())
        last = self._last  # one value, so that another thread cannot change half of it
        if last[0] != shares:
            last = shares, self._measured(shares) if self._place else _reference(shares)
            self._last = last
        return last[1]

    def _measured(self, shares: tuple[float, ...]) -> float:
        counted = [(aspect, np.float32(share)) for aspect, share in zip(ASPECTS, shares, strict=True)]
        mixed = np.sum([share * self._apart(aspect) for aspect, share in counted if share > 0], axis=0)
        by_look = _median_at(self._apart("look"), self._place)
        return math.sqrt(_median_at(mixed, self._place) / by_look) if by_look > 0 else 1.0

    def _apart(self, aspect: Aspect) -> Floats:
        """Squared distances (sample, among); infinite from a photo to itself."""
        if aspect not in self._squares:
            squares = self._space.squared_apart(aspect, self._sample, self._among)
            squares[self._sample[:, np.newaxis] == self._among] = np.inf
            self._squares[aspect] = squares
        return self._squares[aspect]


def _median_at(squares: Floats, place: int) -> float:
    return float(np.median(np.partition(squares, place - 1, axis=1)[:, place - 1]))


def _reference(shares: tuple[float, ...]) -> float:
    tenth = [REFERENCE_TENTH[aspect] for aspect in ASPECTS]
    return math.sqrt(sum(share * far**2 for share, far in zip(shares, tenth, strict=True)))
