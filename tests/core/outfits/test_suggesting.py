"""Suggestions among pieces made by hand: which, why, in which order, and what is left out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pytest
from support import KINDS, SPEC, part, searching, width_of

from core.catalog.catalog import Collection
from core.looks.colour_words import Pattern
from core.looks.colours import parse_colour
from core.looks.features import OTHER, SWATCHES
from core.outfits.harmony import Rule
from core.outfits.pieces import Pieces
from core.outfits.suggesting import Outfit, suggest
from core.search.search import Searcher

PLAIN, STRIPED, CHECKED = Pattern.PLAIN, Pattern.STRIPED, Pattern.CHECKED


class Piece(NamedTuple):
    """Made by hand. `look`: where it stands alone among the embeddings; the same number: the same garment."""

    name: str
    kind: str
    colours: Sequence[tuple[str, float]]
    pattern: Pattern | None = PLAIN
    sure: float = 1.0
    look: int = -1


def piece(name: str, kind: str, colour: str, pattern: Pattern | None = PLAIN, **others: float) -> Piece:
    return Piece(name, kind, ((colour, 0.9),), pattern, **others)  # type: ignore[arg-type]


def wardrobe(*pieces: Piece) -> Searcher:
    pieces = tuple(sorted(pieces))
    look = len(pieces) + len(KINDS)
    rows = np.zeros((len(pieces), width_of(look)), np.float32)
    embeddings, kinds, words = (part(rows, name) for name in ("look", "kind", "words"))
    swatches = part(rows, "swatches").reshape(len(rows), SWATCHES, 4)
    for row, one in enumerate(pieces):
        embeddings[row, one.look if one.look >= 0 else row] = 1
        kinds[row, KINDS.index(one.kind)] = one.sure
        for at, (colour, share) in enumerate(one.colours):
            swatches[row, at] = (*parse_colour(colour), share)
        if one.pattern is not None:
            words[row, tuple(Pattern).index(one.pattern)] = 1
    part(rows, "swatches")[:] = swatches.reshape(len(rows), -1)
    return searching(Collection.of(tuple(one.name for one in pieces), rows))


def goes_with(searcher: Searcher, name: str, *rules: Rule, top: int = 8) -> Outfit:
    query = searcher.query(name)
    assert query is not None
    return suggest(Pieces.of(searcher), query, name, top, rules)


def names(outfit: Outfit) -> list[str]:
    return [one.path for one in outfit.suggestions]


def reasons(outfit: Outfit) -> dict[str, list[str]]:
    return {one.path: [str(reason) for reason in one.reasons] for one in outfit.suggestions}


def test_each_comes_with_its_rule_and_its_reason() -> None:
    searcher = wardrobe(
        piece("a", "pants", "orange"),
        piece("b", "skirt", "sky blue"),
        piece("c", "shorts", "white"),
        piece("d", "shoes", "teal"),
        piece("e", "hat", "blue"),
        piece("f", "bag", "red"),
        piece("x", "shirt", "blue"),
    )
    outfit = goes_with(searcher, "x")
    assert (outfit.garment.kind, outfit.garment.colours[0].name, outfit.notes, outfit.left_out) == (
        "shirt", "blue", (), 0)  # fmt: skip
    assert reasons(outfit) == {
        "a": ["Complement: blue with orange"],
        "b": ["One hue: blue with sky blue"],
        "c": ["Neutral: blue with white"],
        "d": ["Neighbours: blue with teal"],
        "e": ["Same colour: blue"],
    }, "no rule joins blue and red"
    rules = {one.path: one.rules for one in outfit.suggestions}
    assert (rules["a"], rules["b"], rules["c"]) == ((Rule.COMPLEMENT,), (Rule.SAME,), (Rule.NEUTRAL,))
    assert [kind for kind, _ in outfit.kinds] == ["pants", "shorts", "skirt", "shoes", "hat"], "as one dresses"
    assert all(0.5 <= one.strength <= 1 for one in outfit.suggestions)


def test_a_pale_colour_is_not_called_white_where_its_hue_counts() -> None:
    searcher = wardrobe(piece("a", "skirt", "#d7e2ee"), piece("b", "pants", "#f0dfe2"), piece("x", "shirt", "black"))
    assert reasons(goes_with(searcher, "x")) == {"a": ["Neutral: black with blue"], "b": ["Neutral: black with pink"]}


def test_greys_are_neutrals_and_no_hue() -> None:
    searcher = wardrobe(piece("a", "skirt", "charcoal"), piece("b", "pants", "denim"), piece("x", "shirt", "#8d9094"))
    found = reasons(goes_with(searcher, "x"))
    assert found == {"a": ["Two neutrals: grey with charcoal"], "b": ["Two neutrals: grey with denim"]}


def test_kinds_that_are_not_worn_together_are_not_suggested() -> None:
    kinds = dict.fromkeys(KINDS)
    searcher = wardrobe(*(piece(kind, kind, "black") for kind in kinds), piece("x", "dress", "white"))
    assert not {"pants", "shirt", "dress", "t-shirt", "skirt"}.intersection(names(goes_with(searcher, "x")))
    assert {"shoes", "outwear", "bag"} <= set(names(goes_with(searcher, "x")))


def test_two_patterns_do_not_go_together() -> None:
    searcher = wardrobe(
        piece("a", "pants", "white", CHECKED),
        piece("b", "pants", "black"),
        piece("c", "pants", "navy", None),
        piece("x", "shirt", "red", STRIPED),
        piece("y", "shirt", "red"),
        piece("z", "shirt", "red", None),
    )
    outfit = goes_with(searcher, "x")
    assert names(outfit) == ["b"]
    assert reasons(outfit)["b"][1] == "Plain with a pattern (striped), as two patterns would not go together"
    assert outfit.suggestions[0].rules == (Rule.NEUTRAL, Rule.PATTERN)
    assert "It is patterned (striped)" in str(outfit.notes[0])
    plain = goes_with(searcher, "y")
    assert set(names(plain)) == {"a", "b", "c"} and plain.notes == ()
    assert reasons(plain)["a"][1] == "A pattern (checked) with plain, as two patterns would not go together"
    assert len(reasons(plain)["c"]) == 1, "nobody knows its pattern"
    unsure = goes_with(searcher, "z")
    assert names(unsure) == ["b"] and "not sure whether it is patterned" in str(unsure.notes[0])


def test_only_what_goes_by_some_rules() -> None:
    searcher = wardrobe(
        piece("a", "pants", "white", CHECKED),
        piece("b", "pants", "black"),
        piece("c", "pants", "green"),
        piece("x", "shirt", "red"),
    )
    assert names(goes_with(searcher, "x", Rule.COMPLEMENT)) == ["c"]
    assert set(names(goes_with(searcher, "x", Rule.NEUTRAL))) == {"a", "b"}
    assert names(goes_with(searcher, "x", Rule.PATTERN)) == ["a"]
    assert names(goes_with(searcher, "x", Rule.SAME)) == []


def test_a_colour_of_several_is_picked_up() -> None:
    searcher = wardrobe(
        Piece("x", "shirt", (("white", 0.6), ("green", 0.35)), STRIPED),
        piece("a", "skirt", "green"),
        Piece("b", "skirt", (("black", 0.7), ("red", 0.25)), PLAIN),
    )
    outfit = goes_with(searcher, "x")
    assert reasons(outfit)["a"][0] == "Picks up a colour: green"
    searcher = wardrobe(
        Piece("x", "shirt", (("white", 0.6), ("blue", 0.35)), PLAIN),
        Piece("b", "skirt", (("black", 0.7), ("red", 0.25)), PLAIN),
        piece("a", "skirt", "black"),
    )
    assert names(goes_with(searcher, "x"))[0] == "a", "blue and red beside it speak against the other one"


def test_not_five_black_trousers() -> None:
    black = [piece(f"black {number}", "pants", "black") for number in range(9)]
    others = [piece(name, "pants", name) for name in ("beige", "denim", "navy")]
    found = names(goes_with(wardrobe(*black, *others, piece("x", "shirt", "white")), "x", top=5))
    assert len(found) == 5 and {"beige", "denim", "navy"} <= set(found)


def test_photos_of_one_garment_are_suggested_once_and_its_own_never() -> None:
    again = [piece(f"a{number}", "pants", "black", look=0) for number in range(4)]
    itself = piece("x again", "skirt", "white", look=5)
    searcher = wardrobe(*again, piece("b", "pants", "black", look=4), itself, piece("x", "shirt", "white", look=5))
    assert names(goes_with(searcher, "x")) == ["a0", "b"]


def test_what_is_not_sure_is_left_out_and_counted() -> None:
    searcher = wardrobe(
        piece("a", "pants", "black", sure=0.7),
        piece("b", "pants", "black", sure=0.2),
        piece("c", "pants", "black"),
        piece("x", "shirt", "white"),
        piece("y", "shirt", "white", sure=0.2),
        Piece("z", "shirt", (("white", 0.3), ("red", 0.29), ("black", 0.28))),
        Piece("nothing", "shirt", ()),
    )
    outfit = goes_with(searcher, "x")
    assert names(outfit) == ["c"] and outfit.left_out == 3
    assert goes_with(searcher, "y").kinds == () and "not sure what garment" in str(goes_with(searcher, "y").notes[0])
    assert "No one colour stands out" in str(goes_with(searcher, "z").notes[0]) and names(goes_with(searcher, "z"))
    assert goes_with(searcher, "nothing").kinds == () and "No colour" in str(goes_with(searcher, "nothing").notes[0])


def test_what_the_user_said_of_kinds_counts() -> None:
    before = wardrobe(piece("a", "pants", "black", sure=0.2), piece("b", "pants", "navy"), piece("x", "shirt", "white"))
    assert names(goes_with(before, "x")) == ["b"]
    after = before.corrected({"a": "shoes", "b": OTHER})
    assert names(goes_with(after, "x")) == ["a"]
    said = goes_with(before.corrected({"x": OTHER}), "x")
    assert said.kinds == () and "no garment" in str(said.notes[0])


@pytest.mark.parametrize("kind", ["jewellery", "watch", "glasses"])
def test_metal_and_the_ground_between_beads_are_no_colour(kind: str) -> None:
    searcher = wardrobe(
        piece("a", kind, "white", STRIPED),
        piece("b", kind, "turquoise", STRIPED),
        piece("x", "shirt", "coral", CHECKED),
    )
    assert names(goes_with(searcher, "x")) == ["b"]
    assert goes_with(searcher, "a").kinds == ()


def test_nothing_else_is_there() -> None:
    assert goes_with(wardrobe(piece("x", "shirt", "red")), "x").kinds == ()
    assert SPEC.kinds == KINDS
