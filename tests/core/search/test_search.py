"""Search among photos: the query first, ties by path, any mixture of aspects, kinds and colours as filters."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.spatial.distance import cdist
from support import INSTANCE_LENGTH, KINDS, SPEC, part, searching, spec_of, stored_query

from core.base.vectors import Vectors
from core.catalog.catalog import Collection
from core.looks.aspects import COLOUR_DIMENSIONS, PATTERN_DIMENSIONS, SHAPE_DIMENSIONS
from core.looks.colour_words import Pattern
from core.looks.features import ASPECTS, UNSURE, Aspect
from core.looks.spec import SameItem
from core.search.labels import Label, Labels, Shares, calibrate
from core.search.query import Query, combine
from core.search.ranking import Method
from core.search.request import Request
from core.search.search import Match, Searcher

WIDTHS = (COLOUR_DIMENSIONS, PATTERN_DIMENSIONS, SHAPE_DIMENSIONS)


def rows(looks: NDArray[np.float32] | list[list[float]], seed: int | None = None) -> NDArray[np.float32]:
    """Rows with these embeddings; the other aspects random, or zero without a seed."""
    looks = np.array(looks, np.float32)
    kinds = np.eye(len(KINDS), dtype=np.float32)[np.arange(len(looks)) % len(KINDS)]
    rest = np.zeros((len(looks), sum(WIDTHS)), np.float32)
    if seed is not None:
        rest = np.random.default_rng(seed).normal(size=rest.shape).astype(np.float32)
    swatches = np.tile(np.array([50, 0, 0, 1, *[0] * 8], np.float32), (len(looks), 1))
    swatches[:, 1] = np.arange(len(looks))
    words = np.zeros((len(looks), len(Pattern)), np.float32)
    finer = np.zeros((len(looks), len(SPEC.finer_names)), np.float32)
    return np.concatenate([looks, kinds, finer, rest, swatches, words], axis=1)


def collection(vectors: NDArray[np.float32]) -> Collection:
    return Collection.of(tuple(f"/{number:03}" for number in range(len(vectors))), vectors)


FEW = searching(collection(rows([[1, 0], [0, 0], [0, 0], [3, 0], [0, 1]])), Method.BRUTE)
ORIGIN = stored_query(rows([[0, 0]])[0])
MANY = searching(collection(rows(np.random.default_rng(1).normal(size=(300, 16)), seed=2)), Method.BRUTE)


def paths(matches: tuple[Match, ...]) -> list[str]:
    return [match.path for match in matches]


def test_nearest_first_and_ties_by_path() -> None:
    found = FEW.nearest(Request(ORIGIN, 4))
    assert [(match.path, match.distance) for match in found] == [("/001", 0), ("/002", 0), ("/000", 1), ("/004", 1)]


def test_the_query_leads_its_exact_copies() -> None:
    assert paths(FEW.nearest(Request(ORIGIN, 3, first="/002"))) == ["/002", "/001", "/000"]
    assert paths(FEW.nearest(Request(ORIGIN, 2, first="/nowhere"))) == ["/001", "/002"]
    mixed: Mapping[Aspect, float] = {"look": 1, "shape": 1}
    assert paths(FEW.nearest(Request(ORIGIN, 3, mixed, first="/002"))) == ["/002", "/001", "/000"]


def test_photos_can_be_left_out() -> None:
    assert paths(FEW.nearest(Request(ORIGIN, 9, exclude=["/001", "/003"]))) == ["/002", "/000", "/004"]
    assert len(FEW.nearest(Request(ORIGIN, 9, exclude=["/nowhere"]))) == 5


def test_an_empty_collection_has_no_matches() -> None:
    empty = searching(collection(np.zeros((0, 0), np.float32)))
    assert empty.nearest(Request(ORIGIN, 3)) == ()
    unsure = stored_query(np.zeros_like(rows([[0, 0]])[0]))
    assert empty.sees_garment(unsure, empty.estimates(unsure))
    assert not len(empty.traits.nearest_colour(np.zeros(3, np.float32), 3)[0])


@pytest.mark.parametrize("method", [Method.BRUTE, Method.KDTREE])
def test_mixed_distances_are_those_of_scaled_aspects_side_by_side(method: Method) -> None:
    """The definition, computed another way: L2 over all aspects, each scaled to the embedding's spread."""
    searcher = searching(MANY.collection, method)
    weights: dict[Aspect, float] = {"look": 1, "colour": 0.5, "pattern": 0.25, "shape": 2}
    vectors, scaled = searcher.collection.vectors[:].astype(np.float64), []
    for aspect in ASPECTS:
        share = weights[aspect] / sum(weights.values())
        scale = searcher.space.spreads["look"] / searcher.space.spreads[aspect] * np.sqrt(share)
        scaled.append(part(vectors, aspect) * scale)
    expected = cdist(np.hstack(scaled)[7:8], np.hstack(scaled))[0]
    found = searcher.nearest(Request(stored_query(searcher.collection.vectors[:][7]), 20, weights))
    assert paths(found) == [f"/{row:03}" for row in np.argsort(expected, kind="stable")[:20]]
    assert [match.distance for match in found] == pytest.approx(np.sort(expected)[:20].tolist(), abs=1e-6)


