"""Indexing: what it reports, how it is paused and stopped, and that nothing can mix up two photos."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from support import INPUT_SIDE, ROOT, Result, indexed, is_one_sentence, photo, save, vectors_by_name

from core.base.paths import Paths
from core.catalog.catalog import Catalog
from core.indexing.indexing import Control, IndexReport, Listener, Progress, index_folders
from core.indexing.pace import Pace
from core.looks.model import Extractor, ModelError
from core.photos.images import Scan, load_rgb
from core.workers.messages import Computed
from core.workers.workers import Worker

Index = Callable[..., IndexReport]


@pytest.fixture
def index(catalog: Catalog, extractor: Extractor, photos: Path) -> Index:
    return lambda **given: indexed(catalog, extractor, [str(photos)], **given)


@pytest.fixture
def alone(extractor: Extractor) -> Callable[[Path], dict[str, bytes]]:
    """The vectors of the photos of a folder, each computed by itself."""

    def vector(path: Path) -> bytes:
        return extractor.features(load_rgb(str(path), INPUT_SIDE)).astype(np.float32).tobytes()

    return lambda folder: {path.name: vector(path) for path in folder.iterdir()}


def test_a_bad_middle_photo_never_shifts_its_neighbours(
    photos: Path, index: Index, catalog: Catalog, extractor: Extractor, alone: Callable
) -> None:
    expected = alone(photos)
    for number in (0, 5, 6, 11):
        save(photos / f"{number:02}.png", b"no image")
        del expected[f"{number:02}.png"]
    report = index()
    assert [os.path.basename(bad.path) for bad in report.failed] == ["00.png", "05.png", "06.png", "11.png"]
    assert vectors_by_name(catalog, photos, extractor.model_id) == expected


@pytest.mark.parametrize("threads", [1, 3])
def test_vectors_do_not_depend_on_the_number_of_processes(
    threads: int,
    photos: Path,
    index: Index,
    catalog: Catalog,
    extractor: Extractor,
    alone: Callable,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("core.indexing.pace.core_count", lambda: 3)
    monkeypatch.setattr("core.indexing.indexing.PHOTOS_PER_WORKER", 1)
    index(pace=Pace(threads))
    assert vectors_by_name(catalog, photos, extractor.model_id) == alone(photos)


def test_copies_in_one_run_get_the_same_vector(
    photos: Path, index: Index, catalog: Catalog, extractor: Extractor, alone: Callable
) -> None:
    for number in range(5):
        save(photos / f"copy {number}.png", (photos / "03.png").read_bytes())
    assert index().indexed == 17
    assert vectors_by_name(catalog, photos, extractor.model_id) == alone(photos)


def test_a_file_that_vanishes_between_scan_and_read(photos: Path, index: Index, alone: Callable) -> None:
    def remove(scan: Scan) -> None:
        os.remove(scan.files[4].path)

    report = index(on_scan=remove)
    assert (report.found, report.indexed) == (12, 11)
    (gone,) = report.failed
    assert os.path.basename(gone.path) == "04.png" and is_one_sentence(gone.reason)
    assert index().found == 11


def test_a_file_that_changes_between_scan_and_read_is_stored_as_it_was_read(
    photos: Path, index: Index, catalog: Catalog, extractor: Extractor, alone: Callable
) -> None:
    index(on_scan=lambda scan: save(photos / "04.png", photo(200)) and None)
    assert vectors_by_name(catalog, photos, extractor.model_id) == alone(photos)
    assert index().reused == 12


def test_progress_counts_up_to_the_total(photos: Path, index: Index) -> None:
    save(photos / "bad.png", b"")
    seen: list[Progress] = []
    commits: list[int] = []
    report = index(on_progress=seen.append, on_commit=lambda: commits.append(len(seen)))
    assert (seen[0].done, seen[0].total) == (0, 13)
    assert (seen[-1].done, seen[-1].total, seen[-1].failed) == (13, 13, 1)
    assert [step.done for step in seen] == sorted(step.done for step in seen)
    assert seen[-1].seconds_left == 0 and report.images_per_second > 0
    assert commits


def test_it_is_told_that_photos_went_and_came_back(photos: Path, index: Index) -> None:
    index()
    told: list[int] = []
    aside = photos.parent / "aside.png"
    index(on_commit=lambda: told.append(0))
    assert not told  # nothing is new
    (photos / "03.png").rename(aside)
    index(on_commit=lambda: told.append(1))
    aside.rename(photos / "03.png")
    assert index(on_commit=lambda: told.append(2)).reused == 12
    assert told == [1, 2]


def test_progress_comes_at_most_ten_times_a_second(photos: Path, index: Index) -> None:
    for number in range(12, 60):
        save(photos / f"{number}.png", photo(number))
    seen: list[Progress] = []
    report = index(on_progress=seen.append)
    assert len(seen) <= report.seconds * 10 + 3


def test_cancel_keeps_what_is_done(photos: Path, index: Index, catalog: Catalog, extractor: Extractor) -> None:
    control = Control()
    report = index(pace=Pace(1), control=control, on_progress=lambda step: control.cancel() if step.done else None)
    assert control.cancelled or report.indexed == 12
    control = Control()
    control.cancel()
    assert index(control=control).cancelled
    assert len(vectors_by_name(catalog, photos, extractor.model_id)) == report.indexed
    assert index().reused == report.indexed


def test_cancelled_before_the_start_computes_nothing(index: Index) -> None:
    control = Control()
    control.cancel()
    report = index(control=control)
    assert report.cancelled and report.indexed == 0


def test_pause_holds_and_resume_goes_on(photos: Path, home: Path, extractor: Extractor) -> None:
    for number in range(12, 80):
        save(photos / f"{number}.png", photo(number))
    control = Control()
    control.pause()
    seen: list[Progress] = []
    reports: list[IndexReport] = []

    def work() -> None:
        with Catalog(Paths.choose(str(home)).catalog) as catalog:
            reports.append(
                index_folders(
                    catalog, extractor, [str(photos)], control=control, listener=Listener(on_progress=seen.append)
                )
            )

    worker = threading.Thread(target=work)
    worker.start()
    worker.join(0.3)
    assert worker.is_alive() and control.paused and [step.done for step in seen] == [0]
    control.resume()
    worker.join(60)
    assert not control.paused and reports[0].indexed == 80


def test_cancel_ends_a_pause(index: Index) -> None:
    control = Control()
    control.pause()
    canceller = threading.Timer(0.1, control.cancel)
    canceller.start()
    assert index(control=control).cancelled
    canceller.join()


class Crowd:
    """Stands in for the network: sees how many photos are under way at once."""

    def __init__(self, extractor: Extractor, monkeypatch: pytest.MonkeyPatch) -> None:
        self._counting = threading.Lock()
        self._inside = 0
        self.seen: list[int] = []  # how many were inside when a photo came in
        self.on_photo: Callable[[int], object] = lambda number: None  # 1 is the first
        one = Computed(extractor.features(np.zeros((80, 64, 3), np.uint8)), b"", 0.0)
        monkeypatch.setattr(Worker, "compute", lambda *_: self._come_and_go() or one)
        monkeypatch.setattr("core.indexing.indexing.PHOTOS_PER_WORKER", 1)
        monkeypatch.setattr("core.indexing.pace.core_count", lambda: 4)

    def _come_and_go(self) -> None:
        with self._counting:
            self._inside += 1
            self.seen.append(self._inside)
            number = len(self.seen)
        self.on_photo(number)
        with self._counting:
            self._inside -= 1


def test_sparing_begins_and_ends_in_the_middle_of_a_run(
    photos: Path, index: Index, extractor: Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(12, 30):
        save(photos / f"{number}.png", photo(number))
    pace, crowd, four = Pace(4), Crowd(extractor, monkeypatch), threading.Barrier(4, timeout=300)

    def on_photo(number: int) -> None:
        if number == 4:
            pace.spare(True)
        if number == 10:
            pace.spare(False)
        if number <= 4 or 10 <= number <= 13:
            four.wait()

    crowd.on_photo = on_photo
    assert index(pace=pace).indexed == 30
    assert crowd.seen[4:10] == [1] * 6 and max(crowd.seen) == 4


def test_another_number_of_threads_counts_at_once(
    index: Index, extractor: Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.indexing.pace.core_count", lambda: 3)
    pace, crowd, three = Pace(1), Crowd(extractor, monkeypatch), threading.Barrier(3, timeout=300)

    def on_photo(number: int) -> None:
        if number == 5:
            pace.use(0)  # all cores
        if 5 <= number <= 7:
            three.wait()

    crowd.on_photo = on_photo
    index(pace=pace)
    assert crowd.seen[:5] == [1] * 5 and max(crowd.seen) == 3


def test_a_rest_follows_each_photo_while_sparing(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 0.0
    monkeypatch.setattr("core.indexing.pace.time.monotonic", lambda: now)
    for end in ("unspare", "cancel"):
        pace, cancelled = Pace(2), threading.Event()
        pace.spare(True)

        def work(pace: Pace = pace, cancelled: threading.Event = cancelled) -> None:
            nonlocal now
            with pace.turn(cancelled.is_set):
                now += 3.0

        worker = threading.Thread(target=work)
        worker.start()
        worker.join(0.3)
        assert worker.is_alive(), "no rest"
        pace.spare(False) if end == "unspare" else cancelled.set()
        worker.join(30)
        assert not worker.is_alive()


def test_cancelling_ends_a_wait_for_a_turn(
    photos: Path, index: Index, extractor: Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    pace, control, crowd = Pace(4), Control(), Crowd(extractor, monkeypatch)
    pace.spare(True)
    crowd.on_photo = lambda number: control.cancel() if number == 2 else None
    assert index(pace=pace, control=control).cancelled
    assert crowd.seen == [1, 1]


def test_a_missing_or_damaged_model_gives_a_sentence(photos: Path, catalog: Catalog, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot be read"):
        Extractor(tmp_path / "missing.onnx")
    save(tmp_path / "damaged.onnx", b"no model")
    with pytest.raises(ModelError, match="damaged"):
        index_folders(catalog, Extractor(tmp_path / "damaged.onnx"), [str(photos)])


# --- as a process ---


@pytest.mark.skipif(sys.platform == "win32", reason="sends Ctrl+C as a signal")
def test_ctrl_c_keeps_what_is_done(many: Path, twinset: Callable[..., Result]) -> None:
    command = [sys.executable, str(ROOT / "main.py"), "index", str(many)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        shown = b""
        while not re.search(rb"\b[1-9]\d*/3000", shown):
            shown += process.stderr.read1()
        process.send_signal(signal.SIGINT)
        shown += process.stderr.read()
        told = process.stdout.read()
    assert process.returncode == 130 and told == b"" and b"Traceback" not in shown
    assert shown.rstrip().endswith(b"twinset: Stopped. What was indexed so far is kept.")
    again = twinset("index", many, "--limit", "100").json  # begins with the same photos
    assert 0 < again["reused"] <= 100 and again["reused"] + again["indexed"] == 100
