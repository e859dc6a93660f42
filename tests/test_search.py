"""Search among photos: the query first, ties by path, stored vectors used again."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from support import photo, save

from core.catalog import Catalog, Collection
from core.images import UnreadableImage
from core.indexing import index_folders
from core.model import Extractor
from core.search import Match, Searcher, embed


def searcher(rows: dict[str, list[float]]) -> Searcher:
    return Searcher(Collection(tuple(rows), np.array(list(rows.values()), np.float32)))


PHOTOS = searcher({"/a": [1, 0], "/b": [0, 0], "/c": [0, 0], "/d": [3, 0], "/e": [0, 1]})
ORIGIN = np.zeros(2, np.float16)


def test_nearest_first_and_ties_by_path() -> None:
    assert PHOTOS.nearest(ORIGIN, 4) == (Match("/b", 0), Match("/c", 0), Match("/a", 1), Match("/e", 1))


def test_the_query_leads_its_exact_copies() -> None:
    assert [match.path for match in PHOTOS.nearest(ORIGIN, 3, first="/c")] == ["/c", "/b", "/a"]
    assert [match.path for match in PHOTOS.nearest(ORIGIN, 2, first="/nowhere")] == ["/b", "/c"]


def test_the_query_can_be_left_out() -> None:
    assert [match.path for match in PHOTOS.nearest(ORIGIN, 9, exclude="/b")] == ["/c", "/a", "/e", "/d"]
    assert len(PHOTOS.nearest(ORIGIN, 9, exclude="/nowhere")) == 5


def test_an_empty_collection_has_no_matches() -> None:
    assert Searcher(Collection((), np.zeros((0, 0), np.float32))).nearest(ORIGIN, 3) == ()


def test_the_vector_of_a_photo() -> None:
    vector = PHOTOS.vector("/d")
    assert vector is not None and vector.dtype == np.float16 and vector.tolist() == [3, 0]
    assert PHOTOS.vector("/nowhere") is None


def test_embed_takes_the_stored_vector_of_a_known_content(
    photos: Path, catalog: Catalog, extractor: Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    computed = embed(str(photos / "03.png"), extractor, catalog)
    index_folders(catalog, extractor, [str(photos)])
    monkeypatch.setattr(extractor, "features", None)
    for source in (str(photos / "03.png"), (photos / "03.png").read_bytes()):
        assert embed(source, extractor, catalog).tobytes() == computed.tobytes()


def test_embed_computes_what_is_new(photos: Path, catalog: Catalog, extractor: Extractor) -> None:
    vector = embed(save(photos.parent / "query.png", photo(300)), extractor, catalog)
    assert vector.dtype == np.float16 and vector.ndim == 1
    assert float(np.linalg.norm(vector.astype(np.float32))) == pytest.approx(1, abs=0.01)
    with pytest.raises(UnreadableImage):
        embed(b"no image", extractor, catalog)


def test_every_photo_finds_itself_first(photos: Path, catalog: Catalog, extractor: Extractor) -> None:
    index_folders(catalog, extractor, [str(photos)])
    collection = catalog.collection([str(photos)], extractor.model_id)
    assert not collection.vectors.flags.writeable
    for method in ("brute", "kdtree"):
        search = Searcher(collection, method)
        for path in collection.paths:
            assert search.nearest(embed(path, extractor, catalog), 1, first=path) == (Match(path, 0.0),)


def test_one_searcher_answers_several_threads(extractor: Extractor) -> None:
    rng = np.random.default_rng(0)
    vectors = rng.normal(size=(500, 32)).astype(np.float16)
    shared = Searcher(Collection(tuple(f"/{row:03}" for row in range(500)), vectors.astype(np.float32)))
    expected = [shared.nearest(vector, 5) for vector in vectors]
    start = threading.Barrier(4)

    def ask(_: int) -> list[tuple[Match, ...]]:
        start.wait()
        return [shared.nearest(vector, 5) for vector in vectors]

    with ThreadPoolExecutor(4) as pool:
        assert all(answer == expected for answer in pool.map(ask, range(4)))
