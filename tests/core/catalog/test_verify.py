"""`twinset verify`: what size and date do not tell."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from support import Result, encoded, photo, save, vectors_by_name

from core.base.paths import Paths
from core.catalog.catalog import Catalog
from core.catalog.verify import verify_folders
from core.indexing.indexing import index_folders
from core.looks.model import Extractor

Twinset = Callable[..., Result]


def replace_unseen(path: Path, seed: int) -> None:
    """Another picture, with size and date of the file kept, as `rsync -t` or `exiftool -P` may leave it."""
    status, data = path.stat(), encoded(photo(seed), "PNG", compress_level=9)
    assert len(data) <= status.st_size
    path.write_bytes(data + bytes(status.st_size - len(data)))  # what lies behind the end of a PNG does not count
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (status.st_size, status.st_mtime_ns)


@pytest.fixture
def roomy(photos: Path) -> Path:
    """One of the photos, with room for another one in its file."""
    return Path(save(photos / "roomy.png", encoded(photo(300), "PNG") + bytes(10_000)))


def distances(result: Result) -> dict[str, float]:
    return {os.path.basename(match["path"]): match["distance"] for match in result.json["matches"]}


def test_a_whole_library_gets_a_clean_bill(photos: Path, twinset: Twinset) -> None:
    twinset("index", photos)
    done = twinset("verify", photos)
    assert done.code == 0 and done.said == []
    assert done.json == {
        "folders": [str(photos)],
        "checked": 12,
        "replaced": [],
        "changed": [],
        "gone": [],
        "unreadable": [],
        "damaged": 0,
        "indexed": 0,
        "failed": [],
    }


def test_a_file_replaced_with_size_and_date_kept_is_found_and_mended(
    photos: Path, roomy: Path, twinset: Twinset
) -> None:
    twinset("index", photos)
    replace_unseen(roomy, 301)
    query = save(photos.parent / "query.png", photo(301))
    words = ("similar", query, "--in", photos, "--top", "99")
    stale = distances(twinset(*words))
    assert stale["roomy.png"] > 0.01  # nobody has noticed
    done = twinset("verify", photos)
    assert done.code == 0
    assert done.json["replaced"] == [str(roomy)] and done.json["indexed"] == 1 and done.json["checked"] == 13
    mended = distances(twinset(*words))
    assert mended.pop("roomy.png") == pytest.approx(0, abs=1e-3)
    assert mended.keys() == stale.keys() - {"roomy.png"}
    assert twinset("verify", photos).json["replaced"] == []


def test_damaged_features_changed_and_gone_files_are_told(
    photos: Path, home: Path, twinset: Twinset, extractor: Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.indexing.indexing.COMMIT_SECONDS", 1000.0)  # one batch
    with Catalog(Paths.choose(str(home)).catalog) as catalog:
        index_folders(catalog, extractor, [str(photos)])
        before = vectors_by_name(catalog, photos, extractor.model_id)
    (shard,) = (home / "catalog").glob("vectors/*/*.npy")
    rows = np.load(shard, mmap_mode="r+")
    rows.view(np.uint8)[3, 5] ^= 1
    rows.flush()
    (photos / "04.png").unlink()
    os.utime(photos / "05.png", (0, 0))
    done = twinset("verify", photos)
    assert done.code == 0
    assert done.json["gone"] == [str(photos / "04.png")] and done.json["changed"] == [str(photos / "05.png")]
    assert done.json["damaged"] == 12 and done.json["indexed"] == 11 and done.json["checked"] == 10
    with Catalog(Paths.choose(str(home)).catalog) as catalog:
        after = vectors_by_name(catalog, photos, extractor.model_id)
    del before["04.png"]
    assert after == before


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="needs a file that may not be read")
def test_a_file_that_cannot_be_read_now_is_told_and_stays_known(photos: Path, twinset: Twinset) -> None:
    twinset("index", photos)
    (photos / "04.png").chmod(0)
    done = twinset("verify", photos)
    assert done.code == 1 and [one["path"] for one in done.json["unreadable"]] == [str(photos / "04.png")]
    (photos / "04.png").chmod(0o600)
    assert twinset("index", photos).json["reused"] == 12


def test_a_photo_that_cannot_be_read_just_now_stays_searchable(
    photos: Path, catalog: Catalog, extractor: Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    index_folders(catalog, extractor, [str(photos)])
    before = vectors_by_name(catalog, photos, extractor.model_id)

    def stale(path: str, *words: object) -> object:
        if path.endswith("04.png"):
            raise OSError(116, "Stale file handle")
        return open(path, *words)  # type: ignore[call-overload]

    monkeypatch.setattr("core.photos.photo_files.open", stale, raising=False)
    found = verify_folders(catalog, extractor.model_id, [str(photos)])
    assert [one.path for one in found.unreadable] == [str(photos / "04.png")] and found.checked == 12
    monkeypatch.undo()
    assert index_folders(catalog, extractor, [str(photos)]).reused == 12
    assert vectors_by_name(catalog, photos, extractor.model_id) == before


def test_checking_can_be_cancelled_and_what_was_found_stays_marked(
    photos: Path, roomy: Path, catalog: Catalog, extractor: Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.catalog.verify._STEP", 1)
    renamed = roomy.rename(photos / "000.png")
    index_folders(catalog, extractor, [str(photos)])
    replace_unseen(renamed, 301)
    heard: list[tuple[int, int]] = []

    def hear(*counts: int) -> None:
        heard.append(counts)

    found = verify_folders(
        catalog, extractor.model_id, [str(photos)], cancelled=lambda: len(heard) >= 3, on_progress=hear
    )
    assert found.cancelled and heard == [(1, 13), (2, 13), (3, 13)]
    assert index_folders(catalog, extractor, [str(photos)]).indexed == 1
