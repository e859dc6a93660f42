"""Whole columns by group_concat: the same as row by row, and without an object for each row."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence

import numpy as np
import pytest

from core.catalog import columns
from core.catalog.columns import Columns, read_columns
from core.catalog.database import Damaged
from core.catalog.schema import MIGRATIONS

ODD = [b"1.png", b"no utf-8 \xff\xfe.png", b"line\nbreak", b"a,b", b"''", b"tab\t", b" ", "Äpfel.png".encode(), b"1"]
FOLDERS = [b"/a", b"/a/b", b"/a,b", b"/ab", b"/\xff", b"/z"]
ASKED = ["/a", "/a/b", "/ab", os.fsdecode(b"/\xff")]  # not /a,b and /z
# CROSS makes SQLite go by contents, so that nothing but the statement itself puts the paths in order.
SOURCE = "sound CROSS JOIN files f USING (content) WHERE NOT missing AND model_id = ?"


@pytest.fixture
def db() -> sqlite3.Connection:
    """Files in the tables of a catalog, written in no order, with rows of two models."""
    db = sqlite3.connect(":memory:", isolation_level=None)
    db.executescript("".join(MIGRATIONS))
    random = np.random.default_rng(0)
    paths = [folder + b"/" + name + number for folder in FOLDERS for name in ODD for number in (b"", b"2", b"10")]
    for number in random.permutation(len(paths)).tolist():
        size, content = int(random.integers(-(2**62), 2**62)), random.bytes(32)
        file = (paths[number], size, number, content, number % 7 == 0)
        db.execute("INSERT INTO files (path, size, mtime_ns, content, missing) VALUES (?, ?, ?, ?, ?)", file)
        for model in ("mine", "other"):
            row = int(random.integers(2**40))
            db.execute(
                "INSERT INTO features (model_id, content, row, guard) VALUES (?, ?, ?, ?)",
                (model, content, row, -1 - row),
            )
    return db


def _read(db: sqlite3.Connection, folders: Sequence[str] = ASKED) -> Columns:
    numbers, blobs = ("f.size", "row"), ("f.content", "COALESCE(f.pixels, x'')")
    return read_columns(db, SOURCE, folders, ("mine",), numbers=numbers, blobs=blobs)


def _row_by_row(db: sqlite3.Connection) -> list[tuple[object, ...]]:
    query = f"SELECT f.path, f.size, row, f.content FROM {SOURCE} ORDER BY f.path"
    within = tuple(os.fsencode(folder) + b"/" for folder in ASKED)
    return [row for row in db.execute(query, ("mine",)) if row[0].startswith(within)]


@pytest.mark.parametrize("at_a_time", [1, 7, 2**16])
def test_columns_are_those_of_a_plain_select(
    db: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch, at_a_time: int
) -> None:
    monkeypatch.setattr(columns, "_ROWS", at_a_time)
    found, rows = _read(db), _row_by_row(db)
    assert len(rows) > 90
    paths = [os.fsencode(path) for path in found.paths]
    contents, pixels = found.blobs
    assert list(zip(paths, *found.numbers.tolist(), contents, strict=True)) == rows
    assert set(pixels) == {b""}


def test_all_rows_come_as_one(db: sqlite3.Connection) -> None:
    """So that SQLite works without Python's lock, and no object is made for each: one statement, one row of texts."""
    asked: list[str] = []
    db.set_trace_callback(asked.append)
    db.row_factory = lambda _, row: asked.append("row") or row
    found = _read(db, ["/a"])
    assert len(found.paths) > 40 and len(asked) == 2 and asked[1] == "row"


def test_nothing_and_what_is_damaged(db: sqlite3.Connection) -> None:
    nothing = _read(db, ["/nowhere"])
    assert nothing.paths == () and nothing.numbers.shape == (2, 0) and nothing.blobs == ((), ())
    db.execute("UPDATE files SET path = CAST(path || x'00' || '3' AS BLOB) WHERE path = ?", (b"/z/1",))
    with pytest.raises(Damaged):
        _read(db, ["/z"])
