"""The way to the photo before and after: arrows at the edges of what is seen."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize
from PySide6.QtWidgets import QToolButton, QWidget

from gui.base.theme import SPACE, Theme
from gui.widgets.controls import icon_button, name_control

translate = QCoreApplication.translate

_SIDE = 36  # px


class Edges(QObject):
    """Two round buttons over `covered`, at its left and right edge."""

    def __init__(self, theme: Theme, covered: QWidget) -> None:
        super().__init__(covered)
        self._covered = covered
        self.previous = self._button(theme, "previous_button", "previous")
        self.next = self._button(theme, "next_button", "next")
        name_control(self.previous, translate("Edges", "Previous"), translate("Edges", "Left"))
        name_control(self.next, translate("Edges", "Next"), translate("Edges", "Right"))
        covered.installEventFilter(self)

    def _button(self, theme: Theme, name: str, icon: str) -> QToolButton:
        button = icon_button(theme, name, icon)
        button.setParent(self._covered)
        button.setProperty("edge", True)
        button.setFixedSize(QSize(_SIDE, _SIDE))
        return button

    def show_ways(self, before: bool, after: bool) -> None:
        """Whether there are photos before and after."""
        for button, wanted in ((self.previous, before), (self.next, after)):
            button.setEnabled(wanted)
            button.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            room, middle = self._covered.rect(), (self._covered.height() - _SIDE) // 2
            self.previous.move(room.left() + 2 * SPACE.s, middle)
            self.next.move(room.right() - 2 * SPACE.s - _SIDE + 1, middle)
        return False
