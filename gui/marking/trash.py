"""Photos into the system's trash, and back. Nothing is ever deleted for good."""

from __future__ import annotations

import contextlib
import logging
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import partial
from pathlib import Path

from PySide6.QtCore import QFile, QObject, QStandardPaths, Signal

from gui.base.jobs import Series
from gui.base.work import Work

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Moved:
    """Where a photo was and where it lies now."""

    path: str
    at: str


class Why(Enum):
    """Why a photo could not be moved to the trash."""

    GONE = auto()  # it is not there any more
    NAME = auto()  # it is no UTF-8, and would become another one on its way through Qt
    LOCKED = auto()  # its folder, or the drive, may only be read
    NO_TRASH = auto()  # its drive has none, and none can be made
    NO_HOME = auto()  # nor has the user
    LAST = auto()  # it may not go, as the disk is by now


@dataclass(frozen=True)
class Stayed:
    """A photo that could not be moved to the trash."""

    path: str
    why: Why


def to_trash(paths: Sequence[str], must_stay: Callable[[str], bool] | None = None) -> tuple[Moved | Stayed, ...]:
    """Move photos to the trash; what became of each. `must_stay` is asked about each just before."""
    return tuple(Stayed(path, Why.LAST) if must_stay and must_stay(path) else _to_trash(path) for path in paths)


def from_trash(moved: Sequence[Moved]) -> tuple[Moved, ...]:
    """Bring photos back; those of them that could be."""
    return tuple(filter(_from_trash, moved))


class Trash(QObject):
    """Does one thing after the other, each to its end.

    Signals:
        trashed: a tuple of Moved and Stayed, one for each path asked for.
        restored: the paths asked for, and a tuple of Moved for those it worked with.
    """

    trashed = Signal(tuple)
    restored = Signal(tuple, tuple)

    def __init__(self, work: Work, parent: QObject) -> None:
        super().__init__(parent)
        self._moving = Series(work, self)

    def throw(self, paths: Sequence[str], must_stay: Callable[[str], bool] | None = None) -> None:
        """Move photos there, see `to_trash`."""
        self._moving.run(partial(to_trash, tuple(paths), must_stay), done=self.trashed.emit)

    def restore(self, moved: Sequence[Moved]) -> None:
        wanted = tuple(one.path for one in moved)
        self._moving.run(partial(from_trash, moved), done=partial(self.restored.emit, wanted))


def _to_trash(path: str) -> Moved | Stayed:
    try:
        path.encode()
    except UnicodeEncodeError:
        return _stayed(path, Why.NAME, "no UTF-8")
    _make_home()
    file = QFile(path)
    if file.moveToTrash() and file.fileName() != path:
        return Moved(path, file.fileName())
    return _stayed(path, _why(path), file.errorString())


def _home() -> str:
    """The folder in which freedesktop's trash lies."""
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericDataLocation)


def _make_home() -> None:
    """The specification wants the folder of the trash made where it is needed; Qt makes only the last part of it."""
    if sys.platform not in ("win32", "darwin"):
        with contextlib.suppress(OSError):
            os.makedirs(_home(), 0o700, exist_ok=True)


def _why(path: str) -> Why:
    """What Qt's error does not tell."""
    if not os.path.lexists(path):
        return Why.GONE
    if not os.access(os.path.dirname(path), os.W_OK | os.X_OK):
        return Why.LOCKED
    try:
        at_home = os.stat(_home()).st_dev == os.stat(os.path.dirname(path)).st_dev
    except OSError:
        return Why.NO_HOME
    return Why.NO_HOME if at_home else Why.NO_TRASH


def _stayed(path: str, why: Why, said: str) -> Stayed:
    if why is not Why.GONE:  # somebody else was quicker: nothing is wrong
        log.warning("Could not be moved to the trash: %r: %s (%s)", path, why.name, said)
    return Stayed(path, why)


def _from_trash(moved: Moved) -> bool:
    if os.path.exists(moved.path) or not QFile.rename(moved.at, moved.path):
        return False
    # The freedesktop trash keeps a note for each file; without its file it would be an empty entry.
    note = Path(moved.at).parent.parent / "info" / f"{os.path.basename(moved.at)}.trashinfo"
    with contextlib.suppress(OSError):
        note.unlink()
    return True
