"""Copies of photos in another folder: whole, beside what is there, and never over it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from support import is_one_sentence, save

from core.sharing import copying
from core.sharing.copying import NoCopies, copy_photos


def nothing(_done: int) -> None:
    """Goes on."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "target").mkdir()
    return tmp_path / "target"


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_copies_are_as_their_photos(tmp_path: Path, folder: Path) -> None:
    path = save(tmp_path / "a.jpg", b"1" * 3_000_000)
    os.utime(path, (1_000_000_000, 1_000_000_000))
    done = copy_photos([path], str(folder), nothing)
    assert done.copies == (str(folder / "a.jpg"),) and not done.left
    assert contents(folder) == {"a.jpg": b"1" * 3_000_000}
    assert (folder / "a.jpg").stat().st_mtime == 1_000_000_000


def test_a_name_that_is_there_gets_a_number(tmp_path: Path, folder: Path) -> None:
    paths = [save(tmp_path / str(number) / "a.b.jpg", str(number).encode()) for number in range(3)]
    save(folder / "a.b.jpg", b"there before")
    assert copy_photos(paths, str(folder), nothing).copies == tuple(
        str(folder / f"a.b ({number}).jpg") for number in (2, 3, 4)
    )
    wanted = {"a.b.jpg": b"there before", "a.b (2).jpg": b"0", "a.b (3).jpg": b"1", "a.b (4).jpg": b"2"}
    assert contents(folder) == wanted


def test_into_their_own_folder(tmp_path: Path) -> None:
    path = save(tmp_path / "a.jpg", b"1")
    copy_photos([path], str(tmp_path), nothing)
    assert contents(tmp_path) == {"a.jpg": b"1", "a (2).jpg": b"1"}


def test_photos_that_are_gone_are_told_and_the_others_copied(tmp_path: Path, folder: Path) -> None:
    there, gone = save(tmp_path / "a.jpg", b"1"), str(tmp_path / "gone.jpg")
    done = copy_photos([gone, there, gone], str(folder), nothing)
    assert (done.copies, done.left, done.first_left) == ((str(folder / "a.jpg"),), 2, gone)
    assert done.why == "No such file or directory"


def test_too_little_room_is_said_before_the_first_copy(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = save(tmp_path / "a.jpg", b"1" * 2_500_000)
    usage = type("Usage", (), {"free": 1_900_000})
    monkeypatch.setattr(copying.shutil, "disk_usage", lambda _: usage)
    with pytest.raises(NoCopies, match=r"take 3 MB, and 1 MB are free"):
        copy_photos([path], str(folder), nothing)
    assert contents(folder) == {}


@pytest.mark.skipif(sys.platform != "linux", reason="needs a device without room")
def test_a_folder_that_refuses_ends_it_with_what_was_done(tmp_path: Path, folder: Path) -> None:
    paths = [save(tmp_path / f"{name}.jpg", b"1") for name in "abc"]
    steps: list[int] = []

    def shut(_done: int) -> None:
        steps.append(1)
        if len(steps) == 3:  # one before the first photo, one within it
            folder.rename(tmp_path / "moved")

    with pytest.raises(NoCopies) as raised:
        copy_photos(paths, str(folder), shut)
    assert "Only 1 of 3 photos" in str(raised.value) and is_one_sentence(raised.value)
    assert contents(tmp_path / "moved") == {"a.jpg": b"1"}


def test_what_is_stopped_leaves_no_half_copy(tmp_path: Path, folder: Path) -> None:
    paths = [save(tmp_path / f"{name}.jpg", b"1" * 2_500_000) for name in "ab"]
    steps: list[int] = []

    class Stop(Exception):
        pass

    def stop(done: int) -> None:
        steps.append(done)
        if len(steps) == 6:  # within the second
            raise Stop

    with pytest.raises(Stop):
        copy_photos(paths, str(folder), stop)
    assert list(contents(folder)) == ["a.jpg"] and steps == [0, 0, 0, 0, 1, 1]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(NoCopies, match="does not exist"):
        copy_photos([save(tmp_path / "a.jpg", b"1")], str(tmp_path / "none"), nothing)
