"""Near duplicates hidden: as many photos as were asked for, each of another item."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray
from support import INSTANCE_LENGTH, KINDS, ROOTS, part, searching, stored_query, width_of

from core.catalog.catalog import Collection
from core.looks.features import Rows
from core.search.folding import fold
from core.search.request import Request
from core.search.search import Match, Searcher

LOOK = 32


def rows_of(looks: NDArray[np.float64]) -> Rows:
    """Rows of one kind with these directions of their instance parts."""
    rows = np.zeros((len(looks), width_of(LOOK + ROOTS)), np.float32)
    part(rows, "kind")[:] = np.eye(len(KINDS))[0]
    part(rows, "look")[:, :LOOK] = INSTANCE_LENGTH * looks / np.linalg.norm(looks, axis=1, keepdims=True)
    part(rows, "look")[:, LOOK] = np.sqrt(1 - INSTANCE_LENGTH**2)
    return rows


def wardrobe(shots: int, others: int) -> Searcher:
    """Many shots of one garment, then other garments."""
    random = np.random.default_rng(5)
    one = random.normal(size=LOOK) + 0.01 * random.normal(size=(shots, LOOK))
    rows = rows_of(np.vstack([one, random.normal(size=(others, LOOK))]))
    return searching(Collection.of(tuple(f"/{number:04}" for number in range(len(rows))), rows))


def asked(searcher: Searcher, calls: list[int] | None = None) -> Callable[[int], tuple[Match, ...]]:
    """Asks with the first photo."""
    query = stored_query(searcher.collection.vectors[:][0])

    def nearest(k: int) -> tuple[Match, ...]:
        if calls is not None:
            calls.append(k)
        return searcher.nearest(Request(query, k))

    return nearest


def test_as_many_as_were_asked_for() -> None:
    searcher = wardrobe(shots=60, others=200)
    calls: list[int] = []
    kept, left_out = fold(searcher, asked(searcher, calls), 10)
    assert [match.path for match in kept[:1]] == ["/0000"] and len(kept) == 10
    assert left_out == 59 and all(match.path >= "/0060" for match in kept[1:])
    assert calls == [40, 80]


def test_what_is_shown_already_counts_as_a_nearer_one() -> None:
    searcher = wardrobe(shots=60, others=200)
    shown = asked(searcher)(1)
    kept, left_out = fold(searcher, lambda k: asked(searcher)(k + 1)[1:], 10, shown)
    assert len(kept) == 10 and left_out == 59 and all(match.path >= "/0060" for match in kept)


@pytest.mark.parametrize(
    ("shots", "others", "k", "found"), [(20, 30, 40, 31), (30, 0, 3, 1), (1, 2, 10, 3), (4, 90, 0, 0)]
)
def test_fewer_where_there_are_no_more(shots: int, others: int, k: int, found: int) -> None:
    searcher = wardrobe(shots, others)
    kept, _ = fold(searcher, asked(searcher), k)
    assert len(kept) == found


def test_none_is_hidden_where_all_differ() -> None:
    searcher = wardrobe(shots=1, others=100)
    calls: list[int] = []
    kept, left_out = fold(searcher, asked(searcher, calls), 20)
    assert (kept, left_out, calls) == (asked(searcher)(20), 0, [80])
