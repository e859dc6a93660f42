"""What can be done with one photo or with all that are selected: the menu of photos, and the bar below them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QObject, QPoint, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from core.search.question import MOST_PHOTOS
from gui.base.keys import named, native
from gui.desktop.photo_actions import PhotoActions
from gui.pages.page import Page, Parts
from gui.widgets.menus import Action, photo_menu
from gui.window.selection_bar import Entry, SelectionBar


class Selection(QObject):
    """Puts menu and bar together from what the pages and the other parts offer.

    Attributes:
        bar: to be laid out below the photos.
    """

    def __init__(
        self,
        parts: Parts,
        share: QMenu,
        commands: Mapping[str, Callable[[], object]],
    ) -> None:
        """`share`: all ways out. `commands`: what keys do with the selected photos, by their names in gui.base.keys."""
        gallery = parts.gallery
        super().__init__(gallery)
        self._gallery = gallery
        self._marking = parts.marking
        self._asking = parts.asking
        self._share = share
        self._commands = commands
        self.bar = SelectionBar(parts.theme, self._entries())
        self.bar.cleared.connect(self.clear)
        gallery.selected.connect(self._on_selected)

    def _entries(self) -> tuple[Entry, ...]:
        """Of the bar, from left to right."""
        return (
            Entry("favourite", "heart", self.tr("Favourite"), self._key("favourite"), self._commanded("favourite")),
            Entry("collection", "collection", self.tr("Collection"), self._key("board"), self._open_collections),
            Entry("kind", "tag", self.tr("Kind"), self._key("kind"), self._open_kinds),
            Entry("share", "share", self.tr("Share"), "", self._open_share),
            Entry("trash", "trash", self.tr("Move to the trash"), self._key("trash"), self._commanded("trash")),
        )

    def _key(self, name: str) -> str:
        return native(named(name))

    def _commanded(self, name: str) -> Callable[[QWidget], object]:
        return lambda _button: self._commands[name]()

    @Slot(int)
    def _on_selected(self, count: int) -> None:
        self._gallery.give_height(self.bar.sizeHint().height() if count > 1 else 0)
        self.bar.show_count(count)

    @Slot()
    def clear(self) -> bool:
        """Select nothing; whether several were."""
        several = self.bar.isVisible()
        self._gallery.clearSelection()
        return several

    # --- menus ---

    def menu(self, path: str, pages: Sequence[Page], actions: PhotoActions, window: QWidget) -> QMenu:
        """Of a photo, or of all selected ones if it is among them; what fits the first of the `pages` comes first."""
        paths = self._gallery.chosen_with(path)
        of_pages = [action for page in pages for action in page.actions(path)]
        menu = photo_menu(window, [*self._search(paths), *of_pages, *actions.of(paths)], pages[0].where)
        collecting = self._marking.collecting
        _insert(menu, collecting.menu(menu, paths, collecting.menu_title(paths)))
        if any(map(self._marking.kinds.can_change, paths)):
            _insert(menu, self._marking.kinds.menu(menu, paths, self._marking.kinds.menu_title(paths)))
        return menu

    def _search(self, paths: list[str]) -> list[Action]:
        """With one photo, or with what several have in common, as long as that can be asked."""
        if len(paths) > MOST_PHOTOS:
            return []
        search = partial(self._asking.search_paths, tuple(paths))
        if len(paths) == 1:
            return [("action_search", self.tr("Find similar photos"), search)]
        return [("action_search_these", self.tr("Find what is like these %Ln photos", "", len(paths)), search)]

    @Slot()
    def choose_kind(self) -> None:
        """For all selected photos, over the one where the keyboard is."""
        if paths := self._gallery.chosen_paths():
            self._marking.kinds.menu(self._gallery, paths).popup(self._gallery.middle_of_current())

    def _open_collections(self, button: QWidget) -> None:
        menu = self._marking.collecting.menu(self._gallery, self._gallery.chosen_paths())
        menu.popup(_above(button, menu))

    def _open_kinds(self, button: QWidget) -> None:
        menu = self._marking.kinds.menu(self._gallery, self._gallery.chosen_paths())
        menu.popup(_above(button, menu))

    def _open_share(self, button: QWidget) -> None:
        self._share.popup(_above(button, self._share))


def _insert(menu: QMenu, part: QMenu) -> None:
    """A menu within another one, before what other programs do with the photos."""
    entry = menu.findChild(QAction, "action_open") or menu.findChild(QAction, "action_copy")
    assert isinstance(entry, QAction)
    menu.insertMenu(entry, part)


def _above(button: QWidget, menu: QMenu) -> QPoint:
    return button.mapToGlobal(QPoint(0, -menu.sizeHint().height()))
