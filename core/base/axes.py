"""Principal axes: rows of features in few coordinates."""

from __future__ import annotations

import numpy as np

from core.base.vectors import Floats, RowNumbers, Vectors

_AXES = 32  # that are enough to tell neighbours
_BLOCK = 1024  # rows at a time


def principal(looks: Floats | Vectors, axes: int = _AXES) -> Floats:
    """The photos in the coordinates of their first principal axes, (N, axes): distances there are never larger."""
    sample = looks[:: max(1, len(looks) // 4096)]
    middle = sample.mean(axis=0)
    _, vectors = np.linalg.eigh(np.cov(sample - middle, rowvar=False) + 1e-9 * np.eye(looks.shape[1]))
    main = vectors[:, ::-1][:, :axes].astype(np.float32)
    points = np.empty((len(looks), main.shape[1]), np.float32)
    for start in range(0, len(looks), _BLOCK):
        block = slice(start, start + _BLOCK)
        points[block] = (looks[block] - middle) @ main
    return points


def halves(points: Floats, rows: RowNumbers) -> tuple[RowNumbers, RowNumbers]:
    """Rows on either side of the median along their principal direction."""
    spread = points[rows]
    spread -= spread.mean(axis=0)
    _, vectors = np.linalg.eigh(spread.T @ spread)
    sides = np.argpartition(spread @ vectors[:, -1], len(rows) // 2)
    return rows[sides[: len(rows) // 2]], rows[sides[len(rows) // 2 :]]
