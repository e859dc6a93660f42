"""The user's folders: what is in them, what of it can be searched, and the indexing that gets it there."""

from __future__ import annotations

import os
import time

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from core.images import Scan, Skipped
from core.indexing import IndexReport, Progress
from core.model import Extractor
from core.paths import Paths
from core.search import Searcher
from gui.index_job import IndexJob
from gui.jobs import CollectionJob, JobQueue
from gui.preferences import Preferences
from gui.texts import shown

_RELOAD_MS = 1500  # at least this long between two readings of the growing collection
_RELOAD_SHARE = 20  # and so many times what one reading takes, which bounds its share of the computer


class Library(QObject):
    """Runs indexing and keeps the newest Searcher.

    Signals:
        listed: the photos changed (`paths`). searchable: a new Searcher. started: indexing began.
        progressed: Progress. noted: a tuple of Skipped, all that could not be read so far. reported: IndexReport.
        stopped: a sentence, empty when the user stopped it.
        refused: a sentence; the folder just added is not taken. paused: whether indexing stands still.
    """

    listed = Signal()
    searchable = Signal()
    started = Signal()
    progressed = Signal(object)
    noted = Signal(object)
    reported = Signal(object)
    stopped = Signal(str)
    refused = Signal(str)
    paused = Signal(bool)

    def __init__(self, paths: Paths, extractor: Extractor, preferences: Preferences, parent: QObject) -> None:
        super().__init__(parent)
        self._paths = paths
        self._extractor = extractor
        self._preferences = preferences
        self._job: IndexJob | None = None
        self._added: tuple[str, tuple[str, ...]] | None = None  # a folder not yet proven good; the folders before it
        self._unread = False  # the catalog holds more than the searcher
        self._reading_since = 0.0
        self._listed_by_scan = False
        self.searcher: Searcher | None = None
        self.photos: tuple[str, ...] = ()
        self._indexing = JobQueue(self)
        self._reading = JobQueue(self)
        self._reload = QTimer(self, interval=_RELOAD_MS, singleShot=True)
        self._connect()

    def _connect(self) -> None:
        self._indexing.succeeded.connect(self._on_indexed)
        self._indexing.failed.connect(self._on_index_failed)
        self._indexing.cancelled.connect(self._on_index_cancelled)
        self._reading.succeeded.connect(self._on_read)
        self._reading.failed.connect(self.stopped)
        self._reading.idle.connect(self._on_reading_idle)
        self._reload.timeout.connect(self._read)

    # --- folders ---

    @property
    def folders(self) -> tuple[str, ...]:
        return self._preferences.now.folders

    def open(self) -> None:
        """Show what is known of the remembered folders at once, then look for what changed."""
        if self.folders:
            self._read()
            self.update()

    def add(self, folder: str) -> None:
        """Take a folder in and index it. It is forgotten again if it holds no photos."""
        folder = os.path.abspath(folder)
        self._added = (folder, self.folders)
        self._change_folders(with_folder(self.folders, folder))

    def remove(self, folder: str) -> None:
        """Leave a folder out; its files and what is known of them stay."""
        self._added = None
        self._change_folders(tuple(one for one in self.folders if one != folder))

    def _change_folders(self, folders: tuple[str, ...]) -> None:
        self._preferences.change(folders=folders)
        self._listed_by_scan = False
        if folders:
            self._read()
            self.update()
        else:
            self._empty()

    def _empty(self) -> None:
        self._indexing.drop()
        self._reading.drop()
        self._unread = False
        self._job = self.searcher = None
        self._list(())
        self.noted.emit(())
        self.stopped.emit("")

    # --- indexing ---

    @property
    def indexing(self) -> bool:
        return self._job is not None

    @property
    def expected(self) -> int:
        """How many photos will be searchable, as far as is known."""
        return len(self.photos) if self.indexing else len(self.searcher.collection.paths if self.searcher else ())

    def update(self) -> None:
        """Index what is new or changed; a run under way ends first."""
        self._job = IndexJob(self._paths, self._extractor, self._preferences.now)
        self._job.scanned.connect(self._on_scanned)
        self._job.progressed.connect(self._on_progressed)
        self._job.committed.connect(self._on_committed)
        self._job.noted.connect(self._on_noted)
        self._indexing.submit(self._job)
        self.started.emit()

    def toggle_pause(self) -> None:
        if self._job is None:
            return
        control = self._job.control
        if control.paused:
            control.resume()
        else:
            control.pause()
        self.paused.emit(control.paused)

    def cancel(self) -> None:
        self._indexing.cancel()

    def shut_down(self) -> None:
        """End all threads; takes as long as the photos under way."""
        self._reload.stop()
        self._unread = False
        for queue in (self._indexing, self._reading):
            queue.drop()
        for queue in (self._indexing, self._reading):
            queue.wait()

    @Slot(int, object)
    def _on_scanned(self, generation: int, scan: Scan) -> None:
        if not self._indexing.is_current(generation):
            return
        self._listed_by_scan = True
        self._list(tuple(file.path for file in scan.files))
        added, self._added = self._added, None
        if added and not any(map(Under(added[0]), self.photos)):
            self._preferences.change(folders=added[1])
            self.refused.emit(self._why_not(added[0]))

    def _why_not(self, folder: str) -> str:
        """Why a folder gave no photos, while others did."""
        there = self.tr("There are no photos in {folder}.")
        gone = self.tr("The folder {folder} does not exist. Check its name, or plug in the drive it is on.")
        return (there if os.path.isdir(folder) else gone).format(folder=shown(folder))

    @Slot(int, object)
    def _on_progressed(self, generation: int, progress: Progress) -> None:
        if self._indexing.is_current(generation) and self._job is not None and not self._job.control.paused:
            self.progressed.emit(progress)

    @Slot(int)
    def _on_committed(self, generation: int) -> None:
        if not self._indexing.is_current(generation):  # not even after closing: a thread begun now would outlive us
            return
        self._unread = True
        if self.searcher is None or not self.searcher.collection.paths:
            self._read()  # the first photos: somebody may be waiting for them
        elif not self._reload.isActive() and not self._reading.busy:
            self._reload.start()

    @Slot(int, object)
    def _on_noted(self, generation: int, failed: tuple[Skipped, ...]) -> None:
        if self._indexing.is_current(generation):
            self.noted.emit(failed)

    @Slot(object)
    def _on_indexed(self, report: IndexReport) -> None:
        self._job = None
        readable = report.found - len(report.failed)
        if self._unread or self.searcher is None or len(self.searcher.collection.paths) != readable:
            self._read()
        self.reported.emit(report)

    @Slot(str)
    def _on_index_failed(self, sentence: str) -> None:
        self._job = None
        added, self._added = self._added, None
        if added is None:
            self.stopped.emit(sentence)
            return
        self.stopped.emit("")
        self.refused.emit(sentence)
        self._change_folders(added[1])

    @Slot()
    def _on_index_cancelled(self) -> None:
        self._job = None
        self._read()
        self.stopped.emit("")

    # --- what can be searched ---

    @Slot()
    def _read(self) -> None:
        self._unread = False
        self._reload.stop()
        self._reading_since = time.monotonic()
        self._reading.submit(CollectionJob(self._paths, self._extractor.model_id, self._preferences.now))

    @Slot(object)
    def _on_read(self, searcher: Searcher) -> None:
        self.searcher = searcher
        took_ms = 1000 * (time.monotonic() - self._reading_since)
        self._reload.setInterval(max(_RELOAD_MS, round(_RELOAD_SHARE * took_ms)))
        if not self._listed_by_scan:
            self._list(searcher.collection.paths)
        self.searchable.emit()

    @Slot()
    def _on_reading_idle(self) -> None:
        if self._unread:  # committed while the last reading was on its way
            self._reload.start()

    def _list(self, paths: tuple[str, ...]) -> None:
        if paths != self.photos:
            self.photos = paths
            self.listed.emit()


class Under:
    """Tells whether a path lies in a folder."""

    def __init__(self, folder: str) -> None:
        self._prefix = os.path.join(folder, "")

    def __call__(self, path: str) -> bool:
        return path.startswith(self._prefix)


def with_folder(folders: tuple[str, ...], folder: str) -> tuple[str, ...]:
    """`folders` and `folder`; none that lies in another one."""
    if any(folder == one or Under(one)(folder) for one in folders):
        return folders
    return (*(one for one in folders if not Under(folder)(one)), folder)
