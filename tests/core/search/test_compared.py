"""What two photos have in common, in words that agree with the bars beside them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from support import Expert, found

from core.looks.colour_words import Colour, Pattern
from core.looks.features import ASPECTS
from core.looks.model import Extractor
from core.search.compared import OTHER_UP_TO, SAME_FROM, Compared, Trait, compare, likeness
from core.search.described import Described, Worn, described_query
from core.search.request import Request

KIND, COLOUR, PATTERN, SHAPE = Trait
MEASURED = (COLOUR, PATTERN, SHAPE)


def shown(kind: str, colour: Colour, pattern: Pattern | None, share: float = 0.8) -> Described:
    return Described("", kind, 0.9, None, (Worn(colour, colour, "#000000", share),), pattern)


def compared(apart: float, one: Described, other: Described) -> tuple[set[Trait], set[Trait]]:
    """What is the same and what is not of two photos so far apart by every aspect."""
    said = compare(replace(found("/a.jpg", 0.3), by_aspect=dict.fromkeys(ASPECTS, apart)), one, other)
    return set(said.same), set(said.different)


RED = shown("dress", Colour.RED, Pattern.PLAIN)
BLUE = shown("hat", Colour.BLUE, Pattern.DOTTED)
UNKNOWN = shown("unsure", Colour.RED, None, share=0.1)


@pytest.mark.parametrize(
    ("apart", "one", "other", "same", "different"),
    [
        (0.2, RED, RED, {KIND, COLOUR, PATTERN, SHAPE}, set()),
        (1.3, RED, BLUE, set(), {KIND, COLOUR, PATTERN, SHAPE}),
        (0.8, RED, RED, {KIND}, set()),  # neither near nor far: nothing is said
        (0.2, RED, BLUE, {SHAPE}, {KIND}),  # a bar and two names that disagree: nothing is said
        (1.3, RED, RED, {KIND}, {SHAPE}),
        (0.2, RED, UNKNOWN, {COLOUR, PATTERN, SHAPE}, set()),
        (1.3, UNKNOWN, BLUE, set(), {COLOUR, PATTERN, SHAPE}),
        (0.2, shown("other", Colour.RED, None), shown("other", Colour.RED, None), {COLOUR, PATTERN, SHAPE}, set()),
    ],
)
def test_what_is_the_same_and_what_differs(
    apart: float, one: Described, other: Described, same: set[Trait], different: set[Trait]
) -> None:
    assert compared(apart, one, other) == compared(apart, other, one) == (same, different)


def test_likeness() -> None:
    assert [likeness(apart) for apart in (0, 0.5, 1, 1.7)] == [1, 0.75, 0, 0]


def test_no_word_contradicts_its_bar_nor_a_name(
    indexed_before: Callable[[Path], Path], wardrobe: Path, home: Path, extractor: Extractor
) -> None:
    """Of any two garments of the sample wardrobe."""
    searcher = Expert(indexed_before(wardrobe), home, extractor).searcher
    paths = searcher.collection.paths
    queries = {path: searcher.query(path) for path in paths}
    shows = {path: described_query(query) for path, query in queries.items() if query is not None}
    matches = {
        (path, match.path): match
        for path, query in queries.items()
        if query is not None
        for match in searcher.nearest(Request(query, len(paths), exclude=[path]))
    }
    said = dict[tuple[str, str], Compared]()
    for pair in combinations(paths, 2):
        match, (one, other) = matches[pair], pair
        said[pair] = compare(match, shows[one], shows[other])
        for trait in MEASURED:
            alike = likeness(match.by_aspect[trait.value])
            assert trait not in said[pair].same or alike >= SAME_FROM, (pair, trait)
            assert trait not in said[pair].different or alike <= OTHER_UP_TO, (pair, trait)
        named = [pattern for pattern in (shows[one].pattern, shows[other].pattern) if pattern is not None]
        if len(named) == 2:
            assert PATTERN not in (said[pair].different if named[0] == named[1] else said[pair].same), pair
    for trait in Trait:
        assert any(trait in one.same for one in said.values()), f"{trait} is never the same"
        assert any(trait in one.different for one in said.values()), f"{trait} never differs"
