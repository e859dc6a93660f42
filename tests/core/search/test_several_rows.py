"""Several rows of features of one photo, each of a part of it: stored, searched, exported, forgotten."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from support import SPEC

from core.base.paths import Paths
from core.catalog.catalog import Catalog, Collection, Entry
from core.catalog.shards import SHARD_ROWS, Shards
from core.commands.export import write_features
from core.looks.features import columns, width_of
from core.looks.model import Extractor
from core.photos.images import ImageFile
from core.search.query import stored_query
from core.search.ranking import Method
from core.search.request import Request
from core.search.search import Searcher

MODEL = "some-model"
BOXES = np.array([(0, 0, 1, 1), (0, 0, 0.5, 0.5), (0.25, 0.5, 0.5, 0.5)], np.float32)


def rows(count: int, seed: int) -> NDArray[np.float16]:
    """Of garments of one kind each; no two alike."""
    random = np.random.default_rng(seed)
    made = random.uniform(0, 0.1, (count, width_of(SPEC))).astype(np.float32)
    made[:, columns("kind", SPEC)] = np.eye(len(SPEC.kinds), dtype=np.float32)[random.integers(2, size=count)]
    look = made[:, columns("look", SPEC)]
    look[:] = random.normal(size=look.shape)
    look *= 1 / np.linalg.norm(look, axis=1, keepdims=True)
    return made.astype(np.float16)


def entry(number: int, boxes: NDArray[np.float32] | None, content: int | None = None) -> Entry:
    features = rows(1, number)[0] if boxes is None else rows(len(boxes), number)
    file = ImageFile(f"/photos/{number:02}/a.jpg", 1, 1)
    return Entry(file, (number if content is None else content).to_bytes(16, "big"), features, boxes=boxes)


def parts(number: int) -> NDArray[np.float32] | None:
    """What a photo shows: every third one several garments."""
    return BOXES[: number % 2 + 2] if number % 3 == 0 else None


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    return Paths.choose(str(tmp_path)).catalog


@pytest.fixture
def filled(directory: Path) -> Catalog:
    catalog = Catalog(directory)
    for start in (0, 10):
        catalog.commit(MODEL, [entry(number, parts(number)) for number in range(start, start + 10)])
    catalog.commit(MODEL, [entry(20, parts(0), content=0)])  # a copy
    return catalog


@pytest.fixture
def collection(filled: Catalog) -> Collection:
    return filled.collection(["/photos"], MODEL)


def every_row(collection: Collection) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Whose each row is, and all rows, as the export writes them."""
    _, owners = collection.places(np.arange(len(collection.paths)))
    return owners, collection.stored.in_order(collection.rows)[:]


def test_each_photo_has_its_own_rows_in_their_order(collection: Collection) -> None:
    owners, found = every_row(collection)
    for photo in range(21):
        number = photo % 20  # the last one is a copy of the first
        boxes = parts(number)
        wanted = rows(1 if boxes is None else len(boxes), number)
        assert np.array_equal(found[owners == photo], wanted.astype(np.float32))
        assert np.array_equal(collection.vectors[np.array([photo])][0], wanted[0])
    assert len(collection.stored) == len(found) - 2, "the copy's rows are held twice"
    assert np.array_equal(collection.boxes[owners == 0], BOXES[:2])


@pytest.mark.parametrize("method", Method)
def test_the_smallest_distance_of_its_rows_is_that_of_a_photo(collection: Collection, method: Method) -> None:
    searcher = Searcher(collection, SPEC, method)
    owners, found = every_row(collection)
    for asked in (3, 9, 20, 28):
        query = stored_query(found[asked], SPEC)
        names = tuple(f"/{at:03}" for at in range(len(found)))
        alone = Searcher(Collection(names, collection.stored, collection.rows), SPEC, method)
        alone.space.__dict__["spreads"] = searcher.space.spreads
        for weights in ({"look": 1.0}, {"look": 0.5, "colour": 0.3, "shape": 0.2}):
            of_rows = alone.nearest(Request(query, len(found), weights))  # type: ignore[arg-type]
            wanted: dict[int, tuple[float, int]] = {}
            for match in of_rows:
                wanted.setdefault(int(owners[int(match.path[1:])]), (match.distance, int(match.path[1:])))
            matches = searcher.nearest(Request(query, 21, weights))  # type: ignore[arg-type]
            assert len(matches) == len({match.path for match in matches}) == 21
            for match in matches:
                distance, place = wanted[collection.photo(match.path)]
                assert match.distance == pytest.approx(distance, abs=1e-9)
                assert match.kind == SPEC.kinds[int(found[place, columns("kind", SPEC)].argmax())]
                box = collection.boxes[place].tolist()
                assert (match.box or (0, 0, 1, 1)) == pytest.approx(tuple(box))
            assert matches[0].distance == 0 and matches[0].path == collection.paths[owners[asked]]


