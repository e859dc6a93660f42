"""The tables of the catalog, version by version: a catalog of any age becomes one of today step by step."""

_FIRST = """
CREATE TABLE IF NOT EXISTS files (
    path BLOB PRIMARY KEY,              -- os.fsencode: a name need not be UTF-8
    size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    content BLOB,                       -- blake2b of the bytes; NULL when the file could not be read
    reason TEXT,                        -- why not: a Sentence as JSON; formerly its text
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
    checksum INTEGER NOT NULL,          -- crc32 of the rows' bytes; -1: nothing names them any more
    PRIMARY KEY (model_id, first_row)
) WITHOUT ROWID;
"""

_SECOND = """
-- blake2b of the decoded pixels, which metadata do not change
ALTER TABLE files ADD COLUMN pixels BLOB;
-- the share of the picture that the file does not hold
ALTER TABLE files ADD COLUMN incomplete REAL NOT NULL DEFAULT 0;
-- the model whose run found the file unreadable, for good while it does not change; NULL: the next run reads it
ALTER TABLE files ADD COLUMN refused_by TEXT;
-- -1 - row: SQLite's pages carry no checksum, and a row with a flipped bit would be another photo's
ALTER TABLE features ADD COLUMN guard INTEGER;
UPDATE features SET guard = -1 - row;
CREATE VIEW sound AS SELECT model_id, content, row FROM features WHERE row + guard = -1;
CREATE INDEX failures ON files (path) WHERE content IS NULL;
CREATE INDEX pictures ON files (content) WHERE pixels IS NOT NULL;
"""

_THIRD = """
-- of a content with several rows, which follow each other from `row` on: what of the photo each was made of, float32
-- left, top, width, height as shares of its sides; NULL: one row, of the whole photo
ALTER TABLE features ADD COLUMN boxes BLOB;
CREATE INDEX parted ON features (model_id) WHERE boxes IS NOT NULL;
DROP VIEW sound;
CREATE VIEW sound AS SELECT model_id, content, row, boxes FROM features WHERE row + guard = -1;
"""

_FOURTH = """
-- seconds since 1970: when the photo was taken, where its file tells; NULL also for what was read by an earlier version
ALTER TABLE files ADD COLUMN taken INTEGER;
-- and when it was first read; NULL: by an earlier version
ALTER TABLE files ADD COLUMN added INTEGER;
"""

_FIFTH = """
-- by which reading of dates `taken` was looked for: see core.photos.taken; 0: by an earlier version of few formats
ALTER TABLE files ADD COLUMN dated INTEGER NOT NULL DEFAULT 0;
"""

MIGRATIONS = (_FIRST, _SECOND, _THIRD, _FOURTH, _FIFTH)  # number i leads from version i to version i + 1
SCHEMA_VERSION = len(MIGRATIONS)
# What a whole catalog answers to.
PROBES = (
    "SELECT path, size, mtime_ns, content, reason, missing, pixels, incomplete, refused_by, taken, added, dated"
    " FROM files LIMIT 0",
    "SELECT model_id, content, row, guard, boxes FROM features LIMIT 0",
    "SELECT model_id, content, row, boxes FROM sound LIMIT 0",
    "SELECT model_id, first_row, rows, checksum FROM batches LIMIT 0",
)
