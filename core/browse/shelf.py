"""All photos of a library as they are browsed: filtered by facets, sorted, and folded into stacks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import repeat
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.base.settings import Sort
from core.browse import sorting
from core.browse.groups import Groups
from core.catalog.catalog import Listing
from core.catalog.folders import between, own_ranges
from core.looks.colours import NAMES, parse_colour
from core.looks.features import KINDS, SWATCHES, UNSURE, part, swatches
from core.search.facets import Mask
from core.search.search import Searcher
from core.wardrobe.marks import Identity, Marks

Facet = Literal["folder", "kind", "colour", "favourite"]
FAVOURITES = "favourites"  # the one name of the facet "favourite"
NOT_READ = -2  # the kind of a photo that waits to be indexed
WORN = 0.2  # share of a garment from which a colour counts as one of its colours

_ALONE = 2**32  # above all numbers of groups


class Choice(NamedTuple):
    """One thing that can be filtered by."""

    facet: Facet
    name: str


Filters = frozenset[Choice]  # of one facet any, of several facets all must hold


@dataclass(frozen=True)
class Shelf:
    """The photos, sorted by path, with what is known of each.

    contents: hashes of the files, None for one not read yet; pixels: of what they decode to, b"" where not known;
    incomplete: photos of which the file does not hold every part;
    rows (N,): in the searcher's collection, -1 for one not read yet; mtimes (N,) in ns; holds: which photos each
    choice applies to, by facet a matrix (names, N).
    """

    paths: tuple[str, ...]
    contents: tuple[bytes | None, ...]
    pixels: tuple[bytes, ...]
    mtimes: NDArray[np.int64]
    rows: NDArray[np.int64]
    names: Mapping[Facet, tuple[str, ...]]
    holds: Mapping[Facet, NDArray[np.bool_]]
    searcher: Searcher | None
    incomplete: frozenset[str] = frozenset()

    def identity(self, path: str) -> Identity | None:
        """What a photo is known by; None for one that is not here or has not been read yet."""
        row = self.place_of.get(path)
        content = None if row is None else self.contents[row]
        return None if row is None or content is None else Identity(content, self.pixels[row])

    @cached_property
    def place_of(self) -> Mapping[str, int]:
        return dict(zip(self.paths, range(len(self.paths)), strict=True))

    @cached_property
    def _swatches(self) -> NDArray[np.float32]:
        found = np.zeros((len(self.paths), SWATCHES, 4), np.float32)
        if self.searcher is not None and (self.rows >= 0).any():
            found[self.rows >= 0] = swatches(self.searcher.collection.vectors)[self.rows[self.rows >= 0]]
        return found

    @cached_property
    def _kinds(self) -> NDArray[np.int64]:
        return _kinds_of(self.rows, self.searcher)

    @cached_property
    def by_name(self) -> sorting.Order:
        return sorting.name_order(self.paths)

    def order(self, sort: Sort, cancelled: Callable[[], bool] = bool) -> sorting.Order:
        """All photos in this order; equal ones by name."""
        if sort == "name":
            return self.by_name
        if sort == "similarity":
            return self._by_similarity(cancelled)
        named = self.by_name
        if sort == "date":
            return named[sorting.date_order(self.mtimes[named])]
        if sort == "kind":
            return named[sorting.kind_order(self._kinds[named])]
        return named[sorting.colour_order(self._swatches[named])]

    def _by_similarity(self, cancelled: Callable[[], bool]) -> sorting.Order:
        known = np.flatnonzero(self.rows >= 0)
        if self.searcher is None or not len(known):
            return self.by_name
        looks = part(self.searcher.collection.vectors, "look")[self.rows[known]]
        waiting = self.by_name[self.rows[self.by_name] < 0]
        return np.concatenate((known[sorting.similarity_order(looks, cancelled)], waiting))


@dataclass(frozen=True)
class View:
    """What is to be seen: the photos in order.

    stacks: how many photos lie under a path, where more than one; laid_out: the photos of expanded stacks;
    counts: how many photos each choice would show, given the filters of the other facets; present: choices
    that apply to any photo at all; total: photos that pass the filters, folded or not.
    """

    paths: tuple[str, ...]
    stacks: Mapping[str, int]
    laid_out: frozenset[str]
    favourites: frozenset[str]
    counts: Mapping[Choice, int]
    present: frozenset[Choice]
    total: int

    def stack_of(self, path: str) -> frozenset[str]:
        """The photos of a laid out stack: they follow each other, the one on top first."""
        start = self.paths.index(path)
        while self.paths[start] not in self.stacks:
            start -= 1
        return frozenset(self.paths[start : start + self.stacks[self.paths[start]]])


def build_shelf(paths: Sequence[str], listing: Listing, folders: Sequence[str], searcher: Searcher | None) -> Shelf:
    """The shelf of these paths, which lie in these folders."""
    known = _places(paths, listing.paths)
    mtimes = np.append(listing.mtimes, np.iinfo(np.int64).max)[known]  # what has not been read yet counts as new
    contents = (*listing.contents, None)
    parts = zip(listing.paths, listing.missing.tolist(), strict=False)  # none are given where nothing is known of it
    pixels = (*(listing.pixels or (b"",) * len(listing.paths)), b"")
    rows = _places(paths, searcher.collection.paths if searcher else ())
    return Shelf(
        tuple(paths),
        tuple(map(contents.__getitem__, known.tolist())),
        tuple(map(pixels.__getitem__, known.tolist())),
        mtimes,
        rows,
        {"folder": tuple(folders), "kind": (*KINDS, UNSURE), "colour": tuple(NAMES), "favourite": (FAVOURITES,)},
        {
            "folder": _in_folders(paths, folders),
            "kind": np.stack([_kinds_of(rows, searcher) == number for number in (*range(len(KINDS)), -1)]),
            "colour": _coloured(rows, searcher),
        },
        searcher,
        frozenset(path for path, missing in parts if missing > 0),
    )


def _places(paths: Sequence[str], among: tuple[str, ...]) -> NDArray[np.int64]:
    """Where each of the paths stands among others, (N,); -1 where it does not."""
    if among == tuple(paths):
        return np.arange(len(paths))
    place = dict(zip(among, range(len(among)), strict=True))
    return np.fromiter(map(place.get, paths, repeat(-1)), np.int64, len(paths))


def _kinds_of(rows: NDArray[np.int64], searcher: Searcher | None) -> NDArray[np.int64]:
    kinds = searcher.facets.kinds if searcher else np.zeros(0, np.int64)
    return np.append(kinds, NOT_READ)[rows]


def _in_folders(paths: Sequence[str], folders: Sequence[str]) -> NDArray[np.bool_]:
    holds = np.zeros((len(folders), len(paths)), bool)
    number = {folder: at for at, folder in enumerate(folders)}
    for folder, first, behind in own_ranges(folders):
        holds[number[folder], between(paths, first, behind)] = True
    return holds


def _coloured(rows: NDArray[np.int64], searcher: Searcher | None) -> NDArray[np.bool_]:
    """Which photos (names, N) wear each of the named colours: the name nearest to one of their main colours."""
    holds = np.zeros((len(NAMES), len(rows) + 1), bool)
    if searcher is not None and len(searcher.collection.paths):
        found = swatches(searcher.collection.vectors)
        named = np.stack([parse_colour(name) for name in NAMES])
        lab = found[..., :3].reshape(-1, 3)
        nearest = ((named**2).sum(axis=1, keepdims=True) - 2 * (named @ lab.T)).argmin(axis=0)
        worn = np.flatnonzero(found[..., 3].ravel() >= WORN)
        all_holds = np.zeros((len(NAMES), len(found)), bool)
        all_holds[nearest[worn], worn // found.shape[1]] = True
        holds = np.concatenate((all_holds, np.zeros((len(NAMES), 1), bool)), axis=1)
    return holds[:, rows]


def arrange(
    shelf: Shelf,
    filters: Filters,
    marks: Marks,
    order: sorting.Order,
    groups: Groups | None = None,
    expanded: frozenset[str] = frozenset(),
) -> View:
    """Filter, sort and fold a shelf.

    `groups` (rows of the collection,): the first row of each photo's group, or None for no stacks; the stacks that
    hold a photo of `expanded` are laid out.
    """
    loved = marks.mask(shelf.contents, shelf.pixels)
    holds = {**shelf.holds, "favourite": loved[np.newaxis]}
    masks = {facet: _any(shelf.names[facet], holds[facet], facet, filters) for facet in holds}
    mask = _all(masks, len(shelf.paths))
    shown = order[mask[order]]
    counts = _counts(shelf, holds, masks)
    rows, stacks, laid_out = _fold(shelf, shown, groups, expanded)
    paths = shelf.paths
    return View(
        tuple(map(paths.__getitem__, rows.tolist())),
        stacks,
        laid_out,
        frozenset(map(paths.__getitem__, np.flatnonzero(loved).tolist())),
        counts,
        _present(shelf, holds),
        len(shown),
    )


def _any(names: tuple[str, ...], holds: NDArray[np.bool_], facet: Facet, filters: Filters) -> Mask | None:
    """Where any of the facet's chosen names holds; None when none is chosen."""
    chosen = [number for number, name in enumerate(names) if Choice(facet, name) in filters]
    return np.logical_or.reduce(holds[chosen], axis=0) if chosen else None


