"""The garments of a library, each of which may be on several photos, with what is known of them in columns."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.catalog.collection import Collection
from core.looks.colours import Lab
from core.looks.features import OTHER, SWATCHES, Rows, columns, kind_number, likeliest
from core.looks.naming import apart
from core.looks.patterns import likeliest_patterns
from core.search.search import Searcher
from core.search.stacks import Groups

Numbers = NDArray[np.int64]

NONE = -1  # in place of the number of a colour or a pattern that is not known
_BLOCK = 2**14  # colours named at a time


@dataclass(frozen=True, eq=False)
class Garments:
    """n garments, each with the photos that show it, in the order of the first of these.

    Attributes:
        paths: of all photos of the collection.
        photos: their places, (m,), garment after garment. starts: where those of each garment begin, (n,).
        kinds: numbers of kinds, (n,): see core.looks.features. colours: the main ones, (n, 3), and their numbers among
            core.looks.naming.BASIC, `names` (n,). patterns: numbers of core.looks.colour_words.Pattern, (n,).
        looks: (n, D), of the first photo of each.
        left_out: how many photos show none, as the user said.
    """

    paths: tuple[str, ...]
    photos: Numbers
    starts: Numbers
    kinds: Numbers
    colours: Lab
    names: Numbers
    patterns: Numbers
    looks: Rows
    left_out: int

    def __len__(self) -> int:
        return len(self.starts)

    @property
    def sizes(self) -> Numbers:
        """How many photos show each, (n,)."""
        return np.diff(np.append(self.starts, len(self.photos)))

    def paths_of(self, garment: int) -> tuple[str, ...]:
        """All of its photos."""
        end = self.starts[garment + 1] if garment + 1 < len(self) else len(self.photos)
        return tuple(self.paths[photo] for photo in self.photos[self.starts[garment] : end].tolist())


def find_garments(searcher: Searcher, groups: Groups | None = None) -> Garments:
    """Those of all photos of a searcher. `groups`: for each photo the first row of its garment, (N,); without them
    each photo shows one of its own.

    The kind of a garment is the likeliest for all its photos together, or what the user said of one of them; its
    pattern too is that of all, its colour that of the first. A photo of which the user said that it shows no garment
    is left out.
    """
    collection, spec = searcher.collection, searcher.spec
    worn = np.flatnonzero(searcher.traits.kinds != kind_number(OTHER, spec))
    photos, starts, owners = _sorted_by_garment(worn, None if groups is None else groups[worn])
    rows = collection.first[photos]
    first = collection.stored.in_order(rows[starts])
    swatches = first.columns(columns("swatches", spec))[:].reshape(-1, SWATCHES, 4)
    words = _means(collection.stored.columns(columns("words", spec))[rows], starts)
    return Garments(
        paths=collection.paths,
        photos=photos,
        starts=starts,
        kinds=_kinds(searcher, photos, starts, owners),
        colours=np.ascontiguousarray(swatches[:, 0, :3]),
        names=_names(swatches[:, 0]),
        patterns=likeliest_patterns(words),
        looks=first.columns(columns("look", spec))[:],
        left_out=len(collection.paths) - len(worn),
    )


def _sorted_by_garment(photos: Numbers, groups: Groups | None) -> tuple[Numbers, Numbers, Numbers]:
    """Photos, ascending, garment after garment; where each garment begins; and whose each photo is."""
    if groups is None:
        own = np.arange(len(photos))
        return photos, own, own
    _, first, inverse = np.unique(groups, return_index=True, return_inverse=True)
    order = np.argsort(first[inverse], kind="stable")
    sorted_first = first[inverse][order]
    starts = np.flatnonzero(np.diff(sorted_first, prepend=-1))
    owners = np.repeat(np.arange(len(starts)), np.diff(np.append(starts, len(order))))
    return photos[order], starts, owners


def _kinds(searcher: Searcher, photos: Numbers, starts: Numbers, owners: Numbers) -> Numbers:
    collection, spec = searcher.collection, searcher.spec
    found = likeliest(_means(searcher.kinds.rows[collection.first[photos]], starts), spec)[0].astype(np.int64)
    for photo, kind in _said(searcher, collection):
        found[owners[photos == photo]] = kind
    return found


def _said(searcher: Searcher, collection: Collection) -> list[tuple[int, int]]:
    """The places of photos of which the user said a kind that the network knows, and its number."""
    words = sorted(searcher.kinds.words.items())
    known = ((collection.photo(path), word) for path, word in words if word in searcher.spec.kinds)
    return [(photo, searcher.spec.kinds.index(word)) for photo, word in known if photo >= 0]


def _means(values: Rows, starts: Numbers) -> Rows:
    """Of the photos of each garment, (n, D)."""
    if not len(starts):
        return values[:0]
    counts = np.diff(np.append(starts, len(values)))[:, np.newaxis].astype(np.float32)
    return np.asarray(np.add.reduceat(values, starts, axis=0) / counts, np.float32)


def _names(swatches: NDArray[np.float32]) -> Numbers:
    """The number of the name of each main colour, (n, 4), among BASIC; NONE where there is no colour."""
    names = np.full(len(swatches), NONE, np.int64)
    known = np.flatnonzero(swatches[:, 3] > 0)
    for start in range(0, len(known), _BLOCK):
        some = known[start : start + _BLOCK]
        names[some] = apart(swatches[some, :3]).argmin(axis=0)
    return names
