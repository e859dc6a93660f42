"""Which pairs of photos are worth a look at their pictures: those with features that lie near each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from core.base.vectors import RowNumbers, Vectors
from core.looks.features import Rows, columns
from core.looks.spec import ModelSpec
from core.search.near import Near, near_pairs

_WIDER = 2.0  # times as far as the same item: half the size, or a frame, moves an embedding so far
_COLOUR, _PATTERN = 0.1, 0.5  # what a quarter turn may do to these, which hardly know which way is up
_TELLING = 20_000  # photos; among more, too many have the same colours and patterns
_EACH = 3  # pairs of one photo, the nearest ones
_MOST = 50_000  # pairs, the nearest ones: in a large wardrobe far more look alike than can be looked at
_NEW = 500_000  # pairs, until it is seen which of them count


def candidates(rows: Vectors, spec: ModelSpec, cancelled: Callable[[], bool] = bool) -> Iterator[list[tuple[int, int]]]:
    """Pairs of rows of features (N, D), nearest first, the smaller number first: those that look alike; then those that
    only have colours and pattern in common, as photos have that were turned."""
    alike = dict.fromkeys(_pairs(_nearest(_looks(rows, spec), _WIDER * _same(spec), cancelled)))
    yield list(alike)
    if len(rows) <= _TELLING:
        turned = _pairs(_nearest(_unoriented(rows, spec), 1.0, cancelled))
        yield [pair for pair in turned if pair not in alike]


def _same(spec: ModelSpec) -> float:
    """How far apart photos of the same item are at most, in a folder of which nothing is known."""
    return spec.yardstick * spec.ratios.same


def _looks(rows: Vectors, spec: ModelSpec) -> Vectors:
    return rows.columns(columns("look", spec))


def _unoriented(rows: Vectors, spec: ModelSpec) -> Rows:
    """What of the photos hardly changes when they are turned, (N, d)."""
    colour, pattern = (rows.columns(columns(name, spec))[:] for name in ("colour", "pattern"))
    return np.hstack((colour / _COLOUR, pattern / _PATTERN))


def _nearest(rows: Rows | Vectors, radius: float, cancelled: Callable[[], bool]) -> Near:
    """The nearest pairs of each photo, and of these the nearest, nearest first."""
    held = _Held(radius)
    for found in near_pairs(rows, lambda: held.limit):
        if cancelled():
            break
        held.take(found)
    return held.nearest()


class _Held:
    """The nearest pairs met so far; `limit`: what is farther apart need not be looked for any more."""

    def __init__(self, radius: float) -> None:
        nothing = np.zeros(0, np.int64)
        self.limit = radius
        self._parts = [Near(nothing, nothing, np.zeros(0, np.float32))]
        self._new = 0

    def take(self, found: Near) -> None:
        self._parts.append(found)
        self._new += len(found.one)
        if self._new > _NEW:
            kept = self.nearest()
            self._parts, self._new = [kept], 0
            if len(kept.one) == _MOST:
                self.limit = float(kept.distances[-1])

    def nearest(self) -> Near:
        return _few(self._parts)


def _few(parts: list[Near]) -> Near:
    """Those that are among the nearest of either of their photos, nearest first, and no more than are looked at."""
    one, other, distances = (np.concatenate(columns) for columns in zip(*parts, strict=True))
    order = np.argsort(distances, kind="stable")
    one, other, distances = one[order], other[order], distances[order]
    both = np.stack((one, other), axis=1)
    kept = (_places(both.ravel()).reshape(both.shape) < _EACH).any(axis=1)
    return Near(one[kept][:_MOST], other[kept][:_MOST], distances[kept][:_MOST])


def _places(photos: RowNumbers) -> NDArray[np.int64]:
    """How often each photo has come before, (n,)."""
    order = np.argsort(photos, kind="stable")
    _, starts, counts = np.unique(photos[order], return_index=True, return_counts=True)
    places = np.empty(len(photos), np.int64)
    places[order] = np.arange(len(photos)) - np.repeat(starts, counts)
    return places


def _pairs(near: Near) -> Iterator[tuple[int, int]]:
    low, high = np.minimum(near.one, near.other), np.maximum(near.one, near.other)
    return zip(low.tolist(), high.tolist(), strict=True)
