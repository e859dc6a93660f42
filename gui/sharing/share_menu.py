"""The menu of all ways out, on every page of photos."""

from __future__ import annotations

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from gui.base.keys import give, named
from gui.pages.page import What


class ShareMenu(QMenu):
    """Says what it is about, and what the user wants done with it."""

    picture_wanted = Signal()
    whole_wanted = Signal()
    picture_copied = Signal()
    print_wanted = Signal()
    files_copied = Signal()
    list_copied = Signal()
    folder_wanted = Signal()
    page_wanted = Signal()
    table_wanted = Signal()
    json_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("share_menu")
        self._window = parent
        self._about = self.addAction("")
        self._about.setObjectName("share_about")
        self._about.setEnabled(False)
        self.addSeparator()
        self._ways = [
            self._add("share_picture", self.tr("Save as picture…"), self.picture_wanted, "save_picture"),
            self._add("share_map", self.tr("Save the map as picture…"), self.whole_wanted),
            self._add("share_copy_picture", self.tr("Copy as picture"), self.picture_copied, "copy_picture"),
            self._add("share_print", self.tr("Print…"), self.print_wanted, "print"),
        ]
        self._map = self._ways[1]
        self.addSeparator()
        self._ways += [
            self._add("share_copy_files", self.tr("Copy files"), self.files_copied),
            self._add("share_copy_list", self.tr("Copy list"), self.list_copied),
            self._add("share_folder", self.tr("Copy the photos to a folder…"), self.folder_wanted),
        ]
        self.addSeparator()
        self._ways += [
            self._add("share_page", self.tr("Save as a web page…"), self.page_wanted),
            self._add("share_table", self.tr("Save as a table (CSV)…"), self.table_wanted),
            self._add("share_json", self.tr("Save for programs (JSON)…"), self.json_wanted),
        ]

    def _add(self, name: str, text: str, signal: SignalInstance, key: str = "") -> QAction:
        action = self.addAction(text)
        action.setObjectName(name)
        action.triggered.connect(signal)
        if key:
            give(action, named(key))
            self._window.addAction(action)  # so that the shortcut works while the menu is closed
        return action

    def tell(self, count: int, selected: bool, on_map: bool, what: What = "map") -> None:
        """What is shared when an entry is chosen now; `on_map`: it lies on a map, or on what else is a picture of its
        own."""
        words = {"map": self.tr("Save the map as picture…"), "board": self.tr("Save the board as picture…")}
        self._map.setText(words[what])
        self._map.setVisible(on_map)
        if not count:
            self._about.setText(self.tr("No photos to share"))
        elif selected:
            self._about.setText(self.tr("%Ln selected photos", "", count))
        else:
            self._about.setText(self.tr("%Ln photos", "", count))
        for action in self._ways:
            if action.shortcut().isEmpty():  # a key that is pressed for nothing says why nothing happens
                action.setEnabled(count > 0)
