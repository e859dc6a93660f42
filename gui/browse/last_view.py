"""What was browsed last, shown at the next start until it is known what there is now."""

from __future__ import annotations

import logging
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from core.base.paths import Paths
from core.browse.remembered import Remembered, load_remembered, save_remembered
from core.browse.shelf import View
from gui.base.job_classes import Job, JobQueue, Series
from gui.base.work import Work

log = logging.getLogger(__name__)


class RememberedJob(Job):
    """Reads what was browsed last; its value is a Remembered."""

    def __init__(self, paths: Paths) -> None:
        super().__init__()
        self._path = paths.browsed

    def work(self) -> Remembered:
        return load_remembered(self._path)


class KeepJob(Job):
    """Keeps a view for the next start. A disk that cannot be written costs only time then."""

    def __init__(self, path: Path, what: Remembered) -> None:
        super().__init__()
        self._path = path
        self._what = what

    def work(self) -> None:
        try:
            save_remembered(self._path, self._what)
        except OSError:
            log.exception("What was browsed could not be kept")


class LastView(QObject):
    """Reads it at once.

    Signals:
        read: Remembered.
    """

    read = Signal(object)

    def __init__(self, paths: Paths, work: Work, parent: QObject) -> None:
        super().__init__(parent)
        self._path = paths.browsed
        self._reading, self._keeping = JobQueue(work, self), Series(work, self)
        self._reading.succeeded.connect(self.read)
        self._reading.submit(RememberedJob(paths))

    def keep(self, wish: str, view: View | None) -> None:
        """Keep the view for the next start, unless it shows only some of the photos, or stacks laid out."""
        if view is not None and not view.laid_out:
            self._keeping.submit(KeepJob(self._path, Remembered(wish, view.paths, view.stacks)))
