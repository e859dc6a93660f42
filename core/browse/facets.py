"""What photos are filtered by: folders, favourites, kinds, colours. The shelf goes through FACETS."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from core.catalog.folders import between, own_ranges
from core.looks.features import UNSURE, kind_names, kind_number
from core.looks.naming import BASIC, answers
from core.search.search import Searcher
from core.search.traits import Mask
from core.wardrobe.marks import Marks

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
    def kinds(self) -> NDArray[np.int64]:
        """The number of each one's kind, (N,): see core.looks.features."""

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
    masks = {folder: np.zeros(len(shelf.paths), bool) for folder in shelf.folders}
    for folder, first, behind in own_ranges(shelf.folders):
        masks[folder][between(shelf.paths, first, behind)] = True
    return masks


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


def _favourites(shelf: Photos, marks: Marks) -> Masks:
    return {FAVOURITES: marks.mask(shelf.contents, shelf.pixels)}


FOLDER = Facet("folder", _in_folders)
FAVOURITE = Facet("favourite", _favourites, by_marks=True)
KIND = Facet("kind", _of_kinds)
COLOUR = Facet("colour", _in_colours)

FACETS = (FOLDER, FAVOURITE, KIND, COLOUR)
