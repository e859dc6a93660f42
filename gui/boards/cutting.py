"""Garments without their background: pictures for the board, worked out in a thread of its own."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from core.looks.model import Extractor
from core.workers.pictures import Pictures
from gui.boards.pictures import CutOut

_SIDE = 768  # px, of the longer side


def cutter(pictures: Pictures, extractor: Extractor) -> CutOut:
    """Makes them of decoded photos."""

    def cut(path: str, cancelled: Callable[[], bool]) -> NDArray[np.uint8]:
        from core.looks.cutting import cut_out  # what the start of the window does not wait for

        return cut_out(pictures.decode(path, _SIDE, _SIDE, cancelled).rgb, extractor.mask)

    return cut
