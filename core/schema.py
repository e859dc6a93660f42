"""The tables of the catalog."""

SCHEMA_VERSION = 1
SCHEMA = """
CREATE TABLE IF NOT EXISTS files (
    path BLOB PRIMARY KEY,              -- os.fsencode: a name need not be UTF-8
    size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    content BLOB,                       -- blake2b of the bytes; NULL when the file could not be read
    reason TEXT,                        -- why not, in one sentence
    missing INTEGER NOT NULL DEFAULT 0  -- gone at the last scan; kept, because a drive may come back
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS features (
    model_id TEXT NOT NULL,
    content BLOB NOT NULL,
    row INTEGER NOT NULL,
    PRIMARY KEY (model_id, content)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS batches (
    model_id TEXT NOT NULL,
    first_row INTEGER NOT NULL,
    rows INTEGER NOT NULL,
    checksum INTEGER NOT NULL,          -- crc32 of the rows' bytes
    PRIMARY KEY (model_id, first_row)
) WITHOUT ROWID;
"""
