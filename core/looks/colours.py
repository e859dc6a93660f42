"""Colours as people see them: CIELAB, what their names mean, and search by colour among the swatches of many photos."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

Lab = NDArray[np.float32]  # (..., 3): L 0 to 100, a and b about -100 to 100

_RGB_TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
_ROOTS_TO_LAB = np.array([[0, 500, 0], [116, -500, 200], [0, 0, -200]], np.float32)
_LAB_OFFSET = np.array([16, 0, 0], np.float32)
_LAB_TO_ROOTS = np.array([[1 / 116, 1 / 116, 1 / 116], [1 / 500, 0, 0], [0, 0, -1 / 200]], np.float32)
_WHITE = _RGB_TO_XYZ.sum(axis=1).astype(np.float32)  # D65
_XYZ_STEPS = 1 << 14  # of the table of cube roots; keeps every colour within 0.1 of the exact one


_CELL = np.array([4, 6, 6], np.float32)  # Lab; pixels that share a cell share a colour of the palette
_CELLS = (27, 32, 35)  # enough for all of sRGB ...
_FIRST = np.array([0.5, 15.5, 18.5], np.float32)  # ... when zero lies in this one
_MOST_COLOURS = 1000  # 1,341 photos had 128 in the middle, 895 at most

# Folds and poor light change the lightness of a cloth more than its hue, so L counts less than a and b.
SCALE = np.array([0.7, 1, 1], np.float32)
_SWATCHES = 3
_SWATCH_RADIUS = 18.0  # scaled Lab; nearer colours are shades of one swatch
_CANDIDATES = 32  # the commonest colours of a palette, one of which is the middle of each swatch
_ACCENT = 40.0  # scaled Lab: how far behind a colour falls that covers nothing of the garment

# The middle of what each word means on clothes, which is duller and darker than on a screen.
NAMES = MappingProxyType(
    {
        "black": "#222225", "charcoal": "#4a4b4f", "grey": "#8d9094", "light grey": "#c6c8ca", "white": "#f6f5f2",
        "cream": "#eee2c6", "peach": "#efbfa5", "blush": "#f0d0d2", "beige": "#cdb592", "tan": "#b08a5b",
        "brown": "#744a2e", "dark brown": "#43291d", "navy": "#1f2a55", "indigo": "#3a4661", "blue": "#2b5fb0",
        "denim": "#4c6785", "sky blue": "#8bbde2", "teal": "#1d7f85", "turquoise": "#45c3c0", "mint": "#aee0c8",
        "green": "#2e8048", "dark green": "#1e4430", "olive": "#6f6a35", "lime": "#a9cf3f", "yellow": "#f3d73b",
        "mustard": "#d3a02e", "orange": "#ee7d23", "rust": "#a64a22", "coral": "#f2785f", "red": "#c4232c",
        "burgundy": "#641c2d", "pink": "#ea9cb4", "hot pink": "#dd2f80", "mauve": "#a57b90", "plum": "#5e4059",
        "purple": "#63398c", "lilac": "#b9a3da",
    }
)  # fmt: skip


def _root(t: NDArray[np.float64]) -> NDArray[np.float64]:
    """The function f of CIE 15:2004, a cube root with a straight line near black."""
    return np.where(t > (6 / 29) ** 3, np.cbrt(t), t * (29 / 6) ** 2 / 3 + 4 / 29)


@cache
def to_light() -> NDArray[np.float64]:
    """How much light each of the 256 sRGB values is (IEC 61966-2-1), (256,), 0 to 1."""
    value = np.arange(256) / 255
    return np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)


def from_light(light: NDArray[np.float64]) -> NDArray[np.float64]:
    """The sRGB values, 0 to 1, of so much light (...), 0 to 1."""
    return np.where(light <= 0.0031308, light * 12.92, 1.055 * light ** (1 / 2.4) - 0.055)


@cache
def _tables() -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]:
    """Light of the 256 sRGB values; from that light to steps of XYZ / white; f of each step."""
    to_steps = _RGB_TO_XYZ.T / _RGB_TO_XYZ.sum(axis=1) * (_XYZ_STEPS - 1)  # white (D65) is exactly a = b = 0
    roots = _root(np.arange(_XYZ_STEPS) / (_XYZ_STEPS - 1))
    return to_light().astype(np.float32), to_steps.astype(np.float32), roots.astype(np.float32)


def to_lab(rgb: NDArray[np.uint8]) -> Lab:
    """sRGB (..., 3) uint8 to CIELAB under D65 (CIE 15:2004), (..., 3) float32, within 0.1 per channel.

    By table, so that a reduced photo takes a sixth of a millisecond.
    """
    linear, to_steps, roots = _tables()
    lab: Lab = roots[(linear[rgb] @ to_steps + 0.5).astype(np.int32)] @ _ROOTS_TO_LAB - _LAB_OFFSET
    return lab


def parse_colour(text: str) -> Lab:
    """The Lab (3,) of "#1f2a55", "1f2a55", "#abc" or one of NAMES. Raises ValueError with one plain sentence."""
    wanted = " ".join(text.lower().split())
    digits = NAMES.get(wanted, wanted).removeprefix("#")
    if re.fullmatch(r"[0-9a-f]{3}", digits):
        digits = "".join(2 * digit for digit in digits)
    if not re.fullmatch(r"[0-9a-f]{6}", digits):
        raise ValueError(f'"{text}" is not a colour. Write it like "#1f2a55", or as a name such as navy or mustard.')
    return to_lab(np.frombuffer(bytes.fromhex(digits), np.uint8))


def to_xyz(lab: Lab) -> NDArray[np.float32]:
    """CIELAB (..., 3) to XYZ (..., 3), both under D65 (CIE 15:2004); white has Y = 1."""
    steps = lab.astype(np.float32) @ _LAB_TO_ROOTS + np.float32(16 / 116)
    shares = np.where(steps > 6 / 29, steps**3, (steps - np.float32(4 / 29)) * np.float32(3 * (6 / 29) ** 2))
    return np.asarray(shares * _WHITE)


def to_rgb(lab: Lab) -> NDArray[np.uint8]:
    """The sRGB values (..., 3) of Lab colours (..., 3), clipped to what a screen can show."""
    light = np.linalg.solve(_RGB_TO_XYZ, to_xyz(lab).reshape(-1, 3).T).T.reshape(lab.shape)
    return np.rint(from_light(np.clip(light, 0, 1)) * 255).astype(np.uint8)


def to_hex(lab: Lab) -> str:
    """The sRGB colour "#rrggbb" of a Lab colour (3,), clipped to what a screen can show."""
    return "#" + to_rgb(lab).tobytes().hex()


@dataclass(frozen=True)
class Palette:
    """The colours of a photo, few enough to compare all with all."""

    lab: Lab  # (n, 3)
    index: NDArray[np.intp]  # (h, w): which colour each pixel has

    def shares(self, weights: NDArray[np.float32]) -> NDArray[np.float32]:
        """How much of the weights of the pixels (h, w) falls to each colour, (n,), together 1."""
        total = np.bincount(self.index.ravel(), weights.ravel(), len(self.lab))
        return (total / max(float(total.sum()), 1e-9)).astype(np.float32)


def palette(lab: Lab) -> Palette:
    """The palette of a photo (h, w, 3): the mean colour in each cell of a grid in Lab that is not empty.

    The grid is made coarser for photos like noise, as work on palettes grows with the square of their size.
    """
    code, used = _cells(lab, 1)
    for coarser in (2, 4):
        if len(used) > _MOST_COLOURS:
            code, used = _cells(lab, coarser)
    number = np.zeros(int(np.prod(_CELLS)), np.intp)
    number[used] = np.arange(len(used))
    index = number[code]
    count = np.bincount(index)
    means = [np.bincount(index, lab[..., channel].ravel()) / count for channel in range(3)]
    return Palette(np.stack(means, axis=1).astype(np.float32), index.reshape(lab.shape[:2]))


def _cells(lab: Lab, size: int) -> tuple[NDArray[np.int32], NDArray[np.intp]]:
    """The number of each pixel's cell, (h * w,), and the numbers that occur."""
    cell = (lab / (size * _CELL) + _FIRST).astype(np.int32)
    code = ((cell[..., 0] * _CELLS[1] + cell[..., 1]) * _CELLS[2] + cell[..., 2]).ravel()
    return code, np.flatnonzero(np.bincount(code, minlength=int(np.prod(_CELLS))))


