"""Reads whole columns about files. SQLite joins the values of many rows into one, and numpy takes them apart: without
an object for each row, and without Python's lock, so that a window stays quick while 100,000 photos are read."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

_ROWS = 2**16  # read at a time


@dataclass(frozen=True)
class Columns:
    """Files sorted by path, each once: `numbers` (columns, N) int64, and `blobs` as asked for."""

    paths: tuple[str, ...]
    numbers: NDArray[np.int64]
    blobs: tuple[bytes, ...]


def read_columns(
    db: sqlite3.Connection,
    source: str,
    folders: Sequence[str],
    values: Sequence[str] = (),
    *,
    numbers: Sequence[str] = (),
    blob: str = "",
) -> Columns:
    """Columns of all files under `folders`. Raises sqlite3.Error.

    `source` is what follows FROM, with the files as f and `values` for its question marks; `numbers` and `blob` are
    columns that are nowhere NULL.
    """
    paths: list[str] = []
    parts = [np.zeros((len(numbers), 0), np.int64)]
    blobs: list[bytes] = []
    for found in _chunks(db, _statement(source, numbers, blob), folders, values):
        paths += os.fsdecode(found[0]).split("\0")
        columns = [np.fromstring(text, np.int64, sep=",") for text in found[3 : 3 + len(numbers)]]
        parts.append(np.array(columns, np.int64).reshape(len(numbers), found[1]))
        if blob:
            blobs += map(bytes.fromhex, found[-1].split(","))
    return Columns(tuple(paths), np.concatenate(parts, axis=1), tuple(blobs))


def _statement(source: str, numbers: Sequence[str], blob: str) -> str:
    columns = ", ".join(("f.path AS path", *(f"{name} AS n{at}" for at, name in enumerate(numbers))))
    joined = "".join(f", group_concat(n{at})" for at in range(len(numbers)))
    if blob:
        columns, joined = f"{columns}, {blob} AS blob", f"{joined}, group_concat(hex(blob))"
    inner = f"SELECT {columns} FROM {source} AND f.path >= ? AND f.path < ? ORDER BY f.path LIMIT {_ROWS}"
    # No path holds the byte nought; the cast keeps names that are no UTF-8.
    return f"SELECT CAST(group_concat(path, x'00') AS BLOB), count(*), max(path){joined} FROM ({inner})"


def _chunks(
    db: sqlite3.Connection, statement: str, folders: Sequence[str], values: Sequence[str]
) -> Iterator[tuple[Any, ...]]:
    for first, behind in _ranges(folders):
        while True:
            found = db.execute(statement, (*values, first, behind)).fetchone()
            if not found[1]:
                break
            yield found
            if found[1] < _ROWS:
                break
            first = found[2] + b"\0"


def _ranges(folders: Sequence[str]) -> list[tuple[bytes, bytes]]:
    """The first path under each folder and the first one behind it, in the order of bytes; none lies in another."""
    prefixes = sorted({os.fsencode(os.path.join(os.path.abspath(folder), "")) for folder in folders})
    outer: list[bytes] = []
    for prefix in prefixes:
        if not outer or not prefix.startswith(outer[-1]):
            outer.append(prefix)
    return [(prefix, prefix[:-1] + bytes([prefix[-1] + 1])) for prefix in outer]
