"""Distances of all photos to a query by float32: quick, and with a bound on what rounding can have done to each.

They only choose which photos can be among the nearest; the order of those comes from exact distances. The bounds
follow from the usual one on a dot product of n numbers, n u |x| |y| with the unit roundoff u (Higham, Accuracy and
Stability of Numerical Algorithms, 2002, section 3.1): see `core.search.ranking.rounding_error`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from core.base.vectors import Vectors
from core.looks.features import ASPECTS, Aspect
from core.looks.spec import Gate, ModelSpec
from core.search.ranking import Doubles, RowNumbers, possible, rounding_error

Weights = Mapping[Aspect, float]
Floats = NDArray[np.float32]

_Float = TypeVar("_Float", np.float32, np.float64)
_RELATIVE = 1e-4  # more than all roundings that grow with the distance itself
_MOST_UNLIKELY = 4.6  # a kind that is a hundred times less probable than the query's counts as any other
_COARSE = 1e-3  # an error of a squared distance from which it had better be computed another way


@dataclass(frozen=True, eq=False)
class Estimate:
    """Squared distances of N photos to a query by one aspect, (N,), scaled; that of the look with what a difference in
    kind adds. Each is off by at most its share `_RELATIVE`, and besides by `error`: one for all, or (N,)."""

    squares: Floats
    error: float | Floats


def bounds(estimates: Mapping[Aspect, Estimate], weights: Weights) -> tuple[Floats, Floats]:
    """The least and the most that the square of each photo's mixed distance can be, (N,) each.

    `estimates`: of every aspect that counts, one at least.
    """
    count = len(next(iter(estimates.values())).squares)
    mixed, error = np.zeros(count, np.float32), np.zeros(count, np.float32)
    for aspect, share in zip(ASPECTS, shares_of(weights).astype(np.float32), strict=True):
        if share:
            mixed += share * estimates[aspect].squares
            error += share * np.asarray(estimates[aspect].error, np.float32)
    error += np.float32(_RELATIVE) * mixed
    return mixed - error, mixed + error


def estimate_looks(rows: Vectors, squared: Floats, views: Floats, unit: float, best: int) -> tuple[Floats, Floats]:
    """The distances (N,) of embeddings (N, D) with these squared lengths to the views (views, D) of a query, of which
    the `best` count, and how far each may be off, (N,); both times `unit`.

    With e the bound on a squared distance, one of d can be off by e / d, but by no more than the root of e.
    """
    lengths = np.einsum("ij,ij->i", views, views)
    error = unit**2 * (rounding_error(squared, rows.width) + rounding_error(lengths, rows.width))
    looks, off = np.empty(len(rows), np.float32), np.empty(len(rows), np.float32)

    def take(at: slice, block: Floats) -> None:
        squares = squared[at, np.newaxis] - 2 * (block @ views.T) + lengths
        each = np.sqrt(np.maximum(squares, 0)) * np.float32(unit)
        nearest = each[:, 0] if each.shape[1] == 1 else each.min(axis=1)
        off[at] = np.float32(error) / np.maximum(nearest, np.float32(np.sqrt(error) or 1))
        looks[at] = over_views(each, best)

    rows.each(take)
    return looks, off


def nearest_looks(looks: Floats, off: Floats, k: int) -> RowNumbers:
    """The rows that can be among the k whose looks are nearest, by what `estimate_looks` gives."""
    error = off + np.float32(_RELATIVE) * looks
    return possible(looks - error, looks + error, k)


def estimate(rows: Vectors, squared: Floats, wanted: Floats, scale: float) -> Estimate:
    """The distances of rows (N, D) with these squared lengths to `wanted` (D,), times `scale`.

    Where nearly all photos are alike in an aspect its scale is large, and the error with it: there the differences
    themselves are squared, which is slower, but off by a small share of the distance only.
    """
    length = np.array([wanted @ wanted], np.float32)
    error = scale**2 * (rounding_error(squared, rows.width) + rounding_error(length, rows.width))
    if error < _COARSE:
        squares = np.maximum(squared - 2 * rows.over_rows(lambda block: block @ wanted) + length, 0)
    else:
        squares, error = rows.over_rows(lambda block: _squared_apart(block, wanted)), 0.0
    return Estimate((np.float32(scale**2) * squares).astype(np.float32), error)


def _squared_apart(block: Floats, wanted: Floats) -> Floats:
    apart = block - wanted
    squares: Floats = np.einsum("ij,ij->i", apart, apart)
    return squares


def with_kinds(looks: Floats, off: Floats, cost: Floats | None, spec: ModelSpec) -> Estimate:
    """Of the distances of looks (N,) and how far each may be off, with what another kind adds to their squares: see
    `kind_added`; None where kinds do not count."""
    squares, error = looks**2, off * (2 * looks + off)
    if cost is not None:
        gate = spec.gate
        squares += kind_added(looks, cost, gate)
        error += kind_added(looks + off, cost, gate) - kind_added(looks - off, cost, gate) + _kind_error(spec)
    return Estimate(squares, error)


def _kind_error(spec: ModelSpec) -> np.float32:
    """More than what rounding does to what a kind adds: to sums over kinds, and to a steep gate."""
    gate, eps = spec.gate, np.finfo(np.float32).eps
    most = gate.weight + (gate.doubt.mild * _MOST_UNLIKELY if gate.doubt else 0)
    return np.float32(2 * eps * most * (len(spec.kinds) + 10 + gate.far / (gate.far - gate.near)))


def kind_added(looks: NDArray[_Float], cost: NDArray[_Float], gate: Gate) -> NDArray[_Float]:
    """What is added to the squared distance of looks, (n,), by photos that are probably of another kind: their
    `kind_cost`, as far as the gate is open."""
    added: NDArray[_Float] = np.clip((looks - gate.near) / (gate.far - gate.near), 0, 1) * cost
    return added.astype(looks.dtype)


def kind_cost(kinds: NDArray[_Float], wanted: NDArray[_Float], gate: Gate, trust: float) -> NDArray[_Float]:
    """What photos with these kinds' probabilities (n, kinds) cost a query with the `wanted` ones (kinds,) where the
    gate is open, (n,). `trust`: how far the query's own are believed, from 0 to 1."""
    alike = kinds @ wanted
    if gate.doubt is None:
        plain: NDArray[_Float] = gate.weight * np.clip(1 - alike, 0, 1)
        return plain.astype(kinds.dtype)
    best, doubt, cost = np.maximum(wanted.max(), np.float32(1e-6)), gate.doubt, np.zeros_like(alike)
    if trust > 0:
        shared = np.sqrt(kinds) @ np.sqrt(wanted)
        likeness = (1 - doubt.overlap) * (alike + 1 - best) + doubt.overlap * shared
        cost += trust * gate.weight * np.clip(1 - likeness, 0, 1)
    if trust < 1:
        unlikely = -np.log(np.maximum(alike / best, math.exp(-_MOST_UNLIKELY)))
        cost += (1 - trust) * doubt.mild * np.clip(unlikely, 0, _MOST_UNLIKELY)
    return cost


