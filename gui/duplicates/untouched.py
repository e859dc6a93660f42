"""Folders of which nothing is ever deleted, as the user chooses them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractButton, QFileDialog

from core.base.sentences import printable
from gui.base.preferences import Preferences
from gui.library.library import Library
from gui.widgets.menus import LINE, Tick, tick_menu


class Untouched(QObject):
    """Opens a menu of them below a button.

    Signals:
        changed: which ones they are.
    """

    changed = Signal()

    def __init__(self, button: QAbstractButton, library: Library, preferences: Preferences, parent: QObject) -> None:
        super().__init__(parent)
        self._button = button
        self._library = library
        self._preferences = preferences
        button.clicked.connect(self._open)

    @Slot()
    def _open(self) -> None:
        """The folders of the library, and others that were chosen."""
        untouched = self._library.untouched
        folders = dict.fromkeys((*self._library.folders, *untouched))
        ticks = [
            Tick(f"untouched_{at}", printable(folder), folder in untouched, partial(self._toggle, folder))
            for at, folder in enumerate(folders)
        ]
        another = Tick("untouched_another", self.tr("Another folder…"), False, self._choose)
        menu = tick_menu(self._button, "untouched_menu", "", [*ticks, LINE, another] if ticks else [another])
        menu.popup(self._button.mapToGlobal(QPoint(0, self._button.height())))

    def _toggle(self, folder: str) -> None:
        before = self._library.untouched
        after = tuple(one for one in before if one != folder) if folder in before else (*before, folder)
        self._preferences.change(untouched=after)
        self.changed.emit()

    def _choose(self) -> None:
        dialog = QFileDialog(self._button.window(), self.tr("Never delete anything in this folder"))
        dialog.setObjectName("untouched_dialog")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly, True)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._on_chosen)
        dialog.open()

    @Slot(str)
    def _on_chosen(self, folder: str) -> None:
        if folder not in self._library.untouched:
            self._toggle(folder)
