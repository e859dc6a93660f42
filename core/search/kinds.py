"""The kinds of garments that count: what the network holds probable, but for what the user said. Rows on disk stay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from core.base.vectors import Vectors
from core.catalog.collection import Collection
from core.looks.features import OTHER, Rows, columns
from core.looks.spec import ModelSpec
from core.search.query import Query

Words = Mapping[str, str]  # what the user said, by the path of a photo

# How near a photo must be to one of which the user spoke to be of the same kind, and how near for that to count at all:
# as shares of the distance up to which two photos surely show one garment. Measured by tests/bench/corrections.py: with
# a longer reach (0.9 and 1.1) fewer of a person's other photos are told right, and a wrong word harms them.
_THE_SAME, _ALIKE = 0.55, 0.8
_BLOCK = 2**20  # distances at a time


class Kinds:
    """Of the R stored rows of a collection; immutable, for any number of threads.

    A photo of which the user said something is of that kind alone, with all its rows; one that is of none of the
    network's kinds has a probability of zero for each. So is, the more the nearer it is, a photo that looks like such a
    one. A word that the network does not know has no effect.

    Attributes:
        words: what was said. rows: the probabilities that count, (R, kinds). spec: whose kinds.
    """

    def __init__(self, collection: Collection, spec: ModelSpec, words: Words) -> None:
        self.words = dict(words)
        self.spec = spec
        self._told = {path: told for path, word in self.words.items() if (told := _told(word, spec)) is not None}
        self.rows = collection.stored.columns(columns("kind", spec))
        photos = [(photo, told) for path, told in self._told.items() if (photo := collection.photo(path)) >= 0]
        self._near = _Near(collection, spec, photos) if photos else None
        if self._near is not None:
            self.rows = self._corrected(collection, photos, self._near)

    @property
    def are_corrected(self) -> bool:
        """Whether these are others than the network's."""
        return self._near is not None

    def _corrected(
        self, collection: Collection, photos: Sequence[tuple[int, NDArray[np.float32]]], near: _Near
    ) -> Vectors:
        probabilities = self.rows[:]
        near.spread(collection.stored, probabilities)
        places, owners = collection.places(np.array([photo for photo, _ in photos]))
        probabilities[collection.rows[places]] = np.stack([told for _, told in photos])[owners]
        probabilities.setflags(write=False)
        return Vectors.of(probabilities)

    def seen(self, query: Query, path: str | None = None) -> Query:
        """A query that was made from pixels, with the kind that counts; `path`: of the photo, where it is all of it."""
        if (told := self._told.get(path or "")) is not None:
            return query.of_kind(told, told=True)
        return query if self._near is None else query.of_kind(self._near.told(query), told=False)

    def stored(self, query: Query, row: int, path: str) -> Query:
        """A query that was made from a stored row, with the kind that counts."""
        return query.of_kind(self.rows.row(row), told=path in self._told) if self.are_corrected else query


def _told(word: str, spec: ModelSpec) -> NDArray[np.float32] | None:
    """What a word says, (kinds,); None where the network does not know it."""
    if word not in spec.kinds and word != OTHER:
        return None
    return np.array([kind == word for kind in spec.kinds], np.float32)


class _Near:
    """What was said of n photos, said of others that look like them too."""

    def __init__(
        self, collection: Collection, spec: ModelSpec, photos: Sequence[tuple[int, NDArray[np.float32]]]
    ) -> None:
        """`photos`: their numbers, each with what was said of it."""
        self._spec = spec
        self._looks = self._looks_of(collection.stored)[collection.first[np.array([photo for photo, _ in photos])]]
        self._squared = np.einsum("ij,ij->i", self._looks, self._looks)
        self._told = np.stack([told for _, told in photos])
        unit = spec.instance_length * spec.gate.near
        self._same, self._alike = _THE_SAME * unit, _ALIKE * unit

    def spread(self, stored: Vectors, probabilities: Rows) -> None:
        """Exchange the probabilities (R, kinds) of those of the stored rows that look like one of the photos."""
        step = max(1, _BLOCK // len(self._looks))

        def take(at: slice, looks: Rows) -> None:
            for start in range(0, len(looks), step):
                self._exchange(looks[start : start + step], probabilities[at][start : start + step])

        self._looks_of(stored).each(take)

    def told(self, query: Query) -> NDArray[np.float32]:
        """The probabilities (kinds,) of a query."""
        told = query.part("kind")[np.newaxis].copy()
        self._exchange(query.part("look")[np.newaxis, : self._spec.instance], told)
        of_query: NDArray[np.float32] = told[0]
        return of_query

    def _looks_of(self, stored: Vectors) -> Vectors:
        start = columns("look", self._spec).start
        return stored.columns(slice(start, start + self._spec.instance))

    def _exchange(self, looks: Rows, probabilities: Rows) -> None:
        """Of m rows, in place. Several photos near one have their share by their nearness."""
        squared = self._squared - 2 * (looks @ self._looks.T) + np.einsum("ij,ij->i", looks, looks)[:, np.newaxis]
        rows = np.flatnonzero(squared.min(axis=1) < self._alike**2)
        distances = np.sqrt(np.maximum(squared[rows], 0))
        nearness = np.clip((self._alike - distances) / (self._alike - self._same), 0, 1)
        together = nearness.sum(axis=1, keepdims=True)
        share = np.minimum(together, 1)
        said = nearness @ self._told / np.maximum(together, 1e-6)
        probabilities[rows] = (1 - share) * probabilities[rows] + share * said
