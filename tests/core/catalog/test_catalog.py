"""What the catalog knows by itself: new, changed, moved, gone, damaged."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from support import INPUT_SIDE, Result, indexed, is_one_sentence, photo, save, vectors_by_name

from core.base.paths import Paths
from core.base.sentences import Sentence
from core.catalog.catalog import Catalog, CatalogError
from core.catalog.schema import SCHEMA_VERSION
from core.catalog.shards import SHARD_ROWS, Shards
from core.indexing.indexing import IndexReport
from core.looks.model import Extractor
from core.photos.images import load_rgb
from core.workers.workers import Worker

Index = Callable[..., IndexReport]


@pytest.fixture
def index(catalog: Catalog, extractor: Extractor) -> Index:
    return lambda *folders, **given: indexed(catalog, extractor, list(map(str, folders)), **given)


@pytest.fixture
def vectors(catalog: Catalog, extractor: Extractor) -> Callable[[Path], dict[str, bytes]]:
    return lambda folder: vectors_by_name(catalog, folder, extractor.model_id)


class Recomputed(BaseException):
    """A known photo was computed again; no Exception, because those are taken for faults of the photo."""


@pytest.fixture
def no_computing(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Once called, no photo may go through the network any more."""

    def must_not_run(*_: object) -> None:
        raise Recomputed

    return lambda: monkeypatch.setattr(Worker, "compute", must_not_run)


def counts(report: IndexReport) -> tuple[int, int, int]:
    assert report.indexed + report.reused + len(report.failed) == report.found
    return report.found, report.indexed, report.reused


# --- new, known, changed, moved, gone ---


def test_a_second_run_reuses_everything(photos: Path, index: Index, no_computing: Callable[[], None]) -> None:
    assert counts(index(photos)) == (12, 12, 0)
    no_computing()
    assert counts(index(photos)) == (12, 0, 12)


def test_only_the_changed_file_is_computed(photos: Path, index: Index, vectors: Callable) -> None:
    index(photos)
    before = vectors(photos)
    save(photos / "05.png", photo(99))
    assert counts(index(photos)) == (12, 1, 11)
    after = vectors(photos)
    assert [name for name in before if before[name] != after[name]] == ["05.png"]


def test_a_file_replaced_by_an_older_one_of_the_same_size_is_noticed(photos: Path, index: Index) -> None:
    data = (photos / "00.png").read_bytes()
    index(photos)
    (photos / "00.png").write_bytes(data[:-20] + bytes(20))
    os.utime(photos / "00.png", (0, 0))
    assert counts(index(photos))[1:] != (0, 12)


def test_a_touched_file_keeps_its_vector(photos: Path, index: Index, no_computing: Callable[[], None]) -> None:
    index(photos)
    os.utime(photos / "00.png", (0, 0))
    no_computing()
    assert counts(index(photos)) == (12, 0, 12)


def test_moved_renamed_and_copied_files_keep_their_vectors(
    photos: Path, index: Index, vectors: Callable, no_computing: Callable[[], None]
) -> None:
    index(photos)
    before = vectors(photos)
    no_computing()
    (photos / "00.png").rename(photos / "renamed.png")
    (photos / "sub").mkdir()
    (photos / "01.png").rename(photos / "sub" / "moved.png")
    shutil.copy(photos / "02.png", photos / "copied.png")
    assert counts(index(photos)) == (13, 0, 13)
    after = vectors(photos)
    moved = {"renamed.png": "00.png", os.path.join("sub", "moved.png"): "01.png", "copied.png": "02.png"}
    assert after == {**{name: before[moved.get(name, name)] for name in after}}
    assert set(after) == set(before) - {"00.png", "01.png"} | set(moved)


