"""What the user made, and nothing can compute again: favourites, corrections of kinds, collections, what is not the
same, facts. SQLite, apart from the catalog, which can be rebuilt.

What cannot be read is never written over. A change is one transaction that reads, changes and writes: a kill loses
nothing that was confirmed, and of two programs at once neither undoes what the other one did.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
import os
import re
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import TracebackType

from core.base import sentences
from core.base.files import PRIVATE_FILE, make_private, set_aside
from core.base.migrations import FARTHEST, NewerDatabase, migrate, use_wal
from core.base.paths import Paths
from core.base.sentences import Sentence, TwinsetError
from core.wardrobe.apart import Apart, Pair
from core.wardrobe.collected import Collections
from core.wardrobe.collection_rows import read_collections, write_collections
from core.wardrobe.fact_rows import read_facts, row_of, worn_rows
from core.wardrobe.facts import AllFacts
from core.wardrobe.marks import Identity, Marks
from core.wardrobe.said import Said
from core.wardrobe.schema import SCRIPTS, has_table

log = logging.getLogger(__name__)

LOCK_SECONDS = 10.0  # how long to wait for another process that writes
HASH_BYTES = 16  # of a content
_ROOM = 2**16  # bytes that a heart takes at the most, with what SQLite keeps beside its file
_FULL = "database or disk is full"
COPIES = "wardrobe-????-??-??.sqlite3"


class WardrobeError(TwinsetError):
    """The wardrobe cannot be used. `restorable`: a copy put in its place may help."""

    def __init__(self, sentence: Sentence, *, restorable: bool = False) -> None:
        super().__init__(sentence)
        self.restorable = restorable


class Wardrobe:
    """One file, made when it is not there. Use one object per thread. Everything raises WardrobeError."""

    def __init__(self, paths: Paths) -> None:
        self._paths = paths
        self._file = file = paths.wardrobe
        with self._plain_errors():
            make_private(file.parent)
            with contextlib.suppress(FileExistsError):
                os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE_FILE))
            # isolation_level=None: transactions begin and end only where this file says so.
            self._db = sqlite3.connect(file, timeout=LOCK_SECONDS, isolation_level=None)
            try:
                self._prepare()
            except BaseException:
                self._db.close()
                raise

    def __enter__(self) -> Wardrobe:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._db.close()

    def marks(self) -> Marks:
        """What is marked on disk. Raises WardrobeError."""
        with self._plain_errors():
            return read_marks(self._db)

    def change(self, change: Callable[[Marks], Marks]) -> Marks:
        """Exchange the marks for what `change` makes of them; returns them as they are on disk then."""
        with self._transaction():
            return self._change(change)

    def take_over(self) -> Sentence | None:
        """Add the favourites that an earlier version kept in a file, once; the file stays, under another name.

        Returns a sentence when the file was damaged or cannot be read.
        """
        marks_json = self._paths.marks
        try:
            data = marks_json.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            return sentences.OLD_MARKS.filled(file=marks_json, why=error.strerror or str(error))
        contents, whole = _favourites_in(data)
        digest = hashlib.blake2b(data, digest_size=HASH_BYTES).digest()
        with self._transaction():
            seen = self._db.execute("SELECT 1 FROM taken_over WHERE digest = ?", (digest,)).fetchone()
            if not seen:
                self._change(lambda marks: marks.favoured(map(Identity, contents), True))
                self._db.execute("INSERT INTO taken_over VALUES (?, ?)", (digest, int(time.time())))
        try:
            kept = set_aside(marks_json, "taken-over" if whole else "damaged")
        except OSError:  # then it is known by its digest the next time
            kept = marks_json
        return None if whole else sentences.DAMAGED_MARKS.filled(file=kept)

    # --- inside ---

    def _change(self, change: Callable[[Marks], Marks]) -> Marks:
        before = read_marks(self._db)
        after = change(before)
        loved = ((one, ()) for one in after.favourites - before.favourites)
        said = ((one, (word,)) for one, word in after.said.pairs - before.said.pairs)
        self._exchange("favourites", before.favourites - after.favourites, loved)
        self._exchange("kinds", (one for one, _ in before.said.pairs - after.said.pairs), said)
        self._part(before.apart.pairs - after.apart.pairs, after.apart.pairs - before.apart.pairs)
        if after.facts != before.facts:
            self._write_facts(before.facts, after.facts)
        if after.collections != before.collections:
            write_collections(self._db, before.collections, after.collections)
        return after

    def _write_facts(self, before: AllFacts, after: AllFacts) -> None:
        old = {one: facts for one, facts in before.by_photo.items() if after.by_photo.get(one) != facts}
        new = {one: facts for one, facts in after.by_photo.items() if before.by_photo.get(one) != facts}
        self._exchange("facts", old, ((one, row_of(facts)) for one, facts in new.items()))
        days, then = worn_rows(new), worn_rows(old)
        self._db.executemany("DELETE FROM worn WHERE content = ? AND pixels = ? AND day = ?", then - days)
        self._db.executemany("INSERT INTO worn VALUES (?, ?, ?)", days - then)

    def _part(self, gone: Iterable[Pair], new: Iterable[Pair]) -> None:
        """Pairs of photos that are not the same, no more and from now on."""
        now = int(time.time())
        own = "content = ? AND pixels = ? AND other_content = ? AND other_pixels = ?"
        self._db.executemany(f"DELETE FROM apart WHERE {own}", [(*one, *other) for one, other in gone])
        rows = [(*one, *other, now) for one, other in new]
        self._db.executemany("INSERT INTO apart VALUES (?, ?, ?, ?, ?)", rows)

    def _exchange(self, table: str, gone: Iterable[Identity], new: Iterable[tuple[Identity, tuple[str, ...]]]) -> None:
        """Rows for others; each new one with the texts that stand in it. It counts from when a copy of it was there."""
        since = f"SELECT COALESCE(MIN(added), ?) FROM {table} WHERE content = ? OR (pixels = ? AND pixels <> x'')"
        now = int(time.time())
        rows = [(*one, *what, *self._db.execute(since, (now, *one)).fetchone()) for one, what in new]
        self._db.executemany(f"DELETE FROM {table} WHERE content = ? AND pixels = ?", gone)
        if rows:
            self._db.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)

    def _prepare(self) -> None:
        """Nothing is written before the file is seen to be ours, or new."""
        has_copies = any(self._paths.copies.glob(COPIES))  # asked first: another program may make both just now
        if has_copies and not self._file.stat().st_size:
            raise sqlite3.DatabaseError("emptied: there was something in it, as the copies show")
        check(self._db)
        if self._db.execute("SELECT 1 FROM sqlite_master").fetchone():
            read_marks(self._db, 1)
        use_wal(self._db, LOCK_SECONDS)
        self._db.execute("PRAGMA synchronous = FULL")
        migrate(self._db, SCRIPTS)

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        with self._plain_errors():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise

    @contextlib.contextmanager
    def _plain_errors(self) -> Iterator[None]:
        try:
            yield
        except NewerDatabase as error:
            raise WardrobeError(sentences.NEWER_WARDROBE.filled(file=self._file)) from error
        except (OSError, sqlite3.Error, UnicodeError) as error:
            log.info("%s: %r", self._file, error)
            raise plain(error, self._file) from error


def check(db: sqlite3.Connection) -> None:
    """Raise sqlite3.DatabaseError for what is no whole database. A small file: this takes no time."""
    if db.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
        raise sqlite3.DatabaseError("database disk image is malformed")
    if not 0 <= (version := db.execute("PRAGMA user_version").fetchone()[0]) <= FARTHEST:
        raise sqlite3.DatabaseError(f"no version is {version}")


def read_marks(db: sqlite3.Connection, most: int = -1) -> Marks:
    """What is marked, or `most` of each. Raises sqlite3.DatabaseError, UnicodeError for what cannot be that."""
    favourites = db.execute("SELECT content, pixels FROM favourites LIMIT ?", (most,)).fetchall()
    kinds, apart = [], []
    if has_table(db, "kinds"):
        # As bytes: of a text that is none SQLite would say that it cannot be read just now.
        kinds = db.execute("SELECT content, pixels, CAST(word AS BLOB) FROM kinds LIMIT ?", (most,)).fetchall()
    collections = read_collections(db, most) if has_table(db, "collections") else Collections()
    if has_table(db, "apart"):
        columns = "content, pixels, other_content, other_pixels"
        apart = db.execute(f"SELECT {columns} FROM apart LIMIT ?", (most,)).fetchall()
    facts = read_facts(db, most) if has_table(db, "facts") else AllFacts()
    if not all(isinstance(one, bytes) for row in (*favourites, *kinds, *apart) for one in row):
        raise sqlite3.DatabaseError("hashes of another type")
    said = ((Identity(content, pixels), word.decode()) for content, pixels, word in kinds)
    pairs = Apart.of_pairs((Identity(*row[:2]), Identity(*row[2:])) for row in apart)
    return Marks(frozenset(map(Identity._make, favourites)), Said.of_pairs(said), collections, pairs, facts)


def plain(error: Exception, file: Path) -> WardrobeError:
    """What an error means to the user."""
    if is_damage(error):
        return WardrobeError(sentences.DAMAGED_WARDROBE.filled(file=file), restorable=True)
    full = _is_full(file)  # SQLite says so only when it was writing already
    why = _FULL if full else error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    passes = full or why == _FULL or getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY
    return WardrobeError(sentences.CLOSED_WARDROBE.filled(why=why, file=file), restorable=not passes)


def _is_full(file: Path) -> bool:
    try:
        return shutil.disk_usage(file.parent).free < _ROOM
    except OSError:
        return False


def is_damage(error: Exception) -> bool:
    """Whether the file holds something else than it should, rather than that it cannot be read just now."""
    if isinstance(error, sqlite3.OperationalError):
        return "no such" in str(error) or "already exists" in str(error)  # a table or column; the version is wrong
    return isinstance(error, sqlite3.Error | UnicodeError)  # SQLite quotes damaged names in its messages


def _favourites_in(data: bytes) -> tuple[list[bytes], bool]:
    """The contents that an earlier version noted, and whether the file was whole; else those that can be seen in it."""
    try:
        return [bytes.fromhex(text) for text in json.loads(data)["favourites"]], True
    except (ValueError, TypeError, KeyError, RecursionError):
        found = re.findall(rb'"([0-9a-f]{%d})"' % (2 * HASH_BYTES), data)
        return [bytes.fromhex(text.decode("ascii")) for text in found], False
