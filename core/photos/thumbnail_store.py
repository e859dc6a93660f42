"""Thumbnails kept on disk: found by photo, size and time of change, or by photo alone while its drive is away."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np

from core.base.files import make_private, write_whole

# Photo, side, version. No ending of an image: a folder of photos around the store would be searched for these too.
_NAME = re.compile(r"\.?([0-9a-f]{24})-([0-9]{1,5})-([0-9a-f]{16})\.thumb(?:\.[0-9]+\.tmp)?")
_FOLDER = re.compile(r"[0-9a-f]{2}")
_TOUCH_SECONDS = 24 * 3600  # file times of access are off on many disks, so the time of change says when it was used


@dataclass(frozen=True)
class Usage:
    """How many thumbnails, and the bytes of their files."""

    files: int = 0
    bytes: int = 0


class _Stored(NamedTuple):
    file: str
    photo: str
    bytes: int
    used_at: float


class ThumbnailStore:
    """One directory of thumbnails, for any number of threads and processes.

    A disk that is full or cannot be written costs only the memory of thumbnails. Files that the store has not written
    are never touched. Long tasks take `cancelled`, which is asked now and then; what they have done by then stays.
    """

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.written = 0  # bytes, by this object, since it was trimmed

    def read(self, path: str, side: int, version: str) -> bytes | None:
        """The thumbnail of this version of a photo, or None."""
        return self._read(self._file(photo_key(path), side, version))

    def at_least(self, path: str, side: int, version: str) -> bytes | None:
        """The smallest thumbnail of this version of a photo that has this side or more, or None."""
        key = photo_key(path)
        found = [match for _, match in self._names(key[:2]) if match[1] == key and match[3] == version]
        sides = sorted(stored for match in found if (stored := int(match[2])) >= side)
        return self._read(self._file(key, sides[0], version)) if sides else None

    def versions(self, path: str, side: int) -> Iterator[bytes]:
        """Whatever is stored of a photo: of this side first, then larger ones, then smaller ones."""
        key = photo_key(path)
        names = [(name, match) for name, match in self._names(key[:2]) if not name.endswith(".tmp")]
        found = [(int(match[2]), name) for name, match in names if match[1] == key]
        for _, name in sorted(found, key=lambda one: _preference(one[0], side)):
            if (data := self._read(self.directory / key[:2] / name)) is not None:
                yield data

    def write(self, path: str, side: int, version: str, data: bytes) -> None:
        """Keep a thumbnail, through a temporary file so that nobody sees half of it; older versions go."""
        key = photo_key(path)
        file = self._file(key, side, version)
        try:
            write_whole(file, data, durable=False)
        except OSError:
            return
        self.written += len(data)
        for name, match in self._names(key[:2]):
            if match[1] == key and match[3] != version:
                _remove(str(file.with_name(name)))

    def try_out(self) -> None:
        """Make the directory and write into it. Raises OSError."""
        make_private(self.directory)
        probe = self.directory / f"{os.getpid()}.tmp"
        try:
            probe.write_bytes(b"x")
        finally:
            with contextlib.suppress(OSError):
                probe.unlink()

    # --- all of it ---

    def used(self, cancelled: Callable[[], bool] = bool) -> Usage:
        """How many thumbnails there are, and their bytes; what was found so far, if cancelled."""
        sizes = [one.bytes for one in self._walk(cancelled)]
        return Usage(len(sizes), sum(sizes))

    def clear(self, cancelled: Callable[[], bool] = bool) -> Usage:
        """Remove every thumbnail; returns what that was."""
        return self._remove_where(lambda one: True, cancelled)

    def remove_gone(self, paths: Iterable[str], cancelled: Callable[[], bool] = bool) -> Usage:
        """Remove the thumbnails of all photos but `paths`, which include those of drives that are away."""
        known = set(map(photo_key, paths))
        return self._remove_where(lambda one: one.photo not in known, cancelled)

    def trim(self, limit: int, cancelled: Callable[[], bool] = bool) -> Usage:
        """Remove what was not used for longest, until at most `limit` bytes are left."""
        self.written = 0
        stored = list(self._walk(cancelled))
        too_much = sum(one.bytes for one in stored) - limit
        files = freed = 0
        for at in np.argsort([one.used_at for one in stored]) if too_much > 0 else ():  # leaves other threads running
            one = stored[at]
            if freed >= too_much or cancelled():
                break
            if _remove(one.file):
                files, freed = files + 1, freed + one.bytes
        return Usage(files, freed)

    def _remove_where(self, gone: Callable[[_Stored], bool], cancelled: Callable[[], bool]) -> Usage:
        files = freed = 0
        for one in self._walk(cancelled):
            if gone(one) and _remove(one.file):
                files, freed = files + 1, freed + one.bytes
        return Usage(files, freed)

    # --- files ---

    def _file(self, key: str, side: int, version: str) -> Path:
        return self.directory / key[:2] / f"{key}-{side}-{version}.thumb"

    def _read(self, file: Path) -> bytes | None:
        try:
            with open(file, "rb") as stream:
                if time.time() - os.fstat(stream.fileno()).st_mtime > _TOUCH_SECONDS:
                    with contextlib.suppress(OSError):
                        os.utime(file)
                return stream.read()
        except OSError:
            return None

    def _names(self, folder: str) -> list[tuple[str, re.Match[str]]]:
        """The names of thumbnails in one folder of the store."""
        try:
            names = os.listdir(self.directory / folder)
        except OSError:
            return []
        return [(name, match) for name in names if (match := _NAME.fullmatch(name))]

    def _walk(self, cancelled: Callable[[], bool]) -> Iterator[_Stored]:
        for folder in _entries(str(self.directory)):
            if not _FOLDER.fullmatch(folder.name) or not folder.is_dir(follow_symlinks=False):
                continue
            for entry in _entries(folder.path):
                if cancelled():
                    return
                if match := _NAME.fullmatch(entry.name):
                    with contextlib.suppress(OSError):
                        status = entry.stat(follow_symlinks=False)
                        yield _Stored(entry.path, match[1], status.st_size, status.st_mtime)


def version_of(path: str) -> str | None:
    """What changes when a photo's file does; None if the file cannot be asked, as on a drive that is away."""
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return None
    return hashlib.blake2b(f"{status.st_size} {status.st_mtime_ns}".encode(), digest_size=8).hexdigest()


def photo_key(path: str) -> str:
    """A path as the store names it."""
    return hashlib.blake2b(os.fsencode(path), digest_size=12).hexdigest()


def _preference(side: int, wanted: int) -> tuple[bool, int]:
    """Sorts sides: the smallest that is large enough first, then the largest that is not."""
    return (False, side) if side >= wanted else (True, -side)


def _entries(folder: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError:
        return []


def _remove(file: str) -> bool:
    try:
        os.unlink(file)
    except OSError:
        return False
    return True
