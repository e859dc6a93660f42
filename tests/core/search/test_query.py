"""Making queries: stored features used again, parts of photos, links."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from support import INSTANCE_LENGTH, ROOTS, part, photo, save, searching, spec_of, stored_query, width_of

from core.catalog.catalog import Catalog
from core.indexing.indexing import index_folders
from core.looks.features import ASPECTS
from core.looks.model import Extractor
from core.photos.images import UnreadableImage, load_rgb
from core.search.query import Box, Query, Shares, combine, cut, in_pixels, make_query
from core.search.ranking import Method
from core.search.request import Request
from core.search.search import Searcher


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


def test_a_box_means_the_same_part_where_a_large_photo_comes_smaller(
    tmp_path: Path, catalog: Catalog, extractor: Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    large = Image.new("RGB", (600, 400), "white")
    large.paste(photo(7, (200, 200)), (300, 100))
    path, box = save(tmp_path / "large.png", large), Box(300, 100, 200, 200)
    wanted = make_query(path, extractor, catalog, box).part("look")
    monkeypatch.setattr("core.photos.budget.MAX_RESULT", 100_000)
    assert load_rgb(path).shape == (200, 300, 3)
    assert float(wanted @ make_query(path, extractor, catalog, box).part("look")) > 0.9


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


@pytest.mark.parametrize("method", [Method.BRUTE, Method.KDTREE])
def test_every_photo_finds_itself_first(photos: Path, catalog: Catalog, extractor: Extractor, method: Method) -> None:
    index_folders(catalog, extractor, [str(photos)])
    collection = catalog.collection([str(photos)], extractor.model_id)
    assert all(not one.vectors.flags.writeable for one in collection.held.values())
    assert np.allclose(np.linalg.norm(part(collection.vectors[:], "look"), axis=1), 1, atol=0.01)
    searcher = searching(collection, method)
    for path in collection.paths:
        (match,) = searcher.nearest(Request(make_query(path, extractor, catalog), 1, first=path))
        assert (match.path, match.distance) == (path, 0)


@pytest.mark.parametrize(
    ("shares", "expected"),
    [
        ((0, 0, 1, 1), Box(0, 0, 101, 51)),
        ((0.5, 0.5, 0.5, 0.5), Box(50, 26, 51, 25)),
        ((0.1, 0.2, 0.3, 0.4), Box(10, 10, 30, 21)),
        ((-0.5, 0.9, 2, 2), Box(0, 46, 101, 5)),
        ((0.7, 0.1, 0.6, 0.2), Box(71, 5, 30, 10)),
    ],
)
def test_shares_of_a_photo_are_pixels_inside_it(shares: Shares, expected: Box) -> None:
    """Edges are rounded, not widths: a box that ends where another begins shares its edge."""
    rgb = np.zeros((51, 101, 3), np.uint8)
    assert in_pixels(shares, rgb) == expected
    assert cut(rgb[..., :1].repeat(3, axis=2), Box(5, 6, 20, 30)).shape == (30, 20, 3)


def scene(garment: Image.Image) -> Image.Image:
    """A garment at the edge of a photo that is full of other things."""
    whole = photo(99, (1400, 700))
    whole.paste(garment.resize((330, 330)), (1050, 350))
    return whole


def test_more_examples_keep_the_views_of_a_photo_from_outside(
    wardrobe: Path, catalog: Catalog, extractor: Extractor, tmp_path: Path
) -> None:
    """The garment is seen in one of the views only; with one more example it is still first."""
    index_folders(catalog, extractor, [str(wardrobe)])
    searcher = Searcher(catalog.collection([str(wardrobe)], extractor.model_id), extractor.spec)
    wanted = next(path for path in searcher.collection.paths if "dress" in path)
    with Image.open(wanted) as opened:
        query = make_query(save(tmp_path / "scene.png", scene(opened.convert("RGB"))), extractor, catalog)
    middle = stored_query(query.row)
    assert searcher.nearest(Request(query, 1))[0].path == wanted != searcher.nearest(Request(middle, 1))[0].path
    like = searcher.query(searcher.nearest(Request(query, 2))[1].path)
    assert like is not None
    both = combine([query, like])
    assert len(both.views) == len(query.views)
    used = [searcher.nearest(Request(query, 2))[1].path]
    assert searcher.nearest(Request(both, 1, exclude=used))[0].path == wanted
    away = combine([query], [searcher.query(searcher.collection.paths[-1]) or like])
    assert searcher.nearest(Request(away, 1))[0].path == wanted


def test_views_move_as_the_photo_does() -> None:
    """A view that is the photo's middle stays so, whatever is added."""
    random = np.random.default_rng(4)
    rows = random.random((3, width_of(40))).astype(np.float32)
    kind, look = part(rows, "kind"), part(rows, "look")
    kind /= kind.sum(axis=1, keepdims=True)
    look[:, :-ROOTS] *= INSTANCE_LENGTH / np.linalg.norm(look[:, :-ROOTS], axis=1, keepdims=True)
    look[:, -ROOTS:] = np.sqrt(kind * (1 - INSTANCE_LENGTH**2))
    query = Query(rows[0], look[[0, 0]].copy(), spec_of(rows))
    for both in (combine([query, stored_query(rows[1])]), combine([query], [stored_query(rows[2])])):
        assert np.allclose(both.views, both.part("look"), atol=1e-6)
    many = combine([query, Query(rows[1], look[[1]].copy(), spec_of(rows))], [stored_query(rows[2])])
    assert np.allclose(many.views, many.part("look"), atol=1e-6) and len(many.views) == 3
