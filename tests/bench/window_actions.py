"""What a user does in the window, one kind of action after the other, with an eye on the clock."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from PySide6.QtCore import QEventLoop, QSize, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QSlider

from core.base.settings import Sort
from gui.gallery.gallery import GalleryView

PATIENCE_S = 300.0
REPEATS = 5


@dataclass(frozen=True)
class Timing:
    """One action, in seconds: until the result was painted, and the longest between two turns of the event loop:
    by the clock; of it, what the processor spent on this process; what it spent on the GUI's thread."""

    took: float
    stall: float
    own: float
    busy: float


class Watch:
    """Turns the event loop and notes for how long it did not turn."""

    def __init__(self) -> None:
        self._reset()

    def _reset(self) -> None:
        self.worst = [0.0, 0.0, 0.0]
        self._at = _now()

    def note(self) -> None:
        """A turn of the event loop."""
        now = _now()
        clock, process, thread = (one - before for one, before in zip(now, self._at, strict=True))
        self.worst = list(map(max, self.worst, (clock, min(clock, process), thread)))
        self._at = now

    def spin(self, until: Callable[[], object]) -> None:
        """Run the event loop until something holds."""
        loop, ends = QEventLoop(), time.perf_counter() + PATIENCE_S

        def tick() -> None:
            self.note()
            if until() or time.perf_counter() > ends:
                loop.quit()

        # One millisecond, not zero: a thread that never rests would be what keeps Python from the others.
        timer = QTimer(interval=1, timerType=Qt.TimerType.PreciseTimer)
        timer.timeout.connect(tick)
        timer.start()
        loop.exec()
        timer.stop()
        assert until(), "the window did not get there"

    def timed(self, act: Callable[[], object], until: Callable[[], object], painted: Any) -> Timing:
        """Do something and wait until it shows and is painted."""
        self._reset()
        started = time.perf_counter()
        act()
        self.note()
        self.spin(until)
        painted.repaint()
        self.note()
        return Timing(time.perf_counter() - started, *self.worst)


def _now() -> tuple[float, float, float]:
    return time.perf_counter(), time.process_time(), time.thread_time()


