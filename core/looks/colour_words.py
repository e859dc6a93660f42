"""The words for what a garment looks like: sixteen basic colours, six patterns."""

from __future__ import annotations

from enum import StrEnum


class Colour(StrEnum):
    """The basic colours a garment may be called."""

    BLACK = "black"
    GREY = "grey"
    WHITE = "white"
    BEIGE = "beige"
    BROWN = "brown"
    RED = "red"
    PINK = "pink"
    ORANGE = "orange"
    YELLOW = "yellow"
    GREEN = "green"
    TURQUOISE = "turquoise"
    BLUE = "blue"
    NAVY = "navy"
    PURPLE = "purple"
    GOLD = "gold"
    SILVER = "silver"


class Pattern(StrEnum):
    """What is on the cloth of a garment."""

    PLAIN = "plain"
    STRIPED = "striped"
    CHECKED = "checked"
    DOTTED = "dotted"
    FLORAL = "floral"
    PICTURE = "picture"
