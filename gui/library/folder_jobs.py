"""What takes a while about whole folders: checking every photo, and forgetting them."""

from __future__ import annotations

import time
from collections.abc import Sequence

from PySide6.QtCore import Signal

from core.base.paths import Paths
from core.catalog.catalog import Catalog
from core.catalog.folders import Under
from core.catalog.forgetting import Forgotten, forget_folders
from core.catalog.verify import VerifyReport, verify_folders
from core.indexing.indexing import PROGRESS_SECONDS
from gui.base.job_classes import Job


class CheckJob(Job):
    """Compares every photo with what was read of it; its value is a VerifyReport.

    Signals:
        compared: so many of so many photos.
    """

    compared = Signal(int, int)

    def __init__(self, paths: Paths, model_id: str, folders: Sequence[str]) -> None:
        super().__init__()
        self._paths = paths
        self._model_id = model_id
        self._folders = folders
        self._told = 0.0  # when `compared` was emitted last

    def work(self) -> VerifyReport:
        with Catalog(self._paths.catalog) as catalog:
            return verify_folders(
                catalog, self._model_id, self._folders, cancelled=self.is_cancelled, on_progress=self._on_progress
            )

    def _on_progress(self, done: int, total: int) -> None:
        if time.monotonic() - self._told > PROGRESS_SECONDS:
            self._told = time.monotonic()
            self.compared.emit(done, total)


class ForgetJob(Job):
    """Removes what is known of a folder's photos for good; its value is the folder and what was Forgotten.

    `others` are the folders that stay; those around this one hold none of its photos, as long as they are listed apart.
    """

    def __init__(self, paths: Paths, folder: str, others: Sequence[str]) -> None:
        super().__init__()
        self._paths = paths
        self._folder = folder
        self._keep = [one for one in others if not Under(one)(folder)]

    def work(self) -> tuple[str, Forgotten]:
        return self._folder, forget_folders(self._paths, [self._folder], self._keep)
