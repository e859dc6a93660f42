"""Looks after what other networks computed: measures it, and removes it when the user says so."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from core.base.paths import Paths
from core.catalog.catalog import Catalog, OfOthers
from gui.base.jobs import JobQueue, Series
from gui.base.texts import size
from gui.base.work import Work
from gui.library.library import Library


class NetworkCare(QObject):
    """Does so in the background.

    Signals:
        measured: OfOthers. removed: a sentence of what came of it.
    """

    measured = Signal(OfOthers)
    removed = Signal(str)

    def __init__(self, paths: Paths, library: Library, work: Work, parent: QObject) -> None:
        super().__init__(parent)
        self._paths = paths
        self._library = library
        self._measuring, self._removing = JobQueue(work, self), Series(work, self)

    @Slot()
    def measure(self) -> None:
        measure = partial(_measured, self._paths, self._library.extractor.model_id)
        self._measuring.run(lambda _: measure(), done=self.measured.emit)

    @Slot()
    def remove(self) -> None:
        remove = partial(_remove, self._paths, self._library.extractor.model_id)
        self._removing.run(remove, done=self._on_removed, failed=self._on_ended)

    def _on_removed(self, freed: int) -> None:
        self._on_ended(self.tr("Removed what other versions computed; {size} freed.").format(size=size(freed)))

    def _on_ended(self, sentence: str) -> None:
        self.removed.emit(sentence)
        self.measure()


def _measured(paths: Paths, model_id: str) -> OfOthers:
    with Catalog(paths.catalog) as catalog:
        return catalog.of_others(model_id)


def _remove(paths: Paths, model_id: str) -> int:
    """How many bytes that freed."""
    with Catalog(paths.catalog) as catalog:
        before = catalog.of_others(model_id)
        catalog.drop_others(model_id)
        return before.bytes - catalog.of_others(model_id).bytes
