"""Keeps the shelf of all photos and arranges it, in the background, as the user wishes to see it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from core.base.paths import Paths
from core.base.settings import Sort
from core.browse.grouping import find_groups
from core.browse.shelf import Browsing, Shelf
from core.browse.shelving import Arranged, Kept, Shelved, Wish, fulfil, shelve
from core.search.stacks import Groups, Stacks
from core.wardrobe.marks import Marks
from core.words.understanding import Understood
from gui.base.jobs import JobQueue
from gui.base.work import Work
from gui.library.library import Library

_SETTLED = (Sort.NAME, Sort.DATE, Sort.ADDED, Sort.COLLECTED)  # what becomes known moves no photo in these


class Arranger(QObject):
    """Does so.

    Attributes:
        shelf: the newest one, None at first. stacks: the newest ones, None at first; maybe of older photos.

    Signals:
        knows: a new shelf. shelved: it is to be arranged.
        grouped: stacks are known. arranged: Arranged.
        unsettled: another order is wanted. waiting: an order takes a while. failed: a sentence.
    """

    knows = Signal(Shelf)
    shelved = Signal()
    grouped = Signal()
    arranged = Signal(Arranged)
    waiting = Signal()
    unsettled = Signal()
    failed = Signal(str)

    def __init__(self, paths: Paths, library: Library, work: Work, parent: QObject) -> None:
        super().__init__(parent)
        self._paths = paths
        self._library = library
        self.shelf: Shelf | None = None
        self._orders: dict[Sort | Understood, Kept] = {}  # of the shelf
        self._last: Kept | None = None  # as the photos were seen last
        self.stacks: Stacks | None = None  # maybe of older photos
        self._shelving, self._viewing, self._grouping = (JobQueue(work, self) for _ in range(3))
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self._reshelve)
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
        library, shelf = self._library, self.shelf
        if shelf is not None and self._differs_by_kinds(shelf):
            searcher = library.searcher
            assert searcher is not None
            self._shelving.run(lambda _: shelf.corrected(searcher), done=self._on_corrected, failed=self.failed.emit)
            return
        what = self._paths, library.photos, library.folders, library.searcher
        wanted = self.stacks is None
        self._shelving.run(lambda _: shelve(*what, wants_groups=wanted), done=self._on_shelf, failed=self.failed.emit)
        if not library.indexing:
            self._regroup()

    def _differs_by_kinds(self, shelf: Shelf) -> bool:
        """Whether nothing is new but what the user said of kinds: then most of what is known of the photos stays."""
        library, before, now = self._library, shelf.searcher, self._library.searcher
        if before is None or now is None or before.collection is not now.collection or self._shelving.busy:
            return False
        return (shelf.paths, shelf.folders) == (library.photos, library.folders)

    def _on_corrected(self, shelf: Shelf) -> None:
        self.shelf = shelf
        still = (by for by in self._orders if isinstance(by, Sort) and by != Sort.KIND)  # words ask for kinds too
        self._orders = {by: self._orders[by] for by in still}
        self._last = None  # what the user said is to be seen at once
        self.knows.emit(shelf)
        self.shelved.emit()

    def _on_shelf(self, shelved: Shelved) -> None:
        shelf = self.shelf = shelved.shelf
        self._orders = {}
        if self.stacks is None and shelved.groups is not None and shelf.searcher is not None:
            self.stacks = Stacks(shelf.searcher.collection.paths, shelved.groups)
        self.knows.emit(shelf)
        self.shelved.emit()

    def arrange(self, browsing: Browsing, marks: Marks) -> None:
        """Arrange the shelf; a newer wish replaces one under way."""
        if self.shelf is None:
            return
        order = self._orders.get(browsing.by) or self._still(browsing.by)
        if browsing.by == Sort.COLLECTED:  # each collection has its own, and it may have changed
            order = None
        if order is None and browsing.by == Sort.SIMILARITY:
            self.waiting.emit()
        groups = self.stacks if browsing.stacks else None
        wish = Wish(self.shelf, browsing, marks, order, groups)
        self._viewing.run(lambda job: fulfil(wish, job.cancelled), done=self._on_arranged, failed=self.failed.emit)

    def _still(self, by: Sort | Understood) -> Kept | None:
        """How the photos lie, where a new order would move them about: the user is looking at them. What was asked for
        in words is still to be answered."""
        last = self._last
        is_still = isinstance(by, Sort) and by not in _SETTLED
        return last if is_still and last is not None and last.by == by else None

    @Slot()
    def order_anew(self) -> None:
        """The user wants to see what order it would be now."""
        if self._last is not None:
            self._orders.pop(self._last.by, None)
        self._last = None
        self.unsettled.emit()

    def _on_arranged(self, arranged: Arranged) -> None:
        self._last = arranged.order
        if arranged.wish.shelf is self.shelf:
            for old in [by for by in self._orders if isinstance(by, Understood)]:
                del self._orders[old]  # one by words is enough
            self._orders[arranged.wish.browsing.by] = arranged.order
        if self._shelving.busy and not arranged.wish.shelf.paths:
            return  # from before the photos were listed: the gallery would be empty for a moment
        self.arranged.emit(arranged)

    @Slot()
    def _regroup(self, _report: object = None) -> None:
        paths, searcher = self._paths, self._library.searcher
        if searcher is None or not searcher.collection.paths:
            return
        if self.stacks is None or self.stacks.paths is not searcher.collection.paths:
            self._grouping.run(
                lambda job: find_groups(paths, searcher, job.cancelled),
                done=partial(self._on_groups, searcher.collection.paths),
                failed=self.failed.emit,
            )

    def _on_groups(self, paths: tuple[str, ...], groups: Groups) -> None:
        self.stacks = Stacks(paths, groups)
        self.grouped.emit()
