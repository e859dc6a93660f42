"""Work in the background: one outcome for each job, the newest wins; and errors that nobody caught."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from gui.app import ErrorReporter
from gui.jobs import Job, JobQueue


class Do(Job):
    """Runs any function."""

    def __init__(self, work: Callable[[], object]) -> None:
        super().__init__()
        self._work = work

    def work(self) -> object:
        return self._work()


def test_only_the_newest_job_is_heard(qtbot: QtBot) -> None:
    parent, heard = QWidget(), []
    queue = JobQueue(parent)
    queue.succeeded.connect(heard.append)
    with qtbot.waitSignal(queue.idle):
        for number in range(20):
            queue.submit(Do(lambda number=number: number))
    assert heard == [19] and not queue.busy


def test_a_failing_job_says_so(qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    queue = JobQueue(QApplication.instance())
    with qtbot.waitSignal(queue.failed) as got:
        queue.submit(Do(lambda: 1 // 0))
    assert got.args == ["Something went wrong. The log file tells more."]
    assert "ZeroDivisionError" in caplog.text
    queue.wait()


def test_dropped_jobs_are_not_heard(qtbot: QtBot) -> None:
    queue, heard = JobQueue(QApplication.instance()), []
    queue.succeeded.connect(heard.append)
    queue.submit(Do(lambda: 1))
    queue.drop()
    queue.wait()
    qtbot.wait(1)
    assert heard == [] and not queue.busy


# --- errors ---


def test_an_error_nobody_caught_is_logged_and_told_once(
    qtbot: QtBot, tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    def dialogs() -> list[QMessageBox]:
        return [box for box in QApplication.topLevelWidgets() if box.objectName() == "error_dialog"]

    with caplog.at_level(logging.CRITICAL), ErrorReporter(tmp_path / "log").installed():
        for _ in range(3):
            QTimer.singleShot(0, lambda: 1 // 0)
        qtbot.waitUntil(lambda: caplog.text.count("ZeroDivisionError: ") == 3)
        qtbot.waitUntil(lambda: bool(dialogs()))
        qtbot.wait(1)
        (box,) = dialogs()
        assert str(tmp_path / "log") in box.informativeText() and "ZeroDivisionError" in box.detailedText()
        box.close()
    assert capfd.readouterr() == ("", "")
