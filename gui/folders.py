"""Folders of the library: which paths lie in them, and when something changes there."""

from __future__ import annotations

import os
from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QFileSystemWatcher, QObject, QTimer, Signal, Slot

from gui.texts import shown

_SETTLE_MS = 2000  # copying many files changes a folder many times


class Under:
    """Tells whether a path lies in a folder."""

    def __init__(self, folder: str) -> None:
        self._prefix = os.path.join(folder, "")

    def __call__(self, path: str) -> bool:
        return path.startswith(self._prefix)


def with_folder(folders: tuple[str, ...], folder: str) -> tuple[str, ...]:
    """`folders` and `folder`; none that lies in another one."""
    if any(folder == one or Under(one)(folder) for one in folders):
        return folders
    return (*(one for one in folders if not Under(folder)(one)), folder)


def slice_of(paths: Sequence[str], folder: str) -> slice:
    """Where the paths of a folder stand among paths sorted by their bytes."""
    prefix = os.fsencode(os.path.join(folder, ""))
    after = prefix[:-1] + bytes([prefix[-1] + 1])
    return slice(bisect_left(paths, prefix, key=os.fsencode), bisect_left(paths, after, key=os.fsencode))


def merged(
    scanned: tuple[str, ...], known: tuple[str, ...], folders: Sequence[str], unseen: Collection[str]
) -> tuple[str, ...]:
    """All photos, sorted: the scanned ones, and of folders `unseen` by the scan the known ones; none holds another."""
    paths: list[str] = []
    for folder in sorted(folders, key=lambda folder: os.fsencode(os.path.join(folder, ""))):
        source = known if folder in unseen else scanned
        paths.extend(source[slice_of(source, folder)])
    return tuple(paths)


@dataclass(frozen=True)
class Listed:
    """Which photos there are, as sorted paths.

    stored: what the catalog knew when it was last read; scanned: what the last scan found, in the folders `of`;
    hidden: photos that the user has thrown away since.
    """

    stored: tuple[str, ...] = ()
    scanned: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    hidden: frozenset[str] = frozenset()

    def photos(self, folders: tuple[str, ...], offline: frozenset[str]) -> tuple[str, ...]:
        """What the scan found; of folders that it could not scan, or not yet, what is stored."""
        unseen = offline | frozenset(folders).difference(self.of)
        as_scanned = folders == self.of and not unseen
        paths = self.scanned if as_scanned else merged(self.scanned, self.stored, folders, unseen)
        return tuple(path for path in paths if path not in self.hidden) if self.hidden else paths


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
    there = QCoreApplication.translate("Library", "There are no photos in {folder}.")
    gone = QCoreApplication.translate(
        "Library", "The folder {folder} does not exist. Check its name, or plug in the drive it is on."
    )
    return (there if os.path.isdir(folder) else gone).format(folder=shown(folder))
