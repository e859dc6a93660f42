"""How much of the computer indexing may take, and whether it goes on at all."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from core.looks.model import core_count

_REST_AT_MOST = 1.0  # seconds
_LOOK_UP = 0.1  # seconds until a worker that waits sees that it is cancelled


class Control:
    """Pause, resume and cancel from another thread."""

    def __init__(self) -> None:
        self._running = threading.Event()
        self._running.set()
        self._cancelled = threading.Event()
        self.is_cancelled: Callable[[], bool] = self._cancelled.is_set  # for who asks a million times

    def pause(self) -> None:
        """Begin no other photo; those under way are finished."""
        self._running.clear()

    def resume(self) -> None:
        """Go on."""
        self._running.set()

    def cancel(self) -> None:
        """End soon, paused or not; there is no way back."""
        self._cancelled.set()
        self._running.set()

    @property
    def paused(self) -> bool:
        """Whether no photo is begun for now."""
        return not self._running.is_set()

    @property
    def cancelled(self) -> bool:
        """Whether it is to end."""
        return self._cancelled.is_set()

    def wait_while_paused(self, ended: Callable[[], bool] = bool) -> None:
        """Until it goes on, or `ended`."""
        while not ended() and not self._running.wait(_LOOK_UP):
            pass


class Pace:
    """How many photos are under way at once, and whether there is a rest after each.

    May be changed from any thread at any time: workers that wait or rest obey at once, those at a photo after it.
    While sparing, one photo at a time is worked on, with a rest after it as long as it took.
    """

    def __init__(self, threads: int = 0) -> None:
        """`threads`: photos at once, at most one per core; 0: as many as that."""
        self._changed = threading.Condition()
        self._threads = threads
        self._sparing = False
        self._under_way = 0

    def use(self, threads: int) -> None:
        """So many photos at once from now on, but not more than there are cores."""
        with self._changed:
            self._threads = threads
            self._changed.notify_all()

    def spare(self, sparing: bool) -> None:
        """Whether to spare the computer from now on."""
        with self._changed:
            self._sparing = sparing
            self._changed.notify_all()

    @property
    def sparing(self) -> bool:
        """Whether the computer is spared."""
        return self._sparing

    @property
    def workers(self) -> int:
        """Threads that a run needs, so that it can also follow changes: one per core.

        More would be slower, because their processes drive each other's data out of the caches: eight on two cores did
        a tenth less than two.
        """
        return core_count()

    @contextmanager
    def turn(self, cancelled: Callable[[], bool]) -> Iterator[None]:
        """Around one photo, in a worker: waits until there may be one more, and rests behind it. Not when cancelled."""
        with self._changed:
            while not self._may_begin() and not cancelled():
                self._changed.wait(_LOOK_UP)
            self._under_way += 1
        began = time.monotonic()
        try:
            yield
        finally:
            with self._changed:
                self._rest(began, time.monotonic() - began, cancelled)
                self._under_way -= 1
                self._changed.notify_all()

    def _may_begin(self) -> bool:
        return self._under_way < (1 if self._sparing else self._threads or core_count())

    def _rest(self, began: float, took: float, cancelled: Callable[[], bool]) -> None:
        until = began + took + min(took, _REST_AT_MOST)
        while self._sparing and not cancelled() and (left := until - time.monotonic()) > 0:
            self._changed.wait(min(left, _LOOK_UP))
