"""What can be searched: the newest Searcher of the library, read anew as the catalog grows."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QObject, Signal, Slot

from core.base.paths import Paths
from core.catalog.folders import counted
from core.search.search import Searcher
from gui.base.job_classes import CollectionJob, JobQueue, Rereading
from gui.base.preferences import Preferences
from gui.base.work import Work


class Searchable(QObject):
    """Reads in the background.

    Attributes:
        searcher: None until the first one is read.

    Signals:
        listed: the paths of what is known, sorted; comes before `read`. read: there is a new searcher. failed: why not.
    """

    listed = Signal(object)
    read = Signal()
    failed = Signal(str)

    def __init__(self, paths: Paths, model_id: str, preferences: Preferences, work: Work, parent: QObject) -> None:
        super().__init__(parent)
        self._paths = paths
        self._model_id = model_id
        self._preferences = preferences
        self._unread = False  # the catalog holds more than the searcher
        self.searcher: Searcher | None = None
        self._reading = JobQueue(work, self)
        self._reload = Rereading(self)
        self._reading.succeeded.connect(self._on_read)
        self._reading.failed.connect(self.failed)
        self._reading.idle.connect(self._on_idle)
        self._reload.timeout.connect(self.begin)

    @property
    def searched(self) -> int:
        """How many photos there are to search."""
        return len(self.searcher.collection.paths) if self.searcher else 0

    @Slot()
    def begin(self) -> None:
        """Read all that is known of the folders as they are now."""
        self._unread = False
        self._reload.begin()
        job = CollectionJob(self._paths, self._model_id, self._preferences.now)
        job.listed.connect(self._on_listed)
        self._reading.submit(job)

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

    def empty(self) -> None:
        self._reading.drop()
        self._unread = False
        self.searcher = None

    @Slot(int, object)
    def _on_listed(self, generation: int, paths: tuple[str, ...]) -> None:
        if self._reading.is_current(generation):
            self.listed.emit(paths)

    @Slot(object)
    def _on_read(self, searcher: Searcher) -> None:
        self.searcher = searcher
        self._reload.end()
        self.listed.emit(searcher.collection.paths)
        self.read.emit()

    @Slot()
    def _on_idle(self) -> None:
        if self._unread:  # committed meanwhile
            self._reload.start()
