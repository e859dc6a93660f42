"""The words under results never contradict their order, whatever counts; and what they are said of."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from support import INSTANCE_LENGTH, KINDS, ROOTS, part, searching, spec_of, stored_query, width_of

from core.catalog.catalog import Collection
from core.looks.features import Rows
from core.search.estimates import Weights
from core.search.labels import Label
from core.search.query import Query, combine
from core.search.ranking import Method
from core.search.request import LOOK_ONLY, Request
from core.search.search import Match, Searcher

WORDS = list(Label)
MIXTURES: tuple[Weights, ...] = (
    LOOK_ONLY,
    {"look": 1.0, "colour": 0.3},
    {"look": 1.0, "colour": 0.5, "pattern": 0.2, "shape": 0.7},
    {"colour": 1.0},
    {"pattern": 1.0, "shape": 1.0},
    {"look": 1e-6, "shape": 1.0},
    {"colour": 1e-50, "shape": 1.0},
)
PHOTOS, TOLD = 240, 10  # so many kinds among them


def wardrobe(count: int) -> Rows:
    """Garments of a few sorts, some of them photographed twice, whose kinds are more or less sure."""
    random = np.random.default_rng(11)
    rows = np.zeros((count, width_of(32 + ROOTS)), np.float32)
    rows[:] = random.random(rows.shape) / 4
    kind = part(rows, "kind")
    sort = random.integers(8, size=count)
    kind[:, :TOLD] = np.stack([random.dirichlet(0.05 + 3 * (np.arange(TOLD) == one)) for one in sort])
    noise = random.uniform(0.02, 0.6, (count, 1)) * random.normal(size=(count, 32))
    looks = random.normal(size=(8, 32))[sort] + noise
    looks *= INSTANCE_LENGTH / np.linalg.norm(looks, axis=1, keepdims=True)
    part(rows, "look")[:] = np.hstack([looks, np.sqrt(kind * (1 - INSTANCE_LENGTH**2))])
    return rows.astype(np.float16).astype(np.float32)


ROWS = wardrobe(PHOTOS)


def in_parts() -> Collection:
    """Every third photo has two rows of features."""
    starts = np.cumsum([0, *(1 + (number % 3 == 0) for number in range(PHOTOS * 3 // 4 - 1))])
    starts = starts[starts < PHOTOS]
    boxes = np.tile(np.array([0, 0, 0.5, 0.5], np.float32), (PHOTOS, 1))
    whole = Collection.of(tuple(f"/{number:03}" for number in range(PHOTOS)), ROWS)
    return Collection(whole.paths[: len(starts)], whole.stored, whole.rows, starts, boxes)


def queries() -> dict[str, Query]:
    seen = part(ROWS, "look")[[9, 40, 77]].copy()
    outside = Query(ROWS[9], seen, spec_of(ROWS))
    alone, other = stored_query(ROWS[3]), stored_query(ROWS[50])
    return {
        "a photo of the folder": alone,
        "a photo from outside": outside,
        "examples": combine([alone, outside], [other]),
    }


def assert_in_order(matches: Sequence[Match]) -> None:
    ranks = [WORDS.index(match.label) for match in matches]
    assert ranks == sorted(ranks)
    assert [match.distance for match in matches] == sorted(match.distance for match in matches)


@pytest.fixture(scope="module")
def searchers() -> list[Searcher]:
    plain = Collection.of(tuple(f"/{number:03}" for number in range(PHOTOS)), ROWS)
    few = Collection.of(plain.paths[:20], ROWS[:20])
    return [
        *(searching(plain, method) for method in Method),
        searching(in_parts()),
        searching(few),
    ]


@pytest.mark.parametrize("weights", MIXTURES)
def test_no_word_is_better_than_one_before(searchers: list[Searcher], weights: Weights) -> None:
    for searcher in searchers:
        for query in queries().values():
            assert_in_order(searcher.nearest(Request(query, PHOTOS, weights)))


def test_all_words_are_said(searchers: list[Searcher]) -> None:
    for searcher in searchers[:3]:
        found = [searcher.nearest(Request(stored_query(row), PHOTOS)) for row in ROWS[:20]]
        assert {match.label for matches in found for match in matches} == set(Label)


def test_the_same_item_is_said_of_a_mixture_only_where_the_look_says_so(searchers: list[Searcher]) -> None:
    """Photos of one colour are not one garment."""
    for query in queries().values():
        alone = searchers[0].nearest(Request(query, PHOTOS))
        same = {match.path for match in alone if match.label == Label.SAME}
        for weights in MIXTURES:
            mixed = searchers[0].nearest(Request(query, PHOTOS, weights))
            assert {match.path for match in mixed if match.label == Label.SAME} <= same


def test_a_photo_that_is_of_another_kind_says_so() -> None:
    """Only where the kind has put it back, both kinds are sure, and the photos nearest by look do not deny it."""
    angles, kinds = (0, 0.3, 1.4, 1.5, 0.6, 0.7, 0.8), (0, 1, 1, 1, 0, 0, 0)
    rows = wardrobe(len(kinds))
    instance = np.zeros((len(kinds), 32), np.float32)
    instance[:, :2] = INSTANCE_LENGTH * np.array([(np.cos(angle), np.sin(angle)) for angle in angles])
    kind = np.eye(len(KINDS), dtype=np.float32)[list(kinds)]
    kind[3] = 1 / len(KINDS)
    part(rows, "kind")[:] = kind
    part(rows, "look")[:] = np.hstack([instance, np.sqrt(kind * (1 - INSTANCE_LENGTH**2))])
    names = ("/own", "/copy", "/other", "/unsure", "/a", "/b", "/c")
    query = stored_query(rows[0])

    def told(searcher: Searcher, weights: Weights = LOOK_ONLY, query: Query = query) -> set[str]:
        return {match.path for match in searcher.nearest(Request(query, 9, weights)) if match.other_kind}

    collection = Collection.of(names, rows)
    searcher = searching(collection)
    assert told(searcher) == told(searcher, {"look": 1.0, "shape": 0.1}) == {"/other"}
    assert not told(searcher, {"shape": 1.0}) and not told(searching(collection, Method.BRUTE))
    assert not told(searcher, query=stored_query(rows[3]))
    assert not told(searching(Collection.of(names[:4], rows[:4][[0, 1, 2, 2]])))
