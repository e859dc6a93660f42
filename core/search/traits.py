"""What the searched photos show: the kind of garment and its main colours."""

from __future__ import annotations

import copy
from collections.abc import Iterable
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from core.base.vectors import Vectors
from core.catalog.collection import Collection
from core.looks.colours import ColourIndex, Lab, parse_colour
from core.looks.features import SWATCHES, Rows, columns, kind_number, likeliest
from core.looks.finer import finer_words
from core.looks.spec import ModelSpec

Mask = NDArray[np.bool_]

SAME_COLOUR = 28.0  # of ColourIndex: up to here a photo counts as having a colour


class Traits:
    """The kinds and colours of the N photos of a collection; immutable, for any number of threads.

    A photo with several rows of features shows the kind of each; its colours are those of the first.

    Attributes:
        of_rows: (R,) the number of the likeliest kind of each stored row, see core.looks.features.
        confidences: (R,)
    """

    def __init__(self, collection: Collection, spec: ModelSpec, kinds: Vectors) -> None:
        """`kinds`: the probabilities that count, (R, kinds)."""
        self._collection = collection
        self._spec = spec
        self._tell(kinds)

    def with_kinds(self, kinds: Vectors) -> Traits:
        """The same with other probabilities of kinds, (R, kinds); what was computed of the colours is kept."""
        other = copy.copy(self)
        other._tell(kinds)
        return other

    def _tell(self, kinds: Vectors) -> None:
        self.of_rows = np.empty(len(self._collection.stored), np.int8)
        self.confidences = np.empty(len(self._collection.stored), np.float32)
        if len(self._collection.stored):
            kinds.each(self._take)

    def _take(self, at: slice, probabilities: Rows) -> None:
        self.of_rows[at], self.confidences[at] = likeliest(probabilities, self._spec)

    @property
    def kinds(self) -> NDArray[np.int8]:
        """The same of the photos, (N,)."""
        return self.of_rows[self._collection.first]

    def finer(self, rows: NDArray[np.int64]) -> list[str | None]:
        """The finer kinds of some stored rows, (n,), by the kinds that count: see core.looks.finer."""
        finer = self._collection.stored.columns(columns("finer", self._spec))[rows]
        return finer_words(self.of_rows[rows].astype(np.int64), finer, self._spec)

    @cached_property
    def _colours(self) -> ColourIndex:
        found = self._collection.vectors.columns(columns("swatches", self._spec))[:]
        return ColourIndex(found.reshape(len(found), SWATCHES, 4))

    def of_kind(self, kind: str) -> Mask:
        """Which photos (N,) show this kind of garment, or are "unsure" or "other"."""
        of_rows = self.of_rows == kind_number(kind, self._spec)
        return self._collection.over_photos(of_rows, np.logical_or)

    def of_colour(self, lab: Lab, within: float = SAME_COLOUR) -> Mask:
        """Which photos (N,) have a main colour near this one."""
        mask = np.zeros(len(self._collection.paths), bool)
        mask[self._colours.within(lab, within)] = True
        return mask

    def mask(self, wanted: Iterable[str], colour: str = "") -> Mask | None:
        """Which photos (N,) are of all kinds `wanted` and have a colour, "#rrggbb" or empty for any; None: all are."""
        masks = [self.of_kind(kind) for kind in wanted]
        if colour:
            masks.append(self.of_colour(parse_colour(colour)))
        return np.logical_and.reduce(masks) if masks else None

    def nearest_colour(
        self, lab: Lab, k: int, mask: Mask | None = None
    ) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """The k rows one of whose main colours is nearest to a Lab colour, with their distance as in `ColourIndex`."""
        rows, distances = self._colours.nearest(lab, k if mask is None else len(mask))
        return (rows, distances) if mask is None else (rows[mask[rows]][:k], distances[mask[rows]][:k])
