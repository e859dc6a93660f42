"""Keeps the mirror of all photos, made in the background."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from core.base.paths import Paths
from core.browse.grouping import garments, kept_groups
from core.mirror.mirror import Mirror, mirror
from core.mirror.worn import Worn, look_through
from core.search.holdings import Holdings
from core.search.search import Searcher
from core.search.stacks import Stacks
from gui.base.jobs import JobQueue
from gui.base.work import Work
from gui.library.library import Library
from gui.marking.marking import Marking
from gui.visits.asking import Asking


class Reflecting(QObject):
    """Does so once it is wanted.

    Attributes:
        mirror: the newest one, empty at first.

    Signals:
        changed: another mirror. worn: what was added to photos is known anew. progressed: it is being made, or no
        longer. failed: a sentence.
    """

    changed = Signal(Mirror)
    worn = Signal(Worn)
    progressed = Signal()
    failed = Signal(str)

    def __init__(
        self, paths: Paths, library: Library, asking: Asking, marking: Marking, work: Work, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._paths = paths
        self._library = library
        self._asking = asking
        self._marking = marking
        self.mirror = Mirror()
        self._of: tuple[object, ...] | None = None  # what the last one was made of
        self._worn_of: tuple[object, ...] | None = None
        self._queue, self._looking = JobQueue(work, self), JobQueue(work, self)
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self._begin)
        self._queue.idle.connect(self._on_idle)

    @property
    def running(self) -> bool:
        return self._queue.busy

    def want(self) -> None:
        """Make it of what can be searched now, unless that was done. What is under way is finished first: a library
        that grows would never have one."""
        self._soon.start()

    @Slot()
    def _begin(self) -> None:
        self._begin_looking()
        self._begin_mirror()

    def _begin_looking(self) -> None:
        holdings, facts, today = self._asking.holdings, self._marking.marks.facts, datetime.date.today()
        if (holdings, facts, today) != self._worn_of:
            self._worn_of = holdings, facts, today
            self._looking.run(
                lambda _: look_through(holdings, facts, today), done=self.worn.emit, failed=self.failed.emit
            )

    def _begin_mirror(self) -> None:
        searcher, holdings, grows = self._library.searcher, self._asking.holdings, self._library.indexing
        wanted = searcher, holdings.apart, grows
        if self._queue.busy or self._of == wanted:
            return
        self._of = wanted
        if searcher is None or not searcher.collection.paths:
            self._take(Mirror())
            return
        what = self._paths, searcher, holdings, grows
        self._queue.run(lambda job: reflect(*what, job.cancelled), done=self._take, failed=self.failed.emit)
        self.progressed.emit()

    @Slot()
    def _on_idle(self) -> None:
        self.progressed.emit()
        self._soon.start()

    def _take(self, made: Mirror) -> None:
        if made != self.mirror:
            self.mirror = made
            self.changed.emit(made)


def reflect(
    paths: Paths, searcher: Searcher, holdings: Holdings, grows: bool, cancelled: Callable[[], bool] = bool
) -> Mirror:
    """The mirror of all photos; while they `grow`, stacks of those there were before will do. Raises Cancelled."""
    stacks, there = holdings.stacks, searcher.collection.paths
    if stacks is None or (stacks.paths is not there and not grows):
        groups = kept_groups(paths, searcher)  # which Browse keeps; to keep them here too would be in its way
        stacks = Stacks(there, garments(searcher, cancelled) if groups is None else groups)
    return mirror(searcher, replace(holdings, stacks=stacks).groups(searcher), cancelled)
