"""Names of colours, what borders on them, and how garments are called."""

from __future__ import annotations

import colorsys

import numpy as np
import pytest
from PIL import Image

from core.looks.colour_words import Colour
from core.looks.colours import NAMES, parse_colour, to_lab
from core.looks.features import swatches
from core.looks.model import Extractor
from core.looks.naming import BASIC, answers, apart, name_colour, to_oklab
from core.sample.sample import COLOURS, Garment, draw, silhouette

# sRGB and its Oklab, from the table and the code that Ottosson published.
KNOWN = (
    ("#ffffff", (1.0, 0.0, 0.0)),
    ("#000000", (0.0, 0.0, 0.0)),
    ("#ff0000", (0.628, 0.225, 0.126)),
    ("#00ff00", (0.866, -0.234, 0.179)),
    ("#0000ff", (0.452, -0.032, -0.312)),
)


@pytest.mark.parametrize(("colour", "oklab"), KNOWN)
def test_oklab_is_that_of_its_author(colour: str, oklab: tuple[float, float, float]) -> None:
    assert to_oklab(parse_colour(colour)) == pytest.approx(oklab, abs=0.002)


def test_every_shade_names_its_own_colour_and_belongs_to_one_basic_colour() -> None:
    named = [name_colour(parse_colour(shade)) for shade in NAMES]
    assert [name.shade for name in named] == [*NAMES]
    assert {name.basic for name in named} == {*BASIC} == {*Colour} - {Colour.GOLD, Colour.SILVER}


def test_basic_colours_name_themselves() -> None:
    assert all(name_colour(parse_colour(colour)) == (colour, colour) for colour in BASIC)


def test_colours_of_the_sample_wardrobe_get_their_names() -> None:
    named = {name: name_colour(to_lab(np.array(rgb, np.uint8))) for name, rgb in COLOURS.items()}
    assert all(name.shade == given for given, name in named.items())


@pytest.mark.parametrize(
    ("seen", "basic"),
    [("#39393c", Colour.BLACK), ("#3d3d40", Colour.BLACK), ("#ced3d9", Colour.WHITE), ("#8893a6", Colour.BLUE)],
)
def test_washed_black_dim_white_and_pale_denim_are_not_grey(seen: str, basic: Colour) -> None:
    assert name_colour(parse_colour(seen)).basic == basic


def test_names_go_around_the_whole_circle_of_hues() -> None:
    circle = [np.array(colorsys.hsv_to_rgb(turn / 12, 0.8, 0.8)) * 255 for turn in range(12)]
    assert len({name_colour(to_lab(colour.astype(np.uint8))).basic for colour in circle}) >= 7


@pytest.mark.parametrize("depth", [0.8, 0.9])
@pytest.mark.parametrize("colour", ["red", "green", "blue", "purple", "turquoise", "yellow"])
def test_a_colour_in_the_shade_keeps_its_name(colour: str, depth: float) -> None:
    rgb = np.frombuffer(bytes.fromhex(NAMES[colour][1:]), np.uint8) * depth
    assert name_colour(to_lab(rgb.astype(np.uint8))).basic == colour


@pytest.mark.parametrize(
    ("one", "other"), [("navy", "black"), ("grey", "white"), ("green", "turquoise"), ("blue", "navy")]
)
def test_a_colour_on_the_border_answers_to_both_names(one: str, other: str) -> None:
    steps = np.linspace(0, 1, 101)[:, np.newaxis]
    between = (1 - steps) * parse_colour(one) + steps * parse_colour(other)
    both = [BASIC.index(Colour(name)) for name in (one, other)]
    found = answers(between.astype(np.float32))[both]
    assert found[0, 0] and not found[1, 0] and not found[0, -1] and found[1, -1], "the colours themselves to one only"
    assert found.all(axis=0).any()


def test_a_colour_answers_to_the_name_it_is_given() -> None:
    colours = to_lab(np.random.default_rng(5).integers(0, 256, (500, 3), dtype=np.uint8))
    given = [BASIC.index(name_colour(colour).basic) for colour in colours]
    assert apart(colours).argmin(axis=0).tolist() == given
    assert answers(colours)[given, np.arange(500)].all()
    assert answers(colours[:0]).shape == (len(BASIC), 0)


@pytest.mark.parametrize("floor", ["#f4f3f0", "#d9d6d0", "#b59a78"])
@pytest.mark.parametrize(("kind", "colour"), [("shoes", "brown"), ("hat", "navy"), ("shorts", "green")])
def test_a_garment_on_a_wide_floor_is_named_and_not_the_floor(kind: str, colour: str, floor: str) -> None:
    drawn = Garment(f"{colour} {kind}", kind, COLOURS[colour], colour, "plain")
    photo = Image.new("RGB", (420, 560), floor)
    photo.paste(draw(drawn, 200), (110, 160), silhouette(drawn, 200))
    extractor = Extractor()
    row = np.asarray(extractor.features(np.asarray(photo)), np.float32)
    main = swatches(row[np.newaxis], extractor.spec)[0, 0]
    assert name_colour(main[:3]).basic == colour
