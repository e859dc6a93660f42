"""What two photos have in common, in words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support import found

from core.looks.colour_words import Colour, Pattern
from core.search.compared import Trait, compare
from core.search.described import Described, Worn

KIND, COLOUR, PATTERN, SHAPE = Trait


def shown(kind: str, colour: Colour, pattern: Pattern | None, share: float = 0.8) -> Described:
    return Described("", kind, 0.9, None, (Worn(colour, colour, "#000000", share),), pattern)


@pytest.mark.parametrize(
    ("one", "other", "same", "different"),
    [
        (("dress", Colour.RED, Pattern.PLAIN), ("dress", Colour.RED, Pattern.PLAIN), {KIND, COLOUR, PATTERN}, set()),
        (("dress", Colour.RED, Pattern.PLAIN), ("hat", Colour.BLUE, Pattern.DOTTED), set(), {KIND, COLOUR, PATTERN}),
        (("unsure", Colour.RED, None), ("hat", Colour.RED, Pattern.DOTTED), {COLOUR}, set()),
        (("other", Colour.RED, None), ("other", Colour.BLUE, None), set(), {COLOUR}),
    ],
)
def test_what_is_the_same_and_what_differs(
    one: tuple[str, Colour, Pattern], other: tuple[str, Colour, Pattern], same: set[Trait], different: set[Trait]
) -> None:
    compared = compare(found("/a.jpg", 0.3), shown(*one), shown(*other))
    assert (set(compared.same), set(compared.different)) == (same, different)


@pytest.mark.parametrize(("apart", "said"), [(0.2, "same"), (0.7, ""), (1.1, "different")])
def test_outlines(apart: float, said: str) -> None:
    match = replace(found("/a.jpg", 0.3), by_aspect={"shape": apart})
    compared = compare(match, shown("dress", Colour.RED, None), shown("dress", Colour.RED, None))
    assert (SHAPE in compared.same, SHAPE in compared.different) == (said == "same", said == "different")
