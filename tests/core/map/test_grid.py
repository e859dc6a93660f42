"""The tidy grid: one photo in each cell, none further from its place than need be."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.map import grid
from core.map.grid import grid_for, snapped
from core.map.photo_map import Cells


def places_of(count: int) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """Crowds of photos, as maps have them."""
    random = np.random.default_rng(0)
    return random.uniform(size=(10, 2))[random.integers(10, size=count)] + random.normal(scale=0.06, size=(count, 2))


def are_apart(cells: Cells, shape: tuple[int, int]) -> bool:
    inside = (cells >= 0).all() and (cells < shape).all()
    return bool(inside) and len(np.unique(cells, axis=0)) == len(cells)


def ways(cells: Cells, count: int) -> float:
    """The mean of the squares of all ways, in cells."""
    points = grid._stretched(places_of(count), grid_for(count))
    return float(((points - cells) ** 2).sum(axis=1).mean())


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 3000))
def test_a_grid_has_room_and_nearly_the_shape_of_paper(count: int) -> None:
    columns, rows = grid_for(count)
    assert columns * rows >= count
    if count >= 50:
        assert 0.95 < columns / rows <= 2 and columns * rows <= 1.06 * count + 1


@settings(deadline=None, max_examples=40)
@given(st.integers(1, 400), st.integers(1, 50), st.booleans())
def test_no_two_photos_in_one_cell(count: int, part: int, quick: bool) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(grid, "EXACT", part)
        patch.setattr(grid, "_PART", part)
        patch.setattr(grid, "_QUICK_PART", part)
        assert are_apart(snapped(places_of(count), grid_for(count), quick), grid_for(count))


def test_photos_at_one_place() -> None:
    assert are_apart(snapped(np.zeros((50, 2)), grid_for(50)), grid_for(50))


def test_in_parts_the_ways_are_hardly_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    best = ways(snapped(places_of(600), grid_for(600)), 600)
    monkeypatch.setattr(grid, "EXACT", 100)
    monkeypatch.setattr(grid, "_PART", 100)
    in_parts = ways(snapped(places_of(600), grid_for(600)), 600)
    quick = ways(snapped(places_of(600), grid_for(600), quick=True), 600)
    assert best <= in_parts <= min(1.25 * best, quick)
