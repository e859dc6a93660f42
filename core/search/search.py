"""Search: a request in, the most similar photos of a collection out, by any mixture of aspects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from core.catalog.catalog import Collection
from core.looks.features import ASPECTS, Aspect, columns, kind_name, kinds
from core.looks.spec import ModelSpec
from core.search.estimates import mix
from core.search.labels import Label, Labels, calibrate
from core.search.query import Query, Shares, stored_query
from core.search.ranking import Doubles, Method, Ranker, RowNumbers, in_order, nearest_of_each, possible
from core.search.request import Request
from core.search.space import Estimates, Space
from core.search.traits import Mask, Traits
from core.search.worded import Worded

_ROUNDING = 1e-5  # more than float32 takes from what photos are ranked by with words, at most some 60


@dataclass(frozen=True)
class Match:
    """A found photo. `distance` is in units of the embedding's L2 distance; `by_aspect` gives each aspect's own in
    spreads of the folder: 0 is the same, 1 as different as two photos picked at random. `box`: which part of the photo
    is alike, None for the whole. `fit`: how well it fits the words asked with, 0 to 1, None where there were none."""

    path: str
    distance: float
    label: Label
    by_aspect: Mapping[Aspect, float]
    kind: str
    confidence: float
    box: Shares | None = None
    fit: float | None = None


class Searcher:
    """Answers requests about one collection; immutable, for any number of threads. `spec`: whose features they are.

    With AUTO garments of another kind fall behind, see `Space`; with BRUTE and KDTREE the look of photos is
    compared by plain L2. KDTREE asks a tree where only the look counts; its answers are those of BRUTE.
    """

    def __init__(self, collection: Collection, spec: ModelSpec, method: Method = Method.AUTO) -> None:
        self.collection = collection
        self.spec = spec
        self.space = Space(collection, spec, knows_kinds=method is Method.AUTO)
        self.traits = Traits(collection, spec)
        self.worded = Worded(collection, spec)
        self._tree = _tree(collection, spec) if method is Method.KDTREE else None

    def prepare(self) -> None:
        """Compute now what the first search would wait for: some 100 ms for 100,000 photos."""
        self.space.prepare()
        _ = self.labels

    @cached_property
    def labels(self) -> Labels:
        """What the distances of this collection are called."""
        return calibrate(self.space.looks, self.spec)

    def query(self, path: str) -> Query | None:
        """A query with a photo of the collection, its first row of several, or None when it is not there."""
        photo = self.collection.photo(path)
        if photo < 0:
            return None
        return stored_query(self.collection.stored.row(int(self.collection.first[photo])), self.spec)

    def itself(self, path: str, query: Query) -> Match:
        """A query photo as the match it is of itself, also while it waits to be indexed."""
        numbers, confidences = kinds(query.row[np.newaxis], query.spec)
        zero = dict.fromkeys(ASPECTS, 0.0)
        kind = kind_name(int(numbers[0]), query.spec)
        return Match(path, 0.0, self.labels.word(0), zero, kind, float(confidences[0]))

    def estimates(self, query: Query) -> Estimates:
        """What `nearest` need not compute again for another request with the same query."""
        return Estimates(self.space, query)

    def nearest(self, request: Request, estimates: Estimates | None = None) -> tuple[Match, ...]:
        """The photos asked for, nearest first, ties by path. `estimates`: of its query, if there are."""
        if not self.collection.paths:
            return ()
        all_fits = None if request.words is None else self.worded.fits(request.words)
        photos = self._candidates(request, estimates or self.estimates(request.query), all_fits)
        places, owners = self.collection.places(photos)
        exact = self.space.exact(request.query, self.collection.rows[places])
        distances = mix(exact, request.weights)
        best = nearest_of_each(owners, distances) if len(places) > len(photos) else owners
        fits = None if all_fits is None else all_fits[photos]
        ranked = distances[best] if fits is None else self._with_words(distances[best] ** 2, fits)
        order = in_order(photos, ranked, request.k, self.collection.photo(request.first or ""))
        chosen = best[order]
        outside = len(request.query.views) > 0
        found = zip(
            photos[order].tolist(),
            places[chosen].tolist(),
            distances[chosen].tolist(),
            exact.T[chosen].tolist(),
            [None] * len(order) if fits is None else fits[order].tolist(),
            strict=True,
        )
        return tuple(self._match(*one, outside) for one in found)

    def _with_words(self, squares: Doubles, fits: Doubles) -> Doubles:
        """What photos are ranked by that are so far away, squared, and fit words so well, (n,) each: the logarithm of
        (1 + d^2 / D^2) / fit with D the distance of two photos picked at random. So words decide first: "like this,
        but green" is green, and of what is green the most similar comes first."""
        spread = self.space.scale("look") * self.space.spreads["look"]
        ranked: Doubles = np.log1p(squares / spread**2) - np.log(fits)
        return ranked

    def _candidates(self, request: Request, estimates: Estimates, fits: Doubles | None) -> RowNumbers:
        """The photos that can be among the nearest; `fits` (N,): how well each fits the words, if there are."""
        mask = self._mask(request)
        if self._tree is not None and request.is_of_one_look:
            return self._tree.candidates(request.query.part("look"), request.k, mask)
        of_rows = estimates.bounds(request.weights)
        least, most = (self.collection.over_photos(bound, np.minimum) for bound in of_rows)
        if fits is not None:
            low, high = (self._with_words(np.maximum(bound, 0).astype(np.float64), fits) for bound in (least, most))
            least, most = (low - _ROUNDING).astype(np.float32), (high + _ROUNDING).astype(np.float32)
        return possible(least, most, request.k, mask)

    def _mask(self, request: Request) -> Mask | None:
        photos = [photo for path in request.exclude if (photo := self.collection.photo(path)) >= 0]
        if not photos:
            return request.mask
        mask = np.ones(len(self.collection.paths), bool) if request.mask is None else request.mask.copy()
        mask[photos] = False
        return mask

    def _match(
        self, photo: int, place: int, distance: float, by_aspect: list[float], fit: float | None, outside: bool
    ) -> Match:
        unit = self.space.scale("look")
        spread = unit * self.space.spreads["look"]
        row = int(self.collection.rows[place])
        return Match(
            self.collection.paths[photo],
            distance,
            self.labels.word(by_aspect[0] / unit, outside),
            {aspect: value / spread for aspect, value in zip(ASPECTS, by_aspect, strict=False)},
            kind_name(int(self.traits.of_rows[row]), self.spec),
            float(self.traits.confidences[row]),
            self.collection.box(place),
            fit,
        )


def _tree(collection: Collection, spec: ModelSpec) -> Ranker | None:
    """Of the photos' looks; where some have several rows, all are compared."""
    if collection.starts is not None:
        return None
    return Ranker(collection.vectors.columns(columns("look", spec))[:], Method.KDTREE)