def _all(masks: Mapping[Facet, Mask | None], count: int, but: Facet | None = None) -> Mask:
    mask = np.ones(count, bool)
    for facet, one in masks.items():
        if one is not None and facet != but:
            mask &= one
    return mask


def _counts(
    shelf: Shelf, holds: Mapping[Facet, NDArray[np.bool_]], masks: Mapping[Facet, Mask | None]
) -> dict[Choice, int]:
    counts = {}
    for facet, matrix in holds.items():
        others = _all(masks, len(shelf.paths), facet)
        found = np.count_nonzero(matrix & others, axis=1).tolist()
        counts.update({Choice(facet, name): n for name, n in zip(shelf.names[facet], found, strict=True)})
    return counts


def _present(shelf: Shelf, holds: Mapping[Facet, NDArray[np.bool_]]) -> frozenset[Choice]:
    return frozenset(
        Choice(facet, shelf.names[facet][number])
        for facet, matrix in holds.items()
        for number in np.flatnonzero(matrix.any(axis=1)).tolist()
    )


def _fold(
    shelf: Shelf, shown: NDArray[np.int64], groups: Groups | None, expanded: frozenset[str]
) -> tuple[NDArray[np.int64], dict[str, int], frozenset[str]]:
    """Rows that stay in sight, sizes of stacks by the path on top, and what is laid out."""
    if groups is None or shelf.searcher is None or len(groups) != len(shelf.searcher.collection.paths):
        return shown, {}, frozenset()
    size = len(shelf.paths)
    group = np.where(shelf.rows >= 0, np.append(groups, 0)[shelf.rows], _ALONE + np.arange(size))[shown]
    _, first, inverse, count = np.unique(group, return_index=True, return_inverse=True, return_counts=True)
    place = first[inverse]  # where the top of each photo's stack lies
    is_open = np.zeros(size, bool)
    is_open[[shelf.place_of[path] for path in expanded if path in shelf.place_of]] = True
    opened = np.zeros(len(first), bool)
    np.logical_or.at(opened, inverse, is_open[shown])
    opened &= count > 1
    kept = (place == np.arange(len(shown))) | opened[inverse]
    rows = np.flatnonzero(kept)
    rows = rows[np.lexsort((rows, place[rows]))]
    tops = np.flatnonzero(count > 1)
    stacks = {shelf.paths[shown[first[top]]]: int(count[top]) for top in tops.tolist()}
    return shown[rows], stacks, frozenset(shelf.paths[row] for row in shown[opened[inverse]].tolist())
