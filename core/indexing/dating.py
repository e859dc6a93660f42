"""When photos were taken of which an earlier version of the program did not find it out, read from their metadata."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence

from core.catalog.catalog import Catalog
from core.indexing.pace import Control, Pace
from core.photos.images import UnreadableImage
from core.workers.workers import Cancelled, Crashed, Silent, Workers

_COMMIT_SECONDS = 2.0


def date_photos(
    catalog: Catalog,
    paths: Sequence[str],
    workers: Workers,
    pace: Pace,
    control: Control,
    on_dated: Callable[[int, int], object],
) -> None:
    """Look for when they were taken, and store it. No pixel is decoded, and of most files only the beginning is read.

    `on_dated` is told how many of them are done. What is cancelled goes on with the next run, and so does what a drive
    does not answer. Raises CatalogError, ModelError.
    """
    found: dict[str, int | None] = {}
    stored = time.monotonic()
    try:
        for done, (path, taken) in enumerate(_dates(paths, workers, pace, control), 1):
            found[path] = taken
            on_dated(done, len(paths))
            if time.monotonic() - stored > _COMMIT_SECONDS:
                catalog.note_taken(found)
                found, stored = {}, time.monotonic()
    finally:
        if found:
            catalog.note_taken(found)


def _dates(paths: Sequence[str], workers: Workers, pace: Pace, control: Control) -> Iterator[tuple[str, int | None]]:
    """One photo after the other: what takes time is the disk."""
    for path in paths:
        control.wait_while_paused(control.is_cancelled)
        if control.cancelled:
            return
        try:
            with pace.turn(control.is_cancelled), workers.lend(control.is_cancelled) as worker:
                taken = worker.date(path)
        except UnreadableImage:  # gone just now, say: the next run looks again
            continue
        except Crashed:
            taken = None
        except (Silent, Cancelled):
            return
        yield path, taken
