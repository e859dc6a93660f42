"""The Similar page: connects the query panel, the strip, the gallery and the detail panel with the navigator."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from core.looks.model import Extractor
from core.search.question import Tuning
from core.workers.pictures import Pictures
from gui.base.preferences import Preferences
from gui.base.theme import Theme
from gui.base.work import Work
from gui.detail.detail_panel import DetailPanel
from gui.gallery.gallery import GalleryView
from gui.gallery.thumbnails import ThumbnailLoader
from gui.library.library import Library
from gui.marking.undo import Change, UndoList
from gui.similar.invitation import Invitation
from gui.similar.query_panel import QueryPanel
from gui.similar.query_strip import QueryStrip
from gui.visits.history import Visit
from gui.visits.navigator import Navigator
from gui.widgets.menus import Action

_EMPHASISED = 3  # of the nearest, when the question is whether the user owns a thing already


class SimilarPage(QObject):
    """Owns the widgets around the results.

    Signals:
        refused: a sentence.
    """

    refused = Signal(str)

    def __init__(
        self,
        theme: Theme,
        loader: ThumbnailLoader,
        preferences: Preferences,
        library: Library,
        navigator: Navigator,
        gallery: GalleryView,
        undos: UndoList,
    ) -> None:
        super().__init__(gallery)
        self._theme = theme
        self._preferences = preferences
        self._library = library
        self._navigator = navigator
        self._gallery = gallery
        self._undos = undos
        self.strip = QueryStrip(theme, preferences.now.top)
        self.panel = QueryPanel(theme, loader)
        self.invitation = Invitation(theme)
        self._connect()

    def _connect(self) -> None:
        self.strip.closed.connect(self._navigator.show_all)
        self.strip.top_chosen.connect(self._navigator.choose_top)
        self.panel.turned.connect(self._navigator.turn)
        self.panel.boxed.connect(self._navigator.search_part)
        self.panel.example_removed.connect(self._navigator.forget_example)
        self.panel.tuned.connect(self._navigator.tune)
        self.panel.reset.connect(self._on_reset)
        self._gallery.liked.connect(self._navigator.like)
        self._gallery.unliked.connect(self._navigator.unlike)
        self._gallery.previewed.connect(self.open_detail)
        self._navigator.tuned.connect(self._show_tuned)

    def cover(self, covered: QWidget, extractor: Extractor, pictures: Pictures, work: Work) -> None:
        """Let the detail panel open over a widget. To be called once, before anything is shown."""
        photos = self._gallery.photos
        self.detail = DetailPanel(self._theme, extractor, pictures, photos, work, covered, self._row_of)
        self.detail.closed.connect(self._on_detail_closed)
        self.detail.refused.connect(self.refused)

    # --- what is shown ---

    @property
    def invites(self) -> bool:
        """Whether the page has nothing to show yet."""
        visit = self._navigator.current
        return visit.page == "similar" and visit.found is None

    def show(self, visit: Visit) -> None:
        """Show what belongs to a visit around the gallery; around all photos that is nothing."""
        if visit.found is not None:
            self._gallery.emphasise(_EMPHASISED if visit.found.nearest else 0)
            self.panel.show_visit(visit, self._navigator.tuning)
        self.tell_found()
        self.show_panel(self._preferences.now.query_panel)
        self.detail.follow(visit.found)

    def tell_found(self) -> None:
        """Say anew in how many of how many photos was searched."""
        self.strip.show_visit(self._navigator.current, self._library.expected)

    @Slot(object)
    def _show_tuned(self, visit: Visit) -> None:
        """Show the answer ranked anew; the user stays where they are."""
        self._gallery.show_matches(visit.shown.matches, self._gallery.place())
        self.panel.show_visit(visit, self._navigator.tuning)
        self.tell_found()

    @Slot(object)
    def _on_reset(self, before: Tuning) -> None:
        sentence = self.tr("Only the look counts now.")
        back, again = partial(self._mix, before.shares), partial(self._mix, Tuning().shares)
        self._undos.add(Change(self.tr("The sliders are back."), back, sentence, again), sentence)

    def _mix(self, shares: tuple[float, ...]) -> None:
        self._navigator.tune(replace(self._navigator.tuning, shares=shares))

    @Slot()
    def toggle_panel(self) -> None:
        self.show_panel(not self._preferences.now.query_panel)

    def show_panel(self, wanted: bool) -> None:
        """The query panel and the strip stand beside and above results only."""
        self._preferences.change(query_panel=wanted)
        found = self._navigator.current.found is not None
        self.strip.setVisible(found)
        self.strip.stand_in(not wanted)
        self.panel.setVisible(found and wanted)

    # --- one photo ---

    @Slot(object)
    def open_detail(self, path: str) -> None:
        self.detail.open_at(path, self._navigator.current.found)

    def _row_of(self, path: str) -> NDArray[np.float32] | None:
        searcher = self._library.searcher
        query = None if searcher is None else searcher.query(path)
        return None if query is None else query.row

    def close_detail(self) -> bool:
        """Close what lies over the gallery; False if there was nothing."""
        if not self.detail.isVisible():
            return False
        self.detail.close_panel()
        return True

    @Slot(object)
    def _on_detail_closed(self, path: str) -> None:
        self._gallery.go_to(path)
        self._gallery.setFocus()

    def actions(self, path: str) -> list[Action]:
        """What can be done with a result, for its menu."""
        if self._navigator.current.found is None:
            return [("action_compare", self.tr("Look closer"), partial(self.open_detail, path))]
        return [
            ("action_more", self.tr("More like this"), partial(self._navigator.like, path)),
            ("action_less", self.tr("Less like this"), partial(self._navigator.unlike, path)),
            ("action_compare", self.tr("Compare with the query"), partial(self.open_detail, path)),
        ]
