"""Work in the background: one outcome for each job, the newest wins; and errors that nobody caught."""

from __future__ import annotations

import logging
import threading
import time
from functools import partial
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot
from window_support import PATIENCE_MS

from core.base import sentences
from core.photos.images import UnreadableImage
from core.workers.workers import Cancelled
from gui.base import jobs
from gui.base.jobs import Job, JobQueue, Series, seldom
from gui.base.work import Work, leave
from gui.window.app import ErrorReporter


def test_only_the_newest_job_is_heard(qtbot: QtBot) -> None:
    parent, heard = QWidget(), []
    queue = JobQueue(Work(), parent)
    with qtbot.waitSignal(queue.idle, timeout=PATIENCE_MS):
        for number in range(20):
            queue.run(lambda _, number=number: number, done=heard.append)
    assert heard == [19] and not queue.busy


def test_what_a_job_tells_comes_in_order_to_the_thread_of_the_window(qtbot: QtBot) -> None:
    work, heard = Work(), []
    queue = JobQueue(work, QApplication.instance())

    def hear(what: object) -> None:
        heard.append((what, threading.current_thread() is threading.main_thread()))

    def count(job: Job) -> str:
        for number in range(20):
            job.tell(hear, number)
        return "done"

    with qtbot.waitSignal(queue.idle, timeout=PATIENCE_MS):
        queue.run(count, done=hear)
    assert heard == [*((number, True) for number in range(20)), ("done", True)]
    work.end()


def test_nothing_that_a_replaced_job_tells_is_heard(qtbot: QtBot) -> None:
    work, heard, replaced = Work(), [], threading.Event()
    queue = JobQueue(work, QApplication.instance())

    def old(job: Job) -> str:
        job.tell(heard.append, "old")
        assert replaced.wait(PATIENCE_MS / 1000)
        job.tell(heard.append, "older")
        return "oldest"

    with qtbot.waitSignal(queue.idle, timeout=PATIENCE_MS):
        queue.run(old, done=heard.append, failed=heard.append, cancelled=partial(heard.append, "cancelled"))
        queue.run(lambda _: "new", done=heard.append)
        replaced.set()
    assert heard == ["new"]
    work.end()


def test_a_cancelled_job_says_so_and_the_one_behind_it_is_forgotten(qtbot: QtBot) -> None:
    work, heard = Work(), []
    queue = JobQueue(work, QApplication.instance())

    def hold(job: Job) -> None:
        while not job.cancelled():
            time.sleep(0.001)

    with qtbot.waitSignal(queue.idle, timeout=PATIENCE_MS):
        cancel, cancelled = partial(heard.append, "cancel"), partial(heard.append, "cancelled")
        queue.run(hold, done=heard.append, cancelled=cancelled, cancel=cancel)
        queue.run(lambda _: "waits", done=heard.append)
        queue.cancel()
    assert heard == ["cancel", "cancel", "cancelled"]
    work.end()


def test_a_job_that_was_stopped_is_cancelled(qtbot: QtBot) -> None:
    work = Work()
    queue = JobQueue(work, QApplication.instance())

    def stopped(_: Job) -> None:
        raise Cancelled

    with qtbot.waitCallback(timeout=PATIENCE_MS) as heard:
        queue.run(stopped, cancelled=heard)
    work.end()


