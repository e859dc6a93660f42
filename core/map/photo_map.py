"""Where photos lie on the map, as one value."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import compress

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

    paths: tuple[str, ...] = ()
    places: Places = field(default_factory=lambda: np.zeros((0, 2), np.float32))
    cells: Cells = field(default_factory=lambda: np.zeros((0, 2), np.int32))
    grid: tuple[int, int] = (1, 1)
    settled: bool = True
    progress: float = 1.0

    def only(self, wanted: NDArray[np.bool_]) -> PhotoMap:
        """Some of the photos, (N,), where they lie."""
        if wanted.all():
            return self
        paths = tuple(compress(self.paths, wanted.tolist()))
        return replace(self, paths=paths, places=self.places[wanted], cells=self.cells[wanted])
