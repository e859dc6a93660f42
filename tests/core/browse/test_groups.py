"""Photos of the same garment."""

from __future__ import annotations

import numpy as np

from core.browse.groups import MOST, same_garment
from core.looks.features import Rows
from core.search.stacks import carried_over


def _looks(count: int, seed: int = 0) -> Rows:
    points = np.random.default_rng(seed).normal(size=(count, 48)).astype(np.float32)
    return points / np.linalg.norm(points, axis=1, keepdims=True)


def _one_colour(count: int) -> np.ndarray:
    return np.full((count, 3), 40, np.float32)


def test_groups_join_by_steps() -> None:
    looks = np.zeros((7, 48), np.float32)
    looks[:, 0] = [0, 5, 0.1, 9, 0.2, 5.1, 20]
    assert same_garment(looks, _one_colour(7), 0.15).tolist() == [0, 1, 0, 3, 0, 1, 6]


def test_another_colour_is_another_garment() -> None:
    colours = _one_colour(3)
    colours[1] += (0, 30, 0)
    assert same_garment(np.zeros((3, 48), np.float32), colours, 0.1).tolist() == [0, 1, 0]


def test_no_group_is_endless() -> None:
    groups = same_garment(np.zeros((3000, 48), np.float32), _one_colour(3000), 0.1)
    sizes = np.unique(groups, return_counts=True)[1]
    assert sizes.max() == MOST and len(sizes) < 3000 / MOST * 2


def test_it_ends_when_cancelled() -> None:
    looks = np.zeros((50, 48), np.float32)
    assert same_garment(looks, _one_colour(50), 0.1, lambda: True).tolist() == list(range(50))


def test_groups_are_carried_over_by_path() -> None:
    groups = carried_over(np.array([0, 0, 2]), ["a", "b", "c"], ["new", "b", "a"])
    assert groups[1] == groups[2] != groups[0] and groups[0] < 0
