"""The map of some photos: kept if it was made before, else made, shown while it settles, and kept."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from core.base.paths import Paths
from core.map.features import identities, map_rows
from core.map.kept import KeptMaps
from core.map.laying_out import laid_out
from core.map.layout_messages import Laid, Raw
from core.map.photo_map import PhotoMap, Places
from core.search.search import Searcher
from core.workers.workers import Cancelled


def map_photos(
    searcher: Searcher,
    paths: Sequence[str],
    paths_of_store: Paths,
    tell: Callable[[PhotoMap], object] = lambda unfinished: None,
    cancelled: Callable[[], bool] = bool,
) -> PhotoMap:
    """The map of those of `paths` that can be searched; for a thread of its own.

    What was kept for photos with the same contents comes at once. Else `tell` is called with unfinished maps a few
    times a second. Where a map is kept that knows some of the photos, they lie there as they did. Raises Cancelled
    soon after it is `cancelled`, and MapError.
    """
    wanted, collection = set(paths), searcher.collection
    photos = np.array([photo for photo, path in enumerate(collection.paths) if path in wanted], np.int64)
    known = tuple(collection.paths[photo] for photo in photos.tolist())
    rows = map_rows(searcher, collection.first[photos])
    found = identities(rows)
    order = np.argsort(found, kind="stable")  # so that it does not matter where the photos lie
    if cancelled():
        raise Cancelled
    store = KeptMaps(paths_of_store.maps)
    laid = store.find(found[order])
    if laid is None:
        before = store.before(found[order])
        laid = laid_out(rows[order], before, lambda one: tell(_as_map(known, order, one)), cancelled)
        with contextlib.suppress(OSError):  # then it is made anew the next time
            store.keep(found[order], laid)
    return _as_map(known, order, laid)


def _as_map(paths: tuple[str, ...], order: NDArray[np.int64], laid: Laid) -> PhotoMap:
    """What was laid out in an order, in that of the paths."""
    back = np.argsort(order)
    return PhotoMap(paths, _filling(laid.places[back]), laid.cells[back], laid.grid, laid.settled, laid.progress)


def _filling(places: Raw) -> Places:
    """Places so that the longer axis fills 0 to 1 and the other begins at 0."""
    if not len(places):
        return places
    low = places.min(axis=0)
    filling: Places = (places - low) / max(float((places.max(axis=0) - low).max()), 1e-12)
    return filling.astype(np.float32)
