"""Search: a request in, the most similar photos of a collection out, by any mixture of aspects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from core.catalog.catalog import Collection
from core.looks.features import ASPECTS, Aspect, kind_name, kinds
from core.looks.spec import ModelSpec
from core.search.estimates import mix
from core.search.labels import Label, Labels, calibrate
from core.search.query import Query, stored_query
from core.search.ranking import Doubles, Method, Ranker, RowNumbers, in_order, possible
from core.search.request import Request
from core.search.space import Estimates, Space
from core.search.traits import Mask, Traits


@dataclass(frozen=True)
class Match:
    """A found photo. `distance` is in units of the embedding's L2 distance; `by_aspect` gives each aspect's own in
    spreads of the folder: 0 is the same, 1 as different as two photos picked at random."""

    path: str
    distance: float
    label: Label
    by_aspect: Mapping[Aspect, float]
    kind: str
    confidence: float


class Searcher:
    """Answers requests about one collection; immutable, for any number of threads. `spec`: whose features they are.

    With AUTO garments of another kind fall behind, see `Space`; with BRUTE and KDTREE the look of photos is
    compared by plain L2. KDTREE asks a tree where only the look counts; its answers are those of BRUTE.
    """

    def __init__(self, collection: Collection, spec: ModelSpec, method: Method = Method.AUTO) -> None:
        self.collection = collection
        self.spec = spec
        self.space = Space(collection.vectors, spec, knows_kinds=method is Method.AUTO)
        self.traits = Traits(collection.vectors, spec)
        self._tree = Ranker(self.space.looks, method) if method is Method.KDTREE else None
        self._rows = {path: row for row, path in enumerate(collection.paths)}

    def prepare(self) -> None:
        """Compute now what the first search would wait for: some 100 ms for 100,000 photos."""
        self.space.prepare()
        _ = self.labels

    @cached_property
    def labels(self) -> Labels:
        """What the distances of this collection are called."""
        return calibrate(self.space.looks, self.spec)

    def query(self, path: str) -> Query | None:
        """A query with a photo of the collection, or None when it is not there."""
        row = self._rows.get(path)
        return None if row is None else stored_query(self.collection.vectors[row], self.spec)

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
        rows = self._candidates(request, estimates or self.estimates(request.query))
        exact = self.space.exact(request.query, rows)
        distances = mix(exact, request.weights)
        order = in_order(rows, distances, request.k, self._rows.get(request.first or "", -1))
        return self._matches(request.query, rows[order], exact[:, order], distances[order])

    def _candidates(self, request: Request, estimates: Estimates) -> RowNumbers:
        mask = self._mask(request)
        if self._tree is not None and request.is_of_one_look:
            return self._tree.candidates(request.query.part("look"), request.k, mask)
        return possible(*estimates.bounds(request.weights), request.k, mask)

    def _mask(self, request: Request) -> Mask | None:
        rows = [self._rows[path] for path in request.exclude if path in self._rows]
        if not rows:
            return request.mask
        mask = np.ones(len(self._rows), bool) if request.mask is None else request.mask.copy()
        mask[rows] = False
        return mask

    def _matches(self, query: Query, rows: RowNumbers, exact: Doubles, distances: Doubles) -> tuple[Match, ...]:
        outside = len(query.views) > 0
        found = zip(rows.tolist(), distances.tolist(), exact.T.tolist(), strict=True)
        return tuple(self._match(row, distance, by_aspect, outside) for row, distance, by_aspect in found)

    def _match(self, row: int, distance: float, by_aspect: list[float], outside: bool) -> Match:
        unit = self.space.scale("look")
        spread = unit * self.space.spreads["look"]
        return Match(
            self.collection.paths[row],
            distance,
            self.labels.word(by_aspect[0] / unit, outside),
            {aspect: value / spread for aspect, value in zip(ASPECTS, by_aspect, strict=False)},
            kind_name(int(self.traits.kinds[row]), self.spec),
            float(self.traits.confidences[row]),
        )
