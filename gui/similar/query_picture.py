"""The query photo, large: a box can be drawn on one garment, and a colour picked from it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFocusEvent, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy

from core.search.query import Shares
from gui.base.keys import command
from gui.base.theme import RADIUS, Theme
from gui.similar.picture_marks import draw_box, draw_spot
from gui.widgets.rubber_band import RubberBand, grip_at

_LOWEST = 110  # px
_STEP = 0.02  # of the photo, by an arrow key
_SEARCH_MS = 700  # after the last key; while typing nobody wants a search
_PICK = 2  # px around the picked one that are averaged
_ARROWS = {
    Qt.Key.Key_Left: QPointF(-_STEP, 0),
    Qt.Key.Key_Right: QPointF(_STEP, 0),
    Qt.Key.Key_Up: QPointF(0, -_STEP),
    Qt.Key.Key_Down: QPointF(0, _STEP),
}


class QueryPicture(QFrame):
    """Shows a photo. With the mouse: draw a box, move it, pull its handles. With keys: Enter begins or searches,
    arrows move, Shift+arrows resize, Delete removes it.

    Signals:
        boxed: Shares of the photo, or None when the box was removed. picked: "#rrggbb". picking_ended.
    """

    boxed = Signal(object)
    picked = Signal(str)
    picking_ended = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._picking = False  # first of all, because events come while this is being made
        self.setObjectName("query_picture")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._theme = theme
        self._image = QImage()
        self._band = RubberBand()
        self._sent: Shares | None = None
        self._room = 340
        self._taken = 0
        self._spot = QPointF(0.5, 0.5)  # where a colour would be picked
        self._search = QTimer(self, interval=_SEARCH_MS, singleShot=True)
        self._search.timeout.connect(self._send)
        theme.changed.connect(self.update)

    # --- what is shown ---

    def show_photo(self, image: QImage, box: Shares | None) -> None:
        self._image = image
        self._sent = box
        self._band = RubberBand(box)
        self._search.stop()
        self._fit()
        self.update()

    @property
    def is_being_drawn(self) -> bool:
        """Whether the user is at work on the box."""
        return self._band.busy or self._search.isActive()

    def sizeHint(self) -> QSize:
        return QSize(260, 300)

    def set_room(self, height: int, taken: int) -> None:
        """How high it may become, and how much of that something below takes from it."""
        self._room, self._taken = height, taken
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As high as the photo needs at this width, within bounds."""
        if not self._image.isNull():
            height = self.width() * self._image.height() / self._image.width()
            self.setFixedHeight(round(max(_LOWEST, min(height, self._room) - self._taken)))

    def _picture_place(self) -> QRectF:
        """Where the photo is drawn."""
        if self._image.isNull():
            return QRectF(self.rect())
        size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        left, top = (self.width() - size.width()) / 2, (self.height() - size.height()) / 2
        return QRectF(left, top, size.width(), size.height())

    def _on_screen(self, box: QRectF) -> QRectF:
        picture = self._picture_place()
        left, top = picture.left() + box.left() * picture.width(), picture.top() + box.top() * picture.height()
        return QRectF(left, top, box.width() * picture.width(), box.height() * picture.height())

    def _in_photo(self, at: QPointF) -> QPointF:
        picture = self._picture_place()
        across, down = (at.x() - picture.left()) / picture.width(), (at.y() - picture.top()) / picture.height()
        return QPointF(min(max(across, 0), 1), min(max(down, 0), 1))

    # --- the box ---

    @property
    def _drawn(self) -> QRectF:
        return QRectF() if self._band.box.isNull() else self._on_screen(self._band.box)

    def clear_box(self) -> None:
        self._band = RubberBand()
        self._send()
        self.update()

    def begin_box(self) -> None:
        """A box in the middle, for the keyboard to go on with."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._band.box.isNull():
            self._band.begin()
            self._search.start()
            self.update()

    def settle(self) -> None:
        """Do not wait for further keys."""
        if self._search.isActive():
            self._send()

    def _send(self) -> None:
        self._search.stop()
        if self._band.part != self._sent:
            self._sent = self._band.part
            self.boxed.emit(self._sent)

    # --- mouse ---

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._image.isNull():
            event.ignore()
            return
        at = event.position()
        if self._picking:
            self._spot = self._in_photo(at)
            self._pick()
            return
        self._band.press(self._in_photo(at), grip_at(self._drawn, at), self._drawn.contains(at))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = self._in_photo(event.position())
        if self._picking:
            self._spot = at
        else:
            self._band.drag(at)
        self._show_cursor(event.position())
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._band.busy:
            self._band.release()
            if self._band.is_a_click:
                self._band = RubberBand(self._sent)
            self._send()
            self.update()

    def _show_cursor(self, at: QPointF) -> None:
        shapes = {
            0: Qt.CursorShape.SizeVerCursor,
            1: Qt.CursorShape.SizeFDiagCursor,
            -1: Qt.CursorShape.SizeBDiagCursor,
        }
        grip = None if self._picking else self._band.grip or grip_at(self._drawn, at)
        if grip is not None and grip[1] == 0:
            self.setCursor(Qt.CursorShape.SizeHorCursor)
        elif grip is not None:
            self.setCursor(shapes[grip[0] * grip[1]])
        elif not self._picking and self._drawn.contains(at):
            self.setCursor(Qt.CursorShape.SizeAllCursor)
        else:
            self.setCursor(Qt.CursorShape.CrossCursor)

    # --- keys ---

    def event(self, event: QEvent) -> bool:
        """Takes its keys before the shortcuts of the window do, which mean something else by them."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._wants(event):
            event.accept()
            return True
        return super().event(event)

    def _wants(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape:
            return self._picking
        return command(event, "box") == "remove"

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _ARROWS.get(Qt.Key(event.key()))
        if self._image.isNull() or not (self._press(event) if step is None else self._step(step, event)):
            super().keyPressEvent(event)

    def _press(self, event: QKeyEvent) -> bool:
        name = command(event, "box")
        if name == "begin":
            self._enter()
        elif name == "remove":
            self.clear_box()
        elif event.key() == Qt.Key.Key_Escape and self._picking:
            self.pick_colour(False)
        else:
            return False
        return True

    def _enter(self) -> None:
        if self._picking:
            self._pick()
        elif self._band.part is None:
            self.begin_box()
        else:
            self._send()

    def _step(self, step: QPointF, event: QKeyEvent) -> bool:
        if self._picking:
            at = self._spot + step
            self._spot = QPointF(min(max(at.x(), 0), 1), min(max(at.y(), 0), 1))
        elif self._band.part is None:
            return False
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._band.grow(step)
        else:
            self._band.move(step)
        if not self._picking:
            self._search.start()
        self.update()
        return True

    # --- picking a colour ---

    def pick_colour(self, picking: bool) -> None:
        """Let the next click, or arrows and Enter, pick a colour."""
        if picking == self._picking:
            return
        self._picking = picking
        self.setCursor(Qt.CursorShape.CrossCursor)
        if picking:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.picking_ended.emit()
        self.update()

    def _pick(self) -> None:
        colour = self._colour_at(self._spot)
        self.pick_colour(False)
        self.picked.emit(colour)

    def _colour_at(self, spot: QPointF) -> str:
        """The mean colour around a place of the photo."""
        x, y = round(spot.x() * (self._image.width() - 1)), round(spot.y() * (self._image.height() - 1))
        reach = range(-_PICK, _PICK + 1)
        places = [(x + across, y + down) for across in reach for down in reach]
        colours = [self._image.pixelColor(*place) for place in places if self._image.valid(*place)]
        sums = [sum(channel) for channel in zip(*((c.red(), c.green(), c.blue()) for c in colours), strict=True)]
        return QColor(*(round(one / len(colours)) for one in sums)).name()

    # --- painting ---

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.colours.tile))
        painter.drawRoundedRect(self.rect(), RADIUS, RADIUS)
        if not self._image.isNull():
            painter.drawImage(self._picture_place(), self._image)
        if self._band.part:
            draw_box(painter, self._drawn, self._picture_place())
        if self._picking:
            at = self._on_screen(QRectF(self._spot, self._spot)).topLeft()
            draw_spot(painter, at, self._colour_at(self._spot), self._theme.colours, self.height())
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self._theme.colours.accent), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS, RADIUS)
        painter.end()
