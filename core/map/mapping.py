"""The map of some photos: kept if it was made before, else made, shown while it settles, and kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from core.base.axes import principal
from core.base.paths import Paths
from core.looks.features import columns
from core.map.photo_map import PhotoMap
from core.search.search import Searcher
from core.workers.workers import Cancelled


def map_photos(
    searcher: Searcher,
    paths: Sequence[str],
    paths_of_store: Paths,
    tell: Callable[[PhotoMap], None] = lambda unfinished: None,
    cancelled: Callable[[], bool] = bool,
) -> PhotoMap:
    """The map of those of `paths` that can be searched; for a thread of its own.

    What was kept for the same photos comes at once. Else `tell` is called with unfinished maps a few times a second.
    Raises Cancelled soon after it is `cancelled`.
    """
    known = sorted({path for path in paths if searcher.collection.photo(path) >= 0})
    rows = np.array([searcher.collection.first[searcher.collection.photo(path)] for path in known], np.int64)
    if cancelled():
        raise Cancelled
    places = np.zeros((len(known), 2), np.float32)
    if len(known) > 1:
        looks = searcher.collection.stored.columns(columns("look", searcher.spec))
        places = principal(looks.in_order(rows), 2)
        places -= places.min(axis=0)
        places /= max(float(places.max()), 1e-6)
    side = max(1, int(np.ceil(np.sqrt(len(known)))))
    by_row = np.lexsort((places[:, 0], np.argsort(np.argsort(places[:, 1])) // side)) if len(known) else []
    cells = np.zeros((len(known), 2), np.int32)
    cells[by_row] = np.stack(np.divmod(np.arange(len(known)), side)[::-1], axis=1)
    return PhotoMap(tuple(known), places, cells, (side, side))
