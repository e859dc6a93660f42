"""The rules: of colours by hand, as people name them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.looks.colours import NAMES, parse_colour
from core.outfits.harmony import COLOUR_RULES, Rule, clashes, suits
from core.outfits.tones import Tone, Worn, apart, place

ANY = st.sampled_from(sorted(NAMES))


def worn(*colours: str) -> Worn:
    """Named ones, or "#rrggbb", (n,)."""
    return Worn.of(np.stack([parse_colour(colour) for colour in colours]))


def rule(one: str, other: str) -> Rule | None:
    """By which two colours suit; None: by none."""
    found = suits(worn(one).at(0), worn(other))
    return COLOUR_RULES[found.rule[0]] if found.strength[0] > 0 else None


def strength(one: str, other: str) -> float:
    return float(suits(worn(one).at(0), worn(other)).strength[0])


@pytest.mark.parametrize(
    ("colour", "tone"),
    [
        *((name, Tone.BLACK) for name in ("black", "#1b1b1e", "#24211f")),
        *((name, Tone.GREY) for name in ("grey", "charcoal", "#8c8885")),
        *((name, Tone.WHITE) for name in ("white", "#efe9e0", "#e6ecf2", "light grey")),
        *((name, Tone.BEIGE) for name in ("beige", "tan", "cream", "#b5a28c")),
        *((name, Tone.BROWN) for name in ("brown", "dark brown")),
        *((name, Tone.NAVY) for name in ("navy", "indigo", "#26304a")),
        *((name, Tone.DENIM) for name in ("denim", "#8a96a8")),
        *((name, Tone.HUE) for name in ("red", "pink", "orange", "yellow", "green", "mint", "teal", "blue", "purple")),
        *((name, Tone.HUE) for name in ("burgundy", "mustard", "olive", "blush", "peach", "rust", "sky blue", "lime")),
    ],
)
def test_what_is_neutral(colour: str, tone: Tone) -> None:
    assert Tone(int(worn(colour).tone[0])) is tone


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("red", "green", Rule.COMPLEMENT),
        ("blue", "orange", Rule.COMPLEMENT),
        ("yellow", "purple", Rule.COMPLEMENT),
        ("teal", "coral", Rule.COMPLEMENT),
        ("pink", "olive", Rule.COMPLEMENT),
        ("navy", "orange", Rule.COMPLEMENT),
        ("orange", "yellow", Rule.NEIGHBOURS),
        ("red", "hot pink", Rule.NEIGHBOURS),
        ("green", "lime", Rule.NEIGHBOURS),
        ("blue", "teal", Rule.NEIGHBOURS),
        ("red", "burgundy", Rule.SAME),
        ("green", "mint", Rule.SAME),
        ("blue", "sky blue", Rule.SAME),
        ("navy", "sky blue", Rule.NEUTRAL),
        ("tan", "beige", Rule.SAME),
        ("brown", "beige", Rule.NEUTRAL),
        ("black", "black", Rule.SAME),
        ("white", "red", Rule.NEUTRAL),
        ("grey", "yellow", Rule.NEUTRAL),
        ("beige", "green", Rule.NEUTRAL),
        ("denim", "pink", Rule.NEUTRAL),
        ("navy", "white", Rule.NEUTRAL),
        ("black", "white", Rule.NEUTRAL),
        ("red", "blue", None),
        ("yellow", "blue", None),
        ("green", "pink", None),
        ("orange", "purple", None),
    ],
)
def test_the_rule_of_two_colours(one: str, other: str, expected: Rule | None) -> None:
    assert rule(one, other) == rule(other, one) == expected


def test_the_stronger_ones() -> None:
    assert strength("red", "green") < strength("red", "dark green"), "one of two strong colours had better be quiet"
    assert strength("navy", "black") < strength("navy", "white"), "dark ones do not quite part from each other"
    assert strength("red", "#a63238") < strength("red", "burgundy"), "what is nearly the same looks like a mistake"
    assert strength("brown", "black") < strength("brown", "cream")
    assert strength("black", "red") > strength("black", "black")


def test_the_circle_goes_round_once_and_has_painters_opposites() -> None:
    places = place(np.arange(-360, 720, 0.5, dtype=np.float32))
    assert places.min() >= 0 and places.max() < 360
    steps = np.diff(places) % 360
    assert np.all((steps > 300) | (steps == 0)), "always the same way round"
    hue = {name: worn(name).place for name in ("yellow", "red", "blue", "orange", "green", "purple")}
    for one, other in (("yellow", "purple"), ("red", "green"), ("blue", "orange")):
        assert float(apart(hue[one], hue[other])[0]) > 160
    assert float(apart(hue["red"], hue["blue"])[0]) == pytest.approx(120, abs=12)


@given(ANY, ANY)
def test_two_colours_suit_each_other_in_either_order(one: str, other: str) -> None:
    assert rule(one, other) == rule(other, one)
    assert strength(one, other) == pytest.approx(strength(other, one), abs=1e-5)
    assert 0 <= strength(one, other) <= 1


@given(ANY)
def test_black_and_white_go_with_all_and_each_with_itself(colour: str) -> None:
    assert rule(colour, "black") and rule(colour, "white") and rule(colour, colour) is Rule.SAME


def test_a_clash_is_found_among_all_colours() -> None:
    pieces = Worn.of(np.stack([np.stack([parse_colour(one), parse_colour(other)]) for one, other in (
        ("white", "red"), ("white", "green"), ("black", "black"))]))  # fmt: skip
    assert clashes(worn("blue"), pieces).tolist() == [True, False, False]
    assert clashes(worn("white", "black"), pieces).tolist() == [False, False, False]
