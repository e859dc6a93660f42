"""What photos are filtered by: folders, favourites, collections, kinds, colours, patterns. The shelf goes through
FACETS."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from core.catalog.folders import between, inner_folders, own_ranges, range_of
from core.looks.colour_words import Pattern
from core.looks.features import UNSURE, columns, kind_names, kind_number
from core.looks.naming import BASIC, answers
from core.looks.patterns import likeliest_patterns
from core.search.search import Searcher
from core.search.traits import Mask
from core.wardrobe.collected import COLLECTION, Collection, Collections, Rule
from core.wardrobe.identity import Photos as Group
from core.wardrobe.marks import Marks

_NOT_READ = -2  # in place of the number of a pattern
_BLOCK = 2**14  # photos compared with all names of colours at a time
FAVOURITES = "favourites"  # the one name of the facet FAVOURITE
WORN = 0.2  # share of a garment from which a colour counts as one of its colours

Masks = Mapping[str, Mask]


# Names again what a Shelf has, because the shelf goes through FACETS: imported here, it would import itself.
class Photos(Protocol):
    """What is known of the photos that are filtered: a core.browse.shelf.Shelf."""

    @property
    def paths(self) -> tuple[str, ...]:
        """All of them, sorted."""

    @property
    def contents(self) -> tuple[bytes | None, ...]:
        """The hashes of their files; None for one not read yet."""

    @property
    def pixels(self) -> tuple[bytes, ...]:
        """The hashes of what the files decode to."""

    @property
    def folders(self) -> tuple[str, ...]:
        """Those in which they lie."""

    @property
    def searcher(self) -> Searcher | None:
        """What they are searched with, once they can be."""

    @property
    def rows(self) -> NDArray[np.int64]:
        """Where each one stands in the searcher's collection, (N,); -1 for one not read yet."""

    @property
    def kinds(self) -> NDArray[np.int64]:
        """The number of each one's kind, (N,): see core.looks.features."""

    @property
    def lasting(self) -> Mapping[str, Masks]:
        """The masks of the facets that do not go by marks, by their names."""

    @property
    def swatches(self) -> NDArray[np.float32]:
        """The main colours of each, (N, 3, 4)."""


@dataclass(frozen=True)
class Facet:
    """Something that photos are filtered by.

    masks: which photos each of its names applies to, for all names that can be chosen; worked out once for a shelf,
    unless it goes `by_marks`, which change more often.
    """

    name: str
    masks: Callable[[Photos, Marks], Masks]
    by_marks: bool = False


def _in_folders(shelf: Photos, _: Marks) -> Masks:
    """Of the folders of the library, and of those within them."""
    masks = {folder: np.zeros(len(shelf.paths), bool) for folder in shelf.folders}
    for folder, first, behind in own_ranges(shelf.folders):
        masks[folder][between(shelf.paths, first, behind)] = True
    within = {folder: between(shelf.paths, *range_of(folder)) for folder in inner_folders(shelf.paths, shelf.folders)}
    return Ranges(masks, within, len(shelf.paths))


class Ranges(Mapping[str, Mask]):
    """Masks of which most are made when they are asked for: hundreds of folders of a million photos take no memory."""

    def __init__(self, masks: Mapping[str, Mask], ranges: Mapping[str, slice], count: int) -> None:
        """Besides `masks` those of `ranges` among `count` photos."""
        self._masks = masks
        self._ranges = {name: part for name, part in ranges.items() if name not in masks}
        self._count = count

    def __getitem__(self, name: str) -> Mask:
        if name in self._masks:
            return self._masks[name]
        mask = np.zeros(self._count, bool)
        mask[self._ranges[name]] = True
        return mask

    def __iter__(self) -> Iterator[str]:
        return chain(self._masks, self._ranges)

    def __len__(self) -> int:
        return len(self._masks) + len(self._ranges)


def _of_kinds(shelf: Photos, _: Marks) -> Masks:
    if shelf.searcher is None:
        return {UNSURE: np.zeros(len(shelf.paths), bool)}
    spec = shelf.searcher.spec
    return {name: shelf.kinds == kind_number(name, spec) for name in kind_names(spec)}


def _in_colours(shelf: Photos, _: Marks) -> Masks:
    """A photo has the names to which its main colours answer: one on a border is found under both."""
    masks, swatches = np.zeros((len(BASIC), len(shelf.paths)), bool), shelf.swatches
    for start in range(0, len(shelf.paths), _BLOCK):
        colours = swatches[start : start + _BLOCK]
        worn = colours[..., 3] >= WORN
        names, found = answers(colours[worn][:, :3]).nonzero()
        masks[names, start + worn.nonzero()[0][found]] = True
    return dict(zip(BASIC, masks, strict=True))


def _in_patterns(shelf: Photos, _: Marks) -> Masks:
    """Each has one, or none is probable."""
    patterns, known = np.full(len(shelf.paths), _NOT_READ), shelf.rows >= 0
    if shelf.searcher is not None and known.any():
        words = shelf.searcher.collection.vectors.columns(columns("words", shelf.searcher.spec))
        patterns[known] = likeliest_patterns(words[shelf.rows[known]])
    numbered = {str(pattern): number for number, pattern in enumerate(Pattern)}
    return {name: patterns == number for name, number in {**numbered, UNSURE: -1}.items()}


def _favourites(shelf: Photos, marks: Marks) -> Masks:
    return {FAVOURITES: marks.mask(shelf.contents, shelf.pixels)}


def _collected(shelf: Photos, marks: Marks) -> Masks:
    """Of smart collections what passes their rules; a rule knows the collections that were made before it."""
    known: dict[str, Masks] = {**shelf.lasting, FAVOURITE.name: _favourites(shelf, marks)}
    masks: dict[str, Mask] = {}
    known[COLLECTION] = masks
    for one in marks.collections.all:
        if one.rule is None:
            masks[one.name] = Group(frozenset(one.photos)).mask(shelf.contents, shelf.pixels)
        else:
            masks[one.name] = _passing(one.rule, known, len(shelf.paths))
    return masks


def by_hand(filters: Iterable[tuple[str, str]], collections: Collections) -> Collection | None:
    """The one collection that is filtered by, if it was made by hand."""
    names = [name for facet, name in filters if facet == COLLECTION]
    one = collections.named(names[0]) if len(names) == 1 else None
    return None if one is None or one.rule is not None else one


def _passing(rule: Rule, known: Mapping[str, Masks], count: int) -> Mask:
    """Which of `count` photos pass a rule, (count,): of one facet any of the names must hold, of several facets all.
    What nobody knows any more, such as a folder that is off the list, holds for no photo."""
    passes = np.ones(count, bool)
    for facet in {facet for facet, _ in rule}:
        names = known.get(facet, {})
        found = [names[name] for one, name in rule if one == facet and name in names]
        passes &= np.logical_or.reduce(found) if found else np.zeros(count, bool)
    return passes


FOLDER = Facet("folder", _in_folders)
FAVOURITE = Facet("favourite", _favourites, by_marks=True)
COLLECTED = Facet(COLLECTION, _collected, by_marks=True)
KIND = Facet("kind", _of_kinds)
COLOUR = Facet("colour", _in_colours)
PATTERN = Facet("pattern", _in_patterns)

FACETS = (FOLDER, FAVOURITE, COLLECTED, KIND, COLOUR, PATTERN)
