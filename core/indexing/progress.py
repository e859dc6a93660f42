"""How far a run is, and what is called as it goes on."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from core.photos.images import Scan


@dataclass(frozen=True)
class Progress:
    """How far indexing is. `done` counts new, known and failed photos alike; rates are of the last seconds."""

    done: int
    total: int
    failed: int
    images_per_second: float
    seconds_left: float | None


def _unheard(_: object) -> None:
    """Nobody wants to know."""


@dataclass(frozen=True)
class Listener:
    """What is called while a run lasts, in its thread.

    on_folder: how many folders have been scanned so far. on_away: those whose many photos are all gone at once, before
    on_scan: all files that there are. on_progress: ten times a second. on_commit: what was done is stored.
    on_dated: of how many of how many photos it was looked up when they were taken, after each.
    """

    on_folder: Callable[[int], object] = _unheard
    on_away: Callable[[frozenset[str]], object] = _unheard
    on_scan: Callable[[Scan], object] = _unheard
    on_progress: Callable[[Progress], object] = _unheard
    on_commit: Callable[[], object] = lambda: None
    on_dated: Callable[[int, int], object] = lambda *_: None


class Meter:
    """Counts finished photos; gives their rate over the last ten seconds or so, and says when a report is due."""

    def __init__(self) -> None:
        self._marks: deque[tuple[float, int]] = deque([(time.perf_counter(), 0)], maxlen=100)
        self._count = 0

    def count(self) -> None:
        """One more is done."""
        self._count += 1

    def due(self, seconds: float) -> bool:
        """Whether the last report is so long ago."""
        if time.perf_counter() - self._marks[-1][0] < seconds:
            return False
        self._marks.append((time.perf_counter(), self._count))
        return True

    def rate(self) -> float:
        """Photos per second."""
        since, count = self._marks[0]
        seconds = time.perf_counter() - since
        return (self._count - count) / seconds if self._count > count and seconds > 0 else 0.0
