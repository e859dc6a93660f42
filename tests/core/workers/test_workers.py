"""Photos that crash their reader, hang or eat memory: one file is named, all others are indexed, no process is left."""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import subprocess
import sys
import threading
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import psutil
import pytest
from faulty import ABORT, EAT, EAT_NATIVE, EXIT, HANG, HANG_LOCKED, KILL, RAISE
from support import ROOT, encoded, indexed, is_one_sentence, photo, save, vectors_by_name, wait_until

from core.base import sentences
from core.base.sentences import Sentence
from core.catalog.catalog import Catalog
from core.indexing.indexing import Control, IndexReport, Progress
from core.indexing.pace import Pace
from core.looks.features import width_of
from core.looks.model import Extractor, ModelError
from core.photos.images import ImageFile, content_hash
from core.workers import process
from core.workers.messages import Computed, Looked
from core.workers.workers import Cancelled, Crashed, Endless, Silent, Worker, Workers

PATIENCE = 120  # seconds until a test that waits for a process fails
Index = Callable[..., IndexReport]


@pytest.fixture
def workers(extractor: Extractor) -> Iterator[Workers]:
    """Of this test alone, with faulty decoders."""
    made = Workers(extractor, plugin="tests.faulty")
    yield made
    made.end()


@pytest.fixture
def index(catalog: Catalog, extractor: Extractor, workers: Workers, photos: Path) -> Index:
    return lambda **given: indexed(catalog, extractor, [str(photos)], **{"workers": workers, **given})


def spoil(photos: Path, number: int, mark: bytes) -> str:
    """A photo that is good, but for the faulty decoders."""
    return save(photos / f"{number:02}.png", encoded(photo(number), "PNG") + mark)


def file(path: str) -> ImageFile:
    return ImageFile(path, os.path.getsize(path), 0)


def children(pid: int | None = None) -> list[psutil.Process]:
    """The workers of this test."""
    return [one for one in psutil.Process(pid).children() if _is_ours(one)]


def _is_ours(process: psutil.Process) -> bool:
    try:
        return "tests.faulty" in process.cmdline()
    except psutil.Error:  # it has just ended
        return False


# --- photos with faults ---


