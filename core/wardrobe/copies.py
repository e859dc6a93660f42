"""Copies of the wardrobe, one a day, the last seven; and the way back to one of them."""

from __future__ import annotations

import contextlib
import datetime
import logging
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from core.base import sentences
from core.base.files import make_private, move_new, set_aside, write_whole
from core.base.paths import Paths
from core.base.sentences import Sentence
from core.wardrobe.marks import Marks
from core.wardrobe.wardrobe import COPIES, Wardrobe, WardrobeError, check, plain, read_marks

log = logging.getLogger(__name__)

KEPT = 7


@dataclass(frozen=True)
class Kept:
    """What is known of the wardrobe.

    `problem`: why it cannot be changed; `marks` are then what could be read, maybe of a copy. `copy`: the day of the
    copy that can be put in its place, as the ISO writes it. `said`: what was mended.
    """

    marks: Marks
    problem: Sentence | None = None
    copy: str = ""
    said: tuple[Sentence, ...] = ()


def open_wardrobe(paths: Paths) -> Kept:
    """Look at the wardrobe as the program starts: take over what is older, put back what is gone, copy what is good."""
    said: list[Sentence] = []
    try:
        if day := put_back(paths):
            said.append(sentences.RESTORED_WARDROBE.filled(day=day))
        with Wardrobe(paths) as wardrobe:
            if taken := wardrobe.take_over():
                said.append(taken)
            marks = wardrobe.marks()
        copy_of_today(paths)
        return Kept(marks, said=tuple(said))
    except WardrobeError as error:
        return _trouble(paths, error)


def change_wardrobe(paths: Paths, change: Callable[[Marks], Marks]) -> Kept:
    """Exchange the marks for what `change` makes of them, on disk when this returns unless there is a `problem`."""
    try:
        put_back(paths)  # should it have been deleted while the window was open
        copy_of_today(paths)  # before the first change of a day
        with Wardrobe(paths) as wardrobe:
            return Kept(wardrobe.change(change))
    except WardrobeError as error:
        return _trouble(paths, error)


def known_wardrobe(paths: Paths) -> Kept:
    """What is marked, for those who change nothing: where there is no wardrobe none is made."""
    try:
        if not _is_there(paths.wardrobe):
            return Kept(Marks())
        with Wardrobe(paths) as wardrobe:
            return Kept(wardrobe.marks())
    except OSError as error:
        return _trouble(paths, plain(error, paths.wardrobe))
    except WardrobeError as error:
        return _trouble(paths, error)


def _trouble(paths: Paths, error: WardrobeError) -> Kept:
    """What is known all the same, and what can be done."""
    good = newest_good(paths.copies)
    marks = _readable(paths.wardrobe, _how(paths.wardrobe)) or (_readable(good) if good else None) or Marks()
    return Kept(marks, error.sentence, _day(good) if good and error.restorable else "")


def copy_of_today(paths: Paths) -> None:
    """Copy the wardrobe unless that was done today. A disk that cannot be written costs only the copy."""
    target = paths.copies / f"wardrobe-{datetime.date.today().isoformat()}.sqlite3"
    try:
        if target.exists() or not _is_there(paths.wardrobe):
            return
        data = _copied(paths)
        if not data:
            return
        write_whole(target, data)
        for old in sorted(paths.copies.glob(COPIES))[:-KEPT]:
            old.unlink()
    except (OSError, sqlite3.Error, UnicodeError):
        log.exception("The wardrobe could not be copied")


def newest_good(copies: Path) -> Path | None:
    """The newest copy that is whole."""
    with contextlib.suppress(OSError):
        return next((one for one in sorted(copies.glob(COPIES), reverse=True) if _readable(one) is not None), None)
    return None


def restore(paths: Paths) -> Kept:
    """Put the newest good copy in the wardrobe's place; what lies there is kept under another name.

    Raises WardrobeError.
    """
    good = newest_good(paths.copies)
    if good is None:
        raise WardrobeError(sentences.NO_COPY.filled(folder=paths.copies))
    try:
        set_aside_wardrobe(paths.wardrobe)
    except OSError as error:
        raise plain(error, paths.wardrobe) from error
    put_back(paths)
    return open_wardrobe(paths)


def set_aside_wardrobe(file: Path) -> None:
    """With what SQLite keeps beside it: that must not be taken for part of another file."""
    aside = set_aside(file)
    for ending in ("-wal", "-shm"):
        with contextlib.suppress(FileNotFoundError):
            move_new(file.with_name(file.name + ending), aside.with_name(aside.name + ending))


def put_back(paths: Paths) -> str:
    """Where there is no wardrobe but a good copy, put that there; returns its day."""
    try:
        good = None if _is_there(paths.wardrobe) else newest_good(paths.copies)
        if good is None:
            return ""
        for ending in ("-wal", "-shm"):
            left = paths.wardrobe.with_name(paths.wardrobe.name + ending)
            if _is_there(left):
                set_aside(left, "left")
        new = paths.wardrobe.with_name(f".{paths.wardrobe.name}.restored")
        write_whole(new, good.read_bytes())
        with contextlib.suppress(FileExistsError):  # another process was quicker
            move_new(new, paths.wardrobe)
        new.unlink(missing_ok=True)
        return _day(good)
    except OSError as error:
        raise plain(error, paths.wardrobe) from error


def _is_there(file: Path) -> bool:
    """Other than Path.exists, one that may not be looked at counts: it raises OSError."""
    try:
        file.lstat()
    except FileNotFoundError:
        return False
    return True


def _day(copy: Path) -> str:
    return copy.stem.removeprefix("wardrobe-")


def _copied(paths: Paths) -> bytes:
    """The bytes of a database that holds what the wardrobe holds, checked. Raises sqlite3.Error, OSError.

    No bytes for a file without tables: it was emptied, or another program is only making it.
    """
    make_private(paths.copies)
    with _opened(paths.wardrobe, "mode=rw") as source, contextlib.closing(sqlite3.connect(":memory:")) as target:
        source.backup(target)
        check(target)
        return target.serialize() if _version(target) else b""


@contextlib.contextmanager
def _opened(file: Path, how: str) -> Iterator[sqlite3.Connection]:
    with contextlib.closing(sqlite3.connect(f"{file.absolute().as_uri()}?{how}", uri=True)) as db:
        yield db


def _how(file: Path) -> str:
    """How to read a file when nothing may be written beside it: on a full disk SQLite cannot even follow its log."""
    try:
        has_log = file.with_name(file.name + "-wal").stat().st_size > 0
    except OSError:
        has_log = False
    return "mode=ro" if has_log else "immutable=1"


def _readable(file: Path, how: str = "immutable=1") -> Marks | None:
    """What the file holds, if it is a whole database of this version or an earlier one, or one that reads like it."""
    try:
        with _opened(file, how) as db:
            check(db)
            return read_marks(db) if _version(db) else None
    except (OSError, sqlite3.Error, ValueError):
        return None


def _version(db: sqlite3.Connection) -> int:
    """Zero before the tables are made."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])
