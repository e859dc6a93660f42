"""The features of contents: rows of shards that the database names, believed only where their batch's checksum holds.

A batch is checked once in the life of a process, when its rows are first asked for: what lies on disk may be damaged,
and to sum everything at each run would read all of it each time.
"""

from __future__ import annotations

import contextlib
import threading
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.catalog.collection import Boxes, Held
from core.catalog.columns import numbers_of
from core.catalog.database import Damaged, Database
from core.catalog.shards import SHARD_ROWS, DamagedShard, Shards, by_shard

ERASED = -1  # the checksum of a batch of which nothing is named any more; its rows are never used again
_ATTEMPTS = 3
_NO_ROWS = np.zeros(0, np.int64)
_NOTHING: Mapping[int, Held] = {}

_seen_to_hold: set[tuple[str, str, int, int, int]] = set()  # directory, model, first row, rows, checksum
_lock = threading.Lock()

_ROWS = "COALESCE(length(boxes) / 16, 1)"  # of one content
# The features of a model that no batch with a checksum covers, or whose row has a flipped bit.
_LOST = f"""
    FROM features WHERE model_id = ? AND (COALESCE(row + guard, 0) <> -1 OR {_ROWS} < 1 OR row + {_ROWS} > COALESCE((
        SELECT CASE checksum WHEN -1 THEN 0 ELSE first_row + rows END FROM batches
        WHERE model_id = features.model_id AND first_row <= features.row ORDER BY first_row DESC LIMIT 1), 0))
"""


