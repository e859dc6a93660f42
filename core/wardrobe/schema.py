"""The tables of the wardrobe, version by version."""

from __future__ import annotations

import re
import sqlite3

# The indexes hold the texts again, as that of the kinds does.
_COLLECTIONS = """
    CREATE TABLE collections (
        key TEXT PRIMARY KEY,     -- stays, whatever the name
        name TEXT NOT NULL,
        rule TEXT NOT NULL,       -- of a smart one, JSON: {"filters": [[facet, name], ...]}; empty for one made by hand
        place INTEGER NOT NULL,   -- among the others
        added INTEGER NOT NULL    -- seconds since 1970
    ) WITHOUT ROWID;
    CREATE UNIQUE INDEX collections_by_name ON collections (name, rule);
    CREATE TABLE collected (
        collection TEXT NOT NULL, -- its key
        content BLOB NOT NULL,    -- as of a favourite
        pixels BLOB NOT NULL,
        place INTEGER NOT NULL,   -- among the photos of the collection
        added INTEGER NOT NULL,   -- seconds since 1970
        PRIMARY KEY (collection, content, pixels)
    ) WITHOUT ROWID;
    CREATE INDEX collected_by_pixels ON collected (pixels, collection);
"""

_APART = """
    CREATE TABLE apart (
        content BLOB NOT NULL,         -- of one photo, as of a favourite
        pixels BLOB NOT NULL,
        other_content BLOB NOT NULL,   -- of the one that is not the same garment
        other_pixels BLOB NOT NULL,
        added INTEGER NOT NULL,        -- seconds since 1970
        PRIMARY KEY (content, pixels, other_content, other_pixels)
    ) WITHOUT ROWID;
    CREATE INDEX apart_by_other ON apart (other_content, other_pixels);
    """
# An earlier program, which knows none, would write such a rule again without them.
_WORDED = """
    -- a rule may hold words too: {"filters": ..., "words": [text, language]}
    """
# What stands beside a collection names it by its key, and a photo in it as `collected` does.
_BOARDS = """
    CREATE TABLE boards (
        collection TEXT PRIMARY KEY, -- its key
        note TEXT NOT NULL,
        cover_content BLOB,          -- of the photo that stands for it, as of a favourite; NULL: the first one
        cover_pixels BLOB
    ) WITHOUT ROWID;
    CREATE INDEX boards_by_note ON boards (note, cover_content, cover_pixels);
    CREATE TABLE pins (
        collection TEXT NOT NULL,    -- its key
        content BLOB NOT NULL,       -- as of a favourite
        pixels BLOB NOT NULL,
        place INTEGER NOT NULL,      -- from the bottom up
        x REAL NOT NULL,             -- of the middle, where a piece at scale 1 is 1 wide
        y REAL NOT NULL,             -- downwards
        scale REAL NOT NULL,
        bare INTEGER NOT NULL,       -- whether shown without its background
        PRIMARY KEY (collection, content, pixels)
    ) WITHOUT ROWID;
    CREATE INDEX pins_in_order ON pins (collection, place, x, y, scale, bare);
"""
# A price is a decimal number, exact as it was written. A photo that has days has a row of facts too.
_FACTS = """
    CREATE TABLE facts (
        content BLOB NOT NULL,    -- as of a favourite
        pixels BLOB NOT NULL,
        name TEXT NOT NULL,       -- here and below: empty where it is not known
        brand TEXT NOT NULL,
        size TEXT NOT NULL,
        price TEXT NOT NULL,      -- such as 12.50
        currency TEXT NOT NULL,
        bought TEXT NOT NULL,     -- a day, as the ISO writes it
        notes TEXT NOT NULL,
        added INTEGER NOT NULL,   -- seconds since 1970
        PRIMARY KEY (content, pixels)
    ) WITHOUT ROWID;
    CREATE INDEX facts_by_pixels ON facts (pixels, name, brand, size, price, currency, bought, notes);
    CREATE TABLE worn (
        content BLOB NOT NULL,
        pixels BLOB NOT NULL,
        day TEXT NOT NULL,        -- on which it was, as the ISO writes it
        PRIMARY KEY (content, pixels, day)
    ) WITHOUT ROWID;
    CREATE INDEX worn_by_day ON worn (day);
"""
SCRIPTS = (
    """
    CREATE TABLE favourites (
        content BLOB NOT NULL,    -- hash of the file's bytes
        pixels BLOB NOT NULL,     -- hash of the decoded pixels; empty where not known
        added INTEGER NOT NULL,   -- seconds since 1970
        PRIMARY KEY (content, pixels)
    ) WITHOUT ROWID;
    CREATE INDEX by_pixels ON favourites (pixels);
    CREATE TABLE taken_over (
        digest BLOB PRIMARY KEY,  -- of a file of an earlier version
        at INTEGER NOT NULL
    ) WITHOUT ROWID;
    """,
    # The index holds the words again: SQLite's check of the whole file then notices a flipped bit of one.
    """
    CREATE TABLE kinds (
        content BLOB NOT NULL,    -- as of a favourite
        pixels BLOB NOT NULL,
        word TEXT NOT NULL,       -- the kind that the user said, in English
        added INTEGER NOT NULL,   -- seconds since 1970
        PRIMARY KEY (content, pixels)
    ) WITHOUT ROWID;
    CREATE INDEX kinds_by_pixels ON kinds (pixels, word);
    """,
    _COLLECTIONS,
    _APART,
    _WORDED,
    _BOARDS,
    _FACTS,
)
# The first version that has each table.
_SINCE = {
    name: version for version, script in enumerate(SCRIPTS, 1) for name in re.findall(r"CREATE TABLE (\w+)", script)
}


def has_table(db: sqlite3.Connection, name: str) -> bool:
    """Whether the table is there, or should be in a database of its version. Raises sqlite3.Error."""
    is_there = db.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (name,)).fetchone()
    return bool(is_there) or db.execute("PRAGMA user_version").fetchone()[0] >= _SINCE[name]
