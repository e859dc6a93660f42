"""What the status bar says of the work in the background, and what its buttons do about it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from core.indexing.indexing import IndexReport
from core.photos.images import Skipped
from gui.library.folder_care import FolderCare
from gui.library.library import Library
from gui.window.dialogs import FailuresDialog
from gui.window.status_bar import StatusBar


class RunStatus(QObject):
    """Connects the status bar with indexing and with the check of photos. Belongs to one window.

    Signals:
        retry_wanted: what could not be read is to be read again.
    """

    retry_wanted = Signal()

    def __init__(self, status: StatusBar, library: Library, care: FolderCare, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._status = status
        self._library = library
        self._care = care
        self._failed: tuple[Skipped, ...] = ()
        self._connect()

    def _connect(self) -> None:
        status, library, run = self._status, self._library, self._library.run
        library.started.connect(status.show_scanning)
        library.noted.connect(self._on_noted)
        library.reported.connect(self._on_reported)
        library.stopped.connect(self._on_stopped)
        run.looked.connect(status.show_looked)
        run.progressed.connect(status.show_progress)
        run.dated.connect(status.show_dating)
        run.paused.connect(status.show_paused)
        self._care.checking.connect(status.show_checking)
        self._care.checked.connect(status.show_idle)
        status.pause_toggled.connect(run.toggle_pause)
        status.cancelled.connect(run.cancel)
        status.cancelled.connect(self._care.cancel)
        status.continued.connect(library.update)
        status.failures_wanted.connect(self._show_failures)

    @Slot(tuple)
    def _on_noted(self, failed: tuple[Skipped, ...]) -> None:
        self._failed = failed
        self._status.show_failures(len(failed))

    @Slot(IndexReport)
    def _on_reported(self, report: IndexReport) -> None:
        self._on_noted(report.failed)
        self._status.show_idle()

    @Slot(str)
    def _on_stopped(self, sentence: str) -> None:
        if self._library.folders:
            self._status.show_stopped(sentence)
        else:
            self._status.show_idle()

    @Slot()
    def _show_failures(self) -> None:
        dialog = FailuresDialog(self._failed, self._window)
        dialog.retried.connect(self.retry_wanted)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
