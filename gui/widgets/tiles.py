"""Photos drawn with rounded corners, and such pictures kept finished."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QPainter, QPixmap, QTransform

from gui.base.theme import RADIUS

MAX_CROP = 0.15  # a photo of nearly this shape fills its cell; of others everything is shown
_LIMIT = 64 * 2**20  # bytes; more than two large screens of pictures


class Tiles:
    """Finished pictures by the pixmap they show, one size each, the least recently drawn dropped first."""

    def __init__(self) -> None:
        self._held: OrderedDict[int, QPixmap] = OrderedDict()
        self._bytes = 0

    def get(self, pixmap: QPixmap | None, size: QSize, ratio: float) -> QPixmap | None:
        """The picture of this size, if it is kept; `ratio` is that of device pixels."""
        tile = self._held.get(_key(pixmap))
        if tile is None or tile.size() != size * ratio:
            return None
        self._held.move_to_end(_key(pixmap))
        return tile

    def put(self, pixmap: QPixmap | None, tile: QPixmap) -> None:
        self._drop(_key(pixmap))
        self._held[_key(pixmap)] = tile
        self._bytes += _bytes(tile)
        while self._bytes > _LIMIT and len(self._held) > 1:
            self._drop(next(iter(self._held)))

    def clear(self) -> None:
        self._held.clear()
        self._bytes = 0

    def _drop(self, key: int) -> None:
        tile = self._held.pop(key, None)
        if tile is not None:
            self._bytes -= _bytes(tile)


def _key(pixmap: QPixmap | None) -> int:
    return -1 if pixmap is None else pixmap.cacheKey()


def _bytes(pixmap: QPixmap) -> int:
    return pixmap.width() * pixmap.height() * 4


def placed(frame: QRect, width: int, height: int) -> tuple[float, QRectF]:
    """Scale factor and visible rectangle of a picture in a cell: cropped a little, or shown as a whole."""
    across, down = frame.width() / width, frame.height() / height
    fits_nearly = min(across, down) / max(across, down) >= 1 - MAX_CROP
    scale = max(across, down) if fits_nearly else min(across, down)
    shown_width, shown_height = min(frame.width(), width * scale), min(frame.height(), height * scale)
    left = frame.left() + (frame.width() - shown_width) / 2
    top = frame.top() + (frame.height() - shown_height) / 2
    return scale, QRectF(left, top, shown_width, shown_height)


def covers(frame: QRect, pixmap: QPixmap) -> bool:
    """Whether a picture leaves nothing of its cell free."""
    return placed(frame, pixmap.width(), pixmap.height())[1] == QRectF(frame)


def draw_rounded(painter: QPainter, frame: QRect, pixmap: QPixmap) -> None:
    """The pixmap as a brush: a clip path would leave jagged corners."""
    scale, target = placed(frame, pixmap.width(), pixmap.height())
    centre = target.center()
    transform = QTransform.fromTranslate(centre.x(), centre.y()).scale(scale, scale)
    transform.translate(-pixmap.width() / 2, -pixmap.height() / 2)
    brush = QBrush(pixmap)
    brush.setTransform(transform)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(brush)
    painter.drawRoundedRect(target, RADIUS, RADIUS)