def main_colours(lab: Lab, shares: NDArray[np.float32]) -> NDArray[np.float32]:
    """The swatches of a palette (n, 3) with shares (n,): (3, 4), each L, a, b and share, largest first.

    Rows of zeros follow when there are fewer than three. Each is the mean around a peak of the colour distribution,
    so that two colours never mix into a third.
    """
    scaled = lab * SCALE
    peaks = _peaks(scaled, shares)
    distance = ((scaled[:, None] - scaled[peaks]) ** 2).sum(axis=2)
    owner = distance.argmin(axis=1)
    near = shares * (distance.min(axis=1) < _SWATCH_RADIUS**2)
    swatches = np.zeros((_SWATCHES, 4), np.float32)
    for number in range(len(peaks)):
        weights = near * (owner == number)
        swatches[number, :3] = weights @ lab / max(float(weights.sum()), 1e-9)
        swatches[number, 3] = weights.sum()
    return swatches[np.argsort(-swatches[:, 3], kind="stable")]


def _peaks(scaled: Lab, shares: NDArray[np.float32]) -> list[int]:
    """The colour with most others around it, then the same among those far from it, at most three."""
    candidates = np.argsort(-shares, kind="stable")[:_CANDIDATES]
    distance = ((scaled[candidates, None] - scaled) ** 2).sum(axis=2)
    height = np.exp(distance / (-0.5 * _SWATCH_RADIUS**2)) @ shares
    peaks: list[int] = []
    while len(peaks) < _SWATCHES and height.max(initial=0) > 0.01:
        best = int(height.argmax())
        peaks.append(int(candidates[best]))
        height[distance[best, candidates] < (1.2 * _SWATCH_RADIUS) ** 2] = 0
    return peaks


