"""All that is known of one photo as one row of numbers, and what each part of the row means.

look      the network's embedding, of length 1; whatever the other parts leave over
kind      the network's probabilities for each of KINDS
colour, pattern, shape, swatches   computed from the pixels, see core.looks.aspects
"""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from core.looks.aspects import COLOUR_DIMENSIONS, PATTERN_DIMENSIONS, SHAPE_DIMENSIONS, Aspects

Aspect = Literal["look", "colour", "pattern", "shape"]
ASPECTS: tuple[Aspect, ...] = ("look", "colour", "pattern", "shape")
Part = Literal["look", "colour", "pattern", "shape", "kind", "swatches"]

KINDS = ("dress", "hat", "longsleeve", "outwear", "pants", "shirt", "shoes", "shorts", "skirt", "t-shirt")
UNSURE = "unsure"
SURE_FROM = 0.5  # chosen on validation photos: 93 in 100 are right from here on, see the model card

# An embedding is an instance part and the square roots of the kinds' probabilities, side by side. So plain L2 on it
# knows both, and each can be had apart. The lengths of the two are the training's choice.
ROOTS = len(KINDS)  # the last columns of the embedding
INSTANCE_LENGTH = float(1 / np.sqrt(1 + 0.7**2))

SWATCHES = 3  # per photo; each L, a, b and share of the garment
_TAIL: tuple[tuple[Part, int], ...] = (
    ("kind", len(KINDS)),
    ("colour", COLOUR_DIMENSIONS),
    ("pattern", PATTERN_DIMENSIONS),
    ("shape", SHAPE_DIMENSIONS),
    ("swatches", 4 * SWATCHES),
)
_TAIL_WIDTH = sum(width for _, width in _TAIL)

Features = NDArray[np.float16]  # (width,)
Rows = NDArray[np.float32]  # (N, width)


def width_of(look: int) -> int:
    """The width of a row whose embedding has `look` numbers."""
    return look + _TAIL_WIDTH


def join(look: NDArray[np.float32], kind: NDArray[np.float32], aspects: Aspects) -> Features:
    """One photo's row, (width,) float16."""
    parts = (look, kind, aspects.colour, aspects.pattern, aspects.shape, aspects.swatches.ravel())
    return np.concatenate(parts).astype(np.float16)


def part(rows: Rows, name: Part) -> Rows:
    """The columns of one part, (N, part's width): a view, nothing is copied."""
    start = rows.shape[1] - _TAIL_WIDTH
    if name == "look":
        return rows[:, : max(start, 0)]
    for other, width in _TAIL:
        if other == name:
            return rows[:, start : start + width]
        start += width
    raise ValueError(f"no such part: {name}")


def swatches(rows: Rows) -> NDArray[np.float32]:
    """The main colours of each photo, (N, 3, 4): L, a, b and share; rows of nought where there are fewer."""
    return part(rows, "swatches").reshape(len(rows), SWATCHES, 4)


def kinds(rows: Rows) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """For each photo the place in KINDS of its likeliest kind, -1 where the network is unsure, and the confidence."""
    probabilities = part(rows, "kind")
    if not len(rows):
        return np.zeros(0, np.int64), np.zeros(0, np.float32)
    best, confidence = probabilities.argmax(axis=1), probabilities.max(axis=1)
    return np.where(confidence >= SURE_FROM, best, -1), confidence


def kind_name(number: int) -> str:
    """The name of a kind by its place in KINDS; "unsure" for -1."""
    return KINDS[number] if number >= 0 else UNSURE
