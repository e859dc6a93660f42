"""Damage to any file of the catalog: never another photo's vector, and mended by what it is made from.

The short form of `python -m tests.stress.damage`, which starts the program as a process each time.
"""

from __future__ import annotations

import random
import shutil
import sys
from pathlib import Path

import pytest
from support import ROOT, is_one_sentence, vectors_by_name

from core.base.paths import Paths
from core.catalog.catalog import Catalog, CatalogError
from core.indexing.indexing import index_folders
from core.looks.model import Extractor

sys.path.insert(0, str(ROOT))
from tests.stress.damage import FILE_DAMAGE, Damage

STARTS = 3


@pytest.fixture
def homes(
    photos: Path, tmp_path: Path, catalog: Catalog, extractor: Extractor, monkeypatch: pytest.MonkeyPatch
) -> list[Path]:
    """The files of a program that was closed, and those of one that was killed."""
    monkeypatch.setattr("core.indexing.indexing.COMMIT_EVERY", 4)
    index_folders(catalog, extractor, [str(photos)])
    home = catalog._db.directory.parent
    killed, closed = tmp_path / "killed", tmp_path / "closed"
    shutil.copytree(home, killed)
    catalog.close()
    shutil.copytree(home, closed)
    assert (killed / "catalog" / "catalog.sqlite3-wal").stat().st_size > 4096
    return [closed, killed]


@pytest.mark.parametrize("damage", FILE_DAMAGE, ids=lambda damage: damage.__name__)
def test_a_damaged_file_is_mended_and_never_searched(
    damage: Damage,
    homes: list[Path],
    photos: Path,
    tmp_path: Path,
    extractor: Extractor,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    chance = random.Random(damage.__name__)
    expected = _start(homes[0], photos, extractor, monkeypatch)
    assert expected is not None and len(expected) == 12
    files = [(home, file.relative_to(home)) for home in homes for file in (home / "catalog").rglob("*")]
    for number, (home, name) in enumerate((home, name) for home, name in files if (home / name).is_file()):
        copy = tmp_path / f"copy-{number}"
        shutil.copytree(home, copy)
        _damaged(damage, copy / name, chance)
        answers = [_start(copy, photos, extractor, monkeypatch) for _ in range(STARTS)]
        assert all(answer in (None, expected) for answer in answers), name
        assert answers[-1] == expected, name


def _damaged(damage: Damage, file: Path, chance: random.Random) -> None:
    """Of a file of vectors the part that is used."""
    if file.suffix != ".npy" or "flip" not in damage.__name__:
        return damage(file, chance)
    data = file.read_bytes()
    used = len(data.rstrip(b"\0"))
    file.write_bytes(data[:used])
    damage(file, chance)
    file.write_bytes(file.read_bytes() + data[used:])
    return None


def _start(home: Path, photos: Path, extractor: Extractor, monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes] | None:
    """As in a new process: look, index, look again; None where it ended with a sentence."""
    monkeypatch.setattr("core.catalog.feature_rows._seen_to_hold", set())
    monkeypatch.setattr("core.catalog.database._whole", set())
    try:
        with Catalog(Paths.choose(str(home)).catalog) as catalog:
            before = vectors_by_name(catalog, photos, extractor.model_id)
            report = index_folders(catalog, extractor, [str(photos)])
            after = vectors_by_name(catalog, photos, extractor.model_id)
    except CatalogError as error:
        return _check_told(str(error))
    assert report.failed == () and before.items() <= after.items()
    return after


def _check_told(sentence: str) -> None:
    assert is_one_sentence(sentence.replace(". Free", ", free"))
