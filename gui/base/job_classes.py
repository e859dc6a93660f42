"""Work that would block the window. A job runs one core function and reports exactly one outcome."""

from __future__ import annotations

import logging
import threading
from collections import deque

from PySide6.QtCore import QObject, QThread, Signal, Slot

from core.catalog.catalog import CatalogError
from core.looks.model import ModelError
from core.photos.images import BadFolder, UnreadableImage
from core.workers.workers import Stopped
from gui.base.core_texts import told
from gui.base.work import Work

log = logging.getLogger(__name__)

_FOR_THE_USER = (BadFolder, CatalogError, ModelError, UnreadableImage)  # their text is one plain sentence


class Job(QThread):
    """Runs `work` in a thread of its own and emits exactly one of succeeded, failed and cancelled.

    Signals:
        succeeded: generation, value. failed: generation, a sentence for the user. cancelled: generation.
    """

    succeeded = Signal(int, object)
    failed = Signal(int, str)
    cancelled = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.generation = 0  # set by the queue that runs the job
        self._cancelled = threading.Event()  # requestInterruption() before start() would be lost

    def cancel(self) -> None:
        self._cancelled.set()

    def is_cancelled(self) -> bool:
        return self._cancelled.is_set()

    def work(self) -> object:
        """The job itself; runs in the job's thread."""
        raise NotImplementedError

    def run(self) -> None:
        try:
            value = self.work()
        except Stopped:
            self.cancelled.emit(self.generation)
        except _FOR_THE_USER as error:
            self.failed.emit(self.generation, told(error))
        except Exception:  # whatever it is, the window must hear of it
            log.exception("A background job failed")
            self.failed.emit(self.generation, self.tr("Something went wrong. The log file tells more."))
        else:
            self._report(value)

    def _report(self, value: object) -> None:
        if self.is_cancelled():
            self.cancelled.emit(self.generation)
        else:
            self.succeeded.emit(self.generation, value)


class JobQueue(QObject):
    """Runs one job at a time. A newer job cancels the running one and replaces a waiting one.

    Outcomes of jobs that are no longer the newest are dropped here, so that listeners never see a stale one, nor any
    once `work` has ended.
    """

    succeeded = Signal(object)
    failed = Signal(str)
    cancelled = Signal()
    idle = Signal()

    def __init__(self, work: Work, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._generation = 0
        self._running: Job | None = None
        self._waiting: Job | None = None
        work.take_in(self)

    @property
    def busy(self) -> bool:
        return self._running is not None

    def is_current(self, generation: int) -> bool:
        return generation == self._generation and not self._work.ended

    def submit(self, job: Job) -> None:
        if self._work.ended:
            return
        self._generation += 1
        job.generation = self._generation
        job.setObjectName(type(self.parent()).__name__)
        job.succeeded.connect(self._on_succeeded)
        job.failed.connect(self._on_failed)
        job.cancelled.connect(self._on_cancelled)
        job.finished.connect(self._on_finished)
        self._waiting = job
        if self._running is None:
            self._start_waiting()
        else:
            self._running.cancel()

    def cancel(self) -> None:
        """Ask the running job to end; it still reports `cancelled`. One that waits is forgotten."""
        self._waiting = None
        if self._running is not None:
            self._generation = self._running.generation  # the newest one now
            self._running.cancel()

    def drop(self) -> None:
        """Cancel, and hear no more of it."""
        self.cancel()
        self._generation += 1

    def stop(self) -> None:
        self.drop()

    def run_dry(self) -> None:
        """Nothing here must be finished."""

    def threads(self) -> list[QThread]:
        return [] if self._running is None else [self._running]

    def _start_waiting(self) -> None:
        # The reference is kept until `finished`: a QThread that is dropped while it runs aborts the process.
        self._running, self._waiting = self._waiting, None
        if self._running is None:
            self.idle.emit()
        else:
            self._running.start()

    @Slot(int, object)
    def _on_succeeded(self, generation: int, value: object) -> None:
        if self.is_current(generation):
            self.succeeded.emit(value)

    @Slot(int, str)
    def _on_failed(self, generation: int, sentence: str) -> None:
        if self.is_current(generation):
            self.failed.emit(sentence)

    @Slot(int)
    def _on_cancelled(self, generation: int) -> None:
        if self.is_current(generation):
            self.cancelled.emit()

    @Slot()
    def _on_finished(self) -> None:
        if self._running is not None:
            self._running.wait()
        self._start_waiting()


class Series(QObject):
    """Runs every job to its end, one after the other, in order; those that wait when `work` ends too.

    For what the user has done: a favourite, a photo thrown away.
    """

    succeeded = Signal(object)
    failed = Signal(str)

    def __init__(self, work: Work, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._jobs: deque[Job] = deque()  # the first one runs
        work.take_in(self)

    @property
    def waits(self) -> bool:
        """Whether a job has not begun."""
        return len(self._jobs) > 1

    def submit(self, job: Job) -> None:
        if self._work.ended:
            return
        job.succeeded.connect(self._on_succeeded)
        job.failed.connect(self._on_failed)
        job.finished.connect(self._on_finished)
        self._jobs.append(job)
        if not self.waits:
            job.start()

    def stop(self) -> None:
        """Nothing here may be cancelled."""

    def run_dry(self) -> None:
        while self._jobs:
            self._jobs[0].wait()
            self._advance()

    def threads(self) -> list[QThread]:
        return []

    def _advance(self) -> None:
        self._jobs.popleft()
        if self._jobs:
            self._jobs[0].start()

    @Slot(int, object)
    def _on_succeeded(self, _generation: int, value: object) -> None:
        if not self._work.ended:
            self.succeeded.emit(value)

    @Slot(int, str)
    def _on_failed(self, _generation: int, sentence: str) -> None:
        if not self._work.ended:
            self.failed.emit(sentence)

    @Slot()
    def _on_finished(self) -> None:
        if not self._work.ended:  # then `run_dry` has seen to it
            self._jobs[0].wait()
            self._advance()