@pytest.mark.parametrize("aspect", ASPECTS)
def test_one_aspect_alone(aspect: Aspect) -> None:
    vectors = part(MANY.collection.vectors[:], aspect).astype(np.float64)
    expected = np.argsort(cdist(vectors[3:4], vectors)[0], kind="stable")[:10]
    assert paths(MANY.nearest(Request(stored_query(MANY.collection.vectors[:][3]), 10, {aspect: 1}))) == [
        f"/{n:03}" for n in expected
    ]


def test_distances_by_aspect_are_in_spreads_of_the_folder() -> None:
    query = stored_query(MANY.collection.vectors[:][0])
    everything = MANY.nearest(Request(query, 300))
    for aspect in ASPECTS:
        assert np.median([match.by_aspect[aspect] for match in everything]) == pytest.approx(1, rel=0.25)
    match = everything[5]
    other = MANY.query(match.path)
    assert other is not None
    assert MANY.space.apart(query, other) == pytest.approx(dict(match.by_aspect))


def test_weights_may_be_whole_numbers() -> None:
    """As sliders give them, also when all four aspects count."""
    query, weights = stored_query(MANY.collection.vectors[:][11]), dict(zip(ASPECTS, (100, 20, 40, 40), strict=True))
    expected = MANY.nearest(Request(query, 5, {aspect: float(weight) for aspect, weight in weights.items()}))
    assert MANY.nearest(Request(query, 5, weights)) == expected


def test_new_weights_need_no_new_distances() -> None:
    query = stored_query(MANY.collection.vectors[:][11])
    estimates = MANY.estimates(query)
    mixtures: list[Mapping[Aspect, float]] = [{"colour": 1}, {"look": 1, "shape": 0.3}, {"pattern": 2, "look": 0.1}]
    for weights in mixtures:
        request = Request(query, 15, weights)
        assert MANY.nearest(request, estimates) == MANY.nearest(request)


def test_several_views_count_by_their_best_ones_or_the_first() -> None:
    look = part(MANY.collection.vectors[:], "look").astype(np.float64)
    query = Query(MANY.collection.vectors[:][0], look[[20, 30, 40, 50]].astype(np.float32), MANY.spec)
    each = cdist(look[[0, 20, 30, 40, 50]], look)
    expected = np.minimum(np.sort(each, axis=0)[: SPEC.views.best].mean(axis=0), each[0])
    found = MANY.nearest(Request(query, 8))
    assert paths(found) == [f"/{row:03}" for row in np.argsort(expected, kind="stable")[:8]]


def test_kinds_filter() -> None:
    mask = MANY.traits.of_kind("hat")
    hats = range(KINDS.index("hat"), 300, len(KINDS))
    assert np.flatnonzero(mask).tolist() == [*hats] and not MANY.traits.of_kind(UNSURE).any()
    found = MANY.nearest(Request(stored_query(MANY.collection.vectors[:][0]), 300, mask=mask))
    assert len(found) == len(hats) and {match.kind for match in found} == {"hat"}


def test_a_kind_is_unsure_below_the_threshold() -> None:
    vectors = rows([[0, 0]])
    part(vectors, "kind")[:] = 1 / len(KINDS)
    (match,) = searching(collection(vectors), Method.BRUTE).nearest(Request(ORIGIN, 1))
    assert match.kind == UNSURE and match.confidence == pytest.approx(1 / len(KINDS))


def test_colours_find_and_filter() -> None:
    wanted = np.array([50, 7, 0], np.float32)
    assert MANY.traits.nearest_colour(wanted, 3)[0].tolist() == [7, 6, 8]
    assert MANY.traits.nearest_colour(wanted, 2, MANY.traits.of_kind(KINDS[5]))[0].tolist() == [5, 5 + len(KINDS)]
    assert np.flatnonzero(MANY.traits.of_colour(wanted, 2.5)).tolist() == [5, 6, 7, 8, 9]


