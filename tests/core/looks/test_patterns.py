"""Patterns are named, on garments that are drawn so that theirs is known."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from core.looks.aspects import PATTERN_DIMENSIONS, describe
from core.looks.colour_words import Pattern
from core.looks.patterns import PATTERNS, name_pattern, probabilities
from core.sample.sample import draw, garments


def test_drawn_garments_have_the_patterns_they_were_drawn_with() -> None:
    known = [garment for garment in garments() if garment.pattern in PATTERNS]
    with ThreadPoolExecutor() as pool:
        vectors = list(pool.map(lambda one: describe(np.asarray(draw(one, 320, seed=21))).pattern, known))
    names = [name_pattern(vector) for vector in vectors]
    wrong = [(one.name, name) for one, name in zip(known, names, strict=True) if name != one.pattern]
    assert len(wrong) <= len(known) // 20, wrong


def test_probabilities_are_together_one_and_in_the_order_of_the_names() -> None:
    vectors = np.random.default_rng(0).uniform(-1, 1, (50, PATTERN_DIMENSIONS)).astype(np.float32)
    found = probabilities(vectors)
    assert found.shape == (50, 6) and found.sum(axis=1) == pytest.approx(np.ones(50), abs=1e-5)
    nothing = np.zeros(PATTERN_DIMENSIONS, np.float32)  # what the vector of a garment without contrast is
    assert name_pattern(nothing) is Pattern.PLAIN


def test_what_may_have_several_patterns_gets_no_name() -> None:
    one_each = {one.pattern: one for one in garments() if one.kind == "shirt" or one.pattern == "dotted"}
    drawn = [describe(np.asarray(draw(one_each[name], 320))).pattern for name in ("striped", "checked", "dotted")]
    shares = np.random.default_rng(1).dirichlet(np.ones(3), 300).astype(np.float32)
    assert None in {name_pattern(vector) for vector in shares @ np.stack(drawn)}
