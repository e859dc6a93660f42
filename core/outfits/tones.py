"""Colours as those who dress by them see them: neutrals, which go with anything, and others, placed on a circle.

The circle is that of J. Itten ("Kunst der Farbe", 1961): twelve hues, of which those opposite each other complement
each other as paints do, blue and orange, red and green, yellow and violet. The hue angle of CIELAB knows other
opposites, so each of the twelve is placed where its paint lies in CIELAB, and what lies between two of them in between.
"""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Places = NDArray[np.float32]  # degrees on the circle, 0 to 360
Tones = NDArray[np.int8]


class Tone(IntEnum):
    """Which neutral a colour is, or that it is none."""

    HUE = 0
    BLACK = 1
    GREY = 2
    WHITE = 3
    BEIGE = 4
    BROWN = 5
    NAVY = 6
    DENIM = 7


COLOURLESS = (Tone.BLACK, Tone.GREY, Tone.WHITE)  # the neutrals that have no hue at all

# The hue angle in CIELAB, in degrees, of each of the twelve, 30 degrees apart on the circle: from yellow by
# yellow-orange, orange, red-orange, red, red-violet, violet, blue-violet, blue, blue-green, green and yellow-green to
# yellow again.
_ITTEN = (97.0, 78.0, 60.0, 42.0, 28.0, -2.0, -48.0, -62.0, -76.0, -156.0, -211.0, -243.0, -263.0)
_STEP = 30.0

# In CIELAB: how much chroma a grey may have, more where it is dark: cloth photographed in a room is seldom quite grey.
_GREY_CHROMA, _DARK_CHROMA = 8.0, 11.0
_BLACK_TO, _WHITE_FROM = 26.0, 80.0


class Worn(NamedTuple):
    """Colours: lightness, chroma, hue angle (degrees, 0 to 360) in CIELAB, which neutral each is, its place on the
    circle; all (...,)."""

    lightness: NDArray[np.float32]
    chroma: NDArray[np.float32]
    hue: NDArray[np.float32]
    tone: Tones
    place: Places

    @classmethod
    def of(cls, lab: NDArray[np.float32]) -> Worn:
        """From Lab colours (..., 3)."""
        lightness, chroma = lab[..., 0], np.hypot(lab[..., 1], lab[..., 2])
        hue = np.degrees(np.arctan2(lab[..., 2], lab[..., 1])) % 360
        return cls(lightness, chroma, hue, _tone(lightness, chroma, hue), place(hue))

    def at(self, key: object) -> Worn:
        """Some of them, as numpy takes them."""
        return Worn(*(part[key] for part in self))  # type: ignore[call-overload]


def place(hue: NDArray[np.float32]) -> Places:
    """Where hue angles of CIELAB (...,), degrees, lie on the circle: yellow at 0, red at 120, blue at 240."""
    down = (hue - _ITTEN[0]) % 360 - 360  # from -360 to 0, as the table goes down from yellow
    table = np.array(_ITTEN[::-1]) - _ITTEN[0]
    places = np.interp(down, table, _STEP * np.arange(len(_ITTEN))[::-1])
    return np.asarray(places % 360, np.float32)


def apart(one: Places, other: Places) -> Places:
    """How far places on the circle are from each other, 0 to 180 degrees."""
    around = np.abs(one - other) % 360
    return np.asarray(np.minimum(around, 360 - around), np.float32)


def _tone(lightness: NDArray[np.float32], chroma: NDArray[np.float32], hue: NDArray[np.float32]) -> Tones:
    """Beyond black, grey and white: sand to camel, the browns of leather, the blue-black of suits, washed indigo."""

    def within(low: float, high: float) -> NDArray[np.bool_]:
        return (low <= hue) & (hue <= high)

    grey = chroma < np.where(lightness < 40, _DARK_CHROMA, _GREY_CHROMA)
    warm = within(55, 125) & (chroma < 11)  # off-white, and what a warm lamp makes of white; pale pink is a colour
    white = (lightness >= _WHITE_FROM) & ((chroma < 6) | warm)
    kinds = (
        (white, Tone.WHITE),
        (grey & (lightness <= _BLACK_TO), Tone.BLACK),
        (grey & (lightness < _WHITE_FROM), Tone.GREY),
        (within(58, 108) & (lightness >= 54) & (chroma <= 34), Tone.BEIGE),
        (within(36, 88) & (lightness < 54) & (chroma <= 36), Tone.BROWN),
        (within(255, 312) & (lightness < 33) & (chroma <= 42), Tone.NAVY),
        (within(235, 296) & (lightness < 68) & (chroma <= 28), Tone.DENIM),
    )
    conditions, tones = zip(*kinds, strict=True)
    return np.select(conditions, [np.int8(tone) for tone in tones], np.int8(Tone.HUE)).astype(np.int8)
