"""The colours of the map: what they tell, and what each of them means."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication, QDateTime, QLocale
from PySide6.QtGui import QColor

from core.base.settings import Colouring
from core.looks.colours import to_rgb
from core.looks.features import kind_name
from core.looks.spec import ModelSpec
from gui.base.texts import folder_name, kind_label
from gui.base.theme import Colours
from gui.map.scene import Told

translate = QCoreApplication.translate

Pixels = NDArray[np.uint32]  # opaque, as QImage's ARGB32 has them

_MOST = 10  # colours of a legend; what is rarer shares one
_SHADES = 256  # of the colours for dates
_FADED = 0.14  # of its own colour is left to what does not pass the filters
_LAST_DAY = 253_370_764_800  # seconds; photos that have no date yet count as the newest
_OLD, _NEW = (268.0, 38.0), (68.0, 62.0)  # hue and chroma, where dates begin and end


class Meaning(NamedTuple):
    """A colour and what it stands for."""

    colour: QColor
    text: str


class Coloured(NamedTuple):
    """The colour of each photo, (N,), and the legend."""

    pixels: Pixels
    legend: tuple[Meaning, ...]


def coloured(told: Told, by: Colouring, spec: ModelSpec, theme: Colours) -> Coloured:
    """The photos by what their colours are to tell."""
    match by:
        case Colouring.COLOUR:
            return _by_colour(told, theme)
        case Colouring.KIND:
            return _by_number(told.kinds, lambda kind: kind_label(kind_name(kind, spec)), theme)
        case Colouring.FOLDER:
            return _by_number(told.folder, lambda one: folder_name(told.folders[one], told.folders), theme)
        case Colouring.DATE:
            return _by_date(told, theme)


def faded(pixels: Pixels, theme: Colours) -> Pixels:
    """Nearly the colour of the ground."""
    mixed = _unpacked(pixels) * _FADED + _rgb(theme.canvas) * (1 - _FADED)
    return _packed(np.rint(mixed).astype(np.uint8))


def _by_colour(told: Told, theme: Colours) -> Coloured:
    pixels = _packed(told.rgb)
    pixels[~told.coloured] = QColor(theme.muted).rgb()
    return Coloured(pixels, ())


def _by_number(numbers: NDArray[np.int64], text: Callable[[int], str], theme: Colours) -> Coloured:
    """A colour for each of the commonest numbers; those below zero stand for nothing of their own."""
    own, counts = np.unique(numbers[numbers >= 0], return_counts=True)
    named = own[np.argsort(-counts, kind="stable")][:_MOST]
    grey = QColor(theme.muted)
    palette = [*_ring(len(named), theme), grey]
    place = np.full(max(int(numbers.max(initial=0)), 0) + 1, len(named))
    place[named] = np.arange(len(named))
    which = np.where(numbers >= 0, place[np.maximum(numbers, 0)], len(named))
    pixels = np.array([colour.rgb() for colour in palette], np.uint32)[which]
    legend = [Meaning(colour, text(int(one))) for colour, one in zip(palette, named.tolist(), strict=False)]
    if (which == len(named)).any():
        legend.append(Meaning(grey, translate("map", "Others")))
    return Coloured(pixels, tuple(legend))


def _by_date(told: Told, theme: Colours) -> Coloured:
    """By rank, as photos come in bursts; the ends of the legend are the oldest and the newest."""
    count = len(told.taken)
    if not count:
        return Coloured(np.zeros(0, np.uint32), ())
    palette = _packed(_blend(np.linspace(0, 1, _SHADES), theme))
    pixels = np.empty(count, np.uint32)
    pixels[told.by_date] = palette[np.arange(count) * _SHADES // count]
    ends = told.by_date[[0, (count - 1) // 2, -1]]
    told_by = zip(palette[[0, _SHADES // 2, -1]].tolist(), told.taken[ends].tolist(), strict=True)
    return Coloured(pixels, tuple(Meaning(QColor.fromRgb(colour), _day(time)) for colour, time in told_by))


def _blend(share: NDArray[np.float64], theme: Colours) -> NDArray[np.uint8]:
    """From blue over violet and red to yellow, and lighter on the way, (n, 3)."""
    hue = np.radians(_OLD[0] + share * (360 + _NEW[0] - _OLD[0]))
    chroma = _OLD[1] + share * (_NEW[1] - _OLD[1])
    light = (34 if _is_light(theme) else 46) + 40 * share
    lab = np.stack((light, chroma * np.cos(hue), chroma * np.sin(hue)), axis=1)
    return to_rgb(lab.astype(np.float32))


def _ring(count: int, theme: Colours) -> list[QColor]:
    """Colours around the circle of hues that are told apart, every other one lighter."""
    step = np.arange(count)
    hue = np.radians(28 + 360 * step / max(count, 1))
    light = (50 if _is_light(theme) else 66) + np.where(step % 2, 14.0, 0.0)
    lab = np.stack((light, 52 * np.cos(hue), 52 * np.sin(hue)), axis=1).astype(np.float32)
    order = np.argsort(step * 7 % max(count, 1), kind="stable") if count % 7 else step  # neighbours far apart
    return [QColor(*rgb) for rgb in to_rgb(lab)[order].tolist()]


def _is_light(theme: Colours) -> bool:
    return QColor(theme.canvas).lightnessF() > 0.5


def _day(seconds: int) -> str:
    day = QDateTime.fromSecsSinceEpoch(min(seconds, _LAST_DAY)).date()
    return QLocale().toString(day, QLocale.FormatType.ShortFormat)


def _rgb(colour: str) -> NDArray[np.float32]:
    one = QColor(colour)
    return np.array((one.red(), one.green(), one.blue()), np.float32)


def _packed(rgb: NDArray[np.uint8]) -> Pixels:
    packed = np.full((len(rgb), 4), 255, np.uint8)  # blue, green, red, opaque; as every processor that runs this has it
    packed[:, :3] = rgb[:, ::-1]
    return packed.view("<u4")[:, 0].astype(np.uint32)


def _unpacked(pixels: Pixels) -> NDArray[np.float32]:
    return np.stack([(pixels >> shift) & 0xFF for shift in (16, 8, 0)], axis=1).astype(np.float32)
