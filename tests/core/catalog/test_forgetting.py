"""What is forgotten is gone from every file of the program; what is kept is as it was."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from support import ROOT, Result, is_one_sentence, photo, save, vectors_by_name

from core.base.paths import Paths
from core.base.settings import Settings, save_settings
from core.browse.remembered import Remembered, save_remembered
from core.browse.shelf import Browsing
from core.catalog.catalog import Catalog
from core.catalog.feature_rows import FeatureRows
from core.catalog.forgetting import forget_folders
from core.indexing.indexing import index_folders
from core.looks.model import Extractor
from core.photos.thumbnail_store import ThumbnailStore

Twinset = Callable[..., Result]
SECRET = "secret clothes"


@pytest.fixture
def secret(photos: Path, tmp_path: Path) -> Path:
    """A folder to be forgotten: two photos of its own, and one that `photos` holds too."""
    folder = tmp_path / SECRET
    save(folder / "a.png", photo(100))
    save(folder / "deep" / "b.png", photo(101))
    save(folder / "broken.png", b"no image")
    shutil.copy(photos / "03.png", folder / "shared.png")
    return folder


@pytest.fixture
def paths(home: Path) -> Paths:
    return Paths.choose(str(home))


def bytes_of(catalog: Catalog, folder: Path, extractor: Extractor) -> dict[str, bytes]:
    """The rows as they lie on disk."""
    found = vectors_by_name(catalog, folder, extractor.model_id)
    return {name: np.frombuffer(row, np.float32).astype(np.float16).tobytes() for name, row in found.items()}


def holding(home: Path, *traces: bytes) -> list[str]:
    """The files of the program that hold one of the traces, or are named by one."""
    files = [path for path in home.rglob("*") if path.is_file()]
    return [str(file) for file in files if any(trace in file.read_bytes() + os.fsencode(file) for trace in traces)]


def leave_traces(paths: Paths, folder: Path, photos: Path) -> None:
    """What a window would have left."""
    store = ThumbnailStore(paths.thumbnails)
    for one in [*folder.rglob("*.png"), *photos.rglob("*.png")]:
        store.write(str(one), 176, "0" * 16, b"a thumbnail of " + os.fsencode(one))
    save_remembered(
        paths.browsed, Remembered((str(folder),), Browsing(), (str(folder / "a.png"), str(photos / "00.png")))
    )
    paths.stacks.mkdir(parents=True)
    np.save(paths.stacks / "0.npy", np.arange(3))
    for log in (paths.log, paths.log.with_name("twinset.log.1")):
        log.write_text(f"No thumbnail of {str(folder / 'a.png')!r}\nsomething else\n{folder} is not there\nthe end\n")


@pytest.fixture
def known(photos: Path, secret: Path, twinset: Twinset, paths: Paths) -> dict[str, object]:
    """Both folders indexed, traces left; the answer of the other folder."""
    for folder in (photos, secret):
        assert twinset("index", folder).code == 0
    leave_traces(paths, secret, photos)
    return answer(twinset, photos)


def answer(twinset: Twinset, photos: Path, *words: str | Path) -> dict[str, object]:
    done = twinset("similar", photos / "03.png", "--in", photos, "--top", "99", *words)
    assert done.said == []
    found: dict[str, object] = done.json
    return found


def test_nothing_of_a_forgotten_folder_is_left_in_any_file(
    photos: Path, secret: Path, paths: Paths, home: Path, extractor: Extractor, twinset: Twinset, known: dict
) -> None:
    shutil.copytree(paths.catalog, home / "catalog-damaged-1")
    with Catalog(paths.catalog) as catalog:
        rows = bytes_of(catalog, secret, extractor)
    own = (rows["a.png"], rows[os.path.join("deep", "b.png")])
    assert all(holding(home, trace) for trace in (os.fsencode(secret), b"shared.png", *own))
    done = twinset("forget", secret)
    assert done.code == 0 and done.said == []
    assert done.json == {"folders": [str(secret)], "photos": 4, "vectors": 2, "thumbnails": 4, "log_lines": 4}
    assert holding(home, SECRET.encode(), b"shared.png", *own) == []
    assert paths.log.read_text() == "something else\nthe end\n"
    assert len(list(paths.thumbnails.rglob("*.thumb"))) == 12
    assert answer(twinset, photos) == known
    assert twinset("index", photos).json["reused"] == 12
    again = twinset("index", secret).json
    assert (again["indexed"], again["reused"]) == (2, 1)  # what they share was never forgotten
    assert (secret / "deep" / "b.png").exists()


def test_what_lies_in_a_library_inside_stays(
    photos: Path, secret: Path, paths: Paths, catalog: Catalog, extractor: Extractor
) -> None:
    index_folders(catalog, extractor, [str(secret), str(photos)])
    before = vectors_by_name(catalog, secret, extractor.model_id)
    done = forget_folders(paths, [str(secret)], [str(secret / "deep"), str(photos)])
    assert (done.photos, done.vectors) == (3, 1)
    left = vectors_by_name(catalog, secret, extractor.model_id)
    inside = os.path.join("deep", "b.png")
    assert left == {inside: before[inside]}
    assert len(vectors_by_name(catalog, photos, extractor.model_id)) == 12


def test_a_folder_whose_name_only_begins_alike_stays(
    photos: Path, secret: Path, paths: Paths, catalog: Catalog, extractor: Extractor
) -> None:
    alike = secret.with_name(SECRET + "-2")
    save(alike / "x.png", photo(200))
    index_folders(catalog, extractor, [str(secret), str(alike)])
    forget_folders(paths, [str(secret)])
    assert [os.path.basename(path) for path in catalog.paths([str(alike.parent)])] == ["x.png"]


def test_a_folder_inside_a_library_is_not_forgotten_behind_its_back(
    secret: Path, paths: Paths, twinset: Twinset, known: dict
) -> None:
    save_settings(paths.settings, Settings(folders=(str(secret),)))
    refused = twinset("forget", secret / "deep")
    assert refused.code == 1 and refused.out == ""
    (sentence,) = refused.said
    assert is_one_sentence(sentence.removeprefix("twinset: ").replace(str(secret), "X"))
    done = twinset("forget", secret)
    assert done.json["photos"] == 4


def test_forgetting_what_was_never_known_does_nothing(photos: Path, tmp_path: Path, twinset: Twinset) -> None:
    twinset("index", photos)
    done = twinset("forget", tmp_path / "nowhere", "--json")
    assert done.code == 0 and done.json["photos"] == done.json["vectors"] == 0
    assert twinset("index", photos).json["reused"] == 12


def test_rows_that_a_kill_left_behind_the_last_batch_go_too(
    secret: Path, paths: Paths, catalog: Catalog, extractor: Extractor, home: Path
) -> None:
    index_folders(catalog, extractor, [str(secret)])
    rows = bytes_of(catalog, secret, extractor)
    (file,) = paths.catalog.glob("vectors/*/*.npy")
    shard = np.load(file, mmap_mode="r+")
    shard[100] = np.frombuffer(rows["a.png"], np.float16)  # what was written and never named
    shard.flush()
    forget_folders(paths, [str(secret)])
    assert holding(home, *rows.values()) == []
    assert not list(paths.catalog.glob("vectors/*/*.npy"))  # nothing of them counts any more
    assert index_folders(catalog, extractor, [str(secret)]).indexed == 3
    assert bytes_of(catalog, secret, extractor) == rows


def test_who_reads_while_another_forgets_gets_no_row_of_zeros(
    photos: Path, secret: Path, paths: Paths, catalog: Catalog, extractor: Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    index_folders(catalog, extractor, [str(secret), str(photos)])
    before = vectors_by_name(catalog, photos.parent, extractor.model_id)
    read = FeatureRows.read

    def forgotten_meanwhile(*words: Any) -> Any:
        monkeypatch.setattr(FeatureRows, "read", read)
        forget_folders(paths, [str(secret)])
        return read(*words)

    monkeypatch.setattr(FeatureRows, "read", forgotten_meanwhile)  # the rows' numbers are known, the rows not yet
    now = vectors_by_name(catalog, photos.parent, extractor.model_id)
    assert now.items() <= before.items()
    assert {name for name in now if name.startswith(SECRET)} <= {os.path.join(SECRET, "shared.png")}
    assert len([name for name in now if not name.startswith(SECRET)]) == 12


# Ends itself at the n-th call that forgetting makes; n = 0: tells how many there are.
KILLED = """
import os, signal, sys
from core.catalog.forgetting import forget_folders
from core.base.paths import Paths
calls = 0
def count(*_):
    global calls
    calls += 1
    if calls == int(sys.argv[1]):
        os.kill(os.getpid(), signal.SIGKILL)
