"""All photos of a library as they are browsed: filtered by facets, sorted, and folded into stacks."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.base.settings import Sort
from core.browse import facets, sorting
from core.browse.facets import FAVOURITE, FAVOURITES, Masks
from core.catalog.catalog import Listing
from core.catalog.columns import picked, places
from core.catalog.folders import holder, place
from core.looks.features import SWATCHES, columns
from core.search.holdings import Holdings
from core.search.search import Searcher
from core.search.stacks import Groups, Stacks
from core.search.traits import Mask
from core.wardrobe.marks import Identity, Marks
from core.words.understanding import Understood

NOT_READ = -2  # the kind of a photo that waits to be indexed

_NEWEST = np.iinfo(np.int64).max
_ON_MAP = "on the map"  # beside the names of facets
_ALONE = 2**32  # above all numbers of groups


class Choice(NamedTuple):
    """One thing that can be filtered by: the name of a facet, and one of its names."""

    facet: str
    name: str


Filters = frozenset[Choice]  # of one facet any, of several facets all must hold


@dataclass(frozen=True)
class Browsing:
    """How the user wants to see all photos; `laid_out` holds a photo of each stack that is laid out. With `words` what
    fits them best comes first, and `sort` waits until they are gone; else `reverse` turns its order round. `chosen`: of
    these photos, which were chosen on the map or in the mirror, only those that pass the filters; none were chosen
    where it is empty."""

    filters: Filters = frozenset()
    sort: Sort = Sort.NAME
    stacks: bool = True
    laid_out: frozenset[str] = frozenset()
    words: Understood | None = None
    chosen: frozenset[str] = frozenset()
    reverse: bool = False

    @property
    def by(self) -> Sort | Understood:
        """What the photos are sorted by."""
        return self.words or self.sort

    def within(self, folders: Collection[str]) -> Browsing:
        """Without filters by folders that are neither among these nor within one of them."""

        def stays(one: Choice) -> bool:
            return one.facet != facets.FOLDER.name or one.name in folders or holder(one.name, folders) is not None

        return replace(self, filters=frozenset(filter(stays, self.filters)))


@dataclass(frozen=True)
class Shelf:
    """The photos, sorted by path, with what is known of each.

    contents: hashes of the files, None for one not read yet; pixels: of what they decode to, b"" where not known;
    incomplete: photos of which the file does not hold every part; folders: in which the photos lie;
    rows (N,): in the searcher's collection, -1 for one not read yet; taken, added (N,): when, in seconds since 1970,
    as of the listing; what has not been read yet counts as new.
    """

    paths: tuple[str, ...]
    contents: tuple[bytes | None, ...]
    pixels: tuple[bytes, ...]
    taken: NDArray[np.int64]
    added: NDArray[np.int64]
    rows: NDArray[np.int64]
    folders: tuple[str, ...]
    searcher: Searcher | None
    incomplete: frozenset[str] = frozenset()

    def identity(self, path: str) -> Identity | None:
        """What a photo is known by; None for one that is not here or has not been read yet."""
        return self.holdings(None, Marks()).identity(path)

    def identities(self, paths: Iterable[str]) -> tuple[Identity, ...]:
        """What those of these photos are known by that have been read, in their order."""
        identity = self.holdings(None, Marks()).identity
        return tuple(photo for path in paths if (photo := identity(path)) is not None)

    def holdings(self, stacks: Stacks | None, marks: Marks) -> Holdings:
        """The photos for a search."""
        return Holdings(self.paths, self.contents, self.pixels, stacks, marks.apart)

    def marked(self, favourites: Collection[str]) -> tuple[Identity, ...]:
        """All photos that the user marked: these favourites or collected ones, and those of which a kind was said."""
        said = () if self.searcher is None else self.searcher.kinds.words
        return tuple(photo for path in {*favourites, *said} if (photo := self.identity(path)) is not None)

    def corrected(self, searcher: Searcher) -> Shelf:
        """The same photos with a searcher of the same collection, in which other kinds count; what does not go by
        kinds is kept."""
        other = replace(self, searcher=searcher)
        if "by_name" in self.__dict__:
            other.__dict__["by_name"] = self.by_name
        other.__dict__["_masks"] = {**self._masks, facets.KIND.name: facets.KIND.masks(other, Marks())}
        return other

    @property
    def swatches(self) -> NDArray[np.float32]:
        """The main colours of each photo, (N, 3, 4), as in core.looks.features; zeros for one not read yet. Not kept:
        filters and the order by colour, which are, need it once each."""
        found, known = np.zeros((len(self.paths), SWATCHES, 4), np.float32), self.rows >= 0
        if self.searcher is not None and known.any():
            colours = self.searcher.collection.vectors.columns(columns("swatches", self.searcher.spec))
            found[known] = colours[self.rows[known]].reshape(-1, SWATCHES, 4)
        return found

    @cached_property
    def kinds(self) -> NDArray[np.int64]:
        """The number of each photo's kind, (N,): see core.looks.features; or NOT_READ."""
        known = self.searcher.traits.kinds if self.searcher is not None else np.zeros(0, np.int8)
        return np.append(known, NOT_READ)[self.rows]

    @cached_property
    def _masks(self) -> Mapping[str, Masks]:
        """Of the facets that do not go by marks."""
        return {facet.name: facet.masks(self, Marks()) for facet in facets.FACETS if not facet.by_marks}

    @property
    def lasting(self) -> Mapping[str, Masks]:
        """The masks of the facets that do not go by marks, by their names."""
        return self._masks

    def masks(self, marks: Marks) -> dict[str, Masks]:
        """Which photos each choice applies to, by the names of facets and their own."""
        return {
            facet.name: facet.masks(self, marks) if facet.by_marks else self._masks[facet.name]
            for facet in facets.FACETS
        }

    @cached_property
    def by_name(self) -> sorting.Order:
        """The places of all photos by their names, (N,)."""
        return sorting.name_order(self.paths)

    def order(
        self, by: Sort | Understood, cancelled: Callable[[], bool] = bool, collected: Sequence[Identity] = ()
    ) -> sorting.Order:
        """All photos in this order, or those first that fit words best; equal ones by name. `collected`: the photos of
        the collection that is seen."""
        named = self.by_name
        match by:
            case Understood():
                return named[np.argsort(-self._fits(by)[named], kind="stable")]
            case Sort.NAME:
                return named
            case Sort.DATE:
                return named[sorting.date_order(self.taken[named])]
            case Sort.ADDED:
                return named[sorting.date_order(self.added[named], self.taken[named])]
            case Sort.KIND:
                return named[sorting.kind_order(self.kinds[named])]
            case Sort.COLOUR:
                return named[sorting.colour_order(self.swatches[named])]
            case Sort.COLLECTED:
                at = sorting.collected_places(self.contents, self.pixels, collected)
                return named[np.argsort(at[named], kind="stable")]
            case Sort.SIMILARITY:
                return self._by_similarity(cancelled)

    def _fits(self, words: Understood) -> NDArray[np.float64]:
        """How well each photo fits words, (N,); -1 for one not read yet."""
        known = np.zeros(0) if self.searcher is None else self.searcher.worded.fits(words)
        return np.append(known, -1)[self.rows]

    def _by_similarity(self, cancelled: Callable[[], bool]) -> sorting.Order:
        known = np.flatnonzero(self.rows >= 0)
        if self.searcher is None or not len(known):
            return self.by_name
        vectors = self.searcher.collection.vectors.in_order(self.rows[known])
        looks = vectors.columns(columns("look", self.searcher.spec))
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
    known = places(paths, listing.paths)
    taken = listing.taken if len(listing.taken) else listing.mtimes
    added = listing.added if len(listing.added) else np.zeros_like(taken)
    contents = (*listing.contents, None)
    parts = zip(listing.paths, listing.missing.tolist(), strict=False)  # none are given where nothing is known of it
    pixels = (*(listing.pixels or (b"",) * len(listing.paths)), b"")
    rows = places(paths, searcher.collection.paths if searcher else ())
    shelf = Shelf(
        tuple(paths),
        picked(contents, known),
        picked(pixels, known),
        np.append(taken, _NEWEST)[known],
        np.append(added, _NEWEST)[known],
        rows,
        tuple(folders),
        searcher,
        frozenset(path for path, missing in parts if missing > 0),
    )
    _ = shelf._masks  # here, not when the first view is wanted
    return shelf


