"""What can be searched: the newest Searcher of the library, read anew as the catalog grows."""

from __future__ import annotations

import time
from collections.abc import Collection
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from core.base.paths import Paths
from core.catalog.folders import counted
from core.looks.model import Extractor
from core.search.loading import correct_searcher, load_searcher
from core.search.search import Searcher
from core.wardrobe.said import Said
from gui.base.jobs import JobQueue
from gui.base.preferences import Preferences
from gui.base.work import Work

_RELOAD_MS = 1500  # at least this long between two readings, ...
_RELOAD_SHARE = 20  # ... and so many times what one takes


class Searchable(QObject):
    """Reads in the background.

    Attributes:
        searcher: None until the first one is read.

    Signals:
        listed: the paths of what is known, sorted; comes before `read`. read: there is a new searcher. failed: why not.
        settled: nothing is read any more.
    """

    listed = Signal(tuple)
    read = Signal()
    failed = Signal(str)
    settled = Signal()

    def __init__(
        self, paths: Paths, extractor: Extractor, preferences: Preferences, work: Work, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._paths = paths
        self._extractor = extractor
        self._preferences = preferences
        self._unread = False  # the catalog holds more than the searcher
        self.searcher: Searcher | None = None
        self._said: Said | None = None  # None until the user's wardrobe has been opened
        self._read_for: Said | None = None  # what the reading under way goes by
        self._reading = JobQueue(work, self)
        self._correcting = JobQueue(work, self)
        self._reload = _Rereading(self)
        self._reading.idle.connect(self._on_idle)
        self._reload.timeout.connect(self.begin)

    @property
    def searched(self) -> int:
        """How many photos there are to search."""
        return len(self.searcher.collection.paths) if self.searcher else 0

    @property
    def reading(self) -> bool:
        """Whether there may be more to search in a moment."""
        return self._reading.busy

    @Slot()
    def begin(self) -> None:
        """Read all that is known of the folders as they are now."""
        self._unread = False
        self._read_for = self._said
        self._reload.begin()
        what = self._paths, self._extractor, self._preferences.now.folders, self.searcher, self._said
        self._reading.run(
            lambda job: load_searcher(*what, on_listed=partial(job.tell, self.listed.emit)),
            done=self._on_read,
            failed=self.failed.emit,
        )

    @Slot()
    def doubt(self) -> None:
        """The catalog may hold something else than was told: read it once the run under way ends."""
        self._unread = True

    def grow(self) -> None:
        """More was committed: read it soon, the first photos at once, because somebody may be waiting for them."""
        self._unread = True
        if not self.searched:
            self.begin()
        elif not self._reload.isActive() and not self._reading.busy:
            self._reload.start()

    def catch_up(self, readable: int, folders: Collection[str]) -> None:
        """Read unless all is known: `readable` photos in these folders of the library."""
        paths = self.searcher.collection.paths if self.searcher else ()
        known = counted(paths, self._preferences.now.folders)
        if self._unread or self.searcher is None or sum(known.get(folder, 0) for folder in folders) != readable:
            self.begin()

    def correct(self, said: Said) -> None:
        """Go by what the user says of the kinds of photos from now on."""
        if said != self._said:
            self._said = said
            self._correct()

    def _correct(self) -> None:
        if self.searcher is None or self._said is None:
            return
        before, said, folders = self.searcher, self._said, self._preferences.now.folders
        self._correcting.run(
            lambda _: correct_searcher(self._paths, folders, before, said),
            done=partial(self._on_corrected, before),
            failed=lambda _: self.begin(),  # which tells what is wrong
        )

    def _on_corrected(self, before: Searcher, searcher: Searcher) -> None:
        """A newer one that was read meanwhile sees to it itself."""
        if before is self.searcher and searcher is not before:
            self.searcher = searcher
            self.read.emit()

    def empty(self) -> None:
        self._reading.drop()
        self._correcting.drop()
        self._unread = False
        self.searcher = None

    def _on_read(self, searcher: Searcher) -> None:
        self.searcher = searcher
        self._reload.end()
        self.listed.emit(searcher.collection.paths)
        self.read.emit()
        if self._read_for != self._said:
            self._correct()

    @Slot()
    def _on_idle(self) -> None:
        if self._unread:  # committed meanwhile
            self._reload.start()
        self.settled.emit()


class _Rereading(QTimer):
    """When to read the growing collection again, so that reading takes but a small share of the time."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent, interval=_RELOAD_MS, singleShot=True)
        self._since = 0.0

    def begin(self) -> None:
        """It is being read now."""
        self.stop()
        self._since = time.monotonic()

    def end(self) -> None:
        self.setInterval(max(_RELOAD_MS, round(1000 * _RELOAD_SHARE * (time.monotonic() - self._since))))
