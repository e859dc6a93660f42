"""A check box that can be seen in both palettes; the style's own is nearly invisible on dark grey."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox

from gui.base.theme import SPACE, Theme

_SIDE = 16  # px


class TickBox(QCheckBox):
    """Draws itself with the theme's colours; the text is shortened where it does not fit."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._theme = theme

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        width = _SIDE + 3 * SPACE.s + metrics.horizontalAdvance(self.text())
        return QSize(width, max(metrics.height(), _SIDE) + SPACE.s)

    def minimumSizeHint(self) -> QSize:
        return QSize(_SIDE + 3 * SPACE.s, self.sizeHint().height())

    def hitButton(self, pos: QPoint) -> bool:
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = self._theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            painter.setPen(QPen(QColor(colours.accent), 1))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        box = QRectF(SPACE.xs, (self.height() - _SIDE) / 2, _SIDE, _SIDE).adjusted(0.5, 0.5, -0.5, -0.5)
        on = self.isChecked() and self.isEnabled()
        painter.setPen(QPen(QColor(colours.accent if on else colours.muted if self.isEnabled() else colours.border), 1))
        painter.setBrush(QColor(colours.accent if on else colours.raised))
        painter.drawRoundedRect(box, 4, 4)
        if self.isChecked():
            painter.setPen(QPen(QColor(colours.on_accent if on else colours.muted), 2))
            middle = box.center()
            painter.drawPolyline([middle + QPointF(-3.5, 0), middle + QPointF(-1, 2.5), middle + QPointF(3.5, -3)])
        self._draw_text(painter)
        painter.end()

    def _draw_text(self, painter: QPainter) -> None:
        place = self.rect().adjusted(SPACE.xs + _SIDE + SPACE.s, 0, -SPACE.xs, 0)
        colours = self._theme.colours
        painter.setPen(QColor(colours.text if self.isEnabled() else colours.muted))
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
