"""How the photos are browsed: each change is one step, which the way back takes back."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Slot

from core.base.settings import Sort
from core.browse.shelf import Browsing, Choice, Filters
from gui.browse.browse_bar import ON_MAP, BrowseBar
from gui.browse.shelving import Shelving
from gui.gallery.place import Place
from gui.marking.undo import Change, UndoList
from gui.pages.page import Page
from gui.visits.seen import Seen


class Steps(QObject):
    """Filters, orders and stacks of a page and of those around which it stands, as they are chosen."""

    def __init__(self, page: Page, bar: BrowseBar, shelves: Shelving, seen: Seen, undos: UndoList) -> None:
        super().__init__(page)
        self._page = page
        self._shelves = shelves
        self._seen = seen
        self._undos = undos
        bar.removed.connect(self.toggle_filter)
        bar.cleared.connect(self.clear_filters)
        bar.sorted_by.connect(self.sort_by)
        bar.reversed.connect(self.turn_round)
        bar.stacks_toggled.connect(self.stack)

    @Slot(Choice)
    def toggle_filter(self, choice: Choice) -> None:
        browsing = self._seen.now.browsing
        if choice.facet == ON_MAP:
            self._browse(replace(browsing, chosen=frozenset()), Place())
        else:
            self._browse(self._shelves.toggled(browsing, choice), Place())

    @Slot()
    def clear_filters(self) -> None:
        before = self._seen.now.browsing
        back = partial(self._filter_by, before.filters, before.chosen)
        again = partial(self._filter_by, frozenset(), frozenset())
        again()
        sentence = self.tr("All filters are off.")
        self._undos.add(Change(self.tr("The filters are back."), back, sentence, again), sentence)

    def _filter_by(self, filters: Filters, chosen: frozenset[str] | None = None) -> None:
        """`chosen`: on the map; None: as before."""
        now = self._seen.now.browsing
        self._browse(replace(now, filters=filters, chosen=now.chosen if chosen is None else chosen), Place())

    @Slot(str)
    def sort_by(self, sort: str) -> None:
        """Another order takes the place of that by words."""
        browsing = self._seen.now.browsing
        reverse = browsing.reverse and sort == browsing.sort
        self._browse(replace(browsing, sort=Sort(sort), words=None, reverse=reverse), Place())

    @Slot(bool)
    def turn_round(self, wanted: bool) -> None:
        """The order, or back again."""
        self._browse(replace(self._seen.now.browsing, reverse=wanted), Place())

    @Slot(bool)
    def stack(self, wanted: bool) -> None:
        """Photos of one garment, or lay them all out."""
        self._browse(replace(self._seen.now.browsing, stacks=wanted, laid_out=frozenset()), self._seen.place())

    def _browse(self, browsing: Browsing, place: Place) -> None:
        """One step on, which the way back takes back; none where nothing is to be seen otherwise."""
        now, browsing = self._seen.now, self._shelves.settled(browsing)
        if browsing == now.browsing:
            return
        if now.page in self._page.around:
            self._seen.go(replace(now, browsing=browsing, place=self._seen.place()))
        else:
            self._seen.go(replace(now, page=self._page.name, browsing=browsing, place=place))
