"""The nearest neighbours of many points, against a library's."""

from __future__ import annotations

import numpy as np
from scipy.spatial import cKDTree

from core.map.nearest import nearest


def test_the_nearest_are_those_that_a_tree_finds() -> None:
    chance = np.random.default_rng(3)
    points, among = chance.normal(size=(700, 6)), chance.normal(size=(900, 6))
    rows, distances = nearest(points, among, 5, jobs=2)
    far, near = cKDTree(among).query(points, 5)
    assert (rows == near).all()
    np.testing.assert_allclose(distances, far)


def test_no_point_is_its_own_neighbour_but_an_equal_one_is() -> None:
    points = np.array([[0.0, 0.0], [0.0, 0.0], [3.0, 4.0]])
    rows, distances = nearest(points, points, 2, jobs=1, but_itself=True)
    assert rows[:, 0].tolist()[:2] == [1, 0]
    assert sorted(rows[2].tolist()) == [0, 1]
    assert distances.tolist() == [[0, 5], [0, 5], [5, 5]]
