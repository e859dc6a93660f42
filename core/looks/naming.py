"""The names of colours: sixteen basic ones, finer shades, and how near a colour is to each name.

Colours are compared in Oklab (B. Ottosson, "A perceptual color space for image processing", 2020), where a hue stays
itself as it gets darker or paler. There each name has some typical colours, and the nearest of all gives the name.
"""

from __future__ import annotations

from functools import cache
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.looks.colour_words import Colour
from core.looks.colours import Lab, parse_colour, to_xyz

# Which basic colour a shade belongs to, and what else it may look like on a photo beside what NAMES says. By a colour
# alone gold and silver cannot be told from yellow, brown and grey.
_SHADES = MappingProxyType(
    {
        Colour.BLACK: {"black": "#1b1b1e #2a2a2d #24211f #3c3c3f"},
        Colour.GREY: {"charcoal": "#5d5f63 #434447", "grey": "#8c8885", "light grey": "#a9abad"},
        Colour.WHITE: {"white": "#d8d8d8 #e6ecf2 #efe9e0 #cdd2d8"},
        Colour.BEIGE: {"beige": "#d8c3a5 #c2ab88 #b5a28c", "cream": "#e6d3b8"},
        Colour.BROWN: {"brown": "#8b6a4f", "dark brown": "#5a4638", "tan": "", "rust": ""},
        Colour.RED: {"red": "#a63238 #d8383c", "burgundy": "#7a1a2b"},
        Colour.PINK: {"pink": "#b5788a", "blush": "#d9a6a6 #f0c4cc", "hot pink": ""},
        Colour.ORANGE: {"orange": "#d96a30 #f5a05a", "peach": "", "coral": ""},
        Colour.YELLOW: {"yellow": "#efe08a", "mustard": ""},
        Colour.GREEN: {"green": "#5f8a70", "olive": "#55603f", "dark green": "", "lime": "", "mint": ""},
        Colour.TURQUOISE: {"teal": "#1d9aa0 #2a7f88", "turquoise": "#8fdcdc"},
        Colour.BLUE: {"blue": "#3a7fd0", "denim": "#6b86b8 #8a96a8", "sky blue": "#9aaac4"},
        Colour.NAVY: {"navy": "#26304a #2c3a66", "indigo": ""},
        Colour.PURPLE: {"purple": "#7a5fb0", "mauve": "#8a5a80", "plum": "#4a2f4d", "lilac": ""},
    }
)
BASIC = tuple(_SHADES)  # the names that a colour can get

# Folds and light change how light a cloth is far more than its hue.
_WEIGHTS = np.array([0.35, 1, 1], np.float32)
# Weighted Oklab: a colour this much nearer to another name answers to both. So four fifths of the training photos are
# found by their main colour, without it two thirds; and of the names that photos answer to four fifths are right.
_BORDER = 0.01

_XYZ_TO_LMS = np.array(
    [[0.8189330101, 0.3618667424, -0.1288597137], [0.0329845436, 0.9293118715, 0.0361456387],
     [0.0482003018, 0.2643662691, 0.6338517070]], np.float32
)  # fmt: skip
_ROOTS_TO_OKLAB = np.array(
    [[0.2104542553, 0.7936177850, -0.0040720468], [1.9779984951, -2.4285922050, 0.4505937099],
     [0.0259040371, 0.7827717662, -0.8086757660]], np.float32
)  # fmt: skip

Oklab = NDArray[np.float32]  # (..., 3): L 0 to 1, a and b about -0.4 to 0.4


class Name(NamedTuple):
    """What a colour is called: one of BASIC, and more finely one of core.looks.colours.NAMES."""

    basic: Colour
    shade: str


class _Typical(NamedTuple):
    """Typical colours (n, 3) in weighted Oklab, in the order of BASIC; the name of each; where each of BASIC begins."""

    points: Oklab
    names: tuple[Name, ...]
    starts: tuple[int, ...]


def to_oklab(lab: Lab) -> Oklab:
    """CIELAB (..., 3) to Oklab (..., 3), both under D65."""
    oklab: Oklab = np.cbrt(to_xyz(lab) @ _XYZ_TO_LMS.T) @ _ROOTS_TO_OKLAB.T
    return oklab


def name_colour(lab: Lab) -> Name:
    """The name of a Lab colour (3,)."""
    return _typical().names[int(_squared(lab[np.newaxis]).argmin())]


def placed(lab: Lab) -> Oklab:
    """Lab colours (n, 3) in weighted Oklab, (n, 3), where distances tell how far names are right."""
    return np.asarray(to_oklab(lab) * _WEIGHTS, np.float32)


def typical(basic: Colour) -> Oklab:
    """The typical colours of one of BASIC in weighted Oklab, (k, 3)."""
    starts, number = (*_typical().starts, None), BASIC.index(basic)
    return _typical().points[starts[number] : starts[number + 1]]


def apart(lab: Lab) -> NDArray[np.float32]:
    """How far Lab colours (n, 3) are from each of BASIC, (len(BASIC), n), in weighted Oklab."""
    squared, starts = _squared(lab), _typical().starts
    nearest = [squared[start:end].min(axis=0) for start, end in zip(starts, (*starts[1:], None), strict=True)]
    distances: NDArray[np.float32] = np.sqrt(np.maximum(np.stack(nearest), 0))
    return distances


def answers(lab: Lab) -> NDArray[np.bool_]:
    """To which of BASIC each of Lab colours (n, 3) answers, (len(BASIC), n): its name, and those it borders on."""
    distances = apart(lab)
    near: NDArray[np.bool_] = distances <= distances.min(axis=0) + _BORDER
    return near


def _squared(lab: Lab) -> NDArray[np.float32]:
    """The squared distances of Lab colours (n, 3) from all typical ones (t, 3), (t, n)."""
    points = _typical().points
    colours = placed(lab)
    lengths = (points**2).sum(axis=1)[:, np.newaxis] + (colours**2).sum(axis=1)
    return np.asarray(lengths - 2 * points @ colours.T, np.float32)


@cache
def _typical() -> _Typical:
    names, looks, starts = list[Name](), list[Lab](), list[int]()
    for basic, shades in _SHADES.items():
        starts.append(len(names))
        for shade, others in shades.items():
            for look in (shade, *others.split()):
                names.append(Name(basic, shade))
                looks.append(parse_colour(look))
    return _Typical(placed(np.stack(looks)), tuple(names), tuple(starts))
