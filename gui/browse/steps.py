"""How the photos are browsed: each change is one step, which the way back takes back."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Slot

from core.base.settings import Sort
from core.browse.shelf import Browsing, Choice, Filters
from gui.gallery.gallery import GalleryView
from gui.gallery.place import Place
from gui.marking.undo import Change, UndoList
from gui.visits.seen import Seen


class Steps(QObject):
    """Filters, orders and stacks of a page of this name, as they are chosen."""

    def __init__(self, name: str, seen: Seen, undos: UndoList, gallery: GalleryView, page: QObject) -> None:
        super().__init__(page)
        self._page = name
        self._seen = seen
        self._undos = undos
        self._gallery = gallery

    @Slot(Choice)
    def toggle_filter(self, choice: Choice) -> None:
        self._filter_by(self._seen.now.browsing.filters ^ {choice})

    @Slot()
    def clear_filters(self) -> None:
        back, again = partial(self._filter_by, self._seen.now.browsing.filters), partial(self._filter_by, frozenset())
        self._filter_by(frozenset())
        sentence = self.tr("All filters are off.")
        self._undos.add(Change(self.tr("The filters are back."), back, sentence, again), sentence)

    def _filter_by(self, filters: Filters) -> None:
        self._browse(replace(self._seen.now.browsing, filters=filters), Place())

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
        self._browse(replace(self._seen.now.browsing, stacks=wanted, laid_out=frozenset()), self._gallery.place())

    def _browse(self, browsing: Browsing, place: Place) -> None:
        """One step on, which the way back takes back; none where nothing is to be seen otherwise."""
        if browsing != self._seen.now.browsing:
            self._seen.go(replace(self._seen.now, page=self._page, browsing=browsing, place=place))
