"""Keeps the shelf of all photos and arranges it, in the background, as the user wishes to see it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from core.base.paths import Paths
from core.base.settings import Sort
from core.browse.groups import Groups
from core.browse.shelf import Filters, Shelf
from core.browse.sorting import Order
from core.wardrobe.marks import Marks
from gui.base.jobs import JobQueue
from gui.base.work import Work
from gui.browse.browse_jobs import Arranged, GroupsJob, ShelfJob, Shelved, ViewJob, Wish
from gui.library.library import Library


@dataclass(frozen=True)
class Look:
    """How the user wants to see the photos; `expanded` holds a photo of each stack that is laid out."""

    filters: Filters
    sort: Sort
    marks: Marks
    stacks: bool
    expanded: frozenset[str]


class Arranger(QObject):
    """Runs the jobs.

    Attributes:
        shelf: the newest one, None at first.

    Signals:
        shelved: there is a new shelf; to be arranged. changed: photos that were replaced or read: see Shelved.
        grouped: stacks are known. arranged: Arranged.
        waiting: an order takes a while. failed: a sentence.
    """

    shelved = Signal()
    changed = Signal(object, object)
    grouped = Signal()
    arranged = Signal(object)
    waiting = Signal()
    failed = Signal(str)

    def __init__(self, paths: Paths, library: Library, work: Work, parent: QObject) -> None:
        super().__init__(parent)
        self._paths = paths
        self._library = library
        self.shelf: Shelf | None = None
        self._orders: dict[Sort, Order] = {}  # of the shelf
        self._groups: tuple[tuple[str, ...], Groups] | None = None  # of these photos, maybe older ones
        self._shelving, self._viewing, self._grouping = (JobQueue(work, self) for _ in range(3))
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self._reshelve)
        self._shelving.succeeded.connect(self._on_shelf)
        self._viewing.succeeded.connect(self._on_arranged)
        self._grouping.succeeded.connect(self._on_groups)
        for queue in (self._shelving, self._viewing, self._grouping):
            queue.failed.connect(self.failed)
        library.searchable.connect(self.reshelve)
        library.reported.connect(self._regroup)

    @property
    def busy(self) -> bool:
        """Whether a view is on its way."""
        return self._viewing.busy

    @Slot()
    def reshelve(self) -> None:
        """Collect anew what is known of the photos, soon; at the start once they can be searched too."""
        if not self._library.opening:
            self._soon.start()

    @Slot()
    def _reshelve(self) -> None:
        library = self._library
        photos, searcher = library.photos, library.searcher
        wanted = self._groups is None
        self._shelving.submit(
            ShelfJob(self._paths, photos, library.folders, searcher, before=self.shelf, wants_groups=wanted)
        )
        if not library.indexing:
            self._regroup()

    @Slot(object)
    def _on_shelf(self, shelved: Shelved) -> None:
        shelf = self.shelf = shelved.shelf
        self._orders = {}
        if self._groups is None and shelved.groups is not None and shelf.searcher is not None:
            self._groups = shelf.searcher.collection.paths, shelved.groups
        self.shelved.emit()
        if shelved.replaced or shelved.read:
            self.changed.emit(shelved.replaced, shelved.read)

    def arrange(self, look: Look) -> None:
        """Arrange the shelf; a newer look replaces one under way."""
        if self.shelf is None:
            return
        order = self._orders.get(look.sort)
        if order is None and look.sort == Sort.SIMILARITY:
            self.waiting.emit()
        groups = self._groups if look.stacks else None
        wish = Wish(self.shelf, look.filters, look.sort, look.marks, order, groups, look.expanded)
        self._viewing.submit(ViewJob(wish))

    @Slot(object)
    def _on_arranged(self, arranged: Arranged) -> None:
        if arranged.wish.shelf is self.shelf:
            self._orders[arranged.wish.sort] = arranged.order
        if self._shelving.busy and not arranged.wish.shelf.paths:
            return  # from before the photos were listed: the gallery would be empty for a moment
        self.arranged.emit(arranged)

    @Slot()
    def _regroup(self, _report: object = None) -> None:
        searcher = self._library.searcher
        if searcher is None or not searcher.collection.paths:
            return
        if self._groups is None or self._groups[0] is not searcher.collection.paths:
            self._grouping.submit(GroupsJob(self._paths, searcher))

    @Slot(object)
    def _on_groups(self, groups: tuple[tuple[str, ...], Groups]) -> None:
        self._groups = groups
        self.grouped.emit()
