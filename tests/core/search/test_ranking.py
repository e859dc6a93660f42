"""Nearest neighbours: brute force, KD-tree and scipy's cdist must agree, also where distances tie."""

from __future__ import annotations

import tracemalloc

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.spatial.distance import cdist

from core.search.ranking import KDTREE_MAX_DIMENSIONS, Method, Ranker, in_order, possible

Vectors = NDArray[np.float32]
both = pytest.mark.parametrize("method", [Method.BRUTE, Method.KDTREE])


def random_vectors(seed: int, count: int, dimensions: int, levels: int = 0) -> Vectors:
    """float16 numbers, as the catalog keeps them; with `levels` only so many values, so that distances tie."""
    rng = np.random.default_rng(seed)
    if levels:
        return rng.integers(levels, size=(count, dimensions)).astype(np.float32)
    return rng.normal(size=(count, dimensions)).astype(np.float16).astype(np.float32)


def by_cdist(vectors: Vectors, query: Vectors, mask: NDArray[np.bool_] | None = None) -> list[tuple[int, float]]:
    """All rows with their distances, nearest first, ties by row."""
    distances = cdist(query[np.newaxis].astype(np.float64), vectors.astype(np.float64))[0]
    rows = np.arange(len(vectors)) if mask is None else np.flatnonzero(mask)
    return sorted(((int(row), float(distances[row])) for row in rows), key=lambda pair: (round(pair[1], 9), pair[0]))


def assert_agrees(
    ranker: Ranker, vectors: Vectors, query: Vectors, k: int, mask: NDArray[np.bool_] | None = None
) -> None:
    rows, distances = ranker.nearest(query, k, mask)
    expected = by_cdist(vectors, query, mask)[:k]
    assert rows.tolist() == [row for row, _ in expected]
    np.testing.assert_allclose(distances, [distance for _, distance in expected], rtol=1e-12, atol=1e-12)


