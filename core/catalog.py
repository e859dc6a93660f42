"""What is indexed: SQLite for files and their states, append-only .npy shards for their features.

Order of writing, so that a kill at any moment loses at most the batch under way and can never give a photo another
photo's vector: rows go into a shard and are flushed to disk, then one SQLite transaction names them. A row that no
committed record names does not exist and is written over by the next batch. The transaction is also the lock between
processes: whoever holds it is the only one to append.
"""

from __future__ import annotations

import os
import sqlite3
import time
import zlib
from collections.abc import Collection as Many
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

import numpy as np
from numpy.typing import NDArray

from core import sentences
from core.columns import Columns, read_columns
from core.images import ImageFile, Scan
from core.schema import SCHEMA, SCHEMA_VERSION
from core.shards import Shards

LOCK_SECONDS = 60.0  # how long to wait for another process that writes
_READ = "files f WHERE NOT missing AND content IS NOT NULL"


class CatalogError(Exception):
    """The catalog cannot be used; str() is one plain sentence for the user."""


@dataclass(frozen=True)
class Entry:
    """What indexing found out about one file: its content and, where that was new, its features; or why not."""

    file: ImageFile
    content: bytes | None = None
    features: NDArray[np.float16] | None = None
    reason: str | None = None


@dataclass(frozen=True)
class Collection:
    """The searchable photos: row i of `vectors`, (N, D) float32 and read-only, belongs to paths[i]; sorted by path."""

    paths: tuple[str, ...]
    vectors: NDArray[np.float32]


@dataclass(frozen=True)
class Listing:
    """Files with when they were changed, (N,) int64 in ns, and the hashes of their contents; sorted by path."""

    paths: tuple[str, ...]
    mtimes: NDArray[np.int64]
    contents: tuple[bytes, ...]


