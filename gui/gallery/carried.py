"""What hangs on the mouse while photos are dragged: one of them, and how many there are."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPixmap

from gui.base.theme import SPACE, TYPE, Theme, font

_SIDE = 96  # px


def carried(photo: QPixmap | None, count: int, theme: Theme, ratio: float) -> QPixmap:
    """A small picture for a screen of so many pixels a pixel."""
    side = round(_SIDE * ratio)
    drawn = QPixmap(side, side)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    if photo is not None and not photo.isNull():
        size = photo.size().scaled(QSize(side, side), Qt.AspectRatioMode.KeepAspectRatio)
        painter.drawPixmap(0, 0, photo.scaled(size, mode=Qt.TransformationMode.SmoothTransformation))
    painter.scale(ratio, ratio)
    if count > 1 or photo is None:
        _draw_count(painter, str(max(1, count)), theme)
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    return drawn


def _draw_count(painter: QPainter, text: str, theme: Theme) -> None:
    letters = font(TYPE.body, QFont.Weight.DemiBold)
    height = QFontMetrics(letters).height() + SPACE.xs
    width = max(height, QFontMetrics(letters).horizontalAdvance(text) + SPACE.m)
    place = QRectF(SPACE.xs, SPACE.xs, width, height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.colours.accent))
    painter.drawRoundedRect(place, height / 2, height / 2)
    painter.setPen(QColor(theme.colours.on_accent))
    painter.setFont(letters)
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
