"""One thing at a time is made in the background, with its progress in sight and a way to stop it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from core.sharing.lettering import Letter
from core.sharing.sheet import Hands
from core.workers.pictures import Pictures
from core.workers.workers import Cancelled
from gui.base.core_texts import translated
from gui.base.jobs import Job, JobQueue, seldom
from gui.base.work import Work
from gui.sharing.progress_bar import SharingBar

T = TypeVar("T")


@dataclass(frozen=True)
class Maker:
    """What a function in the background works with: hands to draw with, and `step`, told how much is done."""

    hands: Hands
    step: Callable[[int], None]


class Making(QObject):
    """Runs what makes something, unless something is being made.

    Signals:
        said: a sentence why it was not made.
    """

    said = Signal(str)

    def __init__(self, pictures: Pictures, letter: Letter, bar: SharingBar, work: Work, parent: QObject) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._letter = letter
        self._bar = bar
        self._queue = JobQueue(work, self)
        self._under_way = False
        bar.cancelled.connect(self._queue.cancel)

    @property
    def free(self) -> bool:
        """Whether something can be made now; says so if not."""
        if self._under_way:
            self.said.emit(self.tr("The one before is still being made. Wait for it, or cancel it."))
        return not self._under_way

    def run(self, sentence: str, steps: int, make: Callable[[Maker], T], done: Callable[[T], object]) -> None:
        """Make it, in so many steps; then call `done` with it."""
        if self.free:
            self._under_way = True
            self._bar.begin(sentence, steps)
            self._queue.run(
                lambda job: make(self._maker(job)),
                done=partial(self._on_done, done),
                failed=self._on_failed,
                cancelled=self._on_cancelled,
            )

    def _maker(self, job: Job) -> Maker:
        tell = seldom(partial(job.tell, self._bar.step))

        def step(done: int) -> None:
            if job.cancelled():
                raise Cancelled
            tell(done)

        steps = iter(range(1 << 62))
        decode = partial(self._pictures.decode, cancelled=job.cancelled)
        return Maker(Hands(decode, self._letter, translated, lambda: step(next(steps))), step)

    def _on_done(self, done: Callable[[T], object], made: T) -> None:
        self._end()
        done(made)

    @Slot(str)
    def _on_failed(self, sentence: str) -> None:
        self._end()
        self.said.emit(sentence)

    @Slot()
    def _on_cancelled(self) -> None:
        self._end()
        self.said.emit(self.tr("Stopped."))

    def _end(self) -> None:
        self._under_way = False
        self._bar.hide()
