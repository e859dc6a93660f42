"""From the catalog on disk to something that can be searched."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from core.base.paths import Paths
from core.catalog.catalog import Catalog
from core.looks.model import Extractor
from core.search.search import Searcher


def load_searcher(
    paths: Paths,
    extractor: Extractor,
    folders: Sequence[str],
    *,
    on_listed: Callable[[tuple[str, ...]], object] = lambda paths: None,
) -> Searcher:
    """Read what of these folders can be searched with the features of a network, ready for the first question.

    `on_listed` gets the paths of all that is known, sorted, long before it can be searched. Raises CatalogError.
    """
    with Catalog(paths.catalog) as catalog:
        listed = catalog.paths(folders)
        on_listed(listed)
        collection = catalog.collection(folders, extractor.model_id)
    if collection.paths == listed:  # the very same tuple is compared in no time
        collection = replace(collection, paths=listed)
    searcher = Searcher(collection, extractor.spec)
    searcher.prepare()
    return searcher
