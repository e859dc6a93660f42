"""Finer kinds are said where they are sure and of the photo's kind."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from support import SPEC

from core.looks.features import OTHER, UNSURE, kind_number
from core.looks.finer import finer_words
from core.looks.spec import FinerKind

TOLD = (FinerKind("hoodie", "longsleeve", 0.5), FinerKind("hoodie", "outwear", 0.7))
NETWORK = replace(SPEC, finer=(*TOLD, FinerKind("outwear", "outwear", 0.6), FinerKind("blazer", "outwear", 0.3)))


def word(kind: str, **probabilities: float) -> str | None:
    row = np.zeros((1, len(SPEC.finer_names)), np.float32)
    for name, probability in probabilities.items():
        row[0, SPEC.finer_names.index(name)] = probability
    return finer_words(np.array([kind_number(kind, NETWORK)]), row, NETWORK)[0]


def test_how_sure_it_must_be_depends_on_the_kind() -> None:
    assert word("longsleeve", hoodie=0.6) == "hoodie" and word("longsleeve", hoodie=0.4) is None
    assert word("outwear", hoodie=0.75) == "hoodie" and word("outwear", hoodie=0.6) is None


def test_the_likeliest_of_several_is_said() -> None:
    assert word("outwear", blazer=0.35, outwear=0.62) == "outwear"
    assert word("outwear", blazer=0.4, outwear=0.5) == "blazer"


@pytest.mark.parametrize("kind", ["dress", "bag", UNSURE, OTHER])
def test_it_never_contradicts_the_kind(kind: str) -> None:
    assert word(kind, hoodie=0.99, blazer=0.99, outwear=0.99) is None


def test_a_network_that_tells_none() -> None:
    spec = replace(SPEC, finer_names=(), finer=())
    assert finer_words(np.array([0, 3]), np.zeros((2, 0), np.float32), spec) == [None, None]
