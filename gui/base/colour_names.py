"""The names of colours in the user's language."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QCoreApplication

from core.looks.colours import parse_colour, to_hex
from core.looks.features import swatches
from core.looks.naming import Name, name_colour
from core.search.query import Query

translate = QCoreApplication.translate


def colour_text(name: str) -> str:
    """One of core.looks.colours.NAMES."""
    texts = {
        "black": translate("names", "black"),
        "charcoal": translate("names", "charcoal"),
        "grey": translate("names", "grey"),
        "light grey": translate("names", "light grey"),
        "white": translate("names", "white"),
        "cream": translate("names", "cream"),
        "peach": translate("names", "peach"),
        "blush": translate("names", "blush"),
        "beige": translate("names", "beige"),
        "tan": translate("names", "tan"),
        "brown": translate("names", "brown"),
        "dark brown": translate("names", "dark brown"),
        "navy": translate("names", "navy"),
        "indigo": translate("names", "indigo"),
        "blue": translate("names", "blue"),
        "denim": translate("names", "denim"),
        "sky blue": translate("names", "sky blue"),
        "teal": translate("names", "teal"),
        "turquoise": translate("names", "turquoise"),
        "mint": translate("names", "mint"),
        "green": translate("names", "green"),
        "dark green": translate("names", "dark green"),
        "olive": translate("names", "olive"),
        "lime": translate("names", "lime"),
        "yellow": translate("names", "yellow"),
        "mustard": translate("names", "mustard"),
        "orange": translate("names", "orange"),
        "rust": translate("names", "rust"),
        "coral": translate("names", "coral"),
        "red": translate("names", "red"),
        "burgundy": translate("names", "burgundy"),
        "pink": translate("names", "pink"),
        "hot pink": translate("names", "hot pink"),
        "mauve": translate("names", "mauve"),
        "plum": translate("names", "plum"),
        "purple": translate("names", "purple"),
        "lilac": translate("names", "lilac"),
    }
    return texts[name]


def colour_name(colour: str) -> str:
    """The name of "#rrggbb" in the user's language."""
    return colour_text(name_colour(parse_colour(colour)).shade)


def named_colours(query: Query) -> tuple[tuple[str, str, float], ...]:
    """The main colours of a photo with its features: "#rrggbb", name and share of each, largest first."""
    found = swatches(query.row[np.newaxis], query.spec)[0]
    return tuple((to_hex(one[:3]), _both_names(name_colour(one[:3])), float(one[3])) for one in found if one[3] > 0)


def _both_names(name: Name) -> str:
    """The basic name, and the shade behind it where that says more."""
    basic = colour_text(name.basic)
    if name.shade == name.basic:
        return basic
    return translate("names", "{colour} ({shade})").format(colour=basic, shade=colour_text(name.shade))
