"""The user's folders: what is in them, what of it can be searched, and the indexing that gets it there."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from core.images import Skipped
from core.indexing import IndexReport, Progress
from core.model import Extractor
from core.paths import Paths
from core.search import Searcher
from gui.folders import Listed, Under, why_no_photos, with_folder
from gui.garbage import Garbage
from gui.index_job import IndexJob
from gui.jobs import CollectionJob, JobQueue, Rereading
from gui.preferences import Preferences

_PAINT_FIRST_MS = 250  # from showing the known photos to looking for new ones
_LOOK_AGAIN_S = 60.0  # at least this long between two looks for new photos that nobody asked for


class Library(QObject):
    """Runs indexing and keeps the newest Searcher.

    Signals:
        listed: the photos changed (`photos`). searchable: a new Searcher. started: indexing began.
        progressed: Progress. noted: a tuple of Skipped, all that could not be read so far. reported: IndexReport.
        stopped: a sentence, empty when the user stopped it.
        refused: a sentence; the folder just added is not taken. paused: whether indexing stands still.
        folders_changed: other folders, or other ones are `offline`. added: a folder with photos; the folders before it.
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
    folders_changed = Signal()
    added = Signal(object, object)

    def __init__(self, paths: Paths, extractor: Extractor, preferences: Preferences, parent: QObject) -> None:
        super().__init__(parent)
        self._paths = paths
        self._extractor = extractor
        self._preferences = preferences
        self._job: IndexJob | None = None
        self._added: tuple[str, tuple[str, ...]] | None = None  # a folder not yet proven good; the folders before it
        self._unread = False  # the catalog holds more than the searcher
        self._opening = False
        self._looked_at = 0.0  # when photos were last looked for, by time.monotonic
        self._listed = Listed()
        self.searcher: Searcher | None = None
        self.photos: tuple[str, ...] = ()
        self.offline: frozenset[str] = frozenset()  # folders that are not there now; what is known of them stays
        self._indexing, self._reading = JobQueue(self), JobQueue(self)
        self._reload = Rereading(self)
        self._garbage = Garbage(lambda: self.indexing, self)
        self._look_soon = QTimer(self, interval=_PAINT_FIRST_MS, singleShot=True)
        self._connect()

    def _connect(self) -> None:
        self._indexing.succeeded.connect(self._on_indexed)
        self._indexing.failed.connect(self._on_index_failed)
        self._indexing.cancelled.connect(self._on_index_cancelled)
        self._reading.succeeded.connect(self._on_read)
        self._reading.failed.connect(self.stopped)
        self._reading.idle.connect(self._on_reading_idle)
        self._reload.timeout.connect(self._read)
        self._look_soon.timeout.connect(self.update)

    # --- folders ---

    @property
    def folders(self) -> tuple[str, ...]:
        return self._preferences.now.folders

    def open(self) -> None:
        """Show what is known of the remembered folders at once, then look for what changed."""
        if self.folders:
            self._opening = True  # looking for changes waits until the known photos are shown
            self._read()
            self.started.emit()
        self.folders_changed.emit()

    def add(self, folder: str) -> None:
        """Take a folder in and index it. It is forgotten again if it holds no photos."""
        folder = os.path.abspath(folder)
        self._added = (folder, self.folders)
        self._change_folders(with_folder(self.folders, folder))

    def remove(self, folder: str) -> None:
        """Leave a folder out; its files and what is known of them stay."""
        self._added = None
        self._change_folders(tuple(one for one in self.folders if one != folder))

    def bring_back(self, folders: tuple[str, ...]) -> None:
        """Take folders in that were there before, in this order; they may be offline."""
        self._added = None
        self._change_folders(folders)

    def _change_folders(self, folders: tuple[str, ...]) -> None:
        self._preferences.change(folders=folders)
        if folders:
            self._relist()
            self._read()
            self.update()
        else:
            self._empty()
        self.folders_changed.emit()

    def _empty(self) -> None:
        self._indexing.drop()
        self._reading.drop()
        self._opening = self._unread = False
        self._look_soon.stop()
        self._job = self.searcher = None
        self._relist(stored=(), scanned=(), of=(), hidden=frozenset())
        self.noted.emit(())
        self.stopped.emit("")

    @Slot(int, object)
    def _on_asked(self, generation: int, offline: frozenset[str]) -> None:
        if self._indexing.is_current(generation) and offline != self.offline:
            self.offline = offline
            self._relist()
            self.folders_changed.emit()

    # --- indexing ---

    @property
    def indexing(self) -> bool:
        return self._job is not None or self._opening

    @property
    def opening(self) -> bool:
        """Whether what is known of the folders is still being read."""
        return self._opening and self.searcher is None

    @property
    def expected(self) -> int:
        """How many photos will be searchable, as far as is known."""
        return len(self.photos) if self.indexing else len(self.searcher.collection.paths if self.searcher else ())

    def update(self) -> None:
        """Index what is new or changed; a run under way ends first."""
        self._opening = False
        self._look_soon.stop()
        self._looked_at = time.monotonic()
        now, pace = self._preferences.now, self._preferences.pace
        self._job = IndexJob(self._paths, self._extractor, now, pace, self.photos)
        self._job.asked.connect(self._on_asked)
        self._job.scanned.connect(self._on_scanned)
        self._job.progressed.connect(self._on_progressed)
        self._job.committed.connect(self._on_committed)
        self._job.noted.connect(self._on_noted)
        self._indexing.submit(self._job)
        self.started.emit()

    @Slot()
    def look_again(self) -> None:
        """Update when nobody has for a while: the user comes back to the window."""
        if self.folders and not self.indexing and time.monotonic() - self._looked_at > _LOOK_AGAIN_S:
            self.update()

    def hide(self, paths: frozenset[str]) -> None:
        """Leave out photos that are gone for good, until a scan has seen that they are."""
        self._relist(hidden=self._listed.hidden | paths)

    def unhide(self, paths: frozenset[str]) -> None:
        """Show photos that are back."""
        self._relist(hidden=self._listed.hidden - paths)

    def toggle_pause(self) -> None:
        if self._job is not None:
            control = self._job.control
            (control.resume if control.paused else control.pause)()
            self.paused.emit(control.paused)

    def cancel(self) -> None:
        self._indexing.cancel()

    def shut_down(self) -> None:
        """End all threads; takes as long as the photos under way."""
        self._reload.stop()
        self._look_soon.stop()
        self._unread = False
        for act in (JobQueue.drop, JobQueue.wait):
            for queue in (self._indexing, self._reading):
                act(queue)

    @Slot(int, object)
    def _on_scanned(self, generation: int, paths: tuple[str, ...]) -> None:
        if not self._indexing.is_current(generation):
            return
        # Whatever was thrown away before, this scan knows.
        self._relist(scanned=paths, of=self.folders, hidden=frozenset())
        added, self._added = self._added, None
        if added and not any(map(Under(added[0]), self.photos)):
            self._preferences.change(folders=added[1])
            self.folders_changed.emit()
            self.refused.emit(why_no_photos(added[0]))
        elif added and added[1] != self.folders:
            self.added.emit(*added)

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
        self.stopped.emit("" if added else sentence)
        if added:
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
        self._reload.begin()
        job = CollectionJob(self._paths, self._extractor.model_id, self._preferences.now)
        job.listed.connect(self._on_stored)
        self._reading.submit(job)

    @Slot(int, object)
    def _on_stored(self, generation: int, paths: tuple[str, ...]) -> None:
        if self._reading.is_current(generation):
            self._relist(stored=paths)

    @Slot(object)
    def _on_read(self, searcher: Searcher) -> None:
        self.searcher = searcher
        self._reload.end()
        self._relist(stored=searcher.collection.paths)
        if self._opening:
            self._look_soon.start()
        self.searchable.emit()

    def _relist(self, **changes: Any) -> None:
        self._listed = replace(self._listed, **changes)
        paths = self._listed.photos(self.folders, self.offline)
        if paths != self.photos:
            self.photos = paths
            self.listed.emit()

    @Slot()
    def _on_reading_idle(self) -> None:
        if self._unread:  # committed meanwhile
            self._reload.start()
