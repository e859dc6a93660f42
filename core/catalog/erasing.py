"""Takes photos out of the catalog so that nothing of them is left on disk: rows, features, and free space of files."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from core.base import sentences
from core.catalog.columns import prefixes, read_columns
from core.catalog.database import CatalogError, Database
from core.catalog.feature_rows import FeatureRows

_READERS_MS = 15_000  # how long to wait for others that still read what is to go


@dataclass(frozen=True)
class Erased:
    """How many files are not known any more, and how many rows of features went with them."""

    files: int = 0
    features: int = 0


def erase(db: Database, folders: Sequence[str], keep: Sequence[str], cancelled: Callable[[], bool]) -> Erased:
    """Erase all files under `folders` but those under `keep`, and the features that no other file has.

    Every step can be done again: what a kill or `cancelled` leaves over, the next call erases. Raises CatalogError.
    """
    with db.plain_errors():
        db.execute("PRAGMA secure_delete = ON")
    erased = _remove_rows(db, folders, keep)
    for model_id in models(db):
        if cancelled():
            return erased
        FeatureRows(db, model_id).blank_unnamed(cancelled)
    if not cancelled():
        _rewrite(db)
    return erased


def _remove_rows(db: Database, folders: Sequence[str], keep: Sequence[str]) -> Erased:
    with db.transaction():
        found = read_columns(db.connection, "files f WHERE TRUE", folders).paths
        kept = prefixes(keep)
        paths = [(os.fsencode(path),) for path in found if not path.startswith(kept)]
        db.executemany("DELETE FROM files WHERE path = ?", paths)
        orphans = "DELETE FROM features WHERE content NOT IN (SELECT content FROM files WHERE content IS NOT NULL)"
        return Erased(len(paths), db.execute(orphans).rowcount)


def models(db: Database) -> list[str]:
    """All models of which anything is stored. Raises CatalogError."""
    with db.plain_errors():
        named = {row[0] for row in db.execute("SELECT DISTINCT model_id FROM batches")}
        places = db.directory / "vectors"
        return sorted(named.union(os.listdir(places) if places.exists() else ()))


def _rewrite(db: Database) -> None:
    """Nothing is left in free space of the database, nor in its log."""
    with db.plain_errors():
        db.execute("VACUUM")
        db.execute(f"PRAGMA busy_timeout = {_READERS_MS}")
        busy = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    if busy:
        raise CatalogError(sentences.STILL_READ)