class Actions:
    """Uses one window. Each method does one kind of action several times."""

    def __init__(self, window: Any) -> None:
        self._window = window
        self._gallery: Any = window.findChild(GalleryView)
        self._viewport = self._gallery.viewport()
        self._watch = Watch()

    def all(self) -> Iterator[tuple[str, list[Timing]]]:
        """Name and timings of each kind of action."""
        yield "start", [self._timed(lambda: None, self._settled)]
        yield "stacks_found", [self._timed(lambda: None, lambda: not self._window._pages[0]._arranger._grouping.busy)]
        yield "scroll_storm", [self._scroll_storm()]
        for name in ("filter_kind_dress", "filter_colour_navy"):
            yield name, [self._changes(self._click, name) for _ in range(2 * REPEATS)][::2]
        yield "clear_filters", [self._clear() for _ in range(REPEATS)]
        for sort in sorted(
            set(Sort) - {Sort.COLLECTED}, key=lambda one: (one == Sort.NAME, one)
        ):  # what is shown comes last
            yield f"sort_by_{sort}", [self._changes(self._trigger, f"sort_{sort}")]
        yield "stacks_toggled", [self._changes(self._click, "stacks_button") for _ in range(2 * REPEATS)]
        yield "favourite", [self._favourite() for _ in range(REPEATS)]
        yield "favourite_all", [self._favourite_all() for _ in range(2)]
        yield "collect_all", [self._collect_all("put_in"), self._collect_all("take_out"), self._collect_all("put_in")]
        yield "kind", [self._kind(word) for word in ("hat", "skirt", "other", "shoes", "")]
        yield "zoom", self._zoom()
        yield "resize", self._resize()
        yield "click_to_results", [self._search(row) for row in range(REPEATS)]
        yield "slider_to_ranked", self._drag()
        yield "back", [self._back() for _ in range(REPEATS)]
        yield "page_switch", [self._switch(key) for _ in range(REPEATS) for key in (Qt.Key.Key_2, Qt.Key.Key_1)]

    def _timed(self, act: Callable[[], object], until: Callable[[], object]) -> Timing:
        return self._watch.timed(act, until, self._viewport)

    def _settled(self) -> bool:
        """Whether everything has been read, scanned, and sorted into kinds and colours."""
        button = self._window.findChild(QAbstractButton, "filter_kind_dress")
        is_busy = self._window._library.indexing or self._window._library.searcher is None
        return not is_busy and not button.accessibleName().endswith(" 0 photos")

    def _scroll_storm(self) -> Timing:
        """The wheel and the bar, for some seconds."""
        bar, random = self._gallery.verticalScrollBar(), np.random.default_rng(1)
        self._watch.spin(lambda: bar.maximum() > 100 * bar.pageStep())
        ends = time.perf_counter() + 6

        def scroll() -> bool:
            jump = random.integers(-3000, 3500) if random.random() < 0.9 else random.integers(-(10**6), 10**6)
            bar.setValue(bar.value() + int(jump))
            return time.perf_counter() > ends

        return self._timed(lambda: None, scroll)

    # --- browsing ---

    def _click(self, name: str) -> None:
        self._window.findChild(QAbstractButton, name).click()

    def _trigger(self, name: str) -> None:
        self._window.findChild(QAction, name).trigger()

    def _changes(self, act: Callable[[str], None], name: str) -> Timing:
        """An action that shows other photos."""
        self._quiet()
        before = self._gallery.photos.paths
        return self._timed(lambda: act(name), lambda: self._gallery.photos.paths is not before)

    def _clear(self) -> Timing:
        self._changes(self._click, "filter_kind_dress")
        return self._changes(self._click, "clear_filters_button")

    def _quiet(self) -> None:
        """Let what an earlier action left to do come to its end."""
        ends = time.perf_counter() + 0.2
        self._watch.spin(lambda: time.perf_counter() > ends and not self._window._pages[0]._arranger.busy)

    def _favourite(self) -> Timing:
        self._quiet()
        QTest.keyClick(self._gallery, Qt.Key.Key_Right)
        before = len(self._gallery.photos.marked.favourites)
        return self._timed(
            lambda: QTest.keyClick(self._gallery, Qt.Key.Key_F),
            lambda: len(self._gallery.photos.marked.favourites) != before,
        )

    def _favourite_all(self) -> Timing:
        self._quiet()
        self._gallery.selectAll()
        before = len(self._gallery.photos.marked.favourites)
        return self._timed(
            lambda: QTest.keyClick(self._gallery, Qt.Key.Key_F),
            lambda: abs(len(self._gallery.photos.marked.favourites) - before) > REPEATS,
        )

    def _collect_all(self, what: str) -> Timing:
        """Put all photos into a collection, or take them out."""
        self._quiet()
        collecting, paths = self._window._marking.collecting, self._gallery.chosen_paths()
        before = collecting.all
        return self._timed(lambda: getattr(collecting, what)(paths, "All"), lambda: collecting.all != before)

    def _kind(self, word: str) -> Timing:
        """Until the filters have counted the photo anew."""
        self._quiet()
        kinds, path = self._window._marking.kinds, self._gallery.current_path()
        before = self._window._pages[0]._view
        return self._timed(
            lambda: kinds.say([path], word),
            lambda: self._window._pages[0]._view is not before and self._counted(path, word),
        )

    def _counted(self, path: str, word: str) -> bool:
        shelf = self._window._pages[0]._arranger.shelf
        settled = not self._window._pages[0]._arranger.busy
        return (
            settled
            and shelf.searcher is self._window._library.searcher
            and (shelf.searcher.kinds.words.get(path, "") == word)
        )

    def _zoom(self) -> list[Timing]:
        self._gallery.verticalScrollBar().setValue(10**6)
        sizes = [*range(176, 320, 12), *range(320, 100, -20), 176]
        return [self._lasting(lambda size=size: self._gallery.set_size(size)) for size in sizes]

    def _resize(self) -> list[Timing]:
        start = self._window.size()
        sizes = [start + QSize(width, width // 2) for width in (*range(0, 300, 25), *range(300, -100, -40), 0)]
        return [self._lasting(lambda size=size: self._window.resize(size)) for size in sizes]

    def _lasting(self, act: Callable[[], object]) -> Timing:
        """An action that shows at once, and what it leaves to be done in the next tenth of a second."""
        self._quiet()
        ends = time.perf_counter() + 0.15
        return self._timed(act, lambda: time.perf_counter() > ends)

    # --- searching ---

    def _search(self, row: int) -> Timing:
        self._gallery.verticalScrollBar().setValue(0)
        if self._gallery.photos.shows_matches:
            self._switch(Qt.Key.Key_1)
        self._quiet()
        centre = self._gallery.visualRect(self._gallery.photos.index(row)).center()
        return self._timed(
            lambda: QTest.mouseClick(self._viewport, Qt.MouseButton.LeftButton, pos=centre),
            lambda: self._gallery.photos.shows_matches,
        )

    def _drag(self) -> list[Timing]:
        slider = self._window.findChild(QSlider, "colour_slider")
        timings = []
        for value in np.linspace(slider.minimum(), slider.maximum(), 12)[1:].astype(int):
            before = self._distances()
            timings.append(
                self._timed(
                    lambda value=value: slider.setValue(int(value)),
                    lambda before=before: self._distances() != before,
                )
            )
        return timings

    def _distances(self) -> list[float]:
        photos = self._gallery.photos
        return [photos.match_at(row).distance for row in range(photos.rowCount())]

    def _back(self) -> Timing:
        """To another answer; then forward again, not measured."""
        shown = self._gallery.photos.paths
        self._search(6)
        before = self._gallery.photos.paths
        assert before != shown
        self._quiet()
        keys = lambda: QTest.keyClick(self._window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)  # noqa: E731
        return self._timed(keys, lambda: self._gallery.photos.paths is not before)

    def _switch(self, key: Qt.Key) -> Timing:
        self._quiet()
        wanted = key == Qt.Key.Key_2
        return self._timed(
            lambda: QTest.keyClick(self._window, key, Qt.KeyboardModifier.ControlModifier),
            lambda: self._gallery.photos.shows_matches == wanted,
        )
