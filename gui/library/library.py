"""The user's folders: what is in them, what of it can be searched, and the indexing that gets it there."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from core.base.paths import Paths
from core.catalog.folders import Listed, counted, with_folder
from core.indexing.indexing import IndexReport
from core.looks.model import Extractor
from core.search.query import Query
from core.search.search import Searcher
from core.wardrobe.said import Said
from core.workers.workers import Workers
from gui.base.garbage import Garbage
from gui.base.preferences import Preferences
from gui.base.work import Work
from gui.library.folders import already_there, why_no_photos
from gui.library.index_run import IndexRun
from gui.library.searchable import Searchable

_PAINT_FIRST_MS = 250  # from showing the known photos to looking for new ones
_FOLLOW_MS = 2000  # from the end of a run to the next look, while folders change
_LOOK_AGAIN_S = 60.0  # at least this long between two looks for new photos that nobody asked for


class Library(QObject):
    """Runs indexing and keeps the newest Searcher.

    Attributes:
        run: the indexing under way, with the network of `extractor`.
        absent: folders that are not there now. emptied: folders whose many photos are suddenly all gone. What is known
        of either stays.

    Signals:
        listed: the photos changed (`photos`). searchable: a new Searcher. settled: that was the last one for now.
        started: indexing began.
        noted: a tuple of Skipped, all that could not be read so far. reported: IndexReport.
        stopped: a sentence, empty when the user stopped it. refused: a sentence; the folder just added is not taken.
        folders_changed: other folders, or other ones are `offline`. added: a folder with photos; the folders before it.
        vanished: a folder that was just found `emptied`.
    """

    listed = Signal()
    searchable = Signal()
    settled = Signal()
    started = Signal()
    noted = Signal(tuple)
    reported = Signal(IndexReport)
    stopped = Signal(str)
    refused = Signal(str)
    folders_changed = Signal()
    added = Signal(object, tuple)
    vanished = Signal(object)

    def __init__(
        self, paths: Paths, extractor: Extractor, preferences: Preferences, work: Work, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.extractor = extractor
        workers = Workers(extractor)
        work.at_last(workers.end)
        self._preferences = preferences
        self._added: tuple[str, tuple[str, ...]] | None = None  # a folder not yet proven good; the folders before it
        self._added_last = ""
        self._opening = False
        self._looked_at = 0.0  # when photos were last looked for, by time.monotonic
        self._retry, self._accepted = False, frozenset[str]()  # what was asked of `update`, until a run has done it
        self._following = False  # folders change just now, and deeper than is watched
        self._changed = False  # the photos since the run under way began, or a folder
        self._listed = Listed()
        self.photos: tuple[str, ...] = ()
        self.absent: frozenset[str] = frozenset()
        self.emptied: frozenset[str] = frozenset()
        self.run = IndexRun(paths, extractor, workers, work, self)
        self._search = Searchable(paths, extractor, preferences, work, self)
        self._garbage = Garbage(lambda: self.indexing, self)
        self._look_soon = QTimer(self, singleShot=True)
        self._connect()

    def _connect(self) -> None:
        run = self.run
        run.asked.connect(self._on_asked)
        run.scanned.connect(self._on_scanned)
        run.committed.connect(self._search.grow)
        run.overtaken.connect(self._search.doubt)
        run.noted.connect(self.noted)
        run.reported.connect(self._on_indexed)
        run.failed.connect(self._on_index_failed)
        run.cancelled.connect(self._on_index_cancelled)
        self._search.listed.connect(self._on_stored)
        self._search.read.connect(self._on_read)
        self._search.failed.connect(self.stopped)
        self._search.settled.connect(self.settled)
        self._look_soon.timeout.connect(self.update)

    # --- folders ---

    @property
    def folders(self) -> tuple[str, ...]:
        return self._preferences.now.folders

    @property
    def untouched(self) -> tuple[str, ...]:
        """Folders of which the user wants nothing to be deleted."""
        return self._preferences.now.untouched

    @property
    def offline(self) -> frozenset[str]:
        """Folders that cannot be scanned now; what is known of them stays."""
        return self.absent | self.emptied

    def open(self) -> None:
        """Show what is known of the remembered folders at once, then look for what changed."""
        if self.folders:
            self._opening = True  # looking for changes waits until the known photos are shown
            self._search.begin()
            self.started.emit()
        self.folders_changed.emit()

    def add(self, folder: str) -> None:
        """Take a folder in and index it. It is forgotten again if it holds no photos."""
        folder, before = os.path.abspath(folder), self.folders
        self._added_last = folder
        after = with_folder(before, folder, self.offline)
        self._added = (folder, before)
        self._change_folders(after)

    def take_grown(self, folder: str) -> None:
        """All of a folder is there now; it may have been added before, or even removed since."""
        if folder in self.folders:
            self.update()
        elif self._added_last != folder:
            self.add(folder)

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
        self._know_away(self.absent.intersection(folders), self.emptied.intersection(folders))
        if folders:
            self._relist()
            self._search.begin()
            self.update()
        else:
            self._empty()
        self.folders_changed.emit()

    def _know_away(self, absent: frozenset[str], emptied: frozenset[str]) -> None:
        """Note which folders are away; a scan that has just emptied them must not take their photos from sight."""
        if (absent, emptied) != (self.absent, self.emptied):
            self.absent, self.emptied = absent, emptied
            self._relist()
            self.folders_changed.emit()

    def _empty(self) -> None:
        self.run.drop()
        self._wish_nothing()
        self._search.empty()
        self._opening = False
        self._look_soon.stop()
        self._relist(stored=(), scanned=(), of=(), hidden=frozenset())
        self.noted.emit(())
        self.stopped.emit("")

    # --- indexing ---

    @property
    def indexing(self) -> bool:
        return self.run.active or self._opening

    @property
    def growing(self) -> bool:
        """Whether there may be more to search in a moment."""
        return self.searcher is None or self.indexing or self._search.reading

    @property
    def opening(self) -> bool:
        """Whether what is known of the folders is still being read."""
        return self._opening and self.searcher is None

    @property
    def expected(self) -> int:
        """How many photos will be searchable, as far as is known."""
        return len(self.photos) if self.indexing else self._search.searched

    def update(self, retry: bool = False, accept_empty: Sequence[str] = ()) -> None:
        """Index what is new or changed; a run under way ends first, and the new one does what that was asked for.

        With `retry` also what could not be read before. The photos of folders to `accept_empty` are really gone.
        """
        self._retry, self._accepted = self._retry or retry, self._accepted.union(accept_empty)
        self._opening = self._changed = False
        self._look_soon.stop()
        self._looked_at = time.monotonic()
        now, pace = self._preferences.now, self._preferences.pace
        self.run.begin(now, pace, self.photos, retry=self._retry, accept_empty=tuple(self._accepted))
        self.started.emit()

    @Slot()
    def look_again(self) -> None:
        """Update when nobody has for a while: the user comes back to the window."""
        if self.folders and not self.indexing and time.monotonic() - self._looked_at > _LOOK_AGAIN_S:
            self.update()

    @Slot()
    def follow(self) -> None:
        """A folder changed: update, at the latest once the run under way ends, until a run finds nothing new."""
        self._following = True
        if self.indexing:
            self._changed = True
        else:
            self.update()

    def accept_gone(self, folder: str) -> None:
        """The photos of an emptied folder are really gone."""
        self.update(accept_empty=[folder])

    def hide(self, paths: frozenset[str]) -> None:
        """Leave out photos that are gone for good, until a scan has seen that they are."""
        self._relist(hidden=self._listed.hidden | paths)

    def unhide(self, paths: frozenset[str]) -> None:
        """Show photos that are back."""
        self._relist(hidden=self._listed.hidden - paths)

    @Slot(frozenset)
    def _on_asked(self, absent: frozenset[str]) -> None:
        self._know_away(absent, self.emptied - absent)

    @Slot(tuple, frozenset)
    def _on_scanned(self, paths: tuple[str, ...], emptied: frozenset[str]) -> None:
        self._changed = self._changed or paths != self._listed.scanned
        # Whatever was thrown away before, this scan knows.
        self._listed = replace(self._listed, scanned=paths, of=self.folders, hidden=frozenset())
        vanished = emptied - self.emptied
        self._know_away(self.absent, emptied)
        self._relist()
        for folder in vanished:
            self.vanished.emit(folder)
        self._judge_added()

    def _judge_added(self) -> None:
        added, self._added = self._added, None
        if added and added[0] not in self.folders:  # what is in it comes with another one
            self.refused.emit(already_there(added[0], self.folders, self.photos) or why_no_photos(added[0]))
        elif added and not counted(self.photos, self.folders)[added[0]]:
            self._preferences.change(folders=added[1])
            self.folders_changed.emit()
            self.refused.emit(why_no_photos(added[0]))
        elif added and added[1] != self.folders:
            self.added.emit(*added)

    @Slot(IndexReport)
    def _on_indexed(self, report: IndexReport) -> None:
        self._wish_nothing()
        self._know_away(self.absent | frozenset(report.away) - self.emptied, self.emptied)
        seen = frozenset(report.folders).difference(report.away)
        self._search.catch_up(report.indexed + report.reused, seen)
        self._following = self._following and self._changed
        if self._following:
            self._look_soon.start(_FOLLOW_MS)
        self.reported.emit(report)

    @Slot(str)
    def _on_index_failed(self, sentence: str) -> None:
        self._wish_nothing()
        added, self._added = self._added, None
        self.stopped.emit("" if added else sentence)
        if added:
            self.refused.emit(sentence)
            self._change_folders(added[1])
        else:
            self._search.begin()  # what was found missing is known all the same

    @Slot()
    def _on_index_cancelled(self) -> None:
        self._wish_nothing()
        self._following = False
        self._search.begin()
        self.stopped.emit("")

    def _wish_nothing(self) -> None:
        self._retry, self._accepted = False, frozenset()

    # --- what can be searched ---

    @property
    def searcher(self) -> Searcher | None:
        return self._search.searcher

    def correct(self, said: Said) -> None:
        """Go by what the user says of the kinds of photos."""
        self._search.correct(said)

    def query_of(self, path: str) -> Query | None:
        """A query with a photo that can be searched."""
        return None if self.searcher is None else self.searcher.query(path)

    @Slot(tuple)
    def _on_stored(self, paths: tuple[str, ...]) -> None:
        self._relist(stored=paths)

    @Slot()
    def _on_read(self) -> None:
        if self._opening:
            self._look_soon.start(_PAINT_FIRST_MS)
        self.searchable.emit()

    def _relist(self, **changes: Any) -> None:
        self._listed = replace(self._listed, **changes)
        paths = self._listed.photos(self.folders, self.offline)
        if paths != self.photos:
            self.photos = paths
            self.listed.emit()
