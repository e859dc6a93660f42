"""Looks for duplicates in the background, and knows which of the groups that were found are left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from core.browse.grouping import garments
from core.catalog.catalog import Catalog
from core.duplicates.groups import Group, left_of
from core.photos.images import Picture
from core.search.holdings import Holdings
from core.search.search import Searcher
from core.search.stacks import Stacks
from gui.base.jobs import Job, JobQueue, seldom
from gui.pages.page import Parts

if TYPE_CHECKING:
    from core.duplicates.album import Album


@dataclass(frozen=True, eq=False)
class Looked:
    """What was found, and what the photos are known by."""

    groups: tuple[Group, ...] = ()
    holdings: Holdings = field(default_factory=Holdings)


class Looking(QObject):
    """Looks once it is wanted, and again when there are other photos.

    Attributes:
        groups: those that are left. looked: whether all photos were looked through.
        done, of: so many of so many photos and pairs were looked at. stopped: the user has cancelled it.

    Signals:
        changed: other groups are left. progressed: it goes on, or no longer. failed: a sentence.
    """

    changed = Signal()
    progressed = Signal()
    failed = Signal(str)

    def __init__(self, parts: Parts, parent: QObject) -> None:
        super().__init__(parent)
        self._paths = parts.paths
        self._library = parts.library
        self._marking = parts.marking
        self._preferences = parts.preferences
        self._pictures = parts.pictures
        self._cancelled: Callable[[], bool] = bool  # of the job under way
        self._loader = parts.loader
        self._album: Album | None = None  # made with the first job
        self._found = Looked()
        self._of: tuple[object, bool] | None = None  # what was looked through last
        self.groups: tuple[Group, ...] = ()
        self.looked = self.stopped = False
        self.done = self.of = 0
        self._queue, self._narrowing = JobQueue(parts.work, self), JobQueue(parts.work, self)
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self._begin)
        self._queue.idle.connect(self._on_idle)

    @property
    def running(self) -> bool:
        return self._queue.busy

    @property
    def waiting(self) -> bool:
        """Whether there are more photos in a moment, for which there would be much to do again."""
        return self._library.growing

    @property
    def settled(self) -> bool:
        """Whether the groups are those of all photos as they are now."""
        wanted, narrowing = self._wanted(), self._narrowing.busy or self._soon.isActive()
        return not self.waiting and not self.running and not narrowing and self.looked and self._of == wanted

    def want(self) -> None:
        """Look through what can be searched now, unless that was done."""
        self._soon.start()

    @Slot()
    def go_on(self) -> None:
        """After it was stopped; what was compared is not compared again."""
        self.stopped, self._of = False, None
        self.want()

    @Slot()
    def cancel(self) -> None:
        """The groups that were found before stay."""
        self.stopped = True
        self._queue.cancel()

    @Slot()
    def _begin(self) -> None:
        searcher = self._library.searcher
        if searcher is None or self.waiting or self.running:
            self.progressed.emit()
            return
        if self._of == self._wanted():
            self._narrow()
            return
        self._of = self._wanted()
        self.stopped, self.done, self.of = False, 0, 0
        self._queue.run(
            partial(self._look, searcher, self._preferences.now.same_garment, self._library.folders),
            done=self._on_found,
            failed=self._on_failed,
            cancelled=self.progressed.emit,
        )
        self.progressed.emit()

    def _wanted(self) -> tuple[object, bool]:
        """What is to be looked through, and for what."""
        searcher = self._library.searcher
        return None if searcher is None else searcher.collection, self._preferences.now.same_garment

    def _look(self, searcher: Searcher, same_garment: bool, folders: tuple[str, ...], job: Job) -> Looked:
        """In a thread of its own."""
        from core.duplicates.album import Album  # here, because the window opens sooner without
        from core.duplicates.finding import Search, find_duplicates

        album = self._album = self._album or Album(self._decode, self._loader.store)
        self._cancelled = job.cancelled
        with Catalog(self._paths.catalog) as catalog:
            listing = catalog.listing(folders)
        holdings = Holdings(listing.paths, listing.contents, listing.pixels)
        groups = None
        if same_garment:
            stacks = Stacks(searcher.collection.paths, garments(searcher, job.cancelled))
            groups = replace(holdings, stacks=stacks).groups(searcher)
        tell = seldom(partial(job.tell, self._on_progress))
        return Looked(find_duplicates(Search(searcher, holdings, album, tell, job.cancelled), groups), holdings)

    def _decode(self, source: str | bytes, at_least: int = 0, within: int = 0) -> Picture:
        return self._pictures.decode(source, at_least, within, lambda: self._cancelled())

    def _on_progress(self, done: int, of: int) -> None:
        self.done, self.of = done, of
        self.progressed.emit()

    def _on_found(self, found: Looked) -> None:
        self._found = found
        self._narrow()

    def _on_failed(self, sentence: str) -> None:
        self.stopped = True
        self.failed.emit(sentence)

    @Slot()
    def _on_idle(self) -> None:
        self.progressed.emit()
        if not self.stopped:
            self._begin()

    # --- what is left ---

    @Slot()
    def narrow(self) -> None:
        """Photos have gone or come back, or the user says that some are not the same."""
        if self._found.groups:
            self._narrow()

    def _narrow(self) -> None:
        found, there = self._found, self._library.photos
        holdings = replace(found.holdings, apart=self._marking.marks.apart)
        self._narrowing.run(
            lambda _: left_of(found.groups, frozenset(there), holdings), done=self._on_left, failed=self.failed.emit
        )

    def _on_left(self, groups: tuple[Group, ...]) -> None:
        self.groups, self.looked = groups, True
        self.changed.emit()
