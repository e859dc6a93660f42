"""The space in which the photos of one collection are compared: what counts as an aspect of them, and in what units."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from core.base.vectors import Vectors
from core.catalog.collection import Collection
from core.looks.features import ASPECTS, Aspect, Rows, columns
from core.looks.spec import ModelSpec
from core.search.estimates import (
    Estimate,
    Floats,
    Weights,
    bounds,
    estimate,
    estimate_looks,
    kind_added,
    over_views,
    used,
    with_kinds,
)
from core.search.query import Query
from core.search.ranking import Doubles, RowNumbers

_Float = TypeVar("_Float", np.float32, np.float64)

_SPREAD_PAIRS = 2000
_SPREAD_PHOTOS = 20  # fewer say nothing about a wardrobe
# Of what is measured from the pixels, over the labelled training photos, for folders too small to have their own.
REFERENCE_SPREAD: Mapping[Aspect, float] = {"colour": 0.71, "pattern": 0.57, "shape": 0.78}


class Space:
    """Distances among the rows of features of a collection, R stored ones; immutable, for any number of threads.

    All are in units of the embedding's distance: the other aspects are scaled so that their spread over the collection
    is that of the embedding.

    Where the space `knows_kinds` garments of another kind are further away, unless they look like the very same
    garment: with d, the distance of the embeddings' instance parts, d^2 grows by
    weight clip((d - near) / (far - near), 0, 1) (1 - p.q), where p.q is the probability that both are of one kind; the
    other numbers are the network's gate. That gave six more right ones in a hundred, and lost none of the same
    garments; see the model card. Elsewhere looks are compared by plain L2 over the embedding.
    """

    def __init__(self, collection: Collection, spec: ModelSpec, knows_kinds: bool) -> None:
        self._first = collection.first
        self._spec = spec
        self._knows_kinds = knows_kinds
        self._parts = {aspect: collection.stored.columns(self._columns(aspect)) for aspect in ASPECTS}
        self._kinds = collection.stored.columns(columns("kind", spec))

    def prepare(self) -> None:
        """Compute now what the first search would wait for."""
        _ = self.spreads, self._squared

    @property
    def looks(self) -> Vectors:
        """What of the embeddings is compared, (R, d)."""
        return self._parts["look"]

    @cached_property
    def spreads(self) -> dict[Aspect, float]:
        """The median distance of two photos of the collection, by aspect."""
        count = len(self._first)
        if count < _SPREAD_PHOTOS:
            return {"look": self._spec.spread, **REFERENCE_SPREAD}
        random = np.random.default_rng(0)
        one, other = random.integers(count, size=_SPREAD_PAIRS), random.integers(1, count, size=_SPREAD_PAIRS)
        one, other = self._first[one], self._first[(one + other) % count]  # never the same photo
        return {
            aspect: max(float(np.median(np.linalg.norm(rows[one] - rows[other], axis=1))), 1e-3)
            for aspect, rows in self._parts.items()
        }

    def scale(self, aspect: Aspect) -> float:
        """What distances by an aspect are multiplied with."""
        unit = 1 / self._spec.instance_length if self._knows_kinds else 1.0
        return unit if aspect == "look" else unit * self.spreads["look"] / self.spreads[aspect]

    def estimate(self, query: Query, aspect: Aspect) -> Estimate:
        """Nearly the distance of each row to the query. This is the slow part of a search, it reads all vectors."""
        rows, squared, views = self._parts[aspect], self._squared[aspect], self._views(query, aspect)
        if aspect != "look":
            return estimate(rows, squared, views[0], self.scale(aspect))
        looks, off = estimate_looks(rows, squared, views, self.scale(aspect), self._spec.views.best)
        return with_kinds(looks, off, self._other_kinds(query) if self._knows_kinds else None, self._spec)

    def exact(self, query: Query, rows: RowNumbers) -> Doubles:
        """The distances by each aspect and what a difference in kind adds to the square of the first, (5, n), for some
        rows, from the differences themselves."""
        by_aspect = [self.scale(aspect) * self._exact_by(query, rows, aspect) for aspect in ASPECTS]
        added = np.zeros(len(rows))
        if self._knows_kinds:
            other = _other_kind(self._kinds[rows].astype(np.float64), query)
            added = kind_added(by_aspect[0], other, self._spec.gate)
        return np.stack([*by_aspect, added])

    def apart(self, query: Query, match: Query) -> dict[Aspect, float]:
        """How far two photos are apart by each aspect, in spreads."""
        by_aspect = {}
        for aspect in ASPECTS:
            difference = self._views(query, aspect)[0].astype(np.float64) - self._views(match, aspect)[0]
            by_aspect[aspect] = float(np.linalg.norm(difference)) / self.spreads[aspect]
        return by_aspect

    @cached_property
    def _squared(self) -> dict[Aspect, Floats]:
        return {aspect: rows.over_rows(_squares) for aspect, rows in self._parts.items()}

    def _columns(self, aspect: Aspect) -> slice:
        """What of a row is compared by an aspect."""
        whole = columns(aspect, self._spec)
        knows_kinds = aspect == "look" and self._knows_kinds
        return slice(whole.start, whole.start + self._spec.instance) if knows_kinds else whole

    def _views(self, query: Query, aspect: Aspect) -> Rows:
        """The vectors (views, d) to compare with."""
        own = query.row[np.newaxis, self._columns(aspect)]
        return np.concatenate((own, query.views[:, : own.shape[1]])) if aspect == "look" else own

    def _other_kinds(self, query: Query) -> Floats:
        return self._kinds.over_rows(lambda kinds: _other_kind(kinds, query))

    def _exact_by(self, query: Query, rows: RowNumbers, aspect: Aspect) -> Doubles:
        found = self._parts[aspect][rows].astype(np.float64)
        views = [np.sqrt(((found - view) ** 2).sum(axis=1)) for view in self._views(query, aspect).astype(np.float64)]
        return over_views(np.stack(views, axis=1), self._spec.views.best)


def _squares(rows: Floats) -> Floats:
    squares: Floats = np.einsum("ij,ij->i", rows, rows)
    return squares


def _other_kind(kinds: NDArray[_Float], query: Query) -> NDArray[_Float]:
    """How probably photos with these kinds (n, kinds) are of another kind than the query, (n,)."""
    probability: NDArray[_Float] = np.clip(1 - kinds @ query.part("kind").astype(kinds.dtype), 0, 1)
    return probability


class Estimates:
    """What a space estimates for one query, kept: each aspect is computed when it first counts, so that mixing them
    anew is quick enough to follow a slider."""

    def __init__(self, space: Space, query: Query) -> None:
        self._space = space
        self._query = query
        self._by_aspect: dict[Aspect, Estimate] = {}

    def bounds(self, weights: Weights) -> tuple[Floats, Floats]:
        """The least and the most that the square of each row's mixed distance can be, (R,) each."""
        for aspect in used(weights):
            if aspect not in self._by_aspect:
                self._by_aspect[aspect] = self._space.estimate(self._query, aspect)
        return bounds(self._by_aspect, weights)
