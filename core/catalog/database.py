"""The database of the catalog: opened, brought up to date, and set aside when it is damaged.

What changes a database as a whole (its tables, its place) happens under a lock between programs, and whoever gets the
lock looks again first: two that find the same damage cannot set aside each other's new catalog.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from core.base import sentences
from core.base.files import PRIVATE_FILE, make_private, take_over
from core.base.locks import only_one
from core.base.migrations import FARTHEST, migrate, use_wal
from core.base.sentences import TwinsetError
from core.catalog.schema import MIGRATIONS, PROBES, SCHEMA_VERSION

LOCK_SECONDS = 60.0  # how long to wait for another process that writes
NAME = "catalog.sqlite3"
# Damage may hit the names that SQLite quotes when it tells of it: then Python fails to make the words of its own error.
_ERRORS = (sqlite3.Error, UnicodeDecodeError)
_CONDEMNED = -1  # the version of a database in which something impossible was read
_whole: set[tuple[str, int, int]] = set()  # the databases that this process has checked: directory, device, file number
_guard = threading.Lock()


class CatalogError(TwinsetError):
    """The catalog cannot be used."""


class Damaged(sqlite3.DatabaseError):
    """What was read cannot have been written."""


class Database:
    """A connection to the catalog in one directory, for one thread. Raises CatalogError."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self._db: sqlite3.Connection | None = None
        with self.plain_errors():
            self._db = _open(directory)

    @property
    def connection(self) -> sqlite3.Connection:
        """That of sqlite3, for what is not wrapped here."""
        assert self._db is not None, "it is open from the start"
        return self._db

    def close(self) -> None:
        """End the connection; for good."""
        self.connection.close()

    def execute(self, statement: str, values: Sequence[Any] = ()) -> sqlite3.Cursor:
        """As sqlite3 does. Raises sqlite3.Error; see `plain_errors`."""
        return self.connection.execute(statement, values)

    def executemany(self, statement: str, rows: Iterable[Sequence[Any]]) -> None:
        """The same statement for each row. Raises sqlite3.Error."""
        self.connection.executemany(statement, rows)

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing, and nobody else writes meanwhile. What others raise in it goes on after undoing it."""
        with self.plain_errors(), self._within("BEGIN IMMEDIATE"):
            yield

    @contextlib.contextmanager
    def snapshot(self) -> Iterator[None]:
        """Everything read in it belongs together, whatever others write meanwhile."""
        with self.plain_errors(), self._within("BEGIN"):
            yield

    @contextlib.contextmanager
    def _within(self, begin: str) -> Iterator[None]:
        self.execute(begin)
        try:
            yield
            self.execute("COMMIT")
        except BaseException:
            if self.connection.in_transaction:
                self.execute("ROLLBACK")
            raise

    @contextlib.contextmanager
    def plain_errors(self) -> Iterator[None]:
        """Makes errors of the database and the disk one CatalogError. Damage condemns: the next opening mends it."""
        try:
            yield
        except (OSError, *_ERRORS) as error:
            if _is_damage(error):
                self._condemn()
                raise CatalogError(sentences.DAMAGED_CATALOG.filled(folder=self.directory)) from error
            what = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
            raise CatalogError(sentences.BROKEN_CATALOG.filled(folder=self.directory, why=what)) from error

    def _condemn(self) -> None:
        with _guard:
            _whole.difference_update({one for one in _whole if one[0] == str(self.directory)})
        if self._db is not None:
            with contextlib.suppress(*_ERRORS):  # the check at the next opening finds what prevents it
                self._db.execute(f"PRAGMA user_version = {_CONDEMNED}")


def _open(directory: Path) -> sqlite3.Connection:
    # Even what was checked before is opened under the lock: SQLite opens a log by its name. Were the directory moved
    # aside between the database and its log, the log of the new database would go with the old one.
    with only_one(directory.with_name(f"{directory.name}.lock"), LOCK_SECONDS):
        if (opened := _opened_again(directory)) is not None:
            return opened
        try:
            take_over(directory)
            return _prepared(directory)
        except _ERRORS as error:
            if not _is_damage(error):
                raise
        _set_aside(directory)  # the photos can be indexed again
        return _prepared(directory)


def _opened_again(directory: Path) -> sqlite3.Connection | None:
    """The database that this process has checked before, if it is still there: cheap."""
    with contextlib.suppress(OSError, *_ERRORS):  # told or mended by what follows
        if _key(directory) in _whole:
            db = _connect(directory)
            if _version(db) == SCHEMA_VERSION:
                return db
            db.close()
    return None


def _connect(directory: Path) -> sqlite3.Connection:
    file = directory / NAME
    # isolation_level=None: transactions begin and end only where this file says so.
    db = sqlite3.connect(file, timeout=LOCK_SECONDS, isolation_level=None)
    try:
        if _version(db) > FARTHEST:
            raise Damaged("no version")
        if _version(db) > SCHEMA_VERSION:
            raise CatalogError(sentences.NEWER_CATALOG.filled(folder=directory))
        use_wal(db, LOCK_SECONDS)
        db.execute("PRAGMA synchronous = FULL")
    except BaseException:
        db.close()  # Windows does not move the file of an open database
        raise
    return db


def _prepared(directory: Path) -> sqlite3.Connection:
    """A connection to the checked database, its tables those of today. Under the lock."""
    make_private(directory)
    # SQLite gives its companions the same rights. A file that is there must not be opened but by SQLite: closing it
    # would end the locks of every connection in this process.
    with contextlib.suppress(FileExistsError):
        os.close(os.open(directory / NAME, os.O_RDWR | os.O_CREAT | os.O_EXCL, PRIVATE_FILE))
    db = _connect(directory)
    try:
        if _version(db) < 0:
            raise Damaged("condemned")
        if db.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
            raise Damaged("database disk image is malformed")
        migrate(db, MIGRATIONS)
        for probe in PROBES:
            db.execute(probe).fetchall()
    except sqlite3.OperationalError as error:
        db.close()
        if error.sqlite_errorcode == sqlite3.SQLITE_ERROR:  # no such table, duplicate column: tables nobody has made
            raise Damaged(str(error)) from error
        raise
    except BaseException:
        db.close()
        raise
    with _guard:
        _whole.add(_key(directory))
    return db


def _version(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def _key(directory: Path) -> tuple[str, int, int]:
    status = os.stat(directory / NAME)
    return str(directory), status.st_dev, status.st_ino


def _is_damage(error: Exception) -> bool:
    """Such as "file is not a database"; other subclasses of DatabaseError speak of locks, space and the like."""
    return type(error) in (sqlite3.DatabaseError, Damaged, UnicodeDecodeError)


def _set_aside(directory: Path) -> None:
    """Move a damaged catalog to a name of its own, so that nothing in it is lost for good. Raises OSError."""
    number = 1
    while (target := directory.with_name(f"{directory.name}-damaged-{number}")).exists():
        number += 1
    directory.rename(target)
