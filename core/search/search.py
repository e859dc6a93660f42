"""Search: a request in, the most similar photos of a collection out, by any mixture of aspects."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate

import numpy as np

from core.catalog.catalog import Collection
from core.looks.features import ASPECTS, Aspect, columns, kind_name, kinds
from core.looks.spec import ModelSpec
from core.search.estimates import mix, shares_of, used
from core.search.kinds import Kinds, Words
from core.search.labels import Label, Labels, Limits, calibrate
from core.search.neighbours import Neighbours
from core.search.query import Query, Shares, stored_query
from core.search.ranking import Doubles, Method, Ranker, RowNumbers, in_order, nearest_of_each, possible
from core.search.request import Request
from core.search.space import Estimates, Space, Surroundings
from core.search.traits import Mask, Traits
from core.search.worded import Worded

_ROUNDING = 1e-5  # more than float32 takes from what photos are ranked by with words, at most some 60

_BELIEVED = 0.5  # of 1: from here on a query's kind is one that others are said not to be of


@dataclass(frozen=True)
class Match:
    """A found photo. `distance` is in units of the embedding's L2 distance; `by_aspect` gives each aspect's own in
    spreads of the folder: 0 is the same, 1 as different as two photos picked at random. `label` is the word for
    `distance`. `other_kind`: whether it would be nearer, were it of the query's kind. `box`: which part of the photo is
    alike, None for the whole. `fit`: how well it fits the words asked with, 0 to 1, None where there were none.
    `finer`: the finer kind, as in core.looks.finer."""

    path: str
    distance: float
    label: Label
    by_aspect: Mapping[Aspect, float]
    kind: str
    confidence: float
    other_kind: bool = False
    box: Shares | None = None
    fit: float | None = None
    finer: str | None = None


class Searcher:
    """Answers requests about one collection; immutable, for any number of threads. `spec`: whose features they are.

    With AUTO garments of another kind fall behind, see `Space`; with BRUTE and KDTREE the look of photos is
    compared by plain L2. KDTREE asks a tree where only the look counts; its answers are those of BRUTE.
    """

    def __init__(
        self, collection: Collection, spec: ModelSpec, method: Method = Method.AUTO, words: Words | None = None
    ) -> None:
        """`words`: what the user said of the kinds of photos."""
        self.collection = collection
        self.spec = spec
        self.kinds = Kinds(collection, spec, words or {})
        self.space = Space(collection, spec, method is Method.AUTO, self.kinds.rows)
        self.traits = Traits(collection, spec, self.kinds.rows)
        self.worded = Worded(collection, spec, self.kinds.rows)
        self._tree = _tree(collection, spec) if method is Method.KDTREE else None

    def prepare(self) -> None:
        """Compute now what the first search would wait for: some 100 ms for 100,000 photos."""
        self.space.prepare()
        _ = self.labels

    def corrected(self, words: Words) -> Searcher:
        """The same photos where the user said this of their kinds; itself if that is what was said before."""
        if words == self.kinds.words:
            return self
        other = copy.copy(self)
        other.kinds = Kinds(self.collection, self.spec, words)
        other.space = self.space.with_kinds(other.kinds.rows)
        other.traits = self.traits.with_kinds(other.kinds.rows)
        other.worded = self.worded.with_kinds(other.kinds.rows)
        return other

    @cached_property
    def _neighbours(self) -> Neighbours:
        return Neighbours(self.space)

    @cached_property
    def labels(self) -> Labels:
        """What the distances of this collection are called."""
        return calibrate(self.space.looks, self.spec)

    def query(self, path: str) -> Query | None:
        """A query with a photo of the collection, its first row of several, or None when it is not there."""
        photo = self.collection.photo(path)
        if photo < 0:
            return None
        row = int(self.collection.first[photo])
        return self.kinds.stored(stored_query(self.collection.stored.row(row), self.spec), row, path)

    def kind(self, path: str) -> str | None:
        """What a photo of the collection counts as, by its first row of several, or None when it is not there."""
        photo = self.collection.photo(path)
        return None if photo < 0 else kind_name(int(self.traits.of_rows[self.collection.first[photo]]), self.spec)

    def finer(self, path: str) -> str | None:
        """The finer kind of a photo of the collection, as in core.looks.finer."""
        photo = self.collection.photo(path)
        return None if photo < 0 else self.traits.finer(self.collection.first[[photo]])[0]

    def itself(self, path: str, query: Query) -> Match:
        """A query photo as the match it is of itself, also while it waits to be indexed."""
        numbers, confidences = kinds(query.row[np.newaxis], query.spec)
        zero = dict.fromkeys(ASPECTS, 0.0)
        kind = kind_name(int(numbers[0]), query.spec)
        return Match(path, 0.0, Label.SAME, zero, kind, float(confidences[0]))

    def estimates(self, query: Query) -> Estimates:
        """What `nearest` need not compute again for another request with the same query."""
        return Estimates(self.space, query)

    def sees_garment(self, query: Query, estimates: Estimates) -> bool:
        """Whether a photo seems to show a garment: its kind is told, or some photo is like it. `estimates`: of it."""
        told = self.spec.no_garment
        if (
            told is None
            or not self.collection.paths
            or kinds(query.row[np.newaxis], query.spec)[1][0] >= told.confidence
        ):
            return True
        return estimates.surroundings.nearest <= self.space.scale("look") * self.labels.nothing

    def nearest(self, request: Request, estimates: Estimates | None = None) -> tuple[Match, ...]:
        """The photos asked for, nearest first, ties by path. `estimates`: of its query, if there are."""
        if not self.collection.paths:
            return ()
        all_fits = None if request.words is None else self.worded.fits(request.words)
        estimates = estimates or self.estimates(request.query)
        photos = self._candidates(request, estimates, all_fits)
        places, owners = self.collection.places(photos)
        around = self._surroundings(request, estimates)
        exact = self.space.exact(request.query, self.collection.rows[places], around.trust)
        distances = mix(exact, request.weights)
        best = nearest_of_each(owners, distances) if len(places) > len(photos) else owners
        fits = None if all_fits is None else all_fits[photos]
        ranked = distances[best] if fits is None else self._with_words(distances[best] ** 2, fits)
        order = in_order(photos, ranked, request.k, self.collection.photo(request.first or ""))
        chosen = best[order]
        asked = _Asked(self._limits(request, around), self._kind_of(request, around))
        found = zip(
            photos[order].tolist(),
            places[chosen].tolist(),
            distances[chosen].tolist(),
            exact.T[chosen].tolist(),
            [None] * len(order) if fits is None else fits[order].tolist(),
            strict=True,
        )
        finer = self.traits.finer(self.collection.rows[places[chosen]])
        matches = tuple(replace(self._match(*one, asked), finer=word) for one, word in zip(found, finer, strict=True))
        return matches if fits is None else _in_step(matches)

    def _surroundings(self, request: Request, estimates: Estimates) -> Surroundings:
        """What lies around a query, by the quickest way; where its look counts."""
        query, first = request.query, self.collection.first
        if "look" not in used(request.weights):
            return Surroundings(np.inf, np.inf, 0.0)
        if self._tree is None or len(query.views):
            return estimates.surroundings
        tree, look = self._tree, query.part("look")
        return self.space.surroundings(query, lambda k: np.unique(first[tree.candidates(look, k)]))

    def _limits(self, request: Request, around: Surroundings) -> Limits:
        """What the distances of a request's matches are called."""
        unit, share, stretch = self.space.scale("look"), 1.0, 1.0
        if used(request.weights) != ("look",):
            share = float(shares_of(request.weights)[0])
            stretch = self._neighbours.stretch(request.weights)
        same = self.labels.same_to(len(request.query.views), around.fifth / unit)
        return self.labels.limits(same, unit, share, stretch)

    def _kind_of(self, request: Request, around: Surroundings) -> int:
        """That of the query as `Traits` counts them; -1 where it puts no photo of another kind back, or is in doubt."""
        if around.trust < _BELIEVED:
            return -1
        return int(kinds(request.query.row[np.newaxis], request.query.spec)[0][0])

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
        self, photo: int, place: int, distance: float, by_aspect: list[float], fit: float | None, asked: _Asked
    ) -> Match:
        spread = self.space.scale("look") * self.space.spreads["look"]
        row = int(self.collection.rows[place])
        kind = int(self.traits.of_rows[row])
        return Match(
            self.collection.paths[photo],
            distance,
            asked.limits.word(distance),
            {aspect: value / spread for aspect, value in zip(ASPECTS, by_aspect, strict=False)},
            kind_name(kind, self.spec),
            float(self.traits.confidences[row]),
            by_aspect[-1] > 0 and asked.kind >= 0 and kind >= 0 and kind != asked.kind,
            self.collection.box(place),
            fit,
        )


@dataclass(frozen=True)
class _Asked:
    """What the matches of one request are judged by: `kind` is the query's, -1 where that does not count."""

    limits: Limits
    kind: int


def _in_step(matches: Sequence[Match]) -> tuple[Match, ...]:
    """Matches ordered by more than their distances: so that no label is better than one before it."""
    labels = tuple(Label)
    worst = accumulate((labels.index(match.label) for match in matches), max)
    return tuple(replace(match, label=labels[place]) for match, place in zip(matches, worst, strict=True))


def _tree(collection: Collection, spec: ModelSpec) -> Ranker | None:
    """Of the photos' looks; where some have several rows, all are compared."""
    if collection.starts is not None:
        return None
    return Ranker(collection.vectors.columns(columns("look", spec))[:], Method.KDTREE)
