"""Rows that lie near one another."""

from __future__ import annotations

import numpy as np
import pytest

from core.looks.features import Rows
from core.search.near import near_pairs


def _looks(count: int, seed: int = 0) -> Rows:
    points = np.random.default_rng(seed).normal(size=(count, 48)).astype(np.float32)
    return points / np.linalg.norm(points, axis=1, keepdims=True)


@pytest.mark.parametrize("count", [0, 1, 2, 40, 2500])  # the last takes several blocks
@pytest.mark.parametrize("radius", [0.0, 0.05, 0.9])
def test_the_near_pairs_are_those_of_plain_comparison(count: int, radius: float) -> None:
    looks = _looks(count)
    for copy in range(0, count - 1, 7):
        looks[copy + 1] = looks[copy] + 0.001 * (copy % 3)
    found = {
        tuple(sorted(pair)) for near in near_pairs(looks, radius) for pair in zip(near.one, near.other, strict=True)
    }
    plain = set()
    for row in range(count):
        distances = np.linalg.norm(looks[row + 1 :] - looks[row], axis=1)
        plain |= {(row, row + 1 + int(other)) for other in np.flatnonzero(distances <= radius)}
    assert found == plain