def unit(*values: float) -> list[float]:
    """An embedding: an instance part of two numbers and the roots of the kinds, as the network gives them."""
    angle, kind = values
    roots = np.zeros(len(KINDS))
    roots[int(kind)] = np.sqrt(1 - INSTANCE_LENGTH**2)
    return [INSTANCE_LENGTH * np.cos(angle), INSTANCE_LENGTH * np.sin(angle), *roots]


def test_another_kind_falls_behind_unless_it_looks_like_the_same_garment() -> None:
    """Photo 1 is another kind but nearly the same picture; 2 is far but of the same kind; 3 is nearer but another."""
    angles, kinds = (0, 0.3, 1.9, 1.4), (0, 1, 0, 3)
    vectors = rows([unit(angle, kind) for angle, kind in zip(angles, kinds, strict=True)])
    part(vectors, "kind")[:] = np.eye(len(KINDS))[list(kinds)]
    query = stored_query(vectors[0])
    assert paths(searching(collection(vectors)).nearest(Request(query, 4))) == ["/000", "/001", "/002", "/003"]
    assert paths(searching(collection(vectors), Method.BRUTE).nearest(Request(query, 4))) == [
        "/000",
        "/001",
        "/003",
        "/002",
    ]
    own, near, same_kind, other = searching(collection(vectors)).nearest(Request(query, 4))
    chord = 2 * np.sin(np.array([0.15, 0.95, 0.7]))
    assert own.distance == 0 and near.distance == pytest.approx(chord[0], abs=1e-6)
    assert same_kind.distance == pytest.approx(chord[1], abs=1e-6)
    gate = SPEC.gate
    assert gate.doubt is not None
    trust = (1 / 3 - gate.doubt.low) / (gate.doubt.high - gate.doubt.low)  # one of the three others is of its kind
    cost = trust * gate.weight + (1 - trust) * gate.doubt.mild * 4.6
    assert other.distance == pytest.approx(np.sqrt(chord[2] ** 2 + cost), abs=1e-6)


HATS_AND_DRESSES = (((1, 1.3), 1), ((2.2, 2.5), 0))  # how far from a query of kind 0, and of which kinds


def test_a_kind_that_nothing_near_is_of_counts_little() -> None:
    """A beanie that is surely taken for a dress: it looks like hats, and dresses do not come before them."""
    hats, dresses = ([unit(angle, kind) for angle in np.linspace(*ends, 12)] for ends, kind in HATS_AND_DRESSES)
    vectors = rows([unit(0, 0), *hats, *dresses])
    part(vectors, "kind")[:] = np.eye(len(KINDS))[[0, *[1] * 12, *[0] * 12]]
    query, believing = stored_query(vectors[0]), replace(spec_of(vectors), gate=replace(SPEC.gate, doubt=None))
    found = searching(collection(vectors)).nearest(Request(query, 11))
    assert [match.kind for match in found[1:]] == [KINDS[1]] * 10 and not any(match.other_kind for match in found)
    before = Searcher(collection(vectors), believing).nearest(Request(query, 11))
    assert [match.kind for match in before[1:]] == [KINDS[0]] * 10
    assert all(match.other_kind for match in Searcher(collection(vectors), believing).nearest(Request(query, 25))[13:])


def test_a_kind_that_the_user_said_is_believed_whatever_is_near() -> None:
    hats, dresses = ([unit(angle, kind) for angle in np.linspace(*ends, 12)] for ends, kind in HATS_AND_DRESSES)
    vectors = rows([unit(0, 0), *hats, *dresses])
    part(vectors, "kind")[:] = np.eye(len(KINDS))[[0, *[1] * 12, *[0] * 12]]
    doubting = searching(collection(vectors))
    sure = doubting.corrected({"/000": KINDS[0]})
    for searcher, kind in ((doubting, KINDS[1]), (sure, KINDS[0])):
        query = searcher.query("/000")
        assert query is not None
        assert [match.kind for match in searcher.nearest(Request(query, 11))[1:]] == [kind] * 10


def test_a_bad_example_pushes_its_like_down() -> None:
    """Of two photos equally near to the good example, the one like the bad example falls behind."""
    vectors = rows([unit(angle, 0) for angle in (0, 0.5, -0.5, 0.6, -0.6)])
    part(vectors, "kind")[:] = np.eye(len(KINDS))[0]
    for method in (Method.AUTO, Method.BRUTE):
        searcher = searching(collection(vectors), method)
        good, bad = stored_query(vectors[0]), stored_query(vectors[1])
        assert searcher.nearest(Request(good, 5))[1].path == "/001"
        assert paths(searcher.nearest(Request(combine([good], [bad]), 5)))[-2:] == ["/001", "/003"]


