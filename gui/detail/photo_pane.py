"""One photo to look at closely: wheel, pinch and keys zoom, dragging pans."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QImage, QMouseEvent, QNativeGestureEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QGestureEvent, QPinchGesture, QWidget

from gui.base.theme import RADIUS, SPACE, TYPE, Theme, font

MAX_ZOOM = 16.0
_WHEEL = 1.0015  # zoom by one unit of a wheel's angle
_DOUBLE = 2.5  # zoom of a double click


@dataclass(frozen=True)
class Zoom:
    """What is in sight: factor 1 shows all; x and y are the place in the middle, in shares of the photo."""

    factor: float = 1.0
    x: float = 0.5
    y: float = 0.5


class PhotoPane(QWidget):
    """Shows a photo, or an explanation drawn over it.

    Signals:
        zoomed: the Zoom that the user chose.
    """

    zoomed = Signal(Zoom)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setMinimumSize(120, 120)
        self.grabGesture(Qt.GestureType.PinchGesture)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self._theme = theme
        self._image = QImage()
        self._overlay: QImage | None = None
        self._title = ""
        self._zoom = Zoom()
        self._dragged_from: QPointF | None = None
        theme.changed.connect(self.update)

    # --- what is shown ---

    @property
    def zoom(self) -> Zoom:
        return self._zoom

    @property
    def image(self) -> QImage:
        return self._image

    @property
    def explains(self) -> bool:
        """Whether an explanation lies over the photo."""
        return self._overlay is not None

    def show_photo(self, image: QImage, title: str, overlay: QImage | None = None) -> None:
        """`overlay` is drawn in place of the photo."""
        self._image, self._title, self._overlay = image, title, overlay
        self.setAccessibleName(title)
        self.update()

    @Slot(Zoom)
    def show_zoom(self, zoom: Zoom) -> None:
        """Look at the same place as another pane."""
        self._zoom = self._kept_in_sight(zoom)
        self.update()

    def choose(self, zoom: Zoom) -> None:
        """Look somewhere else, and tell."""
        self.show_zoom(zoom)
        self.zoomed.emit(self._zoom)

    def zoom_by(self, factor: float, around: QPointF | None = None) -> None:
        """Zoom so that the place under `around` stays where it is."""
        at = QPointF(self.rect().center()) if around is None else around
        now = min(max(self._zoom.factor * factor, 1.0), MAX_ZOOM)
        picture, place = self._picture_place(), self._place_at(at)
        grown = now / self._zoom.factor
        off = (at - QPointF(self.rect().center())) / grown
        x = place.x() - off.x() / picture.width() if picture.width() else 0.5
        y = place.y() - off.y() / picture.height() if picture.height() else 0.5
        self.choose(Zoom(now, x, y))

    def pan_by(self, across: float, down: float) -> None:
        """By shares of what is in sight."""
        now = self._zoom
        self.choose(Zoom(now.factor, now.x + across / now.factor, now.y + down / now.factor))

    # --- geometry ---

    def _room(self) -> QRectF:
        return QRectF(self.rect()).adjusted(SPACE.s, SPACE.s, -SPACE.s, -SPACE.s)

    def _picture_place(self) -> QRectF:
        """Where the whole photo would be drawn; much of it may lie out of sight."""
        room = self._room()
        if self._image.isNull():
            return room
        scale = min(room.width() / self._image.width(), room.height() / self._image.height()) * self._zoom.factor
        width, height = self._image.width() * scale, self._image.height() * scale
        middle = room.center()
        return QRectF(middle.x() - self._zoom.x * width, middle.y() - self._zoom.y * height, width, height)

    def _place_at(self, at: QPointF) -> QPointF:
        picture = self._picture_place()
        return QPointF((at.x() - picture.left()) / picture.width(), (at.y() - picture.top()) / picture.height())

    def _kept_in_sight(self, zoom: Zoom) -> Zoom:
        """Not beyond the photo's edges; in the middle where all of it fits."""
        room, picture = self._room(), self._picture_place()
        grown = zoom.factor / self._zoom.factor
        x = _within(zoom.x, room.width() / max(picture.width() * grown, 1))
        return Zoom(zoom.factor, x, _within(zoom.y, room.height() / max(picture.height() * grown, 1)))

    # --- mouse, wheel, gestures ---

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._dragged_from = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        else:
            event.ignore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragged_from is None:
            return
        moved, picture = event.position() - self._dragged_from, self._picture_place()
        self._dragged_from = event.position()
        x, y = self._zoom.x - moved.x() / picture.width(), self._zoom.y - moved.y() / picture.height()
        self.choose(Zoom(self._zoom.factor, x, y))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._dragged_from = None
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._zoom.factor > 1:
            self.choose(Zoom())
        else:
            self.zoom_by(_DOUBLE, event.position())

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.zoom_by(_WHEEL ** event.angleDelta().y(), event.position())
        event.accept()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
            self.zoom_by(1 + event.value(), event.position())
            return True
        if isinstance(event, QGestureEvent):
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture):
                self.zoom_by(pinch.scaleFactor(), QPointF(self.mapFromGlobal(pinch.hotSpot().toPoint())))
                return True
        return super().event(event)

    # --- painting ---

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = self._theme.colours
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.tile))
        painter.drawRoundedRect(self._room(), RADIUS, RADIUS)
        painter.setClipRect(self._room())
        if not self._image.isNull():
            self._draw_photo(painter)
        painter.setClipping(False)
        self._draw_title(painter)
        painter.end()

    def _draw_photo(self, painter: QPainter) -> None:
        painter.drawImage(self._picture_place(), self._image if self._overlay is None else self._overlay)

    def _draw_title(self, painter: QPainter) -> None:
        colours = self._theme.colours
        painter.setFont(font(TYPE.caption))
        metrics = painter.fontMetrics()
        room = round(self._room().width()) - 4 * SPACE.s
        text = metrics.elidedText(self._title, Qt.TextElideMode.ElideMiddle, room)
        pill = QRectF(0, 0, metrics.horizontalAdvance(text) + 2 * SPACE.s, metrics.height() + SPACE.xs)
        pill.moveTopLeft(self._room().topLeft() + QPointF(SPACE.s, SPACE.s))
        fill = QColor(colours.raised)
        fill.setAlpha(228)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
        painter.setPen(QPen(QColor(colours.text)))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)


def _within(place: float, in_sight: float) -> float:
    """`in_sight`: the share of the photo that fits into the pane."""
    half = in_sight / 2
    return 0.5 if in_sight >= 1 else min(max(place, half), 1 - half)
