"""Words for patterns on drawn garments, and what must not change them."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont, ImageOps

from core.looks.aspects import SPECTRA_DIMENSIONS, describe
from core.looks.colour_words import Pattern
from core.looks.patterns import ROUGHNESS_DIMENSIONS, SURE, _weights, pattern_shares, pattern_word, roughness
from core.sample.sample import COLOURS, KINDS, Garment, draw

SIZE = 270  # pixels wide


def word(photo: Image.Image) -> Pattern | None:
    return pattern_word(describe(np.asarray(photo)).words)


@pytest.mark.parametrize("pattern", ["plain", "striped", "checked"])
def test_drawn_garments_get_their_word(pattern: str) -> None:
    garments = [Garment("", kind, COLOURS[colour], colour, pattern) for kind in KINDS for colour in ("navy", "white")]
    assert np.mean([word(draw(garment, SIZE)) == pattern for garment in garments]) >= 0.8


def test_stripes_get_their_word_whichever_way_they_run() -> None:
    photo = draw(Garment("", "t-shirt", COLOURS["navy"], "navy", "striped"), SIZE)
    turned = [photo, ImageOps.mirror(photo), photo.rotate(90, expand=True), photo.rotate(180)]
    assert {word(one) for one in turned} == {Pattern.STRIPED}


def test_letters_on_a_plain_cloth_get_their_word() -> None:
    photo = draw(Garment("", "t-shirt", COLOURS["navy"], "navy", "plain"), SIZE)
    for number, line in enumerate(("SUMMER", "SURF", "1987")):
        ImageDraw.Draw(photo).text((SIZE / 2, 130 + 22 * number), line, "white", ImageFont.load_default(24), "mm")
    assert word(photo) == Pattern.PICTURE


def test_likelihoods_are_of_all_words_and_together_one() -> None:
    noise = np.random.default_rng(2).integers(0, 256, (300, 280, 3), dtype=np.uint8)
    for photo in (noise, np.zeros((40, 30, 3), np.uint8)):
        words = describe(photo).words
        assert words.shape == (len(Pattern),) and words.dtype == np.float32
        assert words.sum() == pytest.approx(1) and words.min() >= 0
    assert _weights().shape == (len(Pattern), SPECTRA_DIMENSIONS + ROUGHNESS_DIMENSIONS + 1)


def test_an_unlikely_word_is_not_said() -> None:
    shares = np.full(6, (1 - SURE) / 5, np.float32)
    shares[1] = SURE
    assert pattern_word(shares) == Pattern.STRIPED
    shares[1] -= 0.01
    assert pattern_word(shares) is None
    assert pattern_word(np.zeros(6, np.float32)) is None, "of a row that a test made up"
    head = pattern_shares(np.zeros(SPECTRA_DIMENSIONS, np.float32), np.zeros(ROUGHNESS_DIMENSIONS, np.float32))
    assert pattern_word(head) == Pattern.PLAIN, "what has no contrast at all"


def test_roughness_is_what_it_says() -> None:
    everywhere = np.ones((128, 128), np.float32)
    flat = roughness(np.zeros((128, 128), np.float32), everywhere)
    assert flat == pytest.approx(np.zeros(ROUGHNESS_DIMENSIONS), abs=1e-6)
    y, x = np.mgrid[:128, :128]
    stripes = (30 * np.sin(2 * np.pi * y / 12)).astype(np.float32)
    across, along = roughness(stripes, everywhere), roughness(stripes.T.copy(), everywhere)
    assert across == pytest.approx(along, abs=1e-4) and across[-2] > 0.8 > 0.1 > across[-1]
    middle = np.where((abs(x - 64) < 20) & (abs(y - 64) < 20), stripes, 0).astype(np.float32)
    assert roughness(middle, everywhere)[10] < -0.5, "rough in the middle"
    noise = np.random.default_rng(3).normal(0, 20, (128, 128)).astype(np.float32)
    assert roughness(noise, everywhere)[:6] == pytest.approx(np.full(6, np.log1p(20)), rel=0.1)
    few = np.full((128, 128), 1e-4, np.float32)
    few[40:56, 40:56] = 1
    assert np.isfinite(roughness(noise, few)).all()
