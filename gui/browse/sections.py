"""A part of the sidebar: the choices of one facet, with their counts."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.browse.facets import Facet
from core.browse.shelf import Choice, Filters
from core.wardrobe.collected import Collections
from gui.base.theme import SPACE, Theme
from gui.widgets.controls import text_label
from gui.widgets.filter_buttons import ColourButton, FilterRow


class Section(QWidget):
    """Buttons under a title, if it has one; what no photo has at all is not shown, unless the section is `lasting`.

    Attributes:
        buttons: of the choices; their place in the layout `content` is up to who adds them.

    Signals:
        toggled: a Choice was clicked.
    """

    toggled = Signal(Choice)

    def __init__(self, title: str, *tools: QWidget, lasting: bool = False) -> None:
        """`tools` stand beside the title."""
        super().__init__()
        self._lasting = lasting
        self.buttons: dict[Choice, FilterRow | ColourButton] = {}
        column, self.content = QVBoxLayout(self), QVBoxLayout()
        column.setContentsMargins(0, 0, 0, SPACE.l)
        column.setSpacing(SPACE.xs)
        self.content.setSpacing(0)
        if title:
            column.addLayout(_head(title, tools))
        column.addLayout(self.content)

    def take(self, button: FilterRow | ColourButton) -> None:
        self.buttons[button.choice] = button
        button.clicked.connect(self._on_clicked)

    def show_folders(self, folders: tuple[str, ...], offline: frozenset[str], emptied: frozenset[str]) -> None:
        """The folders of the library; of those `offline` some may have been `emptied`."""

    def show_collections(self, collections: Collections) -> None:
        """Those of the user."""

    def show_chosen(self, chosen: Filters) -> None:
        for choice, button in self.buttons.items():
            button.setChecked(choice in chosen)

    def show_counts(self, counts: Mapping[Choice, int], present: frozenset[Choice]) -> None:
        """As in core.browse.shelf.View. What is chosen is shown too, to be taken back."""
        chosen = {choice for choice, button in self.buttons.items() if button.isChecked()}
        for choice, button in self.buttons.items():
            button.show_count(counts.get(choice, 0))
            button.setVisible(self._lasting or choice in present or choice in chosen)
        self.setVisible(self._lasting or not self.buttons.keys().isdisjoint(present | chosen))

    @Slot()
    def _on_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, FilterRow | ColourButton):
            self.toggled.emit(button.choice)


def rows(
    theme: Theme, facet: Facet, title: str, texts: Mapping[str, str], icon: str = "", *, lasting: bool = False
) -> Section:
    """A row for each of the facet's names, with these texts."""
    section = Section(title, lasting=lasting)
    for name, text in texts.items():
        row = FilterRow(Choice(facet.name, name), text, theme, icon)
        section.take(row)
        section.content.addWidget(row)
    return section


def _head(title: str, tools: tuple[QWidget, ...]) -> QHBoxLayout:
    head = QHBoxLayout()
    head.setContentsMargins(SPACE.s, 0, 0, 0)
    head.setSpacing(0)
    head.addWidget(text_label("section_title", title), 1)
    for tool in tools:
        head.addWidget(tool)
    return head
