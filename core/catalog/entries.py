"""Stores what indexing found out about files: each entry alone can be odd, and none harms its neighbours."""

from __future__ import annotations

import logging
import math
import os
import sqlite3
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from core.base import sentences
from core.base.sentences import Sentence
from core.catalog.collection import Boxes
from core.catalog.database import Database
from core.catalog.feature_rows import FeatureRows
from core.photos.images import ImageFile, Skipped
from core.photos.taken import READING

log = logging.getLogger(__name__)

_LOWEST, _HIGHEST = -(2**63), 2**63 - 1  # what SQLite holds


@dataclass(frozen=True)
class Entry:
    """What indexing found out about one file: its content and, where that was new, its features; or why not.

    `features` are a row (D,) of the whole photo, or rows (n, D) of its parts: then `boxes` (n, 4) are the parts, left,
    top, width and height as shares of the upright photo's sides, the first of them the principal one.
    `pixels` is the hash of the decoded pixels, where they were decoded; `missing` the share of the picture that the
    file does not hold; `taken` when it was taken, in seconds since 1970, where the file tells.
    """

    file: ImageFile
    content: bytes | None = None
    features: NDArray[np.float16] | None = None
    reason: Sentence | None = None
    pixels: bytes | None = None
    missing: float = 0.0
    boxes: Boxes | None = None
    taken: int | None = None


def store(db: Database, rows: FeatureRows, model_id: str, entries: Sequence[Entry]) -> tuple[Skipped, ...]:
    """Store entries in one transaction and return those refused. Raises CatalogError: then nothing is stored."""
    with db.plain_errors():
        width = rows.shards.width() or _usual_width(entries)
    sound = [_sound(entry, width) for entry in entries]
    try:
        _store(db, rows, model_id, sound)
    except _Odd:  # which of them it was tells only trying each alone
        sound = [_stored_alone(db, rows, model_id, entry) for entry in sound]
    pairs = zip(entries, sound, strict=True)
    refused = (now for before, now in pairs if now.reason != before.reason)
    return tuple(Skipped(entry.file.path, entry.reason or sentences.NO_FEATURES) for entry in refused)


class _Odd(Exception):
    """Something about the entries and not about the disk."""


def _store(db: Database, rows: FeatureRows, model_id: str, entries: Sequence[Entry]) -> None:
    with db.transaction():
        try:
            found = [(e.content, e.features, e.boxes) for e in entries]
            rows.add({c: (np.atleast_2d(f), boxes) for c, f, boxes in found if c is not None and f is not None})
            db.executemany(_INSERT, [_values(entry, model_id) for entry in entries])
        except (OSError, sqlite3.OperationalError):
            raise
        except Exception as error:
            if type(error) is sqlite3.DatabaseError:
                raise
            raise _Odd from error


def _stored_alone(db: Database, rows: FeatureRows, model_id: str, entry: Entry) -> Entry:
    """The entry as it could be stored."""
    refused = Entry(entry.file, reason=sentences.NO_FEATURES)
    for one in (entry, refused):
        try:
            _store(db, rows, model_id, [one])
        except _Odd:
            log.exception("An entry could not be stored")
        else:
            return one
    return refused  # not even its name; the next run meets it again


# What has been decoded before under another name keeps what is known of its pixels; and what was moved or changed, when
# it was added.
_INSERT = """
    INSERT OR REPLACE INTO files
    (path, size, mtime_ns, content, reason, refused_by, incomplete, pixels, taken, dated, added)
    SELECT ?1, ?2, ?3, ?4, ?5, ?6, COALESCE(known.incomplete, ?7), COALESCE(?8, known.pixels), ?9, ?11, CASE
        WHEN EXISTS (SELECT 1 FROM files WHERE path = ?1) THEN (SELECT added FROM files WHERE path = ?1)
        WHEN EXISTS (SELECT 1 FROM files WHERE content = ?4 AND pixels IS NOT NULL)
        THEN (SELECT MIN(COALESCE(added, 0)) FROM files WHERE content = ?4 AND pixels IS NOT NULL)
        ELSE ?10 END FROM (SELECT 1)
    LEFT JOIN (
        SELECT pixels, incomplete FROM files WHERE ?8 IS NULL AND content = ?4 AND pixels IS NOT NULL LIMIT 1
    ) AS known
"""


def _values(entry: Entry, model_id: str) -> tuple[object, ...]:
    file, reason = entry.file, entry.reason
    refused_by = model_id if reason is not None and not sentences.may_pass(reason) else None
    kept_reason = None if reason is None else reason.to_json()
    path = os.fsencode(file.path)
    known = path, file.size, file.mtime_ns, entry.content, kept_reason, refused_by, entry.missing, entry.pixels
    return *known, entry.taken, int(time.time()), READING


def _sound(entry: Entry, width: int) -> Entry:
    """The entry with numbers that can be stored; as unreadable where its features cannot be a photo's."""
    size, mtime_ns = (min(max(number, _LOWEST), _HIGHEST) for number in (entry.file.size, entry.file.mtime_ns))
    missing = entry.missing if math.isfinite(entry.missing) else 0.0
    entry = replace(entry, file=entry.file._replace(size=size, mtime_ns=mtime_ns), missing=missing)
    features = entry.features
    if features is None or (_is_shaped(features, entry.boxes, width) and _are_looks(np.atleast_2d(features))):
        return entry
    return Entry(entry.file, reason=sentences.NO_FEATURES)


def _is_shaped(features: NDArray[np.float16], boxes: Boxes | None, width: int) -> bool:
    if boxes is None:
        return features.shape == (width,)
    return len(boxes) > 0 and boxes.shape == (len(boxes), 4) and features.shape == (len(boxes), width)


def _are_looks(rows: NDArray[np.float16]) -> bool:
    return bool(np.isfinite(rows).all() and rows.any(axis=1).all())


def _usual_width(entries: Sequence[Entry]) -> int:
    found = (entry.features for entry in entries if entry.features is not None)
    widths = Counter(features.shape[-1] for features in found if features.ndim)
    return widths.most_common(1)[0][0] if widths else 0
