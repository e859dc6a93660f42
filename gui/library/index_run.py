"""The indexing run under way: paused, resumed, cancelled; an earlier one sends no signal any more."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from core.base.paths import Paths
from core.base.settings import Settings
from core.catalog.catalog import Catalog
from core.catalog.folders import same_paths
from core.indexing.indexing import Control, IndexReport, IndexRequest, Listener, Progress, index_folders
from core.indexing.pace import Pace
from core.looks.model import Extractor
from core.photos.images import Scan, Skipped
from core.workers.workers import Workers
from gui.base.jobs import Job, JobQueue, seldom
from gui.base.work import Work


class IndexRun(QObject):
    """Indexes the folders that are there; one that is not (an unplugged drive) is left alone. One run at a time.

    Signals:
        asked: a frozenset of the folders that are not there. looked: how many folders were scanned so far.
        scanned: a tuple of paths, and a frozenset of folders that were emptied. progressed: Progress. committed.
        overtaken: a run under way gives way to another one, and tells no more of what it has done.
        dated: of how many of how many photos it was looked up when they were taken.
        noted: a tuple of Skipped, all that could not be read so far.
        At the end one of reported (IndexReport), failed (a sentence), cancelled.
        paused: whether it stands still. ended: none runs any more, and none waits.
    """

    asked = Signal(frozenset)
    looked = Signal(int)
    scanned = Signal(tuple, frozenset)
    progressed = Signal(Progress)
    dated = Signal(int, int)
    committed = Signal()
    overtaken = Signal()
    noted = Signal(tuple)
    reported = Signal(IndexReport)
    failed = Signal(str)
    cancelled = Signal()
    paused = Signal(bool)
    ended = Signal()

    def __init__(self, paths: Paths, extractor: Extractor, workers: Workers, work: Work, parent: QObject) -> None:
        super().__init__(parent)
        self._paths = paths
        self._extractor = extractor
        self._workers = workers
        self._control: Control | None = None  # of the run under way
        self._queue = JobQueue(work, self)
        self._queue.idle.connect(self.ended)

    @property
    def active(self) -> bool:
        return self._control is not None

    def begin(
        self,
        settings: Settings,
        pace: Pace,
        known: tuple[str, ...],
        *,
        retry: bool = False,
        accept_empty: Sequence[str] = (),
    ) -> None:
        """Index the folders of the settings; a run under way ends first.

        known: the photos that are probably there. retry: what could not be read before is read again.
        accept_empty: folders whose photos are really gone.
        """
        if self._control is not None:
            self.overtaken.emit()
        control = self._control = Control()
        paths, extractor, workers, folders = self._paths, self._extractor, self._workers, settings.folders

        def index(job: Job) -> IndexReport:
            present = [folder for folder in folders if os.path.isdir(folder)]  # a drive asleep takes long to answer
            absent = [folder for folder in folders if folder not in present]
            job.tell(self.asked.emit, frozenset(absent))
            with Catalog(paths.catalog) as catalog:
                found = _Found(job, self, catalog, present or folders, known)
                listener = Listener(
                    on_folder=seldom(partial(job.tell, self._on_looked)),
                    on_away=found.away,
                    on_scan=found.scanned,
                    on_progress=partial(job.tell, self._on_progressed),
                    on_commit=found.committed,
                    on_dated=seldom(partial(job.tell, self._on_dated)),
                )
                request = IndexRequest(
                    retry=retry, absent=absent, accept_empty=accept_empty, patience=settings.patience_seconds
                )
                return index_folders(
                    catalog,
                    extractor,
                    present or folders,
                    request,
                    listener=listener,
                    pace=pace,
                    control=control,
                    workers=workers,
                )

        done, failed, cancelled = self._on_done, self._on_failed, self._on_cancelled
        self._queue.run(index, done=done, failed=failed, cancelled=cancelled, cancel=control.cancel)

    def toggle_pause(self) -> None:
        if self._control is not None:
            (self._control.resume if self._control.paused else self._control.pause)()
            self.paused.emit(self._control.paused)

    def cancel(self) -> None:
        self._queue.cancel()

    def drop(self) -> None:
        """Cancel, without any further signal."""
        self._control = None
        self._queue.drop()

    # --- what is told while it runs ---

    @property
    def _moves(self) -> bool:
        return self._control is not None and not self._control.paused

    def _on_looked(self, folders: int) -> None:
        if self._moves:
            self.looked.emit(folders)

    def _on_progressed(self, progress: Progress) -> None:
        if self._moves:
            self.progressed.emit(progress)

    def _on_dated(self, done: int, total: int) -> None:
        if self._moves:
            self.dated.emit(done, total)

    # --- how it ends ---

    def _on_done(self, report: IndexReport) -> None:
        self._control = None
        self.reported.emit(report)

    def _on_failed(self, sentence: str) -> None:
        self._control = None
        self.failed.emit(sentence)

    def _on_cancelled(self) -> None:
        self._control = None
        self.cancelled.emit()


class _Found:
    """Tells the window what a run finds, and each time which photos could not be read so far."""

    def __init__(
        self, job: Job, run: IndexRun, catalog: Catalog, folders: Sequence[str], known: tuple[str, ...]
    ) -> None:
        self._job = job
        self._run = run
        self._catalog = catalog
        self._folders = folders
        self._known = known
        self._emptied: frozenset[str] = frozenset()
        self._skipped: tuple[Skipped, ...] = ()  # by the scan

    def away(self, emptied: frozenset[str]) -> None:
        self._emptied = emptied

    def scanned(self, scan: Scan) -> None:
        self._skipped = scan.skipped
        # The very same tuple, if nothing has changed, is compared in no time.
        paths = self._known if same_paths(scan.paths, self._known) else scan.paths
        self._job.tell(self._run.scanned.emit, paths, self._emptied)
        failures = self._catalog.failures(self._folders)  # the catalog does not say yet which photos are gone
        gone = {one.path for one in failures}.difference(paths)
        stay = tuple(os.path.join(folder, "") for folder in self._emptied)
        self._note(one for one in failures if one.path not in gone or one.path.startswith(stay))

    def committed(self) -> None:
        self._job.tell(self._run.committed.emit)
        self._note(self._catalog.failures(self._folders))

    def _note(self, failures: Iterable[Skipped]) -> None:
        self._job.tell(self._run.noted.emit, (*self._skipped, *failures))
