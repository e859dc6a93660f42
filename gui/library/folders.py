"""Folders of the library as the window watches and names them."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QFileSystemWatcher, QObject, QTimer, Signal, Slot

from core.base.sentences import printable
from core.catalog.folders import Under

_FIRST_DRAWN = 4  # photos of the sample, which are shown while the others are drawn
_SETTLE_MS = 2000  # copying many files changes a folder many times


class FolderWatcher(QObject):
    """Watches the top of each folder, which costs next to nothing; deeper changes are found when the user comes back.

    Signals:
        changed: some folder did, and has been quiet for a moment.
    """

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._watcher = QFileSystemWatcher(self)
        self._settle = QTimer(self, interval=_SETTLE_MS, singleShot=True)
        self._watcher.directoryChanged.connect(self._on_changed)
        self._settle.timeout.connect(self.changed)

    def watch(self, folders: Collection[str]) -> None:
        """Watch these from now on, and no others."""
        watched = set(self._watcher.directories())
        if gone := watched - set(folders):
            self._watcher.removePaths(list(gone))
        if new := set(folders) - watched:
            self._watcher.addPaths(list(new))

    @Slot(str)
    def _on_changed(self, _folder: str) -> None:
        self._settle.start()


def why_no_photos(folder: str) -> str:
    """Why a folder gave no photos, while others did."""
    texts = {
        "none": QCoreApplication.translate("Library", "There are no photos in {folder}."),
        "links": QCoreApplication.translate(
            "Library",
            "There are no photos in {folder}, only links to other folders. Links are not followed: add those folders "
            "themselves.",
        ),
        "gone": QCoreApplication.translate(
            "Library", "The folder {folder} does not exist. Check its name, or plug in the drive it is on."
        ),
    }
    reason = "gone" if not os.path.isdir(folder) else "links" if _leads_elsewhere(folder) else "none"
    return texts[reason].format(folder=printable(folder))


def _leads_elsewhere(folder: str) -> bool:
    """Whether a folder holds links to folders and nothing else that could hold photos."""
    try:
        with os.scandir(folder) as entries:
            folders = [entry for entry in entries if entry.is_dir()]
    except OSError:
        return False
    return bool(folders) and all(entry.is_symlink() for entry in folders)


def already_there(folder: str, folders: Iterable[str], photos: Sequence[str]) -> str:
    """Why a folder whose photos come with another one is not added to `folders`; empty where none of `photos` do."""
    real = os.path.realpath(folder)
    inside = [os.path.join(one, os.path.relpath(real, os.path.realpath(one))) for one in folders]
    if not any(any(map(Under(os.path.normpath(place)), photos)) for place in inside):
        return ""
    text = QCoreApplication.translate("Library", "The photos of {folder} are here already, with another folder.")
    return text.format(folder=printable(folder))


def draw_sample(folder: Path, on_first: Callable[[str], object]) -> str:
    """Draw the sample wardrobe; returns the folder. Takes a while, so it is told when the first photos are there."""
    from core.sample.sample import write_sample  # here, because few need it, and it takes a while to import

    # One drawn by an earlier version, or changed by the user since, is opened as it is.
    with contextlib.suppress(FileExistsError):
        write_sample(folder, lambda number: on_first(str(folder)) if number == _FIRST_DRAWN else None)
    return str(folder)