@pytest.mark.parametrize("kind", [JobQueue, Series])
def test_a_failing_job_says_so(qtbot: QtBot, caplog: pytest.LogCaptureFixture, kind: type[JobQueue | Series]) -> None:
    work = Work()
    queue = kind(work, QApplication.instance())
    with qtbot.waitCallback(timeout=PATIENCE_MS) as heard:
        queue.run(lambda *_: 1 // 0, failed=heard)
    heard.assert_called_with("Something went wrong. The log file tells more.")
    assert "ZeroDivisionError" in caplog.text
    work.end()


def test_a_sentence_for_the_user_is_told(qtbot: QtBot) -> None:
    work = Work()
    queue = JobQueue(work, QApplication.instance())

    def read(_: Job) -> None:
        raise UnreadableImage(sentences.EMPTY)

    with qtbot.waitCallback(timeout=PATIENCE_MS) as heard:
        queue.run(read, failed=heard)
    heard.assert_called_with("The file is empty.")
    work.end()


def test_dropped_jobs_are_not_heard(qtbot: QtBot) -> None:
    work = Work()
    queue, heard = JobQueue(work, QApplication.instance()), []
    queue.run(lambda _: 1, done=heard.append, cancelled=partial(heard.append, "cancelled"))
    queue.drop()
    work.end()
    qtbot.wait(1)
    assert heard == [] and not queue.busy


def test_what_comes_too_soon_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[int] = []
    hear = seldom(heard.append)
    hear(0)
    for number in range(1, 1000):
        hear(number)
    assert len(heard) < 1000 and heard[0] == 0
    monkeypatch.setattr(jobs, "_SELDOM_S", -1)
    hear(1000)
    assert heard[-1] == 1000


# --- the end of all work ---


def test_what_must_finish_does_in_order_and_the_rest_is_cancelled(qtbot: QtBot) -> None:
    work, parent, done, heard = Work(), QWidget(), [], []
    series, queue = Series(work, parent), JobQueue(work, parent)
    cancelled, began = threading.Event(), threading.Event()

    def hold(job: Job) -> None:
        began.set()
        assert cancelled.wait(PATIENCE_MS / 1000) and job.cancelled()
        done.append("held")

    queue.run(hold, done=heard.append, cancelled=partial(heard.append, "cancelled"), cancel=cancelled.set)
    assert began.wait(PATIENCE_MS / 1000)
    for number in range(20):
        series.run(lambda number=number: (time.sleep(0.01), done.append(number)), done=heard.append)
    work.end()
    assert [one for one in done if one != "held"] == list(range(20)) and "held" in done
    assert not any(thread.isRunning() for thread in queue.threads())
    series.run(partial(done.append, "late"))
    queue.run(lambda _: done.append("late"))
    qtbot.wait(50)
    assert len(done) == 21 and heard == []


def test_a_replaced_job_never_begins(qtbot: QtBot) -> None:
    work, begun = Work(), []
    queue = JobQueue(work, QApplication.instance())
    with qtbot.waitSignal(queue.idle, timeout=PATIENCE_MS):
        queue.run(lambda job: begun.append(0))
        queue.run(lambda job: begun.append(1))
        queue.run(lambda job: begun.append(2))
    assert begun == [0, 2]
    work.end()


def test_every_job_of_a_series_is_heard(qtbot: QtBot) -> None:
    work, heard = Work(), []
    series = Series(work, QApplication.instance())
    for number in range(20):
        series.run(lambda number=number: number, done=heard.append)
    qtbot.waitUntil(lambda: heard == list(range(20)), timeout=PATIENCE_MS)
    work.end()


def test_a_late_outcome_starts_nothing(qtbot: QtBot) -> None:
    """What it says waits in the event loop while the work ends."""
    work, parent, begun = Work(), QWidget(), []
    first, second = JobQueue(work, parent), JobQueue(work, parent)
    first.idle.connect(lambda: second.run(lambda _: begun.append(2)))
    first.run(lambda _: None, done=lambda _: begun.append(1))
    (job,) = first.threads()
    assert job.wait(PATIENCE_MS)
    work.end()
    qtbot.wait(50)
    assert begun == [] and not second.busy


def test_what_hangs_is_left_behind(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gui.base.work._PATIENCE_MS", 50)
    ended: list[int] = []
    monkeypatch.setattr("gui.base.work._go", ended.append)
    work, parent, go = Work(), QWidget(), threading.Event()
    queue = JobQueue(work, parent)
    queue.run(lambda _: go.wait())
    (job,) = queue.threads()
    work.end()
    shiboken6.delete(parent)
    leave(7)
    assert ended == [7]
    go.set()
    assert job.wait(PATIENCE_MS)
    assert leave(0) == 0 and ended == [7]


# --- errors ---


def test_an_error_nobody_caught_is_logged_and_told_once(
    qtbot: QtBot, tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    def dialogs() -> list[QMessageBox]:
        return [box for box in QApplication.topLevelWidgets() if box.objectName() == "error_dialog"]

    with caplog.at_level(logging.CRITICAL), ErrorReporter(tmp_path / "log").installed():
        for _ in range(3):
            QTimer.singleShot(0, lambda: 1 // 0)
        qtbot.waitUntil(lambda: caplog.text.count("ZeroDivisionError: ") == 3, timeout=PATIENCE_MS)
        qtbot.waitUntil(lambda: bool(dialogs()), timeout=PATIENCE_MS)
        qtbot.wait(1)
        (box,) = dialogs()
        assert str(tmp_path / "log") in box.informativeText() and "ZeroDivisionError" in box.detailedText()
        box.close()
    assert capfd.readouterr() == ("", "")
