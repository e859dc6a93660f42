"""`twinset forget --everything`: lists what the program keeps, and removes it when that is confirmed."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from program import Open, end
from support import Result, save, wait_until

from core.base.paths import Paths
from core.base.settings import load_settings, save_settings
from core.sample.sample import file_name, garments

Twinset = Callable[..., Result]


def files(folder: Path) -> set[str]:
    return {str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file()}


def fill(home: Path, photos: Path, chosen: Path, twinset: Twinset) -> None:
    """What a user has after a while, and files of others among it."""
    paths = Paths.choose(str(home))
    assert twinset("index", photos).code == 0
    save_settings(paths.settings, replace(load_settings(paths.settings), cache_folder=str(chosen)))
    save(paths.sample / file_name(garments()[0]), b"...")
    thumbnail = f"ab/{'ab' * 12}-200-{'0' * 16}.thumb"
    for file in (paths.thumbnails / thumbnail, chosen / "Twinset thumbnails" / thumbnail):
        save(file, b"...")
    for name in (
        "wardrobe.sqlite3",
        "wardrobe-damaged-1.sqlite3",
        "twinset.log",
        "twinset.log.1",
        "reports/seen-1.txt",
    ):
        save(home / name, b"...")
    save(chosen / "Twinset thumbnails" / "mine.txt", b"of the user")
    save(paths.sample / "mine.jpg", b"of the user")
    save(paths.translations / "twinset_pl.qm", b"of the user")


def test_everything_is_listed_then_removed(home: Path, photos: Path, tmp_path: Path, twinset: Twinset) -> None:
    fill(home, photos, tmp_path / "chosen", twinset)
    before, own = files(home), files(photos)
    listed = twinset("forget", "--everything", "--json")
    assert listed.code == 0 and {str(home / "catalog"), str(home / "settings.json")} <= set(listed.json["kept"])
    assert files(home) >= before, "nothing was removed yet"
    removed = twinset("forget", "--everything", "--yes", "--json")
    assert removed.json["removed"] == listed.json["kept"]
    assert files(home) == {"sample wardrobe/mine.jpg", "translations/twinset_pl.qm"}
    assert files(tmp_path / "chosen") == {"Twinset thumbnails/mine.txt"}
    assert files(photos) == own
    again = twinset("forget", "--everything", "--yes", "--json")
    assert again.json == {"removed": []}


def test_the_folder_goes_too_where_nothing_is_left(home: Path, photos: Path, twinset: Twinset) -> None:
    assert twinset("index", photos).code == 0
    assert twinset("forget", "--everything", "--yes").code == 0
    assert not home.exists()


def test_everything_takes_no_folders(photos: Path, twinset: Twinset) -> None:
    done = twinset("forget", "--everything", photos)
    assert done.code == 2 and len(done.said) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
def test_nothing_is_removed_under_a_window(home: Path, main_py: Open, twinset: Twinset) -> None:
    process = main_py()
    wait_until(lambda: (home / "twinset.log").exists())
    done = twinset("forget", "--everything", "--yes")
    assert done.code == 1 and done.said == ["twinset: A window of Twinset is open; close it first."]
    assert (home / "twinset.log").exists()
    end(process, signal.SIGTERM)