@dataclass(frozen=True)
class Batches:
    """Batches of one model by their first row, (N,) int64 each; a checksum is that of the rows' bytes, or ERASED."""

    first: NDArray[np.int64]
    rows: NDArray[np.int64]
    checksums: NDArray[np.int64]

    @property
    def columns(self) -> tuple[NDArray[np.int64], ...]:
        """All three, in the order of the fields."""
        return self.first, self.rows, self.checksums

    def holding(self, rows: NDArray[np.int64], holds: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Which rows lie in one of those batches that `holds` tells, (N,)."""
        if not len(self.first):
            return np.zeros(len(rows), bool)
        at = np.searchsorted(self.first, rows, side="right") - 1
        inside: NDArray[np.bool_] = (at >= 0) & (rows - self.first[at] < self.rows[at]) & holds[at]
        return inside

    def around(self, first: int, behind: int) -> bytes:
        """What tells the batches with rows from `first` to the one before `behind` from all others: the same bytes mean
        the same rows."""
        within = (self.first < behind) & (self.first + self.rows > first)
        return np.stack(self.columns)[:, within].tobytes()


class FeatureRows:
    """The rows of one model in one catalog. Raises sqlite3.Error, OSError; what writes must be in a transaction."""

    def __init__(self, db: Database, model_id: str) -> None:
        self._db = db
        self._model_id = model_id
        self.shards = Shards(db.directory / "vectors" / model_id)

    def read(
        self, rows: NDArray[np.int64], before: Mapping[int, Held] = _NOTHING
    ) -> tuple[NDArray[np.bool_], dict[int, Held]]:
        """Which of the rows, (n,), ascending and each once, can be believed, and these by their shards. What was read
        `before` is not read again."""
        for _ in range(_ATTEMPTS):
            batches = self.batches()
            believed = batches.holding(rows, self._holds(batches))
            try:
                held = self._held(rows[believed], batches, before)
            except (DamagedShard, FileNotFoundError):  # since it was checked
                self._forget_checks()
                continue
            return np.isin(rows, np.concatenate([_NO_ROWS, *(one.rows for one in held.values())])), held
        return np.zeros(len(rows), bool), {}

    def _held(self, rows: NDArray[np.int64], batches: Batches, before: Mapping[int, Held]) -> dict[int, Held]:
        held: dict[int, Held] = {}
        for shard, places in by_shard(rows):
            first, known = shard * SHARD_ROWS, before.get(shard)
            wanted, around = first + places, batches.around(first, first + SHARD_ROWS)
            if known is not None and known.batches == around and np.array_equal(known.rows, wanted):
                held[shard] = known
                continue
            vectors = self.shards.read_shard(shard, places)
            there = _there(vectors)
            if len(there):
                held[shard] = Held(wanted[there], vectors if len(there) == len(vectors) else vectors[there], around)
        if len({one.vectors.shape[1] for one in held.values()}) > 1:
            raise DamagedShard("files of different widths")
        return held

    def boxes(self) -> dict[int, Boxes]:
        """The boxes of each content with several rows, by its first row. Raises sqlite3.Error."""
        query = "SELECT row, boxes FROM sound WHERE model_id = ? AND boxes IS NOT NULL"
        return {row: _boxes(stored) for row, stored in self._db.execute(query, (self._model_id,))}

    def add(self, new: Mapping[bytes, tuple[NDArray[np.float16], Boxes | None]]) -> None:
        """Store the features of contents that have none yet: rows (n, D), all of one width, and their boxes (n, 4),
        None for a single row of the whole photo."""
        known = "SELECT 1 FROM sound WHERE model_id = ? AND content = ?"  # another process may have stored it since
        new = {one: new[one] for one in new if not self._db.execute(known, (self._model_id, one)).fetchone()}
        if new:
            self._append(list(new), *map(list, zip(*new.values(), strict=True)))

    def _append(
        self, contents: Sequence[bytes], rows: Sequence[NDArray[np.float16]], boxes: Sequence[Boxes | None]
    ) -> None:
        """Write rows behind all others and name them; they may have been named elsewhere before."""
        vectors = np.concatenate(rows)
        query = "SELECT COALESCE(MAX(first_row + rows), 0) FROM batches WHERE model_id = ?"
        behind: int = self._db.execute(query, (self._model_id,)).fetchone()[0]
        query = "SELECT COALESCE(MAX(row), -1) + 1 FROM sound WHERE model_id = ?"  # whatever the batches say
        counting: int = self._db.execute(query, (self._model_id,)).fetchone()[0]
        first = max(behind, counting)
        self.shards.write(first, vectors, counting)
        batch = (first, len(vectors), zlib.crc32(vectors.tobytes()))
        self._db.execute("INSERT INTO batches VALUES (?, ?, ?, ?)", (self._model_id, *batch))
        places = (first + np.cumsum([0, *map(len, rows[:-1])])).tolist()
        insert = "INSERT OR REPLACE INTO features (model_id, content, row, guard, boxes) VALUES (?, ?, ?, ?, ?)"
        named = zip(contents, places, map(_stored, boxes), strict=True)
        self._db.executemany(insert, [(self._model_id, one, row, -1 - row, stored) for one, row, stored in named])
        self._believe(*batch)

    def damaged(self, *, afresh: bool = False) -> Batches:
        """The batches whose checksums do not hold; `afresh`: as they are now, whatever this process saw before."""
        if afresh:
            self._forget_checks()
        batches = self.batches()
        bad = ~self._holds(batches) & (batches.checksums != ERASED)
        return Batches(batches.first[bad], batches.rows[bad], batches.checksums[bad])

    def lost(self) -> int:
        """How many features are named but in no batch that counts."""
        count: int = self._db.execute(f"SELECT COUNT(*) {_LOST}", (self._model_id,)).fetchone()[0]
        return count

    def drop(self, damaged: Batches) -> int:
        """Forget batches and all features that are lost; returns how many features."""
        for first, rows in zip(damaged.first.tolist(), damaged.rows.tolist(), strict=True):
            key = (self._model_id, first)
            if self.shards.checksum(first, rows) is None:  # no such rows; perhaps the batch itself is wrong
                self._db.execute("DELETE FROM batches WHERE model_id = ? AND first_row = ?", key)
            else:
                self._db.execute(f"UPDATE batches SET checksum = {ERASED} WHERE model_id = ? AND first_row = ?", key)
        return self._db.execute(f"DELETE {_LOST}", (self._model_id,)).rowcount

    def blank_unnamed(self, cancelled: Callable[[], bool]) -> None:
        """Overwrite with zeros on disk every row that nothing names, and delete files of which no row is named.

        Batches that hold such rows are written anew without them first, each in one transaction, so that a kill leaves
        every named row in a batch that holds. Opens its own transactions.
        """
        with self._db.transaction():
            self.drop(self.damaged(afresh=True))
        with self._db.plain_errors():
            named, batches = self._named(), self.batches()
        for first, rows, checksum in zip(*map(np.ndarray.tolist, batches.columns), strict=True):
            if cancelled():
                return
            if checksum != ERASED and np.diff(np.searchsorted(named, (first, first + rows)))[0] < rows:
                with self._db.transaction():
                    self._move_named(first, rows)
        for shard in self.shards.numbers():
            with self._db.transaction():
                self._blank_around_batches(shard)

    def _named(self) -> NDArray[np.int64]:
        query = "SELECT count(*), group_concat(CAST(row AS INTEGER)) FROM sound WHERE model_id = ?"
        count, rows = self._db.execute(query, (self._model_id,)).fetchone()
        further = (np.arange(row + 1, row + len(boxes)) for row, boxes in self.boxes().items())
        return np.sort(np.concatenate([numbers_of(rows, count), *further]))

    def _move_named(self, first: int, rows: int) -> None:
        """Write what is named of a batch behind all others; nothing of the batch counts any more."""
        query = "SELECT content, row, boxes FROM sound WHERE model_id = ? AND row >= ? AND row < ? ORDER BY row"
        kept = self._db.execute(query, (self._model_id, first, first + rows)).fetchall()
        if kept:
            contents, places, stored = zip(*kept, strict=True)
            boxes = [None if one is None else _boxes(one) for one in stored]
            counts = [1 if one is None else len(one) for one in boxes]
            spans = map(np.arange, places, np.add(places, counts).tolist())
            self._append(contents, [self.shards.read(span) for span in spans], boxes)
        erase = f"UPDATE batches SET checksum = {ERASED} WHERE model_id = ? AND first_row = ?"
        self._db.execute(erase, (self._model_id, first))

    def _blank_around_batches(self, shard: int) -> None:
        """Rows of batches that do not count, those that a kill left behind the last one, files that nothing needs."""
        batches = self.batches()
        within = np.arange(shard * SHARD_ROWS, (shard + 1) * SHARD_ROWS)
        covered = batches.holding(within, batches.checksums != ERASED)
        if not covered.any():
            self.shards.delete(shard)
            return
        left = ~covered
        with contextlib.suppress(DamagedShard):  # somebody has cut the file
            left &= self.shards.read(within).any(axis=1)
        self.shards.blank(within[left])

    def batches(self) -> Batches:
        """All of this model, by their first row. Raises Damaged."""
        query = (
            "SELECT count(*), group_concat(CAST(first_row AS INTEGER)), group_concat(CAST(rows AS INTEGER)),"
            " group_concat(CAST(checksum AS INTEGER))"
            " FROM (SELECT * FROM batches WHERE model_id = ? ORDER BY first_row)"
        )
        count, *columns = self._db.execute(query, (self._model_id,)).fetchone()
        return Batches(*(numbers_of(column, count) for column in columns))

    # --- checks ---

    def _holds(self, batches: Batches) -> NDArray[np.bool_]:
        """Whether each batch's checksum holds; sums only those that this process has not seen to hold."""
        holds = np.zeros(len(batches.first), bool)
        for at, (first, rows, checksum) in enumerate(zip(*map(np.ndarray.tolist, batches.columns), strict=True)):
            holds[at] = self._key(first, rows, checksum) in _seen_to_hold
            if not holds[at] and checksum != ERASED and self.shards.checksum(first, rows) == checksum:
                self._believe(first, rows, checksum)
                holds[at] = True
        return holds

    def _key(self, first: int, rows: int, checksum: int) -> tuple[str, str, int, int, int]:
        return str(self._db.directory), self._model_id, first, rows, checksum

    def _believe(self, first: int, rows: int, checksum: int) -> None:
        with _lock:
            _seen_to_hold.add(self._key(first, rows, checksum))

    def _forget_checks(self) -> None:
        mine = (str(self._db.directory), self._model_id)
        with _lock:
            _seen_to_hold.difference_update({key for key in _seen_to_hold if key[:2] == mine})


def _there(vectors: NDArray[np.float16]) -> NDArray[np.int64]:
    """Which of them are rows: one of zeros is no photo, another program has just taken it away."""
    return np.flatnonzero(vectors.view(np.uint16).any(axis=1))


def _boxes(stored: object) -> Boxes:
    """Raises Damaged where this cannot have been stored."""
    if not isinstance(stored, bytes) or not stored or len(stored) % 16:
        raise Damaged("no boxes")
    return np.frombuffer(stored, "<f4").reshape(-1, 4).astype(np.float32)


def _stored(boxes: Boxes | None) -> bytes | None:
    return None if boxes is None else boxes.astype("<f4").tobytes()
