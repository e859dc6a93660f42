"""Search: a query in, the most similar photos of a collection out, by any mixture of aspects."""

from __future__ import annotations

from collections.abc import Collection as Collection_
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from core.catalog import Collection
from core.colours import ColourIndex, Lab
from core.features import ASPECTS, INSTANCE_LENGTH, KINDS, ROOTS, Aspect, Rows, kind_name, kinds, part, swatches
from core.labels import Labels, calibrate
from core.query import Query, stored_query
from core.ranking import Method, Ranker

Weights = Mapping[Aspect, float]
LOOK_ONLY: Weights = {"look": 1.0}
SAME_COLOUR = 28.0  # of ColourIndex: up to here a photo counts as having a colour

_Float = TypeVar("_Float", np.float32, np.float64)
_DOUBT = 0.02  # twice what rounding in float32 can do to a distance near nought
_BEST_VIEWS = 3
_NEAR, _FAR = 0.9, 1.15  # of instance parts: surely one garment up to here, surely another from there
_KIND_WEIGHT = 32.0
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

    def distances(self, query: Query, aspects: Collection_[Aspect] = ASPECTS) -> NDArray[np.float32]:
        """The distance of each photo to the query by each of `aspects`, else nought, and what a difference in kind adds
        to the square of the first: (5, N), what `rank` mixes.

        All in units of the embedding's distance: the other aspects are scaled so that their spread over the folder is
        that of the embedding. This is the slow part of a search, it reads all vectors once; mixing its result anew
        with other weights is quick.
        """
        distances = np.zeros((len(ASPECTS) + 1, len(self.collection.paths)), np.float32)
        for number, aspect in enumerate(ASPECTS):
            if aspect in aspects:
                distances[number] = self._approximate(query, aspect) * self._scale(aspect)
        if "look" in aspects:
            distances[-1] = self._other_kind(query, distances[0], part(self.collection.vectors, "kind"))
        return distances

    def rank(
        self,
        query: Query,
        distances: NDArray[np.float32],
        k: int,
        weights: Weights = LOOK_ONLY,
        *,
        mask: NDArray[np.bool_] | None = None,
        first: str | None = None,
        exclude: Collection_[str] = (),
    ) -> tuple[Match, ...]:
        """`nearest` with what `distances` found for the same query: quick enough to follow a slider."""
        mixed = _mix(distances, weights)
        mask = self._without(exclude, mask)
        if mask is not None:
            mixed = np.where(mask, mixed, np.float32(np.inf))
        k = min(k, len(mixed) if mask is None else int(mask.sum()))
        if k <= 0:
            return ()
        # The float32 distances only choose who may be among the nearest; the order comes from exact ones.
        rows = np.flatnonzero(mixed <= np.partition(mixed, k - 1)[k - 1] + _DOUBT)
        exact = self._exact(query, rows)
        order = np.lexsort((rows, rows != self._rows.get(first or "", -1), _mix(exact, weights)))[:k]
        return self._matches(query, rows[order], exact[:, order], weights)

    def of_colour_first(self, lab: Lab, k: int, mask: NDArray[np.bool_] | None = None) -> tuple[tuple[str, float], ...]:
        """The k photos one of whose main colours is nearest to a Lab colour, with their distance as in core.colours."""
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

    def _other_kind(self, query: Query, looks: NDArray[_Float], kinds: Rows) -> NDArray[_Float]:
        """What is added to the squared distance of looks, (n,), where photos are of another kind."""
        if not self._knows_kinds:
            return np.zeros_like(looks)
        gate = np.clip((looks - _NEAR) / (_FAR - _NEAR), 0, 1)
        other = np.clip(1 - kinds @ query.part("kind"), 0, 1)
        added: NDArray[_Float] = (_KIND_WEIGHT * gate * other).astype(looks.dtype)
        return added

    def _without(self, paths: Collection_[str], mask: NDArray[np.bool_] | None) -> NDArray[np.bool_] | None:
        rows = [self._rows[path] for path in paths if path in self._rows]
        if rows:
            mask = np.ones(len(self._rows), bool) if mask is None else mask.copy()
            mask[rows] = False
        return mask

    def _approximate(self, query: Query, aspect: Aspect) -> NDArray[np.float32]:
        rows, wanted = self._parts[aspect], self._views(query, aspect)
        squared = self._squared[aspect][:, np.newaxis] - 2 * (rows @ wanted.T) + np.einsum("ij,ij->i", wanted, wanted)
        return _over_views(np.sqrt(np.maximum(squared, 0))).astype(np.float32)

    @cached_property
    def _squared(self) -> dict[Aspect, NDArray[np.float32]]:
        return {aspect: np.einsum("ij,ij->i", rows, rows) for aspect, rows in self._parts.items()}

    def _exact(self, query: Query, rows: NDArray[np.int64]) -> NDArray[np.float64]:
        """As `distances`, (5, n), for some rows, from the differences themselves, in float64."""
        by_aspect = [self._scale(aspect) * self._exact_by(query, rows, aspect) for aspect in ASPECTS]
        kinds = part(self.collection.vectors, "kind")[rows]
        return np.stack([*by_aspect, self._other_kind(query, by_aspect[0], kinds)])

    def _exact_by(self, query: Query, rows: NDArray[np.int64], aspect: Aspect) -> NDArray[np.float64]:
        found = self._parts[aspect][rows].astype(np.float64)
        views = [np.sqrt(((found - view) ** 2).sum(axis=1)) for view in self._views(query, aspect).astype(np.float64)]
        return _over_views(np.stack(views, axis=1))

    def _matches(
        self, query: Query, rows: NDArray[np.int64], exact: NDArray[np.float64], weights: Weights
    ) -> tuple[Match, ...]:
        outside = len(query.views) > 0
        found = zip(rows.tolist(), _mix(exact, weights).tolist(), exact.T.tolist(), strict=True)
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


def _mix(distances: NDArray[_Float], weights: Weights) -> NDArray[_Float]:
    """The L2 distance in the space of all aspects side by side, and of kinds: sqrt(sum of w d^2 / sum of w)."""
    shares = np.array([weights.get(aspect, 0.0) for aspect in ASPECTS], distances.dtype)
    shares /= shares.sum()
    squared = distances[-1] * shares[0]
    for number in np.flatnonzero(shares):
        squared = squared + shares[number] * distances[number] ** 2
    mixed: NDArray[_Float] = np.sqrt(squared)
    return mixed


def _over_views(distances: NDArray[_Float]) -> NDArray[_Float]:
    """One distance per photo from those to each view, (n, views): the mean of the three smallest, or that to the first
    view, the photo's middle, if it is nearer: the very same picture should stay at nought."""
    best = min(_BEST_VIEWS, distances.shape[1])
    mean: NDArray[_Float] = np.partition(distances, best - 1, axis=1)[:, :best].mean(axis=1)
    return np.minimum(mean, distances[:, 0])
