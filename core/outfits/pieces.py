"""What is known of all photos of a collection that outfits go by: colours, patterns, kinds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.catalog.collection import Collection
from core.looks.colour_words import Pattern
from core.looks.features import SWATCHES, columns, kind_number, part
from core.looks.patterns import SURE
from core.looks.spec import ModelSpec
from core.outfits.tones import Worn
from core.search.query import Query
from core.search.search import Searcher

COUNTS = 0.2  # share of a garment from which a colour counts as one of its colours
MAIN = 0.42  # share from which the first one stands out

# Dials, beads and frames are full of lines, and yet nobody calls them patterned.
_NEVER_PATTERNED = frozenset({"watch", "jewellery", "glasses"})

UNKNOWN = -1  # in place of a pattern's number
NOT_SURE = -1  # in place of a kind's number
# How probable a kind must be for a photo to be suggested: a ring that is taken for a shoe spoils any outfit. Of 1,000
# stock photos 179 are "unsure", and 170 more are below this; nearly all that one would call wrong are among them.
_SURE_KIND = 0.8
Patterns = NDArray[np.int8]  # the place in Pattern, or UNKNOWN


@dataclass(frozen=True, eq=False)
class Pieces:
    """The N photos of a searcher's collection.

    lab (N, 3, 3): the main colours, largest first; zeros, which are black, for one that does not count. shares (N, 3).
    worn: the same colours as tones, (N, 3) each. patterns (N,). kinds (N,): those of the network by their numbers, or
    NOT_SURE, also for what shows none.
    """

    searcher: Searcher
    lab: NDArray[np.float32]
    shares: NDArray[np.float32]
    worn: Worn
    patterns: Patterns
    kinds: NDArray[np.int8]

    @classmethod
    def of(cls, searcher: Searcher) -> Pieces:
        """Takes some 20 ms for 20,000 photos."""
        collection, spec = searcher.collection, searcher.spec
        sure = (searcher.traits.kinds >= 0) & (searcher.traits.confidences[collection.first] >= _SURE_KIND)
        kinds = np.where(sure, searcher.traits.kinds, np.int8(NOT_SURE))
        lab, shares = _colours(_columns(collection, columns("swatches", spec)))
        patterns = _patterns(_columns(collection, columns("words", spec)), kinds, spec)
        return cls(searcher, lab, shares, Worn.of(lab), patterns, kinds)

    @classmethod
    def one(cls, searcher: Searcher, query: Query) -> Pieces:
        """The same of a single photo, from the collection or from outside."""
        row, kinds = query.row[np.newaxis], np.array([asked_kind(query)], np.int8)
        lab, shares = _colours(part(row, "swatches", query.spec))
        patterns = _patterns(part(row, "words", query.spec), kinds, query.spec)
        return cls(searcher, lab, shares, Worn.of(lab), patterns, kinds)


def asked_kind(query: Query) -> int:
    """The number of its likeliest kind."""
    from core.looks.features import kinds

    return int(kinds(query.row[np.newaxis], query.spec)[0][0])


def _columns(collection: Collection, which: slice) -> NDArray[np.float32]:
    """Of the first row of each photo."""
    if not collection.paths:
        return np.zeros((0, which.stop - which.start), np.float32)
    return collection.vectors.columns(which)[:]


def _colours(swatches: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    found = swatches.reshape(-1, SWATCHES, 4)
    shares = found[..., 3]
    counts = shares >= COUNTS
    counts[:, 0] = shares[:, 0] > 0
    return np.where(counts[..., np.newaxis], found[..., :3], np.float32(0)), np.where(counts, shares, np.float32(0))


def _patterns(words: NDArray[np.float32], kinds: NDArray[np.int8], spec: ModelSpec) -> Patterns:
    if not len(words):
        return np.zeros(0, np.int8)
    patterns = np.where(words.max(axis=1) >= SURE, words.argmax(axis=1), UNKNOWN).astype(np.int8)
    plain = [kind_number(kind, spec) for kind in _NEVER_PATTERNED if kind in spec.kinds]
    patterns[np.isin(kinds, plain)] = tuple(Pattern).index(Pattern.PLAIN)
    return patterns
