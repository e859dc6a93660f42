"""What can be done with a whole board: named, made once more, deleted, taken out to files and in from them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QWidget

from gui.boards.files import BoardFiles
from gui.marking.collecting import Collecting
from gui.widgets.menus import Action


class Deeds(QObject):
    """Asks where to, and has it done; `files` does what takes a while."""

    def __init__(self, collecting: Collecting, files: BoardFiles, parent: QObject) -> None:
        super().__init__(parent)
        self._collecting = collecting
        self._files = files

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
            action.triggered.connect(lambda _checked=False, do=do: do())
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _entries(self, key: str) -> list[Action]:
        line: Action = ("", "", bool)
        return [
            ("rename_board", self.tr("Rename…"), partial(self.rename, key)),
            ("duplicate_board", self.tr("Duplicate"), partial(self._named, self._collecting.duplicate, key)),
            ("delete_board", self.tr("Delete the board; its photos stay"), partial(self.delete, key)),
            line,
            ("save_board_png", self.tr("Save as picture (PNG)…"), partial(self._save, key, "png")),
            ("save_board_pdf", self.tr("Save as document (PDF)…"), partial(self._save, key, "pdf")),
            ("export_board", self.tr("Save as a folder with copies of the photos…"), partial(self._export, key)),
            line,
            ("new_board", self.tr("New board…"), self._collecting.ask_for_empty),
            ("import_board", self.tr("Import a board from a folder…"), self.bring_in),
        ]

    @Slot(str)
    def rename(self, key: str) -> None:
        self._named(self._collecting.ask_to_rename, key)

    @Slot(str)
    def delete(self, key: str) -> None:
        self._named(self._collecting.delete, key)

    def _named(self, do: Callable[[str], object], key: str) -> None:
        """With the name that the board has by now."""
        if (one := self._collecting.all.get(key)) is not None:
            do(one.name)

    def _save(self, key: str, ending: str) -> None:
        if (one := self._collecting.all.get(key)) is not None and self._files.free:
            kinds = f"{ending.upper()} (*.{ending})"
            proposed = self._files.proposed(f"{one.name}.{ending}")
            file, _ = QFileDialog.getSaveFileName(_window(), self.tr("Save the board as picture"), proposed, kinds)
            if file:
                self._files.save(one, file if file.lower().endswith(f".{ending}") else f"{file}.{ending}")

    def _export(self, key: str) -> None:
        if (one := self._collecting.all.get(key)) is not None and self._files.free:
            title = self.tr("Choose where the folder of this board is to be made")
            if place := QFileDialog.getExistingDirectory(_window(), title, self._files.proposed("")):
                self._files.export(one, place)

    @Slot()
    def bring_in(self) -> None:
        """A board, from a folder into which one was saved."""
        if self._files.free:
            title = self.tr("Choose the folder of a board")
            if folder := QFileDialog.getExistingDirectory(_window(), title, self._files.proposed("")):
                self._files.bring_in(folder, self._collecting.add)


def _window() -> QWidget | None:
    return QApplication.activeWindow()
