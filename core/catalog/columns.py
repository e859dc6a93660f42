"""Reads whole columns about files. SQLite joins the values of many rows into one, and numpy takes them apart: without
an object for each row, and without Python's lock, so that a window stays quick while 100,000 photos are read."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from core.base.sentences import Sentence
from core.catalog.database import Damaged
from core.catalog.folders import same_paths

_ROWS = 2**16  # at a time

T = TypeVar("T")


@dataclass(frozen=True)
class Columns:
    """Files sorted by path, each once: `numbers` (columns, N) int64, and a tuple for each of `blobs`."""

    paths: tuple[str, ...]
    numbers: NDArray[np.int64]
    blobs: tuple[tuple[bytes, ...], ...]


def read_columns(
    db: sqlite3.Connection,
    source: str,
    folders: Sequence[str],
    values: Sequence[str] = (),
    *,
    numbers: Sequence[str] = (),
    blobs: Sequence[str] = (),
) -> Columns:
    """Columns of all files under `folders`. Raises sqlite3.Error, Damaged where they cannot be what was written.

    `source` is what follows FROM, with the files as f and `values` for its question marks; `numbers` and `blobs` are
    columns that are nowhere NULL.
    """
    paths: list[str] = []
    parts = [np.zeros((len(numbers), 0), np.int64)]
    joined: list[list[bytes]] = [[] for _ in blobs]
    for found in _chunks(db, _statement(source, numbers, blobs), folders, values):
        count, texts = found[1], found[3:]
        paths += _strings(os.fsdecode(found[0]), "\0", count)
        columns = [numbers_of(text, count) for text in texts[: len(numbers)]]
        parts.append(np.array(columns, np.int64).reshape(len(numbers), count))
        for column, text in zip(joined, texts[len(numbers) :], strict=True):
            column += map(bytes.fromhex, _strings(text, ",", count))
    return Columns(tuple(paths), np.concatenate(parts, axis=1), tuple(map(tuple, joined)))


def places(paths: Sequence[str], among: Sequence[str]) -> NDArray[np.int64]:
    """Where each of the paths stands among others, (N,); -1 where it does not."""
    if same_paths(paths, among):  # mostly
        return np.arange(len(paths))
    place: dict[str, int] = {}
    for at in _steps(len(among)):
        place.update(zip(among[at], range(at.start, at.stop), strict=True))
    found = np.empty(len(paths), np.int64)
    for at in _steps(len(paths)):
        found[at] = np.fromiter(map(place.get, paths[at], repeat(-1)), np.int64)
    return found


def picked(values: Sequence[T], numbers: NDArray[np.int64]) -> tuple[T, ...]:
    """values[number] for each of the numbers, (N,)."""
    found: list[T] = []
    for at in _steps(len(numbers)):
        found += map(values.__getitem__, numbers[at].tolist())
    return tuple(found)


def _steps(count: int) -> Iterator[slice]:
    """What is done for each of so many objects is done in pieces: within one Python changes to no other thread."""
    return (slice(start, min(start + _ROWS, count)) for start in range(0, count, _ROWS))


def numbers_of(text: str | None, count: int) -> NDArray[np.int64]:
    """What group_concat made of integers, (count,). Raises Damaged."""
    numbers = np.fromstring(text or "", np.int64, sep=",")
    if len(numbers) != count:
        raise Damaged("a number is missing")
    return numbers


def _strings(text: str, separator: str, count: int) -> list[str]:
    strings = text.split(separator)
    if len(strings) != count:
        raise Damaged("a text is missing")
    return strings


def read_failures(db: sqlite3.Connection, folders: Sequence[str]) -> list[tuple[str, Sentence]]:
    """Path and reason of each file under `folders` that is there and could not be read. Raises sqlite3.Error."""
    query = (
        "SELECT path, reason FROM files WHERE content IS NULL AND reason IS NOT NULL AND NOT missing"
        " AND path >= ? AND path < ? ORDER BY path"
    )
    rows = (row for one in ranges(folders) for row in db.execute(query, one).fetchall())
    return [(os.fsdecode(path), _sentence(reason)) for path, reason in rows]


def _sentence(stored: str) -> Sentence:
    """Catalogs of earlier versions hold the English text."""
    try:
        return Sentence.from_json(stored)
    except ValueError:
        return Sentence(stored)


def _statement(source: str, numbers: Sequence[str], blobs: Sequence[str]) -> str:
    cast = [f"CAST({name} AS INTEGER) AS n{at}" for at, name in enumerate(numbers)]
    columns = ", ".join(("f.path AS path", *cast, *(f"hex({name}) AS b{at}" for at, name in enumerate(blobs))))
    joined = "".join(
        (
            *(f", group_concat(n{at})" for at in range(len(numbers))),
            *(f", group_concat(b{at})" for at in range(len(blobs))),
        )
    )
    inner = f"SELECT {columns} FROM {source} AND f.path >= ? AND f.path < ? ORDER BY f.path LIMIT {_ROWS}"
    # No path holds the byte zero; the cast keeps names that are no UTF-8.
    return f"SELECT CAST(group_concat(path, x'00') AS BLOB), count(*), max(path){joined} FROM ({inner})"


def _chunks(
    db: sqlite3.Connection, statement: str, folders: Sequence[str], values: Sequence[str]
) -> Iterator[tuple[Any, ...]]:
    for first, behind in ranges(folders):
        while True:
            found = db.execute(statement, (*values, first, behind)).fetchone()
            if not found[1]:
                break
            yield found
            if found[1] < _ROWS:
                break
            first = found[2] + b"\0"


def prefixes(folders: Sequence[str]) -> tuple[str, ...]:
    """How the paths of files under folders begin."""
    return tuple(os.path.join(os.path.abspath(folder), "") for folder in folders)


def ranges(folders: Sequence[str]) -> list[tuple[bytes, bytes]]:
    """The first path under each folder and the first one behind it, in the order of bytes; none lies in another."""
    begins = sorted({os.fsencode(prefix) for prefix in prefixes(folders)})
    outer: list[bytes] = []
    for prefix in begins:
        if not outer or not prefix.startswith(outer[-1]):
            outer.append(prefix)
    return [(prefix, prefix[:-1] + bytes([prefix[-1] + 1])) for prefix in outer]
