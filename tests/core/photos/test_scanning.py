"""Finding photos: what is left out, what is known by its content, links, dates, calling a scan off."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from support import DATA, Result, encoded, is_one_sentence, photo, save

from core.photos.images import (
    BadFolder,
    ScanCancelled,
    UnreadableImage,
    load_rgb,
    load_thumbnail,
    read_file,
    scan_folders,
)

PHOTO = photo(1)
LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs a file system that takes any name")


def names(folder: Path, *also: Path) -> list[str]:
    scan = scan_folders([str(folder), *map(str, also)])
    assert scan.skipped == ()
    return [os.path.relpath(file.path, folder).replace(os.sep, "/") for file in scan.files]


# --- names that say nothing ---

CONTENTS = {
    "IMG_1": encoded(PHOTO, "JPEG"),
    "photo.jp": encoded(PHOTO, "JPEG"),
    "photo.jpg(1)": encoded(PHOTO, "JPEG"),
    "photo.jpg_large": encoded(PHOTO, "JPEG"),
    "photo.jpg~": encoded(PHOTO, "JPEG"),
    "moving.apng": encoded(PHOTO, "PNG", save_all=True, append_images=[photo(2)]),
    "a": encoded(PHOTO, "PNG"),
    "b.copy": encoded(PHOTO, "GIF"),
    "c.1": encoded(PHOTO, "WEBP"),
    "d.": encoded(PHOTO, "BMP"),
    "e 2": encoded(PHOTO, "TIFF"),
    "f.x-y": encoded(PHOTO, "AVIF"),
    "g.photo": (DATA / "garment.heic").read_bytes(),
}
OTHERS = {
    "notes": b"Dear diary",
    "BM": b"BM is how this text begins, and it goes on for a while",
    "README.unknown": b"II* is how this one begins",
    "empty": b"",
    "song": b"RIFF\x24\0\0\0WAVEfmt ",
    "film": b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom",
    "raw.dng": b"II*\0" + bytes(60),
    "small.THM": encoded(PHOTO, "JPEG"),
    "half.jpg.part": encoded(PHOTO, "JPEG"),
    "list.json": encoded(PHOTO, "JPEG"),
}


def test_files_whose_ending_says_nothing_are_known_by_their_content(tmp_path: Path) -> None:
    for name, data in {**CONTENTS, **OTHERS}.items():
        save(tmp_path / name, data)
    assert names(tmp_path) == sorted(CONTENTS)


def test_they_are_counted_and_indexed(tmp_path: Path, twinset: Callable[..., Result]) -> None:
    for name, data in {**CONTENTS, **OTHERS}.items():
        save(tmp_path / "photos" / name, data)
    report = twinset("index", tmp_path / "photos").json
    assert report["found"] == len(CONTENTS) and report["failed"] == []


def test_files_of_known_other_kinds_are_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (*OTHERS, "film.mp4", "song.mp3", "text.txt", "book.pdf", "code.py", "all.zip", "camera.raw", "a.jpg"):
        save(tmp_path / name, b"")
    opened: list[str] = []

    def note(path: str) -> bool:
        opened.append(os.path.basename(path))
        return False

    monkeypatch.setattr("core.photos.scanning.is_image_content", note)
    scan_folders([str(tmp_path)])
    assert sorted(opened) == ["BM", "README.unknown", "empty", "film", "notes", "song"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes with names")
def test_no_pipe_or_device_is_opened_to_look_at_its_content(tmp_path: Path) -> None:
    save(tmp_path / "a.png", PHOTO)
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "nothing").symlink_to("/dev/zero")
    (tmp_path / "nowhere").symlink_to(tmp_path / "gone")
    assert names(tmp_path) == ["a.png"]


# --- folders that hold no photos of the user ---

LEFT_OUT = (
    "$Recycle.Bin/S-1-5-21",
    "$RECYCLE.BIN",
    "RECYCLER",
    "Recycled",
    "@Recycle",
    "#recycle",
    "#snapshot/daily",
    "@Recently-Snapshot",
    "~snapshot",
    "@eaDir",
    "@EADIR",
    "Network Trash Folder",
    "System Volume Information",
    "found.000",
    "lost+found",
    "__MACOSX",
    "Catalog Previews.lrdata/0",
    "Lightroom Catalog.LRCAT-DATA",
    "Pictures.photoslibrary/resources/derivatives/0",
    "Pictures.photoslibrary/resources/media",
    "Old.photolibrary/Thumbnails",
    "Old.aplibrary/Previews",
    "iPod Photo Cache/F00",
    ".thumbnails",
    ".cache",
)
KEPT = (
    "Pictures.photoslibrary/originals/0",
    "Old.photolibrary/Masters/2014",
    "resources",
    "Thumbnails",
    "recycling",
    "snapshot",
    "found",
    "external",
)


def test_bins_snapshots_and_small_copies_are_left_out(tmp_path: Path) -> None:
    for folder in (*LEFT_OUT, *KEPT):
        save(tmp_path / folder / "a.png", PHOTO)
    assert names(tmp_path) == sorted(f"{folder}/a.png" for folder in KEPT)


def test_a_folder_asked_for_by_name_is_searched_whatever_its_name(tmp_path: Path) -> None:
    save(tmp_path / "#recycle" / "a.png", PHOTO)
    assert names(tmp_path / "#recycle") == ["a.png"]


# --- links ---


def test_a_folder_of_nothing_but_links_to_folders_is_told_so(tmp_path: Path) -> None:
    save(tmp_path / "photos" / "a.png", PHOTO)
    (tmp_path / "links").mkdir()
    (tmp_path / "links" / "photos").symlink_to(tmp_path / "photos", target_is_directory=True)
    with pytest.raises(BadFolder, match="links"):
        scan_folders([str(tmp_path / "links")])
    assert names(tmp_path / "links" / "photos") == ["a.png"]


def test_a_folder_and_a_link_to_it_give_each_photo_once_under_its_own_name(tmp_path: Path) -> None:
    for name in ("a.png", "inner/b.png", "inner/deep/c.png"):
        save(tmp_path / "photos" / name, PHOTO)
    link, inner = tmp_path / "link", tmp_path / "inner"
    link.symlink_to(tmp_path / "photos", target_is_directory=True)
    inner.symlink_to(tmp_path / "photos" / "inner", target_is_directory=True)
    every = ["a.png", "inner/b.png", "inner/deep/c.png"]
    photos = tmp_path / "photos"
    for also in ([link], [inner], [link, inner], [photos / "inner"], [inner, photos / "inner" / "deep", link]):
        assert names(photos, *also) == every
        scan = scan_folders([*map(str, also), str(photos)])
        assert [os.path.relpath(file.path, photos) for file in scan.files] == [os.path.normpath(name) for name in every]


def test_a_link_and_a_folder_in_it(tmp_path: Path) -> None:
    for name in ("a.png", "inner/b.png"):
        save(tmp_path / "photos" / name, PHOTO)
    (tmp_path / "link").symlink_to(tmp_path / "photos", target_is_directory=True)
    scan = scan_folders([str(tmp_path / "link"), str(tmp_path / "photos" / "inner")])
    assert len(scan.files) == 2


# --- names and dates ---


@LINUX
def test_sentences_print_no_control_characters_of_names(tmp_path: Path) -> None:
    name = os.fsdecode(b"a\nb\x1b[31m\x7f\xc2\x9b\xe2\x80\xae\xff")
    (tmp_path / name).mkdir()
    for folder in (tmp_path / name, tmp_path / name / "gone"):
        with pytest.raises(BadFolder) as refused:
            scan_folders([str(folder)])
        assert str(refused.value).isprintable() and "\N{REPLACEMENT CHARACTER}" in str(refused.value)


@LINUX
@pytest.mark.parametrize("date", [10_413_792_000 * 10**9, -(2**62) * 8, 2**63 + 5], ids=["2300", "first", "last"])
def test_dates_beyond_all_bounds_fit_into_the_catalog(
    tmp_path: Path, date: int, twinset: Callable[..., Result]
) -> None:
    for number in range(3):
        save(tmp_path / "photos" / f"{number}.png", photo(number))
    odd = tmp_path / "photos" / "1.png"
    try:
        os.utime(odd, ns=(date, date))
    except (OSError, OverflowError):
        pytest.skip("this file system knows no such date")
    (file,) = (file for file in scan_folders([str(odd.parent)]).files if file.path == str(odd))
    assert -(2**63) <= file.mtime_ns < 2**63
    assert read_file(str(odd))[1] == file
    report = twinset("index", odd.parent).json
    assert (report["indexed"], report["failed"]) == (3, [])
    assert twinset("index", odd.parent).json["reused"] == 3


@LINUX
def test_photos_come_in_the_order_of_the_bytes_of_their_paths(tmp_path: Path) -> None:
    odd = [os.fsdecode(name) for name in (b"x\xff", "\uffee".encode(), "\U0001f600".encode())]
    for folder in ("", "a", "a/b", "b", odd[0], odd[1]):
        for name in ("0", "a", "a-", "a.b", "b", "é", "z", *odd):
            save(tmp_path / folder / f"{name}.png", b"")
    every = [str(path) for path in tmp_path.rglob("*.png")]
    scan = scan_folders([str(tmp_path / "a" / "b"), str(tmp_path)])
    assert len(every) == 60 and list(scan.paths) == sorted(every, key=os.fsencode)


# --- calling it off ---


@pytest.fixture
def many(tmp_path: Path) -> Path:
    for number in range(60):
        save(tmp_path / "many" / f"{number:02}" / "a.png", b"")
    return tmp_path / "many"


def test_it_says_how_many_folders_it_has_seen(many: Path) -> None:
    seen: list[int] = []
    scan_folders([str(many)], on_folder=seen.append)
    assert seen == list(range(1, 62))


def test_it_can_be_called_off_at_any_folder(many: Path) -> None:
    seen: list[int] = []
    with pytest.raises(ScanCancelled):
        scan_folders([str(many)], cancelled=lambda: len(seen) >= 5, on_folder=seen.append)
    assert len(seen) == 5


def test_it_ends_within_a_folder_of_many_files(tmp_path: Path) -> None:
    for number in range(300):
        save(tmp_path / f"{number}.png", b"")
    asked = 0

    def cancelled() -> bool:
        nonlocal asked
        asked += 1
        return asked > 50

    with pytest.raises(ScanCancelled):
        scan_folders([str(tmp_path)], cancelled=cancelled)
    assert asked == 51


def test_it_ends_as_soon_as_a_slow_folder_answers(many: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, slow, called_off = os.scandir, threading.Event(), threading.Event()

    def scandir(path: str) -> Iterator[os.DirEntry[str]]:
        if path == str(many / "30"):
            slow.set()
            called_off.wait(60)
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    took: list[float] = []

    def scan() -> None:
        with pytest.raises(ScanCancelled):
            scan_folders([str(many)], cancelled=called_off.is_set)
        took.append(time.monotonic())

    thread = threading.Thread(target=scan)
    thread.start()
    assert slow.wait(60)
    called_off.set()
    thread.join(60)
    assert len(took) == 1


# --- whatever goes wrong ---


@pytest.mark.parametrize("error", [MemoryError(), RecursionError(), ValueError("odd"), OverflowError(), SystemError()])
def test_whatever_a_decoder_raises_is_a_reason(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("core.photos.attempts.whole", fail)
    monkeypatch.setattr("core.photos.partial_picture.header_of", fail)
    with pytest.raises(UnreadableImage) as refused:
        load_rgb(encoded(PHOTO, "JPEG"))
    assert is_one_sentence(str(refused.value))


def test_a_thumbnail_for_which_memory_ends_has_its_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr("PIL.Image.Image.thumbnail", fail)
    with pytest.raises(UnreadableImage, match="memory"):
        load_thumbnail(encoded(PHOTO, "JPEG"), 20)
