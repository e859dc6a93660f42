"""A database whose damage hits the names in it: SQLite tells of that in words that are no text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from support import Result

from core.base.paths import Paths
from core.wardrobe.copies import open_wardrobe, restore
from core.wardrobe.marks import Identity
from core.wardrobe.wardrobe import Wardrobe

HEART = Identity(b"c" * 16, b"p" * 16)
NO_TEXT = 0xE2  # begins a letter in UTF-8 that does not go on


def _spoilt(file: Path, name: bytes, part: int) -> bytes:
    """The bytes of a database, one of the letters of a table's name exchanged everywhere."""
    data = bytearray(file.read_bytes())
    at = data.find(name)
    assert at > 0
    while at > 0:
        data[at + part] = NO_TEXT
        at = data.find(name, at + 1)
    return bytes(data)


@pytest.mark.parametrize("part", [0, 9])
@pytest.mark.parametrize("name", [b"favourites", b"CREATE TABLE favourites"])
def test_such_a_wardrobe_is_told_and_restored(home: Path, name: bytes, part: int) -> None:
    paths = Paths.choose(str(home))
    with Wardrobe(paths) as wardrobe:
        wardrobe.change(lambda marks: marks.favoured([HEART], True))
    open_wardrobe(paths)  # makes the copy
    spoilt = _spoilt(paths.wardrobe, name, part)
    paths.wardrobe.write_bytes(spoilt)
    kept = open_wardrobe(paths)
    assert kept.problem and kept.copy and paths.wardrobe.read_bytes() == spoilt
    assert restore(paths).marks.holds(HEART)


@pytest.mark.parametrize("part", [0, 4])
@pytest.mark.parametrize("name", [b"features", b"CREATE TABLE", b"batches"])
def test_such_a_catalog_is_made_anew(
    home: Path, photos: Path, twinset: Callable[..., Result], name: bytes, part: int
) -> None:
    assert twinset("index", photos).code == 0
    file = Paths.choose(str(home)).catalog / "catalog.sqlite3"
    file.write_bytes(_spoilt(file, name, part))
    result = twinset("index", photos)
    assert result.code == 0 and result.json["indexed"] == 12 and result.json["failed"] == []
