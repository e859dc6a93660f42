"""Where photos are drawn that stand out: near the places where they lie, none over another, none beyond the edge."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRect

from gui.map.camera import Points
from gui.map.pictures import frame_at

_GAP = 6  # px between two frames, and to the edge
_STEPS = np.arange(-12, 13) / 3  # frames and gaps that one may be moved, across or down


def frames(points: Points, size: tuple[int, int], room: tuple[int, int]) -> list[QRect | None]:
    """A frame of a size for each point (n, 2) of a room, px, first ones first: each takes the nearest free place.

    None for a point that is out of sight, and where all is taken around it.
    """
    pitch = np.add(size, _GAP, dtype=float)
    ways = _ways(pitch)
    least = pitch - np.array(size) / 2
    most = np.maximum(np.array(room) - least, least)
    taken = np.zeros((0, 2))
    found: list[QRect | None] = []
    for point in points:
        seen = bool((point >= 0).all() and (point < room).all())
        middles = np.clip(point + ways, least, most)
        free = (np.abs(middles[:, np.newaxis] - taken) >= pitch - 1e-6).any(axis=2).all(axis=1)
        if not seen or not free.any():
            found.append(None)
            continue
        middle = middles[int(free.argmax())]
        taken = np.vstack((taken, middle))
        found.append(frame_at(float(middle[0]), float(middle[1]), *size))
    return found


def _ways(pitch: Points) -> Points:
    """How a frame may be moved, (n, 2) px, the shortest ways first."""
    ways = np.stack(np.meshgrid(_STEPS, _STEPS), axis=2).reshape(-1, 2) * pitch
    shortest_first: Points = ways[np.argsort(np.hypot(*ways.T), kind="stable")]
    return shortest_first
