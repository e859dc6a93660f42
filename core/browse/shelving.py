"""All photos from the catalog onto a shelf, and the shelf as the user wishes to see it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from core.base.paths import Paths
from core.base.settings import Sort
from core.browse.facets import by_hand
from core.browse.grouping import kept_groups
from core.browse.shelf import Browsing, Shelf, View, arrange, build_shelf
from core.browse.sorting import Order, turned_round
from core.catalog.catalog import Catalog
from core.catalog.columns import places
from core.search.search import Searcher
from core.search.stacks import Groups, Stacks
from core.wardrobe.identity import Photos
from core.wardrobe.marks import Identity, Marks
from core.words.understanding import Understood


@dataclass(frozen=True)
class Shelved:
    """A shelf, and the groups of its photos where they have been kept on disk."""

    shelf: Shelf
    groups: Groups | None


def shelve(
    paths: Paths,
    photos: Sequence[str],
    folders: Sequence[str],
    searcher: Searcher | None,
    *,
    wants_groups: bool,
) -> Shelved:
    """Collect what is known of the photos. Raises CatalogError."""
    with Catalog(paths.catalog) as catalog:
        listing = catalog.listing(folders)
    shelf = build_shelf(photos, listing, folders, searcher)
    groups = kept_groups(paths, searcher) if searcher is not None and wants_groups else None
    return Shelved(shelf, groups)


@dataclass(frozen=True)
class Kept:
    """An order that stays as it is while more becomes known; `old` where a new one would be another."""

    by: Sort | Understood
    shelf: Shelf
    order: Order
    old: bool = False

    def on(self, shelf: Shelf) -> Kept:
        """The photos of another shelf as they lay here, new ones behind them by name."""
        at = places(self.shelf.paths, shelf.paths)[self.order]
        stay = at[at >= 0]
        new = np.ones(len(shelf.paths), bool)
        new[stay] = False
        learnt = (shelf.rows[stay] >= 0) & (self.shelf.rows[self.order[at >= 0]] < 0)
        order = np.concatenate((stay, shelf.by_name[new[shelf.by_name]]))
        return Kept(self.by, shelf, order, self.old or bool(new.any() or learnt.any()))


@dataclass(frozen=True)
class Wish:
    """How a shelf is to be seen; `groups` where they are known already, `order` too, maybe that of an earlier shelf."""

    shelf: Shelf
    browsing: Browsing
    marks: Marks
    order: Kept | None
    groups: Stacks | None


@dataclass(frozen=True)
class Arranged:
    """What came of a wish. `news`: by what marked photos are known, should the marks not know of it yet."""

    wish: Wish
    order: Kept
    view: View
    news: tuple[Identity, ...] = ()


def fulfil(wish: Wish, cancelled: Callable[[], bool] = bool) -> Arranged:
    """Sort, filter and fold."""
    browsing, shelf = wish.browsing, wish.shelf
    order, groups, marks = _order(wish, cancelled), _groups_now(wish), wish.marks
    turned = browsing.reverse and not browsing.words
    seen = turned_round(order.order, shelf.rows >= 0) if turned else order.order
    view = arrange(shelf, browsing.filters, marks, seen, groups, browsing.laid_out, browsing.chosen)
    marked = shelf.marked(view.favourites | _known_by(shelf, marks))
    return Arranged(wish, order, view, marked if wish.marks.learnt(marked) is not wish.marks else ())


def _known_by(shelf: Shelf, marks: Marks) -> frozenset[str]:
    """The photos in any collection made by hand, and those to which facts were added."""
    photos = frozenset(photo for one in marks.collections.all for photo in one.photos) | marks.facts.by_photo.keys()
    found = np.flatnonzero(Photos(photos).mask(shelf.contents, shelf.pixels)) if photos else ()
    return frozenset(map(shelf.paths.__getitem__, found))


def _order(wish: Wish, cancelled: Callable[[], bool]) -> Kept:
    if wish.order is None:
        one = by_hand(wish.browsing.filters, wish.marks.collections)
        order = wish.shelf.order(wish.browsing.by, cancelled, () if one is None else one.photos)
        return Kept(wish.browsing.by, wish.shelf, order)
    return wish.order if wish.order.shelf is wish.shelf else wish.order.on(wish.shelf)


def _groups_now(wish: Wish) -> Groups | None:
    """Groups of older photos serve until there are newer ones."""
    if wish.groups is None or wish.shelf.searcher is None:
        return None
    return wish.shelf.holdings(wish.groups, wish.marks).groups(wish.shelf.searcher)
