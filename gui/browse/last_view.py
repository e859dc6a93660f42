"""What was browsed last, shown at the next start until it is known what there is now."""

from __future__ import annotations

import logging
from collections.abc import Collection
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from core.base.paths import Paths
from core.browse.remembered import Remembered, load_remembered, save_remembered
from gui.base.jobs import JobQueue, Series
from gui.base.work import Work

log = logging.getLogger(__name__)


class LastView(QObject):
    """Reads it at once.

    Signals:
        read: Remembered.
    """

    read = Signal(Remembered)

    def __init__(self, paths: Paths, kinds: Collection[str], work: Work, parent: QObject) -> None:
        super().__init__(parent)
        self._path = paths.browsed
        self._reading, self._keeping = JobQueue(work, self), Series(work, self)
        self._reading.run(lambda _: load_remembered(paths.browsed, kinds), done=self.read.emit)

    def keep(self, what: Remembered) -> None:
        """For the next start."""
        self._keeping.run(partial(_keep, self._path, what))


def _keep(path: Path, what: Remembered) -> None:
    """A disk that cannot be written costs only time at the next start."""
    try:
        save_remembered(path, what)
    except OSError:
        log.exception("What was browsed could not be kept")
