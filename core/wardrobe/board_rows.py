"""Boards as rows of the wardrobe's tables."""

from __future__ import annotations

import contextlib
import sqlite3

from core.wardrobe.boards import Board, Pin
from core.wardrobe.identity import Identity


def read_boards(db: sqlite3.Connection, most: int = -1) -> dict[str, Board]:
    """By the keys of their collections; all, or `most`, each with at most so many pins. Raises sqlite3.DatabaseError,
    UnicodeError for what cannot be that."""
    # Texts as bytes: of one that is none SQLite would say that it cannot be read just now.
    columns = "CAST(collection AS BLOB), CAST(note AS BLOB), cover_content, cover_pixels"
    rows = db.execute(f"SELECT {columns} FROM boards LIMIT ?", (most,)).fetchall()
    return {
        (name := key.decode()): Board(note.decode(), _cover(cover), _pins(db, name, most)) for key, note, *cover in rows
    }


def _cover(stored: list[object]) -> Identity | None:
    match stored:
        case [None, None]:
            return None
        case [bytes(content), bytes(pixels)]:
            return Identity(content, pixels)
    raise sqlite3.DatabaseError("a cover of another kind")


def _pins(db: sqlite3.Connection, key: str, most: int) -> tuple[Pin, ...]:
    query = "SELECT content, pixels, x, y, scale, bare FROM pins WHERE collection = ? ORDER BY place LIMIT ?"
    return tuple(map(_pin, db.execute(query, (key, most)).fetchall()))


def _pin(row: tuple[object, ...]) -> Pin:
    with contextlib.suppress(ValueError):
        match row:
            case (bytes(content), bytes(pixels), float(x), float(y), float(scale), 0 | 1 as bare):
                return Pin(Identity(content, pixels), x, y, scale, bool(bare))
    raise sqlite3.DatabaseError("a pin of another kind")


def write_board(db: sqlite3.Connection, key: str, board: Board) -> None:
    """Exchange its rows. Within a transaction. Raises sqlite3.Error."""
    erase_board(db, key)
    if board == Board():
        return
    db.execute("INSERT INTO boards VALUES (?, ?, ?, ?)", (key, board.note, *(board.cover or (None, None))))
    pins = ((key, *pin.photo, at, pin.x, pin.y, pin.scale, int(pin.bare)) for at, pin in enumerate(board.pins))
    db.executemany("INSERT INTO pins VALUES (?, ?, ?, ?, ?, ?, ?, ?)", pins)


def erase_board(db: sqlite3.Connection, key: str) -> None:
    """Within a transaction. Raises sqlite3.Error."""
    db.execute("DELETE FROM boards WHERE collection = ?", (key,))
    db.execute("DELETE FROM pins WHERE collection = ?", (key,))
