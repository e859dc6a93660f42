"""The settings in use."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject

from core.settings import Settings, load_settings, save_settings
from gui.jobs import Job, JobQueue

log = logging.getLogger(__name__)


class SaveJob(Job):
    """Writes settings; waiting for a busy disk must not hold up the window."""

    def __init__(self, path: Path, settings: Settings) -> None:
        super().__init__()
        self._path = path
        self._settings = settings

    def work(self) -> None:
        save(self._path, self._settings)


class Preferences(QObject):
    """Holds the settings as a value; each change is written soon."""

    def __init__(self, path: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._path = path
        self._saving = JobQueue(self)
        self.now = load_settings(path)

    def change(self, **changes: Any) -> None:
        """Exchange some fields of the settings."""
        changed = replace(self.now, **changes)
        if changed != self.now:
            self.now = changed
            self._saving.submit(SaveJob(self._path, changed))

    def shut_down(self) -> None:
        """Write what is not written yet."""
        self._saving.drop()
        self._saving.wait()
        save(self._path, self.now)


def save(path: Path, settings: Settings) -> None:
    """A disk that cannot be written costs only the memory of the settings."""
    try:
        save_settings(path, settings)
    except OSError:
        log.exception("The settings could not be saved")
