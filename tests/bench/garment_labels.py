"""what people saw on 753 photos of garments: colours, pattern and light; see labels/garments.md."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from core.looks.colour_words import Colour, Pattern

LABELS = Path(__file__).parent / "labels" / "garments.csv"
PHOTOS = Path("../shared/data/clothing")

_FIELDS = ("file", "set", "colours", "also", "pattern", "light")
_MOST_COLOURS = 3


class Part(StrEnum):
    """What labels may be used for: figures come from `MEASURE` alone, numbers in the code from `TRAIN` alone."""

    MEASURE = "measure"
    TRAIN = "train"


class Light(StrEnum):
    """What light a photo was taken in."""

    OK = "ok"
    DARK = "dark"
    YELLOW = "yellow"
    BLUE = "blue"
    BRIGHT = "bright"


@dataclass(frozen=True)
class GarmentLabel:
    """What was seen on one photo.

    Attributes:
        file: below the folder of the photos, with "/". colours: by share of the garment, largest first, one to three.
        also: what a reasonable person would accept as the main colour too.
    """

    file: str
    part: Part
    colours: tuple[Colour, ...]
    also: tuple[Colour, ...]
    pattern: Pattern
    light: Light

    @property
    def accepted(self) -> frozenset[Colour]:
        """All names that are right for the main colour."""
        return frozenset((self.colours[0], *self.also))

    @property
    def worn(self) -> frozenset[Colour]:
        """All names that are right for some part of the garment."""
        return frozenset((*self.colours, *self.also))


def read_labels(source: Path = LABELS) -> tuple[GarmentLabel, ...]:
    """All labels in the order of the file. Raises ValueError, with the line, for what is not exactly as described."""
    with source.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines, strict=True))
    if not rows or tuple(rows[0]) != _FIELDS:
        raise ValueError(f"{source}: the first line must be {','.join(_FIELDS)}")
    labels = []
    for number, row in enumerate(rows[1:], start=2):
        try:
            labels.append(_label(row))
        except ValueError as error:
            raise ValueError(f"{source}, line {number}: {error}") from error
    if len({label.file for label in labels}) < len(labels):
        raise ValueError(f"{source}: a photo stands there twice")
    return tuple(labels)


def _label(row: list[str]) -> GarmentLabel:
    """Raises ValueError."""
    if len(row) != len(_FIELDS):
        raise ValueError(f"{len(row)} fields instead of {len(_FIELDS)}")
    file, part, colours, also, pattern, light = row
    label = GarmentLabel(file, Part(part), _colours(colours), _colours(also), Pattern(pattern), Light(light))
    if not 1 <= len(label.colours) <= _MOST_COLOURS or label.colours[0] in label.also:
        raise ValueError("one to three colours, the first of which is not accepted a second time")
    return label


def _colours(names: str) -> tuple[Colour, ...]:
    colours = tuple(Colour(name) for name in names.split())
    if len(set(colours)) < len(colours):
        raise ValueError("a colour stands there twice")
    return colours
