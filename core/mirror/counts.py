"""How many garments are of each kind, colour and pattern."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from core.looks.colour_words import Colour, Pattern
from core.looks.colours import to_hex
from core.looks.features import UNSURE, kind_name
from core.looks.naming import BASIC
from core.looks.spec import ModelSpec
from core.mirror.garments import NONE, Garments, Numbers
from core.search.traits import Mask

# Around the circle of hues, beginning where it is least seen that it ends; then what goes with all of them.
_HUES = (
    Colour.PINK, Colour.RED, Colour.ORANGE, Colour.YELLOW, Colour.GREEN, Colour.TURQUOISE, Colour.BLUE, Colour.NAVY,
    Colour.PURPLE,
)  # fmt: skip
_NEUTRALS = (Colour.BROWN, Colour.BEIGE, Colour.WHITE, Colour.GREY, Colour.BLACK)
_RAIL = (*_HUES, *_NEUTRALS)
_TONES = 24  # of one name, at most


@dataclass(frozen=True)
class Count:
    """How many garments have a name, on how many photos; `share` of all garments. tones: in what main colours, as
    "#rrggbb", in the order of a rail, evenly picked where there are many."""

    name: str
    garments: int
    photos: int
    share: float
    tones: tuple[str, ...]


@dataclass(frozen=True)
class ColourCount(Count):
    """The same of a main colour, its tones from light to dark. hex: the middle of what is called so; neutral: whether
    it is one without much of a hue."""

    hex: str
    neutral: bool


def count_kinds(garments: Garments, spec: ModelSpec) -> tuple[Count, ...]:
    """The commonest first; "unsure" last."""
    names = {number: kind_name(number, spec) for number in np.unique(garments.kinds).tolist()}
    return _commonest_first(_counted(garments, garments.kinds, names))


def count_patterns(garments: Garments) -> tuple[Count, ...]:
    """The commonest first; "unsure" last."""
    names: dict[int, str] = {number: str(pattern) for number, pattern in enumerate(Pattern)}
    return _commonest_first(_counted(garments, garments.patterns, {**names, NONE: UNSURE}))


def count_colours(garments: Garments) -> tuple[ColourCount, ...]:
    """By their hue, neutrals behind, as on a rail."""
    counted = []
    for one in _counted(garments, garments.names, {BASIC.index(colour): str(colour) for colour in _RAIL}):
        colours = garments.colours[garments.names == BASIC.index(Colour(one.name))]
        counted.append(ColourCount(**vars(one), hex=to_hex(colours.mean(axis=0)), neutral=one.name in _NEUTRALS))
    return tuple(counted)


def _counted(garments: Garments, numbers: Numbers, names: Mapping[int, str]) -> list[Count]:
    """Those that there are, in the order of the names. `numbers` (n,) are the keys of these."""
    sizes, counts = garments.sizes, list[Count]()
    for number, name in names.items():
        mask = numbers == number
        if mask.any():
            worn = int(np.count_nonzero(mask))
            counts.append(Count(name, worn, int(sizes[mask].sum()), worn / len(garments), _tones(garments, mask)))
    return counts


def _commonest_first(counts: list[Count]) -> tuple[Count, ...]:
    return tuple(sorted(counts, key=lambda one: (one.name == UNSURE, -one.garments, one.name)))


def _tones(garments: Garments, mask: Mask) -> tuple[str, ...]:
    """The main colours of some garments, as they would hang on a rail."""
    rail = np.array([_RAIL.index(colour) for colour in BASIC])
    names, colours = garments.names[mask], garments.colours[mask]
    names, colours = names[names != NONE], colours[names != NONE]
    order = np.lexsort((colours[:, 2], colours[:, 1], -colours[:, 0], rail[names]))
    count = min(len(order), _TONES)
    picked = order[(np.arange(count) * 2 + 1) * len(order) // (2 * max(count, 1))]
    return tuple(to_hex(colour) for colour in colours[picked])