def arrange(
    shelf: Shelf,
    filters: Filters,
    marks: Marks,
    order: sorting.Order,
    groups: Groups | None = None,
    expanded: frozenset[str] = frozenset(),
    only: frozenset[str] = frozenset(),
) -> View:
    """Filter, sort and fold a shelf.

    `groups` (rows of the collection,): the first row of each photo's group, or None for no stacks; the stacks that
    hold a photo of `expanded` are laid out. `only` these photos, if there are any.
    """
    masks = shelf.masks(marks)
    chosen = {facet: _chosen(facet, known, filters) for facet, known in masks.items()}
    chosen[_ON_MAP] = _only(shelf, only)
    passing = order[_all(chosen, len(shelf.paths))[order]]
    rows, stacks, laid_out = _fold(shelf, passing, groups, expanded)
    paths = shelf.paths
    return View(
        picked(paths, rows),
        stacks,
        laid_out,
        frozenset(map(paths.__getitem__, np.flatnonzero(masks[FAVOURITE.name][FAVOURITES]).tolist())),
        _counts(masks, chosen, len(paths)),
        frozenset(Choice(facet, name) for facet, known in masks.items() for name, mask in known.items() if mask.any()),
        len(passing),
    )


def passing(shelf: Shelf, browsing: Browsing, marks: Marks) -> Mask:
    """Which photos (N,) pass the filters."""
    chosen = {facet: _chosen(facet, known, browsing.filters) for facet, known in shelf.masks(marks).items()}
    return _all({**chosen, _ON_MAP: _only(shelf, browsing.chosen)}, len(shelf.paths))


