"""The left of the window: libraries, favourites, kinds of garments and colours. All filter what is browsed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from core.browse.shelf import Choice, Filters
from core.wardrobe.collected import Collections
from gui.base.theme import SPACE, Theme
from gui.browse import shown_facets
from gui.browse.collection_rows import CollectionSection
from gui.browse.libraries import Libraries
from gui.browse.sections import Section
from gui.widgets.controls import ScrollColumn

WIDTH = 248  # px
NARROW = 820  # px; a narrower window hides the sidebar


class Sidebar(QFrame):
    """Shows the sections of all facets.

    Signals:
        toggled: a Choice was clicked. The others are those of Libraries and of CollectionSection.
    """

    toggled = Signal(Choice)
    add_wanted = Signal()
    rescan_wanted = Signal()
    remove_wanted = Signal(object)
    accept_wanted = Signal(object)
    check_wanted = Signal(object)
    forget_wanted = Signal(object)
    collection_wanted = Signal()
    rename_wanted = Signal(str)
    delete_wanted = Signal(str)
    collected = Signal(str, tuple)

    def __init__(self, theme: Theme, kinds: Sequence[str]) -> None:
        """`kinds`: those that the network tells apart."""
        super().__init__()
        self.setObjectName("sidebar")
        self.setAccessibleName(self.tr("Filters"))
        self.setFixedWidth(WIDTH)
        self._narrow_shown = False  # also in a narrow window, because the user wants it so
        self._sections = [one.section(theme, kinds) for one in shown_facets.SHOWN_FACETS]
        self._lay_out()
        for section in self._sections:
            self._connect(section)
        self.show_counts({}, frozenset())

    # --- putting together ---

    def _lay_out(self) -> None:
        content = QWidget()
        content.setObjectName("sidebar_content")
        sections = QVBoxLayout(content)
        sections.setContentsMargins(SPACE.m, SPACE.m, 0, SPACE.l)
        sections.setSpacing(0)
        for section in self._sections:
            sections.addWidget(section)
        sections.addStretch(1)
        area = ScrollColumn(content)
        area.setObjectName("sidebar_area")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(area)

    def _connect(self, section: Section) -> None:
        section.toggled.connect(self.toggled)
        if isinstance(section, CollectionSection):
            section.new_wanted.connect(self.collection_wanted)
            section.rename_wanted.connect(self.rename_wanted)
            section.delete_wanted.connect(self.delete_wanted)
            section.dropped.connect(self.collected)
        if isinstance(section, Libraries):
            section.add_wanted.connect(self.add_wanted)
            section.rescan_wanted.connect(self.rescan_wanted)
            section.remove_wanted.connect(self.remove_wanted)
            section.accept_wanted.connect(self.accept_wanted)
            section.check_wanted.connect(self.check_wanted)
            section.forget_wanted.connect(self.forget_wanted)

    # --- whether it is shown ---

    def toggle(self) -> bool:
        """Show it, or hide it; returns which."""
        wanted = self.isHidden()
        self._narrow_shown = wanted and self._is_narrow()
        self.setVisible(wanted)
        return wanted

    def settle(self, active: bool, wanted: bool) -> None:
        """In a narrow window the photos need the room; its button brings the sidebar back there too."""
        self._narrow_shown = self._narrow_shown and self._is_narrow()
        self.setVisible(active and (self._narrow_shown if self._is_narrow() else wanted))

    def _is_narrow(self) -> bool:
        return self.window().width() < NARROW

    # --- what is shown ---

    def show_folders(self, folders: tuple[str, ...], offline: frozenset[str], emptied: frozenset[str]) -> None:
        """The folders of the library; of those `offline` some may have been `emptied`."""
        for section in self._sections:
            section.show_folders(folders, offline, emptied)

    def show_collections(self, collections: Collections) -> None:
        """Those of the user."""
        for section in self._sections:
            section.show_collections(collections)

    def show_chosen(self, chosen: Filters) -> None:
        """What is filtered by: the buttons of this are pressed, and no others, whatever was clicked."""
        for section in self._sections:
            section.show_chosen(chosen)

    def show_counts(self, counts: Mapping[Choice, int], present: frozenset[Choice]) -> None:
        """Counts given the other filters; what no photo has at all is not shown, unless it is chosen."""
        for section in self._sections:
            section.show_counts(counts, present)
