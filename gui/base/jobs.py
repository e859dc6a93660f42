"""Work that would block the window: functions called in threads of their own, each with exactly one outcome."""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Any, ParamSpec, TypeVar

from PySide6.QtCore import QObject, QThread, Signal, Slot

from core.base.sentences import TwinsetError
from core.workers.workers import Cancelled
from gui.base.core_texts import translated
from gui.base.work import Work

log = logging.getLogger(__name__)

T = TypeVar("T")
P = ParamSpec("P")

_SELDOM_S = 0.1


def _ignored(*_: object) -> None:
    """Nobody wants to know."""


class Job(QThread):
    """Calls one function in a thread of its own, and then tells exactly one of `done`, `failed` and `cancelled`.

    Signals:
        said: this job, and what is to be called in the thread of the window.
    """

    said = Signal(object, object)

    def __init__(
        self,
        function: Callable[[Job], T],
        done: Callable[[T], object],
        failed: Callable[[str], object],
        cancelled: Callable[[], object] = _ignored,
        cancel: Callable[[], object] = _ignored,
    ) -> None:
        super().__init__()
        self._function: Callable[[Job], object] = function
        self._done: Callable[[Any], object] = done
        self._failed = failed
        self._on_cancelled = cancelled
        self._cancel = cancel
        self._cancelled = threading.Event()  # requestInterruption() before start() would be lost

    def cancel(self) -> None:
        self._cancelled.set()
        self._cancel()

    def cancelled(self) -> bool:
        """Whether its end is no longer waited for; for the function to ask."""
        return self._cancelled.is_set()

    def tell(self, callback: Callable[..., object], *what: object) -> None:
        """For the function, before it ends: have something called in the thread of the window."""
        self.said.emit(self, partial(callback, *what))

    def run(self) -> None:
        try:
            value = self._function(self)
        except Cancelled:
            self.tell(self._on_cancelled)
        except TwinsetError as error:
            self.tell(self._failed, translated(error))
        except Exception:  # whatever it is, the window must know
            log.critical("A background job failed", exc_info=True)
            self.tell(self._failed, self.tr("Something went wrong. The log file tells more."))
        else:
            self._end_with(value)

    def _end_with(self, value: object) -> None:
        if self.cancelled():
            self.tell(self._on_cancelled)
        else:
            self.tell(self._done, value)


class JobQueue(QObject):
    """Runs one job at a time. A newer job cancels the running one and replaces a waiting one.

    What jobs say that are no longer the newest is dropped here, so that nobody gets anything stale, nor anything at
    all once `work` has ended.

    Signals:
        idle: nothing runs any more, and nothing waits.
    """

    idle = Signal()

    def __init__(self, work: Work, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._newest: Job | None = None  # the only one whose outcome counts
        self._running: Job | None = None
        self._waiting: Job | None = None
        work.take_in(self)

    @property
    def busy(self) -> bool:
        return self._running is not None

    def run(
        self,
        function: Callable[[Job], T],
        *,
        done: Callable[[T], object] = _ignored,
        failed: Callable[[str], object] = _ignored,
        cancelled: Callable[[], object] = _ignored,
        cancel: Callable[[], object] = _ignored,
    ) -> None:
        """Call `function` in a thread of its own, with a Job that it can ask whether it is cancelled, and tell things.

        One of these is called afterwards, in the thread of the window: `done` with what was returned, `failed` with a
        sentence for the user, or `cancelled`. `cancel` is called too when the job is cancelled, by whomever.
        """
        if self._work.ended:
            return
        job = _connected(Job(function, done, failed, cancelled, cancel), self)
        self._newest = self._waiting = job
        if self._running is None:
            self._start_waiting()
        else:
            self._running.cancel()

    def cancel(self) -> None:
        """Ask the running job to end; it still tells `cancelled`. One that waits is forgotten."""
        self._waiting = None
        if self._running is not None:
            self._newest = self._running
            self._running.cancel()

    def drop(self) -> None:
        """Cancel, and call nothing of it any more."""
        self.cancel()
        self._newest = None

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
            self._newest = None
            self.idle.emit()
        else:
            self._running.start()

    @Slot(object, object)
    def _on_said(self, job: Job, call: Callable[[], object]) -> None:
        if job is self._newest and not self._work.ended:
            call()

    @Slot()
    def _on_finished(self) -> None:
        if self._running is not None:
            self._running.wait()
        self._start_waiting()


class Series(QObject):
    """Runs every job to its end, one after the other, in order; those that wait when `work` ends too.

    For what the user has done: a favourite, a photo thrown away.
    """

    def __init__(self, work: Work, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._jobs: deque[Job] = deque()  # the first one runs
        work.take_in(self)

    @property
    def busy(self) -> bool:
        """Whether a job has not ended."""
        return bool(self._jobs)

    @property
    def waits(self) -> bool:
        """Whether a job has not begun."""
        return len(self._jobs) > 1

    def run(
        self,
        function: Callable[[], T],
        *,
        done: Callable[[T], object] = _ignored,
        failed: Callable[[str], object] = _ignored,
    ) -> None:
        """Call `function` in a thread of its own; then, in that of the window, `done` or `failed`: see JobQueue."""
        if self._work.ended:
            return
        self._jobs.append(_connected(Job(lambda _: function(), done, failed), self))
        if not self.waits:
            self._jobs[0].start()

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

    @Slot(object, object)
    def _on_said(self, _job: Job, call: Callable[[], object]) -> None:
        if not self._work.ended:
            call()

    @Slot()
    def _on_finished(self) -> None:
        if not self._work.ended:  # then `run_dry` has seen to it
            self._jobs[0].wait()
            self._advance()


def seldom(callback: Callable[P, object]) -> Callable[P, None]:
    """Calls this at most ten times a second: what comes sooner after another is left out."""
    last = 0.0

    def call_seldom(*what: P.args, **named: P.kwargs) -> None:
        nonlocal last
        if time.monotonic() - last > _SELDOM_S:
            last = time.monotonic()
            callback(*what, **named)

    return call_seldom


def _connected(job: Job, queue: JobQueue | Series) -> Job:
    job.setObjectName(type(queue.parent()).__name__)  # whose thread it is, in the log and for debuggers
    job.said.connect(queue._on_said)
    job.finished.connect(queue._on_finished)
    return job
