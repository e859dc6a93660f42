"""Files as version 0.1 wrote them, for the tests of what becomes of them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from core.base.paths import Paths

SCHEMA = """
CREATE TABLE files (
    path BLOB PRIMARY KEY, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, content BLOB, reason TEXT,
    missing INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE TABLE features (
    model_id TEXT NOT NULL, content BLOB NOT NULL, row INTEGER NOT NULL, PRIMARY KEY (model_id, content)
) WITHOUT ROWID;
CREATE TABLE batches (
    model_id TEXT NOT NULL, first_row INTEGER NOT NULL, rows INTEGER NOT NULL, checksum INTEGER NOT NULL,
    PRIMARY KEY (model_id, first_row)
) WITHOUT ROWID;
"""
TABLES = {
    "files": "path, size, mtime_ns, content, reason, missing",
    "features": "model_id, content, row",
    "batches": "model_id, first_row, rows, checksum",
}


def write_version_1(paths: Paths, favourites: Iterable[bytes]) -> None:
    """Make the catalog one of version 1 that holds the same photos, with these favourites; the vectors stay."""
    paths.marks.write_text(json.dumps({"favourites": sorted(content.hex() for content in favourites)}, indent=1))
    _write_catalog(paths.catalog)


def _write_catalog(directory: Path) -> None:
    file = directory / "catalog.sqlite3"
    made = directory / "version-1.sqlite3"
    with sqlite3.connect(made) as db:
        db.executescript(f"PRAGMA journal_mode = WAL; {SCHEMA} PRAGMA user_version = 1;")
        db.execute("ATTACH ? AS present", (str(file),))
        for table, columns in TABLES.items():
            db.execute(f"INSERT INTO {table} SELECT {columns} FROM present.{table}")
    db.close()
    for ending in ("", "-wal", "-shm"):
        file.with_name(file.name + ending).unlink(missing_ok=True)
    made.rename(file)
