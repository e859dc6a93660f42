"""How the window shows the facets of core.browse.facets. Sidebar and chips go through SHOWN_FACETS, in this order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from core.base.sentences import printable
from core.browse.facets import COLLECTED, COLOUR, FAVOURITE, FAVOURITES, FOLDER, KIND, PATTERN, Facet
from core.looks.colour_words import Pattern
from core.looks.features import OTHER, UNSURE
from gui.base.colour_names import colour_text
from gui.base.texts import file_name, folder_name, kind_label, pattern_text
from gui.base.theme import Theme
from gui.browse.collection_rows import CollectionSection
from gui.browse.colour_section import ColourSection
from gui.browse.libraries import Libraries
from gui.browse.sections import Section, rows

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


def _folder_text(name: str, folders: tuple[str, ...]) -> str:
    """Of the library as its list says it, of a folder within it by its own name."""
    return folder_name(name, folders) if name in folders else file_name(name)


def _libraries(theme: Theme, _kinds: Sequence[str]) -> Section:
    return Libraries(theme)


def _favourites(theme: Theme, _kinds: Sequence[str]) -> Section:
    return rows(theme, FAVOURITE, "", {FAVOURITES: translate("Sidebar", "Favourites")}, "heart", lasting=True)


def _kinds(theme: Theme, kinds: Sequence[str]) -> Section:
    texts = {name: kind_label(name) for name in dict.fromkeys((*kinds, UNSURE, OTHER))}
    return rows(theme, KIND, translate("Sidebar", "Kinds"), texts)


def _colours(theme: Theme, _kinds: Sequence[str]) -> Section:
    return ColourSection(theme)


def _patterns(theme: Theme, _kinds: Sequence[str]) -> Section:
    texts = {name: pattern_text(name) for name in (*map(str, Pattern), UNSURE)}
    return rows(theme, PATTERN, translate("Sidebar", "Patterns"), texts)


SHOWN_FACETS = (
    ShownFacet(FOLDER, _libraries, _folder_text, printable),
    ShownFacet(FAVOURITE, _favourites, lambda _name, _folders: translate("BrowseBar", "favourites")),
    ShownFacet(COLLECTED, lambda theme, _kinds: CollectionSection(theme), lambda name, _folders: printable(name)),
    ShownFacet(KIND, _kinds, lambda name, _folders: kind_label(name)),
    ShownFacet(COLOUR, _colours, lambda name, _folders: colour_text(name)),
    ShownFacet(PATTERN, _patterns, lambda name, _folders: pattern_text(name)),
)
