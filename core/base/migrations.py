"""How every SQLite database of the program is opened: write-ahead logging, and brought up to date step by step.

Its `user_version` counts the steps taken.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator, Sequence


class NewerDatabase(Exception):
    """A newer version of the program made this database; this one must not write to it."""


FARTHEST = 1000  # no version will ever be higher: such a number is damage, not the future


def use_wal(db: sqlite3.Connection, seconds: float) -> None:
    """Write-ahead logging: others read while one writes. For this step alone SQLite never waits, so we do.

    Raises sqlite3.Error, also when others are busy with the database for longer than so many `seconds`.
    """
    deadline = time.monotonic() + seconds
    while True:
        try:
            db.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
        time.sleep(0.01)


def migrate(db: sqlite3.Connection, scripts: Sequence[str]) -> None:
    """Run the scripts that this database has not seen, all or nothing. Raises NewerDatabase, sqlite3.Error.

    `db` opens no transactions by itself (isolation_level=None). Script i leads from version i to i + 1. Of several
    processes that come at once one does it while the others wait.
    """
    if _version(db) == len(scripts):
        return
    db.execute("BEGIN IMMEDIATE")
    try:
        version = _version(db)
        if version > len(scripts):
            raise NewerDatabase
        for script in scripts[version:]:
            for statement in _statements(script):
                db.execute(statement)
        db.execute(f"PRAGMA user_version = {len(scripts)}")
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def _version(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def _statements(script: str) -> Iterator[str]:
    """One by one, because executescript would end the transaction."""
    statement = ""
    for part in script.split(";"):
        statement += part + ";"
        if sqlite3.complete_statement(statement):
            if part.strip():
                yield statement
            statement = ""
