"""What the searched photos show: the kind of garment and its main colours."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from core.looks.colours import ColourIndex, Lab, parse_colour
from core.looks.features import Rows, kinds, swatches
from core.looks.spec import ModelSpec

Mask = NDArray[np.bool_]

SAME_COLOUR = 28.0  # of ColourIndex: up to here a photo counts as having a colour


class Traits:
    """The kinds and colours of N photos, from their rows of features; immutable, for any number of threads.

    Attributes:
        kinds: (N,) the place of each photo's likeliest kind among the network's, -1 where that is unsure.
        confidences: (N,)
    """

    def __init__(self, rows: Rows, spec: ModelSpec) -> None:
        self.kinds, self.confidences = kinds(rows, spec)
        self._rows = rows
        self._spec = spec

    @cached_property
    def _colours(self) -> ColourIndex:
        return ColourIndex(swatches(self._rows, self._spec))

    def of_kind(self, kind: str) -> Mask:
        """Which photos (N,) show this kind of garment, one of the network's or "unsure"."""
        names = self._spec.kinds
        mask: Mask = self.kinds == (names.index(kind) if kind in names else -1)
        return mask

    def of_colour(self, lab: Lab, within: float = SAME_COLOUR) -> Mask:
        """Which photos (N,) have a main colour near this one."""
        mask = np.zeros(len(self._rows), bool)
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
