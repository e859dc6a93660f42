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
_MOST = 10_000  # pairs, the nearest ones: in a large wardrobe far more look alike than can be looked at
_HELD = 100 * _MOST
_SHARES = 0.25, 0.5, 1.0  # of the radius, one after the other


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
    """The nearest pairs of each photo, and of these the nearest, nearest first.

    Where photos lie close to each other, there are enough within less than the radius, which takes less time.
    """
    for share in _SHARES:
        found = _within(rows, share * radius, cancelled)
        if len(found.one) == _MOST or cancelled():
            break
    return found


def _within(rows: Rows | Vectors, radius: float, cancelled: Callable[[], bool]) -> Near:
    nothing = np.zeros(0, np.int64)
    held, new, count = Near(nothing, nothing, np.zeros(0, np.float32)), [], 0
    for found in near_pairs(rows, radius):
        if cancelled():
            break
        new.append(found)
        count += len(found.one)
        if count > _HELD:
            held, new, count = _few([held, *new]), [], 0
    held = _few([held, *new])
    return Near(held.one[:_MOST], held.other[:_MOST], held.distances[:_MOST])


def _few(parts: list[Near]) -> Near:
    """Those that are among the nearest of either of their photos, nearest first."""
    one, other, distances = (np.concatenate(columns) for columns in zip(*parts, strict=True))
    order = np.argsort(distances, kind="stable")
    one, other, distances = one[order], other[order], distances[order]
    both = np.stack((one, other), axis=1)
    kept = (_places(both.ravel()).reshape(both.shape) < _EACH).any(axis=1)
    return Near(one[kept], other[kept], distances[kept])


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
