"""Cycles of objects are looked for by a timer, seldom while photos are indexed, and never in the middle of work."""

from __future__ import annotations

import gc
import subprocess
import sys
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from window_support import PATIENCE_MS, User

from gui.base import garbage
from gui.base.garbage import Garbage


@pytest.fixture(autouse=True)
def _threshold() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


class Cycle:
    """Goes only when somebody looks for cycles."""

    def __init__(self) -> None:
        self.itself = self


def _old_cycle() -> weakref.ref[Cycle]:
    """One that has outlived the quick collections, which see young objects only."""
    cycle = Cycle()
    gc.collect(1)
    return weakref.ref(cycle)


def test_old_cycles_go_by_the_timer_and_busy_puts_it_off_for_a_while(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(garbage, "_EVERY_MS", 1)
    parent, asked = QObject(), []
    cycle = _old_cycle()

    def is_busy() -> bool:
        asked.append(cycle() is None)
        return True

    collector = Garbage(is_busy, parent)
    qtbot.waitUntil(lambda: cycle() is None, timeout=PATIENCE_MS)
    assert collector.parent() is parent and asked[: garbage._PATIENCE + 1] == [False] * (garbage._PATIENCE + 1)


def test_in_the_window_nothing_else_looks_for_them(start: Callable[..., User], photos: Path) -> None:
    """However many objects come; and threads change places often."""
    user = start(photos)
    user.wait_till_indexed()
    cycle = _old_cycle()
    kept = [[[] for _ in range(1000)] for _ in range(200)]
    assert len(kept) == 200 and cycle() is not None
    assert gc.isenabled() and gc.get_threshold()[2] == garbage._NEVER
    assert sys.getswitchinterval() == pytest.approx(0.001)


_FREES = """
import sys, numpy, psutil
from gui.base.garbage import give_back_large_blocks
if sys.argv[1:]:
    give_back_large_blocks()
first = numpy.ones(30 * 2**20, numpy.uint8)
del first  # from now on the C library keeps what is smaller
large, small = [], []
for _ in range(40):
    large.append(numpy.ones(4 * 2**20, numpy.uint8))
    small.append(numpy.ones(2**10, numpy.uint8))  # behind it: so that it does not lie at the end
before = psutil.Process().memory_info().rss
large.clear()
print((before - psutil.Process().memory_info().rss) // 2**20)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="tells the C library of Linux")
def test_large_blocks_go_back_to_the_system_when_they_are_freed() -> None:
    kept, given = (
        int(subprocess.run([sys.executable, "-c", _FREES, *told], check=True, capture_output=True, text=True).stdout)
        for told in ([], ["told"])
    )
    assert given > 150
    assert kept < given, "the C library does so by itself: this is needed no more"
