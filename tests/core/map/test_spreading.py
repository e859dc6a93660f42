"""The loose map for the eye: less is hidden, and neighbours stay neighbours."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from core.map.spreading import parted, spread_out


def crowds(count: int) -> NDArray[np.float32]:
    random = np.random.default_rng(0)
    places = random.uniform(size=(8, 2))[np.arange(count) % 8] + random.normal(scale=0.04, size=(count, 2))
    places -= places.min(axis=0)
    return (places / places.max()).astype(np.float32)


def hidden(places: NDArray[np.float32], side: float) -> float:
    """How much of the tiles' area lies under others, at the most."""
    apart = np.abs(places[:, np.newaxis] - places)
    over = np.maximum(side - apart, 0).prod(axis=2) / side**2
    np.fill_diagonal(over, 0)
    return float(over.sum() / 2 / len(places))


def test_less_is_hidden_and_neighbours_stay() -> None:
    before = crowds(400)
    after, side = spread_out(before)
    assert after.shape == before.shape and after.dtype == np.float32 and (after.min(axis=0) == 0).all()
    assert hidden(after, side) < 0.3 * hidden(before, side)
    nearest = [np.linalg.norm(one[:, np.newaxis] - one, axis=2).argsort(axis=1)[:, 1:11] for one in (before, after)]
    kept = [len({*one} & {*other}) for one, other in zip(*map(np.ndarray.tolist, nearest), strict=True)]
    assert np.mean(kept) > 4


@pytest.mark.parametrize("count", [1, 2, 3])
def test_however_few(count: int) -> None:
    after, side = spread_out(crowds(8)[:count])
    assert np.isfinite(after).all() and side > 0


def test_copies_at_one_place() -> None:
    after, side = spread_out(np.zeros((20, 2), np.float32))
    assert np.isfinite(after).all() and side > 0


def test_copies_part_and_others_stay() -> None:
    places = np.random.default_rng(3).uniform(size=(300, 2))
    places[:20] = places[20]
    places[21] = places[22] + 1e-9
    tile = 0.004, 0.005
    after = parted(places, tile)
    np.testing.assert_array_equal(after, parted(places, tile))
    apart = np.abs(after[:, np.newaxis] - after) / tile
    np.fill_diagonal(apart[:, :, 0], 1)
    assert (apart.max(axis=2) >= 1).all(), "no tile lies over another"
    moved = np.abs(after - places).max(axis=1)
    assert moved.max() < 0.03 and np.median(moved) < 1e-9
