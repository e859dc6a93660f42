"""What is indexed: SQLite for files and their states, append-only .npy shards for their features.

Order of writing, so that a kill at any moment loses at most the batch under way and can never give a photo another
photo's vector: rows go into a shard and are flushed to disk, then one SQLite transaction names them. A row that no
committed record names does not exist and is written over by the next batch. The transaction is also the lock between
processes: whoever holds it is the only one to append.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

import numpy as np
from numpy.typing import NDArray

from core.catalog.collection import Collection as Collection
from core.catalog.collection import Held, Named, collected
from core.catalog.columns import Columns, places, prefixes, ranges, read_columns, read_failures
from core.catalog.database import CatalogError as CatalogError
from core.catalog.database import Database
from core.catalog.entries import Entry as Entry
from core.catalog.entries import store
from core.catalog.erasing import Erased, erase, models
from core.catalog.feature_rows import FeatureRows
from core.photos.images import ImageFile, Scan, Skipped
from core.photos.taken import READING

_PARTS = 1_000_000  # in which the share that a file lacks is read
_READ = "files f WHERE NOT missing AND content IS NOT NULL"


@dataclass(frozen=True)
class Listing:
    """Files with when they were changed, (N,) int64 in ns, and the hashes of their contents; sorted by path.

    `pixels` are the hashes of the decoded pixels, b"" where they are not known; `missing`, (N,) float32, the share of
    each picture that its file does not hold. In seconds since 1970, (N,) int64: `taken`, when the photos were taken,
    where a file does not tell when it was changed; `added`, when they were first read, 0 where that is not known.
    """

    paths: tuple[str, ...]
    mtimes: NDArray[np.int64]
    contents: tuple[bytes, ...]
    pixels: tuple[bytes, ...] = ()
    missing: NDArray[np.float32] = field(default_factory=lambda: np.zeros(0, np.float32))
    taken: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))
    added: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))


@dataclass(frozen=True, eq=False)
class Known:
    """N files, sorted by path, with size, in bytes, and date, in ns, as they were when read.

    Which were `missing` at the last scan, and which are `done`, (N,) each: their features are stored, or the model
    found that they cannot be read for a reason that lies in the file. These need not be read again while they stay the
    same.
    """

    paths: tuple[str, ...]
    sizes: NDArray[np.int64]
    mtimes: NDArray[np.int64]
    missing: NDArray[np.bool_]
    done: NDArray[np.bool_]

    def unchanged(self, scan: Scan) -> NDArray[np.bool_]:
        """Which of the files that a scan found are done and have kept size and date, (files,)."""
        at = places(scan.paths, self.paths)
        sizes, mtimes, done = (np.append(column, 0)[at] for column in (self.sizes, self.mtimes, self.done))
        unchanged: NDArray[np.bool_] = (sizes == scan.sizes) & (mtimes == scan.mtimes) & (done != 0)
        return unchanged


@dataclass(frozen=True)
class OfOthers:
    """What models other than one have left: of how many photos there are features, and the bytes of their files."""

    photos: int = 0
    bytes: int = 0


class Catalog:
    """The catalog in one directory. Use one object per thread; opening is cheap. Raises CatalogError."""

    def __init__(self, directory: Path) -> None:
        self._db = Database(directory)

    def __enter__(self) -> Catalog:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """End the connection; the object cannot be used any more."""
        self._db.close()

    # --- reading ---

    def known(self, folders: Sequence[str], model_id: str) -> Known:
        """What is known of all files ever seen under `folders`."""
        source = "files f LEFT JOIN sound s ON s.model_id = ?1 AND s.content = f.content WHERE TRUE"
        done = "s.row IS NOT NULL OR (f.content IS NULL AND f.refused_by IS ?1)"
        found = self._columns(source, folders, model_id, numbers=("f.size", "f.mtime_ns", "f.missing", done))
        sizes, mtimes, missing, is_done = found.numbers
        return Known(found.paths, sizes, mtimes, missing != 0, is_done != 0)

    def failures(self, folders: Sequence[str]) -> tuple[Skipped, ...]:
        """Every file under `folders` that could not be read and was there at the last scan, with why; by path."""
        with self._db.plain_errors():
            found = read_failures(self._db.connection, folders)
        return tuple(Skipped(path, reason) for path, reason in found)

    def contents(self, model_id: str) -> set[bytes]:
        """The content hashes whose features are stored."""
        with self._db.plain_errors():
            return {row[0] for row in self._db.execute("SELECT content FROM sound WHERE model_id = ?", (model_id,))}

    def features(self, content: bytes, model_id: str) -> NDArray[np.float16] | None:
        """The stored features (D,) of one content, the first of several; or None."""
        with self._db.plain_errors():
            query = "SELECT row FROM sound WHERE model_id = ? AND content = ?"
            found = self._db.execute(query, (model_id, content)).fetchone()
            if found is None:
                return None
            _, held = self._rows(model_id).read(np.array(found, np.int64))
            return next((one.vectors[0] for one in held.values()), None)

    def collection(self, folders: Sequence[str], model_id: str, before: Collection | None = None) -> Collection:
        """All searchable photos under `folders`: those with features that were there at the last scan.

        What lies in a batch whose checksum does not hold is left out; the next run computes it again. Of what an
        earlier collection of this model holds, `before`, no row is read again.
        """
        for _ in range(2):  # another program may have moved rows just now
            collection, is_whole = self._searchable(folders, model_id, {} if before is None else before.held)
            if is_whole:
                break
        return collection

    def _searchable(self, folders: Sequence[str], model_id: str, before: Mapping[int, Held]) -> tuple[Collection, bool]:
        """And whether every row that is named could be read."""
        source = "files f JOIN sound USING (content) WHERE NOT missing AND model_id = ?"
        rows = self._rows(model_id)
        with self._db.snapshot():
            found = read_columns(self._db.connection, source, folders, (model_id,), numbers=("row",))
            boxes = rows.boxes()
        named = Named.of(found.numbers[0], boxes)
        wanted = np.unique(named.rows)
        with self._db.plain_errors():
            believed, held = rows.read(wanted, before)
        return collected(found.paths, named, wanted[believed], held), bool(believed.all())

    def paths(self, folders: Sequence[str]) -> tuple[str, ...]:
        """The paths of `listing`, for those who cannot wait."""
        return self._columns(_READ, folders).paths

    def listing(self, folders: Sequence[str]) -> Listing:
        """Every file under `folders` that was read and there at the last scan, sorted by path."""
        taken = "COALESCE(f.taken, f.mtime_ns / 1000000000)"
        numbers = ("f.mtime_ns", f"f.incomplete * {_PARTS}", taken, "COALESCE(f.added, 0)")
        found = self._columns(_READ, folders, numbers=numbers, blobs=("f.content", "COALESCE(f.pixels, x'')"))
        mtimes, parts, times, added = found.numbers
        contents, pixels = found.blobs
        return Listing(found.paths, mtimes, contents, pixels, (parts / _PARTS).astype(np.float32), times, added)

    def undated(self, folders: Sequence[str]) -> tuple[str, ...]:
        """Those of `listing` of which nobody has looked for when they were taken as today's reading does; by path."""
        return self._columns(f"{_READ} AND f.taken IS NULL AND f.dated < {READING}", folders).paths

    def known_by(
        self, folders: Sequence[str], contents: Sequence[bytes], pixels: Sequence[bytes]
    ) -> tuple[tuple[str, ...], tuple[bytes, ...], tuple[bytes, ...]]:
        """Those of `listing` that have one of these contents or pixels: their paths, contents and pixels."""
        among = "IN (SELECT value FROM json_each(?))"
        source = f"{_READ} AND (hex(f.content) {among} OR hex(f.pixels) {among})"
        values = (json.dumps([one.hex().upper() for one in hashes]) for hashes in (contents, pixels))
        found = self._columns(source, folders, *values, blobs=("f.content", "COALESCE(f.pixels, x'')"))
        return found.paths, *found.blobs  # type: ignore[return-value]  # two, as asked for

    def remaining(self, folders: Sequence[str], keep: Sequence[str]) -> tuple[str, ...]:
        """The paths of all files ever seen, whatever became of them, but of those that `erase` would erase."""
        with self._db.plain_errors():
            everything = [os.fsdecode(row[0]) for row in self._db.execute("SELECT path FROM files")]
        gone, kept = prefixes(folders), prefixes(keep)
        return tuple(path for path in everything if not path.startswith(gone) or path.startswith(kept))

    def states(self, folders: Sequence[str]) -> dict[str, tuple[ImageFile, bytes]]:
        """Every file of `listing` by path: as it lay on disk when it was read, and the hash of its content."""
        found = self._columns(_READ, folders, numbers=("f.size", "f.mtime_ns"), blobs=("f.content",))
        numbers = zip(*found.numbers.tolist(), strict=True)
        files = map(lambda path, both: ImageFile(path, *both), found.paths, numbers)
        return dict(zip(found.paths, zip(files, found.blobs[0], strict=True), strict=True))

    def of_others(self, model_id: str) -> OfOthers:
        """What `drop_others` would delete; copies of one photo are one."""
        count = "SELECT COUNT(DISTINCT content) FROM features WHERE model_id <> ?"
        with self._db.plain_errors():
            photos: int = self._db.execute(count, (model_id,)).fetchone()[0]
            return OfOthers(photos, sum(self._rows(one).shards.room() for one in self._others(model_id)))

    def _columns(
        self,
        source: str,
        folders: Sequence[str],
        *values: str,
        numbers: Sequence[str] = (),
        blobs: Sequence[str] = (),
    ) -> Columns:
        with self._db.snapshot():
            return read_columns(self._db.connection, source, folders, values, numbers=numbers, blobs=blobs)

    # --- writing ---

    def commit(self, model_id: str, entries: Sequence[Entry]) -> tuple[Skipped, ...]:
        """Store what is known about some files. Raises CatalogError, for example on a full disk: then none of them.

        An entry that cannot be stored harms no other: it is stored as unreadable, and returned with why.
        """
        return store(self._db, self._rows(model_id), model_id, entries)

    def forget_failures(self, folders: Sequence[str]) -> None:
        """Let the next run read again what could not be read."""
        with self._db.transaction():
            for first, behind in ranges(folders):
                self._db.execute(
                    "UPDATE files SET refused_by = NULL WHERE content IS NULL AND path >= ? AND path < ?",
                    (first, behind),
                )

    def mark_missing(self, known: Known, scan: Scan, complete: bool = True, away: Sequence[str] = ()) -> bool:
        """Note which of the known files the scan found; the others are kept, but not searched. Returns whether any went
        or came back.

        What lies in a folder that the scan could not read or that is `away` stays as it was. After a scan that
        was not `complete` nothing counts as missing that was there before.
        """
        unseen = tuple(os.path.join(place, "") for place in (*(one.path for one in scan.skipped), *away))
        found = places(known.paths, scan.paths) >= 0
        differ = np.flatnonzero(found == known.missing).tolist()
        changes = [
            (int(not found[row]), os.fsencode(known.paths[row]))
            for row in differ
            if found[row] or (complete and not known.paths[row].startswith(unseen))
        ]
        if changes:
            with self._db.transaction():
                self._db.executemany("UPDATE files SET missing = ? WHERE path = ?", changes)
        return bool(changes)

    def note_taken(self, taken: Mapping[str, int | None]) -> None:
        """When photos were taken, by path, in seconds since 1970; None for one whose file does not tell."""
        with self._db.transaction():
            rows = [(at, READING, os.fsencode(path)) for path, at in taken.items()]
            self._db.executemany("UPDATE files SET taken = ?, dated = ? WHERE path = ?", rows)

    def read_again(self, paths: Sequence[str]) -> None:
        """Let the next run read these files, whatever their size and date."""
        with self._db.transaction():
            rows = [(os.fsencode(path),) for path in paths]
            self._db.executemany("UPDATE files SET size = -1, refused_by = NULL WHERE path = ?", rows)

    def erase(self, folders: Sequence[str], keep: Sequence[str], cancelled: Callable[[], bool] = bool) -> Erased:
        """Erase for good all that is known of files under `folders` and not under `keep`: see `erasing`."""
        return erase(self._db, folders, keep, cancelled)

    def drop_damaged(self, model_id: str, *, afresh: bool = False) -> int:
        """Forget the features of each batch whose rows do not match its checksum; returns how many features.

        Looks at what this process has not seen to hold before; with `afresh` at everything.
        """
        rows = self._rows(model_id)
        with self._db.plain_errors():
            if not len(rows.damaged(afresh=afresh).first) and not rows.lost():
                return 0
        with self._db.transaction():
            damaged = rows.damaged()  # again, now that nobody else writes
            return rows.drop(damaged)

    def drop_others(self, model_id: str) -> int:
        """Delete all features but those of this model; returns how many."""
        with self._db.transaction():
            for other in self._others(model_id):
                self._db.execute("DELETE FROM batches WHERE model_id = ?", (other,))
                self._rows(other).shards.remove()
            return self._db.execute("DELETE FROM features WHERE model_id <> ?", (model_id,)).rowcount

    def _others(self, model_id: str) -> list[str]:
        return [other for other in models(self._db) if other != model_id]

    def _rows(self, model_id: str) -> FeatureRows:
        return FeatureRows(self._db, model_id)
