"""Which photos a line drawn around them holds."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from gui.map.camera import Points


def inside(points: Points, outline: Points) -> NDArray[np.bool_]:
    """Which points (n, 2) lie within a closed outline (m, 2): a ray from there crosses it an odd number of times."""
    found = np.zeros(len(points), bool)
    near = ((points >= outline.min(axis=0)) & (points <= outline.max(axis=0))).all(axis=1)
    x, y = points[near].T
    odd = np.zeros(len(x), bool)
    for (x1, y1), (x2, y2) in zip(outline.tolist(), np.roll(outline, -1, axis=0).tolist(), strict=True):
        if y1 != y2:
            crosses = (y1 > y) != (y2 > y)
            odd ^= crosses & (x < x1 + (y - y1) * (x2 - x1) / (y2 - y1))
    found[near] = odd
    return found


def towards(points: Points, start: tuple[float, float], across: int, down: int) -> int | None:
    """The nearest point in a direction, one step `across` or `down`; None where there is none."""
    by = points - start
    along = by[:, 0] * across + by[:, 1] * down
    aside = np.abs(by[:, 0] * down) + np.abs(by[:, 1] * across)
    ahead = (along > 1e-9) & (aside <= 1.2 * along)
    if not ahead.any():
        ahead = along > 1e-9
    if not ahead.any():
        return None
    return int(np.where(ahead, along + 1.6 * aside, np.inf).argmin())
