"""Where photos lie on the map, as one value."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Places = NDArray[np.float32]
Cells = NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class PhotoMap:
    """Where photos lie.

    Attributes:
        paths: (N,), sorted. places: (N, 2) float32, x to the right and y down; the longer axis fills 0 to 1, the other
            begins at 0. cells: (N, 2) int32 of the tidy grid, column and row, no two alike. grid: its columns and rows.
        settled: whether the iterations are done; progress: what share of them, 0 to 1.
    """

    paths: tuple[str, ...]
    places: Places
    cells: Cells
    grid: tuple[int, int]
    settled: bool = True
    progress: float = 1.0
