"""What of photos the map is laid out by: their looks, with how likely they are of each kind, and their colours."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from core.base.vectors import RowNumbers
from core.looks.features import columns
from core.search.search import Searcher
from core.search.space import REFERENCE_SPREAD

MapRows = NDArray[np.float16]  # (N, D)
Identities = NDArray[np.uint64]  # (N,), equal for equal rows

# Lengths against that of the look, which is 1. Without the kinds trousers lie among dresses of their cloth; with much
# more of them each kind is an island, and a photo of which the network is not sure lies in between. The colours make a
# rail of each kind's part. Measured by tests/bench/map.py, and looked at.
_KINDS, _COLOURS = 0.8, 0.4
_BLOCK = 4096  # rows at a time


def map_rows(searcher: Searcher, rows: RowNumbers) -> MapRows:
    """What lies near each other where photos look alike, for some of the stored rows (n,), (n, D).

    It depends on the photo alone, and on what the user said of kinds, so that it tells a photo from others.
    """
    blocks = [_of_block(searcher, rows[start : start + _BLOCK]) for start in range(0, len(rows), _BLOCK)]
    return np.concatenate(blocks) if blocks else np.zeros((0, 1), np.float16)


def _of_block(searcher: Searcher, rows: RowNumbers) -> MapRows:
    spec, stored = searcher.spec, searcher.collection.stored
    start = columns("look", spec).start
    looks = stored.columns(slice(start, start + spec.instance))[rows]  # without the kinds, which come as they count
    looks /= np.maximum(np.linalg.norm(looks, axis=1, keepdims=True), 1e-6)
    kinds = np.sqrt(np.maximum(searcher.kinds.rows[rows], 0))
    colours = stored.columns(columns("colour", spec))[rows] * (spec.spread / REFERENCE_SPREAD["colour"])
    return np.hstack((looks, _KINDS * kinds, _COLOURS * colours)).astype(np.float16)


def identities(rows: MapRows) -> Identities:
    """Numbers that tell rows (N, D) apart, the same on every computer: a random sum of their bits, modulo 2^64."""
    factors = np.random.default_rng(0).integers(2**63, size=rows.shape[1], dtype=np.uint64) * np.uint64(2) + np.uint64(
        1
    )
    found = np.zeros(len(rows), np.uint64)
    for start in range(0, len(rows), _BLOCK):
        bits = np.ascontiguousarray(rows[start : start + _BLOCK]).view(np.uint16).astype(np.uint64)
        mixed = (bits + np.uint64(1)) * factors
        found[start : start + _BLOCK] = (mixed ^ (mixed >> np.uint64(29))).sum(axis=1, dtype=np.uint64)
    return found
