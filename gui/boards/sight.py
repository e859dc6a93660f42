"""What of a board is in sight: plain reckoning."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRect, QRectF

from gui.boards.pieces import Piece
from gui.gallery.place import Spot

_LEAST, _MOST = 8.0, 1200.0  # px for a board unit
_FIT_MOST = 240.0  # px for a board unit, of a whole board: a single photo does not fill the window
_EDGE = 24.0  # px around a whole board
_NEAR = 8.0  # px from the edge, of what is in sight


@dataclass(frozen=True)
class Sight:
    """`x`, `y`: the middle of what is in sight, in board units; `zoom`: px for one of them; `width`, `height`: of the
    widget, px."""

    x: float = 0.0
    y: float = 0.0
    zoom: float = 160.0
    width: int = 1
    height: int = 1

    @property
    def spot(self) -> Spot:
        return Spot(self.x, self.y, self.zoom)

    def at(self, spot: Spot) -> Sight:
        return replace(self, x=spot.x, y=spot.y, zoom=min(max(spot.zoom, _LEAST), _MOST))

    def resized(self, width: int, height: int) -> Sight:
        """In a widget of another size; the upper left corner stays where it is."""
        x, y = self.x + (width - self.width) / 2 / self.zoom, self.y + (height - self.height) / 2 / self.zoom
        return replace(self, x=x, y=y, width=width, height=height)

    def to_board(self, at: QPointF) -> QPointF:
        return QPointF(self.x + (at.x() - self.width / 2) / self.zoom, self.y + (at.y() - self.height / 2) / self.zoom)

    def to_widget(self, at: QPointF) -> QPointF:
        return QPointF((at.x() - self.x) * self.zoom + self.width / 2, (at.y() - self.y) * self.zoom + self.height / 2)

    def rect(self, box: QRectF) -> QRectF:
        """Of a box in board units, in px."""
        return QRectF(self.to_widget(box.topLeft()), box.size() * self.zoom)

    def frame(self, piece: Piece) -> QRect:
        """Where a piece is drawn. Its size does not hang on its place: a piece that moves stays the same picture."""
        pin = piece.pin
        width = max(1, round(pin.scale * self.zoom))
        height = max(1, round(width / piece.aspect))
        middle = self.to_widget(QPointF(pin.x, pin.y))
        return QRect(round(middle.x() - width / 2), round(middle.y() - height / 2), width, height)

    def moved(self, by: QPointF) -> Sight:
        """By px."""
        return replace(self, x=self.x - by.x() / self.zoom, y=self.y - by.y() / self.zoom)

    def zoomed(self, factor: float, about: QPointF) -> Sight:
        """What lies at this point of the widget stays there."""
        zoom = min(max(self.zoom * factor, _LEAST), _MOST)
        held = self.to_board(about)
        x = held.x() - (about.x() - self.width / 2) / zoom
        y = held.y() - (about.y() - self.height / 2) / zoom
        return replace(self, x=x, y=y, zoom=zoom)

    def fitted(self, box: QRectF) -> Sight:
        """All of it in sight, in the middle."""
        if box.isEmpty():
            return replace(self, x=0.0, y=0.0, zoom=_FIT_MOST)
        across, down = max(1.0, self.width - 2 * _EDGE), max(1.0, self.height - 2 * _EDGE)
        zoom = min(across / box.width(), down / box.height(), _FIT_MOST)
        return replace(self, x=box.center().x(), y=box.center().y(), zoom=max(zoom, _LEAST))

    def showing(self, box: QRectF) -> Sight:
        """Moved no further than it takes to have this in sight."""
        seen, room = self.rect(box), QRectF(0, 0, self.width, self.height).adjusted(_NEAR, _NEAR, -_NEAR, -_NEAR)
        across = max(0.0, room.left() - seen.left()) or min(0.0, room.right() - seen.right())
        down = max(0.0, room.top() - seen.top()) or min(0.0, room.bottom() - seen.bottom())
        return self.moved(QPointF(across, down))
