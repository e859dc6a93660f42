"""When Python looks for cycles among all objects. That stops every thread, for 100 ms while 100,000 photos are being
scanned; so it happens by a timer, and while photos are indexed only seldom."""

from __future__ import annotations

import gc
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Slot

_EVERY_MS = 20_000
_PATIENCE = 15  # times that it may be put off
_NEVER = 2**30


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