def test_a_photo_is_of_the_kinds_of_all_its_rows(collection: Collection) -> None:
    searcher, (owners, found) = Searcher(collection, SPEC), every_row(collection)
    of_rows = found[:, columns("kind", SPEC)].argmax(axis=1)
    for number, kind in enumerate(SPEC.kinds[:2]):
        mask = searcher.traits.of_kind(kind)
        assert np.array_equal(np.flatnonzero(mask), np.unique(owners[of_rows == number]))
        shown = searcher.nearest(Request(stored_query(found[0], SPEC), 30, mask=mask))
        assert {match.path for match in shown} == {collection.paths[at] for at in np.flatnonzero(mask)}


def test_features_are_exported_with_their_boxes(collection: Collection, extractor: Extractor, tmp_path: Path) -> None:
    write_features(tmp_path / "out.npz", collection, extractor)
    written = np.load(tmp_path / "out.npz", allow_pickle=False)
    owners, found = every_row(collection)
    assert written["photos"].tolist() == owners.tolist() and np.array_equal(written["boxes"], collection.boxes)
    assert np.array_equal(written["vectors"], found[:, columns("look", SPEC)])


def test_what_is_forgotten_takes_no_other_row_along(filled: Catalog, collection: Collection, directory: Path) -> None:
    keep = [path for path in collection.paths if path[8:10] not in ("03", "07", "12")]
    filled.erase(["/photos"], [os.path.dirname(path) for path in keep])
    left = filled.collection(["/photos"], MODEL)
    assert list(left.paths) == keep and filled.drop_damaged(MODEL, afresh=True) == 0
    before, after = every_row(collection), every_row(left)
    kept = np.isin(before[0], [collection.photo(path) for path in keep])
    assert np.array_equal(after[1], before[1][kept]) and np.array_equal(left.boxes, collection.boxes[kept])
    named = {row.tobytes() for row in np.asarray(after[1], np.float16)}
    on_disk = Shards(directory / "vectors" / MODEL).read(np.arange(SHARD_ROWS))
    assert {row.tobytes() for row in on_disk if row.any()} == named


def test_rows_that_end_beyond_their_batch_are_lost(filled: Catalog, directory: Path) -> None:
    last = (0).to_bytes(16, "big")
    with contextlib.closing(sqlite3.connect(directory / "catalog.sqlite3", isolation_level=None)) as db:
        db.execute("UPDATE features SET boxes = ? WHERE content = ?", (BOXES.repeat(30, axis=0).tobytes(), last))
    assert filled.drop_damaged(MODEL) == 1
    assert len(filled.collection(["/photos"], MODEL).paths) == 19


@pytest.mark.parametrize(
    "odd", [BOXES[:1], BOXES[:, :3], np.zeros((0, 4), np.float32)], ids=["too few", "too narrow", "none"]
)
def test_rows_without_their_boxes_are_refused(filled: Catalog, odd: NDArray[np.float32]) -> None:
    wrong = Entry(ImageFile("/photos/odd.jpg", 1, 1), bytes(15) + b"x", rows(2, 99), boxes=odd)
    assert [one.path for one in filled.commit(MODEL, [wrong])] == ["/photos/odd.jpg"]


def test_of_a_grown_catalog_only_what_is_new_is_read(filled: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    before = filled.collection(["/photos"], MODEL)
    read, read_shard = [], Shards.read_shard

    def noted(shards: Shards, number: int, places: NDArray[np.int64]) -> NDArray[np.float16]:
        read.append(number)
        return read_shard(shards, number, places)

    monkeypatch.setattr(Shards, "read_shard", noted)
    again = filled.collection(["/photos"], MODEL, before)
    assert not read and np.array_equal(again.vectors[:], before.vectors[:])
    filled.commit(MODEL, [entry(number, None) for number in range(30, 40)])
    grown = filled.collection(["/photos"], MODEL, before)
    assert read == [0] and len(grown.paths) == 31
    assert np.array_equal(grown.vectors[:], filled.collection(["/photos"], MODEL).vectors[:])
    read.clear()
    within = filled.collection(["/elsewhere"], MODEL, grown)
    assert not read and within.paths == () and within.stored.shape == (0, 0)


def test_of_a_catalog_that_was_made_anew_nothing_older_is_taken(filled: Catalog, directory: Path) -> None:
    """Its rows have the same numbers as those before, and are other photos'."""
    before = filled.collection(["/photos"], MODEL)
    filled.close()
    shutil.rmtree(directory)
    with Catalog(directory) as anew:
        for start in (10, 0):
            anew.commit(MODEL, [entry(number, parts(number)) for number in range(start, start + 10)])
        anew.commit(MODEL, [entry(20, parts(0), content=0)])
        found, wanted = anew.collection(["/photos"], MODEL, before), anew.collection(["/photos"], MODEL)
    assert len(found.stored) == len(before.stored)
    assert np.array_equal(found.vectors[:], wanted.vectors[:])
