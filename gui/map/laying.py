"""Lays the map out in the background, and keeps what filters let be seen of it."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from core.base.paths import Paths
from core.browse.shelf import Browsing
from core.wardrobe.marks import Marks
from gui.base.jobs import JobQueue, seldom
from gui.base.work import Work
from gui.library.library import Library
from gui.map.scene import Scene, filtered, lay_out

FEWEST = 8  # photos that make a map


class Laying(QObject):
    """Does so once it is wanted.

    Attributes:
        scene: the newest one, without photos at first.
        stopped: the user has cancelled it.

    Signals:
        changed: another scene. progressed: it is being laid out, or no longer. failed: a sentence.
    """

    changed = Signal(Scene)
    progressed = Signal()
    failed = Signal(str)

    def __init__(self, paths: Paths, library: Library, work: Work, parent: QObject) -> None:
        super().__init__(parent)
        self._paths = paths
        self._library = library
        self.scene = Scene()
        self.stopped = False
        self._of: tuple[object, object] | None = None  # the searcher and the photos that were laid out last
        self._wish: tuple[Browsing, Marks] = (Browsing(), Marks())
        self._queue = JobQueue(work, self)
        self._filtering = JobQueue(work, self)
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self._begin)
        self._queue.idle.connect(self._on_idle)

    @property
    def running(self) -> bool:
        return self._queue.busy

    @property
    def enough(self) -> bool:
        """Whether there are photos enough for a map."""
        searcher = self._library.searcher
        return searcher is not None and len(searcher.collection.paths) >= FEWEST

    def want(self) -> None:
        """Lay out what can be searched now, unless that was done. What is under way is finished first: a library that
        grows would never have a map."""
        self._soon.start()

    @Slot()
    def go_on(self) -> None:
        """After it was stopped."""
        self.stopped, self._of = False, None
        self.want()

    @Slot()
    def cancel(self) -> None:
        """What there is of the map stays."""
        self.stopped = True
        self._queue.cancel()

    @Slot()
    def _begin(self) -> None:
        library, searcher = self._library, self._library.searcher
        if self._queue.busy or (searcher, library.photos) == self._of:
            return
        if searcher is None or not self.enough:
            self._of = None
            self._take(Scene())
            return
        self._of = searcher, library.photos
        self.stopped = False
        what = self._paths, library.photos, library.folders, searcher
        self._queue.run(
            lambda job: lay_out(*what, seldom(lambda scene: job.tell(self._take, scene)), job.cancelled),
            done=self._take,
            failed=self._on_failed,
            cancelled=self.progressed.emit,
        )
        self.progressed.emit()

    @Slot()
    def _on_idle(self) -> None:
        self.progressed.emit()
        if not self.stopped:
            self._begin()

    def _on_failed(self, sentence: str) -> None:
        self.stopped = True
        self.failed.emit(sentence)

    def _take(self, scene: Scene) -> None:
        self.scene = scene
        self.changed.emit(scene)
        self._filter()

    # --- filters ---

    def wish(self, browsing: Browsing, marks: Marks) -> None:
        """Let only those be seen well that pass these filters."""
        if (browsing, marks) != self._wish:
            self._wish = browsing, marks
            self._filter()

    def _filter(self) -> None:
        scene, wish = self.scene, self._wish
        self._filtering.run(
            lambda job: filtered(scene, *wish, job.cancelled), done=self._on_filtered, failed=self.failed.emit
        )

    def _on_filtered(self, scene: Scene) -> None:
        if scene is not self.scene and scene.loose is self.scene.loose:  # else there is a newer map
            self.scene = scene
            self.changed.emit(scene)