sys.setprofile(count)
forget_folders(Paths.choose(sys.argv[3]), [sys.argv[2]])
sys.setprofile(None)
print(calls)
"""


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL")
def test_a_kill_amid_forgetting_does_no_harm_and_it_can_be_done_again(
    photos: Path, secret: Path, home: Path, paths: Paths, extractor: Extractor
) -> None:
    with Catalog(paths.catalog) as catalog:
        index_folders(catalog, extractor, [str(photos)])
        index_folders(catalog, extractor, [str(secret)])
        rows = bytes_of(catalog, secret, extractor)
        before = vectors_by_name(catalog, photos, extractor.model_id)
    leave_traces(paths, secret, photos)
    traces = (SECRET.encode(), rows["a.png"], rows[os.path.join("deep", "b.png")])

    def forget(calls: int, name: str) -> tuple[Path, subprocess.CompletedProcess[str]]:
        copy = home.with_name(name)
        shutil.copytree(home, copy)
        words = [sys.executable, "-c", KILLED, str(calls), str(secret), str(copy)]
        return copy, subprocess.run(words, cwd=ROOT, capture_output=True, text=True)

    total = int(forget(0, "whole")[1].stdout)
    left = set()
    for part in range(1, 9):
        copy, done = forget(total * part // 9, f"killed-{part}")
        assert done.returncode == -signal.SIGKILL, done.stderr
        with Catalog(Paths.choose(str(copy)).catalog) as catalog:
            left.add(len(catalog.paths([str(secret)])))
            assert vectors_by_name(catalog, photos, extractor.model_id) == before
        forget_folders(Paths.choose(str(copy)), [str(secret)])
        assert holding(copy, *traces) == []
        with Catalog(Paths.choose(str(copy)).catalog) as catalog:
            index_folders(catalog, extractor, [str(photos)])
            assert vectors_by_name(catalog, photos, extractor.model_id) == before
    assert left == {0, 3}  # before and after the catalog forgot
