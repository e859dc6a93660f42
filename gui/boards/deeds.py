"""What can be done with a whole board: named, made once more, deleted, taken out to files and in from them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QMenu, QWidget

from gui.boards.changing import Changing
from gui.pages.page import Parts
from gui.widgets.menus import Action


class Deeds(QObject):
    """Signals:
    said: a sentence.
    """

    said = Signal(str)

    def __init__(self, changing: Changing, parts: Parts, parent: QObject) -> None:
        super().__init__(parent)
        self._changing = changing
        self._collecting = parts.marking.collecting
        self._parts = parts

    def menu(self, key: str, parent: QWidget) -> QMenu:
        """Of a board; it destroys itself when it closes."""
        menu = QMenu(parent)
        menu.setObjectName("board_menu")
        for name, text, do in self._entries(key):
            if not name:
                menu.addSeparator()
                continue
            action = menu.addAction(text)
            action.setObjectName(name)
            action.triggered.connect(do)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _entries(self, key: str) -> list[Action]:
        return [
            ("rename_board", self.tr("Rename…"), partial(self.rename, key)),
            ("duplicate_board", self.tr("Duplicate"), partial(self._do, self._collecting.duplicate, key)),
            ("delete_board", self.tr("Delete the board; its photos stay"), partial(self.delete, key)),
            ("", "", bool),
            ("new_board", self.tr("New board…"), self._collecting.ask_for_empty),
        ]

    @Slot(str)
    def rename(self, key: str) -> None:
        self._do(self._collecting.ask_to_rename, key)

    @Slot(str)
    def delete(self, key: str) -> None:
        self._do(self._collecting.delete, key)

    def _do(self, do: Callable[[str], object], key: str) -> None:
        """With the name that the board has by now."""
        one = self._collecting.all.get(key)
        if one is not None:
            do(one.name)

    @Slot()
    def bring_in(self) -> None:
        pass
