"""Vectors on disk: .npy files of a fixed number of rows, written row by row and never replaced."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.lib import format as npy
from numpy.typing import NDArray

SHARD_ROWS = 4096

_Float = TypeVar("_Float", np.float16, np.float32)


class Shards:
    """A growing (rows, D) float16 matrix, cut into `00000.npy`, `00001.npy`, ... in one directory.

    Each file has its full length from the start, so that its header never changes and appending is a plain write;
    on most file systems the part not yet written takes no space. Nothing here knows which rows are valid: the
    catalog does.
    """

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    def write(self, first_row: int, vectors: NDArray[np.float16]) -> None:
        """Write `vectors`, (n, D), to the rows from `first_row` on and flush them to disk. Raises OSError."""
        self._directory.mkdir(parents=True, exist_ok=True)
        done = 0
        while done < len(vectors):
            shard, row = divmod(first_row + done, SHARD_ROWS)
            part = vectors[done : done + SHARD_ROWS - row]
            self._write_part(self._file(shard), row, part)
            done += len(part)

    def read(self, rows: NDArray[np.int64], dtype: type[_Float]) -> NDArray[_Float]:
        """The rows, in the order asked for, as (n, D) `dtype`; rows that are not on disk read as nought."""
        if not len(rows):
            return np.zeros((0, 0), dtype)
        shards, places = np.divmod(rows, SHARD_ROWS)
        parts = {int(shard): self._map(int(shard)) for shard in np.flatnonzero(np.bincount(shards))}
        width = max((part.shape[1] for part in parts.values() if part is not None), default=0)
        result = np.zeros((len(rows), width), dtype)
        for shard, part in parts.items():
            if part is not None and part.shape == (SHARD_ROWS, width):
                wanted = np.flatnonzero(shards == shard)
                result[wanted] = part[places[wanted]]
        return result

    def remove(self) -> None:
        """Delete the files; one that another program has open on Windows stays."""
        shutil.rmtree(self._directory, ignore_errors=True)

    def _file(self, shard: int) -> Path:
        return self._directory / f"{shard:05d}.npy"

    def _map(self, shard: int) -> NDArray[np.float16] | None:
        try:
            array = np.load(self._file(shard), mmap_mode="r", allow_pickle=False)
        except (OSError, ValueError, EOFError):  # missing, cut short or no .npy file; the checksums will tell
            return None
        return array if array.dtype == np.float16 and array.ndim == 2 else None

    def _write_part(self, file: Path, row: int, vectors: NDArray[np.float16]) -> None:
        width = vectors.shape[1]
        if self._map_shape(file) != (SHARD_ROWS, width):
            _create(file, width)
        with open(file, "r+b") as stream:
            npy.read_magic(stream)
            npy.read_array_header_1_0(stream)
            stream.seek(row * width * 2, os.SEEK_CUR)
            stream.write(vectors.tobytes())
            stream.flush()
            os.fsync(stream.fileno())

    def _map_shape(self, file: Path) -> tuple[int, ...]:
        array = self._map(int(file.stem))
        return () if array is None else array.shape


def _create(file: Path, width: int) -> None:
    header = {"descr": npy.dtype_to_descr(np.dtype(np.float16)), "fortran_order": False, "shape": (SHARD_ROWS, width)}
    with open(file, "wb") as stream:
        npy.write_array_header_1_0(stream, header)
        stream.truncate(stream.tell() + SHARD_ROWS * width * 2)