def test_gone_photos_are_not_searched_and_come_back_without_computing(
    photos: Path, index: Index, vectors: Callable, no_computing: Callable[[], None]
) -> None:
    index(photos)
    before = vectors(photos)
    no_computing()
    away = (photos / "03.png").rename(photos.parent / "away.png")
    index(photos)
    assert vectors(photos) == {name: vector for name, vector in before.items() if name != "03.png"}
    away.rename(photos / "03.png")
    assert counts(index(photos, limit=5)) == (5, 0, 5)
    assert vectors(photos) == before


def test_a_changed_file_that_became_unreadable_loses_its_old_vector(
    photos: Path, index: Index, vectors: Callable
) -> None:
    index(photos)
    save(photos / "04.png", b"no image any more")
    report = index(photos)
    assert [os.path.basename(skipped.path) for skipped in report.failed] == ["04.png"]
    assert "04.png" not in vectors(photos) and len(vectors(photos)) == 11


def test_nested_and_overlapping_folders(photos: Path, index: Index, vectors: Callable, catalog: Catalog) -> None:
    (photos / "in").mkdir()
    (photos / "00.png").rename(photos / "in" / "00.png")
    save(photos.parent / "photos-2" / "other.png", photo(77))  # begins like the name of the other folder
    assert counts(index(photos / "in", photos)) == (12, 12, 0)
    assert counts(index(photos.parent)) == (13, 1, 12)
    assert set(vectors(photos / "in")) == {"00.png"}
    assert len(vectors(photos)) == 12
    index(photos)
    assert "other.png" in vectors(photos.parent / "photos-2")  # what lies outside is left as it was


