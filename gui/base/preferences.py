"""The settings in use."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from core.base.settings import Settings, open_settings, save_settings
from core.indexing.pace import Pace
from gui.base.jobs import Series
from gui.base.work import Work

log = logging.getLogger(__name__)


class Preferences(QObject):
    """Holds the settings as a value; each change is written soon.

    Attributes:
        pace: how much of the computer indexing may take now.
        problem: why changes are not saved, said: what was mended at the start; mostly None.

    Signals:
        changed: `now` is another value.
    """

    changed = Signal()

    def __init__(self, path: Path, work: Work, parent: QObject) -> None:
        super().__init__(parent)
        self._path = path
        self._saving = Series(work, self)
        found = open_settings(path)
        self.now, self.problem, self.said = found.settings, found.problem, found.said
        self.pace = Pace(self.now.threads)

    def change(self, **changes: Any) -> None:
        """Exchange some fields of the settings."""
        changed = replace(self.now, **changes)
        if changed != self.now:
            self.now = changed
            self.pace.use(changed.threads)
            if not self.problem and not self._saving.waits:
                # The newest ones when it begins; a busy disk must not hold up the window.
                self._saving.run(lambda: save(self._path, self.now))
            self.changed.emit()


def save(path: Path, settings: Settings) -> None:
    """A disk that cannot be written costs only the memory of the settings."""
    try:
        save_settings(path, settings)
    except OSError:
        log.exception("The settings could not be saved")
