"""Making queries: stored features used again, parts of photos, links."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from support import photo, save

from core.catalog import Catalog
from core.features import ASPECTS, part
from core.images import UnreadableImage
from core.indexing import index_folders
from core.model import Extractor
from core.query import Box, Query, make_query
from core.search import Searcher


def same(one: Query, other: Query) -> bool:
    return all(one.part(aspect).tobytes() == other.part(aspect).tobytes() for aspect in ASPECTS)


def test_a_known_content_is_not_computed_again(
    photos: Path, catalog: Catalog, extractor: Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    computed = make_query(str(photos / "03.png"), extractor, catalog)
    index_folders(catalog, extractor, [str(photos)])
    monkeypatch.setattr(extractor, "features", None)
    assert len(computed.views)
    for source in (str(photos / "03.png"), (photos / "03.png").read_bytes()):
        stored = make_query(source, extractor, catalog)
        assert same(stored, computed) and not len(stored.views)


def test_what_is_new_is_computed(photos: Path, catalog: Catalog, extractor: Extractor) -> None:
    query = make_query(save(photos.parent / "query.png", photo(300)), extractor, catalog)
    assert float(np.linalg.norm(query.part("look"))) == pytest.approx(1, abs=0.01)
    assert float(query.part("kind").sum()) == pytest.approx(1, abs=0.01)
    with pytest.raises(UnreadableImage):
        make_query(b"no image", extractor, catalog)


def test_a_box_is_searched_as_if_it_were_the_photo(tmp_path: Path, catalog: Catalog, extractor: Extractor) -> None:
    whole = Image.new("RGB", (900, 700), "white")
    inside = photo(5, (300, 280))
    whole.paste(inside, (500, 310))
    file = save(tmp_path / "whole.png", whole)
    boxed = make_query(file, extractor, catalog, Box(500, 310, 300, 280))
    alone = make_query(save(tmp_path / "alone.png", inside), extractor, catalog)
    assert same(boxed, alone)
    assert not same(boxed, make_query(file, extractor, catalog))


def test_a_box_outside_the_photo_is_refused(tmp_path: Path, catalog: Catalog, extractor: Extractor) -> None:
    file = save(tmp_path / "small.png", photo(1))
    for box in (Box(100, 100, 50, 50), Box(0, 0, 3, 3)):
        with pytest.raises(UnreadableImage, match="64 x 80"):
            make_query(file, extractor, catalog, box)


@pytest.mark.parametrize("method", ["brute", "kdtree"])
def test_every_photo_finds_itself_first(photos: Path, catalog: Catalog, extractor: Extractor, method: str) -> None:
    index_folders(catalog, extractor, [str(photos)])
    collection = catalog.collection([str(photos)], extractor.model_id)
    assert not collection.vectors.flags.writeable
    assert np.allclose(np.linalg.norm(part(collection.vectors, "look"), axis=1), 1, atol=0.01)
    searcher = Searcher(collection, method)  # type: ignore[arg-type]
    for path in collection.paths:
        (match,) = searcher.nearest(make_query(path, extractor, catalog), 1, first=path)
        assert (match.path, match.distance) == (path, 0)
