"""A photo that lies on its side is found; one that does not is asked with once, and never laid on its side."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from support import (
    INSTANCE_LENGTH,
    KINDS,
    QUARTERS,
    ROOTS,
    Result,
    encoded,
    on_its_side,
    part,
    searching,
    stored_query,
    width_of,
)

from core.catalog.catalog import Catalog, Collection
from core.indexing.indexing import index_folders
from core.looks.features import Rows
from core.looks.model import Extractor
from core.photos.images import load_rgb
from core.search.query import Query, make_query
from core.search.request import Request
from core.search.search import Searcher
from core.search.space import Space
from core.search.turns import CLOSE, OtherTurns, ask, turned


def at_angles(*angles: float) -> Rows:
    """Garments of one kind whose looks are these directions in a plane."""
    rows = np.zeros((len(angles), width_of(2 + ROOTS)), np.float32)
    part(rows, "kind")[:] = np.eye(len(KINDS))[0]
    look = part(rows, "look")
    look[:, 0], look[:, 1] = INSTANCE_LENGTH * np.cos(angles), INSTANCE_LENGTH * np.sin(angles)
    look[:, 2] = np.sqrt(1 - INSTANCE_LENGTH**2)
    return rows


def at(angle: float) -> Query:
    return stored_query(at_angles(angle)[0])


THREE = searching(Collection.of(("/a", "/b", "/c"), at_angles(0, 1.5, 3)))


def never() -> tuple[Query, ...]:
    raise AssertionError("was turned though something is close")


def test_what_finds_something_close_is_asked_with_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Query] = []
    looks_from = Space.looks_from
    monkeypatch.setattr(Space, "looks_from", lambda self, query: asked.append(query) or looks_from(self, query))
    found = ask(THREE, at(0.1), never)
    assert (found.turns, found.nearest and found.nearest.path, len(asked)) == (0, "/a", 1)


def test_the_turn_in_which_something_is_closest() -> None:
    found = ask(THREE, at(5.0), lambda: (at(5.1), at(1.7), at(2.95)))
    assert found.nearest is not None and (found.turns, found.nearest.path) == (3, "/c")
    assert found.query.row.tobytes() == at(2.95).row.tobytes()
    assert THREE.nearest(Request(found.query, 3), found.estimates) == THREE.nearest(Request(at(2.95), 3))


def test_a_turn_counts_only_where_something_comes_close() -> None:
    """Nearer than the photo as it is, but still nothing like it."""
    found = ask(THREE, at(5.0), lambda: (at(4.7), at(4.9), at(4.8)))
    assert found.nearest is not None and found.nearest.label not in CLOSE
    assert found.turns == 0


def test_only_the_best_turn_is_looked_at_closely() -> None:
    looked: list[int] = []
    found = ask(THREE, at(5.0), lambda: (at(5.1), at(1.7), at(2.95)), lambda turns: looked.append(turns) or at(2.99))
    assert looked == [3] and found.turns == 3 and found.query.row.tobytes() == at(2.99).row.tobytes()


def test_a_turn_in_which_nothing_is_close_any_more_when_looked_at_closely() -> None:
    found = ask(THREE, at(5.0), lambda: (at(5.1), at(1.7), at(2.95)), lambda turns: at(4.8))
    assert found.turns == 0 and found.query.row.tobytes() == at(5.0).row.tobytes()


def test_no_turn_is_looked_at_closely_where_nothing_comes_close() -> None:
    def closely(turns: int) -> Query:
        raise AssertionError("nothing is close in any turn")

    assert ask(THREE, at(5.0), lambda: (at(4.7), at(4.9), at(4.8)), closely).turns == 0


def test_a_folder_without_photos() -> None:
    found = ask(searching(Collection.of((), np.zeros((0, 0), np.float32))), at(0), never)
    assert (found.turns, found.nearest) == (0, None)


@pytest.mark.parametrize("turns", [1, 2, 3])
def test_turns_are_clockwise(turns: int) -> None:
    rgb = np.random.default_rng(0).integers(0, 256, (3, 5, 3), dtype=np.uint8)
    expected = np.asarray(Image.fromarray(rgb).transpose(QUARTERS[turns]))
    assert np.array_equal(turned(rgb, turns), expected)
    assert np.array_equal(turned(turned(rgb, turns), -turns), rgb)


@pytest.fixture(scope="module")
def indexed(
    wardrobe: Path, extractor: Extractor, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Catalog, Searcher]]:
    """The sample wardrobe."""
    with Catalog(tmp_path_factory.mktemp("catalog")) as catalog:
        index_folders(catalog, extractor, [str(wardrobe)])
        yield catalog, Searcher(catalog.collection([str(wardrobe)], extractor.model_id), extractor.spec)


@pytest.mark.parametrize("turns", [1, 3])
def test_garments_on_their_side_are_found(indexed: tuple[Catalog, Searcher], extractor: Extractor, turns: int) -> None:
    catalog, searcher = indexed
    right = plain = 0
    for path in searcher.collection.paths[::6]:
        data = encoded(Image.fromarray(load_rgb(path)).transpose(QUARTERS[turns]), "JPEG", quality=90)
        query = make_query(data, extractor, catalog)
        others = OtherTurns(data, extractor)
        found = ask(searcher, query, others.glances, others.closely)
        right += found.nearest is not None and found.nearest.path == path
        plain += searcher.nearest(Request(query, 1))[0].path == path
    assert right >= 0.7 * len(searcher.collection.paths[::6])
    assert right > plain


def test_the_command_line_finds_it_and_says_so(
    wardrobe: Path, indexed: tuple[Catalog, Searcher], tmp_path: Path, twinset: Callable[..., Result]
) -> None:
    path = on_its_side(indexed[1], tmp_path / "side.png", Extractor(), indexed[0])
    answer = twinset("similar", tmp_path / "side.png", "--in", wardrobe, "--json").json
    assert answer["matches"][0]["path"] == path
    assert answer["turned"] == 270
    assert twinset("similar", path, "--in", wardrobe, "--json").json.keys() == {"query", "matches"}
    drawn = twinset("sheet", tmp_path / "side.png", "--in", wardrobe, "-o", tmp_path / "sheet.png")
    assert drawn.code == 0