def _only(shelf: Shelf, paths: frozenset[str]) -> Mask | None:
    if not paths:
        return None
    mask = np.zeros(len(shelf.paths), bool)
    mask[[row for path in paths if (row := place(path, shelf.paths)) >= 0]] = True
    return mask


def _chosen(facet: str, masks: Masks, filters: Filters) -> Mask | None:
    """Where any of the facet's chosen names holds; None when none is chosen."""
    chosen = [mask for name, mask in masks.items() if Choice(facet, name) in filters]
    return np.logical_or.reduce(chosen) if chosen else None


def _all(chosen: Mapping[str, Mask | None], count: int, but: str = "") -> Mask:
    """Where all facets, `but` this one, let a photo pass."""
    passes = np.ones(count, bool)
    for facet, mask in chosen.items():
        if mask is not None and facet != but:
            passes &= mask
    return passes


def _counts(masks: Mapping[str, Masks], chosen: Mapping[str, Mask | None], count: int) -> dict[Choice, int]:
    counts = {}
    for facet, known in masks.items():
        others = _all(chosen, count, facet)
        counts.update({Choice(facet, name): int(np.count_nonzero(mask & others)) for name, mask in known.items()})
    return counts


def _fold(
    shelf: Shelf, passing: NDArray[np.int64], groups: Groups | None, expanded: frozenset[str]
) -> tuple[NDArray[np.int64], dict[str, int], frozenset[str]]:
    """Rows that stay in sight, sizes of stacks by the path on top, and what is laid out."""
    if groups is None or shelf.searcher is None or len(groups) != len(shelf.searcher.collection.paths):
        return passing, {}, frozenset()
    size = len(shelf.paths)
    group = np.where(shelf.rows >= 0, np.append(groups, 0)[shelf.rows], _ALONE + np.arange(size))[passing]
    _, first, inverse, count = np.unique(group, return_index=True, return_inverse=True, return_counts=True)
    above = first[inverse]  # where the top of each photo's stack lies
    is_open = np.zeros(size, bool)
    is_open[[row for path in expanded if (row := place(path, shelf.paths)) >= 0]] = True
    opened = np.zeros(len(first), bool)
    np.logical_or.at(opened, inverse, is_open[passing])
    opened &= count > 1
    kept = (above == np.arange(len(passing))) | opened[inverse]
    rows = np.flatnonzero(kept)
    rows = rows[np.lexsort((rows, above[rows]))]
    tops = np.flatnonzero(count > 1)
    stacks = {shelf.paths[passing[first[top]]]: int(count[top]) for top in tops.tolist()}
    return passing[rows], stacks, frozenset(shelf.paths[row] for row in passing[opened[inverse]].tolist())