def test_what_is_read_in_several_steps_is_whole(
    photos: Path, index: Index, vectors: Callable, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    inner = photos / "inner"
    inner.mkdir()
    shutil.copy(photos / "00.png", inner / "copy.png")
    index(photos)
    folders = [str(inner), str(photos), str(photos / "nowhere")]
    at_once, listed, paths = vectors(photos), catalog.listing(folders), catalog.paths(folders)
    assert list(paths) == sorted(os.fspath(path) for path in photos.rglob("*.png"))
    for rows in (1, 5, len(paths), len(paths) + 1):
        monkeypatch.setattr("core.catalog.columns._ROWS", rows)
        assert vectors(photos) == at_once
        again = catalog.listing(folders)
        assert (again.paths, again.contents) == (paths, listed.contents)
        assert again.mtimes.tolist() == [os.stat(path).st_mtime_ns for path in paths]
        assert catalog.paths([str(photos / "nowhere")]) == catalog.paths([]) == ()


def test_limit_takes_the_first_and_marks_nothing_missing(photos: Path, index: Index, vectors: Callable) -> None:
    assert counts(index(photos, limit=3)) == (3, 3, 0)
    assert sorted(vectors(photos)) == ["00.png", "01.png", "02.png"]
    index(photos)
    index(photos, limit=3)
    assert len(vectors(photos)) == 12


# --- damage ---


def _shard(home: Path, extractor: Extractor) -> Path:
    return Paths.choose(str(home)).catalog / "vectors" / extractor.model_id / "00000.npy"


def _flip(file: Path) -> None:
    """Change one byte of each photo's vector from the fifth on."""
    vectors = np.load(file, mmap_mode="r+")
    vectors.view(np.uint8)[4:12, 7] ^= 0x55
    vectors.flush()


def _shorten(file: Path) -> None:
    os.truncate(file, 1000)


def _garble(file: Path) -> None:
    file.write_bytes(b"\x80\x04pickle?" + file.read_bytes()[10:])


@pytest.mark.parametrize("damage", [_flip, _shorten, _garble, os.remove], ids="flipped cut no-array deleted".split())
def test_damaged_vectors_are_computed_again_and_others_left(
    damage: Callable[[Path], None],
    photos: Path,
    home: Path,
    extractor: Extractor,
    index: Index,
    vectors: Callable,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("core.indexing.indexing.COMMIT_EVERY", 4)  # three batches of four
    monkeypatch.setattr("core.indexing.indexing.COMMIT_SECONDS", 900.0)  # however slow this machine is
    index(photos)
    before = vectors(photos)
    damage(_shard(home, extractor))
    monkeypatch.setattr("core.catalog.feature_rows._seen_to_hold", set())  # as in a new process
    report = index(photos)
    assert vectors(photos) == before
    assert report.indexed == (8 if damage is _flip else 12) and not report.failed
    assert counts(index(photos)) == (12, 0, 12)


@pytest.mark.parametrize("place", [0, 100, 4096, 8192], ids="header schema second third".split())
def test_a_damaged_database_is_set_aside_and_built_again(
    place: int, photos: Path, home: Path, twinset: Callable[..., Result]
) -> None:
    twinset("index", photos)
    file = Paths.choose(str(home)).catalog / "catalog.sqlite3"
    data = bytearray(file.read_bytes())
    data[place : place + 4000] = b"\xaa" * len(data[place : place + 4000])
    file.write_bytes(data)
    results = [twinset("index", photos) for _ in range(2)]
    assert all(is_one_sentence(line.removeprefix("twinset: ")) for result in results for line in result.said)
    assert results[-1].code == 0 and results[-1].json["failed"] == []
    assert len(twinset("similar", photos / "00.png", "--in", photos, "--top", "99").json["matches"]) == 12
    (aside,) = file.parent.parent.glob("catalog-damaged-*")
    assert (aside / file.name).read_bytes()[place : place + 100] == bytes(data[place : place + 100])


def test_a_catalog_cut_in_half_is_built_again(photos: Path, home: Path, twinset: Callable[..., Result]) -> None:
    twinset("index", photos)
    file = Paths.choose(str(home)).catalog / "catalog.sqlite3"
    os.truncate(file, file.stat().st_size // 2)
    results = [twinset("index", photos) for _ in range(2)]
    assert results[-1].code == 0 and results[-1].json["found"] == 12
    assert len(twinset("similar", photos / "00.png", "--in", photos, "--top", "99").json["matches"]) == 12


def test_a_newer_catalog_is_refused_and_left_alone(photos: Path, home: Path, twinset: Callable[..., Result]) -> None:
    directory = Paths.choose(str(home)).catalog
    directory.mkdir(parents=True)
    with sqlite3.connect(directory / "catalog.sqlite3") as db:
        db.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    db.close()
    before = (directory / "catalog.sqlite3").read_bytes()
    result = twinset("index", photos)
    assert result.code == 1 and result.out == "" and len(result.said) == 1 and "newer" in result.said[0]
    assert (directory / "catalog.sqlite3").read_bytes() == before


@pytest.mark.parametrize("version", [0x3B000001, -1])
def test_a_catalog_of_a_version_that_cannot_be_is_made_anew(
    photos: Path, home: Path, twinset: Callable[..., Result], version: int
) -> None:
    twinset("index", photos)
    directory = Paths.choose(str(home)).catalog
    with sqlite3.connect(directory / "catalog.sqlite3") as db:
        db.execute(f"PRAGMA user_version = {version}")
    db.close()
    assert twinset("index", photos).json["indexed"] == 12
    assert len(list(home.glob("catalog-damaged-*"))) == 1


# --- full disk, several at once ---


@pytest.mark.parametrize("limit", [0, 5_000, 30_000, 60_000, 300_000])
def test_a_full_disk_gives_a_sentence_and_harms_nothing(
    limit: int, photos: Path, catalog: Catalog, extractor: Extractor, twinset: Callable[..., Result]
) -> None:
    resource = pytest.importorskip("resource")  # a limit on file sizes stands for the full disk

    def full() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    result = twinset("index", photos, preexec_fn=full)
    assert result.code == 1 and result.out == ""
    (sentence,) = result.said
    assert "space" in sentence and sentence.endswith(".")
    assert vectors_by_name(catalog, photos, extractor.model_id) == {}
    assert twinset("index", photos).json["indexed"] == 12
    computed = {path.name: _vector(extractor, path) for path in photos.iterdir()}
    assert vectors_by_name(catalog, photos, extractor.model_id) == computed


# Runs a command on a full disk, where it must fail, and again after some space was made.
ON_A_FULL_DISK = """
mount -t tmpfs -o size=400k none "$TWINSET_HOME" || exit 77
head -c "$FILLER" /dev/zero > "$TWINSET_HOME/filler"
"$@" && exit 78
rm "$TWINSET_HOME/filler"
exec "$@"
"""


@pytest.mark.parametrize("kilobytes_left", [0, 20, 40, 60])
def test_a_disk_that_is_really_full(kilobytes_left: int, photos: Path, twinset: Callable[..., Result]) -> None:
    if not shutil.which("unshare") or subprocess.run(["unshare", "-rm", "true"], capture_output=True).returncode:
        pytest.skip("may not mount a small disk here")
    environment = {**os.environ, "FILLER": f"{400 - kilobytes_left}k"}
    result = twinset("index", photos, wrapper=("unshare", "-rm", "sh", "-c", ON_A_FULL_DISK, "sh"), env=environment)
    assert result.code == 0 and result.json["indexed"] == 12
    (sentence,) = result.said
    assert "space" in sentence and sentence.endswith(".")


def _vector(extractor: Extractor, path: Path) -> bytes:
    return extractor.features(load_rgb(str(path), INPUT_SIDE)).astype(np.float32).tobytes()


def test_no_thread_is_left_when_a_commit_fails(
    photos: Path, catalog: Catalog, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise CatalogError(Sentence("The disk is full."))

    monkeypatch.setattr("core.indexing.indexing.COMMIT_EVERY", 2)
    monkeypatch.setattr(catalog, "commit", full)
    with pytest.raises(CatalogError) as caught:
        index(photos)
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("reading")], caught


def test_two_processes_at_once_end_right(
    photos: Path, tmp_path: Path, catalog: Catalog, extractor: Extractor, twinset: Callable[..., Result]
) -> None:
    for number in range(12, 40):
        save(photos / f"{number}.png", photo(number))
    save(photos.parent / "more" / "a.png", photo(100))
    with ThreadPoolExecutor() as pool:
        results = list(pool.map(lambda folder: twinset("index", folder), [photos, photos, photos.parent]))
    assert [result.code for result in results] == [0, 0, 0]
    assert [result.json["failed"] for result in results] == [[], [], []]
    stored = vectors_by_name(catalog, photos, extractor.model_id)
    assert stored == {path.name: _vector(extractor, path) for path in photos.iterdir()}
    assert twinset("index", photos.parent).json["reused"] == 41


def test_many_can_open_a_new_catalog_at_the_same_moment(tmp_path: Path) -> None:
    for attempt in range(60):
        start = threading.Barrier(6)

        def open_it(_: int, start: threading.Barrier = start, directory: Path = tmp_path / str(attempt)) -> None:
            start.wait()
            Catalog(directory).close()

        with ThreadPoolExecutor(6) as pool:
            list(pool.map(open_it, range(6)))


# --- shards ---


def test_rows_come_back_across_shards(tmp_path: Path) -> None:
    vectors = np.arange((SHARD_ROWS + 50) * 3).reshape(-1, 3).astype(np.float16)
    shards = Shards(tmp_path)
    shards.write(0, vectors[:10], 0)
    shards.write(10, vectors[10:], 10)
    rows = np.array([0, 10, SHARD_ROWS - 1, SHARD_ROWS, SHARD_ROWS + 49])
    assert (shards.read(rows) == vectors[rows]).all()
    assert [np.load(file, allow_pickle=False).shape for file in sorted(tmp_path.iterdir())] == [(SHARD_ROWS, 3)] * 2
