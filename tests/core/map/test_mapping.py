"""The map of photos: alike ones lie together, a cell has one photo, and what was laid out stays where it was."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from support import children, searching, width_of

from core.base.paths import Paths
from core.catalog.collection import Collection
from core.map import kept, mapping
from core.map.laying_out import MapError
from core.map.photo_map import PhotoMap
from core.search.search import Searcher
from core.workers.workers import Cancelled

LOOK, KINDS = 32, 4  # of the rows, of which half tells looks apart; photos are of four kinds in turn
Rows = NDArray[np.float32]


def rows_of(count: int, first: int = 0) -> Rows:
    """Photos number `first` and on, each near the others of its kind; the same whenever they are asked for."""
    middles = np.random.default_rng(0).normal(size=(KINDS, LOOK // 2))
    rows = np.zeros((count, width_of(LOOK)), np.float32)
    for row, number in zip(rows, range(first, first + count), strict=True):
        look = middles[number % KINDS] + np.random.default_rng(number).normal(scale=0.5, size=LOOK // 2)
        row[: LOOK // 2] = look / np.linalg.norm(look)
    return rows.astype(np.float16).astype(np.float32)


def known(rows: Rows, folder: str = "/photos") -> Searcher:
    return searching(Collection.of([f"{folder}/{number:04}.jpg" for number in range(len(rows))], rows))


def mapped(searcher: Searcher, home: Path, **more: Callable[..., object]) -> PhotoMap:
    return mapping.map_photos(searcher, searcher.collection.paths, Paths.choose(str(home)), **more)  # type: ignore[arg-type]


def never(*_: object) -> None:
    raise AssertionError("laid out anew")


@pytest.fixture(scope="module")
def home_of_eighty(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, PhotoMap, list[PhotoMap]]:
    """A place of files with the map of eighty photos, the map, and what was told before; not to be changed."""
    home, told = tmp_path_factory.mktemp("eighty"), []
    return home, mapped(known(rows_of(80)), home, tell=told.append), told


Made = tuple[Path, PhotoMap, list[PhotoMap]]


def copied(made: Made, to: Path) -> Path:
    maps = Paths.choose(str(to)).maps
    maps.mkdir(parents=True)
    for file in Paths.choose(str(made[0])).maps.iterdir():
        (maps / file.name).write_bytes(file.read_bytes())
    return to


def test_photos_lie_among_those_of_their_kind(home_of_eighty: Made) -> None:
    _, one, _ = home_of_eighty
    for places in (one.places, one.cells):
        apart = np.linalg.norm(places[:, np.newaxis].astype(float) - places, axis=2)
        nearest = np.argsort(apart, axis=1, kind="stable")[:, 1:6]
        same = nearest % KINDS == np.arange(80)[:, np.newaxis] % KINDS
        assert same.mean() > 0.8


def test_the_longer_axis_fills_the_map_and_each_cell_has_one_photo(home_of_eighty: Made) -> None:
    _, one, told = home_of_eighty
    for each in (one, *told):
        assert each.paths == tuple(f"/photos/{number:04}.jpg" for number in range(80))
        assert each.places.dtype == np.float32 and each.places.min() == 0 and each.places.max() == 1
        assert (each.places.min(axis=0) == 0).all()
        assert each.cells.dtype == np.int32 and (each.cells >= 0).all() and (each.cells < each.grid).all()
        assert len({*map(tuple, each.cells.tolist())}) == 80
        columns, rows = each.grid
        assert 80 <= columns * rows <= 88 and 1.1 <= columns / rows <= 1.8


def test_it_is_shown_from_the_first_iterations_on(home_of_eighty: Made) -> None:
    _, one, told = home_of_eighty
    assert told and not any(each.settled for each in told) and one.settled and one.progress == 1
    shares = [each.progress for each in told]
    assert shares == sorted(shares) and 0 < shares[0] < 0.1 and shares[-1] <= 1


def test_the_same_photos_have_the_same_map_wherever_it_is_made(home_of_eighty: Made, tmp_path: Path) -> None:
    turned = rows_of(80)[::-1]  # as the names of another folder may have it
    again = mapped(known(np.ascontiguousarray(turned), "/elsewhere"), tmp_path)
    assert np.array_equal(again.places[::-1], home_of_eighty[1].places)
    assert np.array_equal(again.cells[::-1], home_of_eighty[1].cells)


def test_a_moved_folder_keeps_its_map(home_of_eighty: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mapping, "laid_out", never)
    home, one, _ = home_of_eighty
    again = mapped(known(rows_of(80), "/moved"), home)
    assert again.paths[0] == "/moved/0000.jpg" and again.settled
    assert np.array_equal(again.places, one.places) and np.array_equal(again.cells, one.cells)


def test_new_photos_lie_among_those_they_look_like_and_the_others_stay(home_of_eighty: Made, tmp_path: Path) -> None:
    home = copied(home_of_eighty, tmp_path)
    one = mapped(known(rows_of(88)), home)
    moved = np.linalg.norm(one.places[:80] - home_of_eighty[1].places, axis=1)
    assert np.median(moved) < 0.05 and moved.max() < 0.25
    for number in range(80, 88):
        nearest = np.argsort(np.linalg.norm(one.places[:80] - one.places[number], axis=1))[:3]
        assert (nearest % KINDS == number % KINDS).sum() >= 2


def test_photos_that_are_gone_move_no_other(home_of_eighty: Made, tmp_path: Path) -> None:
    home = copied(home_of_eighty, tmp_path)
    one, before = mapped(known(rows_of(76)), home).places, home_of_eighty[1].places[:76]
    before = (before - before.min(axis=0)) / (before.max(axis=0) - before.min(axis=0)).max()
    assert np.abs(one - before).max() < 1e-5


def test_a_few_of_them_lie_as_they_did_among_all(home_of_eighty: Made, tmp_path: Path) -> None:
    home = copied(home_of_eighty, tmp_path)
    one, before = mapped(known(rows_of(40)), home).places, home_of_eighty[1].places[:40]
    for axis in (0, 1):
        assert np.corrcoef(one[:, axis], before[:, axis])[0, 1] > 0.7


def test_only_photos_that_were_asked_for_and_are_known(tmp_path: Path) -> None:
    searcher = known(rows_of(12))
    wanted = [*searcher.collection.paths[4:9], "/photos/unknown.jpg"]
    one = mapping.map_photos(searcher, wanted, Paths.choose(str(tmp_path)))
    assert one.paths == searcher.collection.paths[4:9]


@pytest.mark.parametrize("count", [0, 1, 2, 4, 5, 7])
def test_however_few(count: int, tmp_path: Path) -> None:
    one = mapped(known(rows_of(count)), tmp_path)
    assert len(one.paths) == len(one.places) == len({*map(tuple, one.cells.tolist())}) == count
    assert np.isfinite(one.places).all()


def test_copies_of_one_photo(tmp_path: Path) -> None:
    one = mapped(known(np.repeat(rows_of(1), 30, axis=0)), tmp_path)
    assert np.isfinite(one.places).all() and len({*map(tuple, one.cells.tolist())}) == 30
    again = mapped(known(np.repeat(rows_of(1), 30, axis=0)), tmp_path)
    assert np.array_equal(one.cells, again.cells)


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04 no more", None])
def test_a_damaged_file_is_made_anew(damage: bytes | None, home_of_eighty: Made, tmp_path: Path) -> None:
    home = copied(home_of_eighty, tmp_path)
    (file,) = Paths.choose(str(home)).maps.iterdir()
    file.write_bytes(file.read_bytes()[:-300] if damage is None else damage)
    one = mapped(known(rows_of(80)), home)
    assert np.array_equal(one.places, home_of_eighty[1].places)
    assert file.stat().st_size > 1000


def test_only_some_maps_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MOST", 2)
    for count in (1, 2, 3, 4):
        mapped(known(rows_of(count)), tmp_path)
    maps = Paths.choose(str(tmp_path)).maps
    assert len([*maps.iterdir()]) == 2
    monkeypatch.setattr(mapping, "laid_out", never)
    assert len(mapped(known(rows_of(4)), tmp_path).paths) == 4


def test_a_disk_that_cannot_be_written_costs_only_the_memory(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "cache").write_bytes(b"no folder")
    assert mapped(known(rows_of(6)), home).settled


def test_cancelling_ends_its_process(tmp_path: Path) -> None:
    told: list[PhotoMap] = []
    with pytest.raises(Cancelled):
        mapped(known(rows_of(400)), tmp_path, tell=told.append, cancelled=lambda: bool(told))
    assert len(told) == 1 and children("--layout") == []
    assert not Paths.choose(str(tmp_path)).maps.exists()


def test_a_process_that_is_ended_is_one_sentence(tmp_path: Path) -> None:
    def end(_: PhotoMap) -> None:
        for one in children("--layout"):
            one.kill()

    with pytest.raises(MapError) as caught:
        mapped(known(rows_of(400)), tmp_path, tell=end)
    assert str(caught.value).startswith("The map could not be made; ") and children("--layout") == []
