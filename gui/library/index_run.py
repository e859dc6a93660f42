"""The indexing run under way: paused, resumed, cancelled; of an earlier one nothing more is heard."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from core.indexing.indexing import Progress
from gui.base.job_classes import JobQueue
from gui.base.work import Work
from gui.library.index_job import IndexJob


class IndexRun(QObject):
    """Runs one IndexJob at a time and passes its signals on, without the generation.

    Signals:
        those of the job, and at the end one of reported (IndexReport), failed (a sentence), cancelled.
        paused: whether it stands still. ended: none runs any more, and none waits.
    """

    asked = Signal(object)
    looked = Signal(int)
    scanned = Signal(object, object)
    progressed = Signal(object)
    committed = Signal()
    noted = Signal(object)
    reported = Signal(object)
    failed = Signal(str)
    cancelled = Signal()
    paused = Signal(bool)
    ended = Signal()

    def __init__(self, work: Work, parent: QObject) -> None:
        super().__init__(parent)
        self._job: IndexJob | None = None
        self._queue = JobQueue(work, self)
        self._queue.succeeded.connect(self._on_succeeded)
        self._queue.failed.connect(self._on_failed)
        self._queue.cancelled.connect(self._on_cancelled)
        self._queue.idle.connect(self.ended)

    @property
    def active(self) -> bool:
        return self._job is not None

    def begin(self, job: IndexJob) -> None:
        """Run this one; a run under way ends first."""
        self._job = job
        job.asked.connect(self._on_asked)
        job.looked.connect(self._on_looked)
        job.scanned.connect(self._on_scanned)
        job.progressed.connect(self._on_progressed)
        job.committed.connect(self._on_committed)
        job.noted.connect(self._on_noted)
        self._queue.submit(job)

    def toggle_pause(self) -> None:
        if self._job is not None:
            control = self._job.control
            (control.resume if control.paused else control.pause)()
            self.paused.emit(control.paused)

    def cancel(self) -> None:
        self._queue.cancel()

    def drop(self) -> None:
        """Cancel, and hear no more of it."""
        self._job = None
        self._queue.drop()

    def _moves(self, generation: int) -> bool:
        """Whether this is said by the newest job, and that is not paused."""
        return self._queue.is_current(generation) and self._job is not None and not self._job.control.paused

    # --- what the job says ---

    @Slot(int, object)
    def _on_asked(self, generation: int, absent: frozenset[str]) -> None:
        if self._queue.is_current(generation):
            self.asked.emit(absent)

    @Slot(int, int)
    def _on_looked(self, generation: int, folders: int) -> None:
        if self._moves(generation):
            self.looked.emit(folders)

    @Slot(int, object, object)
    def _on_scanned(self, generation: int, paths: tuple[str, ...], emptied: frozenset[str]) -> None:
        if self._queue.is_current(generation):
            self.scanned.emit(paths, emptied)

    @Slot(int, object)
    def _on_progressed(self, generation: int, progress: Progress) -> None:
        if self._moves(generation):
            self.progressed.emit(progress)

    @Slot(int)
    def _on_committed(self, generation: int) -> None:
        if self._queue.is_current(generation):
            self.committed.emit()

    @Slot(int, object)
    def _on_noted(self, generation: int, failed: object) -> None:
        if self._queue.is_current(generation):
            self.noted.emit(failed)

    # --- how it ends ---

    @Slot(object)
    def _on_succeeded(self, report: object) -> None:
        self._job = None
        self.reported.emit(report)

    @Slot(str)
    def _on_failed(self, sentence: str) -> None:
        self._job = None
        self.failed.emit(sentence)

    @Slot()
    def _on_cancelled(self) -> None:
        self._job = None
        self.cancelled.emit()
