"""The Wardrobe page: connects the mirror with the library, with what is seen, and with what is asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QWidget

from core.base.settings import Sort
from core.browse.shelf import Browsing, Choice, Filters
from core.mirror.mirror import Mirror
from core.mirror.worn import Worn
from gui.base.texts import file_name
from gui.gallery.place import Place
from gui.mirror.facts_dialog import FactsDialog
from gui.mirror.mirror_view import MirrorView
from gui.mirror.reflecting import Reflecting
from gui.mirror.tables import Tables
from gui.pages.page import Hint, Page, Parts
from gui.visits.history import Visit
from gui.widgets.menus import Action

translate = QCoreApplication.translate

_HINT = "mirror"


class MirrorPage(Page):
    """Shows what the wardrobe is made of. While it is seen the gallery holds its photos, hidden: what keys and the
    large view do with the one where the keyboard is goes through it."""

    name = "mirror"
    icon = "mirror"
    keys = ("Ctrl+6",)

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts)
        self._theme = parts.theme
        self._library = parts.library
        self._preferences = parts.preferences
        self._seen = parts.seen
        self._asking = parts.asking
        self._detail = parts.detail
        self._view = MirrorView(parts.theme, parts.loader)
        self._reflecting = Reflecting(parts.paths, parts.library, parts.asking, parts.marking, parts.work, self)
        self._marking = parts.marking
        self._tables = Tables(parts.marking, parts.asking, parts.work, self._view.window)
        self._pending: Place | None = None  # where to go once there is something to be seen
        self._connect(parts)

    def _connect(self, parts: Parts) -> None:
        view, library = self._view, self._library
        self._reflecting.changed.connect(self._on_mirror)
        self._reflecting.worn.connect(self._on_worn)
        self._tables.said.connect(self.said)
        view.facts.saved.connect(self._tables.save)
        view.facts.opened.connect(self._tables.open)
        self._reflecting.progressed.connect(self._say)
        self._reflecting.failed.connect(self.said)
        for changed in (library.searchable, library.listed, library.reported, library.stopped):
            changed.connect(self._on_library)
        parts.marking.changed.connect(self._on_library)
        self._detail.closed.connect(self._on_detail_closed)
        view.chosen.connect(self._on_chosen)
        view.opened.connect(self._on_opened)
        view.searched.connect(self._on_searched)
        view.previewed.connect(self._gallery.previewed)
        view.menu_wanted.connect(self._gallery.menu_wanted)
        view.went.connect(self._on_went)

    def title(self) -> str:
        return self.tr("Wardrobe")

    def summary(self) -> str:
        return self.tr("What the wardrobe is made of")

    # --- page ---

    @property
    def in_place(self) -> QWidget | None:
        return self._view

    @property
    def _active(self) -> bool:
        return self._seen.now.page == self.name

    def place(self) -> Place:
        return Place(self._view.verticalScrollBar().value(), self._view.current)

    def zoom(self, larger: bool) -> bool:
        """Photos are of one size here, and those of the gallery stay as they are."""
        return True

    def show(self, visit: Visit) -> None:
        self._gallery.show_photos(self._view.paths)
        self._go_to(visit.place)
        self._reflecting.want()
        self._say()

    def _go_to(self, place: Place) -> None:
        """At once where that can be reached; else once more is to be seen."""
        bar = self._view.verticalScrollBar()
        self._view.come_back_to(place.current)
        self._pending = place if place.scroll > bar.maximum() else None
        bar.setValue(place.scroll)

    @Slot()
    def _on_library(self, _report: object = None) -> None:
        if self._active:
            self._reflecting.want()
            self._view.pictures.doubt()
            self._view.want()
            self._say()

    @Slot(Mirror)
    def _on_mirror(self, found: Mirror) -> None:
        before = self._view.paths
        self._view.show_mirror(found)
        self._show_photos(before)

    @Slot(Worn)
    def _on_worn(self, worn: Worn) -> None:
        before = self._view.paths
        self._view.show_worn(worn)
        self._show_photos(before)

    def _show_photos(self, before: tuple[str, ...]) -> None:
        """Where there are others than before."""
        if self._active:
            if self._view.paths != before:
                self._gallery.show_photos(self._view.paths)
                self._on_went(self._view.current)
            self._say()

    @Slot()
    def _say(self) -> None:
        """Why there is nothing to be seen."""
        soon = self.tr("The garments are being counted…")
        none = self.tr(
            "There is no garment to be seen yet. The wardrobe appears here as soon as photos have been read."
        )
        self._view.say(soon if self._reflecting.running else none)

    # --- what the user does ---

    @Slot(Choice)
    def _on_chosen(self, choice: Choice) -> None:
        self._browse(frozenset([choice]), frozenset())

    @Slot(tuple)
    def _on_opened(self, paths: tuple[str, ...]) -> None:
        self._browse(frozenset(), frozenset(paths))

    def _browse(self, filters: Filters, chosen: frozenset[str]) -> None:
        """These alone, whatever was browsed before."""
        self.learned.emit(_HINT)
        left = self._seen.left("browse")
        sort = self._preferences.now.sort if left.browsing.sort == Sort.COLLECTED else left.browsing.sort
        browsing = Browsing(filters, sort, left.browsing.stacks, chosen=chosen, reverse=left.browsing.reverse)
        self._seen.go(replace(left, page="browse", browsing=browsing, place=Place()))

    @Slot(object)
    def _on_searched(self, path: str) -> None:
        self.learned.emit(_HINT)
        self._asking.search_path(path)

    @Slot(object)
    def _on_went(self, path: str | None) -> None:
        """Keys act on the photo where the keyboard is; elsewhere on none."""
        if not self._active:
            return
        if path is None:
            if self._gallery.current_path() is not None:
                self._gallery.show_photos(self._view.paths)
        else:
            self._gallery.mark(path)

    @Slot(object)
    def _on_detail_closed(self, path: str) -> None:
        if self._active:
            self._view.come_back_to(path)

    def actions(self, path: str) -> list[Action]:
        entries: list[Action] = []
        if self._active:
            entries.append(("action_compare", self.tr("Look closer"), partial(self._detail.open_at, path, None)))
        paths, wearing = self._gallery.chosen_with(path), self._marking.wearing
        if path in self._library.photos:
            text = self.tr("Not worn today") if wearing.was_worn_today(path) else self.tr("Worn today")
            entries.append(("action_worn", text, partial(wearing.toggle_today, paths)))
            if len(paths) == 1:
                entries.append(("action_facts", self.tr("Facts…"), partial(self._ask_for_facts, path)))
        return entries

    def commands(self) -> dict[str, Callable[[], object]]:
        return {"worn": self._on_worn_key}

    def _on_worn_key(self) -> None:
        known = set(self._library.photos)
        self._marking.wearing.toggle_today([path for path in self._gallery.chosen_paths() if path in known])

    def _ask_for_facts(self, path: str) -> None:
        facts = self._marking.wearing.of(path)
        if facts is None:
            self.said.emit(self.tr("Facts are kept of photos that have been read."))
            return
        dialog = FactsDialog(self._theme, file_name(path), facts, self._view.window())
        dialog.kept.connect(partial(self._marking.wearing.change, path))
        dialog.open()

    def hint(self) -> Hint | None:
        if not self._reflecting.mirror.garments:
            return None
        sentence = translate("hints", "Click a kind, a colour, a pattern or a group to see its photos.")
        return Hint(_HINT, sentence)
