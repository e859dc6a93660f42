"""Which of several photos is kept, and what is said of it."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageFilter, ImageOps
from support import photo

from core.base import sentences
from core.base.sentences import Sentence
from core.duplicates.best import Facts, verdicts
from core.photos.images import Picture

GOOD = Facts(1000, 1500, 600_000, 200.0, 0.01)


def told(*photos: Facts) -> list[tuple[bool, Sentence]]:
    return [(one.keep, one.why) for one in verdicts(photos)]


def test_the_largest_is_kept_whatever_else() -> None:
    small = Facts(500, 750, 900_000, 900.0, 0.0)
    assert told(small, GOOD) == [(False, sentences.SMALLER), (True, sentences.LARGEST)]


def test_then_the_sharpest_then_the_least_compressed_then_the_best_exposed() -> None:
    blurred = Facts(1000, 1500, 900_000, 100.0, 0.0)
    compressed = Facts(1000, 1500, 300_000, 195.0, 0.0)
    burnt = Facts(1000, 1500, 590_000, 205.0, 0.2)
    assert told(GOOD, blurred) == [(True, sentences.SHARPEST), (False, sentences.LESS_SHARP)]
    assert told(compressed, GOOD) == [(False, sentences.MORE_COMPRESSED), (True, sentences.LEAST_COMPRESSED)]
    assert told(GOOD, burnt) == [(True, sentences.BEST_EXPOSED), (False, sentences.WORSE_EXPOSED)]
    everything = told(burnt, blurred, compressed, GOOD, Facts(300, 400, 1, 1.0, 0.0))
    assert [keep for keep, _ in everything] == [False, False, False, True, False]
    assert everything[3][1] == sentences.BEST_EXPOSED, "what decided at last"


def test_of_equal_ones_the_first() -> None:
    alike = Facts(1005, 1500, 590_000, 195.0, 0.012)
    assert told(alike, GOOD) == [(True, sentences.AS_GOOD), (False, sentences.AS_GOOD)]
    assert told(GOOD) == [(True, sentences.AS_GOOD)]
    nothing = Facts(1, 1, 0, 0.0, 1.0)
    assert [keep for keep, _ in told(nothing, nothing)] == [True, False]


def test_facts_are_measured_on_the_picture() -> None:
    def facts(image: Image.Image) -> Facts:
        return Facts.of(Picture(np.asarray(image), b"", 0.0, (4000, 3000)), 123)

    noise = np.random.default_rng(0).integers(60, 200, (300, 400, 3), dtype=np.uint8)
    sharp, soft = Image.fromarray(noise), Image.fromarray(noise).filter(ImageFilter.GaussianBlur(2))
    assert (facts(sharp).width, facts(sharp).height, facts(sharp).bytes) == (4000, 3000, 123)
    assert facts(sharp).sharpness > 10 * facts(soft).sharpness
    framed = ImageOps.expand(Image.fromarray(noise), 30, "black")
    assert 0.7 < facts(framed).inside < 300 * 400 / (360 * 460) and facts(sharp).inside == 1
    assert abs(facts(framed).sharpness / facts(sharp).sharpness - 1) < 0.1 and facts(framed).clipped < 0.01
    half = photo(1, (100, 100)).convert("RGB")
    half.paste("white", (0, 0, 100, 50))
    assert 0.5 <= facts(half).clipped < 0.7
