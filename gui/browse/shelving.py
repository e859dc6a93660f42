"""What the Browse page does with collections: makes them of what is seen, and keeps its filters in step with them."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Slot

from core.base.settings import Sort
from core.browse.facets import COLLECTED, by_hand
from core.browse.shelf import Browsing, Choice
from core.words.understanding import Understood, understood_again
from gui.browse.sidebar import Sidebar
from gui.marking.marking import Marking
from gui.pages.page import Parts
from gui.widgets.menus import Action


class Shelving(QObject):
    """Connects the sidebar's collections with those that are kept."""

    def __init__(self, sidebar: Sidebar, marking: Marking, parts: Parts, page: QObject) -> None:
        super().__init__(page)
        self._sidebar = sidebar
        self._marking = marking
        self._collecting = marking.collecting
        self._gallery = parts.gallery
        self._seen = parts.seen
        self._preferences = parts.preferences
        marking.changed.connect(self._show)
        sidebar.collection_wanted.connect(self._make)
        sidebar.rename_wanted.connect(self._collecting.ask_to_rename)
        sidebar.delete_wanted.connect(self._collecting.delete)
        sidebar.collected.connect(lambda name, paths: self._collecting.put_in(paths, name))
        self._collecting.renamed.connect(self._on_renamed)

    @Slot()
    def _show(self) -> None:
        self._sidebar.show_collections(self._collecting.all)
        self._sidebar.show_chosen(self._seen.now.browsing.filters)

    @Slot()
    def _make(self) -> None:
        """Of the selected photos; where none are, of the filters."""
        paths, browsing = self._gallery.selected_paths(), self._seen.now.browsing
        filters, words = browsing.filters, browsing.words
        if len(paths) > 1 or (paths and not filters):
            self._collecting.ask_for_new(paths)
        elif filters:
            rule = frozenset((one.facet, one.name) for one in filters)
            self._collecting.ask_for_smart(rule, None if words is None else (words.text, words.language))
        else:
            self._collecting.said.emit(
                self.tr("A collection is made of photos or of filters: select some photos, or choose some filters.")
            )

    @Slot(str, str)
    def _on_renamed(self, before: str, now: str) -> None:
        """What is filtered by has another name, or is gone."""
        browsing, old = self._seen.now.browsing, Choice(COLLECTED.name, before)
        if old in browsing.filters:
            new = frozenset([Choice(COLLECTED.name, now)] if now else [])
            self._seen.replace(browsing=self.settled(replace(browsing, filters=browsing.filters - {old} | new)))

    def toggled(self, browsing: Browsing, choice: Choice) -> Browsing:
        """With a filter more or less. A collection that was made with words brings them, and takes them away again."""
        after = replace(browsing, filters=browsing.filters ^ {choice})
        words = self._words_of(choice)
        if words is not None and choice in after.filters:
            return replace(after, words=words)
        return replace(after, words=None) if words is not None and words == browsing.words else after

    def _words_of(self, choice: Choice) -> Understood | None:
        one = self._collecting.all.named(choice.name) if choice.facet == COLLECTED.name else None
        with contextlib.suppress(ValueError):  # of a program that speaks more languages
            return None if one is None or one.words is None else understood_again(*one.words)
        return None

    def settled(self, browsing: Browsing) -> Browsing:
        """In the order that was chosen before that of a collection, where no collection is seen any more."""
        if browsing.sort != Sort.COLLECTED or self.has_order(browsing):
            return browsing
        return replace(browsing, sort=self._preferences.now.sort)

    def has_order(self, browsing: Browsing) -> bool:
        """Whether a collection is seen that has an order of its own."""
        return by_hand(browsing.filters, self._collecting.all) is not None

    def actions(self, paths: Sequence[str]) -> list[Action]:
        """For the menu of photos, while one collection made by hand is looked at."""
        one = by_hand(self._seen.now.browsing.filters, self._collecting.all)
        if one is None:
            return []
        text = self.tr("Take out of {name}").format(name=one.name)
        return [("action_take_out", text, partial(self._collecting.take_out, paths, one.name))]
