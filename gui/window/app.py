"""Starts the application: everything that is set once a process."""

from __future__ import annotations

import contextlib
import gc
import logging
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import FrameType, TracebackType

import shiboken6
from PySide6.QtCore import (
    QCoreApplication,
    QMessageLogContext,
    QObject,
    QSocketNotifier,
    Qt,
    QTimer,
    QtMsgType,
    Signal,
    Slot,
    qInstallMessageHandler,
)
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from core.base.log import file_handler, logging_to
from core.base.paths import Paths
from core.base.reports import Reporter
from core.base.settings import load_settings
from core.looks.model import ModelError
from gui.base import language
from gui.base.core_texts import translated
from gui.base.garbage import give_back_large_blocks
from gui.base.theme import app_icon
from gui.base.work import leave
from gui.desktop.application import Application
from gui.desktop.single_start import StartListener
from gui.window.main_window import MainWindow

log = logging.getLogger(__name__)

_FONTS = ("Inter", "Cantarell", "Ubuntu", "Noto Sans")  # on Linux, where the default may be anything
_DIALOG_PAUSE_S = 60.0
_SWITCH_S = 0.001  # how long another thread may keep Python from the window's; 5 ms by default
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.DEBUG,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def create_application(argv: Sequence[str]) -> QApplication:
    """The QApplication with name, style and font; call it once, before any widget."""
    gc.freeze()  # modules stay for good; nobody need look through them again
    sys.setswitchinterval(_SWITCH_S)
    give_back_large_blocks()
    qInstallMessageHandler(_log_qt_message)
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    app = Application(list(argv))
    app.setApplicationName("Twinset")
    app.setApplicationDisplayName("Twinset")
    app.setDesktopFileName(os.environ.get("FLATPAK_ID", "twinset"))  # there the desktop entry has another name
    app.setStyle("Fusion")  # the same on every system; the theme colours it
    app.setWindowIcon(app_icon())
    _choose_font(app)
    return app


def run_window(paths: Paths, start: Sequence[str]) -> int:
    """Show the window and run until it is closed; returns the exit code."""
    app = QApplication.instance() or create_application(sys.argv[:1])
    try:
        while True:
            with open_window(paths, start) as window:
                code = app.exec()
                again = language.reopens(window)
            if not again:
                return leave(code)
            start = ()
    except ModelError as error:
        QMessageBox.critical(None, "Twinset", translated(error))
        return 1


@contextlib.contextmanager
def open_window(paths: Paths, start: Sequence[str] = ()) -> Iterator[MainWindow]:
    """The shown window, with everything around it that lasts as long as it does. Raises ModelError."""
    app = QCoreApplication.instance()
    assert isinstance(app, Application), "create_application comes first"
    language.choose(app, paths, load_settings(paths.settings).language)
    with _closing_by_signals() as signals, _logging_to(paths), ErrorReporter(paths.log).installed():
        window = MainWindow(paths, start)
        try:
            StartListener(paths, window).came.connect(window.ways_in.take_start)
            app.files_opened.connect(window.ways_in.take_start)
            window.show()
            signals.close(window)
            yield window
        finally:  # here, not whenever and in whatever thread Python's garbage collector comes by
            shiboken6.delete(window)


def _choose_font(app: QApplication) -> None:
    if sys.platform.startswith("linux"):
        font = QFont(app.font())
        font.setFamilies([*_FONTS, font.family()])
        font.setPointSizeF(max(font.pointSizeF(), 10))
        app.setFont(font)


@contextlib.contextmanager
def _logging_to(paths: Paths) -> Iterator[None]:
    """Log to the file, and leave reports of faults. Where that cannot be written, nothing is logged."""
    handlers: list[logging.Handler] = []
    with contextlib.suppress(OSError):
        handlers = [file_handler(paths.log), Reporter(paths.reports)]
    with logging_to(*handlers):
        yield


def _log_qt_message(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    logging.getLogger("qt").log(_LEVELS.get(kind, logging.WARNING), "%s: %s", context.category, message)


class ErrorReporter(QObject):
    """Logs what nobody caught, and tells the user once in a while.

    An error in a paint or data method comes once a cell: one dialog a minute is enough.
    """

    _raised = Signal(str)  # an exception may come from any thread; dialogs only from this one

    def __init__(self, log_file: Path) -> None:
        super().__init__()
        self._log_file = log_file
        self._told_at = -_DIALOG_PAUSE_S
        self._raised.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    @contextlib.contextmanager
    def installed(self) -> Iterator[None]:
        before = sys.excepthook, threading.excepthook
        sys.excepthook, threading.excepthook = self._on_exception, self._on_exception_in_thread
        try:
            yield
        finally:
            sys.excepthook, threading.excepthook = before

    def _on_exception_in_thread(self, what: threading.ExceptHookArgs) -> None:
        if what.exc_value is not None:
            self._on_exception(what.exc_type, what.exc_value, what.exc_traceback)

    def _on_exception(self, kind: type[BaseException], error: BaseException, traceback: TracebackType | None) -> None:
        log.critical("Not caught", exc_info=(kind, error, traceback))
        if issubclass(kind, Exception):
            self._raised.emit(f"{kind.__name__}: {error}")

    @Slot(str)
    def _tell(self, what: str) -> None:
        if time.monotonic() - self._told_at < _DIALOG_PAUSE_S:
            return
        self._told_at = time.monotonic()
        # Kept, because it has no parent while another program is in front.
        box = self._box = QMessageBox(QApplication.activeWindow())
        box.setObjectName("error_dialog")
        box.setIcon(QMessageBox.Icon.Warning)
        box.setText(self.tr("Something went wrong. Your photos are not affected."))
        box.setInformativeText(self.tr("The log file tells more: {path}").format(path=self._log_file))
        box.setDetailedText(what)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()


class _closing_by_signals:  # noqa: N801  used like a function
    """Closes a window on SIGINT and SIGTERM, also when they come before there is one, or while it ends.

    Python runs its signal handlers only between bytecodes, of which a waiting Qt event loop executes none. So the
    interpreter writes a byte to a socket at each signal, and Qt, watching that socket, wakes up.
    """

    def __init__(self) -> None:
        self._window: QWidget | None = None
        self._came = False
        self._ours, self._theirs = socket.socketpair()

    def __enter__(self) -> _closing_by_signals:
        for end in (self._ours, self._theirs):
            end.setblocking(False)
        self._notifier = QSocketNotifier(self._ours.fileno(), QSocketNotifier.Type.Read)
        self._notifier.activated.connect(self._drain)
        self._old_fd = signal.set_wakeup_fd(self._theirs.fileno(), warn_on_full_buffer=False)
        self._old = {number: signal.signal(number, self._on_signal) for number in (signal.SIGINT, signal.SIGTERM)}
        return self

    def __exit__(self, *error: object) -> None:
        for number, handler in self._old.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(self._old_fd)
        self._notifier.setEnabled(False)
        self._ours.close()
        self._theirs.close()

    def close(self, window: QWidget) -> None:
        """Close this window from now on, and at once if a signal has come already."""
        self._window = window
        if self._came:
            QTimer.singleShot(0, self._close)

    def _drain(self) -> None:
        with contextlib.suppress(BlockingIOError):
            self._ours.recv(64)

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        self._came = True
        # Not now: this may be the middle of painting, or before the event loop that is to be left.
        QTimer.singleShot(0, self._close)

    def _close(self) -> None:
        if self._window is not None and shiboken6.isValid(self._window):
            self._window.close()
            QCoreApplication.quit()
