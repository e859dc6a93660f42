"""How well a colour fits a name: one of the basic ones, and whether it is dark, light, pale or bright.

A colour belongs to names by how near it is to the nearest typical colour of each (`core.looks.naming`), as if every
name spread around its typical colours like a Gaussian.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.looks.colour_words import Colour
from core.looks.colours import NAMES, Lab, parse_colour
from core.looks.naming import BASIC, Oklab, placed, typical

Fits = NDArray[np.float32]  # 0 to 1


class Shade(StrEnum):
    """How light or strong a colour is."""

    DARK = "dark"
    LIGHT = "light"
    PALE = "pale"
    BRIGHT = "bright"


# By a colour alone they cannot be told from others, which therefore do not speak against them; no cloth is named so.
_METALS = MappingProxyType(
    {
        Colour.GOLD: (("#c9a24b", "#b08d3e", "#dcc078"), (Colour.YELLOW, Colour.BROWN, Colour.BEIGE)),
        Colour.SILVER: (("#c0c2c6", "#a5a8ad", "#dcdde0"), (Colour.GREY, Colour.WHITE)),
    }
)
# What shades are compared with, one colour for each of BASIC.
_PLAIN = MappingProxyType({basic: NAMES[basic] for basic in BASIC})

_SPREAD = 0.03  # weighted Oklab: standard deviation of what a name means around its typical colours
_SOFT = 4.0  # Lab: how soft the borders of shades are
_LIGHTER = 8.0  # Lab: how much lighter or darker than its name's typical colour a colour is where its shade begins
_STRONGER = 10.0  # Lab: the same for chroma
_DARK, _LIGHT, _BRIGHT = 38.0, 72.0, 45.0  # Lab: L, L and chroma where shades of no certain colour begin


class Tints(NamedTuple):
    """n colours, kept to be asked for many names. Quickest where each column lies in one piece.

    lab (n, 3); placed: in weighted Oklab, (n, 3); total: the logarithm of how much they speak for any of BASIC, (n,).
    """

    lab: Lab
    placed: Oklab
    total: Fits

    @classmethod
    def of(cls, lab: Lab) -> Tints:
        """From Lab colours (n, 3)."""
        where, total = np.asfortranarray(placed(lab)), np.full(len(lab), -np.inf, np.float32)
        for colour in BASIC:  # one by one: all together they would take much memory
            np.logaddexp(total, _log_near(where, typical(colour)), out=total)
        return cls(np.asfortranarray(lab), where, total)

    def at(self, rows: NDArray[np.int64]) -> Tints:
        """Some of them."""
        return Tints(*(part[rows] for part in self))


def fit(tints: Tints, colour: Colour | None, shade: Shade | None = None) -> Fits:
    """How well n colours fit a name, (n,); None: any colour of that shade."""
    fits = np.ones(len(tints.total), np.float32) if colour is None else _fit(tints, colour)
    if colour is Colour.BLUE and shade is Shade.DARK:  # navy is what many call so
        fits = np.maximum(fits * _shaded(tints.lab, colour, shade), _fit(tints, Colour.NAVY))
    elif shade is not None:
        fits = fits * _shaded(tints.lab, colour, shade)
    return np.asarray(fits, np.float32)


def _fit(tints: Tints, colour: Colour) -> Fits:
    if colour in _METALS:
        looks, neighbours = _METALS[colour]
        near = np.exp(_log_near(tints.placed, placed(_lab(looks))))
        allowed = sum(np.exp(_log_near(tints.placed, typical(one)) - tints.total) for one in neighbours)
        return np.asarray(near * np.minimum(allowed, 1), np.float32)
    return np.asarray(np.exp(_log_near(tints.placed, typical(colour)) - tints.total), np.float32)


def _log_near(colours: Oklab, points: Oklab) -> Fits:
    """The logarithm of a Gaussian around the nearest of points (p, 3) for colours (n, 3), (n,)."""
    squares = np.full(len(colours), np.inf, np.float32)
    for point in points:  # few, and no array of all of them
        apart = np.zeros(len(colours), np.float32)
        for axis in range(3):
            step = colours[:, axis] - point[axis]
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
    lightness, *ab = _lab((_METALS[colour][0][0] if colour in _METALS else _PLAIN[colour],))[0].tolist()
    return lightness - _LIGHTER, lightness + _LIGHTER, float(np.hypot(*ab)) + _STRONGER


def _above(excess: NDArray[np.floating]) -> Fits:
    return np.asarray(1 / (1 + np.exp(np.clip(-excess / _SOFT, -40, 40))), np.float32)


@cache
def _lab(names: tuple[str, ...]) -> Lab:
    return np.stack([parse_colour(name) for name in names])
