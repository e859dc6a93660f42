"""Search: a query in, the most similar photos of a collection out, by any mixture of aspects."""

from __future__ import annotations

from collections.abc import Collection as Collection_
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from core.catalog.catalog import Collection
from core.looks.colours import ColourIndex, Lab
from core.looks.features import ASPECTS, INSTANCE_LENGTH, KINDS, ROOTS, Aspect, Rows, kind_name, kinds, part, swatches
from core.search.estimates import (
    Estimates,
    Weights,
    estimate,
    estimate_looks,
    kind_added,
    mix,
    off_with_kinds,
    over_views,
)
from core.search.labels import Labels, calibrate
from core.search.query import Query, stored_query
from core.search.ranking import Method, Ranker

LOOK_ONLY: Weights = {"look": 1.0}
_Float = TypeVar("_Float", np.float32, np.float64)
SAME_COLOUR = 28.0  # of ColourIndex: up to here a photo counts as having a colour

_SPREAD_PAIRS = 2000
_SPREAD_PHOTOS = 20  # fewer say nothing about a wardrobe
# The spread of each aspect over the labelled training photos, for folders too small to have one of their own.
REFERENCE_SPREAD: Mapping[Aspect, float] = {"look": 1.16, "colour": 0.66, "pattern": 0.57, "shape": 0.76}


@dataclass(frozen=True)
class Match:
    """A found photo. `distance` is in units of the embedding's L2 distance; `by_aspect` gives each aspect's own in
    spreads of the folder: 0 is the same, 1 as different as two photos picked at random."""

    path: str
    distance: float
    label: str
    by_aspect: Mapping[Aspect, float]
    kind: str
    confidence: float


