"""Work in the background: one outcome for each job, the newest wins; and errors that nobody caught."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot
from window_support import PATIENCE_MS

from gui.base.jobs import Job, JobQueue, Series
from gui.base.work import Work, leave
from gui.window.app import ErrorReporter


class Do(Job):
    """Runs any function."""

    def __init__(self, work: Callable[[], object]) -> None:
        super().__init__()
        self._work = work

    def work(self) -> object:
        return self._work()


def test_only_the_newest_job_is_heard(qtbot: QtBot) -> None:
    parent, heard = QWidget(), []
    queue = JobQueue(Work(), parent)
    queue.succeeded.connect(heard.append)
    with qtbot.waitSignal(queue.idle, timeout=PATIENCE_MS):
        for number in range(20):
            queue.submit(Do(lambda number=number: number))
    assert heard == [19] and not queue.busy


def test_a_failing_job_says_so(qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    work = Work()
    queue = JobQueue(work, QApplication.instance())
    with qtbot.waitSignal(queue.failed, timeout=PATIENCE_MS) as got:
        queue.submit(Do(lambda: 1 // 0))
    assert got.args == ["Something went wrong. The log file tells more."]
    assert "ZeroDivisionError" in caplog.text
    work.end()


def test_dropped_jobs_are_not_heard(qtbot: QtBot) -> None:
    work = Work()
    queue, heard = JobQueue(work, QApplication.instance()), []
    queue.succeeded.connect(heard.append)
    queue.submit(Do(lambda: 1))
    queue.drop()
    work.end()
    qtbot.wait(1)
    assert heard == [] and not queue.busy


# --- the end of all work ---


class Stubborn(Job):
    """Never ends by itself, and hears nothing, until it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self.go = threading.Event()

    def work(self) -> None:
        self.go.wait()


def test_what_must_finish_does_in_order_and_the_rest_is_cancelled(qtbot: QtBot) -> None:
    work, parent, done, heard = Work(), QWidget(), [], []
    series, queue = Series(work, parent), JobQueue(work, parent)
    series.succeeded.connect(heard.append)
    queue.succeeded.connect(heard.append)
    queue.cancelled.connect(partial(heard.append, "cancelled"))
    running = Do(lambda: running._cancelled.wait(PATIENCE_MS / 1000))
    queue.submit(running)
    queue.submit(Do(lambda: done.append("replaced")))
    for number in range(20):
        series.submit(Do(lambda number=number: (time.sleep(0.01), done.append(number))))
    work.end()
    assert done == list(range(20)) and running.is_cancelled() and not running.isRunning()
    for late in (series, queue):
        late.submit(Do(lambda: done.append("late")))
    qtbot.wait(50)
    assert len(done) == 20 and heard == []


def test_every_job_of_a_series_is_heard(qtbot: QtBot) -> None:
    work, heard = Work(), []
    series = Series(work, QApplication.instance())
    series.succeeded.connect(heard.append)
    for number in range(20):
        series.submit(Do(lambda number=number: number))
    qtbot.waitUntil(lambda: heard == list(range(20)), timeout=PATIENCE_MS)
    work.end()


def test_a_late_outcome_starts_nothing(qtbot: QtBot) -> None:
    """Its signal waits in the event loop while the work ends."""
    work, parent, begun = Work(), QWidget(), []
    first, second = JobQueue(work, parent), JobQueue(work, parent)
    first.succeeded.connect(lambda _: begun.append(1))
    first.idle.connect(lambda: second.submit(Do(lambda: begun.append(2))))
    job = Do(lambda: None)
    first.submit(job)
    assert job.wait(PATIENCE_MS)
    work.end()
    qtbot.wait(50)
    assert begun == [] and not second.busy


def test_what_hangs_is_left_behind(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gui.base.work._PATIENCE_MS", 50)
    ended: list[int] = []
    monkeypatch.setattr("gui.base.work._go", ended.append)
    work, parent, job = Work(), QWidget(), Stubborn()
    JobQueue(work, parent).submit(job)
    work.end()
    shiboken6.delete(parent)
    leave(7)
    assert ended == [7]
    job.go.set()
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
