"""A board as mouse, wheel and fingers use it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt, Signal, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QGestureEvent, QPinchGesture

from gui.base.theme import Theme
from gui.base.work import Work
from gui.boards.board_hands import BoardHands
from gui.boards.pictures import CutOut
from gui.boards.pieces import Piece, moved, scaled
from gui.gallery.thumbnails import ThumbnailLoader

_PINCH = Qt.GestureType.PinchGesture
_WHEEL = 1.0018  # by an eighth of a degree
_KEY_ZOOM = 1.3
_OTHER_BUTTONS = (Qt.MouseButton.BackButton, Qt.MouseButton.ForwardButton)
_ADDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
_SLANTS = (  # of the handles
    *(Qt.CursorShape.SizeFDiagCursor, Qt.CursorShape.SizeBDiagCursor),
    *(Qt.CursorShape.SizeBDiagCursor, Qt.CursorShape.SizeFDiagCursor),
)


@dataclass
class _Drag:
    """From the press of a button to its release. `pieces`: as they were; `about`: what stays where it is, in board
    units, and `corner` the one that follows the mouse."""

    does: Literal["pan", "band", "move", "scale"]
    start: QPointF
    last: QPointF
    pieces: tuple[Piece, ...] = ()
    about: QPointF | None = None
    corner: QPointF | None = None
    on: Piece | None = None
    begun: bool = False


class BoardMouse(BoardHands):
    """Signals, with a path where nothing else is said:
    searched: a double click, or Enter. previewed: the user wants to see it large. menu_wanted: also where, in global
        coordinates. carried: the selected pieces were dragged out of the board; where, in global coordinates.
    """

    searched = Signal(object)
    previewed = Signal(object)
    menu_wanted = Signal(object, QPoint)
    carried = Signal(QPoint)

    def __init__(
        self, theme: Theme, loader: ThumbnailLoader, cut_out: CutOut, work: Work, caption: Callable[[str], str]
    ) -> None:
        super().__init__(theme, loader, cut_out, work, caption)
        self.setMouseTracking(True)
        self.grabGesture(_PINCH)
        self._drag: _Drag | None = None

    # --- zoom ---

    def zoom_by(self, factor: float, about: QPointF | None = None) -> None:
        """About a point, or the middle."""
        about = QPointF(self.width() / 2, self.height() / 2) if about is None else about
        self._go(self._sight.zoomed(factor, about))

    @Slot()
    def zoom_in(self) -> None:
        self.zoom_by(_KEY_ZOOM)

    @Slot()
    def zoom_out(self) -> None:
        self.zoom_by(1 / _KEY_ZOOM)

    @Slot()
    def show_all(self) -> None:
        self.look_at(None)

    def pan(self, by: QPointF) -> None:
        """By px."""
        self._go(self._sight.moved(by))

    def wheelEvent(self, event: QWheelEvent) -> None:
        factor = _WHEEL ** (event.angleDelta().y() or event.angleDelta().x())
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and self._selected:
            self.scale_by(factor)
        else:
            self.zoom_by(factor, event.position())
        event.accept()

    def event(self, event: QEvent) -> bool:
        """Fingers zoom."""
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
            self.zoom_by(1 + event.value(), self.mapFromGlobal(event.globalPosition()))
            return True
        if isinstance(event, QGestureEvent) and isinstance(pinch := event.gesture(_PINCH), QPinchGesture):
            self._pinch(pinch)
            return True
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._moved()
        return super().event(event)

    def _pinch(self, pinch: QPinchGesture) -> None:
        """What lies between the fingers stays there; the one that came first had pressed the mouse, too."""
        if (drag := self._drag) is not None:
            self.put_back(drag.pieces)
            self._let_go()
        if pinch.state() in (Qt.GestureState.GestureStarted, Qt.GestureState.GestureUpdated):
            now, before = (self.mapFromGlobal(at) for at in (pinch.centerPoint(), pinch.lastCenterPoint()))
            self.pan(now - before)
            self.zoom_by(pinch.scaleFactor(), now)

    # --- mouse ---

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() in _OTHER_BUTTONS:
            event.ignore()  # the window goes back and forward
            return
        self.finish()
        self._sought = None
        at = event.position()
        if event.button() == Qt.MouseButton.MiddleButton:
            self._drag = _Drag("pan", at, at)
        elif event.button() == Qt.MouseButton.LeftButton:
            self._drag = self._pressed(at, event.modifiers())

    def _pressed(self, at: QPointF, keys: Qt.KeyboardModifier) -> _Drag | None:
        handle = self._handle_at(at)
        if handle is not None:
            corners = [self._sight.to_board(QPointF(one.center())) for one in self.handles()]
            return _Drag("scale", at, at, self.selected, corners[3 - handle], corners[handle])
        piece = self.piece_at(at)
        if piece is None:
            return _Drag("band" if keys & _ADDS else "pan", at, at)
        if keys & _ADDS:
            self.toggle(piece)
            return None
        if piece.photo not in self._selected:
            self.select([piece.photo], piece.photo)
        self._make_current(piece.photo)
        return _Drag("move", at, at, self.selected, on=piece)

    def _handle_at(self, at: QPointF) -> int | None:
        near = 3
        grown = (one.adjusted(-near, -near, near, near) for one in self.handles())
        return next((number for number, one in enumerate(grown) if one.contains(at.toPoint())), None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        drag, at = self._drag, event.position()
        if drag is None:
            self._hover(at)
            return
        if not drag.begun:
            if (at - drag.start).manhattanLength() < QApplication.startDragDistance():
                return
            self._begin(drag)
        self._go_on(drag, at)
        drag.last = at

    def _begin(self, drag: _Drag) -> None:
        drag.begun = True
        if drag.does == "move":
            self.raise_selected()
        if drag.does in ("move", "pan"):
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def _go_on(self, drag: _Drag, at: QPointF) -> None:
        if drag.does == "pan":
            self.pan(at - drag.last)
        elif drag.does == "move":
            self.hold(moved(drag.pieces, (at - drag.start) / self._sight.zoom))
        elif drag.does == "band":
            before, self._band = self._band or QRect(), QRect(drag.start.toPoint(), at.toPoint()).normalized()
            self.update(before.united(self._band).adjusted(-2, -2, 2, 2))
        elif drag.about is not None and drag.corner is not None:
            across, whole = self._sight.to_board(at) - drag.about, drag.corner - drag.about
            along = QPointF.dotProduct(across, whole) / max(QPointF.dotProduct(whole, whole), 1e-9)
            self.hold(scaled(drag.pieces, max(along, 0.01), drag.about))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        drag = self._drag
        if drag is None or event.button() == Qt.MouseButton.RightButton:
            return
        self._let_go()
        if drag.does == "band":
            self._select_in(QRect(drag.start.toPoint(), event.position().toPoint()).normalized())
        elif drag.does == "move" and drag.begun and not self.rect().contains(event.position().toPoint()):
            self.put_back(drag.pieces)
            self.carried.emit(event.globalPosition().toPoint())
        elif not drag.begun:
            self._clicked(drag)
        self.finish()

    def _clicked(self, drag: _Drag) -> None:
        if drag.on is not None:
            self.select([drag.on.photo], drag.on.photo)
            self.uncover_selected()
        elif drag.does == "pan":
            self.release()

    def _select_in(self, band: QRect) -> None:
        """What the rectangle touches, beside what was selected."""
        found = [piece.photo for piece in self._pieces if self.frame_of(piece).intersects(band)]
        self.select(self._selected | frozenset(found), found[-1] if found else None)

    def _let_go(self) -> None:
        self._drag, self._band = None, None
        self.unsetCursor()
        self.update()

    def _hover(self, at: QPointF) -> None:
        handle, piece = self._handle_at(at), self.piece_at(at)
        self.setCursor(Qt.CursorShape.ArrowCursor if handle is None else _SLANTS[handle])
        hovered = None if piece is None else piece.photo
        if hovered != self._hovered:
            self._hovered = hovered
            self.setToolTip("" if piece is None else self._caption(piece.path))
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = None
        self.update()
        super().leaveEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        piece = self.piece_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and piece is not None and not event.modifiers() & _ADDS:
            self.searched.emit(piece.path)
        else:
            self.mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        piece = self.current if by_key else self.piece_at(QPointF(event.pos()))
        if piece is None:
            return
        if piece.photo not in self._selected:
            self.select([piece.photo], piece.photo)
        self._make_current(piece.photo)
        self.menu_wanted.emit(piece.path, self.middle_of(piece) if by_key else event.globalPos())
