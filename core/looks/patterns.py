"""Which word is right for the pattern of a garment, where no network says it: a logistic head on the pattern's vector
and on where the cloth is rough. `python -m tests.bench.fit_patterns` fits it, on labelled training photos, and writes
its numbers."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from core.looks.colour_words import Pattern
from core.looks.pattern_weights import WEIGHTS

ROUGHNESS_DIMENSIONS = 16
SURE = 0.5  # how likely a word must be to be said at all

_BLOCK = 8  # px; so many across are a block ...
_COVERED = 0.6  # ... which counts when so much of it is garment ...
_FEWEST, _FULLEST = 8, 16  # ... unless these are fewer; then the fullest ones do
_ROUGH = (10, 25, 50, 75, 90, 97)  # percentiles over the blocks of the contrast within them ...
_UNEVEN = (50, 75, 90, 97)  # ... and of how far each is from the middle one
_SMOOTH = 17  # px; rows and columns are compared with their neighbours' mean over so many

Vector = NDArray[np.float32]


def pattern_shares(pattern: Vector, rough: Vector) -> Vector:
    """How likely each word of Pattern is, (6,) float32, together 1, by the vector of a pattern and its `roughness`."""
    weights = _weights()
    logits = weights[:, :-1] @ np.concatenate([pattern, rough]) + weights[:, -1]
    likely = np.exp(logits - logits.max())
    return np.asarray(likely / likely.sum(), np.float32)


def pattern_word(shares: Vector) -> Pattern | None:
    """The word that is right by its `pattern_shares`, or None where none is likely enough."""
    best = int(shares.argmax())
    return tuple(Pattern)[best] if shares[best] >= SURE else None


def likeliest_patterns(shares: Vector) -> NDArray[np.int64]:
    """The same for n garments, (n, 6): numbers of the words within Pattern, -1 where none is likely enough, (n,)."""
    if not len(shares):
        return np.zeros(0, np.int64)
    return np.where(shares.max(axis=1) >= SURE, shares.argmax(axis=1), -1).astype(np.int64)


def roughness(values: Vector, weights: Vector) -> Vector:
    """Where and how the cloth is not plain, (16,), from values (h, w) in 8-bit steps and how much each is garment.

    A picture is rough in few places in the middle, a print everywhere, stripes in rows or in columns.
    """
    weighted = weights * values
    inner, mean, place = _blocks(weights, weighted, values)
    middle = place - place.mean(axis=0)
    away = np.hypot(middle[:, 0], middle[:, 1])
    both = float(away.std() * inner.std())
    lean = float((away - away.mean()) @ (inner - inner.mean()) / len(away)) / both if both > 1e-6 else 0.0
    whole = float(weights.sum())
    variance = float(weighted.ravel() @ values.ravel()) / whole - (float(weighted.sum()) / whole) ** 2
    total = max(variance, 0.0) ** 0.5 + 1
    weak, strong = sorted(_ripple(weighted.sum(axis=axis) / weights.sum(axis=axis)) for axis in (0, 1))
    rough = np.log1p(_percentiles(inner, _ROUGH))
    uneven = np.log1p(_percentiles(abs(mean - _percentiles(mean, (50,))), _UNEVEN))
    lines = [np.log1p(strong), np.log1p(weak), np.log(total), strong / total, weak / total]
    return np.concatenate([rough, uneven, [lean], lines]).astype(np.float32)


def _blocks(weights: Vector, weighted: Vector, values: Vector) -> tuple[Vector, Vector, Vector]:
    """Of the n blocks that count: contrast within (n,), mean (n,), place (n, 2)."""
    high, wide = (length // _BLOCK for length in values.shape)
    fields = np.stack([weights, weighted, weighted * values]).reshape(3, high, _BLOCK, wide, _BLOCK)
    cover, first, second = fields.sum(axis=(2, 4))
    counts = cover > _COVERED * _BLOCK**2
    if counts.sum() < _FEWEST:
        counts = cover >= np.sort(cover, axis=None)[-_FULLEST]
    mean = first[counts] / cover[counts]
    inner = np.sqrt(np.maximum(second[counts] / cover[counts] - mean**2, 0))
    return inner, mean, np.argwhere(counts).astype(np.float32)


def _percentiles(values: Vector, wanted: tuple[int, ...]) -> Vector:
    """As numpy.percentile does, which takes longer for few values."""
    at = np.array(wanted) * (len(values) - 1) / 100
    return np.asarray(np.interp(at, np.arange(len(values)), np.sort(values)), np.float32)


def _ripple(line: Vector) -> float:
    """How much values in a line differ from their neighbours' mean."""
    sums = np.pad(line, (_SMOOTH // 2 + 1, _SMOOTH // 2), mode="edge").cumsum(dtype=np.float64)
    return float((line - (sums[_SMOOTH:] - sums[:-_SMOOTH]) / _SMOOTH).std())


@cache
def _weights() -> Vector:
    """(6, dimensions + 1), the last of each row is added to the rest."""
    return np.array([row.split() for row in WEIGHTS.strip().splitlines()], np.float32)
