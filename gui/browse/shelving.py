"""What the Browse page does with collections: makes them of what is seen, and keeps its filters in step with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Slot

from core.browse.facets import COLLECTED
from core.browse.shelf import Choice
from gui.browse.sidebar import Sidebar
from gui.gallery.gallery import GalleryView
from gui.marking.marking import Marking
from gui.visits.seen import Seen
from gui.widgets.menus import Action


class Shelving(QObject):
    """Connects the sidebar's collections with those that are kept."""

    def __init__(self, sidebar: Sidebar, marking: Marking, gallery: GalleryView, seen: Seen, page: QObject) -> None:
        super().__init__(page)
        self._sidebar = sidebar
        self._marking = marking
        self._collecting = marking.collecting
        self._gallery = gallery
        self._seen = seen
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
        paths, filters = self._gallery.selected_paths(), self._seen.now.browsing.filters
        if len(paths) > 1 or (paths and not filters):
            self._collecting.ask_for_new(paths)
        elif filters:
            rule = frozenset((one.facet, one.name) for one in filters)
            self._collecting.ask_for_smart(rule)
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
            self._seen.replace(browsing=replace(browsing, filters=browsing.filters - {old} | new))

    def actions(self, paths: Sequence[str]) -> list[Action]:
        """For the menu of photos, while one collection made by hand is looked at."""
        names = [one.name for one in self._seen.now.browsing.filters if one.facet == COLLECTED.name]
        one = self._collecting.all.named(names[0]) if len(names) == 1 else None
        if one is None or one.rule is not None:
            return []
        text = self.tr("Take out of {name}").format(name=one.name)
        return [("action_take_out", text, partial(self._collecting.take_out, paths, one.name))]
