"""Pairs that are worth a look: the nearest, and few of each photo."""

from __future__ import annotations

import numpy as np
import pytest
from support import SPEC

from core.base.vectors import Vectors
from core.duplicates import candidates as module
from core.duplicates.candidates import candidates
from core.looks.features import Rows, columns, width_of


def rows(count: int) -> Rows:
    """No two alike."""
    made = np.random.default_rng(0).normal(size=(count, width_of(SPEC))).astype(np.float32)
    look = columns("look", SPEC)
    made[:, look] /= np.linalg.norm(made[:, look], axis=1, keepdims=True)
    return made


def test_the_nearest_come_first_and_then_those_that_were_turned() -> None:
    made, look = rows(200), columns("look", SPEC)
    for one, other, far in ((10, 150, 0.3), (20, 5, 0.1)):
        made[other] = made[one]
        made[other, look.start] += far
    colour = slice(columns("colour", SPEC).start, columns("pattern", SPEC).stop)
    made[70, colour] = made[60, colour]
    alike, turned = candidates(Vectors.of(made), SPEC)
    assert alike == [(5, 20), (10, 150)] and turned == [(60, 70)]


def test_of_many_that_are_alike_each_is_in_a_few_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    made = rows(60)
    made[:50] = made[0] + np.random.default_rng(1).normal(scale=1e-3, size=(50, made.shape[1])).astype(np.float32)
    alike = next(candidates(Vectors.of(made), SPEC))
    assert {photo for pair in alike for photo in pair} == set(range(50)) and 50 <= len(alike) <= 150
    monkeypatch.setattr(module, "_MOST", 20)
    assert next(candidates(Vectors.of(made), SPEC)) == alike[:20]


def test_none_are_no_trouble() -> None:
    assert list(candidates(Vectors.of(rows(1)), SPEC)) == [[], []]