class Searcher:
    """Answers queries about one collection; immutable, for any number of threads.

    With "brute" and "kdtree" the look of photos is compared by plain L2 over the whole embedding. With "auto" garments
    of another kind fall behind, unless they look like the very same garment: with d, the distance of the embeddings'
    instance parts, d^2 grows by 32 clip((d - 0.9) / 0.25, 0, 1) (1 - p.q), where p.q is the probability that both are
    of one kind. That gave six more right ones in a hundred, and lost none of the same garments; see the model card.
    """

    def __init__(self, collection: Collection, method: Method = "auto") -> None:
        self.collection = collection
        self._knows_kinds = method == "auto"
        self._parts = {aspect: self._columns(collection.vectors, aspect) for aspect in ASPECTS}
        self._look = None if self._knows_kinds else Ranker(self._parts["look"], method)
        self._rows = {path: row for row, path in enumerate(collection.paths)}
        self.kinds, self.confidences = kinds(collection.vectors)

    # --- about the collection ---

    def prepare(self) -> None:
        """Compute now what the first search would wait for: some 100 ms for 100,000 photos."""
        _ = self.spreads, self.labels, self._squared

    def query(self, path: str) -> Query | None:
        """A query with a photo of the collection, or None when it is not there."""
        row = self._rows.get(path)
        return None if row is None else stored_query(self.collection.vectors[row])

    @cached_property
    def spreads(self) -> dict[Aspect, float]:
        """The median distance of two photos of the collection, by aspect."""
        count = len(self.collection.paths)
        if count < _SPREAD_PHOTOS:
            return dict(REFERENCE_SPREAD)
        random = np.random.default_rng(0)
        one, other = random.integers(count, size=_SPREAD_PAIRS), random.integers(1, count, size=_SPREAD_PAIRS)
        other = (one + other) % count  # never the same photo
        return {
            aspect: max(float(np.median(np.linalg.norm(rows[one] - rows[other], axis=1))), 1e-3)
            for aspect, rows in self._parts.items()
        }

    @cached_property
    def labels(self) -> Labels:
        """What the distances of this collection are called."""
        return calibrate(self._parts["look"])

    @cached_property
    def _colours(self) -> ColourIndex:
        return ColourIndex(swatches(self.collection.vectors))

    def of_kind(self, kind: str) -> NDArray[np.bool_]:
        """Which photos (N,) show this kind of garment, one of KINDS or "unsure"."""
        mask: NDArray[np.bool_] = self.kinds == (KINDS.index(kind) if kind in KINDS else -1)
        return mask

    def of_colour(self, lab: Lab, within: float = SAME_COLOUR) -> NDArray[np.bool_]:
        """Which photos (N,) have a main colour near this one."""
        mask = np.zeros(len(self.collection.paths), bool)
        mask[self._colours.within(lab, within)] = True
        return mask

    def itself(self, path: str, query: Query) -> Match:
        """A query photo as the match it is of itself, also while it waits to be indexed."""
        numbers, confidences = kinds(query.row[np.newaxis])
        nought = dict.fromkeys(ASPECTS, 0.0)
        return Match(path, 0.0, self.labels.word(0), nought, kind_name(int(numbers[0])), float(confidences[0]))

    # --- searching ---

    def nearest(
        self,
        query: Query,
        k: int,
        weights: Weights = LOOK_ONLY,
        *,
        mask: NDArray[np.bool_] | None = None,
        first: str | None = None,
        exclude: Collection_[str] = (),
    ) -> tuple[Match, ...]:
        """The k photos nearest to a query by a mixture of aspects, nearest first, ties by path.

        Only photos where `mask` (N,) holds. `first`, the query's own path, leads among those at the same distance;
        photos of `exclude` are left out.
        """
        if not self.collection.paths:
            return ()
        if self._look is not None and used(weights) == ("look",) and not len(query.views):
            mask = self._without(exclude, mask)
            rows, _ = self._look.nearest(query.part("look"), k, mask, self._rows.get(first or "", -1))
            return self._matches(query, rows, self._exact(query, rows), weights)
        distances = self.distances(query, used(weights))
        return self.rank(query, distances, k, weights, mask=mask, first=first, exclude=exclude)

    def distances(self, query: Query, aspects: Collection_[Aspect] = ASPECTS) -> Estimates:
        """Nearly the distance of each photo to the query by each of `aspects`: what `rank` mixes.

        All in units of the embedding's distance: the other aspects are scaled so that their spread over the folder is
        that of the embedding. This is the slow part of a search, it reads all vectors once; mixing its result anew
        with other weights is quick.
        """
        aspects = aspects if self.collection.paths else ()
        squares = np.zeros((len(ASPECTS), len(self.collection.paths)), np.float32)
        errors = np.zeros(len(ASPECTS))
        for number, aspect in enumerate(ASPECTS[1:], 1):
            if aspect in aspects:
                rows, wanted = self._parts[aspect], self._views(query, aspect)[0]
                squares[number], errors[number] = estimate(rows, self._squared[aspect], wanted, self._scale(aspect))
        of_looks = np.zeros(squares.shape[1], np.float32)
        if "look" in aspects:
            squares[0], of_looks = self._estimate_looks(query)
        return Estimates(squares, errors, of_looks)

    def rank(
        self,
        query: Query,
        distances: Estimates,
        k: int,
        weights: Weights = LOOK_ONLY,
        *,
        mask: NDArray[np.bool_] | None = None,
        first: str | None = None,
        exclude: Collection_[str] = (),
    ) -> tuple[Match, ...]:
        """`nearest` with what `distances` found for the same query: quick enough to follow a slider."""
        least, most = distances.bounds(weights)
        mask = self._without(exclude, mask)
        if mask is not None:
            least, most = (np.where(mask, bound, np.float32(np.inf)) for bound in (least, most))
        k = min(k, len(most) if mask is None else int(mask.sum()))
        if k <= 0:
            return ()
        rows = np.flatnonzero(least <= np.partition(most, k - 1)[k - 1])  # all that can be among the nearest
        exact = self._exact(query, rows)
        order = np.lexsort((rows, rows != self._rows.get(first or "", -1), mix(exact, weights)))[:k]
        return self._matches(query, rows[order], exact[:, order], weights)

    def of_colour_first(self, lab: Lab, k: int, mask: NDArray[np.bool_] | None = None) -> tuple[tuple[str, float], ...]:
        """The k photos one of whose main colours is nearest to a Lab colour, with their distance as in `colours`."""
        rows, distances = self._colours.nearest(lab, k if mask is None else len(mask))
        if mask is not None:
            rows, distances = rows[mask[rows]][:k], distances[mask[rows]][:k]
        found = zip(rows.tolist(), distances.tolist(), strict=True)
        return tuple((self.collection.paths[row], distance) for row, distance in found)

    def compare(self, query: Query, match: Query) -> dict[Aspect, float]:
        """How far two photos are apart by each aspect, in spreads."""
        by_aspect = {}
        for aspect in ASPECTS:
            difference = self._views(query, aspect)[0].astype(np.float64) - self._views(match, aspect)[0]
            by_aspect[aspect] = float(np.linalg.norm(difference)) / self.spreads[aspect]
        return by_aspect

    # --- inside ---

    def _columns(self, rows: Rows, aspect: Aspect) -> Rows:
        """What of some rows is compared by an aspect: a view."""
        columns = part(rows, aspect)
        return columns[:, :-ROOTS] if aspect == "look" and self._knows_kinds else columns

    def _views(self, query: Query, aspect: Aspect) -> Rows:
        """The vectors (views, d) to compare with."""
        own = self._columns(query.row[np.newaxis], aspect)
        return np.concatenate((own, query.views[:, : own.shape[1]])) if aspect == "look" else own

    def _scale(self, aspect: Aspect) -> float:
        unit = 1 / INSTANCE_LENGTH if self._knows_kinds else 1.0
        return unit if aspect == "look" else unit * self.spreads["look"] / self.spreads[aspect]

    def _other_kind(self, query: Query, rows: NDArray[_Float]) -> NDArray[_Float]:
        """How probably photos with these kinds (n, 10) are of another kind than the query, (n,)."""
        probability: NDArray[_Float] = np.clip(1 - rows @ query.part("kind").astype(rows.dtype), 0, 1)
        return probability

    def _without(self, paths: Collection_[str], mask: NDArray[np.bool_] | None) -> NDArray[np.bool_] | None:
        rows = [self._rows[path] for path in paths if path in self._rows]
        if rows:
            mask = np.ones(len(self._rows), bool) if mask is None else mask.copy()
            mask[rows] = False
        return mask

    def _estimate_looks(self, query: Query) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """The squared distances of looks, with what another kind adds, and how far each may be off: (N,) each."""
        views, unit = self._views(query, "look"), self._scale("look")
        looks, off = estimate_looks(self._parts["look"], self._squared["look"], views, unit)
        if not self._knows_kinds:
            return looks**2, off_with_kinds(looks, off, None)
        other = self._other_kind(query, part(self.collection.vectors, "kind"))
        return looks**2 + kind_added(looks, other), off_with_kinds(looks, off, other)

    @cached_property
    def _squared(self) -> dict[Aspect, NDArray[np.float32]]:
        return {aspect: np.einsum("ij,ij->i", rows, rows) for aspect, rows in self._parts.items()}

    def _exact(self, query: Query, rows: NDArray[np.int64]) -> NDArray[np.float64]:
        """The distances by each aspect and what a difference in kind adds to the square of the first, (5, n), for some
        rows, from the differences themselves, in float64."""
        by_aspect = [self._scale(aspect) * self._exact_by(query, rows, aspect) for aspect in ASPECTS]
        kinds = part(self.collection.vectors, "kind")[rows].astype(np.float64)
        added = kind_added(by_aspect[0], self._other_kind(query, kinds)) if self._knows_kinds else np.zeros(len(rows))
        return np.stack([*by_aspect, added])

    def _exact_by(self, query: Query, rows: NDArray[np.int64], aspect: Aspect) -> NDArray[np.float64]:
        found = self._parts[aspect][rows].astype(np.float64)
        views = [np.sqrt(((found - view) ** 2).sum(axis=1)) for view in self._views(query, aspect).astype(np.float64)]
        return over_views(np.stack(views, axis=1))

    def _matches(
        self, query: Query, rows: NDArray[np.int64], exact: NDArray[np.float64], weights: Weights
    ) -> tuple[Match, ...]:
        outside = len(query.views) > 0
        found = zip(rows.tolist(), mix(exact, weights).tolist(), exact.T.tolist(), strict=True)
        return tuple(self._match(row, distance, by_aspect, outside) for row, distance, by_aspect in found)

    def _match(self, row: int, distance: float, by_aspect: list[float], outside: bool) -> Match:
        unit = self._scale("look") * self.spreads["look"]
        return Match(
            self.collection.paths[row],
            distance,
            self.labels.word(by_aspect[0] / self._scale("look"), outside),
            {aspect: value / unit for aspect, value in zip(ASPECTS, by_aspect, strict=False)},
            kind_name(int(self.kinds[row])),
            float(self.confidences[row]),
        )


def used(weights: Weights) -> tuple[Aspect, ...]:
    """The aspects that count."""
    return tuple(aspect for aspect in ASPECTS if weights.get(aspect, 0) > 0)
