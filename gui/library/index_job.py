"""Indexing as a job of the window."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal

from core.base.paths import Paths
from core.base.settings import Settings
from core.catalog.catalog import Catalog
from core.indexing.indexing import PROGRESS_SECONDS, Control, IndexReport, Progress, index_folders
from core.indexing.pace import Pace
from core.looks.model import Extractor
from core.photos.images import Scan, Skipped
from core.workers.workers import Workers
from gui.base.job_classes import Job


class _Noting:
    """Knows which photos could not be read, so that they can be listed before a run ends."""

    def __init__(self, catalog: Catalog, folders: Sequence[str]) -> None:
        self._catalog = catalog
        self._folders = folders
        self.skipped: tuple[Skipped, ...] = ()  # by the scan

    def failed(self) -> tuple[Skipped, ...]:
        return (*self.skipped, *self._catalog.failures(self._folders))


class IndexJob(Job):
    """Indexes the folders that are there; one that is not (an unplugged drive) is left alone.

    `retry`: what could not be read before is read again. `accept_empty`: folders whose photos are really gone.

    Signals, each with the generation first: asked (a frozenset of the folders that are not there), looked (how many
    folders were scanned so far), scanned (a tuple of paths, and a frozenset of folders that were emptied), progressed
    (Progress), committed, and noted (tuple of Skipped): all that could not be read so far.
    """

    asked = Signal(int, object)
    looked = Signal(int, int)
    scanned = Signal(int, object, object)
    progressed = Signal(int, object)
    committed = Signal(int)
    noted = Signal(int, object)

    def __init__(
        self,
        paths: Paths,
        extractor: Extractor,
        workers: Workers,
        settings: Settings,
        pace: Pace,
        known: tuple[str, ...] = (),
        *,
        retry: bool = False,
        accept_empty: Sequence[str] = (),
    ) -> None:
        super().__init__()
        self._paths = paths
        self._extractor = extractor
        self._workers = workers
        self._settings = settings
        self._pace = pace
        self._known = known  # what is probably there
        self._retry = retry
        self._accept_empty = accept_empty
        self._emptied: frozenset[str] = frozenset()
        self._told = 0.0  # when `looked` was emitted last
        self.control = Control()

    def cancel(self) -> None:
        super().cancel()
        self.control.cancel()

    def work(self) -> IndexReport:
        folders = self._settings.folders
        present = [folder for folder in folders if os.path.isdir(folder)]  # a drive asleep takes long to answer
        absent = [folder for folder in folders if folder not in present]
        self.asked.emit(self.generation, frozenset(absent))
        with Catalog(self._paths.catalog) as catalog:
            noting = _Noting(catalog, present or folders)
            return index_folders(
                catalog,
                self._extractor,
                present or folders,
                workers=self._workers,
                patience=self._settings.patience_seconds,
                pace=self._pace,
                control=self.control,
                retry=self._retry,
                absent=absent,
                accept_empty=self._accept_empty,
                on_folder=self._on_folder,
                on_away=self._on_away,
                on_scan=partial(self._on_scan, noting),
                on_progress=self._on_progress,
                on_commit=partial(self._on_commit, noting),
            )

    def _on_folder(self, count: int) -> None:
        if time.monotonic() - self._told > PROGRESS_SECONDS:
            self._told = time.monotonic()
            self.looked.emit(self.generation, count)

    def _on_away(self, emptied: frozenset[str]) -> None:
        self._emptied = emptied

    def _on_scan(self, noting: _Noting, scan: Scan) -> None:
        noting.skipped = scan.skipped
        paths = tuple(file.path for file in scan.files)
        # The very same tuple, if nothing has changed, is compared in no time.
        self.scanned.emit(self.generation, self._known if paths == self._known else paths, self._emptied)
        self.noted.emit(self.generation, noting.failed())

    def _on_progress(self, progress: Progress) -> None:
        self.progressed.emit(self.generation, progress)

    def _on_commit(self, noting: _Noting) -> None:
        self.committed.emit(self.generation)
        self.noted.emit(self.generation, noting.failed())
