"""Pieces of a page that can be clicked, among which arrows walk; the Tab key leads to one of them, and then on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from gui.widgets.flow import FlowLayout

_STEPS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}


class Piece(QAbstractButton):
    """One of them; it draws itself.

    Attributes:
        leads_to: what a click does. path: its photo, empty where it has none.

    Signals:
        stepped: an arrow key, to the right and down. went: the keyboard is here now. previewed: its photo is to be seen
            large. menu_wanted: that of its photo, and where, in global coordinates.
    """

    stepped = Signal(int, int)
    went = Signal()
    previewed = Signal(object)
    menu_wanted = Signal(object, QPoint)

    def __init__(self) -> None:
        super().__init__()
        self.leads_to: Callable[[], object] = bool
        self.path = ""
        self.clicked.connect(lambda: self.leads_to())
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def active(self) -> bool:
        """Whether the mouse or the keyboard is here."""
        return self.hasFocus() or self.underMouse()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key = Qt.Key(event.key())
        if plain and key in _STEPS:
            self.stepped.emit(*_STEPS[key])
        elif plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif plain and key == Qt.Key.Key_Space and self.path:
            self.previewed.emit(self.path)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.went.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        if self.path:
            self.menu_wanted.emit(self.path, self.mapToGlobal(self.rect().center()) if by_key else event.globalPos())


P = TypeVar("P", bound=Piece)


class Walk(QWidget, Generic[P]):
    """Pieces of one sort, in a row that breaks or in a column; as many are made as were ever needed.

    Signals:
        went: the piece where the keyboard is now. previewed, menu_wanted: those of its pieces.
    """

    went = Signal(QWidget)
    previewed = Signal(object)
    menu_wanted = Signal(object, QPoint)

    def __init__(self, name: str, make: Callable[[], P], gap: int, *, column: bool = False) -> None:
        super().__init__()
        self.setObjectName(name)
        self._make = make
        self._pieces: list[P] = []
        self._count = 0
        self._current = 0
        self._rows: QVBoxLayout | FlowLayout
        if column:
            self._rows = QVBoxLayout(self)
            self._rows.setContentsMargins(0, 0, 0, 0)
            self._rows.setSpacing(gap)
        else:
            self._rows = FlowLayout(self, gap)

    @property
    def pieces(self) -> Sequence[P]:
        """Those that are shown."""
        return self._pieces[: self._count]

    def show_pieces(self, count: int) -> Sequence[P]:
        """So many of them, which the caller fills."""
        while len(self._pieces) < count:
            piece = self._make()
            piece.stepped.connect(self._on_stepped)
            piece.went.connect(self._on_went)
            piece.previewed.connect(self.previewed)
            piece.menu_wanted.connect(self.menu_wanted)
            self._pieces.append(piece)
            self._rows.addWidget(piece)
        self._count = count
        for at, piece in enumerate(self._pieces):
            piece.setVisible(at < count)
        self._enter(min(self._current, max(0, count - 1)))
        self._rows.invalidate()
        self.updateGeometry()
        return self.pieces

    def _enter(self, at: int) -> None:
        """Where the Tab key leads."""
        self._current = at
        for number, piece in enumerate(self._pieces):
            tab = Qt.FocusPolicy.StrongFocus if number == at else Qt.FocusPolicy.ClickFocus
            piece.setFocusPolicy(tab)

    @Slot()
    def _on_went(self) -> None:
        piece = self.sender()
        if piece in self._pieces:
            self._enter(self._pieces.index(piece))
            self.went.emit(piece)

    @Slot(int, int)
    def _on_stepped(self, across: int, down: int) -> None:
        at = self._current + across if across else self._in_line(down)
        if 0 <= at < self._count:
            self._pieces[at].setFocus(Qt.FocusReason.TabFocusReason)

    def _in_line(self, down: int) -> int:
        """The piece above or below: of the next line the one that is nearest; the same where there is none."""
        here = self._pieces[self._current].geometry().center()
        places = [(at, piece.geometry().center() - here) for at, piece in enumerate(self.pieces)]
        height = self._pieces[self._current].height() / 2
        there = [(abs(by.y()), abs(by.x()), at) for at, by in places if by.y() * down > height]
        return min(there)[2] if there else self._current
