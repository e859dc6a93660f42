"""What was browsed last, shown at the next start until it is known what there is now."""

from __future__ import annotations

import logging

from PySide6.QtCore import QObject, Signal

from core.paths import Paths
from core.remembered import Remembered, load_remembered, save_remembered
from core.shelf import View
from gui.jobs import Job, JobQueue

log = logging.getLogger(__name__)


class RememberedJob(Job):
    """Reads what was browsed last; its value is a Remembered."""

    def __init__(self, paths: Paths) -> None:
        super().__init__()
        self._path = paths.browsed

    def work(self) -> Remembered:
        return load_remembered(self._path)


class LastView(QObject):
    """Reads it at once.

    Signals:
        read: Remembered.
    """

    read = Signal(object)

    def __init__(self, paths: Paths, parent: QObject) -> None:
        super().__init__(parent)
        self._path = paths.browsed
        self._reading = JobQueue(self)
        self._reading.succeeded.connect(self.read)
        self._reading.submit(RememberedJob(paths))

    def shut_down(self, wish: str, view: View | None) -> None:
        """Keep the view for the next start. A disk that cannot be written costs only time then."""
        self._reading.drop()
        self._reading.wait()
        if view is None or view.laid_out:
            return
        try:
            save_remembered(self._path, Remembered(wish, view.paths, view.stacks))
        except OSError:
            log.exception("What was browsed could not be kept")
