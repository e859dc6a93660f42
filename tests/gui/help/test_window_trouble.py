"""What a breakdown leaves: a report without names, offered once at the next start; the log that tells the rest."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from program import end
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit
from support import PATIENCE, ROOT, photo, save, wait_until
from window_support import User

from core.base.paths import Paths

# Menus grab the keyboard, which the offscreen platform cannot do.
pytestmark = [
    pytest.mark.qt_log_ignore("This plugin does not support", extend=True),
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals"),
]

Start = Callable[..., User]

# The window, in which something native fails as soon as it is there.
CRASHING = """
import ctypes, sys
from PySide6.QtCore import QTimer
import gui.window.main_window, main
show = gui.window.main_window.MainWindow.showEvent
def crash_soon(self, event):
    show(self, event)
    QTimer.singleShot(0, lambda: ctypes.string_at(0))
gui.window.main_window.MainWindow.showEvent = crash_soon
sys.exit(main.main())
"""
# The window, in which code of ours fails: in what Qt calls, in a thread, and in the background.
FAULTY = CRASHING.replace(
    "lambda: ctypes.string_at(0)",
    """lambda: (
        __import__("threading").Thread(target=lambda: {}["secret holiday.jpg"]).start(),
        self._trouble._jobs.run(lambda _: [].pop()),
        1 / 0,
    )""",
)
# A command, in which the program fails over a photo.
FAILING = """
import sys, core.commands.index_command
def broken(options):
    try:
        open(options.folders[0] + "/secret holiday.png")
    except OSError as error:
        raise ValueError("odd: secret holiday.jpg") from error
core.commands.index_command.index = broken
import main; sys.exit(main.main())
"""


@pytest.fixture
def private(tmp_path: Path) -> Path:
    """A folder whose name, and whose photo's, nobody else needs to know."""
    save(tmp_path / "Anna private" / "secret holiday.jpg", photo(1))
    return tmp_path / "Anna private"


def run(code: str, *words: Path | str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", code, *map(str, words)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE)


def reports(home: Path) -> list[Path]:
    return sorted((home / "reports").glob("*.txt"))


def read_report(user: User) -> str:
    user.wait(lambda: user.sees("reports_dialog"))
    return user.widget("reading_text", QPlainTextEdit).toPlainText()


def tells_no_names(text: str) -> bool:
    return not any(
        name in text for name in ("private", "secret", "holiday", str(ROOT), sys.prefix, os.path.sep + "tmp")
    )


def test_a_native_crash_is_offered_at_the_next_start(
    start: Start, home: Path, private: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = run(CRASHING, private)
    assert (done.returncode, done.stdout, done.stderr) == (-signal.SIGSEGV, "", "")
    user = start()
    user.wait(lambda: user.sees("report_bar"))
    user.click("report_read_button")
    text = read_report(user)
    assert "Segmentation fault" in text and "gui/window/app.py" in text
    assert "twinset 0." in text and "numpy " in text and "pyside6-essentials " in text and "System: " in text
    assert tells_no_names(text)
    user.click("reading_copy_button")
    assert QGuiApplication.clipboard().text() == text
    shown: list[str] = []
    monkeypatch.setattr("gui.desktop.desktop.show_in_file_manager", lambda *paths: shown.extend(paths))
    user.click("reading_folder_button")
    assert shown and all(map(os.path.isfile, shown))
    user.click("reading_delete_button")
    user.wait(lambda: not user.sees("reports_dialog"))
    assert not user.sees("report_bar") and not any(map(os.path.exists, shown))


def test_errors_in_the_window_are_reported_too(start: Start, home: Path) -> None:
    process = subprocess.Popen([sys.executable, "-c", FAULTY], cwd=ROOT, stdout=-1, stderr=-1)
    try:
        wait_until(lambda: len(list((home / "reports").glob("report-*"))) == 3)
        end(process, signal.SIGTERM)
    finally:
        process.kill()
        process.communicate()
    texts = "".join(file.read_text() for file in reports(home))
    for words in ("ZeroDivisionError: division by zero", "IndexError: pop from empty list", "KeyError: (its words"):
        assert words in texts
    assert tells_no_names(texts)
    save(home / "twinset.log", b"")  # which else tells of all three
    user = start()
    user.wait(lambda: user.sees("report_bar"))


def test_a_signal_from_outside_and_what_was_not_read_stay_in_the_menu(main_py: Start, start: Start, home: Path) -> None:
    process = main_py()
    wait_until(lambda: (home / "twinset.log").exists())
    process.send_signal(signal.SIGABRT)
    assert process.wait(PATIENCE) == -signal.SIGABRT
    user = start()
    user.wait(lambda: user.sees("report_bar"))
    user.click("report_dismiss_button")
    assert not user.sees("report_bar")
    user = start()
    user.choose("menu_button", "Help", "Reports of errors")
    assert "Aborted" in read_report(user)
    assert not user.sees("report_bar"), "it was offered once"
    user.press("Escape")


def test_being_killed_is_no_error(main_py: Start, start: Start, home: Path) -> None:
    process = main_py()
    wait_until(lambda: (home / "twinset.log").exists())
    assert len(reports(home)) == 1, "the trace that a crash would fill"
    process.kill()
    process.wait(PATIENCE)
    user = start()
    user.wait(lambda: not reports(home))
    assert not user.sees("report_bar")


def test_what_runs_is_left_alone(main_py: Start, start: Start, home: Path) -> None:
    process = main_py()
    wait_until(lambda: reports(home))
    (running,) = reports(home)
    user = start()  # as if it did not answer
    user.wait(lambda: not user.window._trouble._jobs.busy)
    assert reports(home) == [running]
    process.kill()


def test_errors_are_reported_once_and_without_names(home: Path, private: Path) -> None:
    for _ in range(2):
        done = run(FAILING, "index", private)
        assert done.returncode == 1 and "fault of the program" in done.stderr
    (report,) = reports(home)
    text = report.read_text()
    assert tells_no_names(text) and "FileNotFoundError: No such file or directory" in text
    assert 'File "core/commands/cli.py"' in text and "ValueError: (its words are left out" in text
    assert report.stat().st_mode & 0o777 == 0o600
    log = (home / "twinset.log").read_text()
    assert log.count("odd: secret holiday.jpg") == 2, "the log is for the user, and tells all"


def test_the_log_is_bounded(home: Path, private: Path) -> None:
    code = FAILING.replace('"odd: secret holiday.jpg"', '"x" * 900_000')
    for _ in range(3):
        run(code, "index", private)
    save(home / "twinset.log", b"x" * (2**20 - 100))
    run(FAILING, "index", private)
    sizes = {file.name: file.stat().st_size for file in home.glob("twinset.log*")}
    assert set(sizes) == {"twinset.log", "twinset.log.1"} and sizes["twinset.log"] < 100_000
    assert sizes["twinset.log.1"] <= 2**20


def test_the_log_can_be_read(start: Start, home: Path) -> None:
    user = start()
    user.choose("menu_button", "Help", "Show the log")
    user.wait(lambda: user.sees("log_dialog"))
    assert user.widget("reading_text", QPlainTextEdit).toPlainText() == "Nothing went wrong lately."
    user.press("Escape")
    user.wait(lambda: not user.sees("log_dialog"))
    save(Paths.choose(str(home)).log.with_name("twinset.log.1"), b"This plugin does not support: earlier\n")
    user.choose("menu_button", "Help", "Show the log")
    user.wait(lambda: user.sees("log_dialog"))
    assert "earlier" in user.widget("reading_text", QPlainTextEdit).toPlainText()
    user.press("Escape")
