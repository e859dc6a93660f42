"""How well photos fit words: kinds, colours and patterns, by what is stored of the photos' looks."""

from __future__ import annotations

import copy
from collections.abc import Collection as Names
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from core.base.vectors import Vectors
from core.catalog.collection import Collection
from core.looks.colour_words import Pattern
from core.looks.features import SWATCHES, Rows, columns
from core.looks.features import Part as Column
from core.looks.spec import ModelSpec
from core.looks.tints import Fits, Tints, fit
from core.search.ranking import Doubles, RowNumbers
from core.words.understanding import ColourWord, KindWord, Part, PatternWord, Understood

_LEAST = 1e-6  # of a fit: what fits not at all in one part is still told apart by the others


@dataclass(frozen=True)
class Fitting:
    """A photo found by words alone. `fit`: how well it fits all of them, 0 to 1, and `by_part` each of their parts."""

    path: str
    fit: float
    by_part: tuple[float, ...]


def searchable(words: Understood, kinds: Names[str]) -> Understood:
    """What of the words can be searched with the kinds that a network tells from each other, finer ones among them."""
    known = tuple(word for word in words.kinds if set(word.names) & set(kinds))
    return replace(words, kinds=known)


class Worded:
    """The N photos of a collection as words see them; immutable, for any number of threads.

    The fit of a kind is the network's probability for it, that of a finer one the product with that of its kinds;
    several kinds are alternatives. The fit of a colour is the
    share of the garment that has it, each main colour counted as far as it belongs to the name (`core.looks.tints`); of
    two colours each is expected on half of the garment, of two that are alternatives the share of both counts. The fit
    of a pattern is its probability (`core.looks.patterns`). What is not wanted fits by what is missing to 1. All
    together fit by the product of that.
    """

    def __init__(self, collection: Collection, spec: ModelSpec, kinds: Vectors) -> None:
        """`kinds`: the probabilities that count, (R, kinds)."""
        self._collection = collection
        self._spec = spec
        self._kinds = kinds

    def with_kinds(self, kinds: Vectors) -> Worded:
        """The same with other probabilities of kinds, (R, kinds)."""
        other = copy.copy(self)
        other._kinds = kinds
        return other

    def prepare(self) -> None:
        """Compute now what the first question would wait for."""
        _ = self._swatches, self._patterns

    def fits(self, words: Understood) -> Doubles:
        """How well each photo fits all that the words say, (N,), more than 0."""
        product = np.ones(len(self._collection.paths))
        for one in self._demands(words):
            product *= np.clip(one.astype(np.float64), _LEAST, 1)
        return product

    def best(self, words: Understood, k: int, mask: NDArray[np.bool_] | None = None) -> tuple[Fitting, ...]:
        """The k photos that fit best, ties by path; only where `mask` (N,) holds."""
        fits = self.fits(words)
        if mask is not None:
            fits = np.where(mask, fits, 0)
        order = _largest(fits, k if mask is None else min(k, int(mask.sum())))
        parts = [self._part(part, order) for part in words.parts]
        return tuple(
            Fitting(self._collection.paths[photo], float(fits[photo]), tuple(float(part[at]) for part in parts))
            for at, photo in enumerate(order.tolist())
        )

    # --- what is asked of each photo ---

    def _demands(self, words: Understood) -> list[Fits]:
        """What a photo must fit, one after the other, (N,) each."""
        return [*self._of_kinds(words), *self._of_colours(words), *self._of_patterns(words)]

    def _of_kinds(self, words: Understood) -> list[Fits]:
        known = searchable(words, self._spec.told_kinds).kinds
        wanted = {self._told(word): self._kind(word) for word in known if word.wanted}
        others = [1 - self._kind(word) for word in known if not word.wanted]
        return [*([_sum(list(wanted.values()))] if wanted else []), *others]

    def _of_colours(self, words: Understood) -> list[Fits]:
        choices: list[list[ColourWord]] = []
        for word in words.colours:
            if word.or_before and choices and word.wanted == choices[-1][-1].wanted:
                choices[-1].append(word)
            else:
                choices.append([word])
        wanted = [_sum([self._colour(word) for word in words]) for words in choices if words[0].wanted]
        others = [1 - _sum([self._colour(word) for word in words]) for words in choices if not words[0].wanted]
        return [*(len(wanted) * one for one in wanted), *others]

    def _of_patterns(self, words: Understood) -> list[Fits]:
        wanted = [self._pattern(word) for word in words.patterns if word.wanted]
        others = [1 - self._pattern(word) for word in words.patterns if not word.wanted]
        return [*([_sum(wanted)] if wanted else []), *others]

    def _part(self, part: Part, photos: RowNumbers) -> Fits:
        """How well some photos fit one part of the words, (n,)."""
        if isinstance(part, KindWord):
            known = self._told(part) is not None
            fits = self._kind(part)[photos] if known else np.zeros(len(photos), np.float32)
        else:
            fits = self._colour(part, photos) if isinstance(part, ColourWord) else self._pattern(part)[photos]
        return np.asarray(fits if part.wanted else 1 - fits, np.float32)

    # --- how well each photo fits one word ---

    def _told(self, word: KindWord) -> str | None:
        """The finest kind that the network knows; None where it knows none."""
        return next((name for name in word.names if name in self._spec.told_kinds), None)

    def _kind(self, word: KindWord) -> Fits:
        name, spec = self._told(word) or "", self._spec
        kinds = [name] if name in spec.kinds else [one.kind for one in spec.finer if one.name == name]
        of_rows = _sum([_column(self._kinds, spec.kinds.index(kind)) for kind in kinds])
        if name not in spec.kinds:
            of_rows *= _column(self._collection.stored, columns("finer", spec).start + spec.finer_names.index(name))
        return self._collection.over_photos(of_rows, np.maximum)

    def _colour(self, word: ColourWord, photos: RowNumbers | None = None) -> Fits:
        """Of all photos, (N,), or some, (n,)."""
        total = np.zeros(len(self._collection.paths) if photos is None else len(photos), np.float32)
        for tints, shares in self._swatches:
            if photos is not None:
                tints, shares = tints.at(photos), shares[photos]
            total += shares * fit(tints, word.colour, word.shade)
        return total

    def _pattern(self, word: PatternWord) -> Fits:
        return self._patterns[:, tuple(Pattern).index(word.pattern)]

    @cached_property
    def _swatches(self) -> tuple[tuple[Tints, Fits], ...]:
        """The first, second and third main colours of all N photos, each with their shares, (N,)."""
        found = self._first("swatches")[:].reshape(-1, SWATCHES, 4)
        return tuple((Tints.of(found[:, number, :3]), found[:, number, 3].copy()) for number in range(SWATCHES))

    @cached_property
    def _patterns(self) -> Rows:
        """The probabilities of each Pattern, (N, 6)."""
        return self._first("words")[:]

    def _first(self, name: Column) -> Vectors:
        """A part of the first row of each photo, (N, its width)."""
        return self._collection.vectors.columns(columns(name, self._spec))


def _column(rows: Vectors, number: int) -> Fits:
    return rows.columns(slice(number, number + 1)).over_rows(lambda numbers: numbers[:, 0])


def _sum(fits: Sequence[Fits]) -> Fits:
    return np.asarray(np.minimum(np.sum(fits, axis=0), 1), np.float32)


def _largest(fits: Doubles, k: int) -> RowNumbers:
    """The places of the k largest of fits (N,), largest first, the first of equal ones before."""
    if k < len(fits):
        bound = np.partition(fits, len(fits) - k)[len(fits) - k] if k > 0 else np.inf
        among = np.flatnonzero(fits >= bound)
    else:
        among = np.arange(len(fits))
    return among[np.argsort(-fits[among], kind="stable")[: max(k, 0)]]