class ColourIndex:
    """Finds photos by one colour among their swatches; immutable, for any number of threads."""

    def __init__(self, swatches: NDArray[np.float32]) -> None:
        """`swatches`: (N, 3, 4) as `main_colours` gives them, one block per photo."""
        from scipy.spatial import cKDTree  # here, because scipy takes a while to import

        points = swatches.reshape(-1, 4)
        used = np.flatnonzero(points[:, 3] > 0)
        self._rows = used // swatches.shape[1]
        # One more axis for the share makes the distance of a small accent grow inside the tree itself.
        self._tree = cKDTree(_located(points[used, :3], points[used, 3])) if len(used) else None
        self._most = swatches.shape[1]

    def nearest(self, lab: Lab, k: int) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """The k photos nearest to a Lab colour (3,): rows and distances, nearest first, ties by row.

        The distance is that of the best swatch: sqrt(dE^2 + (40 (1 - share))^2), dE with L scaled by 0.7.
        """
        if self._tree is None or k <= 0:
            return np.zeros(0, np.int64), np.zeros(0)
        query = _located(np.asarray(lab, np.float32)[None], np.ones(1, np.float32))[0]
        # As a photo has at most three swatches, the nearest 3 k belong to k photos at least.
        reach = np.atleast_1d(self._tree.query(query, min(self._most * k, self._tree.n))[0])[-1]
        points = np.array(self._tree.query_ball_point(query, reach * (1 + 1e-9) + 1e-12))
        distances = np.sqrt(((self._tree.data[points] - query) ** 2).sum(axis=1))
        order = np.lexsort((self._rows[points], distances))
        rows, first = np.unique(self._rows[points][order], return_index=True)
        best = np.lexsort((rows, distances[order][first]))[:k]
        return rows[best], distances[order][first][best]

    def within(self, lab: Lab, distance: float) -> NDArray[np.int64]:
        """The photos, as rows in no order, at most this far from a Lab colour (3,), in the units of `nearest`."""
        if self._tree is None:
            return np.zeros(0, np.int64)
        query = _located(np.asarray(lab, np.float32)[None], np.ones(1, np.float32))[0]
        points = np.array(self._tree.query_ball_point(query, distance), np.int64)
        rows: NDArray[np.int64] = np.unique(self._rows[points])
        return rows


def _located(lab: Lab, share: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.concatenate([lab * SCALE, _ACCENT * (1 - share[:, None])], axis=1)
