"""Looks after the store of thumbnails: keeps it within its limit, and clears, measures and moves it on demand."""

from __future__ import annotations

import os

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from core.base.paths import Paths
from core.catalog.catalog import Catalog
from core.catalog.folders import Under
from core.photos.thumbnail_store import ThumbnailStore, Usage
from gui.base.job_classes import Job, JobQueue
from gui.base.preferences import Preferences
from gui.base.texts import shown, size
from gui.base.work import Work
from gui.gallery.thumbnails import ThumbnailLoader
from gui.library.library import Library

_LOOK_MS = 60_000
_LIMIT_MS = 1500  # after the limit was changed: the user may be on the way to another one
_TRIM_AFTER = 64 * 2**20  # bytes written


class MeasureJob(Job):
    """How much is stored; its value is a Usage."""

    def __init__(self, store: ThumbnailStore) -> None:
        super().__init__()
        self._store = store

    def work(self) -> Usage:
        return self._store.used(self.is_cancelled)


class TrimJob(Job):
    """Keeps the store within its limit, bytes; its value is the Usage removed."""

    def __init__(self, store: ThumbnailStore, limit: int) -> None:
        super().__init__()
        self._store = store
        self._limit = limit

    def work(self) -> Usage:
        self._store.written = 0
        return self._store.trim(self._limit, self.is_cancelled)


class ClearJob(Job):
    """Removes all thumbnails; its value is a sentence."""

    def __init__(self, store: ThumbnailStore) -> None:
        super().__init__()
        self._store = store

    def work(self) -> str:
        freed = self._store.clear(self.is_cancelled)
        if not freed.files:
            return self.tr("There were no thumbnails to remove.")
        return self.tr("Removed %Ln thumbnails; {size} freed.", "", freed.files).format(size=size(freed.bytes))


class RemoveGoneJob(Job):
    """Removes thumbnails of photos that are in no library any more, or deleted; its value is a sentence.

    Photos on drives that are away stay known: the catalog lists them, whatever the last scan could see.
    """

    def __init__(self, store: ThumbnailStore, paths: Paths, folders: tuple[str, ...], photos: tuple[str, ...]) -> None:
        super().__init__()
        self._store = store
        self._paths = paths
        self._folders = folders
        self._photos = photos

    def work(self) -> str:
        with Catalog(self._paths.catalog) as catalog:
            known = catalog.listing(self._folders).paths
        freed = self._store.remove_gone((*known, *self._photos), self.is_cancelled)
        if not freed.files:
            return self.tr("All thumbnails belong to photos that are in your libraries.")
        told = self.tr("Removed the thumbnails of %Ln photos that are gone; {size} freed.", "", freed.files)
        return told.format(size=size(freed.bytes))


class PlaceJob(Job):
    """Tries out a folder for thumbnails; its value is the folder and, where it will not do, a sentence."""

    def __init__(self, folder: str, store: ThumbnailStore, libraries: tuple[str, ...]) -> None:
        super().__init__()
        self._folder = folder
        self._store = store
        self._libraries = libraries

    def work(self) -> tuple[str, str]:
        real = os.path.realpath(self._folder)
        homes = [os.path.realpath(library) for library in self._libraries]
        if any(real == home or Under(home)(real) for home in homes):
            sentence = self.tr("{folder} belongs to your photos, where Twinset writes nothing; choose another folder.")
            return self._folder, sentence.format(folder=shown(self._folder))
        try:
            self._store.try_out()
        except OSError:
            sentence = self.tr("Nothing can be written in {folder}; choose another folder for the thumbnails.")
            return self._folder, sentence.format(folder=shown(self._folder))
        return self._folder, ""


class ThumbnailCare(QObject):
    """Runs the jobs.

    Signals:
        measured: Usage. cleaned: a sentence of what came of it. refused: why a place will not do. moved: thumbnails are
            kept elsewhere from now on.
    """

    measured = Signal(object)
    cleaned = Signal(str)
    refused = Signal(str)
    moved = Signal()

    def __init__(
        self,
        paths: Paths,
        preferences: Preferences,
        library: Library,
        loader: ThumbnailLoader,
        work: Work,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._paths = paths
        self._preferences = preferences
        self._library = library
        self._loader = loader
        self._limit = preferences.now.cache_megabytes
        self._measuring, self._cleaning = JobQueue(work, self), JobQueue(work, self)
        self._trimming, self._placing = JobQueue(work, self), JobQueue(work, self)
        self._looking = QTimer(self, interval=_LOOK_MS)
        self._limiting = QTimer(self, interval=_LIMIT_MS, singleShot=True)
        self._connect()
        loader.store.written = _TRIM_AFTER  # whatever was left over: look at it once

    def _connect(self) -> None:
        self._measuring.succeeded.connect(self.measured)
        self._cleaning.succeeded.connect(self._on_cleaned)
        self._trimming.succeeded.connect(self.measure)
        self._placing.succeeded.connect(self._on_tried)
        self._cleaning.failed.connect(self.cleaned)
        self._placing.failed.connect(self.refused)
        self._looking.timeout.connect(self._look)
        self._limiting.timeout.connect(self._trim)
        self._preferences.changed.connect(self._on_preferences)
        self._looking.start()

    @property
    def store(self) -> ThumbnailStore:
        return self._loader.store

    @property
    def busy(self) -> bool:
        """Whether something is being removed."""
        return self._cleaning.busy

    @Slot()
    def measure(self) -> None:
        self._measuring.submit(MeasureJob(self.store))

    @Slot()
    def clear(self) -> None:
        self._cleaning.submit(ClearJob(self.store))

    @Slot()
    def remove_gone(self) -> None:
        self._cleaning.submit(RemoveGoneJob(self.store, self._paths, self._library.folders, self._library.photos))

    def choose_place(self, folder: str) -> None:
        """Keep thumbnails in a folder from now on, if that can be written; empty: where they are by default."""
        if folder:
            store = ThumbnailStore(self._paths.thumbnails_in(folder))
            self._placing.submit(PlaceJob(folder, store, self._library.folders))
        else:
            self._move(folder)

    def _move(self, folder: str) -> None:
        self._loader.store = ThumbnailStore(self._paths.thumbnails_in(folder))
        self._preferences.change(cache_folder=folder)
        self.moved.emit()
        self.measure()

    @Slot(object)
    def _on_tried(self, tried: tuple[str, str]) -> None:
        folder, problem = tried
        if problem:
            self.refused.emit(problem)
        else:
            self._move(folder)

    @Slot(object)
    def _on_cleaned(self, sentence: str) -> None:
        self.cleaned.emit(sentence)
        self.measure()

    @Slot()
    def _on_preferences(self) -> None:
        if self._preferences.now.cache_megabytes != self._limit:
            self._limit = self._preferences.now.cache_megabytes
            self._limiting.start()

    @Slot()
    def _look(self) -> None:
        if self.store.written >= _TRIM_AFTER:
            self._trim()

    @Slot()
    def _trim(self) -> None:
        self._trimming.submit(TrimJob(self.store, self._limit * 2**20))
