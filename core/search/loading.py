"""From the catalog on disk to something that can be searched."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from core.base.paths import Paths
from core.catalog.catalog import Catalog
from core.looks.model import Extractor
from core.search.search import Searcher
from core.wardrobe.copies import known_wardrobe
from core.wardrobe.said import Said


def load_searcher(
    paths: Paths,
    extractor: Extractor,
    folders: Sequence[str],
    before: Searcher | None = None,
    said: Said | None = None,
    *,
    on_listed: Callable[[tuple[str, ...]], object] = lambda paths: None,
) -> Searcher:
    """Read what of these folders can be searched with the features of a network, ready for the first question.

    What an earlier searcher with these features holds, `before`, is not read again. `on_listed` is called with the
    paths of all that is known, sorted, long before it can be searched. `said`: of what kinds the user says that photos
    are; None: what the wardrobe on disk holds. Raises CatalogError.
    """
    with Catalog(paths.catalog) as catalog:
        listed = catalog.paths(folders)
        on_listed(listed)
        collection = catalog.collection(folders, extractor.model_id, before.collection if before else None)
        words = words_of(catalog, folders, known_wardrobe(paths).marks.said if said is None else said)
    if collection.paths == listed:  # the very same tuple is compared in no time
        collection = replace(collection, paths=listed)
    searcher = Searcher(collection, extractor.spec, words=words)
    searcher.prepare()
    return searcher


def correct_searcher(paths: Paths, folders: Sequence[str], searcher: Searcher, said: Said) -> Searcher:
    """The same photos where the user says this of their kinds; itself where nothing is new. Raises CatalogError."""
    with Catalog(paths.catalog) as catalog:
        return searcher.corrected(words_of(catalog, folders, said))


def words_of(catalog: Catalog, folders: Sequence[str], said: Said) -> dict[str, str]:
    """What the user said of photos in these folders, by their paths. Raises CatalogError."""
    known = [photo for photo, _ in said.pairs]
    if not known:
        return {}
    found = catalog.known_by(folders, [one.content for one in known], [one.pixels for one in known if one.pixels])
    return said.by_path(*found)
