"""All that is known of one photo as one row of numbers, and what each part of the row means.

look      the network's embedding, of length 1
kind      the network's probabilities for each of its kinds
finer     its probabilities for finer kinds, such as blazers
colour, pattern, shape, swatches, words   computed from the pixels, see core.looks.aspects
"""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from core.looks.aspects import COLOUR_DIMENSIONS, PATTERN_DIMENSIONS, SHAPE_DIMENSIONS, Aspects
from core.looks.colour_words import Pattern
from core.looks.spec import ModelSpec

Aspect = Literal["look", "colour", "pattern", "shape"]
ASPECTS: tuple[Aspect, ...] = ("look", "colour", "pattern", "shape")
Part = Literal["look", "colour", "pattern", "shape", "kind", "finer", "swatches", "words"]

UNSURE = "unsure"
OTHER = "other"  # what a user says of a photo that shows none of the network's kinds
_NUMBERS = {UNSURE: -1, OTHER: -3}  # in place of a kind's; -2 is free for those who know of photos not read yet

LAYOUT = "rows2"  # names the parts of a row and their order; rows of another layout must not be mixed with these
SWATCHES = 3  # per photo; each L, a, b and share of the garment
_MEASURED: tuple[tuple[Part, int], ...] = (
    ("colour", COLOUR_DIMENSIONS),
    ("pattern", PATTERN_DIMENSIONS),
    ("shape", SHAPE_DIMENSIONS),
    ("swatches", 4 * SWATCHES),
    ("words", len(Pattern)),
)

Features = NDArray[np.float16]  # (width,)
Rows = NDArray[np.float32]  # (N, width)


def layout(spec: ModelSpec) -> tuple[tuple[Part, int], ...]:
    """The parts of a row in their order, with their widths."""
    of_network: tuple[tuple[Part, int], ...] = (
        ("look", spec.dimension),
        ("kind", len(spec.kinds)),
        ("finer", len(spec.finer_names)),
    )
    return *of_network, *_MEASURED


def width_of(spec: ModelSpec) -> int:
    """The width of a row."""
    return sum(width for _, width in layout(spec))


def join(
    look: NDArray[np.float32], kind: NDArray[np.float32], finer: NDArray[np.float32], aspects: Aspects
) -> Features:
    """One photo's row, (width,) float16."""
    parts = (look, kind, finer, aspects.colour, aspects.pattern, aspects.shape, aspects.swatches.ravel(), aspects.words)
    return np.concatenate(parts).astype(np.float16)


def columns(name: Part, spec: ModelSpec) -> slice:
    """Where in a row one part stands."""
    start = 0
    for other, width in layout(spec):
        if other == name:
            return slice(start, start + width)
        start += width
    raise ValueError(f"no such part: {name}")


def part(rows: Rows, name: Part, spec: ModelSpec) -> Rows:
    """The columns of one part, (N, part's width): a view, nothing is copied."""
    return rows[:, columns(name, spec)]


def swatches(rows: Rows, spec: ModelSpec) -> NDArray[np.float32]:
    """The main colours of each photo, (N, 3, 4): L, a, b and share; rows of zeros where there are fewer."""
    return part(rows, "swatches", spec).reshape(len(rows), SWATCHES, 4)


def kinds(rows: Rows, spec: ModelSpec) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """For each photo the number of its likeliest kind and the confidence: see `likeliest`."""
    return likeliest(part(rows, "kind", spec), spec)


def likeliest(probabilities: Rows, spec: ModelSpec) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """For each photo the number of its likeliest kind and the confidence, from the probabilities (N, kinds).

    Where the likeliest is not likely enough that is the number of "unsure"; where all are zero, that of "other".
    """
    if not len(probabilities):
        return np.zeros(0, np.int64), np.zeros(0, np.float32)
    best, confidence = probabilities.argmax(axis=1), probabilities.max(axis=1)
    numbers = np.where(confidence >= spec.unsure_below, best, _NUMBERS[UNSURE])
    none = confidence <= 0
    return np.where(none, _NUMBERS[OTHER], numbers), np.where(none, np.float32(1), confidence)


def kind_names(spec: ModelSpec) -> tuple[str, ...]:
    """All that a photo can be called: the network's kinds, "unsure" and "other"."""
    return (*spec.kinds, *(name for name in _NUMBERS if name not in spec.kinds))


def kind_number(name: str, spec: ModelSpec) -> int:
    """The number of a kind: its place among the network's, below zero for the others. Raises KeyError."""
    return spec.kinds.index(name) if name in spec.kinds else _NUMBERS[name]


def kind_name(number: int, spec: ModelSpec) -> str:
    """The name of a kind by its number."""
    return spec.kinds[number] if number >= 0 else next(name for name, other in _NUMBERS.items() if other == number)
