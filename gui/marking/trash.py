"""Photos into the system's trash, and back. Nothing is ever deleted for good."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QFile, QObject, Signal, Slot

from gui.base.job_classes import Job, Series
from gui.base.work import Work


@dataclass(frozen=True)
class Moved:
    """Where a photo was and where it lies now."""

    path: str
    at: str


class TrashJob(Job):
    """Moves photos to the trash; its value is a list of Moved, one for each that could be moved."""

    def __init__(self, paths: Sequence[str]) -> None:
        super().__init__()
        self._photos = tuple(paths)

    def work(self) -> tuple[str, tuple[str, ...], tuple[Moved, ...]]:
        return "trashed", self._photos, tuple(filter(None, map(_to_trash, self._photos)))


class RestoreJob(Job):
    """Brings photos back from the trash; its value is like that of TrashJob."""

    def __init__(self, moved: Sequence[Moved]) -> None:
        super().__init__()
        self._moved = tuple(moved)

    def work(self) -> tuple[str, tuple[str, ...], tuple[Moved, ...]]:
        back = tuple(one for one in self._moved if _from_trash(one))
        return "restored", tuple(one.path for one in self._moved), back


class Trash(QObject):
    """Runs one job after the other, each to its end.

    Signals:
        trashed, restored: the paths asked for, and a tuple of Moved for those it worked with.
    """

    trashed = Signal(object, object)
    restored = Signal(object, object)

    def __init__(self, work: Work, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = Series(work, self)
        self._jobs.succeeded.connect(self._on_done)

    def throw(self, paths: Sequence[str]) -> None:
        self._jobs.submit(TrashJob(paths))

    def restore(self, moved: Sequence[Moved]) -> None:
        self._jobs.submit(RestoreJob(moved))

    @Slot(object)
    def _on_done(self, outcome: tuple[str, tuple[str, ...], tuple[Moved, ...]]) -> None:
        what, wanted, moved = outcome
        (self.trashed if what == "trashed" else self.restored).emit(wanted, moved)


def _to_trash(path: str) -> Moved | None:
    try:
        path.encode()  # a name that is no UTF-8 would become another one on its way through Qt
    except UnicodeEncodeError:
        return None
    file = QFile(path)
    return Moved(path, file.fileName()) if file.moveToTrash() and file.fileName() != path else None


def _from_trash(moved: Moved) -> bool:
    if os.path.exists(moved.path) or not QFile.rename(moved.at, moved.path):
        return False
    # The freedesktop trash keeps a note for each file; without its file it would be an empty entry.
    note = Path(moved.at).parent.parent / "info" / f"{os.path.basename(moved.at)}.trashinfo"
    with contextlib.suppress(OSError):
        note.unlink()
    return True