def over_views(distances: NDArray[_Float], best: int) -> NDArray[_Float]:
    """One distance per photo from those to each view, (n, views): the mean of the `best` smallest, or that to the first
    view, the photo's middle, if it is nearer: the very same picture should stay at zero."""
    if distances.shape[1] == 1:
        return distances[:, 0]
    best = min(best, distances.shape[1])
    mean: NDArray[_Float] = np.partition(distances, best - 1, axis=1)[:, :best].mean(axis=1)
    return np.minimum(mean, distances[:, 0])


def used(weights: Weights) -> tuple[Aspect, ...]:
    """The aspects that count."""
    return tuple(aspect for aspect in ASPECTS if weights.get(aspect, 0) > 0)


def shares_of(weights: Weights) -> Doubles:
    """The weights (4,) of all aspects, together 1."""
    shares = np.array([weights.get(aspect, 0.0) for aspect in ASPECTS], np.float64)
    shares /= shares.max()  # first, lest the sum be too large for a number
    shares /= shares.sum()
    return shares


def mix(distances: Doubles, weights: Weights) -> Doubles:
    """The L2 distance, (n,), in the space of all aspects side by side, and of kinds, from the distances by each aspect
    and what is added for kinds, (5, n): sqrt(sum of w d^2 / sum of w)."""
    shares = shares_of(weights)
    squared = distances[-1] * shares[0]
    for number in np.flatnonzero(shares):
        squared = squared + shares[number] * distances[number] ** 2
    mixed: Doubles = np.sqrt(squared)
    return mixed
