"""When Python looks for cycles among all objects. That stops every thread, for 100 ms while 100,000 photos are being
scanned; so it happens by a timer, and while photos are indexed only seldom.

What arrays leave behind goes back to the system at once."""

from __future__ import annotations

import contextlib
import ctypes
import gc
import sys
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Slot

_EVERY_MS = 20_000
_PATIENCE = 15  # times that it may be put off
_NEVER = 2**30
_MMAP_THRESHOLD, _LARGE = -3, 2**20  # of mallopt(3); bytes


def give_back_large_blocks() -> None:
    """Have memory of 1 MB and more given back when it is freed, with the C library that Linux mostly has.

    Left to itself that takes blocks of up to 32 MB out of what it keeps, after the first large one was freed: with a
    million photos the window then holds 170 MB that nobody uses.
    """
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):  # another C library
            ctypes.CDLL(None).mallopt(_MMAP_THRESHOLD, _LARGE)


class Garbage(QObject):
    """Collects in the thread of the window; seldom while `is_busy`. What is young goes as ever."""

    def __init__(self, is_busy: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._is_busy = is_busy
        self._put_off = 0
        gc.set_threshold(*gc.get_threshold()[:2], _NEVER)
        timer = QTimer(self, interval=_EVERY_MS)
        timer.timeout.connect(self._collect)
        timer.start()

    @Slot()
    def _collect(self) -> None:
        if self._is_busy() and self._put_off < _PATIENCE:
            self._put_off += 1
        else:
            self._put_off = 0
            gc.collect()