class Catalog:
    """The catalog in one directory. Use one object per thread; opening is cheap. Raises CatalogError."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        with self._plain_errors():
            try:
                self._db = self._open()
            except sqlite3.DatabaseError as error:
                if type(error) is not sqlite3.DatabaseError:  # its subclasses speak of locks, space and the like
                    raise
                self._set_aside()  # "file is not a database", "malformed": the photos can be indexed again
                self._db = self._open()

    def __enter__(self) -> Catalog:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        self._db.close()

    # --- reading ---

    def known(self, folders: Sequence[str], model_id: str) -> dict[str, tuple[int, int]]:
        """Size in bytes and mtime in ns, by path, of each file whose features are stored."""
        source = "files f JOIN features USING (content) WHERE model_id = ?"
        found = self._columns(source, folders, model_id, numbers=("f.size", "f.mtime_ns"))
        return dict(zip(found.paths, zip(*found.numbers.tolist(), strict=True), strict=True))

    def contents(self, model_id: str) -> set[bytes]:
        """The content hashes whose features are stored."""
        with self._plain_errors():
            return {row[0] for row in self._db.execute("SELECT content FROM features WHERE model_id = ?", (model_id,))}

    def features(self, content: bytes, model_id: str) -> NDArray[np.float16] | None:
        """The stored features (D,) of one content, or None."""
        with self._plain_errors():
            query = "SELECT row FROM features WHERE model_id = ? AND content = ?"
            found = self._db.execute(query, (model_id, content)).fetchone()
            return None if found is None else self._shards(model_id).read(np.array(found), np.float16)[0]

    def collection(self, folders: Sequence[str], model_id: str) -> Collection:
        """All searchable photos under `folders`: those with features that were there at the last scan."""
        source = "files f JOIN features USING (content) WHERE NOT missing AND model_id = ?"
        found = self._columns(source, folders, model_id, numbers=("row",))
        with self._plain_errors():
            vectors = self._shards(model_id).read(found.numbers[0], np.float32)
        vectors.setflags(write=False)
        return Collection(found.paths, vectors)

    def paths(self, folders: Sequence[str]) -> tuple[str, ...]:
        """The paths of `listing`, for those who cannot wait."""
        return self._columns(_READ, folders).paths

    def listing(self, folders: Sequence[str]) -> Listing:
        """Every file under `folders` that was read and there at the last scan, sorted by path."""
        found = self._columns(_READ, folders, numbers=("f.mtime_ns",), blob="f.content")
        return Listing(found.paths, found.numbers[0], found.blobs)

    def _columns(
        self, source: str, folders: Sequence[str], *values: str, numbers: Sequence[str] = (), blob: str = ""
    ) -> Columns:
        with self._plain_errors():
            return read_columns(self._db, source, folders, values, numbers=numbers, blob=blob)

    # --- writing ---

    def commit(self, model_id: str, entries: Sequence[Entry]) -> None:
        """Store what is known about some files, all or nothing. Raises CatalogError, for example on a full disk."""
        with self._transaction():
            self._add_features(model_id, entries)
            self._db.executemany(
                "INSERT OR REPLACE INTO files (path, size, mtime_ns, content, reason) VALUES (?, ?, ?, ?, ?)",
                [(os.fsencode(e.file.path), e.file.size, e.file.mtime_ns, e.content, e.reason) for e in entries],
            )

    def _add_features(self, model_id: str, entries: Iterable[Entry]) -> None:
        new = {e.content: e.features for e in entries if e.content is not None and e.features is not None}
        known = "SELECT 1 FROM features WHERE model_id = ? AND content = ?"
        for content in list(new):  # another process may have stored it since this one looked
            if self._db.execute(known, (model_id, content)).fetchone():
                del new[content]
        if not new:
            return
        query = "SELECT COALESCE(MAX(first_row + rows), 0) FROM batches WHERE model_id = ?"
        first_row: int = self._db.execute(query, (model_id,)).fetchone()[0]
        vectors = np.stack(list(new.values()))
        self._shards(model_id).write(first_row, vectors)
        checksum = zlib.crc32(vectors.tobytes())
        self._db.execute("INSERT INTO batches VALUES (?, ?, ?, ?)", (model_id, first_row, len(new), checksum))
        rows = [(model_id, content, first_row + i) for i, content in enumerate(new)]
        self._db.executemany("INSERT INTO features VALUES (?, ?, ?)", rows)
        # What an earlier model computed goes only now that its successor's features are there, in one transaction.
        for earlier in self._other_models(model_id):
            replaced = [(earlier, content) for content in new]
            self._db.executemany("DELETE FROM features WHERE model_id = ? AND content = ?", replaced)

    def mark_missing(self, folders: Sequence[str], scan: Scan, complete: bool = True, away: Many[str] = ()) -> None:
        """Note which files under `folders` the scan found; the others are kept, but not searched.

        What lies in a folder that the scan could not read or that is `away` stays as it was. After a scan that
        was not `complete` nothing counts as missing that was there before.
        """
        there = {file.path for file in scan.files}
        unseen = tuple(os.path.join(place, "") for place in (*(one.path for one in scan.skipped), *away))
        listed = self._columns("files f WHERE TRUE", folders, numbers=("f.missing",))
        found = np.fromiter(map(there.__contains__, listed.paths), bool, len(listed.paths))
        differ = np.flatnonzero(found == (listed.numbers[0] != 0)).tolist()
        changes = [
            (int(not found[row]), os.fsencode(listed.paths[row]))
            for row in differ
            if found[row] or (complete and not listed.paths[row].startswith(unseen))
        ]
        if changes:
            with self._transaction():
                self._db.executemany("UPDATE files SET missing = ? WHERE path = ?", changes)

    def drop_damaged(self, model_id: str) -> int:
        """Forget the features of each batch whose rows do not match their checksum; returns how many batches."""
        with self._plain_errors():
            shards = self._shards(model_id)
            query = "SELECT first_row, rows, checksum FROM batches WHERE model_id = ?"
            damaged = [
                (model_id, first, first + rows)
                for first, rows, checksum in self._db.execute(query, (model_id,))
                if zlib.crc32(shards.read(np.arange(first, first + rows), np.float16).tobytes()) != checksum
            ]
        if damaged:
            with self._transaction():
                self._db.executemany("DELETE FROM features WHERE model_id = ? AND row >= ? AND row < ?", damaged)
                self._db.executemany(
                    "DELETE FROM batches WHERE model_id = ? AND first_row = ?", [d[:2] for d in damaged]
                )
        return len(damaged)

    def drop_replaced(self, model_id: str) -> None:
        """Delete the shards of models other than this one of which nothing is left that counts."""
        left = "SELECT 1 FROM features WHERE model_id = ? LIMIT 1"
        with self._transaction():
            for earlier in self._other_models(model_id):
                if not self._db.execute(left, (earlier,)).fetchone():
                    self._db.execute("DELETE FROM batches WHERE model_id = ?", (earlier,))
                    self._shards(earlier).remove()

    # --- inside ---

    def _other_models(self, model_id: str) -> list[str]:
        query = "SELECT DISTINCT model_id FROM batches WHERE model_id <> ?"
        return [row[0] for row in self._db.execute(query, (model_id,))]

    def _shards(self, model_id: str) -> Shards:
        return Shards(self._directory / "vectors" / model_id)

    def _open(self) -> sqlite3.Connection:
        self._directory.mkdir(parents=True, exist_ok=True)
        # isolation_level=None: transactions begin and end only where this file says so.
        db = sqlite3.connect(self._directory / "catalog.sqlite3", timeout=LOCK_SECONDS, isolation_level=None)
        try:
            self._prepare(db)
        except BaseException:
            db.close()  # Windows does not move the file of an open database
            raise
        return db

    def _prepare(self, db: sqlite3.Connection) -> None:
        version = db.execute("PRAGMA user_version").fetchone()[0]
        if version > SCHEMA_VERSION:
            raise CatalogError(sentences.NEWER_CATALOG.format(folder=self._directory))
        _use_wal(db)
        db.execute("PRAGMA synchronous = FULL")
        if db.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":  # 25 ms for 100,000 photos
            raise sqlite3.DatabaseError("database disk image is malformed")
        if version < SCHEMA_VERSION:
            db.executescript(f"BEGIN IMMEDIATE; {SCHEMA} PRAGMA user_version = {SCHEMA_VERSION}; COMMIT;")

    def _set_aside(self) -> None:
        """Move a damaged catalog to a name of its own, so that nothing in it is lost for good."""
        for number in range(1, 1000):
            target = self._directory.with_name(f"{self._directory.name}-damaged-{number}")
            if not target.exists():
                self._directory.rename(target)
                return

    @contextmanager
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

    @contextmanager
    def _plain_errors(self) -> Iterator[None]:
        try:
            yield
        except (OSError, sqlite3.Error) as error:
            what = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
            raise CatalogError(sentences.BROKEN_CATALOG.format(folder=self._directory, why=what)) from error


def _use_wal(db: sqlite3.Connection) -> None:
    """Write-ahead logging: others read while one writes. For this step alone SQLite never waits, so we do."""
    deadline = time.monotonic() + LOCK_SECONDS
    while True:
        try:
            db.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
        time.sleep(0.01)
