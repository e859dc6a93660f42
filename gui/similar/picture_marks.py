"""Draws what lies over the query photo: the box with its handles, and the place where a colour is picked."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from gui.base.colour_names import colour_name
from gui.base.theme import LIGHT, SPACE, TYPE, Colours, font
from gui.widgets.rubber_band import handles

_HANDLE = 9  # px
_SPOT = 12  # px
_VEIL = QColor(0, 0, 0, 120)


def draw_box(painter: QPainter, box: QRectF, photo: QRectF) -> None:
    """The rest of the photo lies in shadow. On a photo the colours do not change with the palette."""
    for rest in (
        QRectF(photo.left(), photo.top(), photo.width(), box.top() - photo.top()),
        QRectF(photo.left(), box.bottom(), photo.width(), photo.bottom() - box.bottom()),
        QRectF(photo.left(), box.top(), box.left() - photo.left(), box.height()),
        QRectF(box.right(), box.top(), photo.right() - box.right(), box.height()),
    ):
        painter.fillRect(rest, _VEIL)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(LIGHT.raised), 2))
    painter.drawRect(box)
    painter.setPen(QPen(QColor(LIGHT.accent), 1.5))
    painter.setBrush(QColor(LIGHT.raised))
    for _, place in handles(box):
        painter.drawEllipse(place, _HANDLE / 2, _HANDLE / 2)


def draw_spot(painter: QPainter, at: QPointF, colour: str, colours: Colours, height: int) -> None:
    """A ring in the colour under it, and that colour's name in the lower left corner."""
    painter.setPen(QPen(QColor(LIGHT.raised), 3))
    painter.setBrush(QColor(colour))
    painter.drawEllipse(at, _SPOT, _SPOT)
    painter.setFont(font(TYPE.caption))
    name, metrics = colour_name(colour), painter.fontMetrics()
    size = QSize(metrics.horizontalAdvance(name) + 2 * SPACE.s, metrics.height() + SPACE.xs)
    label = QRectF(QPointF(SPACE.s, height - size.height() - SPACE.s), size)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.raised))
    painter.drawRoundedRect(label, 6, 6)
    painter.setPen(QColor(colours.text))
    painter.drawText(label, Qt.AlignmentFlag.AlignCenter, name)
