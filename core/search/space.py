"""The space in which the photos of one collection are compared: what counts as an aspect of them, and in what units."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

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
    kind_cost,
    nearest_looks,
    over_views,
    used,
    with_kinds,
)
from core.search.query import Query
from core.search.ranking import Doubles, RowNumbers, in_order
from core.search.sampling import pairs

_AROUND, _FIFTH = 10, 5  # of the nearest by look
_SPREAD_PAIRS = 2000
_SPREAD_PHOTOS = 20  # fewer say nothing about a wardrobe
# Of the other aspects, over 300 of the labelled training photos, for folders too small to have their own.
REFERENCE_SPREAD: Mapping[Aspect, float] = {"colour": 0.69, "pattern": 0.70, "shape": 0.77}


class Space:
    """Distances among the rows of features of a collection, R stored ones; immutable, for any number of threads.

    All are in units of the embedding's distance: the other aspects are scaled so that their spread over the collection
    is that of the embedding.

    Where the space `knows_kinds` garments of another kind are further away, unless they look like the very same
    garment: with d, the distance of the embeddings' instance parts, d^2 grows by clip((d - near) / (far - near), 0, 1)
    times a cost. That of another kind is `weight` (1 - a), where a is how alike the kinds' probabilities p and q of
    photo and query are: mostly p.q, the probability that both are of one kind, against the most that it can be, max q;
    with a share of it their overlap, the sum of sqrt(p q), kinder to kinds that are easily taken for one another.

    A kind may be wrong, and then all that is found is. So the photos nearest by look are asked: where they are hardly
    of the query's kind, the cost is mild (log max q / p.q). The numbers are the network's gate, and measured, see the
    model card; a file without those of the doubt has `weight` (1 - p.q). Elsewhere looks are compared by plain L2 over
    the embedding.
    """

    def __init__(self, collection: Collection, spec: ModelSpec, knows_kinds: bool, kinds: Vectors) -> None:
        """`kinds`: the probabilities that count, (R, kinds)."""
        self._first = collection.first
        self._spec = spec
        self._knows_kinds = knows_kinds
        self._parts = {aspect: collection.stored.columns(self._columns(aspect)) for aspect in ASPECTS}
        self._stored_kinds = kinds

    def with_kinds(self, kinds: Vectors) -> Space:
        """The same with other probabilities of kinds, (R, kinds); what was computed of the looks is kept."""
        other = copy.copy(self)
        other._stored_kinds = kinds
        other.__dict__.pop("_kinds", None)
        return other

    def prepare(self) -> None:
        """Compute now what the first search would wait for."""
        _ = self.spreads, self._squared, self._kinds

    @property
    def count(self) -> int:
        """How many photos there are."""
        return len(self._first)

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
        one, other = (self._first[numbers] for numbers in pairs(count, _SPREAD_PAIRS))
        return {
            aspect: max(float(np.median(np.linalg.norm(rows[one] - rows[other], axis=1))), 1e-3)
            for aspect, rows in self._parts.items()
        }

    def scale(self, aspect: Aspect) -> float:
        """What distances by an aspect are multiplied with."""
        unit = 1 / self._spec.instance_length if self._knows_kinds else 1.0
        return unit if aspect == "look" else unit * self.spreads["look"] / self.spreads[aspect]

    def looks_from(self, query: Query) -> tuple[Floats, Floats]:
        """Nearly how far each row's look is from the query's, (R,), and how far each may be off. This is the slow part
        of a search, it reads all vectors."""
        rows, squared, views = self._parts["look"], self._squared["look"], self._views(query, "look")
        return estimate_looks(rows, squared, views, self.scale("look"), self._spec.views.best)

    def estimate(
        self, query: Query, aspect: Aspect, looks: Callable[[], tuple[Floats, Floats]], trust: Callable[[], float]
    ) -> Estimate:
        """Nearly the distance of each row to the query. `looks`: see `looks_from`; `trust`: see `Surroundings`."""
        if aspect == "look":
            return with_kinds(*looks(), self._costs(query, trust()) if self._knows_kinds else None, self._spec)
        rows, squared, views = self._parts[aspect], self._squared[aspect], self._views(query, aspect)
        return estimate(rows, squared, views[0], self.scale(aspect))

    def surroundings(self, query: Query, nearest: Callable[[int], RowNumbers]) -> Surroundings:
        """What lies around a query, exactly. `nearest` gives the rows that can be among so many nearest by look."""
        wanted = _AROUND + 1
        while True:
            rows = nearest(wanted)
            distances = self.scale("look") * self._exact_by(query, rows, "look")
            others = in_order(rows, distances, len(rows))
            others = others[distances[others] > 0][:_AROUND]  # not the very picture that was asked with
            if len(others) == _AROUND or wanted >= len(self._parts["look"]):
                break
            wanted *= 2
        near = [*distances[others].tolist(), *[np.inf] * _FIFTH]
        return Surroundings(near[0], near[_FIFTH - 1], self._trust(query, rows[others]))

    def _trust(self, query: Query, around: RowNumbers) -> float:
        doubt = self._spec.gate.doubt
        if doubt is None or not self._knows_kinds or not len(around) or query.told:
            return 1.0
        agree = float((self._kinds[around].astype(np.float64) @ query.part("kind").astype(np.float64)).mean())
        return float(np.clip((agree - doubt.low) / (doubt.high - doubt.low), 0, 1))

    def exact(self, query: Query, rows: RowNumbers, trust: float = 1.0) -> Doubles:
        """The distances by each aspect and what a difference in kind adds to the square of the first, (5, n), for some
        rows, from the differences themselves. `trust`: see `Surroundings`."""
        by_aspect = [self.scale(aspect) * self._exact_by(query, rows, aspect) for aspect in ASPECTS]
        added = np.zeros(len(rows))
        if self._knows_kinds:
            found, wanted = (each.astype(np.float64) for each in (self._kinds[rows], query.part("kind")))
            added = kind_added(by_aspect[0], kind_cost(found, wanted, self._spec.gate, trust), self._spec.gate)
        return np.stack([*by_aspect, added])

    def apart(self, query: Query, match: Query) -> dict[Aspect, float]:
        """How far two photos are apart by each aspect, in spreads."""
        by_aspect = {}
        for aspect in ASPECTS:
            difference = self._views(query, aspect)[0].astype(np.float64) - self._views(match, aspect)[0]
            by_aspect[aspect] = float(np.linalg.norm(difference)) / self.spreads[aspect]
        return by_aspect

    def squared_apart(self, aspect: Aspect, photos: RowNumbers, others: RowNumbers) -> Floats:
        """The squared distances by one aspect between photos (n,) and others (m,), by their first rows, (n, m)."""
        one, other = (
            self.scale(aspect) * self._parts[aspect][self._first[each]].astype(np.float64) for each in (photos, others)
        )
        squares = (one**2).sum(axis=1)[:, np.newaxis] + (other**2).sum(axis=1) - 2 * one @ other.T
        apart: Floats = np.maximum(squares, 0).astype(np.float32)
        return apart

    @cached_property
    def _kinds(self) -> Vectors:
        """All kinds' probabilities side by side: out of the long rows they are read three times as slowly."""
        return self._stored_kinds.apart()

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

    def _costs(self, query: Query, trust: float) -> Floats:
        wanted = query.part("kind")
        return self._kinds.over_rows(lambda kinds: kind_cost(kinds, wanted, self._spec.gate, trust))

    def _exact_by(self, query: Query, rows: RowNumbers, aspect: Aspect) -> Doubles:
        found = self._parts[aspect][rows].astype(np.float64)
        views = [np.sqrt(((found - view) ** 2).sum(axis=1)) for view in self._views(query, aspect).astype(np.float64)]
        return over_views(np.stack(views, axis=1), self._spec.views.best)


