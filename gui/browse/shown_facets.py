"""How the window shows the facets of core.browse.facets. Sidebar and chips go through SHOWN_FACETS, in this order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from core.base.sentences import printable
from core.browse.facets import COLOUR, FAVOURITE, FAVOURITES, FOLDER, KIND, Facet
from core.browse.shelf import Choice
from core.looks.colours import NAMES
from core.looks.features import OTHER, UNSURE
from core.looks.naming import BASIC
from gui.base.colour_names import colour_text
from gui.base.texts import folder_name, kind_label
from gui.base.theme import Theme
from gui.browse.libraries import Libraries
from gui.browse.sections import Section, rows
from gui.widgets.filter_buttons import ColourButton
from gui.widgets.flow import FlowLayout

translate = QCoreApplication.translate


@dataclass(frozen=True)
class ShownFacet:
    """A facet as the window shows it.

    section: makes its part of the sidebar, given the network's kinds of garments. text: one of its names as a chip
    shows it, given the folders of the library; full: the same for the tooltip, where the text is only a part of it.
    """

    facet: Facet
    section: Callable[[Theme, Sequence[str]], Section]
    text: Callable[[str, tuple[str, ...]], str]
    full: Callable[[str], str] | None = None


def _libraries(theme: Theme, _kinds: Sequence[str]) -> Section:
    return Libraries(theme)


def _favourites(theme: Theme, _kinds: Sequence[str]) -> Section:
    return rows(theme, FAVOURITE, "", {FAVOURITES: translate("Sidebar", "Favourites")}, "heart", lasting=True)


def _kinds(theme: Theme, kinds: Sequence[str]) -> Section:
    texts = {name: kind_label(name) for name in dict.fromkeys((*kinds, UNSURE, OTHER))}
    return rows(theme, KIND, translate("Sidebar", "Kinds"), texts)


def _colours(theme: Theme, _kinds: Sequence[str]) -> Section:
    section, box = Section(translate("Sidebar", "Colours")), QWidget()
    flow = FlowLayout(box, 2)
    for name in BASIC:
        button = ColourButton(Choice(COLOUR.name, name), colour_text(name), NAMES[name], theme, box)
        section.take(button)
        flow.addWidget(button)
    section.content.addWidget(box)
    return section


SHOWN_FACETS = (
    ShownFacet(FOLDER, _libraries, folder_name, printable),
    ShownFacet(FAVOURITE, _favourites, lambda _name, _folders: translate("BrowseBar", "favourites")),
    ShownFacet(KIND, _kinds, lambda name, _folders: kind_label(name)),
    ShownFacet(COLOUR, _colours, lambda name, _folders: colour_text(name)),
)
