"""The bar below the photos, shown while several of them are selected: how many, and what can be done with all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from gui.base.theme import SPACE, Theme
from gui.widgets.controls import icon_button, label_button, name_control, show_words, text_label


class Entry(NamedTuple):
    """What can be done with the selected photos.

    name: of its button, `selection_NAME`. key: as the user's system writes it, for the tooltip. do: is given the
    button, above which a menu may open.
    """

    name: str
    icon: str
    text: str
    key: str
    do: Callable[[QWidget], object]


class SelectionBar(QFrame):
    """Shows; what its entries do is said by whoever makes it.

    Signals:
        cleared: nothing is to be selected any more.
    """

    cleared = Signal()

    def __init__(self, theme: Theme, entries: Sequence[Entry]) -> None:
        super().__init__()
        self.setObjectName("selection_bar")
        self._count = text_label("selection_count")
        self._buttons = [self._button(theme, entry) for entry in entries]
        self._clear = icon_button(theme, "selection_clear_button", "cancel")
        name_control(self._clear, self.tr("Select nothing"))
        self._clear.clicked.connect(self.cleared)
        self._lay_out()
        for button in (*self._buttons, self._clear):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard with the photos
        self.hide()

    def _button(self, theme: Theme, entry: Entry) -> QToolButton:
        button = icon_button(theme, f"selection_{entry.name}", entry.icon)
        button.setProperty("icon_only", False)
        label_button(button, entry.text, entry.key)
        button.clicked.connect(lambda: entry.do(button))
        return button

    def _lay_out(self) -> None:
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(SPACE.l + SPACE.s, SPACE.xs, SPACE.m, SPACE.xs)
        row.setSpacing(SPACE.xs)
        row.addWidget(self._count)
        row.addSpacing(SPACE.m)
        for button in self._buttons:
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self._clear)

    def show_count(self, count: int) -> None:
        """How many photos are selected; the bar is there for several."""
        self._count.setText(self.tr("%Ln photos selected", "", count))
        self.setVisible(count > 1)
        self._fit(self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit(event.size().width())
        super().resizeEvent(event)

    def _fit(self, width: int) -> None:
        """In a narrow window the icons must do."""
        for words in (True, False):
            show_words(words, *self._buttons)
            self._row.invalidate()
            if self._row.sizeHint().width() <= width:
                return
