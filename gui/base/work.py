"""All background work of one window, and how it ends: whenever the user closes, nothing may be lost or outlive it."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from typing import NoReturn, Protocol

from PySide6.QtCore import QDeadlineTimer, QThread

log = logging.getLogger(__name__)

_PATIENCE_MS = 8000  # for what was cancelled: a photo under way, a drive that does not answer

_left: list[QThread] = []  # still running after their window; kept, because Qt aborts when one is dropped


class Stoppable(Protocol):
    """A queue or a thread that belongs to the work of a window."""

    def stop(self) -> None:
        """Cancel what may be cancelled; returns at once."""

    def run_dry(self) -> None:
        """Return when all that must be finished is."""

    def threads(self) -> list[QThread]:
        """Those that may still run."""


class Work:
    """The registry. From `end` on it is `ended`: its queues take no new job, and no outcome is delivered."""

    def __init__(self) -> None:
        self.ended = False
        self._members: list[Stoppable] = []
        self._last: list[Callable[[], object]] = []

    def take_in(self, member: Stoppable) -> None:
        self._members.append(member)

    def at_last(self, act: Callable[[], object]) -> None:
        """To be done once all threads have ended."""
        self._last.append(act)

    def end(self) -> None:
        """Finish what must be finished, cancel everything else, and wait for the threads."""
        if self.ended:
            return
        self.ended = True
        for member in self._members:
            member.stop()
        for member in self._members:
            member.run_dry()
        until = QDeadlineTimer(_PATIENCE_MS)
        for thread in [thread for member in self._members for thread in member.threads()]:
            if not thread.wait(until):
                log.info("The thread of %s does not end; it is left behind", thread.objectName())
                _left.append(thread)
        for act in self._last:
            act()


def leave(code: int) -> int:
    """The exit code, unless a thread was left behind: then the process ends here, without waiting for it.

    That is safe: what the user made is on disk by then, and the catalog expects to be killed.
    """
    return _go(code) if any(thread.isRunning() for thread in _left) else code


def _go(code: int) -> NoReturn:
    logging.shutdown()
    os._exit(code)
