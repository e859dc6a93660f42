"""One thing at a time is made in the background, with its progress in sight and a way to stop it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from core.photos.images import Decode
from core.workers.pictures import Pictures
from core.workers.workers import Cancelled
from gui.base.jobs import Job, JobQueue, seldom
from gui.base.work import Work
from gui.widgets.making_bar import MakingBar

T = TypeVar("T")


@dataclass(frozen=True)
class Maker:
    """What a function in the background works with: `decode` reads photos; `step` is told how much is done and `count`
    that one step more is. All of them raise Cancelled soon after the user wants no more of it."""

    decode: Decode
    step: Callable[[int], None]
    count: Callable[[], None]


class Making(QObject):
    """Runs what makes something, unless something is being made.

    Attributes:
        bar: to be shown by the window.

    Signals:
        said: a sentence why it was not made.
    """

    said = Signal(str)

    def __init__(self, bar: MakingBar, pictures: Pictures, work: Work, parent: QObject) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self.bar = bar
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
            self.bar.begin(sentence, steps)
            self._queue.run(
                lambda job: make(self._maker(job)),
                done=partial(self._on_done, done),
                failed=self._on_failed,
                cancelled=self._on_cancelled,
            )

    def _maker(self, job: Job) -> Maker:
        tell = seldom(partial(job.tell, self.bar.step))

        def step(done: int) -> None:
            if job.cancelled():
                raise Cancelled
            tell(done)

        steps = iter(range(1 << 62))
        decode = partial(self._pictures.decode, cancelled=job.cancelled)
        return Maker(decode, step, lambda: step(next(steps)))

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
        self.bar.hide()
