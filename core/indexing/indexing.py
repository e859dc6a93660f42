"""Indexing: scan folders, compute the features of what is new, commit in small batches."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from functools import partial
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from core.base import sentences
from core.catalog.catalog import Catalog, CatalogError, Entry
from core.catalog.columns import places
from core.indexing.dating import date_photos
from core.indexing.pace import Control as Control
from core.indexing.pace import Pace
from core.indexing.progress import Listener as Listener
from core.indexing.progress import Meter
from core.indexing.progress import Progress as Progress
from core.indexing.reading import Reading
from core.indexing.sighting import gathered, scan_and_compare
from core.looks.model import Extractor
from core.photos.images import ImageFile, Scan, ScanCancelled, Skipped, scan_folders
from core.workers.workers import PATIENCE, Cancelled, Workers

COMMIT_EVERY = 256  # photos; what a kill can lose at most
COMMIT_SECONDS = 2.0  # so that photos of a slow disk become searchable too
PROGRESS_SECONDS = 0.1
PHOTOS_PER_WORKER = 12  # that must be new, at least: what a second process saves is less than its start
_LOOK_AHEAD = 2  # photos that are under way or wait for it, per worker
_TICK = 0.1  # seconds until a run that waits for photos sees that it is paused or cancelled


@dataclass(frozen=True)
class IndexRequest:
    """What a run is to do with its folders.

    limit: only the first so many photos. retry: what could not be read is read again though it has not changed. What is
    known of `absent` folders within the others stays. accept_empty: folders whose photos are really gone, see
    `core.indexing.sighting`. patience: seconds after which a photo is given up.
    """

    limit: int | None = None
    retry: bool = False
    absent: Sequence[str] = ()
    accept_empty: Sequence[str] = ()
    patience: float = PATIENCE


_ALL = IndexRequest()
_NOBODY = Listener()


@dataclass(frozen=True)
class IndexReport:
    """What a run did. The features of `reused` photos were stored before it, those of `indexed` ones were not.

    `away`: folders whose many photos were all gone at once, and those that went while they were read.
    """

    folders: tuple[str, ...]
    found: int
    indexed: int
    reused: int
    failed: tuple[Skipped, ...]
    seconds: float
    images_per_second: float
    cancelled: bool = False
    away: tuple[str, ...] = ()


def index_folders(
    catalog: Catalog,
    extractor: Extractor,
    folders: Sequence[str],
    request: IndexRequest = _ALL,
    *,
    listener: Listener = _NOBODY,
    pace: Pace | None = None,
    control: Control | None = None,
    workers: Workers | None = None,
) -> IndexReport:
    """Bring the catalog up to date with `folders` and report what was done.

    Everything runs in the caller's thread but the decoding and the network, which run in processes at their `pace`: by
    default on all cores; it may change meanwhile. `workers` stay for the next run; by default they end with this one.
    A photo that cannot be read, crashes its process or takes too long is listed in the report and harms no other; it is
    read again when it has changed, or if the request says so. Cancelling keeps what is done.
    Many photos of a folder that are all gone at once stay known, and the listener is called.
    Raises BadFolder, CatalogError, ModelError.
    """
    started = time.perf_counter()
    control = control or Control()
    named, folders = folders, tuple(os.path.abspath(folder) for folder in folders)
    scanning = partial(scan_folders, named, request.limit, cancelled=control.is_cancelled, on_folder=listener.on_folder)
    try:
        sight = scan_and_compare(catalog, folders, scanning, request.accept_empty if request.limit is None else folders)
    except ScanCancelled:
        return IndexReport(folders, 0, 0, 0, (), time.perf_counter() - started, 0.0, cancelled=True)
    scan = sight.scan
    listener.on_away(sight.away)
    listener.on_scan(scan)
    if request.retry:
        catalog.forget_failures(folders)
    ours = workers or Workers(extractor)
    run = _Run(catalog, extractor, scan, pace or Pace(), control, listener)
    try:
        run.index(folders, request.limit is None, (*request.absent, *sight.away), ours, request.patience)
        run.date(folders, ours)
    finally:
        if workers is None:
            ours.end()
    if sight.nothing is not None:
        raise sight.nothing  # now that what was known is marked
    seconds = time.perf_counter() - started
    return IndexReport(
        folders,
        len(scan.paths) + len(scan.skipped),
        run.indexed,
        run.reused,
        gathered(run.failed),
        seconds,
        run.indexed / seconds,
        control.cancelled,
        tuple(folder for folder in folders if folder in sight.away or not os.path.isdir(folder)),
    )


class _Run:
    """The state of one indexing run; lives in one thread."""

    def __init__(
        self,
        catalog: Catalog,
        extractor: Extractor,
        scan: Scan,
        pace: Pace,
        control: Control,
        listener: Listener,
    ) -> None:
        self._catalog = catalog
        self._extractor = extractor
        self._scan = scan
        self._pace = pace
        self._listener = listener
        self._pending: list[Entry] = []
        self._last_commit = time.perf_counter()
        self._meter = Meter()
        self._stored_before: set[bytes] = set()
        self._stored_now: set[bytes] = set()
        self._ended = threading.Event()
        self.control = control
        self.indexed = 0
        self.reused = 0
        self.failed = list(scan.skipped)

    def index(
        self, folders: Sequence[str], complete: bool, away: Sequence[str], workers: Workers, patience: float
    ) -> None:
        model_id = self._extractor.model_id
        self._catalog.drop_damaged(model_id)
        known = self._catalog.known(folders, model_id)
        if self._catalog.mark_missing(known, self._scan, complete, away):
            self._listener.on_commit()
        unchanged = known.unchanged(self._scan)
        todo = [self._scan.file(row) for row in np.flatnonzero(~unchanged).tolist()]
        remembered = self._remembered_failures(folders, unchanged)
        self.failed += remembered
        self.reused = len(self._scan.paths) - len(todo) - len(remembered)
        self._report(force=True)
        if todo:  # a run without news should take no memory for them
            self._stored_before = self._catalog.contents(model_id)
        reading = Reading(workers, patience, self._is_stored, self._is_over)
        try:
            for entry in self._outcomes(todo, reading):
                self._take(entry)
        except CatalogError:
            raise  # the disk is full, say: to try once more would only take time
        except BaseException:
            self._commit()
            raise
        self._commit()
        self._report(force=True)

    def date(self, folders: Sequence[str], workers: Workers) -> None:
        """Look for when photos were taken that an earlier version did not find out. They are seen all at once, so that
        none moves about for long."""
        undated = self._catalog.undated(folders)
        paths = [undated[row] for row in np.flatnonzero(places(undated, self._scan.paths) >= 0).tolist()]
        if paths and not self.control.cancelled:
            date_photos(self._catalog, paths, workers, self._pace, self.control, self._listener.on_dated)
            self._listener.on_commit()

    def _remembered_failures(self, folders: Sequence[str], unchanged: NDArray[np.bool_]) -> list[Skipped]:
        """What could not be read before, and is not read again because it has not changed since."""
        failures = {failed.path: failed for failed in self._catalog.failures(folders)}
        if not failures:
            return []
        paths = zip(self._scan.paths, unchanged.tolist(), strict=True)
        return [failures[path] for path, is_known in paths if is_known and path in failures]

    def _is_stored(self, content: bytes) -> bool:
        return content in self._stored_before or content in self._stored_now

    def _outcomes(self, todo: Sequence[ImageFile], reading: Reading) -> Iterator[Entry]:
        """What the files hold, in the order in which it is found out: a slow one holds up nobody."""
        threads = self._threads(len(todo))
        files = iter(todo)
        waiting: set[Future[Entry]] = set()
        with ThreadPoolExecutor(threads, "reading") as pool:
            try:
                while not self.control.cancelled:
                    ahead = islice(files, threads * _LOOK_AHEAD - len(waiting))
                    waiting.update(pool.submit(self._read, reading, file) for file in ahead)
                    if not waiting:
                        return
                    done, waiting = wait(waiting, _TICK, FIRST_COMPLETED)
                    yield from (outcome.result() for outcome in done)
                    if self.control.paused:
                        self._commit()  # so that it can be searched, however long it lasts
            except Cancelled:
                return
            finally:
                self._ended.set()
                pool.shutdown(cancel_futures=True)

    def _threads(self, photos: int) -> int:
        """Each has a process of its own, which must be worth its start."""
        return max(1, min(self._pace.workers, photos // PHOTOS_PER_WORKER))

    def _is_over(self) -> bool:
        return self.control.cancelled or self._ended.is_set()

    def _read(self, reading: Reading, file: ImageFile) -> Entry:
        """In a thread of its own: what one file holds."""
        self.control.wait_while_paused(self._is_over)
        with self._pace.turn(self._is_over):
            if self._is_over():
                raise Cancelled
            return reading.entry(file)

    def _take(self, entry: Entry) -> None:
        if entry.reason is not None:
            self.failed.append(Skipped(entry.file.path, entry.reason))
        elif entry.content in self._stored_before:
            self.reused += 1  # moved, renamed or copied
        else:
            self.indexed += 1
        if entry.reason != sentences.GONE:  # that says nothing about what the file holds when it is back
            self._pending.append(entry)
        self._meter.count()
        if len(self._pending) >= COMMIT_EVERY or time.perf_counter() - self._last_commit > COMMIT_SECONDS:
            self._commit()
        self._report()

    def _commit(self) -> None:
        if self._pending:
            refused = self._catalog.commit(self._extractor.model_id, self._pending)
            self.failed += refused
            self.indexed -= len(refused)
            self._stored_now.update(entry.content for entry in self._pending if entry.content is not None)
            self._pending = []
            self._listener.on_commit()
        self._last_commit = time.perf_counter()

    def _report(self, force: bool = False) -> None:
        if force or self._meter.due(PROGRESS_SECONDS):
            total = len(self._scan.paths) + len(self._scan.skipped)
            done = self.indexed + self.reused + len(self.failed)
            rate = self._meter.rate()
            left = (total - done) / rate if rate else None
            self._listener.on_progress(Progress(done, total, len(self.failed), rate, left))
