"""Questions and their answers, as window and command line get them: filters, folding, what leads, what is not read."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from support import KINDS, part, photo, save, searching, stored_query

from core.catalog.catalog import Catalog, Collection
from core.indexing.indexing import index_folders
from core.looks.features import UNSURE
from core.looks.model import Extractor
from core.photos.images import UnreadableImage
from core.search.answer import answer, rank
from core.search.found import Answer, Found
from core.search.query import QueryMaker, UnreadableExample
from core.search.question import Question, Tuning
from core.search.request import Request
from core.search.search import Searcher


@pytest.fixture
def maker(catalog: Catalog, extractor: Extractor) -> QueryMaker:
    return QueryMaker(extractor, lambda: nullcontext(catalog), keeps_pictures=True)


@pytest.fixture
def searcher(photos: Path, catalog: Catalog, extractor: Extractor) -> Searcher:
    """Twelve photos."""
    index_folders(catalog, extractor, [str(photos)])
    return Searcher(catalog.collection([str(photos)], extractor.model_id), extractor.spec)


def shown(answer: Answer) -> list[str]:
    return [match.path for match in answer.shown.matches]


def test_a_photo_of_the_library_leads_its_answer_whatever_counts(searcher: Searcher, maker: QueryMaker) -> None:
    path = searcher.collection.paths[3]
    query = searcher.query(path)
    assert query is not None
    for tuning in (Tuning(), Tuning(shares=(0, 30, 0, 70), top=5), Tuning(top=1)):
        found = answer(searcher, maker, Question(path, in_library=True), tuning)
        others = searcher.nearest(Request(query, tuning.top - 1, tuning.weights, exclude=[path]))
        assert found.shown.matches == (searcher.itself(path, query), *others)


def test_a_photo_that_waits_to_be_indexed_leads_too(searcher: Searcher, maker: QueryMaker, photos: Path) -> None:
    path = save(photos / "new.png", photo(50))
    found = answer(searcher, maker, Question(path, in_library=True), Tuning(top=4))
    assert shown(found)[0] == path and found.shown.matches[0].distance == 0 and len(shown(found)) == 4


@pytest.mark.parametrize("own", ["leads", "ranked", "left out"])
def test_what_becomes_of_the_photos_asked_with(searcher: Searcher, maker: QueryMaker, own: str) -> None:
    first, second, bad = searcher.collection.paths[:3]
    tuning = Tuning(top=12, own=own)  # type: ignore[arg-type]
    alone = shown(answer(searcher, maker, Question(first, in_library=True), tuning))
    assert (alone[0] == first) == (own != "left out") and len(alone) == (11 if own == "left out" else 12)
    several = Question(first, in_library=True, likes=(second,), unlikes=(bad,))
    found = set(shown(answer(searcher, maker, several, tuning)))
    assert ({first, second, bad} <= found) if own == "ranked" else not {first, second, bad} & found


def test_an_answer_is_ranked_anew_as_it_would_be_answered(searcher: Searcher, maker: QueryMaker) -> None:
    question = Question(searcher.collection.paths[5], in_library=True)
    found = answer(searcher, maker, question, Tuning())
    for tuning in (Tuning(shares=(50, 100, 0, 0), top=6), Tuning(fold=True), Tuning(colour="#803020")):
        again, fresh = rank(found.found, tuning), answer(searcher, maker, question, tuning)
        assert (again.found, again.shown) == (found.found, fresh.shown)
    assert rank(replace(found.found, distances=None), Tuning()).shown.matches == ()


def test_a_known_answer_is_not_read_again(searcher: Searcher, maker: QueryMaker) -> None:
    question = Question(searcher.collection.paths[2], in_library=True, turns=1)
    first = answer(searcher, maker, question, Tuning())

    def never(*_: object) -> None:
        raise AssertionError("decoded again")

    blind = replace(maker, decode=never)  # type: ignore[arg-type]
    assert answer(searcher, blind, question, Tuning(), first.found).shown == first.shown


def test_pictures_are_kept_where_they_are_wanted(searcher: Searcher, maker: QueryMaker, photos: Path) -> None:
    outside = save(photos.parent / "outside.png", photo(9, (900, 1200)))
    for question in (Question(outside), Question(outside, box=(0.1, 0.1, 0.5, 0.5)), Question(outside, turns=1)):
        for keeps in (True, False):
            made = replace(maker, keeps_pictures=keeps)
            picture = answer(searcher, made, question, Tuning()).found.picture
            assert (picture is not None) == keeps
            assert picture is None or max(picture.shape) == 512


def test_only_where_there_are_several_photos_is_it_said_which_cannot_be_read(
    searcher: Searcher, maker: QueryMaker, photos: Path
) -> None:
    good, bad = searcher.collection.paths[0], save(photos.parent / "bad.png", b"text")
    with pytest.raises(UnreadableImage) as alone:
        answer(searcher, maker, Question(bad, "mine"), Tuning())
    assert not isinstance(alone.value, UnreadableExample)
    for question, name in ((Question(bad, "mine", likes=(good,)), "mine"), (Question(good, "", unlikes=(bad,)), bad)):
        with pytest.raises(UnreadableExample) as several:
            answer(searcher, maker, question, Tuning())
        assert (several.value.name, several.value.sentence) == (name, alone.value.sentence)
        assert str(several.value) == f"{name}: {alone.value}"


# --- filters, without a network ---


def of_kinds(searcher: Searcher, *kinds: str) -> Searcher:
    """The photos in turn surely of these kinds, or of none."""
    rows = searcher.collection.vectors[:].copy()
    for row, kind in zip(part(rows, "kind"), kinds * len(rows), strict=False):
        row[:] = np.eye(len(KINDS))[KINDS.index(kind)] if kind in KINDS else 1 / len(KINDS)
    return searching(Collection.of(searcher.collection.paths, rows))


Filtered = Callable[..., set[int]]


@pytest.fixture
def filtered(searcher: Searcher) -> Filtered:
    """Which of twelve photos are shown for one of them, by their numbers; in turn a dress, a hat, and unsure."""
    kinds = of_kinds(searcher, "dress", "hat", UNSURE)

    def ask(number: int, **tuning: object) -> set[int]:
        query = stored_query(kinds.collection.vectors[:][number])
        path = kinds.collection.paths[number]
        found = Found(Question(path, in_library=True), query, query)
        how = Tuning(top=12, own="left out", **tuning)  # type: ignore[arg-type]
        answered = answer(kinds, None, found.question, how, found)  # type: ignore[arg-type]
        return {kinds.collection.paths.index(one) for one in shown(answered)}

    return ask


def test_kinds_filter(filtered: Filtered) -> None:
    assert filtered(0, kind="hat") == {1, 4, 7, 10}
    assert filtered(1, kind="hat") == {4, 7, 10}
    assert filtered(0, kind=UNSURE) == {2, 5, 8, 11}


def test_the_kind_of_the_photo_itself_filters_only_where_it_is_sure(filtered: Filtered) -> None:
    assert filtered(0, same_kind=True) == {3, 6, 9}
    assert filtered(2, same_kind=True) == set(range(12)) - {2}
    assert filtered(0, same_kind=True, kind="hat") == set()
