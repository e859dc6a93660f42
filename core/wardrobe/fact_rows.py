"""Facts as rows of the wardrobe's tables."""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from core.wardrobe.facts import NOTHING, AllFacts, Facts
from core.wardrobe.identity import Identity

Row = tuple[str, str, str, str, str, str, str]  # the columns of the table that hold facts


def row_of(facts: Facts) -> Row:
    """All but the days on which it was worn."""
    price = "" if facts.price is None else f"{facts.price:f}"
    bought = "" if facts.bought is None else facts.bought.isoformat()
    return facts.name, facts.brand, facts.size, price, facts.currency, bought, facts.notes


def worn_rows(facts: Mapping[Identity, Facts]) -> set[tuple[bytes, bytes, str]]:
    """Each photo with each day on which it was worn."""
    return {(*photo, day.isoformat()) for photo, one in facts.items() for day in one.worn}


def read_facts(db: sqlite3.Connection, most: int = -1) -> AllFacts:
    """All of them, or of `most` photos. Raises sqlite3.DatabaseError, UnicodeError for what cannot be that."""
    # Texts as bytes: of one that is none SQLite would say that it cannot be read just now.
    names = ("name", "brand", "size", "price", "currency", "bought", "notes")
    columns = ", ".join(f"CAST({name} AS BLOB)" for name in names)
    rows = db.execute(f"SELECT content, pixels, {columns} FROM facts LIMIT ?", (most,)).fetchall()
    worn = dict[Identity, set[datetime.date]]()
    try:
        for content, pixels, day in _days(db, most):
            worn.setdefault(_photo(content, pixels), set()).add(datetime.date.fromisoformat(day))
        found = {_photo(*row[:2]): _facts([text.decode() for text in row[2:]]) for row in rows}
        both = {
            photo: replace(found.get(photo, NOTHING), worn=frozenset(worn.get(photo, ())))
            for photo in found.keys() | worn.keys()
        }
    except (ValueError, TypeError, InvalidOperation) as error:
        raise sqlite3.DatabaseError("facts of another kind") from error
    return AllFacts({photo: facts for photo, facts in both.items() if facts != NOTHING})


def _days(db: sqlite3.Connection, most: int) -> Iterable[tuple[object, object, str]]:
    rows = db.execute("SELECT content, pixels, CAST(day AS BLOB) FROM worn LIMIT ?", (most,)).fetchall()
    return [(content, pixels, day.decode()) for content, pixels, day in rows]


def _photo(content: object, pixels: object) -> Identity:
    if not isinstance(content, bytes) or not isinstance(pixels, bytes):
        raise TypeError
    return Identity(content, pixels)


def _facts(row: list[str]) -> Facts:
    name, brand, size, price, currency, bought, notes = row
    return Facts(
        name=name,
        brand=brand,
        size=size,
        price=Decimal(price) if price else None,
        currency=currency,
        bought=datetime.date.fromisoformat(bought) if bought else None,
        notes=notes,
    )
