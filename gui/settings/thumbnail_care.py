"""Looks after the store of thumbnails: keeps it within its limit, and clears, measures and moves it on demand."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal, Slot

from core.base.paths import Paths
from core.base.sentences import printable
from core.catalog.catalog import Catalog
from core.catalog.folders import Under
from core.photos.thumbnail_store import ThumbnailStore, Usage
from gui.base.jobs import JobQueue
from gui.base.preferences import Preferences
from gui.base.texts import size
from gui.base.work import Work
from gui.gallery.thumbnails import ThumbnailLoader
from gui.library.library import Library

translate = QCoreApplication.translate

_LOOK_MS = 60_000
_LIMIT_MS = 1500  # after the limit was changed: the user may be on the way to another one
_TRIM_AFTER = 64 * 2**20  # bytes written


class ThumbnailCare(QObject):
    """Does so in the background.

    Signals:
        measured: Usage. cleaned: a sentence of what came of it. refused: why a place will not do. moved: thumbnails are
            kept elsewhere from now on.
    """

    measured = Signal(Usage)
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
        self._removing = False
        self._measuring, self._cleaning = JobQueue(work, self), JobQueue(work, self)
        self._trimming, self._placing = JobQueue(work, self), JobQueue(work, self)
        self._looking = QTimer(self, interval=_LOOK_MS)
        self._limiting = QTimer(self, interval=_LIMIT_MS, singleShot=True)
        self._connect()
        loader.store.written = _TRIM_AFTER  # whatever was left over: look at it once

    def _connect(self) -> None:
        self._looking.timeout.connect(self._look)
        self._limiting.timeout.connect(self._trim)
        self._preferences.changed.connect(self._on_preferences)
        self._looking.start()

    @property
    def store(self) -> ThumbnailStore:
        return self._loader.store

    @property
    def busy(self) -> bool:
        """Whether something is being removed, and nobody was told yet what came of it."""
        return self._removing

    @Slot()
    def measure(self) -> None:
        store = self.store
        self._measuring.run(lambda job: store.used(job.cancelled), done=self.measured.emit)

    @Slot()
    def clear(self) -> None:
        store, self._removing = self.store, True
        self._cleaning.run(lambda job: store.clear(job.cancelled), done=self._on_cleared, failed=self._on_cleaned)

    def _on_cleared(self, freed: Usage) -> None:
        if freed.files:
            sentence = self.tr("Removed %Ln thumbnails; {size} freed.", "", freed.files)
            self._on_cleaned(sentence.format(size=size(freed.bytes)))
        else:
            self._on_cleaned(self.tr("There were no thumbnails to remove."))

    @Slot()
    def remove_gone(self) -> None:
        what, self._removing = (self.store, self._paths, self._library.folders, self._library.photos), True
        self._cleaning.run(
            lambda job: _remove_gone(*what, job.cancelled), done=self._on_gone_removed, failed=self._on_cleaned
        )

    def _on_gone_removed(self, freed: Usage) -> None:
        if freed.files:
            sentence = self.tr("Removed the thumbnails of %Ln photos that are gone; {size} freed.", "", freed.files)
            self._on_cleaned(sentence.format(size=size(freed.bytes)))
        else:
            self._on_cleaned(self.tr("All thumbnails belong to photos that are in your libraries."))

    def _on_cleaned(self, sentence: str) -> None:
        self._removing = False
        self.cleaned.emit(sentence)
        self.measure()

    def choose_place(self, folder: str) -> None:
        """Keep thumbnails in a folder from now on, if that can be written; empty: where they are by default."""
        if folder:
            store = ThumbnailStore(self._paths.thumbnails_in(folder))
            libraries, done = self._library.folders, partial(self._on_tried, folder)
            self._placing.run(lambda _: _why_not(folder, store, libraries), done=done, failed=self.refused.emit)
        else:
            self._move(folder)

    def _move(self, folder: str) -> None:
        self._loader.store = ThumbnailStore(self._paths.thumbnails_in(folder))
        self._preferences.change(cache_folder=folder)
        self.moved.emit()
        self.measure()

    def _on_tried(self, folder: str, problem: str) -> None:
        if problem:
            self.refused.emit(problem)
        else:
            self._move(folder)

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
        store, limit = self.store, self._limit * 2**20
        self._trimming.run(lambda job: store.trim(limit, job.cancelled), done=lambda _: self.measure())


def _remove_gone(
    store: ThumbnailStore,
    paths: Paths,
    folders: Sequence[str],
    photos: Sequence[str],
    cancelled: Callable[[], bool],
) -> Usage:
    """Remove the thumbnails of photos that are in no library any more, or deleted.

    Photos on drives that are away stay known: the catalog lists them, whatever the last scan could see.
    """
    with Catalog(paths.catalog) as catalog:
        known = catalog.listing(folders).paths
    return store.remove_gone((*known, *photos), cancelled)


def _why_not(folder: str, store: ThumbnailStore, libraries: Sequence[str]) -> str:
    """Why thumbnails cannot be kept in a folder, one sentence; empty where they can."""
    real = os.path.realpath(folder)
    homes = map(os.path.realpath, libraries)
    if any(real == home or Under(home)(real) for home in homes):
        sentence = translate(
            "ThumbnailCare",
            "{folder} belongs to your photos, where Twinset writes nothing; choose another folder.",
        )
        return sentence.format(folder=printable(folder))
    try:
        store.try_out()
    except OSError:
        sentence = translate(
            "ThumbnailCare", "Nothing can be written in {folder}; choose another folder for the thumbnails."
        )
        return sentence.format(folder=printable(folder))
    return ""
