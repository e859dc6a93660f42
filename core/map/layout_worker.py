"""What runs inside the process that lays out a map: it answers one question, and tells of it while it works.

A process of its own, because the library's loops keep Python to themselves for longer than a window can wait; to end it
is to cancel it, and its memory is gone with it.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable, Sequence

import numpy as np

from core.looks.model import core_count
from core.map.grid import grid_for, snapped
from core.map.layout import Raw, lay_out
from core.map.layout_messages import Laid, rows_in, told
from core.workers.child import make_way, pipes

_MOST_THREADS = 8
_SECONDS = 0.25  # between two maps that are told of ...
_TIMES_AS_LONG = 4  # ... or this many times what it takes to tell


def serve(words: Sequence[str]) -> None:
    """Answer one question. `words` as core.workers.process writes them."""
    requests, answers = pipes(words[2:])
    make_way()
    os.environ["OMP_WAIT_POLICY"] = "passive"  # else threads that wait for each other take all cores
    with contextlib.suppress(EOFError, OSError):  # the parent wants no more
        rows, before = rows_in(requests.recv_bytes())
        telling = _Telling(answers.send_bytes, grid_for(len(rows)))
        places = lay_out(rows, before.astype(np.float64), telling.now_and_then, min(core_count(), _MOST_THREADS))
        telling.settled(places)


class _Telling:
    """Maps sent while they settle, each with its grid."""

    def __init__(self, send: Callable[[bytes], object], grid: tuple[int, int]) -> None:
        self._send = send
        self._grid = grid
        self._next = 0.0

    def now_and_then(self, places: Raw, progress: float) -> None:
        """Tell of an unfinished map, unless that was done a moment ago."""
        began = time.monotonic()
        if began >= self._next:
            self._tell(places, False, progress)
            now = time.monotonic()
            self._next = now + max(_SECONDS, _TIMES_AS_LONG * (now - began))

    def settled(self, places: Raw) -> None:
        """Tell of the map that is done."""
        self._tell(places, True, 1.0)

    def _tell(self, places: Raw, settled: bool, progress: float) -> None:
        cells = snapped(places, self._grid, quick=not settled)
        self._send(told(Laid(places.astype(np.float32), cells, self._grid, settled, progress)))
