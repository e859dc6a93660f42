"""Indexing: scan folders, compute the features of what is new, commit in small batches."""

from __future__ import annotations

import os
import threading
import time
from collections import deque
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

from core import sentences
from core.catalog import Catalog, Entry
from core.images import (
    ImageFile,
    NoPhotos,
    Scan,
    ScanCancelled,
    Skipped,
    UnreadableImage,
    content_hash,
    load_rgb,
    read_file,
    scan_folders,
)
from core.model import INPUT_SIDE, Extractor
from core.pace import Pace
from core.sighting import gathered, look

COMMIT_EVERY = 256  # photos; what a kill can lose at most
COMMIT_SECONDS = 2.0  # so that photos of a slow disk become searchable too
PROGRESS_SECONDS = 0.1
_LOOK_AHEAD = 4  # decoded or waiting photos per worker; bounds memory


@dataclass(frozen=True)
class Progress:
    """How far indexing is. `done` counts new, known and failed photos alike; rates are of the last seconds."""

    done: int
    total: int
    failed: int
    images_per_second: float
    seconds_left: float | None


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


class Control:
    """Pause, resume and cancel from another thread."""

    def __init__(self) -> None:
        self._running = threading.Event()
        self._running.set()
        self._cancelled = threading.Event()

    def pause(self) -> None:
        self._running.clear()

    def resume(self) -> None:
        self._running.set()

    def cancel(self) -> None:
        self._cancelled.set()
        self._running.set()

    @property
    def paused(self) -> bool:
        return not self._running.is_set()

    @property
    def cancelled(self) -> bool:
        return self._cancelled.is_set()

    def wait_while_paused(self) -> None:
        self._running.wait()


