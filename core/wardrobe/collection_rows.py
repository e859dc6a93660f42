"""Collections as rows of the wardrobe's tables."""

from __future__ import annotations

import sqlite3
import time

from core.wardrobe.collected import Collection, Collections, rule_in, rule_text
from core.wardrobe.identity import Identity


def read_collections(db: sqlite3.Connection, most: int = -1) -> Collections:
    """All of them, or `most`, each with at most so many photos. Raises sqlite3.DatabaseError, UnicodeError for what
    cannot be that."""
    # Texts as bytes: of one that is none SQLite would say that it cannot be read just now.
    columns = "CAST(key AS BLOB), CAST(name AS BLOB), CAST(rule AS BLOB)"
    rows = db.execute(f"SELECT {columns} FROM collections ORDER BY place LIMIT ?", (most,)).fetchall()
    query = "SELECT content, pixels FROM collected WHERE collection = ? ORDER BY place LIMIT ?"
    found = []
    for key, name, rule in (map(_text, row) for row in rows):
        photos = db.execute(query, (key, most)).fetchall()
        if not all(isinstance(one, bytes) for photo in photos for one in photo):
            raise sqlite3.DatabaseError("hashes of another type")
        try:
            found.append(Collection(key, name, tuple(map(Identity._make, photos)), *rule_in(rule)))
        except ValueError as error:
            raise sqlite3.DatabaseError("a rule of another kind") from error
    return Collections(tuple(found))


def _text(stored: object) -> str:
    if not isinstance(stored, bytes):
        raise sqlite3.DatabaseError("a text of another type")
    return stored.decode()


def write_collections(db: sqlite3.Connection, collections: Collections) -> None:
    """Exchange all rows; what stays is added when it was. Within a transaction. Raises sqlite3.Error."""
    now = int(time.time())
    made = dict(db.execute("SELECT key, added FROM collections").fetchall())
    put_in = {
        tuple(row): added for *row, added in db.execute("SELECT collection, content, pixels, added FROM collected")
    }
    db.execute("DELETE FROM collections")
    db.execute("DELETE FROM collected")
    for place, one in enumerate(collections.all):
        row = one.key, one.name, rule_text(one), place, made.get(one.key, now)
        db.execute("INSERT INTO collections VALUES (?, ?, ?, ?, ?)", row)
        photos = ((one.key, *photo, at, put_in.get((one.key, *photo), now)) for at, photo in enumerate(one.photos))
        db.executemany("INSERT INTO collected VALUES (?, ?, ?, ?, ?)", photos)
