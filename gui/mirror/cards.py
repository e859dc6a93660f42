"""The parts of the page: titled cards, large numbers, and two cards side by side where there is room."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from gui.base.theme import SPACE
from gui.widgets.controls import label_button, text_button, text_label

translate = QCoreApplication.translate

_BOTH = 720  # px, from which on two cards stand side by side


class Card(QFrame):
    """A title, a line about it, and what it holds."""

    def __init__(self, name: str, title: str, *content: QWidget, about: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("card", True)
        self.setAccessibleName(title)
        self.about = text_label("hint", about)
        self.about.setWordWrap(True)
        self.about.setVisible(bool(about))
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(SPACE.xl, SPACE.l, SPACE.xl, SPACE.xl)
        self.column.setSpacing(SPACE.m)
        heading = QVBoxLayout()
        heading.setSpacing(2)
        heading.addWidget(text_label("query_title", title))
        heading.addWidget(self.about)
        self.column.addLayout(heading)
        for widget in content:
            self.column.addWidget(widget)

    def say(self, sentence: str) -> None:
        """The line about it."""
        self.about.setText(sentence)
        self.about.setVisible(bool(sentence))


class Numbers(QWidget):
    """Large numbers, each with what it counts."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.setObjectName("mirror_numbers")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.xxl)
        self._labels = []
        for _ in range(count):
            number, what = text_label("mirror_number"), text_label("hint")
            column = QVBoxLayout()
            column.setSpacing(0)
            column.addWidget(number)
            column.addWidget(what)
            row.addLayout(column)
            self._labels.append((number, what))
        row.addStretch(1)

    def show_numbers(self, *numbers: tuple[str, str]) -> None:
        """Numbers as they are written, and what they count."""
        for (number, what), (text, word) in zip(self._labels, numbers, strict=True):
            number.setText(text)
            what.setText(word)


class SideBySide(QWidget):
    """A card beside some others, or over them where there is little room."""

    def __init__(self, one: QWidget, *others: QWidget) -> None:
        super().__init__()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(SPACE.l)
        self._row.addWidget(one, 1)
        column = QVBoxLayout()
        column.setSpacing(SPACE.l)
        for other in others:
            column.addWidget(other)
        column.addStretch(1)
        self._row.addLayout(column, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._row.setDirection(across if event.size().width() >= _BOTH else down)


class FactsCard(Card):
    """How much is known of what was worn and paid, and its way out and in.

    Signals:
        saved, opened: a table is wanted, or to be read.
    """

    saved = Signal()
    opened = Signal()

    def __init__(self) -> None:
        super().__init__("mirror_facts_card", translate("FactsCard", "Worn and paid"))
        self._save, self._open = text_button("facts_table_button"), text_button("facts_import_button")
        label_button(self._save, translate("FactsCard", "Save as table…"))
        label_button(self._open, translate("FactsCard", "Take over a table…"))
        row = QHBoxLayout()
        row.setSpacing(SPACE.s)
        row.addWidget(self._save)
        row.addWidget(self._open)
        row.addStretch(1)
        self.column.addLayout(row)
        self._save.clicked.connect(self.saved)
        self._open.clicked.connect(self.opened)

    def show_told(self, told: int, sentence: str) -> None:
        """Of how many garments something is known."""
        how = translate(
            "FactsCard",
            "The key D says that a garment was worn today; “Facts…” in the menu of a photo takes its name, its price "
            "and more.",
        )
        self.say(sentence if told else how)
        self._save.setEnabled(bool(told))
