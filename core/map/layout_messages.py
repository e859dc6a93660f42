"""What the program and the process that lays out a map say to each other: plain bytes, nothing is ever unpickled."""

from __future__ import annotations

import struct
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.map.features import MapRows
from core.map.photo_map import Cells

_ASKED = struct.Struct("<qq")  # N and D; the rows and the places from before behind it
_TOLD = struct.Struct("<?dqqq")  # settled, progress, N, columns and rows of the grid; places and cells behind it

Raw = NDArray[np.float32]  # (N, 2), in the layout's own units


@dataclass(frozen=True, eq=False)
class Laid:
    """Where photos lie, in the layout's own units (N, 2), and in a grid of so many columns and rows, cells (N, 2).
    `progress`: what share of the iterations is done."""

    places: Raw
    cells: Cells
    grid: tuple[int, int]
    settled: bool
    progress: float = 1.0


def asked(rows: MapRows, before: Raw) -> bytes:
    """Asks for a map of photos by their rows (N, D). `before`: where they lay, not a number where that is unknown."""
    return b"".join((_ASKED.pack(*rows.shape), rows.astype("<f2").tobytes(), before.astype("<f4").tobytes()))


def rows_in(message: bytes) -> tuple[MapRows, Raw]:
    """What `asked` names."""
    count, width = _ASKED.unpack_from(message)
    rows = np.frombuffer(message, "<f2", count * width, _ASKED.size).reshape(count, width)
    before = np.frombuffer(message, "<f4", offset=_ASKED.size + rows.nbytes).reshape(count, 2)
    return rows.astype(np.float16), before.astype(np.float32)


def told(laid: Laid) -> bytes:
    """Answers `asked`, again and again until it is settled."""
    head = _TOLD.pack(laid.settled, laid.progress, len(laid.places), *laid.grid)
    return b"".join((head, laid.places.astype("<f4").tobytes(), laid.cells.astype("<i4").tobytes()))


def laid_in(message: bytes) -> Laid:
    """What `told` says. Raises ValueError for junk."""
    try:
        settled, progress, count, columns, rows = _TOLD.unpack_from(message)
    except struct.error as error:
        raise ValueError("not from a layout") from error
    places = np.frombuffer(message, "<f4", 2 * count, _TOLD.size).reshape(count, 2)
    cells = np.frombuffer(message, "<i4", offset=_TOLD.size + places.nbytes).reshape(count, 2)
    return Laid(places.astype(np.float32), cells.astype(np.int32), (columns, rows), settled, progress)
