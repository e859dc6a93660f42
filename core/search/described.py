"""What photos show, in words, as their stored features tell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from core.catalog.collection import Collection
from core.looks.colour_words import Colour, Pattern
from core.looks.colours import to_hex
from core.looks.features import OTHER, UNSURE, Rows, kind_name, likeliest, part, swatches
from core.looks.finer import finer_words
from core.looks.naming import name_colour
from core.looks.patterns import pattern_word
from core.looks.spec import ModelSpec
from core.search.kinds import Kinds
from core.search.query import Query

_BLOCK = 2**12  # photos whose features are in memory at once
# How probable a kind must be for a photo to be called by it: of 840 stock photos, mostly worn, 57 of 100 are, 80 of
# these rightly, where 82 are told a kind, 70 of them rightly. A wrong name is worse than a vague one.
_CALLED = 0.85
PLAINLY = {Pattern.PLAIN: "", Pattern.FLORAL: "patterned", Pattern.PICTURE: "printed"}  # others: their name


@dataclass(frozen=True)
class Worn:
    """A main colour of a garment: its basic name, a finer one, "#rrggbb", its share of the garment."""

    name: Colour
    shade: str
    hex: str
    share: float


@dataclass(frozen=True)
class Described:
    """What a photo shows. `kind`: one of the network's or "unsure", with how probable the likeliest one is, or what the
    user said. `finer`: a finer kind, or the same, where it is sure: see core.looks.finer. `colours`: by their share.
    `pattern`: None where none is probable."""

    path: str
    kind: str
    confidence: float
    finer: str | None
    colours: tuple[Worn, ...]
    pattern: Pattern | None

    @property
    def called(self) -> str | None:
        """What its garment may be called: the finer kind or the kind where it is very probable, else None."""
        return None if self.kind == UNSURE or self.confidence < _CALLED else self.finer or self.kind

    @property
    def caption(self) -> str:
        """In English: "blue striped shirt"; empty for what is no garment."""
        if self.kind == OTHER:
            return ""
        pattern = None if self.pattern is None else PLAINLY.get(self.pattern, self.pattern.value)
        return " ".join(filter(None, (*(one.name for one in self.colours[:1]), pattern, self.called or "garment")))


def described(collection: Collection, kinds: Kinds) -> Iterator[Described]:
    """All photos of a collection, in their order. Of several rows of a photo the first counts."""
    for start in range(0, len(collection.paths), _BLOCK):
        at = slice(start, start + _BLOCK)
        yield from _of_rows(collection.paths[at], collection.vectors[at], kinds.rows[collection.first[at]], kinds.spec)


def described_query(query: Query, path: str = "") -> Described:
    """What one photo shows, or the part of it that was asked with."""
    row = query.row[np.newaxis]
    return next(_of_rows((path,), row, part(row, "kind", query.spec), query.spec))


def _of_rows(paths: tuple[str, ...], rows: Rows, probabilities: Rows, spec: ModelSpec) -> Iterator[Described]:
    numbers, confidences = likeliest(probabilities, spec)
    kinds = [kind_name(number, spec) for number in numbers.tolist()]
    finer = finer_words(numbers, part(rows, "finer", spec), spec)
    pixels = zip(swatches(rows, spec), part(rows, "words", spec), strict=True)
    for path, kind, confidence, word, (colours, words) in zip(
        paths, kinds, confidences.tolist(), finer, pixels, strict=True
    ):
        yield Described(path, kind, confidence, word, _worn(colours), pattern_word(words))


def _worn(colours: np.ndarray[tuple[int, ...], np.dtype[np.float32]]) -> tuple[Worn, ...]:
    """The main colours of one photo, (3, 4): L, a, b and share."""
    return tuple(Worn(*name_colour(one[:3]), to_hex(one[:3]), float(one[3])) for one in colours if one[3] > 0)
