"""What is done about whole folders: they are watched, looked through anew, and believed to be empty."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from gui.folders import FolderWatcher
from gui.library import Library
from gui.sidebar import Sidebar
from gui.texts import folder_name


class FolderCare(QObject):
    """Connects the list of folders with the library.

    Signals:
        offered: a sentence, the words of a button, and what it does.
    """

    offered = Signal(str, str, object)

    def __init__(self, library: Library, sidebar: Sidebar, parent: QObject) -> None:
        super().__init__(parent)
        self._library = library
        self._watcher = FolderWatcher(self)
        self._watcher.changed.connect(library.follow)
        library.folders_changed.connect(self._on_folders)
        library.vanished.connect(self._on_vanished)
        sidebar.rescan_wanted.connect(library.update)
        sidebar.accept_wanted.connect(library.accept_gone)

    @Slot()
    def _on_folders(self) -> None:
        # A folder that was emptied is watched too: it fills when its drive is mounted.
        self._watcher.watch([one for one in self._library.folders if one not in self._library.absent])

    @Slot(object)
    def _on_vanished(self, folder: str) -> None:
        sentence = self.tr("All photos of {folder} are gone at once, as when a drive is not mounted. They are kept.")
        told = sentence.format(folder=folder_name(folder, self._library.folders))
        self.offered.emit(told, self.tr("They are really gone"), partial(self._library.accept_gone, folder))
