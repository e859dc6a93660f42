"""The whole map in small, in a corner, while only a part of it is in sight."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from gui.base.theme import Theme
from gui.gallery.place import Spot
from gui.map.camera import Camera, kept_in
from gui.map.dots import DotLayer, Dots

_SIDE = 168  # px, of the longer side
_LEAST = 84
_PAD = 8


class Overview(QWidget):
    """Shows what is in sight as a rectangle; a click or a drag moves it.

    Signals:
        wanted: the Spot to look at.
    """

    wanted = Signal(Spot)

    def __init__(self, theme: Theme, dots: Dots, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("map_overview")
        self.setAccessibleName(self.tr("The whole map in small"))
        self.setToolTip(self.tr("Click or drag to see another part of the map"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._theme = theme
        self._layer = DotLayer()
        self._dots = dots
        self._extent = (1.0, 1.0)
        self._camera = Camera(0.5, 0.5, 1.0, 1, 1)
        self._spot = Spot()
        self.hide()

    def show_map(self, dots: Dots, extent: tuple[float, float]) -> None:
        """The photos; width and height of the map."""
        self._dots, self._extent = dots, extent
        longer = max(extent)
        self.resize(*(max(_LEAST, round(_SIDE * side / longer)) for side in extent))
        self.update()

    def show_sight(self, spot: Spot, camera: Camera) -> None:
        """What is in sight now."""
        self._spot, self._camera = spot, camera
        self.update()

    def _own(self) -> Camera:
        room = min((self.width() - 2 * _PAD) / self._extent[0], (self.height() - 2 * _PAD) / self._extent[1])
        return Camera(0.5, 0.5, room, self.width(), self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        colours, own = self._theme.colours, self._own()
        painter = QPainter(self)
        self._layer.draw(painter, own, self._dots, (1.5, 1.5), QColor(colours.surface), QColor(colours.surface))
        corner = own.point(*self._camera.to_map(QPointF(0, 0)))
        other = own.point(*self._camera.to_map(QPointF(self._camera.width, self._camera.height)))
        sight = QRectF(corner, other).intersected(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5))
        wash = QColor(colours.accent)
        wash.setAlpha(34)
        painter.setPen(QPen(QColor(colours.accent), 1.5))
        painter.setBrush(wash)
        painter.drawRect(sight)
        painter.setPen(QColor(colours.border))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._go(event)
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go(event)

    def _go(self, event: QMouseEvent) -> None:
        x, y = self._own().to_map(event.position())
        self.wanted.emit(kept_in(self._spot._replace(x=x, y=y)))
