"""Photos into the system's trash, and back. Nothing is ever deleted for good."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QFile, QObject, Signal

from gui.base.jobs import Series
from gui.base.work import Work


@dataclass(frozen=True)
class Moved:
    """Where a photo was and where it lies now."""

    path: str
    at: str


def to_trash(paths: Sequence[str]) -> tuple[Moved, ...]:
    """Move photos to the trash; one Moved for each that could be."""
    return tuple(filter(None, map(_to_trash, paths)))


def from_trash(moved: Sequence[Moved]) -> tuple[Moved, ...]:
    """Bring photos back; those of them that could be."""
    return tuple(filter(_from_trash, moved))


class Trash(QObject):
    """Does one thing after the other, each to its end.

    Signals:
        trashed, restored: the paths asked for, and a tuple of Moved for those it worked with.
    """

    trashed = Signal(tuple, tuple)
    restored = Signal(tuple, tuple)

    def __init__(self, work: Work, parent: QObject) -> None:
        super().__init__(parent)
        self._moving = Series(work, self)

    def throw(self, paths: Sequence[str]) -> None:
        wanted = tuple(paths)
        self._moving.run(partial(to_trash, wanted), done=partial(self.trashed.emit, wanted))

    def restore(self, moved: Sequence[Moved]) -> None:
        wanted = tuple(one.path for one in moved)
        self._moving.run(partial(from_trash, moved), done=partial(self.restored.emit, wanted))


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