def _squares(rows: Floats) -> Floats:
    squares: Floats = np.einsum("ij,ij->i", rows, rows)
    return squares


@dataclass(frozen=True)
class Surroundings:
    """What lies around a query by look: how far the `nearest` and the `fifth` nearest other pictures are, infinite
    where there are none; and how far the query's kind is to be believed, from 0 to 1, by those of the ten nearest."""

    nearest: float
    fifth: float
    trust: float


class Estimates:
    """What a space estimates for one query, kept: each aspect is computed when it first counts, so that mixing them
    anew is quick enough to follow a slider."""

    def __init__(self, space: Space, query: Query) -> None:
        self._space = space
        self._query = query
        self._by_aspect: dict[Aspect, Estimate] = {}

    @cached_property
    def surroundings(self) -> Surroundings:
        """What lies around the query."""
        return self._space.surroundings(self._query, lambda k: nearest_looks(*self._looks, k))

    def _estimated(self, aspect: Aspect) -> Estimate:
        return self._space.estimate(self._query, aspect, lambda: self._looks, lambda: self.surroundings.trust)

    @cached_property
    def _looks(self) -> tuple[Floats, Floats]:
        return self._space.looks_from(self._query)

    def bounds(self, weights: Weights) -> tuple[Floats, Floats]:
        """The least and the most that the square of each row's mixed distance can be, (R,) each."""
        for aspect in used(weights):
            if aspect not in self._by_aspect:
                self._by_aspect[aspect] = self._estimated(aspect)
        return bounds(self._by_aspect, weights)
