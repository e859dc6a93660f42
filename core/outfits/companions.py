"""Which kinds of garments are worn together: one place on the body takes one piece."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from types import MappingProxyType


class Part(IntEnum):
    """Where a piece is worn; in the order in which one dresses."""

    WHOLE = 0
    TOP = 1
    BOTTOM = 2
    OVER = 3
    FEET = 4
    EXTRA = 5
    ANY = 6  # of a kind that the table does not know


_PARTS = MappingProxyType(
    {
        "dress": Part.WHOLE,
        "t-shirt": Part.TOP,
        "shirt": Part.TOP,
        "longsleeve": Part.TOP,
        "pants": Part.BOTTOM,
        "shorts": Part.BOTTOM,
        "skirt": Part.BOTTOM,
        "outwear": Part.OVER,
        "shoes": Part.FEET,
        "socks": Part.EXTRA,
        "hat": Part.EXTRA,
        "bag": Part.EXTRA,
        "scarf": Part.EXTRA,
        "watch": Part.EXTRA,
        "jewellery": Part.EXTRA,
        "glasses": Part.EXTRA,
    }
)
_NOT_WITH_A_DRESS = (Part.TOP, Part.BOTTOM)


def part_of(kind: str) -> Part:
    """Where a kind of the network is worn."""
    return _PARTS.get(kind, Part.ANY)


def go_together(one: str, other: str) -> bool:
    """Whether two kinds complete each other: two tops make no outfit, and a dress wants no trousers. A kind that the
    table does not know goes with all others."""
    if one == other:
        return False
    first, second = part_of(one), part_of(other)
    if Part.ANY in (first, second) or first == second == Part.EXTRA:
        return True
    if Part.WHOLE in (first, second):
        return not {first, second}.intersection(_NOT_WITH_A_DRESS)
    return first != second


def companions(kind: str, kinds: Sequence[str]) -> list[str]:
    """Those of `kinds` that complete a kind, in the order in which one dresses."""
    return sorted((other for other in kinds if go_together(kind, other)), key=part_of)
