"""Vectors on disk: .npy files of a fixed number of rows, written row by row and never replaced."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import shutil
import zlib
from collections.abc import Iterator
from io import RawIOBase
from pathlib import Path
from typing import IO

import numpy as np
from numpy.lib import format as npy
from numpy.typing import NDArray

from core.base.files import PRIVATE_FILE, make_private

SHARD_ROWS = 4096
_NAME = re.compile(r"[0-9]{5,}\.npy")
_BLOCK = 512  # bytes: the unit of st_blocks, whatever the file system's is

_WRITTEN = os.O_RDWR | getattr(os, "O_BINARY", 0)


class DamagedShard(OSError):
    """A file that is no shard of this width, or too short, though rows in it count."""


class Shards:
    """A growing (rows, D) float16 matrix, cut into `00000.npy`, `00001.npy`, ... in one directory.

    Each file has its full length from the start, so that its header never changes and appending is a plain write;
    on most file systems the part not yet written takes no space. Nothing here knows which rows are valid: the
    catalog does. Files are read, never mapped: a disk that fails or a file that shrinks is an error then, not the end
    of the process.
    """

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    def width(self) -> int | None:
        """D as the newest readable file tells it; None where there is none. Raises OSError."""
        with contextlib.suppress(FileNotFoundError):
            for name in sorted(os.listdir(self._directory), reverse=True):
                with open(self._directory / name, "rb") as stream:
                    if width := _width(stream):
                        return width
        return None

    def write(self, first_row: int, vectors: NDArray[np.float16], counting: int) -> None:
        """Write `vectors`, (n, D), to the rows from `first_row` on and flush them to disk. Raises OSError.

        Rows below `counting` are named by somebody: a file that holds one of them is never made anew, whatever is
        wrong with it.
        """
        make_private(self._directory)
        done = 0
        while done < len(vectors):
            shard, row = divmod(first_row + done, SHARD_ROWS)
            part = vectors[done : done + SHARD_ROWS - row]
            self._write_part(shard, row, part, replaceable=shard * SHARD_ROWS >= counting)
            done += len(part)

    def read(self, rows: NDArray[np.int64]) -> NDArray[np.float16]:
        """The rows, ascending, as (n, D). Raises OSError where one is not on disk."""
        parts = [self.read_shard(shard, places) for shard, places in by_shard(rows)]
        for (shard, _), part in zip(by_shard(rows), parts, strict=True):
            if part.shape[1] != parts[0].shape[1]:
                raise _damaged(self._file(shard))
        return np.concatenate(parts) if parts else np.zeros((0, 0), np.float16)

    def read_shard(self, shard: int, places: NDArray[np.int64]) -> NDArray[np.float16]:
        """Rows of one file, by their places in it, ascending, as (n, D). Raises OSError where one is not on disk."""
        first, last = int(places[0]), int(places[-1])
        part = self._read_part(shard, first, last + 1 - first)
        return part if len(places) == len(part) else part[places - first]

    def checksum(self, first_row: int, rows: int) -> int | None:
        """The crc32 of the bytes of these rows, or None where they are not all on disk. Raises OSError."""
        checksum = 0
        try:
            for shard, first, count in _parts(first_row, rows):
                part = self._read_part(shard, first, count)
                checksum = zlib.crc32(part.data, checksum)  # without Python's lock
        except OSError as error:
            if isinstance(error, FileNotFoundError) or error.errno == errno.EIO:  # also a bad place on the disk
                return None
            raise
        return checksum

    def blank(self, rows: NDArray[np.int64]) -> None:
        """Overwrite rows with zeros on disk, for good; those of files that are gone are gone. Raises OSError."""
        shards, places = np.divmod(rows, SHARD_ROWS)
        for shard in np.unique(shards).tolist():
            with contextlib.suppress(FileNotFoundError), open(self._file(shard), "r+b", buffering=0) as stream:
                width = _width(stream) or 0
                head = stream.tell()
                for place in places[shards == shard].tolist():
                    stream.seek(head + place * width * 2)
                    stream.write(bytes(width * 2))
                os.fsync(stream.fileno())

    def numbers(self) -> list[int]:
        """The numbers of the files there are. Raises OSError."""
        with contextlib.suppress(FileNotFoundError):
            return sorted(int(name[:-4]) for name in os.listdir(self._directory) if _NAME.fullmatch(name))
        return []

    def room(self) -> int:
        """The bytes that the files take on the disk, as far as it tells."""
        taken = 0
        with contextlib.suppress(OSError):
            for shard in self.numbers():
                status = os.stat(self._file(shard))
                # A file has its full length from the start, which takes no space where nothing is written yet.
                taken += status.st_blocks * _BLOCK if hasattr(status, "st_blocks") else status.st_size
        return taken

    def delete(self, shard: int) -> None:
        """Delete one file for good: its bytes are overwritten first. Raises OSError."""
        file = self._file(shard)
        with open(file, "r+b", buffering=0) as stream:
            left = os.fstat(stream.fileno()).st_size
            while left > 0:
                _write_all(stream, bytes(min(left, 2**20)))
                left -= 2**20
            os.fsync(stream.fileno())
        file.unlink()

    def remove(self) -> None:
        """Delete the files; one that another program has open on Windows stays."""
        shutil.rmtree(self._directory, ignore_errors=True)

    def _file(self, shard: int) -> Path:
        return self._directory / f"{shard:05d}.npy"

    def _read_part(self, shard: int, first: int, count: int) -> NDArray[np.float16]:
        """(count, D); raises OSError, DamagedShard where the file is too short or no shard."""
        with open(self._file(shard), "rb", buffering=0) as stream:
            width = _width(stream)
            if not width:
                raise _damaged(self._file(shard))
            part = np.empty((count, width), np.float16)
            stream.seek(first * width * 2, os.SEEK_CUR)
            if _read_into(stream, part.data.cast("B")) != part.nbytes:
                raise _damaged(self._file(shard))
            return part

    def _write_part(self, shard: int, row: int, vectors: NDArray[np.float16], *, replaceable: bool) -> None:
        width = vectors.shape[1]
        file = self._file(shard)
        with contextlib.suppress(FileExistsError):
            _create(file, width, os.O_EXCL)
        with open(file, "r+b", buffering=0) as stream:
            if _width(stream) == width:
                head = stream.tell()
                stream.seek(row * width * 2, os.SEEK_CUR)
                _write_all(stream, vectors.tobytes())
                if os.fstat(stream.fileno()).st_size < head + SHARD_ROWS * width * 2:  # somebody has cut it
                    stream.truncate(head + SHARD_ROWS * width * 2)
                os.fsync(stream.fileno())
                return
        if not replaceable:
            raise _damaged(file)
        _create(file, width, os.O_TRUNC)
        self._write_part(shard, row, vectors, replaceable=False)


def by_shard(rows: NDArray[np.int64]) -> Iterator[tuple[int, NDArray[np.int64]]]:
    """Rows, ascending, as places in each of the files that they lie in."""
    shards, places = np.divmod(rows, SHARD_ROWS)
    numbers, starts = np.unique(shards, return_index=True)
    if len(numbers):
        yield from zip(numbers.tolist(), np.split(places, starts[1:]), strict=True)


def _damaged(file: Path) -> DamagedShard:
    return DamagedShard(errno.EIO, "a file of vectors is damaged", str(file))


def _parts(first_row: int, rows: int) -> Iterator[tuple[int, int, int]]:
    """Rows in a row as shard, first place and number of places."""
    while rows > 0:
        shard, place = divmod(first_row, SHARD_ROWS)
        count = min(rows, SHARD_ROWS - place)
        yield shard, place, count
        first_row, rows = first_row + count, rows - count


def _width(stream: IO[bytes]) -> int | None:
    """D, with the stream behind the header; None where this is not a shard. Raises OSError."""
    try:
        if npy.read_magic(stream) != (1, 0):
            return None
        shape, fortran, dtype = npy.read_array_header_1_0(stream)
    except OSError:
        raise
    except Exception:  # numpy parses the header as Python, which may fail in many ways
        return None
    fits = len(shape) == 2 and shape[0] == SHARD_ROWS and shape[1] > 0 and dtype == np.float16 and not fortran
    return int(shape[1]) if fits else None


def _create(file: Path, width: int, how: int) -> None:
    header = {"descr": npy.dtype_to_descr(np.dtype(np.float16)), "fortran_order": False, "shape": (SHARD_ROWS, width)}
    with open(os.open(file, _WRITTEN | os.O_CREAT | how, PRIVATE_FILE), "r+b") as stream:
        npy.write_array_header_1_0(stream, header)
        stream.truncate(stream.tell() + SHARD_ROWS * width * 2)


def _read_into(stream: RawIOBase, buffer: memoryview) -> int:
    """How many bytes there were, at most as many as fit. Raises OSError."""
    done = 0
    while done < len(buffer) and (got := stream.readinto(buffer[done:])):
        done += got
    return done


def _write_all(stream: RawIOBase, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[stream.write(view) or 0 :]
