"""What is known of all photos of a collection that outfits go by: colours, patterns, kinds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.catalog.collection import Collection
from core.looks.colour_words import Pattern
from core.looks.features import SWATCHES, columns, kind_number, part
from core.looks.features import kinds as kinds_of
from core.looks.patterns import SURE
from core.looks.spec import ModelSpec
from core.outfits.tones import Tone, Worn
from core.search.query import Query
from core.search.search import Searcher

COUNTS = 0.2  # share of a garment from which a colour counts as one of its colours
MAIN = 0.42  # share from which the first one stands out

# Dials, beads and frames are full of lines, and yet nobody calls them patterned. Between their thin parts the ground is
# seen, and metal mirrors what is around it: what is white or grey of them says nothing.
_THIN = frozenset({"watch", "jewellery", "glasses"})

UNKNOWN = -1  # in place of a pattern's number
NOT_SURE = -1  # in place of a kind's number
# How probable a kind must be for a photo to be suggested: a ring that is taken for a shoe spoils any outfit. Of 1,000
# stock photos 179 are "unsure", and 193 more are below this; most that one would call wrong are among them.
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
        swatches, words = (_columns(collection, columns(name, spec)) for name in ("swatches", "words"))
        return cls(searcher, *_seen(swatches, words, kinds, spec), kinds)

    @classmethod
    def one(cls, searcher: Searcher, query: Query) -> Pieces:
        """The same of a single photo, from the collection or from outside."""
        row = query.row[np.newaxis]
        kinds = kinds_of(row, query.spec)[0].astype(np.int8)
        swatches, words = (part(row, name, query.spec) for name in ("swatches", "words"))
        return cls(searcher, *_seen(swatches, words, kinds, query.spec), kinds)


def _columns(collection: Collection, which: slice) -> NDArray[np.float32]:
    """Of the first row of each photo."""
    if not collection.paths:
        return np.zeros((0, which.stop - which.start), np.float32)
    return collection.vectors.columns(which)[:]


def _seen(
    swatches: NDArray[np.float32], words: NDArray[np.float32], kinds: NDArray[np.int8], spec: ModelSpec
) -> tuple[NDArray[np.float32], NDArray[np.float32], Worn, Patterns]:
    """The fields of Pieces but for the first and the last, from what the network and the pixels tell."""
    found = swatches.reshape(-1, SWATCHES, 4)
    counts = found[..., 3] >= COUNTS
    counts[:, 0] = found[:, 0, 3] > 0
    thin = np.isin(kinds, [kind_number(kind, spec) for kind in _THIN if kind in spec.kinds])
    counts[thin] &= ~np.isin(Worn.of(found[thin, :, :3]).tone, (Tone.WHITE, Tone.GREY))
    lab = np.where(counts[..., np.newaxis], found[..., :3], np.float32(0))
    patterns = np.where(words.max(axis=1, initial=0) >= SURE, words.argmax(axis=1), UNKNOWN).astype(np.int8)
    patterns[thin] = tuple(Pattern).index(Pattern.PLAIN)
    return lab, np.where(counts, found[..., 3], np.float32(0)), Worn.of(lab), patterns
