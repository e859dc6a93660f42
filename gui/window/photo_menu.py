"""The menu of a photo: what can be done with it, and with those that are selected with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from gui.desktop.photo_actions import PhotoActions
from gui.gallery.gallery import GalleryView
from gui.marking.kinds import Kinds
from gui.widgets.menus import Action, photo_menu


class PhotoMenu(QObject):
    """Makes the menu where it is wanted."""

    def __init__(
        self,
        window: QWidget,
        gallery: GalleryView,
        kinds: Kinds,
        actions: PhotoActions,
        search: Callable[[str], object],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._gallery = gallery
        self._kinds = kinds
        self._actions = actions
        self._search = search

    def show(self, path: str, where: QPoint, of_pages: Sequence[Action]) -> None:
        """`of_pages`: what the pages can do with this photo."""
        search = ("action_search", self.tr("Find similar photos"), partial(self._search, path))
        paths = self._with_selected(path)
        menu = photo_menu(self._window, [search, *of_pages, *self._actions.of(paths)])
        self._add_kinds(menu, paths)
        menu.popup(where)

    def _with_selected(self, path: str) -> list[str]:
        """All selected photos, if this is one of them."""
        selected = self._gallery.selected_paths()
        return selected if path in selected else [path]

    def _add_kinds(self, menu: QMenu, paths: Sequence[str]) -> None:
        if any(map(self._kinds.can_change, paths)):
            kinds = self._kinds.menu(menu, paths, self._kinds.menu_title(paths))
            last = menu.findChild(QAction, "action_open")
            assert isinstance(last, QAction)
            menu.insertMenu(last, kinds)
