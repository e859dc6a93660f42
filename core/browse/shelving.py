"""All photos from the catalog onto a shelf, and the shelf as the user wishes to see it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from core.base.paths import Paths
from core.browse.grouping import kept_groups
from core.browse.shelf import Browsing, Shelf, View, arrange, build_shelf
from core.browse.sorting import Order
from core.catalog.catalog import Catalog
from core.search.search import Searcher
from core.search.stacks import Groups, Stacks
from core.wardrobe.marks import Identity, Marks


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
class Wish:
    """How a shelf is to be seen; `order` and `groups` where they are known already."""

    shelf: Shelf
    browsing: Browsing
    marks: Marks
    order: Order | None
    groups: Stacks | None


@dataclass(frozen=True)
class Arranged:
    """What came of a wish. `news`: by what marked photos are known, should the marks not know of it yet."""

    wish: Wish
    order: Order
    view: View
    news: tuple[Identity, ...] = ()


def fulfil(wish: Wish, cancelled: Callable[[], bool] = bool) -> Arranged:
    """Sort, filter and fold."""
    browsing, shelf = wish.browsing, wish.shelf
    order = wish.order if wish.order is not None else shelf.order(browsing.by, cancelled)
    view = arrange(shelf, browsing.filters, wish.marks, order, _groups_now(wish), browsing.laid_out)
    marked = shelf.marked(view.favourites)
    return Arranged(wish, order, view, marked if wish.marks.learnt(marked) is not wish.marks else ())


def _groups_now(wish: Wish) -> Groups | None:
    """Groups of older photos serve until there are newer ones."""
    if wish.groups is None or wish.shelf.searcher is None:
        return None
    return wish.shelf.holdings(wish.groups, wish.marks).groups(wish.shelf.searcher)
