"""How far a run is."""

from __future__ import annotations

import time
from collections import deque
from dataclasses import dataclass


@dataclass(frozen=True)
class Progress:
    """How far indexing is. `done` counts new, known and failed photos alike; rates are of the last seconds."""

    done: int
    total: int
    failed: int
    images_per_second: float
    seconds_left: float | None


class Meter:
    """Counts finished photos; gives their rate over the last ten seconds or so, and says when a report is due."""

    def __init__(self) -> None:
        self._marks: deque[tuple[float, int]] = deque([(time.perf_counter(), 0)], maxlen=100)
        self._count = 0

    def count(self) -> None:
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
