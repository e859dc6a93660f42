"""The store of thumbnails: what it finds, what it forgets, and that nothing but its own files is ever touched."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from support import save

from core.photos.thumbnail_store import ThumbnailStore, Usage, version_of

DAY = 24 * 3600


@pytest.fixture
def store(tmp_path: Path) -> ThumbnailStore:
    return ThumbnailStore(tmp_path / "store")


def stored_files(store: ThumbnailStore) -> list[Path]:
    return sorted(path for path in store.directory.rglob("*") if path.is_file())


def used_days_ago(store: ThumbnailStore, days: float) -> None:
    """Set back all that is stored so far, unless it was set back already."""
    for file in stored_files(store):
        if time.time() - file.stat().st_mtime < DAY / 2:
            os.utime(file, (time.time() - days * DAY,) * 2)


def test_what_was_written_is_read(store: ThumbnailStore) -> None:
    assert store.read("/a.jpg", 160, "0" * 16) is None
    store.write("/a.jpg", 160, "0" * 16, b"small")
    store.write("/a.jpg", 256, "0" * 16, b"large")
    store.write("/b.jpg", 160, "0" * 16, b"other")
    again = ThumbnailStore(store.directory)
    assert [again.read("/a.jpg", side, "0" * 16) for side in (160, 256, 384)] == [b"small", b"large", None]
    assert again.read("/b.jpg", 160, "0" * 16) == b"other"
    assert again.used() == Usage(3, 15)


def test_the_version_follows_the_file(tmp_path: Path) -> None:
    path = save(tmp_path / "one.jpg", b"one")
    first = version_of(path)
    assert first is not None and first == version_of(path)
    save(tmp_path / "one.jpg", b"another")
    second = version_of(path)
    os.utime(path, (5, 5))
    assert len({first, second, version_of(path)}) == 3
    (tmp_path / "one.jpg").unlink()
    assert version_of(path) is None and version_of("/a\0.jpg") is None


def test_a_changed_photo_leaves_no_old_thumbnail_behind(store: ThumbnailStore) -> None:
    for side in (160, 256):
        store.write("/a.jpg", side, "0" * 16, b"old")
    store.write("/b.jpg", 160, "0" * 16, b"other")
    store.write("/a.jpg", 160, "1" * 16, b"new")
    assert store.used().files == 2
    assert list(store.versions("/a.jpg", 256)) == [b"new"]
    assert store.read("/b.jpg", 160, "0" * 16) == b"other"


def test_any_version_serves_while_the_photo_is_away(store: ThumbnailStore) -> None:
    assert list(store.versions("/a.jpg", 256)) == []
    for side in (512, 160, 256, 768, 384):
        store.write("/a.jpg", side, "0" * 16, str(side).encode())
    assert list(store.versions("/a.jpg", 384)) == [b"384", b"512", b"768", b"256", b"160"]
    assert next(store.versions("/a.jpg", 9999)) == b"768"


def test_names_that_are_no_text(store: ThumbnailStore) -> None:
    store.write("/a\udcff.jpg", 160, "0" * 16, b"odd")
    assert store.read("/a\udcff.jpg", 160, "0" * 16) == b"odd"
    assert store.remove_gone(["/a\udcff.jpg"]) == Usage()


def test_what_is_gone_is_removed_and_nothing_else(store: ThumbnailStore) -> None:
    for name in "abc":
        store.write(f"/{name}.jpg", 160, "0" * 16, name.encode() * 10)
    assert store.remove_gone(["/a.jpg", "/c.jpg", "/never stored.jpg"]) == Usage(1, 10)
    assert [store.read(f"/{name}.jpg", 160, "0" * 16) for name in "abc"] == [b"a" * 10, None, b"c" * 10]


def test_trimming_drops_what_was_not_used_for_longest(store: ThumbnailStore) -> None:
    for age, name in enumerate("dcba"):
        store.write(f"/{name}.jpg", 160, "0" * 16, bytes(100))
        used_days_ago(store, 10 - age)
    assert store.read("/d.jpg", 160, "0" * 16) is not None  # the oldest, but used now
    assert store.trim(250) == Usage(2, 200) and store.written == 0
    assert [name for name in "abcd" if store.read(f"/{name}.jpg", 160, "0" * 16)] == ["a", "d"]
    assert store.trim(200) == Usage() and store.trim(0) == Usage(2, 200)


def test_use_is_noted_once_a_day_only(store: ThumbnailStore) -> None:
    store.write("/a.jpg", 160, "0" * 16, b"x")
    (file,) = stored_files(store)
    os.utime(file, (time.time() - DAY / 2,) * 2)
    before = file.stat().st_mtime_ns
    store.read("/a.jpg", 160, "0" * 16)
    assert file.stat().st_mtime_ns == before
    os.utime(file, (time.time() - 2 * DAY,) * 2)
    store.read("/a.jpg", 160, "0" * 16)
    assert time.time() - file.stat().st_mtime < DAY / 2


def test_only_its_own_files_are_touched(store: ThumbnailStore) -> None:
    """The user may have chosen a folder that holds other things."""
    others = [
        save(store.directory / "holiday.jpg", b"photo"),
        save(store.directory / "ab" / "holiday.thumb", b"photo"),
        save(store.directory / "albums" / f"{'a' * 24}-160-{'0' * 16}.thumb", b"not in one of our folders"),
    ]
    store.write("/a.jpg", 160, "0" * 16, b"x")
    save(store.directory / "ab" / f"ab{'0' * 22}-160-{'0' * 16}.thumb.77.tmp", b"left by a crash")
    assert store.used() == Usage(2, 16)
    assert store.remove_gone([]).files == 2 and store.trim(0) == Usage() and store.clear() == Usage()
    assert all(Path(path).exists() for path in others)


@pytest.mark.skipif(os.name == "nt", reason="making links needs a right there")
def test_links_are_not_followed(store: ThumbnailStore, tmp_path: Path) -> None:
    away = save(tmp_path / "away" / f"ab{'0' * 22}-160-{'0' * 16}.thumb", b"x")
    store.directory.mkdir()
    (store.directory / "ab").symlink_to(tmp_path / "away")
    assert store.clear() == Usage() and Path(away).exists()


def test_half_written_thumbnails_are_never_shown(store: ThumbnailStore) -> None:
    store.write("/a.jpg", 160, "0" * 16, b"whole")
    (file,) = stored_files(store)
    save(file.with_name(f"{file.name.replace('-160-', '-256-')}.77.tmp"), b"half")
    assert list(store.versions("/a.jpg", 256)) == [b"whole"]


def test_a_full_disk_costs_only_the_store(store: ThumbnailStore, monkeypatch: pytest.MonkeyPatch) -> None:
    store.write("/a.jpg", 160, "0" * 16, b"old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    monkeypatch.setattr(Path, "write_bytes", full)
    store.write("/a.jpg", 160, "1" * 16, b"new")
    assert store.read("/a.jpg", 160, "0" * 16) == b"old" and len(stored_files(store)) == 1
    with pytest.raises(OSError, match="No space"):
        store.try_out()


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    store = ThumbnailStore(Path(save(tmp_path / "file", b"in the way")))
    store.write("/a.jpg", 160, "0" * 16, b"x")
    assert store.read("/a.jpg", 160, "0" * 16) is None and list(store.versions("/a.jpg", 160)) == []
    assert store.used() == store.clear() == store.trim(0) == store.remove_gone([]) == Usage()
    with pytest.raises(OSError, match="file"):
        store.try_out()


def test_a_place_that_can_be_written_stays_empty(store: ThumbnailStore) -> None:
    store.try_out()
    assert list(store.directory.iterdir()) == []


def test_long_tasks_can_be_cancelled(store: ThumbnailStore) -> None:
    for number in range(20):
        store.write(f"/{number}.jpg", 160, "0" * 16, b"x")
    asked: list[None] = []

    def after_five() -> bool:
        asked.append(None)
        return len(asked) > 5

    assert store.clear(after_five).files == 5
    assert store.used().files == 15 and store.used(lambda: True) == Usage()


def test_the_smallest_that_is_large_enough(tmp_path: Path) -> None:
    store = ThumbnailStore(tmp_path / "thumbnails")
    for side in (160, 512, 256):
        store.write("/a.jpg", side, "0" * 16, str(side).encode())
    assert store.at_least("/a.jpg", 160, "0" * 16) == b"160"
    assert store.at_least("/a.jpg", 200, "0" * 16) == b"256"
    assert store.at_least("/a.jpg", 600, "0" * 16) is None
    assert store.at_least("/a.jpg", 160, "1" * 16) is None, "of another version"
    assert store.at_least("/b.jpg", 160, "0" * 16) is None
