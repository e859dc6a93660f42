"""The order of every search is that of exact distances, computed here another way: in float64, over all photos."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.spatial.distance import cdist
from support import INSTANCE_LENGTH, KINDS, ROOTS, SPEC, part, searching, spec_of, stored_query, width_of

from core.catalog.catalog import Collection
from core.looks.aspects import COLOUR_DIMENSIONS, PATTERN_DIMENSIONS, SHAPE_DIMENSIONS
from core.looks.features import Aspect, Rows
from core.search.query import Query
from core.search.request import Request
from core.search.search import Searcher

LOOK = 64 + ROOTS
PLAIN = 2e-4  # by which patterns of plain garments differ
GATE = SPEC.gate
WIDTHS = (COLOUR_DIMENSIONS, PATTERN_DIMENSIONS, SHAPE_DIMENSIONS)
Weights = Mapping[Aspect, float]
WEIGHTS: tuple[Weights, ...] = (
    {"look": 1.0},
    {"pattern": 1.0},
    {"look": 1.0, "pattern": 1.0},
    {"look": 0.3, "colour": 1.0, "pattern": 0.02, "shape": 0.5},
    {"look": 1.0, "pattern": 1e-6},
    {"look": 1e-6, "pattern": 1.0},
    {"colour": 1e-50, "shape": 1.0},
    {"look": 1e300, "colour": 1e300},
)


TOLD = 10  # kinds


def wardrobe(count: int, striped: int = 0, noise: float = 0.3) -> Rows:
    """`count` garments of a few sorts; all are plain, so that their patterns are nearly the same, but `striped` ones.

    As the catalog gives them, each number can be written in float16.
    """
    random = np.random.default_rng(7)
    rows = np.zeros((count, width_of(LOOK)), np.float32)
    kind = part(rows, "kind")
    kind[:, :TOLD] = random.dirichlet(np.full(TOLD, 0.2), count)
    sorts = random.normal(size=(12, LOOK - ROOTS))
    looks = sorts[random.integers(12, size=count)] + noise * random.normal(size=(count, LOOK - ROOTS))
    looks *= INSTANCE_LENGTH / np.linalg.norm(looks, axis=1, keepdims=True)
    part(rows, "look")[:] = np.hstack([looks, np.sqrt(kind * (1 - INSTANCE_LENGTH**2))])
    part(rows, "colour")[:] = random.random((count, COLOUR_DIMENSIONS)) / 8
    part(rows, "shape")[:] = random.random((count, SHAPE_DIMENSIONS)) / 8
    pattern = part(rows, "pattern")
    pattern[:] = random.random(PATTERN_DIMENSIONS) / 3 + PLAIN * random.normal(size=(count, PATTERN_DIMENSIONS))
    pattern[:striped] = random.random((striped, PATTERN_DIMENSIONS))
    return rows.astype(np.float16).astype(np.float32)


def collection(rows: Rows) -> Collection:
    return Collection.of(tuple(f"/{number:05}" for number in range(len(rows))), rows)


def exact(searcher: Searcher, query: Query, weights: Weights) -> NDArray[np.float64]:
    """The distance to each photo, (N,), as the documentation of Searcher defines it."""
    rows, row = searcher.collection.vectors[:].astype(np.float64), query.row[np.newaxis].astype(np.float64)
    unit, total = 1 / INSTANCE_LENGTH, sum(weights.values())
    squares = np.zeros(len(rows))
    for aspect, weight in weights.items():
        found, wanted = part(rows, aspect), part(row, aspect)  # type: ignore[arg-type]
        scale = unit * searcher.space.spreads["look"] / searcher.space.spreads[aspect]
        if aspect == "look":
            found, wanted = found[:, :-ROOTS], np.vstack([wanted, query.views])[:, :-ROOTS]
        each = np.sort(cdist(wanted, found), axis=0)
        distance = np.minimum(each[: SPEC.views.best].mean(axis=0), cdist(wanted[:1], found)[0])
        squares += weight / total * (scale * distance) ** 2
        if aspect == "look":
            cost = cost_of_kinds(part(rows, "kind"), part(row, "kind")[0], distance)  # type: ignore[arg-type]
            squares += weight / total * np.clip((scale * distance - GATE.near) / (GATE.far - GATE.near), 0, 1) * cost
    return np.sqrt(squares)


def cost_of_kinds(
    kinds: NDArray[np.float64], wanted: NDArray[np.float64], looks: NDArray[np.float64]
) -> NDArray[np.float64]:
    """What each photo's kind costs, (N,), by those of the ten nearest other pictures."""
    doubt = GATE.doubt
    assert doubt is not None
    same = (kinds * wanted).sum(axis=1)
    around = [row for row in np.lexsort((np.arange(len(looks)), looks)) if looks[row] > 0][:10]
    agree = same[around].mean() if around else 1.0
    trust = min(max((agree - doubt.low) / (doubt.high - doubt.low), 0), 1)
    alike = (1 - doubt.overlap) * (same + 1 - wanted.max()) + doubt.overlap * np.sqrt(kinds * wanted).sum(axis=1)
    mild = np.log(np.minimum(wanted.max() / np.maximum(same, 1e-9), np.exp(4.6)))
    cost: NDArray[np.float64] = trust * GATE.weight * np.clip(1 - alike, 0, 1) + (1 - trust) * doubt.mild * mild
    return cost