@both
@pytest.mark.parametrize("levels", [0, 2, 3], ids=["normal", "many ties", "ties"])
@pytest.mark.parametrize("dimensions", [1, 2, 3, 8, 13, 32, 128])
def test_agrees_with_cdist(method: Method, dimensions: int, levels: int) -> None:
    for seed in range(6):
        count = int(np.random.default_rng(seed).integers(1, 400))
        vectors = random_vectors(seed, count, dimensions, levels)
        ranker = Ranker(vectors, method)
        for query in (vectors[count // 2], random_vectors(seed + 100, 1, dimensions, levels)[0]):
            assert_agrees(ranker, vectors, query, 1 + seed * 9)


@both
@pytest.mark.parametrize("share", [0.02, 0.5, 0.98])
def test_masked_rows_are_never_found(method: Method, share: float) -> None:
    for seed, dimensions in enumerate((1, 4, 64)):
        vectors = random_vectors(seed, 300, dimensions, levels=4)
        mask = np.random.default_rng(seed).random(300) < share
        mask[7] = True
        assert_agrees(Ranker(vectors, method), vectors, vectors[3], 25, mask)


@both
def test_a_mask_of_nothing_finds_nothing(method: Method) -> None:
    rows, distances = Ranker(random_vectors(0, 20, 4), method).nearest(np.zeros(4, np.float32), 5, np.zeros(20, bool))
    assert rows.shape == distances.shape == (0,)


@both
def test_more_asked_for_than_there_is(method: Method) -> None:
    vectors = random_vectors(0, 5, 3)
    assert_agrees(Ranker(vectors, method), vectors, vectors[0], 1000)
    mask = np.array([True, False, True, False, True])
    assert_agrees(Ranker(vectors, method), vectors, vectors[0], 4, mask)


@pytest.mark.parametrize("method", Method)
@pytest.mark.parametrize("shape", [(0, 0), (0, 8)])
def test_nothing_to_search(method: Method, shape: tuple[int, int]) -> None:
    ranker = Ranker(np.zeros(shape, np.float32), method)
    assert ranker.nearest(np.zeros(8, np.float32), 3)[0].size == 0
    assert list(ranker.rankings(3)) == []


@both
def test_duplicates_come_by_row_and_the_named_one_first(method: Method) -> None:
    vectors = np.repeat(random_vectors(0, 3, 16), 40, axis=0)
    ranker = Ranker(vectors, method)
    rows, distances = ranker.nearest(vectors[50], 5)
    assert rows.tolist() == [40, 41, 42, 43, 44] and not distances.any()
    assert ranker.nearest(vectors[50], 5, first=50)[0].tolist() == [50, 40, 41, 42, 43]
    assert ranker.nearest(vectors[50], 5, first=0)[0].tolist() == [40, 41, 42, 43, 44]  # only among equals


@both
def test_near_ties_far_from_the_origin_are_told_apart(method: Method) -> None:
    """|x|^2 - 2xq in float32 would lose these differences entirely."""
    steps = np.random.default_rng(0).permutation(64).astype(np.float32)
    vectors = np.full((64, 8), 1000, np.float32)
    vectors[:, 3] += steps / 256
    assert_agrees(Ranker(vectors, method), vectors, np.full(8, 1000, np.float32), 20)


@both
def test_queries_of_half_precision_find_themselves_at_zero(method: Method) -> None:
    vectors = random_vectors(3, 200, 40)
    ranker = Ranker(vectors, method)
    for row in range(200):
        rows, distances = ranker.nearest(vectors[row].astype(np.float16), 1)
        assert rows.tolist() == [row] and distances.tolist() == [0.0]


def test_auto_chooses_by_the_number_of_dimensions() -> None:
    assert Ranker(random_vectors(0, 9, KDTREE_MAX_DIMENSIONS)).method is Method.KDTREE
    assert Ranker(random_vectors(0, 9, KDTREE_MAX_DIMENSIONS + 1)).method is Method.BRUTE


# --- the two steps ---


@pytest.mark.parametrize("k", [1, 7, 200, 1000])
@pytest.mark.parametrize("share", [0.0, 0.1, 1.0])
def test_bounds_leave_out_none_of_the_nearest(k: int, share: float) -> None:
    """However wide the bounds are, the exact order of what they leave is that of all."""
    for seed in range(20):
        rng = np.random.default_rng(seed)
        exact = rng.integers(40, size=200).astype(np.float64)  # many ties
        mask = rng.random(200) < share
        width = rng.random((2, 200)) * rng.choice([0, 1, 50])
        least, most = (exact - width[0]).astype(np.float32), (exact + width[1]).astype(np.float32)
        for only in (mask, None):
            rows = possible(least, most, k, only)
            wanted = np.arange(200) if only is None else np.flatnonzero(only)
            expected = wanted[np.argsort(exact[wanted], kind="stable")][:k]
            assert rows[in_order(rows, exact[rows], k)].tolist() == expected.tolist()


def test_no_rows_are_possible_where_none_are_wanted() -> None:
    bounds = np.zeros((2, 5), np.float32)
    assert not len(possible(*bounds, 0)) and not len(possible(*bounds[:, :0], 3))
    assert not len(possible(*bounds, 3, np.zeros(5, bool)))


# --- rankings ---


@both
@pytest.mark.parametrize("k", [1, 10, 700, 5000])
def test_rankings_are_the_sorted_cdist(method: Method, k: int) -> None:
    vectors = random_vectors(1, 700, 6, levels=3)  # more than one block, with many ties
    for number, rows, distances in Ranker(vectors, method).rankings(k):
        expected = by_cdist(vectors, vectors[number])
        expected.remove((number, 0.0))
        expected.insert(0, (number, 0.0))
        assert rows.tolist() == [row for row, _ in expected[:k]]
        np.testing.assert_allclose(distances, [distance for _, distance in expected[:k]], atol=1e-12)
    assert number == 699


def test_rankings_never_hold_all_pairs() -> None:
    vectors = random_vectors(0, 12_000, 8)
    ranker = Ranker(vectors, Method.BRUTE)
    tracemalloc.start()
    try:
        for number, rows, _ in ranker.rankings(10):
            assert rows[0] == number
            if number == 1100:  # in the third block
                break
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 12_000**2 * 4 / 4
