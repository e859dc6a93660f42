"""The colours in the sidebar: the commonest with their names, the others folded away."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, Qt, Slot
from PySide6.QtWidgets import QWidget

from core.browse.facets import COLOUR
from core.browse.shelf import Choice
from core.looks.colours import NAMES
from core.looks.naming import BASIC
from gui.base.colour_names import colour_text
from gui.base.theme import Theme
from gui.browse.sections import Section
from gui.widgets.controls import label_button, tab_through, text_button
from gui.widgets.filter_buttons import ColourButton
from gui.widgets.flow import FlowLayout

translate = QCoreApplication.translate

MOST_NAMED = 10


class ColourSection(Section):
    """Which colours are the commonest is settled while no filter is chosen: no button moves under the mouse."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(translate("Sidebar", "Colours"))
        self._named, self._others = QWidget(), QWidget()
        self._flows = FlowLayout(self._named, 2), FlowLayout(self._others, 2)
        self._more = text_button("more_colours_button", link=True)
        self._more.setProperty("quiet", True)
        self._more.setCheckable(True)
        self._more.clicked.connect(self._fold)
        self._common: tuple[Choice, ...] = ()
        for name in BASIC:
            self.take(ColourButton(Choice(COLOUR.name, name), colour_text(name), NAMES[name], theme, self._others))
        for widget in (self._named, self._more, self._others):
            self.content.addWidget(widget)
        self.content.setAlignment(self._more, Qt.AlignmentFlag.AlignLeft)
        self._sort(())

    def show_counts(self, counts: Mapping[Choice, int], present: frozenset[Choice]) -> None:
        chosen = any(button.isChecked() for button in self.buttons.values())
        if not chosen or not self._common:
            by_number = sorted(self.buttons, key=lambda choice: -counts.get(choice, 0))
            common = frozenset(choice for choice in by_number[:MOST_NAMED] if choice in present)
            self._sort(tuple(choice for choice in self.buttons if choice in common))
        super().show_counts(counts, present)
        self._fold()

    def _sort(self, common: tuple[Choice, ...]) -> None:
        """Buttons into the two parts, each in the order of the colours."""
        if common == self._common and self._common:
            return
        self._common = common
        for flow in self._flows:
            while flow.takeAt(0) is not None:
                pass
        for choice, button in self.buttons.items():
            is_common = choice in common
            button.setParent(self._named if is_common else self._others)
            if isinstance(button, ColourButton):
                button.show_name(is_common)
            self._flows[0 if is_common else 1].addWidget(button)
        named = [self.buttons[choice] for choice in common]
        tab_through((*named, self._more, *(one for one in self.buttons.values() if one not in named)))

    @Slot()
    def _fold(self) -> None:
        """The others are shown when they are wanted, or one of them is chosen."""
        others = [button for choice, button in self.buttons.items() if choice not in self._common]
        there = [button for button in others if not button.isHidden()]
        chosen = any(button.isChecked() for button in there)
        self._others.setVisible(bool(there) and (self._more.isChecked() or chosen))
        self._more.setVisible(bool(there) and not chosen)
        more, less = translate("Sidebar", "More colours"), translate("Sidebar", "Fewer colours")
        label_button(self._more, less if self._more.isChecked() else more)
