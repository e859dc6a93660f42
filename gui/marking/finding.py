"""What is found out about photos before they are marked: of many in the background, in the order of the asking."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject

from gui.base.jobs import Series
from gui.base.work import Work

MANY = 2000  # photos at a time that keep the window waiting for too long

T = TypeVar("T")


class Finding:
    """Looks up, and then calls in the thread of the window."""

    def __init__(self, work: Work, failed: Callable[[str], object], parent: QObject) -> None:
        """`failed` is told a sentence."""
        self._series = Series(work, parent)
        self._failed = failed

    def find(self, photos: int, look: Callable[[], T], then: Callable[[T], object]) -> None:
        """Call `then` with what `look` returns, which looks at so many photos; at once where they are few."""
        if photos > MANY or self._series.busy:
            self._series.run(look, done=then, failed=self._failed)
        else:
            then(look())
