"""Finer kinds of garments, such as blazers among outerwear, where the network tells them well enough."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from core.looks.features import Rows, kind_number
from core.looks.spec import ModelSpec


def finer_words(kinds: NDArray[np.int64], finer: Rows, spec: ModelSpec) -> list[str | None]:
    """For each photo its finer kind, by the number of its kind (N,) and the probabilities of the finer ones, (N, n).

    One of those of its kind, which may be the kind itself; None where none of them is sure.
    """
    words = np.full(len(kinds), None, object)
    likeliest = np.zeros(len(kinds), np.float32)
    for one in spec.finer:
        probable = finer[:, spec.finer_names.index(one.name)]
        said = (kinds == kind_number(one.kind, spec)) & (probable >= one.least) & (probable > likeliest)
        words[said], likeliest[said] = one.name, probable[said]
    told: list[str | None] = words.tolist()
    return told
