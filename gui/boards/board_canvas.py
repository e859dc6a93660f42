"""A board as it is drawn: its pieces, and around those that are selected a frame with handles."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from core.wardrobe.identity import Identity
from gui.base.theme import RADIUS, Theme
from gui.base.work import Work
from gui.boards.pictures import BoardPictures, CutOut
from gui.boards.pieces import Piece, bounds, piece_at
from gui.boards.sight import Sight
from gui.gallery.place import Spot
from gui.gallery.thumbnails import ThumbnailLoader

HANDLE = 9  # px, a side
_SETTLE_MS = 30  # from a movement to the question for thumbnails
_AROUND = HANDLE + 3  # px around a piece that its frame may take
_FAINT = 70  # of 255
_DOTS = 26.0  # px from dot to dot of the ground, at least


class BoardCanvas(QWidget):
    """Draws what it is told; gui.boards.board_view adds what mouse and keys do."""

    def __init__(self, theme: Theme, loader: ThumbnailLoader, cut_out: CutOut, work: Work) -> None:
        super().__init__()
        self._theme = theme
        self.pictures = BoardPictures(theme, loader, cut_out, work, self)
        self._pieces: tuple[Piece, ...] = ()  # from the bottom up
        self._selected: frozenset[Identity] = frozenset()
        self._current: Identity | None = None
        self._hovered: Identity | None = None
        self._sight = Sight()
        self._fits = True  # all of it stays in sight until the user goes elsewhere
        self._sought: Spot | None = None  # what is to be in sight, however large the window is by then
        self._band: QRect | None = None  # that is being drawn around pieces
        self._settle = QTimer(self, interval=_SETTLE_MS, singleShot=True)
        self._settle.timeout.connect(self._want)
        self.pictures.came.connect(self._on_came)
        theme.changed.connect(self.update)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    # --- what is shown ---

    @property
    def pieces(self) -> tuple[Piece, ...]:
        return self._pieces

    @property
    def sight(self) -> Sight:
        return self._sight

    @property
    def spot(self) -> Spot | None:
        """What is in sight; None for all of it."""
        return None if self._fits else self._sight.spot

    @property
    def selected(self) -> tuple[Piece, ...]:
        """From the bottom up."""
        return tuple(piece for piece in self._pieces if piece.photo in self._selected)

    @property
    def current(self) -> Piece | None:
        """Where the keyboard is."""
        return next((piece for piece in self._pieces if piece.photo == self._current), None)

    def show_pieces(self, pieces: Sequence[Piece]) -> None:
        """From the bottom up."""
        there = frozenset(piece.photo for piece in pieces)
        self._pieces = tuple(pieces)
        self._selected &= there
        if self._current not in there:
            self._current = None
        self._settle_sight()
        self._moved()

    def look_at(self, spot: Spot | None) -> None:
        """None: all of it."""
        self._fits, self._sought = spot is None, spot
        if spot is None:
            self._sight = self._sight.fitted(bounds(self._pieces))
        else:
            self._sight = self._sight.at(spot)
        self._moved()

    def _go(self, sight: Sight) -> None:
        """The user goes there."""
        self._fits, self._sought, self._sight = False, None, sight
        self._moved()

    def _settle_sight(self) -> None:
        """What is in somebody's hand stays where it is, though a bar may come or go below."""
        self._sight = self._sight.resized(self.width(), self.height())
        if self._fits and not self._selected:
            self._sight = self._sight.fitted(bounds(self._pieces))
        elif self._sought is not None:
            self._sight = self._sight.at(self._sought)

    def _moved(self) -> None:
        """Something else may be in sight. A timer under way goes on: a long pan would have no thumbnails otherwise."""
        self.update()
        if not self._settle.isActive():
            self._settle.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle_sight()
        self._moved()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._moved()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    # --- where things are ---

    def frame_of(self, piece: Piece) -> QRect:
        return self._sight.frame(piece)

    def piece_at(self, at: QPointF) -> Piece | None:
        """The uppermost one under a point of the widget."""
        return piece_at(self._pieces, self._sight.to_board(at))

    def middle_of(self, piece: Piece | None) -> QPoint:
        """In global coordinates; of the board for None, and for a piece that is out of sight."""
        at = self.rect().center() if piece is None else self.frame_of(piece).center()
        return self.mapToGlobal(at if self.rect().contains(at) else self.rect().center())

    def frame_of_selected(self) -> QRect:
        """Around all selected pieces, in px; an empty one for none."""
        whole = QRect()
        for piece in self.selected:
            whole = whole.united(self.frame_of(piece))
        return whole

    def handles(self) -> list[QRect]:
        """At the corners of what is selected: upper left, upper right, lower left, lower right."""
        frame = self.frame_of_selected()
        if frame.isEmpty():
            return []
        corners = frame.topLeft(), frame.topRight(), frame.bottomLeft(), frame.bottomRight()
        shift, size = QPoint(HANDLE // 2, HANDLE // 2), QSize(HANDLE, HANDLE)
        return [QRect(corner - shift, size) for corner in corners]

    def _around(self, pieces: Collection[Piece]) -> QRect:
        """What to paint anew where these are, and the frame around what is selected."""
        whole = self.frame_of_selected()
        for piece in pieces:
            whole = whole.united(self.frame_of(piece))
        return whole.adjusted(-_AROUND, -_AROUND, _AROUND, _AROUND)

    # --- thumbnails ---

    @Slot()
    def _want(self) -> None:
        """Those in sight, from the middle outwards."""
        if not self.isVisible():
            return
        ratio, middle = self.devicePixelRatioF(), self.rect().center()
        frames = [(piece, self.frame_of(piece)) for piece in self._pieces]
        seen = [one for one in frames if one[1].intersects(self.rect())]
        seen.sort(key=lambda one: (one[1].center() - middle).manhattanLength())
        self.pictures.want([(piece, max(frame.width(), frame.height()) * ratio) for piece, frame in seen])

    @Slot(object)
    def _on_came(self, path: str) -> None:
        for piece in self._pieces:
            if piece.path == path:
                self.update(self.frame_of(piece))

    # --- drawing ---

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, dirty = QPainter(self), event.rect()
        painter.fillRect(dirty, QColor(self._theme.colours.hover))  # black and white clothes are both seen on it
        self._draw_ground(painter, dirty)
        self.pictures.begin()
        for piece in self._pieces:
            frame = self.frame_of(piece)
            if frame.intersects(dirty):
                self.pictures.draw(painter, piece, frame)
        self._draw_frames(painter)
        painter.end()
        if self.pictures.rough:
            QTimer.singleShot(0, self, self.update)

    def _draw_ground(self, painter: QPainter, dirty: QRect) -> None:
        """Dots that go along, so that it can be seen how far a board is moved."""
        step = self._sight.zoom / 2
        while step < _DOTS:
            step *= 2
        start = self._sight.to_widget(QPointF(0, 0))
        dots = QColor(self._theme.colours.muted)
        dots.setAlpha(_FAINT)
        painter.setPen(QPen(dots, 2))
        left, top = (start.x() - dirty.left()) % step, (start.y() - dirty.top()) % step
        across = [dirty.left() + left + step * number for number in range(int(dirty.width() / step) + 1)]
        down = [dirty.top() + top + step * number for number in range(int(dirty.height() / step) + 1)]
        painter.drawPoints([QPointF(x, y) for y in down for x in across])

    def _draw_frames(self, painter: QPainter) -> None:
        colours = self._theme.colours
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for piece in self._pieces:
            if piece.photo in self._selected:
                self._draw_frame(painter, piece, QPen(QColor(colours.accent), 2))
            elif piece.photo == self._hovered or (piece.photo == self._current and self.hasFocus()):
                self._draw_frame(painter, piece, QPen(QColor(colours.muted), 1))
        painter.setPen(QPen(QColor(colours.accent), 1.5))
        painter.setBrush(QColor(colours.raised))
        for handle in self.handles():
            painter.drawRoundedRect(QRectF(handle), 2, 2)
        if self._band is not None:
            veil = QColor(colours.accent)
            veil.setAlpha(40)
            painter.setBrush(veil)
            painter.drawRect(self._band)

    def _draw_frame(self, painter: QPainter, piece: Piece, pen: QPen) -> None:
        painter.setPen(pen)
        edge = pen.widthF() / 2
        painter.drawRoundedRect(QRectF(self.frame_of(piece)).adjusted(-edge, -edge, edge, edge), RADIUS / 2, RADIUS / 2)