def assert_in_order(searcher: Searcher, query: Query, weights: Weights, k: int) -> None:
    expected = exact(searcher, query, weights)
    found = searcher.nearest(Request(query, k, weights))
    numbers = [int(match.path[1:]) for match in found]
    order = np.lexsort((np.arange(len(expected)), expected))[:k]
    # Where two photos differ only beyond the 12th digit, another way of computing may turn them round.
    assert expected[numbers] == pytest.approx(expected[order], rel=1e-12, abs=1e-12)
    assert len(set(numbers)) == min(k, len(expected))
    assert [match.distance for match in found] == pytest.approx(expected[order].tolist(), rel=1e-9, abs=1e-9)


def views(rows: Rows, seed: int, count: int = 21) -> Query:
    """A query from outside: a garment of the folder somewhere in a photo of others."""
    random = np.random.default_rng(seed)
    views = part(rows, "look")[random.integers(len(rows), size=count)].copy()
    return Query(rows[random.integers(len(rows))], views, spec_of(rows))


@pytest.fixture(scope="module")
def lopsided() -> Searcher:
    searcher = searching(collection(wardrobe(3000, striped=60)))
    assert searcher.space.spreads["look"] / searcher.space.spreads["pattern"] > 100
    return searcher


@pytest.mark.parametrize("weights", WEIGHTS)
def test_a_wardrobe_of_plain_garments_and_few_striped_ones(lopsided: Searcher, weights: Weights) -> None:
    rows = lopsided.collection.vectors[:]
    for number in range(0, 3000, 75):
        assert_in_order(lopsided, stored_query(rows[number]), weights, 10)
    for seed in range(6):
        assert_in_order(lopsided, views(rows, seed), weights, 10)


def test_queries_whose_kind_is_believed_in_full_in_part_and_not_at_all(lopsided: Searcher) -> None:
    """All three are among those above, and the rule without doubt, of older files, is exact too."""
    rows = lopsided.collection.vectors[:]
    trusts = [lopsided.estimates(stored_query(row)).surroundings.trust for row in rows[::15]]
    assert min(trusts) == 0 and any(0 < trust < 1 for trust in trusts)
    sure = rows.copy()
    part(sure, "kind")[:] = np.eye(len(KINDS))[0]
    assert searching(collection(sure)).estimates(stored_query(sure[3])).surroundings.trust == 1


def test_photos_that_differ_in_the_last_digit_of_their_patterns(lopsided: Searcher) -> None:
    """A query a little beside the plain garments, whose distances to it are nearly equal."""
    for seed in range(30):
        row = lopsided.collection.vectors[:][100 + seed].copy()
        part(row[np.newaxis], "pattern")[:] += 0.02 * np.random.default_rng(seed).normal(size=PATTERN_DIMENSIONS)
        assert_in_order(lopsided, stored_query(row), {"look": 0.05, "pattern": 1.0}, 10)


@pytest.mark.parametrize("weights", WEIGHTS)
def test_photos_that_are_all_the_same(weights: Weights) -> None:
    """Spreads are at their floor then."""
    rows = np.repeat(wardrobe(40)[:1], 300, axis=0)
    searcher = searching(collection(rows))
    assert [match.path for match in searcher.nearest(Request(stored_query(rows[0]), 20, weights))] == [
        f"/{number:05}" for number in range(20)
    ]
    assert_in_order(searcher, stored_query(wardrobe(41)[40]), weights, 20)


@pytest.mark.parametrize("count", [1, 2, 25])
def test_few_photos(count: int) -> None:
    rows = wardrobe(count)
    searcher = searching(collection(rows))
    for weights in WEIGHTS:
        assert_in_order(searcher, stored_query(rows[-1]), weights, 10)
        assert_in_order(searcher, views(rows, 3), weights, 10)


def test_photos_close_to_one_another_in_look() -> None:
    """Series of one garment: many looks at nearly zero, in which float32 is at its worst."""
    rows = wardrobe(1500, striped=300, noise=0.002)
    searcher = searching(collection(rows))
    for number in range(0, 1500, 50):
        for weights in WEIGHTS[:4]:
            assert_in_order(searcher, stored_query(rows[number]), weights, 25)
