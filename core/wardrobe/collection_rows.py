"""Collections as rows of the wardrobe's tables."""

from __future__ import annotations

import sqlite3
import time

from core.wardrobe.board_rows import erase_board, read_boards, write_board
from core.wardrobe.boards import Board
from core.wardrobe.collected import Collection, Collections, rule_in, rule_text
from core.wardrobe.identity import Identity
from core.wardrobe.schema import has_table


def read_collections(db: sqlite3.Connection, most: int = -1) -> Collections:
    """All of them, or `most`, each with at most so many photos. Raises sqlite3.DatabaseError, UnicodeError for what
    cannot be that."""
    # Texts as bytes: of one that is none SQLite would say that it cannot be read just now.
    columns = "CAST(key AS BLOB), CAST(name AS BLOB), CAST(rule AS BLOB)"
    rows = db.execute(f"SELECT {columns} FROM collections ORDER BY place LIMIT ?", (most,)).fetchall()
    boards = read_boards(db, most) if has_table(db, "boards") else {}
    query = "SELECT content, pixels FROM collected WHERE collection = ? ORDER BY place LIMIT ?"
    found = []
    for key, name, rule in (map(_text, row) for row in rows):
        photos = db.execute(query, (key, most)).fetchall()
        if not all(isinstance(one, bytes) for photo in photos for one in photo):
            raise sqlite3.DatabaseError("hashes of another type")
        try:
            one = Collection(key, name, tuple(map(Identity._make, photos)), *rule_in(rule), boards.get(key, Board()))
        except ValueError as error:
            raise sqlite3.DatabaseError("a rule of another kind") from error
        found.append(one)
    return Collections(tuple(found))


def _text(stored: object) -> str:
    if not isinstance(stored, bytes):
        raise sqlite3.DatabaseError("a text of another type")
    return stored.decode()


def write_collections(db: sqlite3.Connection, before: Collections, after: Collections) -> None:
    """Exchange the rows of those that differ; what stays is added when it was. Within a transaction. Raises
    sqlite3.Error."""
    now = int(time.time())
    made = dict(db.execute("SELECT key, added FROM collections").fetchall())
    db.execute("DELETE FROM collections")  # two may have exchanged their names
    for place, one in enumerate(after.all):
        row = one.key, one.name, rule_text(one), place, made.get(one.key, now)
        db.execute("INSERT INTO collections VALUES (?, ?, ?, ?, ?)", row)
    new = {one.key: one for one in after.all}
    old = {one.key: one for one in before.all}
    for key in old.keys() - new.keys():
        db.execute("DELETE FROM collected WHERE collection = ?", (key,))
        erase_board(db, key)
    for key, one in new.items():
        was = old.get(key, Collection(key, ""))
        if one.photos != was.photos:
            _write_photos(db, one, now)
        if one.board != was.board:
            write_board(db, key, one.board)


def _write_photos(db: sqlite3.Connection, one: Collection, now: int) -> None:
    query = "SELECT content, pixels, added FROM collected WHERE collection = ?"
    put_in = {Identity(content, pixels): added for content, pixels, added in db.execute(query, (one.key,))}
    db.execute("DELETE FROM collected WHERE collection = ?", (one.key,))
    photos = ((one.key, *photo, at, put_in.get(photo, now)) for at, photo in enumerate(one.photos))
    db.executemany("INSERT INTO collected VALUES (?, ?, ?, ?, ?)", photos)
