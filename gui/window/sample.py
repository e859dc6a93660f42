"""The sample wardrobe: drawn in the background, and shown as soon as the first photos are there."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from core.base.paths import Paths
from gui.base.jobs import JobQueue
from gui.base.work import Work
from gui.library.folders import draw_sample
from gui.library.library import Library


class SampleWardrobe(QObject):
    """Draws it when it is wanted.

    Signals:
        said: a sentence. drawing: whether it is being drawn.
    """

    said = Signal(str)
    drawing = Signal(bool)

    def __init__(self, paths: Paths, library: Library, work: Work, parent: QObject) -> None:
        super().__init__(parent)
        self._folder = paths.sample
        self._library = library
        self._drawing = JobQueue(work, self)

    @Slot()
    def draw(self) -> None:
        self.drawing.emit(True)
        folder, library = self._folder, self._library
        self._drawing.run(
            lambda job: draw_sample(folder, partial(job.tell, library.add)),
            done=self._on_drawn,
            failed=self._on_failed,
        )

    def _on_drawn(self, folder: str) -> None:
        self.drawing.emit(False)
        self._library.take_grown(folder)

    def _on_failed(self, sentence: str) -> None:
        self.drawing.emit(False)
        self.said.emit(sentence)
