"""What a network marks and names is believed: colours, shape and pattern of a photo follow it."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from support import SPEC

from core.looks.aspects import (
    COLOUR_DIMENSIONS,
    PATTERN_DIMENSIONS,
    SHAPE_DIMENSIONS,
    Aspects,
    describe,
    describe_marked,
)
from core.looks.colour_words import Pattern
from core.looks.features import part
from core.looks.garment import enlarged
from core.looks.model import Extractor
from core.looks.naming import name_colour
from core.looks.views import marked_view
from core.sample.sample import COLOURS, Garment, draw

PLACES = 33
NOTHING_SAID = np.full(len(Pattern), 1 / len(Pattern), np.float32)


def marks(left: int, top: int, right: int, bottom: int) -> NDArray[np.float32]:
    """A mask (33, 33) that is nearly sure of a box."""
    mask = np.full((PLACES, PLACES), 0.01, np.float32)
    mask[top:bottom, left:right] = 0.98
    return mask


def halves() -> NDArray[np.uint8]:
    """A navy and a red half, 260 x 260, with narrow red stripes in the navy one."""
    photo = Image.new("RGB", (260, 260), COLOURS["navy"])
    photo.paste(COLOURS["red"], (130, 0, 260, 260))
    return np.asarray(photo)


def said(word: Pattern, how: float = 0.95) -> NDArray[np.float32]:
    words = np.full(len(Pattern), (1 - how) / (len(Pattern) - 1), np.float32)
    words[list(Pattern).index(word)] = how
    return words


def apart(one: Aspects, other: Aspects, name: str) -> float:
    return float(np.linalg.norm(getattr(one, name) - getattr(other, name)))


@pytest.mark.parametrize(("box", "colour"), [((1, 4, 15, 30), "navy"), ((18, 4, 32, 30), "red")])
def test_colours_are_those_of_what_is_marked(box: tuple[int, int, int, int], colour: str) -> None:
    found = describe_marked(halves(), marks(*box), NOTHING_SAID)
    assert name_colour(found.swatches[0, :3]).basic == colour and found.swatches[0, 3] > 0.95


def test_the_shape_is_that_of_what_is_marked_wherever_it_lies() -> None:
    tall, moved, wide = (marks(*box) for box in ((4, 4, 12, 28), (20, 2, 28, 26), (4, 4, 28, 12)))
    one, there, other = (describe_marked(halves(), mask, NOTHING_SAID) for mask in (tall, moved, wide))
    assert apart(one, there, "shape") < 0.1 * apart(one, other, "shape")


def test_photos_of_one_word_lie_nearer_by_pattern() -> None:
    striped, checked, again = (
        describe_marked(halves(), marks(2, 2, 14, 30), words)
        for words in (said(Pattern.STRIPED), said(Pattern.CHECKED), said(Pattern.STRIPED, 0.9))
    )
    assert apart(striped, again, "pattern") < 0.2 * apart(striped, checked, "pattern")
    assert striped.words.tolist() == said(Pattern.STRIPED).tolist()


@pytest.mark.parametrize(
    "mask", [np.zeros((33, 33)), np.full((33, 33), 1e-6), np.ones((33, 33)), np.eye(33), np.eye(28)], ids=str
)
def test_any_mask_gives_aspects(mask: NDArray[np.float64]) -> None:
    noise = np.random.default_rng(1).integers(0, 256, (260, 260, 3), dtype=np.uint8)
    for words in (NOTHING_SAID, np.eye(len(Pattern), dtype=np.float32)[2]):
        found = describe_marked(noise, mask.astype(np.float32), words)
        widths = {"colour": COLOUR_DIMENSIONS, "pattern": PATTERN_DIMENSIONS, "shape": SHAPE_DIMENSIONS}
        for name, width in widths.items():
            vector = getattr(found, name)
            assert vector.shape == (width,) and vector.dtype == np.float32 and np.abs(vector).max() < 10, name


@pytest.mark.parametrize("size", [(400, 300), (300, 400), (300, 300)], ids=str)
def test_a_view_shows_what_is_marked_and_little_around_it(size: tuple[int, int]) -> None:
    photo = Image.new("RGB", size, COLOURS["navy"])
    left, top = ((side - 300) // 2 for side in size)
    photo.paste(COLOURS["red"], (left + 20, top + 100, left + 170, top + 250))
    view = marked_view(np.asarray(photo), marks(2, 11, 19, 28), SPEC).astype(int)
    red = np.abs(view - photo.getpixel((left + 90, top + 150))).max(axis=2) < 20
    assert view.shape == (260, 260, 3) and 0.7 < red.mean() < 0.85 and red[30:-30, 30:-30].all()


@pytest.mark.parametrize("size", [(260, 260), (700, 20), (20, 700)], ids=str)
@pytest.mark.parametrize("mask", [np.zeros((33, 33)), np.ones((33, 33)), np.eye(33), np.eye(1, 33)], ids=str)
def test_any_mask_gives_a_view(mask: NDArray[np.float64], size: tuple[int, int]) -> None:
    noise = np.random.default_rng(1).integers(0, 256, (*size, 3), dtype=np.uint8)
    assert marked_view(noise, mask.astype(np.float32), SPEC).shape == (260, 260, 3)


def test_marks_are_spread_over_the_square() -> None:
    places = np.zeros((3, 3), np.float32)
    places[0, 2] = 1
    spread = enlarged(places, 30, 30)
    assert spread[:5, 25:].min() == 1 and spread[15:].max() == 0 and spread.shape == (30, 30)


def test_the_delivered_network_marks_and_names(extractor: Extractor) -> None:
    """By its own outputs, of which the row of a photo is made."""
    for pattern in ("striped", "plain"):
        photo = np.asarray(draw(Garment("", "t-shirt", COLOURS["navy"], "navy", pattern), 300))
        (words,) = extractor._run(["words"], photo)
        row = extractor.features(photo).astype(np.float32)[np.newaxis]
        assert part(row, "words", extractor.spec)[0] == pytest.approx(words, abs=1e-3)
        assert list(Pattern)[int(words.argmax())] == pattern
        assert name_colour(part(row, "swatches", extractor.spec)[0, :3]).basic == "navy"


def test_the_delivered_network_marks_the_garment_alone(extractor: Extractor) -> None:
    (mask,) = extractor._run(["mask"], np.asarray(draw(Garment("", "dress", COLOURS["red"], "red", "plain"), 300)))
    assert mask.shape == (PLACES, PLACES) and mask.min() < 0.05 < 0.95 < mask.max()
    assert mask[14:20, 14:20].mean() > 0.9 and mask[:, :2].mean() < 0.1


def test_a_network_without_these_outputs_is_helped(extractor: Extractor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.looks.model._HEADS", ("mask", "an output that no file has"))
    photo = np.asarray(draw(Garment("", "dress", COLOURS["red"], "red", "striped"), 300))
    row = extractor.features(photo).astype(np.float32)[np.newaxis]
    found = describe(photo, extractor.feature_map(photo))
    for name in ("colour", "pattern", "shape", "words"):
        assert part(row, name, extractor.spec)[0] == pytest.approx(getattr(found, name), abs=5e-3), name
