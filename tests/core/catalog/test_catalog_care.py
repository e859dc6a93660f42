"""What the catalog bears: calls that fail, rows and numbers that are wrong, odd entries, an earlier version."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from support import DATA, ROOT, Result, indexed, is_one_sentence, photo, save, vectors_by_name

from core.base import sentences
from core.base.paths import Paths
from core.catalog.catalog import Catalog, CatalogError, Entry
from core.catalog.schema import SCHEMA_VERSION
from core.catalog.shards import Shards
from core.indexing.indexing import IndexReport
from core.indexing.reading import Reading
from core.looks.model import Extractor
from core.photos.images import ImageFile, Scan

Index = Callable[..., IndexReport]
MODEL = "some-model"


@pytest.fixture
def index(catalog: Catalog, extractor: Extractor) -> Index:
    return lambda *folders, **given: indexed(catalog, extractor, list(map(str, folders)), **given)


@pytest.fixture
def fresh(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """What a new process knows of checked rows: nothing."""
    return lambda: monkeypatch.setattr("core.catalog.feature_rows._seen_to_hold", set())


@pytest.fixture
def directory(home: Path) -> Path:
    return Paths.choose(str(home)).catalog


def sql(directory: Path, statement: str, *values: object) -> list[tuple]:
    with sqlite3.connect(directory / "catalog.sqlite3") as db:
        found = db.execute(statement, values).fetchall()
    db.close()
    return found


def entry(name: str, seed: int, width: int = 8, **others: object) -> Entry:
    features = np.random.default_rng(seed).uniform(0.5, 1, width).astype(np.float16)
    return Entry(ImageFile(f"/photos/{name}", 1, 1), seed.to_bytes(16, "big"), features, **others)


def vectors(catalog: Catalog) -> dict[str, bytes]:
    return vectors_by_name(catalog, "/photos", MODEL)


# --- rows ---


@pytest.mark.parametrize("number", [errno.EMFILE, errno.EIO, errno.EACCES, errno.ENFILE], ids=errno.errorcode.get)
@pytest.mark.parametrize("call", ["core.catalog.shards.open", "os.fsync"])
def test_a_call_that_fails_while_appending_harms_no_row(
    number: int,
    call: str,
    photos: Path,
    catalog: Catalog,
    extractor: Extractor,
    index: Index,
    fresh: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    index(photos)
    before = vectors_by_name(catalog, photos, extractor.model_id)
    save(photos / "new.png", photo(99))

    def failing(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(call, failing, raising=False)
        with pytest.raises(CatalogError) as caught:
            index(photos)
    assert "cannot be used" in str(caught.value)
    fresh()
    assert vectors_by_name(catalog, photos, extractor.model_id) == before
    report = index(photos)
    assert (report.indexed, report.reused) == (1, 12)
    after = vectors_by_name(catalog, photos, extractor.model_id)
    assert {name: after[name] for name in before} == before and len(after) == 13


def test_a_file_of_vectors_in_which_rows_count_is_never_made_anew(tmp_path: Path) -> None:
    rows = np.ones((10, 4), np.float16)
    shards = Shards(tmp_path)
    shards.write(0, rows, 0)
    (file,) = tmp_path.iterdir()
    file.write_bytes(b"garbled" + file.read_bytes()[7:])
    garbled = file.read_bytes()
    with pytest.raises(OSError, match="damaged"):
        shards.write(10, rows, 10)
    assert file.read_bytes() == garbled
    shards.write(0, rows, 0)  # now none of them counts
    assert (shards.read(np.arange(10)) == 1).all()


@pytest.mark.parametrize("gone", [True, False], ids=["deleted", "flipped"])
def test_damaged_rows_are_never_handed_out(
    gone: bool,
    photos: Path,
    catalog: Catalog,
    extractor: Extractor,
    index: Index,
    directory: Path,
    fresh: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("core.indexing.indexing.COMMIT_EVERY", 4)
    monkeypatch.setattr("core.indexing.indexing.COMMIT_SECONDS", 1000.0)
    index(photos)
    before = vectors_by_name(catalog, photos, extractor.model_id)
    contents = dict(zip(*(lambda found: (found.paths, found.contents))(catalog.listing([str(photos)])), strict=True))
    (file,) = directory.glob("vectors/*/*.npy")
    if gone:
        file.unlink()
    else:
        stored = np.load(file, mmap_mode="r+")
        stored.view(np.uint8)[4:12, 7] ^= 0x55
        stored.flush()
    fresh()
    now = vectors_by_name(catalog, photos, extractor.model_id)
    assert len(now) == (0 if gone else 4) and now.items() <= before.items()
    for name in before:
        found = catalog.features(contents[str(photos / name)], extractor.model_id)
        assert (found is None) == (name not in now)
    assert index(photos).indexed == 12 - len(now)
    assert vectors_by_name(catalog, photos, extractor.model_id) == before


def test_rows_are_checked_once_in_a_process(
    photos: Path, catalog: Catalog, index: Index, fresh: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    index(photos)
    fresh()
    summed: list[int] = []
    checksum = Shards.checksum

    def counting(shards: Shards, first_row: int, rows: int) -> int | None:
        summed.append(rows)
        return checksum(shards, first_row, rows)

    monkeypatch.setattr(Shards, "checksum", counting)
    index(photos)
    assert sum(summed) == 12
    save(photos / "new.png", photo(99))
    for _ in range(3):
        index(photos)
        vectors_by_name(catalog, photos, MODEL)
    assert sum(summed) == 12  # nor what it wrote itself


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE features SET row = row - 1 WHERE row > 0",
        "UPDATE features SET row = row + 4294967296",
        "UPDATE batches SET first_row = first_row - 2 WHERE first_row = 8",
        "UPDATE batches SET first_row = first_row + 4611686018427387904 WHERE first_row = 8",
        "UPDATE batches SET rows = rows + 4611686018427387904 WHERE first_row = 4",
        "UPDATE batches SET rows = 1 WHERE first_row = 8",
        "UPDATE batches SET checksum = checksum + 1",
        "UPDATE files SET content = x'00'",
        "UPDATE files SET size = -5, missing = 1",
    ],
)
def test_a_wrong_number_in_the_database_gives_no_photo_the_row_of_another(
    change: str, directory: Path, fresh: Callable[[], None]
) -> None:
    with Catalog(directory) as catalog:
        for start in (0, 4, 8):
            catalog.commit(MODEL, [entry(f"{seed:02}", seed) for seed in range(start + 1, start + 5)])
        before = vectors(catalog)
    assert len(before) == 12
    sql(directory, change)
    fresh()
    with Catalog(directory) as catalog:
        assert vectors(catalog).items() <= before.items()
        catalog.drop_damaged(MODEL)
        known = catalog.contents(MODEL)
        catalog.commit(MODEL, [entry(f"{seed:02}", seed) for seed in range(1, 13)])
        catalog.commit(MODEL, [entry("more", 50)])
        assert len(known) <= 12
        after = vectors(catalog)
        del after["more"]
        assert after == before


# --- odd entries ---


ODD = {
    "a width": entry("odd", 90, width=9),
    "no number": Entry(ImageFile("/photos/odd", 1, 1), bytes(16), np.full(8, np.nan, np.float16)),
    "zero": Entry(ImageFile("/photos/odd", 1, 1), bytes(16), np.zeros(8, np.float16)),
    "a date": Entry(ImageFile("/photos/odd", 1, 2**70), bytes(16), np.ones(8, np.float16)),
    "a size": Entry(ImageFile("/photos/odd", -(2**70), 1), bytes(16), np.ones(8, np.float16)),
    "a name": Entry(ImageFile("/photos/odd\ud800", 1, 1), bytes(16), np.ones(8, np.float16)),
    "bytes in the name": Entry(ImageFile("/photos/odd\udcff\udc00"[:-1], 1, 1), bytes(16), np.ones(8, np.float16)),
    "a share": entry("odd", 91, missing=float("nan")),
    "a content": Entry(ImageFile("/photos/odd", 1, 1), object(), np.ones(8, np.float16)),  # type: ignore[arg-type]
    "a reason": Entry(ImageFile("/photos/odd", 1, 1), reason=sentences.BROKEN_FILE.filled(why="It is called \udcff")),
}


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_one_odd_entry_harms_no_other(odd: Entry, directory: Path) -> None:
    with Catalog(directory) as catalog:
        assert catalog.commit(MODEL, [entry("first", 1)]) == ()
        refused = catalog.commit(MODEL, [entry("a", 2), odd, entry("b", 3, pixels=b"p", missing=0.03)])
        found = vectors(catalog)
        assert found.keys() - {"odd", "odd\udcff"} == {"first", "a", "b"}
        assert found.keys() == {"first", "a", "b"} or not refused
        assert all(one.path == odd.file.path and is_one_sentence(one.reason) for one in refused)
        listed = catalog.listing(["/photos"])
        row = listed.paths.index("/photos/b")
        assert listed.pixels[row] == b"p" and listed.missing[row] == pytest.approx(0.03, abs=1e-5)
        catalog.known(["/photos"], MODEL)
        catalog.failures(["/photos"])


def test_a_photo_under_another_name_keeps_what_is_known_of_its_pixels(directory: Path) -> None:
    with Catalog(directory) as catalog:
        catalog.commit(MODEL, [entry("a", 1, pixels=b"pixels", missing=0.02)])
        catalog.commit(MODEL, [Entry(ImageFile("/photos/b", 1, 1), (1).to_bytes(16, "big"))])
        listed = catalog.listing(["/photos"])
    assert listed.paths == ("/photos/a", "/photos/b") and listed.pixels == (b"pixels", b"pixels")
    assert listed.missing.tolist() == pytest.approx([0.02, 0.02], abs=1e-5)


# --- what could not be read ---


def test_a_photo_that_cannot_be_read_is_not_read_again_by_itself(
    photos: Path, catalog: Catalog, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(photos / "04.png", b"no image")
    save(photos / "05.png", b"")
    first = index(photos)
    assert [os.path.basename(one.path) for one in first.failed] == ["04.png", "05.png"]
    read: list[str] = []
    entry_of = Reading.entry

    def noting(reading: Reading, file: ImageFile) -> Entry:
        read.append(file.path)
        return entry_of(reading, file)

    monkeypatch.setattr(Reading, "entry", noting)
    again = index(photos)
    assert read == [] and again.failed == first.failed
    assert (again.found, again.indexed, again.reused) == (12, 0, 10)
    save(photos / "05.png", photo(5))
    assert index(photos).indexed == 1 and read == [str(photos / "05.png")]
    catalog.forget_failures([str(photos)])
    assert index(photos).failed == first.failed[:1] and read[1:] == [str(photos / "04.png")]
    (photos / "04.png").unlink()
    assert index(photos).failed == () == catalog.failures([str(photos)])


def test_what_lay_not_in_the_file_is_tried_again(directory: Path) -> None:
    passing = (sentences.GONE, sentences.NO_PERMISSION, sentences.BROKEN_FILE.filled(why="Stale file handle"))
    lasting = (sentences.DAMAGED, sentences.EMPTY, sentences.MANY_PIXELS.filled(width=1, height=2, most=3))
    with Catalog(directory) as catalog:
        for number, reason in enumerate((*passing, sentences.NO_MEMORY, *lasting)):
            catalog.commit(MODEL, [Entry(ImageFile(f"/photos/{number}", 5, 6), reason=reason)])
        known = catalog.known(["/photos"], MODEL)
        assert [path[8:] for path, done in zip(known.paths, known.done, strict=True) if done] == ["4", "5", "6"]
        paths = [f"/photos/{number}" for number in (3, 4, 5) for _ in (6, 7)]
        scan = Scan(tuple(paths), np.full(6, 5), np.array([6, 7] * 3))
        assert known.unchanged(scan).tolist() == [False, False, True, False, True, False]
        assert len(catalog.failures(["/photos"])) == 7
        assert not catalog.known(["/photos"], "another model").done.any()  # its reader may be able to


def test_reasons_are_stored_as_sentences_and_those_of_earlier_versions_as_texts(directory: Path) -> None:
    reasons = (
        sentences.EMPTY,
        sentences.MANY_PIXELS.filled(width=20_000, height=10_000, most=200),
        sentences.BROKEN_FILE.filled(why="The file is empty.\udcff {why}"),
    )
    with Catalog(directory) as catalog:
        catalog.commit(MODEL, [Entry(ImageFile(f"/photos/{i}", 5, 6), reason=one) for i, one in enumerate(reasons)])
        assert [one.reason for one in catalog.failures(["/photos"])] == list(reasons)
    old = (
        "The file is empty.",
        "The image has 20,000 x 10,000 pixels; more than 200 million are not read.",
        "{why} [1]",
    )
    for number, text in enumerate(old):
        sql(directory, f"UPDATE files SET reason = '{text}' WHERE path = CAST('/photos/{number}' AS BLOB)")
    with Catalog(directory) as catalog:
        failures = catalog.failures(["/photos"])
        assert [str(one.reason) for one in failures] == list(old)
        assert failures[0].reason == sentences.EMPTY


# --- a damaged database ---


def _garble(directory: Path) -> None:
    file = directory / "catalog.sqlite3"
    file.write_bytes(b"\xaa" * 100 + file.read_bytes()[100:])


def test_many_programs_that_find_the_same_damage_set_one_catalog_aside(
    photos: Path, home: Path, directory: Path, twinset: Callable[..., Result]
) -> None:
    twinset("index", photos)
    _garble(directory)
    with ThreadPoolExecutor() as pool:
        results = list(pool.map(lambda _: twinset("index", photos), range(4)))
    assert [result.code for result in results] == [0] * 4
    assert len(list(home.glob("catalog-damaged-*"))) == 1
    assert twinset("index", photos).json["reused"] == 12


def test_many_threads_that_find_the_same_damage_set_one_catalog_aside(tmp_path: Path) -> None:
    for attempt in range(15):
        directory = tmp_path / str(attempt)
        Catalog(directory).close()
        _garble(directory)
        start = threading.Barrier(6)

        def use_it(seed: int, start: threading.Barrier = start, directory: Path = directory) -> None:
            start.wait()
            with Catalog(directory) as catalog:
                catalog.commit(MODEL, [entry(str(seed), seed)])

        with ThreadPoolExecutor(6) as pool:
            list(pool.map(use_it, range(6)))
        with Catalog(directory) as catalog:
            assert vectors(catalog).keys() == set("012345")
        assert len(list(tmp_path.glob(f"{attempt}-damaged-*"))) == 1


def test_a_drive_that_knows_no_locks_holds_a_catalog_all_the_same(
    directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fcntl = pytest.importorskip("fcntl")

    def unknown(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", unknown)
    with Catalog(directory) as catalog:
        assert catalog.paths(["/photos"]) == ()


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE files SET path = x'2f70686f746f732f610062'",
        "PRAGMA user_version = 1",
        "PRAGMA user_version = -1",
        "DROP VIEW sound",
        "DROP TABLE batches",
    ],
)
def test_what_nobody_can_have_written_ends_in_a_new_catalog(change: str, directory: Path) -> None:
    with Catalog(directory) as catalog:
        catalog.commit(MODEL, [entry("a", 1)])
    sql(directory, change)
    script = (
        "import sys, pathlib; from core.catalog.catalog import *\n"
        "try:\n with Catalog(pathlib.Path(sys.argv[1])) as one:"
        " print(one.collection(['/photos'], 'some-model').paths)\n"
        "except CatalogError as error: print(error)"
    )
    words = [sys.executable, "-c", script, str(directory)]
    told = [subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True) for _ in range(2)]
    assert told[0].stdout == "()\n" or is_one_sentence(told[0].stdout.strip().replace("; ", ", "))
    assert told[1].stdout == "()\n" and told[0].stderr == told[1].stderr == ""
    assert len(list(directory.parent.glob("catalog-damaged-*"))) == 1


@pytest.mark.skipif(os.name != "posix", reason="file modes")
def test_the_catalog_is_its_owners_alone_also_one_of_an_earlier_version(
    photos: Path, home: Path, directory: Path, index: Index, twinset: Callable[..., Result]
) -> None:
    def modes() -> dict[str, int]:
        found = [directory, *directory.rglob("*")]
        return {str(path): stat.S_IMODE(path.stat().st_mode) for path in found}

    twinset("index", photos)  # beside an open catalog, so that its companions stay
    assert all(mode & 0o077 == 0 for mode in modes().values()), modes()
    for path in [*directory.rglob("*"), directory]:
        path.chmod(0o755 if path.is_dir() else 0o644)
    twinset("index", photos)
    assert all(mode & 0o077 == 0 for mode in modes().values()), modes()


# --- an earlier version ---

V1_PHOTOS = [b"/tmp/twinset-1/photos/" + name for name in (b"0.png", b"1.png", b"2.png", b"broken.png")]


@pytest.fixture
def first_version(directory: Path) -> Path:
    """A catalog as version 1 has written it: three photos, one of them gone since, and a file that is no image."""
    shutil.unpack_archive(DATA / "catalog-1.zip", directory)
    assert sql(directory, "PRAGMA user_version") == [(1,)]
    return directory


def _old_rows(directory: Path) -> list[list[tuple]]:
    return [
        sql(directory, "SELECT path, size, mtime_ns, content, reason, missing FROM files ORDER BY path"),
        sql(directory, "SELECT model_id, content, row FROM features ORDER BY row"),
        sql(directory, "SELECT * FROM batches"),
    ]


def _check_taken_over(directory: Path, before: list[list[tuple]]) -> None:
    model_id = before[1][0][0]
    (shard,) = directory.glob("vectors/*/00000.npy")
    expected = np.load(shard)[:3].astype(np.float32)
    with Catalog(directory) as catalog:
        found = catalog.collection(["/tmp/twinset-1"], model_id)
        assert [os.fsencode(path) for path in found.paths] == V1_PHOTOS[:2]
        assert (found.vectors[:] == expected[:2]).all()
        for _, content, row in before[1]:
            assert (catalog.features(content, model_id) == expected[row]).all()  # type: ignore[union-attr]
        known = catalog.known(["/tmp/twinset-1"], model_id)
        assert {path for path, done in zip(known.paths, known.done, strict=True) if done} == {
            *map(os.fsdecode, V1_PHOTOS[:3])
        }
        assert [one.path for one in catalog.failures(["/tmp/twinset-1"])] == [os.fsdecode(V1_PHOTOS[3])]
        listed = catalog.listing(["/tmp/twinset-1"])
        assert listed.pixels == (b"", b"") and listed.missing.tolist() == [0, 0]
    assert _old_rows(directory) == before
    assert sql(directory, "PRAGMA user_version") == [(SCHEMA_VERSION,)]


def test_a_catalog_of_version_1_is_taken_over(first_version: Path) -> None:
    before = _old_rows(first_version)
    assert [row[0] for row in before[0]] == V1_PHOTOS and [row[5] for row in before[0]] == [0, 0, 1, 0]
    _check_taken_over(first_version, before)


# Ends itself at the n-th statement of the connection that migrates.
KILLED = """
import os, pathlib, signal, sqlite3, sys
left = int(sys.argv[2])
class Killed(sqlite3.Connection):
    def __init__(self, *words, **options):
        super().__init__(*words, **options)
        self.set_trace_callback(count)
def count(statement):
    global left
    left -= any(word in statement for word in ("BEGIN", "ALTER", "CREATE", "UPDATE", "user_version =", "COMMIT"))
    if not left:
        os.kill(os.getpid(), signal.SIGKILL)
connect = sqlite3.connect
sqlite3.connect = lambda *words, **options: connect(*words, factory=Killed, **options)
from core.catalog.catalog import Catalog
Catalog(pathlib.Path(sys.argv[1])).close()
"""


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL")
def test_a_kill_amid_the_migration_leaves_a_whole_catalog(first_version: Path, tmp_path: Path) -> None:
    before = _old_rows(first_version)
    for number in range(1, 40):
        directory = tmp_path / str(number)
        shutil.copytree(first_version, directory)
        done = subprocess.run([sys.executable, "-c", KILLED, str(directory), str(number)], cwd=ROOT)
        if done.returncode == 0:  # it was through before that statement
            break
        assert done.returncode == -signal.SIGKILL
        assert sql(directory, "PRAGMA user_version") in ([(1,)], [(SCHEMA_VERSION,)])
        _check_taken_over(directory, before)
    assert 8 < number < 39
