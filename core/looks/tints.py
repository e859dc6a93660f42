"""How well a colour fits a name: one of the basic ones, and whether it is dark, light, pale or bright.

Each name stands for some typical colours of `core.looks.colours.NAMES`; a colour belongs to names by how near it is to
the nearest of each, as if every name spread around its typical colours like a Gaussian.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from core.looks.colour_words import Colour
from core.looks.colours import NAMES, SCALE, Lab, parse_colour

Fits = NDArray[np.float32]  # 0 to 1


class Shade(StrEnum):
    """How light or strong a colour is."""

    DARK = "dark"
    LIGHT = "light"
    PALE = "pale"
    BRIGHT = "bright"


# The first of each is what its shades are compared with; "#rrggbb" where no name of NAMES says it.
_TYPICAL = MappingProxyType(
    {
        Colour.BLACK: ("black",),
        Colour.GREY: ("grey", "charcoal", "light grey"),
        Colour.WHITE: ("white",),
        Colour.BEIGE: ("beige", "cream"),
        Colour.BROWN: ("brown", "dark brown", "tan"),
        Colour.RED: ("red", "burgundy"),
        Colour.PINK: ("pink", "hot pink", "blush"),
        Colour.ORANGE: ("orange", "rust", "coral", "peach"),
        Colour.YELLOW: ("yellow", "mustard"),
        Colour.GREEN: ("green", "dark green", "olive", "lime", "mint"),
        Colour.TURQUOISE: ("turquoise", "teal"),
        Colour.BLUE: ("blue", "denim", "sky blue"),
        Colour.NAVY: ("navy", "indigo"),
        Colour.PURPLE: ("purple", "plum", "lilac", "mauve"),
    }
)
# By a colour alone they cannot be told from others, which therefore do not speak against them; no cloth is named so.
_METALS = MappingProxyType(
    {
        Colour.GOLD: (("#c9a24b", "#b08d3e", "#dcc078"), (Colour.YELLOW, Colour.BROWN, Colour.BEIGE)),
        Colour.SILVER: (("#c0c2c6", "#a5a8ad", "#dcdde0"), (Colour.GREY, Colour.WHITE)),
    }
)
BASIC = tuple(_TYPICAL)  # the names that a colour can get

_SPREAD = 9.0  # scaled Lab: standard deviation of what a name means around its typical colours
_SOFT = 4.0  # Lab: how soft the borders of shades are
_LIGHTER = 8.0  # Lab: how much lighter or darker than its name's typical colour a colour is where its shade begins
_STRONGER = 10.0  # Lab: the same for chroma
_DARK, _LIGHT, _BRIGHT = 38.0, 72.0, 45.0  # Lab: L, L and chroma where shades of no certain colour begin


def against(lab: Lab) -> Fits:
    """The logarithm of how much Lab colours (n, 3) speak for any of BASIC, (n,): what `fit` is given, to be kept."""
    total = np.full(len(lab), -np.inf, np.float32)
    for colour in BASIC:  # one by one: all together they would take much memory
        np.logaddexp(total, _log_near(lab, _points(colour)), out=total)
    return total


def fit(lab: Lab, against: Fits, colour: Colour | None, shade: Shade | None = None) -> Fits:
    """How well Lab colours (n, 3) fit a name, (n,); None: any colour of that shade. `against`: of the same colours.

    Quickest where each of the three columns lies in one piece.
    """
    fits = np.ones(len(lab), np.float32) if colour is None else _fit(lab, against, colour)
    if colour is Colour.BLUE and shade is Shade.DARK:  # navy is what many call so
        fits = np.maximum(fits * _shaded(lab, colour, shade), _fit(lab, against, Colour.NAVY))
    elif shade is not None:
        fits = fits * _shaded(lab, colour, shade)
    return np.asarray(fits, np.float32)


def name_tint(lab: Lab) -> tuple[Colour, Shade | None]:
    """The name of a Lab colour (3,), and its shade where it clearly has one."""
    one = lab[np.newaxis]
    colour = BASIC[int(np.argmax([_log_near(one, _points(colour))[0] for colour in BASIC]))]
    if colour in (Colour.BLACK, Colour.WHITE):
        return colour, None
    shades = {shade: float(_shaded(one, colour, shade)[0]) for shade in (Shade.PALE, Shade.DARK, Shade.LIGHT)}
    best = max(shades, key=lambda shade: shades[shade])
    return colour, best if shades[best] > 0.5 else None


def _fit(lab: Lab, against: Fits, colour: Colour) -> Fits:
    if colour in _METALS:
        looks, neighbours = _METALS[colour]
        near = np.exp(_log_near(lab, _lab(looks)))
        allowed = sum(np.exp(_log_near(lab, _points(one)) - against) for one in neighbours)
        return np.asarray(near * np.minimum(allowed, 1), np.float32)
    return np.asarray(np.exp(_log_near(lab, _points(colour)) - against), np.float32)


def _log_near(lab: Lab, points: Lab) -> Fits:
    """The logarithm of a Gaussian around the nearest of points (p, 3) for Lab colours (n, 3), (n,)."""
    squares = np.full(len(lab), np.inf, np.float32)
    for point in points:  # few, and no array of all of them
        apart = np.zeros(len(lab), np.float32)
        for axis in range(3):
            step = lab[:, axis] - point[axis]
            step *= SCALE[axis]
            step *= step
            apart += step
        np.minimum(squares, apart, out=squares)
    squares /= np.float32(-2 * _SPREAD**2)
    return squares


def _shaded(lab: Lab, colour: Colour | None, shade: Shade) -> Fits:
    """How well Lab colours (n, 3) fit a shade of a colour, (n,)."""
    lightness, chroma = lab[:, 0], np.asarray(np.hypot(lab[:, 1], lab[:, 2]), np.float32)
    dark, light, strong = _borders(colour)
    if shade is Shade.DARK:
        return _above(dark - lightness)
    if shade is Shade.BRIGHT:
        return _above(chroma - strong)
    weak = _above(0.8 * strong - chroma) if shade is Shade.PALE else np.float32(1)
    return np.asarray(_above(lightness - light) * weak, np.float32)


@cache
def _borders(colour: Colour | None) -> tuple[float, float, float]:
    """The lightness below which a colour is dark and above which it is light; the chroma above which it is bright."""
    if colour is None:
        return _DARK, _LIGHT, _BRIGHT
    lightness, *ab = _points(colour)[0].tolist()
    return lightness - _LIGHTER, lightness + _LIGHTER, float(np.hypot(*ab)) + _STRONGER


def _above(excess: NDArray[np.floating]) -> Fits:
    return np.asarray(1 / (1 + np.exp(np.clip(-excess / _SOFT, -40, 40))), np.float32)


def _points(colour: Colour) -> Lab:
    return _lab(_METALS[colour][0] if colour in _METALS else _TYPICAL[colour])


@cache
def _lab(names: tuple[str, ...]) -> Lab:
    return np.stack([parse_colour(NAMES.get(name, name)) for name in names])