@pytest.mark.parametrize(
    ("mark", "reason"),
    [
        (ABORT, sentences.CRASHED),
        (KILL, sentences.CRASHED),
        (EXIT, sentences.CRASHED),
        (EAT, sentences.MUCH_MEMORY.filled(most=700)),
        (RAISE, sentences.NOT_COMPUTED.filled(why="OverflowError")),
    ],
)
@pytest.mark.parametrize("threads", [1, 3])
def test_one_file_is_named_and_all_others_are_indexed(
    mark: bytes,
    reason: Sentence,
    threads: int,
    photos: Path,
    index: Index,
    catalog: Catalog,
    extractor: Extractor,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("core.indexing.indexing.PHOTOS_PER_WORKER", 1)
    monkeypatch.setattr("core.indexing.pace.core_count", lambda: 3)
    bad = spoil(photos, 5, mark)
    report = index(pace=Pace(threads))
    (failed,) = report.failed
    assert (failed.path, failed.reason) == (bad, reason) and is_one_sentence(reason)
    assert report.indexed == 11 and len(vectors_by_name(catalog, photos, extractor.model_id)) == 11


def test_what_crashed_is_remembered_and_tried_again_only_when_asked(
    photos: Path, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []
    look = Worker.look
    monkeypatch.setattr(
        Worker, "look", lambda worker, file, *more: looked.append(file.path) or look(worker, file, *more)
    )
    bad = spoil(photos, 5, ABORT)
    first = index()
    assert looked.count(bad) == 2 and len(looked) == 13  # twice, to be sure that it was to blame
    looked.clear()
    again = index()
    assert again.failed == first.failed and again.reused == 11 and not looked
    assert index(retry=True).failed == first.failed and looked == [bad, bad]
    save(photos / os.path.basename(bad), photo(5))
    assert index().indexed == 1


def test_memory_that_native_code_eats(photos: Path, index: Index) -> None:
    """It dies of the limit; meanwhile nobody takes more than that."""
    spoil(photos, 3, EAT_NATIVE)
    most, ended = [0], threading.Event()

    def watch() -> None:
        while not ended.wait(0.01):
            for child in children():
                try:
                    most[0] = max(most[0], child.memory_info().rss)
                except psutil.Error:
                    continue

    watcher = threading.Thread(target=watch)
    watcher.start()
    before = psutil.Process().memory_info().rss
    report = index(pace=Pace(1))
    ended.set()
    watcher.join()
    assert report.indexed == 11 and report.failed[0].reason == sentences.CRASHED
    assert 300 * 2**20 < most[0] < 1000 * 2**20
    assert psutil.Process().memory_info().rss - before < 200 * 2**20


@pytest.mark.parametrize("mark", [HANG, HANG_LOCKED])
def test_a_file_that_hangs_is_given_up(
    mark: bytes, photos: Path, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = spoil(photos, 7, mark)
    real = Worker.compute

    def compute(worker: Worker, file: ImageFile, seconds: float) -> Computed:
        return real(worker, file, seconds if file.path == bad else PATIENCE)  # however slow this machine is

    monkeypatch.setattr(Worker, "compute", compute)
    report = index(patience=3.0)
    (failed,) = report.failed
    assert failed.path == bad and failed.reason == sentences.ENDLESS.filled(seconds="3")
    assert report.indexed == 11


def test_a_drive_that_does_not_answer_costs_less_and_less_time(
    photos: Path, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []

    def look(worker: Worker, file: ImageFile, seconds: float) -> Looked:
        waited.append(seconds)
        if 3 <= len(waited) <= 9:
            raise Silent
        return real(worker, file, PATIENCE)  # however slow this machine is

    real = Worker.look
    monkeypatch.setattr(Worker, "look", look)
    report = index(pace=Pace(1), patience=8.0)
    assert waited == [8, 8, 8, 4, 2, 1, 1, 1, 1, 1, 8, 8]
    assert report.indexed == 5 and {failed.reason for failed in report.failed} == {
        sentences.SILENT.filled(seconds=seconds) for seconds in ("8", "4", "2", "1")
    }
    monkeypatch.undo()
    assert index().indexed == 7  # the drive is back


@pytest.mark.skipif(sys.platform == "win32", reason="has no such pipes")
def test_a_pipe_in_the_place_of_a_photo(photos: Path, index: Index) -> None:
    def replace(_: object) -> None:
        os.remove(photos / "04.png")
        os.mkfifo(photos / "04.png")

    report = index(on_scan=replace)
    assert report.indexed == 11 and report.failed[0].reason == sentences.NO_IMAGE_FILE


def test_cancelling_does_not_wait_for_a_file_that_hangs(photos: Path, index: Index) -> None:
    for number in range(12):
        spoil(photos, number, HANG)
    control = Control()
    canceller = threading.Timer(2.0, control.cancel)
    canceller.start()
    report = index(control=control)
    assert report.cancelled and report.indexed == 0 and report.seconds < 60
    canceller.join()
    wait_until(lambda: not children())  # a killed process may take a moment to be gone


def test_a_scan_that_is_cancelled(photos: Path, index: Index) -> None:
    control = Control()
    seen: list[int] = []

    def on_folder(count: int) -> None:
        seen.append(count)
        control.cancel()

    for number in range(5):
        save(photos / f"folder {number}" / "photo.png", photo(number))
    report = index(control=control, on_folder=on_folder)
    assert report.cancelled and report.found == 0 and seen == [1]
    assert index().indexed == 17


def test_a_slow_file_holds_up_no_commit(photos: Path, index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.indexing.indexing.COMMIT_EVERY", 1)
    monkeypatch.setattr("core.indexing.indexing.PHOTOS_PER_WORKER", 1)
    monkeypatch.setattr("core.indexing.pace.core_count", lambda: 2)
    spoil(photos, 0, HANG)
    control = Control()
    committed: list[None] = []

    def on_commit() -> None:
        committed.append(None)
        if len(committed) == 11:
            control.cancel()

    report = index(pace=Pace(2), control=control, on_commit=on_commit)
    assert report.cancelled and report.indexed == 11


# --- what is under way ---


def test_while_paused_what_is_done_is_committed(photos: Path, index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    control = Control()
    resumed: list[bool] = []

    def pause(progress: Progress) -> None:
        if progress.done == 3:
            control.pause()

    def resume() -> None:
        resumed.append(control.paused)
        control.resume()

    monkeypatch.setattr("core.indexing.indexing.COMMIT_SECONDS", float(PATIENCE))  # nothing else makes it commit
    monkeypatch.setattr("core.indexing.indexing.PROGRESS_SECONDS", 0.0)
    assert index(pace=Pace(1), control=control, on_progress=pause, on_commit=resume).indexed == 12
    assert resumed[0]


def test_what_is_done_is_committed_on_the_way_out_of_an_error(
    photos: Path, index: Index, catalog: Catalog, extractor: Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.indexing.indexing.PROGRESS_SECONDS", 0.0)

    def fail(progress: Progress) -> None:
        if progress.done == 5:
            raise RuntimeError

    with pytest.raises(RuntimeError):
        index(on_progress=fail)
    assert len(vectors_by_name(catalog, photos, extractor.model_id)) == 5
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("reading")]


# --- processes ---


def test_nothing_new_starts_no_process(photos: Path, index: Index, workers: Workers) -> None:
    index()
    workers.end()
    assert not children()
    assert index().reused == 12 and not children()


def test_processes_stay_for_the_next_run_and_end_with_their_owner(photos: Path, index: Index, workers: Workers) -> None:
    index(pace=Pace(1))
    (first,) = children()
    save(photos / "new.png", photo(99))
    assert index(pace=Pace(1)).indexed == 1 and children() == [first]
    workers.end()
    first.wait(PATIENCE)


def test_one_that_takes_long_to_end_is_waited_for_later(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody drops what still runs: Python would warn, and a dead process would stay in the system's table."""
    monkeypatch.setattr(process, "_END_SECONDS", 0.0)
    with monkeypatch.context() as patched:
        patched.setattr(subprocess.Popen, "kill", lambda _self: None)  # it ends by itself, in a moment
        for _ in range(5):
            process.Process().end()
    left = [one.pid for one in process._left]
    gc.collect()
    for pid in left:
        with contextlib.suppress(psutil.NoSuchProcess):
            psutil.Process(pid).wait(PATIENCE)
    process.Process().end()
    assert left and not {one.pid for one in process._left}.intersection(left)


def test_an_idle_one_holds_nothing_of_who_had_it(workers: Workers) -> None:
    class Asker:
        def cancelled(self) -> bool:
            return False

    asker = Asker()
    held = weakref.ref(asker)
    with workers.lend(asker.cancelled) as worker:
        assert worker.lives
    del asker, worker
    gc.collect()
    assert held() is None


def test_one_that_is_killed_while_idle_is_replaced(photos: Path, index: Index) -> None:
    index(pace=Pace(1))
    (first,) = children()
    first.kill()
    save(photos / "new.png", photo(99))
    report = index(pace=Pace(1))
    assert report.indexed == 1 and not report.failed


def test_one_that_is_killed_at_work_harms_no_photo(photos: Path, index: Index) -> None:
    """By the system that is short of memory, say: the photo is not to blame."""
    control = Control()

    def kill(progress: Progress) -> None:
        if progress.done == 2:
            children()[0].kill()

    report = index(pace=Pace(1), control=control, on_progress=kill)
    assert report.indexed == 12 and not report.failed


def test_a_worker_reads_and_computes(photos: Path, extractor: Extractor, workers: Workers) -> None:
    path = str(photos / "03.png")
    with workers.lend() as worker:
        looked = worker.look(file(path))
        assert looked.content == content_hash(Path(path).read_bytes())
        assert looked.file == ImageFile(path, os.path.getsize(path), os.stat(path).st_mtime_ns)
        computed = worker.compute(looked.file)
    assert computed.features.dtype == np.float16 and computed.features.shape == (width_of(extractor.spec),)


def test_what_a_worker_raises(photos: Path, workers: Workers) -> None:
    for mark, seconds, cancelled, error in [
        (ABORT, 60, False, Crashed),
        (HANG, 0.5, False, Endless),
        (HANG, 60, True, Cancelled),
    ]:
        path = spoil(photos, 0, mark)
        with workers.lend():
            pass  # starts it
        with pytest.raises(error):
            _compute(workers, path, seconds, lambda cancelled=cancelled: cancelled)


def _compute(workers: Workers, path: str, seconds: float, cancelled: Callable[[], bool]) -> None:
    with workers.lend(cancelled) as worker:
        worker.look(file(path))
        worker.compute(file(path), seconds)


def test_processes_that_do_not_start_end_the_run_with_a_sentence(
    photos: Path, index: Index, extractor: Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    for plugin in ("no.such.module",):
        with pytest.raises(ModelError, match="does not start") as caught:
            index(workers=Workers(extractor, plugin))
        assert caught.value.sentence == sentences.NO_WORKER
    monkeypatch.setattr(sys, "executable", str(photos / "no python"))
    with pytest.raises(ModelError, match="does not start"):
        index(workers=Workers(extractor))


def test_another_model_than_that_of_the_program_is_refused(
    photos: Path, index: Index, extractor: Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extractor, "model_id", "of yesterday")
    with pytest.raises(ModelError) as caught:
        index(workers=Workers(extractor))
    assert caught.value.sentence == sentences.OTHER_MODEL


# --- the program as a process ---

PROGRAM = """
import sys
from core.workers import process
class Faulty(process.Process):
    def __init__(self, model="", plugin=""):
        super().__init__(model, "tests.faulty")
process.Process = Faulty
import core.indexing.indexing
core.indexing.indexing.PHOTOS_PER_WORKER = 1
core.indexing.pace.core_count = lambda: 2
from main import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="sends signals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL, signal.SIGABRT])
@pytest.mark.parametrize("mark", [HANG, HANG_LOCKED], ids=["hang", "hang-locked"])
def test_no_process_is_left_however_the_program_ends(mark: bytes, number: int, photos: Path) -> None:
    for bad in range(12):
        spoil(photos, bad, mark)
    command = [sys.executable, "-c", PROGRAM, "index", str(photos)]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, cwd=ROOT, stdout=quiet, stderr=quiet, start_new_session=True) as program:
        left = wait_until(lambda: len(found := children(program.pid)) >= 2 and found, PATIENCE)
        wait_until(lambda: all(one.memory_info().rss > 80 * 2**20 for one in left), PATIENCE)  # past its start
        if number == signal.SIGINT:
            os.killpg(program.pid, number)  # as the terminal does
        else:
            program.send_signal(number)
        assert program.wait(PATIENCE) in (1, -number, 128 + number)
    wait_until(lambda: not any(one.is_running() and one.status() != psutil.STATUS_ZOMBIE for one in left), PATIENCE)
