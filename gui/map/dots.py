"""Photos as dots: one picture of all of them, which a pan only moves."""

from __future__ import annotations

from math import ceil
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage, QPainter

from gui.map.camera import Camera, Points
from gui.map.colouring import Pixels

_BESIDE = 128  # px on every side beyond what is in sight: so far a pan goes without drawing anew
_EDGES = (0.33, 0.67)  # how much of a pixel at the edge a disc covers, in steps


class Dots(NamedTuple):
    """Where photos lie, (n, 2), and their colours, (n,); later ones lie on top. The arrays are never changed."""

    places: Points
    pixels: Pixels


class DotLayer:
    """Draws them."""

    def __init__(self) -> None:
        self._image = QImage()
        self._kept: Dots | None = None
        self._drawn: tuple[object, ...] = ()
        self._from = (0.0, 0.0)  # the place of the map in the upper left corner

    def draw(
        self, painter: QPainter, camera: Camera, dots: Dots, size: tuple[float, float], ground: QColor, rim: QColor
    ) -> None:
        """On the ground, all of it; `size`: width and height of a dot in px, a disc where they are the same, else a
        rectangle. A disc has a `rim`, by which white is told from white."""
        ratio = painter.device().devicePixelRatioF()
        wanted = (id(dots), camera.scale, camera.width, camera.height, size, ground.rgb(), rim.rgb(), ratio)
        left, top = self._corner(camera)
        if self._drawn != wanted or min(left, top) < 0 or max(left, top) > 2 * _BESIDE:
            self._render(camera, dots, size, (ground, rim), ratio)
            self._drawn, self._kept = wanted, dots  # kept, so that its id stays its own
            left, top = self._corner(camera)
        # On whole pixels of the screen, lest the picture is drawn between them, which is slow and blurred.
        painter.drawImage(QPointF(-round(left * ratio) / ratio, -round(top * ratio) / ratio), self._image)

    def _corner(self, camera: Camera) -> tuple[float, float]:
        """Where what is in sight begins in the picture, px."""
        x, y = camera.to_map(QPointF(0, 0))
        return (x - self._from[0]) * camera.scale, (y - self._from[1]) * camera.scale

    def _render(
        self, camera: Camera, dots: Dots, size: tuple[float, float], below: tuple[QColor, QColor], ratio: float
    ) -> None:
        ground, rim = below
        self._from = camera.to_map(QPointF(-_BESIDE, -_BESIDE))
        stencil, reach = _stencil(size[0] * ratio, size[1] * ratio)
        wide = ceil((camera.width + 2 * _BESIDE) * ratio) + 2 * reach
        high = ceil((camera.height + 2 * _BESIDE) * ratio) + 2 * reach
        at = np.floor((dots.places - self._from) * (camera.scale * ratio)).astype(np.int64) + reach
        inside = (at >= reach).all(axis=1) & (at[:, 0] < wide - reach) & (at[:, 1] < high - reach)
        first, colours = at[inside, 1] * wide + at[inside, 0], dots.pixels[inside]
        flat = np.full(wide * high, ground.rgb(), np.uint32)
        for share, steps in stencil:
            shade = _blended(colours, rim, share)
            for across, down in steps:
                flat[first + (down * wide + across)] = shade
        image = QImage(flat.data, wide, high, 4 * wide, QImage.Format.Format_RGB32)
        self._image = image.copy(reach, reach, wide - 2 * reach, high - 2 * reach)
        self._image.setDevicePixelRatio(ratio)


def _stencil(across: float, down: float) -> tuple[list[tuple[float, list[tuple[int, int]]]], int]:
    """The pixels of a dot by how much of each it covers, least first, and how far they reach."""
    reach = ceil(max(across, down) / 2) + 1
    span = np.arange(-reach, reach + 1)
    x, y = np.meshgrid(span, span)
    if across == down:
        step = np.digitize(np.clip(across / 2 + 0.5 - np.hypot(x, y), 0, 1), (0.2, 0.5, 0.85))
    else:
        step = np.where(_within(x, across) & _within(y, down), len(_EDGES) + 1, 0)
    shares = (*_EDGES, 1.0)
    found = [(share, _pairs(x[step == one], y[step == one])) for one, share in enumerate(shares, 1)]
    return [(share, steps) for share, steps in found if steps], reach


def _within(span: NDArray[np.int64], size: float) -> NDArray[np.bool_]:
    """`size` pixels, at least one, beside the middle."""
    pixels = max(1, round(size))
    first = -(pixels // 2)
    return (span >= first) & (span < first + pixels)


def _pairs(x: NDArray[np.int64], y: NDArray[np.int64]) -> list[tuple[int, int]]:
    return list(zip(x.tolist(), y.tolist(), strict=True))


def _blended(pixels: Pixels, ground: QColor, share: float) -> Pixels:
    """Colours that cover only a share of the ground."""
    if share >= 1:
        return pixels
    part, below = np.uint32(round(share * 256)), np.uint32(ground.rgb())
    rest = np.uint32(256) - part
    mixed = np.full(len(pixels), 0xFF000000, np.uint32)
    for shift in map(np.uint32, (16, 8, 0)):
        one = ((pixels >> shift) & np.uint32(0xFF)) * part + ((below >> shift) & np.uint32(0xFF)) * rest
        mixed |= (one >> np.uint32(8)) << shift
    return mixed
