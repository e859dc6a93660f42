"""From the catalog on disk to something that can be searched."""

from __future__ import annotations

import os
from copy import copy
from pathlib import Path

from support import save

from core.base.paths import Paths
from core.catalog.catalog import Catalog
from core.indexing.indexing import index_folders
from core.looks.model import Extractor
from core.search.loading import load_searcher


def test_paths_are_told_before_all_of_them_can_be_searched(home: Path, photos: Path, extractor: Extractor) -> None:
    paths, listed = Paths.choose(str(home)), list[tuple[str, ...]]()
    with Catalog(paths.catalog) as catalog:
        index_folders(catalog, extractor, [str(photos)])
    searcher = load_searcher(paths, extractor, [str(photos)], on_listed=listed.append)
    assert listed == [tuple(sorted(str(photos / name) for name in os.listdir(photos)))]
    assert searcher.collection.paths is listed[0]
    another = copy(extractor)
    another.model_id = "another model"
    searcher = load_searcher(paths, another, [str(photos)], on_listed=listed.append)
    assert listed[1] == listed[0] and searcher.collection.paths == ()


def test_what_could_not_be_read_is_neither_told_nor_searched(home: Path, photos: Path, extractor: Extractor) -> None:
    paths, listed = Paths.choose(str(home)), list[tuple[str, ...]]()
    broken = save(photos / "broken.jpg", b"no photo")
    with Catalog(paths.catalog) as catalog:
        index_folders(catalog, extractor, [str(photos)])
    searcher = load_searcher(paths, extractor, [str(photos)], on_listed=listed.append)
    assert searcher.collection.paths == listed[0] and len(listed[0]) == 12 and broken not in listed[0]


def test_nothing_is_known_of_a_new_folder(home: Path, photos: Path, extractor: Extractor) -> None:
    searcher = load_searcher(Paths.choose(str(home)), extractor, [str(photos)])
    assert searcher.collection.paths == ()