def index_folders(
    catalog: Catalog,
    extractor: Extractor,
    folders: Sequence[str],
    *,
    limit: int | None = None,
    pace: Pace | None = None,
    control: Control | None = None,
    absent: Collection[str] = (),
    accept_empty: Collection[str] = (),
    on_folder: Callable[[int], None] = lambda _: None,
    on_scan: Callable[[Scan], None] | None = None,
    on_away: Callable[[frozenset[str]], None] = lambda _: None,
    on_progress: Callable[[Progress], None] | None = None,
    on_commit: Callable[[], None] | None = None,
) -> IndexReport:
    """Bring the catalog up to date with `folders` and report what was done.

    Everything runs in the caller's thread but the decoding and the network, which run in workers at their `pace`: by
    default on all cores; it may change meanwhile. A photo that cannot be read is listed in the report and harms no
    other. Cancelling keeps what is done. What is known of `absent` folders within the others stays. Many photos of a
    folder that are all gone at once stay too, and `on_away` hears of it, unless it is one of `accept_empty`: see
    `core.sighting`. `on_folder` hears how many folders have been scanned so far.
    Raises BadFolder, CatalogError, ModelError.
    """
    started = time.perf_counter()
    control = control or Control()
    named, folders = folders, tuple(os.path.abspath(folder) for folder in folders)
    scan = partial(scan_folders, named, limit, cancelled=lambda: control.cancelled, on_folder=on_folder)
    try:
        sight = look(catalog, folders, scan, accept_empty if limit is None else folders)
    except ScanCancelled:
        return IndexReport(folders, 0, 0, 0, (), time.perf_counter() - started, 0.0, cancelled=True)
    on_away(sight.away)
    if on_scan:
        on_scan(sight.scan)
    run = _Run(catalog, extractor, sight.scan, pace or Pace(), control, on_progress, on_commit)
    run.index(folders, complete=limit is None, away=(*absent, *sight.away))
    if not (run.failed or sight.scan.files or sight.away):
        raise NoPhotos(sentences.NO_PHOTOS.format(folders=", ".join(named)))
    seconds = time.perf_counter() - started
    return IndexReport(
        folders,
        len(sight.scan.files) + len(sight.scan.skipped),
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
        on_progress: Callable[[Progress], None] | None,
        on_commit: Callable[[], None] | None,
    ) -> None:
        self._catalog = catalog
        self._extractor = extractor
        self._scan = scan
        self._pace = pace
        self._on_progress = on_progress
        self._on_commit = on_commit
        self._pending: list[Entry] = []
        self._last_commit = time.perf_counter()
        self._meter = _Meter()
        self._stored_before: frozenset[bytes] = frozenset()
        self._contents: set[bytes] = set()
        self.control = control
        self.indexed = 0
        self.reused = 0
        self.failed = list(scan.skipped)

    def index(self, folders: Sequence[str], complete: bool, away: Collection[str]) -> None:
        model_id = self._extractor.model_id
        self._catalog.drop_damaged(model_id)
        self._catalog.mark_missing(folders, self._scan, complete, away)
        known = self._catalog.known(folders, model_id)
        self._stored_before = frozenset(self._catalog.contents(model_id))
        self._contents = set(self._stored_before)
        todo = [file for file in self._scan.files if known.get(file.path) != (file.size, file.mtime_ns)]
        self.reused = len(self._scan.files) - len(todo)
        self._report(force=True)
        for entry in self._outcomes(todo):
            self._take(entry)
        self._commit()
        self._catalog.drop_replaced(model_id)
        self._report(force=True)

    def _outcomes(self, todo: Sequence[ImageFile]) -> Iterator[Entry]:
        """Read and embed in workers, a bounded number ahead; the outcome carries its file, so order cannot matter."""
        waiting: deque[Future[Entry]] = deque()
        workers = self._pace.workers
        with ThreadPoolExecutor(workers, "decode") as pool:
            try:
                for file in todo:
                    self.control.wait_while_paused()
                    if self.control.cancelled:
                        return
                    waiting.append(pool.submit(self._read, file))
                    if len(waiting) >= workers * _LOOK_AHEAD:
                        yield waiting.popleft().result()
                while waiting and not self.control.cancelled:
                    yield waiting.popleft().result()
            finally:
                pool.shutdown(cancel_futures=True)

    def _read(self, file: ImageFile) -> Entry:
        """In a worker: what one file holds."""
        self.control.wait_while_paused()
        with self._pace.turn(lambda: self.control.cancelled):
            return self._entry(file)

    def _entry(self, file: ImageFile) -> Entry:
        try:
            data, file = read_file(file.path)
            content = content_hash(data)
            if content in self._contents:
                return Entry(file, content)
            return Entry(file, content, self._extractor.features(load_rgb(data, INPUT_SIDE)))
        except UnreadableImage as error:
            return Entry(file, reason=str(error))

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
            self._catalog.commit(self._extractor.model_id, self._pending)
            self._contents.update(entry.content for entry in self._pending if entry.content is not None)
            self._pending = []
            if self._on_commit:
                self._on_commit()
        self._last_commit = time.perf_counter()

    def _report(self, force: bool = False) -> None:
        if self._on_progress and (force or self._meter.due()):
            total = len(self._scan.files) + len(self._scan.skipped)
            done = self.indexed + self.reused + len(self.failed)
            rate = self._meter.rate()
            left = (total - done) / rate if rate else None
            self._on_progress(Progress(done, total, len(self.failed), rate, left))


class _Meter:
    """Counts finished photos; gives their rate over the last ten seconds or so, and says when a report is due."""

    def __init__(self) -> None:
        self._marks: deque[tuple[float, int]] = deque([(time.perf_counter(), 0)], maxlen=100)
        self._count = 0

    def count(self) -> None:
        self._count += 1

    def due(self) -> bool:
        if time.perf_counter() - self._marks[-1][0] < PROGRESS_SECONDS:
            return False
        self._marks.append((time.perf_counter(), self._count))
        return True

    def rate(self) -> float:
        """Photos per second."""
        since, count = self._marks[0]
        seconds = time.perf_counter() - since
        return (self._count - count) / seconds if self._count > count and seconds > 0 else 0.0
