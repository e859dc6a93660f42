"""What photos show, in words, as their stored features tell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from core.catalog.collection import Collection
from core.looks.colour_words import Colour, Pattern
from core.looks.colours import to_hex
from core.looks.features import Rows, kind_name, kinds, part, swatches
from core.looks.patterns import name_pattern
from core.looks.spec import ModelSpec
from core.looks.tints import Shade, name_tint

_BLOCK = 2**12  # photos whose features are in memory at once


@dataclass(frozen=True)
class Worn:
    """A main colour of a garment: its name, its shade where it clearly has one, "#rrggbb", its share of the garment."""

    name: Colour
    shade: Shade | None
    hex: str
    share: float


@dataclass(frozen=True)
class Described:
    """What a photo shows. `kind`: one of the network's or "unsure", with how probable the likeliest one is. `colours`:
    by their share. `pattern`: None where none is probable."""

    path: str
    kind: str
    confidence: float
    colours: tuple[Worn, ...]
    pattern: Pattern | None


def described(collection: Collection, spec: ModelSpec) -> Iterator[Described]:
    """All photos of a collection, in their order. Of several rows of a photo the first counts."""
    for start in range(0, len(collection.paths), _BLOCK):
        at = slice(start, start + _BLOCK)
        yield from _of_rows(collection.paths[at], collection.vectors[at], spec)


def _of_rows(paths: tuple[str, ...], rows: Rows, spec: ModelSpec) -> Iterator[Described]:
    numbers, confidences = kinds(rows, spec)
    for path, number, confidence, colours, pattern in zip(
        paths, numbers.tolist(), confidences.tolist(), swatches(rows, spec), part(rows, "pattern", spec), strict=True
    ):
        yield Described(path, kind_name(number, spec), confidence, _worn(colours), name_pattern(pattern))


def _worn(colours: np.ndarray[tuple[int, ...], np.dtype[np.float32]]) -> tuple[Worn, ...]:
    """The main colours of one photo, (3, 4): L, a, b and share."""
    return tuple(Worn(*name_tint(one[:3]), to_hex(one[:3]), float(one[3])) for one in colours if one[3] > 0)
