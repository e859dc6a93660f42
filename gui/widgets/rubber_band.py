"""A box on a photo that mouse and keys draw, move and resize. All places are shares of the photo, 0 to 1."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF

from core.search.query import Shares

SMALLEST = 0.05
_REACH = 14  # px: how near the mouse must come to a handle
_FIRST = QRectF(0.25, 0.25, 0.5, 0.5)  # where the keyboard begins

Grip = tuple[int, int]  # which edges follow the mouse: -1, 0, 1 across and down


class RubberBand:
    """The box, null while there is none, and what the mouse does with it."""

    def __init__(self, part: Shares | None = None) -> None:
        self.box = QRectF() if part is None else QRectF(*part)
        self._grip: Grip | None = None
        self._moving = False
        self._anchor = QPointF()

    @property
    def part(self) -> Shares | None:
        box = self.box
        if box.isNull():
            return None
        return round(box.left(), 4), round(box.top(), 4), round(box.width(), 4), round(box.height(), 4)

    @property
    def busy(self) -> bool:
        """Whether the mouse holds it."""
        return self._grip is not None or self._moving

    @property
    def grip(self) -> Grip | None:
        return self._grip

    def press(self, at: QPointF, grip: Grip | None, inside: bool) -> None:
        """Take a handle, or the box itself, or begin a new box."""
        self._anchor, self._grip, self._moving = at, grip, inside and grip is None
        if not self.busy:
            self._grip = (1, 1)
            self.box = QRectF(at, at)

    def drag(self, at: QPointF) -> None:
        if self._moving:
            self.move(at - self._anchor)
            self._anchor = at
        elif self._grip is not None:
            self._pull(at, *self._grip)

    def _pull(self, at: QPointF, across: int, down: int) -> None:
        """Edges that are pulled past each other change roles."""
        box = QRectF(self.box)
        (box.setLeft if across < 0 else box.setRight)(at.x() if across else box.right())
        (box.setTop if down < 0 else box.setBottom)(at.y() if down else box.bottom())
        self._grip = (-across if box.width() < 0 else across, -down if box.height() < 0 else down)
        self.box = box.normalized()

    def release(self) -> None:
        self._grip, self._moving = None, False

    @property
    def is_a_click(self) -> bool:
        """Too small to be meant as a box."""
        return min(self.box.width(), self.box.height()) < SMALLEST

    def begin(self) -> None:
        self.box = QRectF(_FIRST)

    def move(self, by: QPointF) -> None:
        """Not out of the photo."""
        left = min(max(self.box.left() + by.x(), 0), 1 - self.box.width())
        self.box.moveTo(left, min(max(self.box.top() + by.y(), 0), 1 - self.box.height()))

    def grow(self, by: QPointF) -> None:
        """By its right and lower edge."""
        self.box.setWidth(min(max(self.box.width() + by.x(), SMALLEST), 1 - self.box.left()))
        self.box.setHeight(min(max(self.box.height() + by.y(), SMALLEST), 1 - self.box.top()))


def handles(box: QRectF) -> list[tuple[Grip, QPointF]]:
    """The eight handles of a box, wherever it is drawn."""
    middle = box.center()
    xs, ys = {-1: box.left(), 0: middle.x(), 1: box.right()}, {-1: box.top(), 0: middle.y(), 1: box.bottom()}
    return [((x, y), QPointF(xs[x], ys[y])) for x in xs for y in ys if x or y]


def grip_at(box: QRectF, at: QPointF) -> Grip | None:
    """The handle of a drawn box that is near a point, both in px."""
    if box.isNull():
        return None
    distance, grip = min(((place - at).manhattanLength(), grip) for grip, place in handles(box))
    return grip if distance <= _REACH else None
