"""The suggestions of one kind: a heading, and below it a line of cards."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.outfits.suggesting import Suggestion
from gui.base.texts import kind_label
from gui.base.theme import SPACE
from gui.outfits.card import Card
from gui.widgets.controls import text_label


class Section(QWidget):
    """The suggestions of one kind, as many as fit on a line. Its cards are kept for the next garment: to make a hundred
    takes a while."""

    def __init__(self, kind: str, make: Callable[[], Card], show: Callable[[Card, Suggestion], object]) -> None:
        super().__init__()
        self.setObjectName(f"outfit_kind_{kind}")
        self._make = make
        self._show = show
        self._found: tuple[Suggestion, ...] = ()
        self._all: list[Card] = []
        self._fitting = 0
        self._row = QHBoxLayout()
        self._row.setSpacing(SPACE.s)
        self._row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, SPACE.m)
        column.setSpacing(SPACE.xs)
        column.addWidget(text_label("section_title", kind_label(kind)))
        column.addLayout(self._row)

    @property
    def cards(self) -> list[Card]:
        """Those that are seen."""
        return self._all[: min(self._fitting, len(self._found))]

    def show_suggestions(self, found: tuple[Suggestion, ...], columns: int, width: int) -> None:
        """The first of them, in so many columns of a width in px."""
        self._found, self._fitting = found, columns
        while len(self._all) < min(columns, len(found)):
            card = self._make()
            self._row.insertWidget(len(self._all), card)
            self._all.append(card)
        for card, one in zip(self._all, found[:columns], strict=False):
            card.set_width(width)
            self._show(card, one)
        for card in self._all:
            card.setVisible(card in self.cards)
        self.setVisible(bool(found))

    def lacks(self, found: tuple[Suggestion, ...], columns: int) -> int:
        """How many cards would have to be made to show these."""
        return max(0, min(columns, len(found)) - len(self._all))

    def fit(self, columns: int, width: int) -> None:
        """There is room for more, or for less."""
        self.show_suggestions(self._found, columns, width)
