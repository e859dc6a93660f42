"""Which photos of a map are pictures at which depth: no two overlap, none goes away again, none is missing."""

from __future__ import annotations

import numpy as np
import pytest

from core.map.regions import regions
from core.map.thinning import ranks, thin

SIZES = [(0.3 / 1.3**depth, 0.4 / 1.3**depth) for depth in range(48)]


def _places(count: int, seed: int) -> np.ndarray:
    chance = np.random.default_rng(seed)
    middles = chance.random((5, 2))
    return (middles[chance.integers(0, 5, count)] + chance.normal(0, 0.04, (count, 2))).astype(np.float32)


def _overlap(one: np.ndarray, other: np.ndarray, size: tuple[float, float]) -> bool:
    """Whether two pictures hide a part of each other, by plain arithmetic."""
    return abs(one[0] - other[0]) < size[0] * (1 - 1e-6) and abs(one[1] - other[1]) < size[1] * (1 - 1e-6)


@pytest.mark.parametrize("seed", range(4))
def test_no_two_overlap_and_there_is_no_room_left(seed: int) -> None:
    places = _places(150, seed)
    depths = thin(places, SIZES, ranks([f"/{one}.jpg" for one in range(150)]))
    for depth, size in enumerate(SIZES):
        shown = np.flatnonzero(depths <= depth).tolist()
        pairs = [(one, other) for one in shown for other in shown if one < other]
        assert not [pair for pair in pairs if _overlap(places[pair[0]], places[pair[1]], size)], depth
        hidden = set(range(150)) - set(shown)
        free = [one for one in hidden if not any(_overlap(places[one], places[two], size) for two in shown)]
        assert free == [], depth
    assert (depths < len(SIZES)).all(), "deep enough every photo has room"


def test_the_first_ones_have_room_first() -> None:
    places = np.array([[0.5, 0.5], [0.51, 0.5], [0.52, 0.5]], np.float32)
    for first in range(3):
        order = ranks(["/a", "/b", "/c"], np.arange(3) == first)
        assert thin(places, SIZES[:1], order).tolist() == [0 if one == first else 1 for one in range(3)]


def test_a_photo_has_the_same_rank_beside_others_at_all_times() -> None:
    paths = [f"/photos/{one}.jpg" for one in range(50)]
    before, after = ranks(paths[:30]), ranks(paths)
    assert np.array_equal(np.argsort(before), np.argsort(after[:30]))


def test_photos_in_one_place_never_share_it() -> None:
    depths = thin(np.full((4, 2), 0.5, np.float32), SIZES, ranks(list("abcd")))
    assert sorted(depths.tolist()) == [0, *[len(SIZES)] * 3]


def test_it_ends_when_cancelled() -> None:
    depths = thin(_places(50, 1), SIZES, ranks([str(one) for one in range(50)]), lambda: True)
    assert (depths == len(SIZES)).all()


def test_names_stand_where_their_kind_is_densest() -> None:
    chance = np.random.default_rng(3)
    left, right = chance.normal((0.2, 0.5), 0.02, (60, 2)), chance.normal((0.8, 0.4), 0.02, (40, 2))
    strays = chance.random((10, 2))
    places = np.concatenate((left, right, strays)).astype(np.float32)
    kinds = np.array([3] * 60 + [1] * 40 + [3] * 5 + [-1] * 5)
    largest, other = regions(places, kinds)
    assert (largest.kind, largest.photos) == (3, 65) and (other.kind, other.photos) == (1, 40)
    assert abs(largest.x - 0.2) < 0.03 and abs(largest.y - 0.5) < 0.03
    assert abs(other.x - 0.8) < 0.03 and abs(other.y - 0.4) < 0.03


def test_a_kind_of_which_there_is_next_to_nothing_has_no_name() -> None:
    assert regions(_places(100, 2), np.array([0] * 97 + [1] * 3))[1:] == ()
    assert regions(np.zeros((0, 2), np.float32), np.zeros(0, np.int64)) == ()
