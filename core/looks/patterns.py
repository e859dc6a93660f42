"""Which pattern a garment has, from the vector of its pattern: how probable each of `Pattern` is.

A multinomial logistic regression over what of the vector is said in `describing`. Its numbers were fitted by
`python -m tests.bench.patterns --fit` to photos labelled by looking and to drawn garments; without that option it
measures them on other photos.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from core.looks.aspects import PATTERN_DIMENSIONS
from core.looks.colour_words import Pattern

PATTERNS = tuple(Pattern)  # in the order of the columns
SURE = 0.5  # from this probability on a pattern is named

_SCALES = slice(1, 6)
_TURNS = slice(6, 21)  # five scales, three harmonics of the orientation each
_LOCAL = slice(26, PATTERN_DIMENSIONS)  # what lies before, the strongest frequencies, told nothing more

# fmt: off
_WEIGHTS = np.array([
    [7.9, -3.8, -3.6, -0.2, -2.8, 2.6],
    [-4.4, 0.6, 1.1, 1.4, 2.4, -1.2],
    [1.3, -0.9, -0.1, -2.4, -0.6, 2.8],
    [-0.1, -0.6, 1.8, -2.1, 3.5, -2.6],
    [-1.8, -0.5, 0.5, 1.3, 0.5, 0.0],
    [-4.3, 0.1, 0.3, 2.0, 1.0, 0.9],
    [-5.5, 0.5, 0.8, -0.3, 2.8, 1.7],
    [3.4, 4.5, -2.5, -4.2, -1.3, 0.0],
    [-0.8, 3.6, 6.9, -2.8, -4.2, -2.7],
    [0.2, 4.1, -1.1, 1.5, -2.5, -2.1],
    [-1.3, -0.4, -0.2, 1.0, -0.5, 1.5],
    [-0.9, 0.7, 0.4, -0.2, 0.5, -0.5],
    [-1.5, -0.1, 0.8, -0.1, 1.0, -0.0],
    [-1.9, -0.2, 1.1, 1.2, -0.7, 0.5],
    [0.1, 1.0, -0.1, -0.8, -0.2, 0.0],
    [1.2, -0.4, -0.9, 0.4, 2.4, -2.7],
    [-1.1, -0.4, -0.5, 0.8, 0.3, 1.0],
    [-1.5, 0.4, -0.0, 0.1, 0.6, 0.5],
    [-1.1, 0.2, 0.1, 0.4, 1.1, -0.8],
    [-0.7, 0.0, 0.3, 0.9, 0.2, -0.6],
    [1.4, -0.1, -0.7, -0.7, -0.0, 0.0],
    [-1.4, 0.5, 2.0, -0.0, 0.3, -1.2],
], np.float32)
# fmt: on


def describing(patterns: NDArray[np.float32]) -> NDArray[np.float32]:
    """What of the vectors of patterns (n, 38) is looked at, (n, 22): a 1, the contrast, the energy by scale, the
    harmonics of the orientations over all scales, the local binary patterns."""
    turns = patterns[:, _TURNS].reshape(len(patterns), 5, 3).sum(axis=1)
    parts = (np.ones((len(patterns), 1), np.float32), patterns[:, :1], patterns[:, _SCALES], turns)
    return np.concatenate((*parts, patterns[:, _LOCAL]), axis=1)


def probabilities(patterns: NDArray[np.float32]) -> NDArray[np.float32]:
    """How probable each of PATTERNS is for vectors of patterns (n, 38), (n, 6), together 1."""
    logits = describing(patterns) @ _WEIGHTS
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True), np.float32)


def name_pattern(pattern: NDArray[np.float32]) -> Pattern | None:
    """The pattern of one vector (38,), None where none is probable."""
    found = probabilities(pattern[np.newaxis])[0]
    best = int(found.argmax())
    return PATTERNS[best] if found[best] >= SURE else None