def test_a_bad_example_pushes_its_kind_down() -> None:
    """Nearer, but of the bad example's kind."""
    vectors = rows([unit(angle, kind) for angle, kind in ((0, 0), (1.9, 1), (-1.4, 1), (-1.8, 2))])
    part(vectors, "kind")[:] = np.eye(len(KINDS))[[0, 1, 1, 2]]
    both = np.eye(len(KINDS))[0] * 0.4 + np.eye(len(KINDS))[1] * 0.3 + np.eye(len(KINDS))[2] * 0.3
    part(vectors, "kind")[0] = both  # the good example might be any of three kinds
    good, bad = stored_query(vectors[0]), stored_query(vectors[1])
    searcher = searching(collection(vectors))
    assert paths(searcher.nearest(Request(good, 4))) == ["/000", "/002", "/003", "/001"]
    assert paths(searcher.nearest(Request(combine([good], [bad]), 4)))[:2] == ["/000", "/003"]


def test_several_good_examples_meet_in_the_middle() -> None:
    vectors = rows([unit(angle, 0) for angle in (0, 1.5, 0.75, 3)])
    part(vectors, "kind")[:] = np.eye(len(KINDS))[0]
    both = combine([stored_query(vectors[0]), stored_query(vectors[1])])
    (middle,) = searching(collection(vectors), Method.BRUTE).nearest(Request(both, 1))
    assert middle.path == "/002" and middle.distance < 0.01


def test_labels_follow_the_folder() -> None:
    """The same distances get other words where everything is alike."""
    random = np.random.default_rng(3).normal(size=(200, 8)).astype(np.float32)
    wide, narrow = calibrate(Vectors.of(random), SPEC), calibrate(Vectors.of(random / 10), SPEC)
    assert narrow.same == pytest.approx(wide.same / 10, rel=1e-3)
    assert 0 < wide.same < wide.same_outside < wide.very < wide.style


def test_labels_are_words_for_distances() -> None:
    words = Labels(0.2, 0.3, 0.4, 0.8).limits(0.2)
    assert [words.word(distance) for distance in (0, 0.2, 0.3, 0.8, 0.9)] == [
        Label.SAME,
        Label.SAME,
        Label.VERY,
        Label.STYLE,
        Label.LOOSE,
    ]


def test_the_same_item_is_near_against_the_others() -> None:
    """Where the network tells how near, and the folder has enough photos; never below what always holds."""
    plain, told = Labels(0.2, 0.3, 0.4, 0.8), Labels(0.2, 0.3, 0.4, 0.8, Shares(0.1, 0.5, 0.6))
    assert [plain.same_to(views, 0.7) for views in (0, 1, 22)] == [0.2, 0.3, 0.3]
    assert [told.same_to(views, 0.7) for views in (0, 1, 22)] == pytest.approx([0.35, 0.35, 0.42])
    assert told.same_to(0, 0.05) == told.same_to(22, np.inf) == 0.1


def test_the_more_photos_the_nearer_the_same_item() -> None:
    looks = np.random.default_rng(3).normal(size=(4000, 8)).astype(np.float32)
    spec = replace(SPEC, same=SameItem(0.3, 0.6, 0.02, 0.7, 0.05))
    few, many = (calibrate(Vectors.of(looks[:count]), spec).shares for count in (100, 4000))
    assert few is not None and many is not None
    assert few.of_one == pytest.approx(0.6 * 10**0.02) and many.of_views == pytest.approx(0.7 * 4**-0.05)
    assert few.of_one > many.of_one and few.of_views > many.of_views and few.least > many.least
    assert calibrate(Vectors.of(looks[:49]), spec).shares is None
    assert calibrate(Vectors.of(looks), replace(spec, same=None)).shares is None


def test_one_searcher_answers_several_threads() -> None:
    queries = [stored_query(row) for row in MANY.collection.vectors[:][:100]]
    expected = [MANY.nearest(Request(query, 5)) for query in queries]
    fresh = searching(MANY.collection, Method.BRUTE)
    start = threading.Barrier(4)

    def ask(_: int) -> list[tuple[Match, ...]]:
        start.wait()
        return [fresh.nearest(Request(query, 5)) for query in queries]

    with ThreadPoolExecutor(4) as pool:
        assert all(answer == expected for answer in pool.map(ask, range(4)))
