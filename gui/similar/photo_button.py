"""A small photo of the library that can be clicked."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QAbstractButton

from gui.base.theme import Theme
from gui.widgets.tiles import draw_rounded

SIDE = 160  # px of its thumbnail
_SIZE = QSize(44, 55)
_CORNER = 6  # px


class PhotoButton(QAbstractButton):
    """Shows what its owner gives it, an empty tile until then; `draw_over` may add to it."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setFixedSize(_SIZE)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._theme = theme
        self._pixmap = QPixmap()

    def show_pixmap(self, pixmap: QPixmap) -> None:
        self._pixmap = pixmap
        self.update()

    @property
    def has_picture(self) -> bool:
        return not self._pixmap.isNull()

    def draw_over(self, painter: QPainter) -> None:
        """Nothing, by default."""

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = self._theme.colours
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.tile))
        painter.drawRoundedRect(self.rect(), _CORNER, _CORNER)
        if self.has_picture:
            draw_rounded(painter, self.rect(), self._pixmap)
        self.draw_over(painter)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), _CORNER, _CORNER)
        painter.end()
