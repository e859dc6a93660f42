"""How quick the window is with many photos.

    python -m tests.bench.window [--photos 100000] [--json]

Makes a catalog of random vectors in a temporary home; its photos are hard links to the sample wardrobe, so that the
scan, the thumbnails and the layout have real work. Then it starts the window as main.py does and measures, with the
goals in brackets: first paint after the start of the process's own work (1 s), the worst stall of the event loop in a
scroll storm (50 ms), from a click to the filled gallery of results (150 ms), from a slider to the re-ranked gallery
(100 ms); and what has no goal of its own but must stay below a stall: filters and sorting.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np

from core.catalog import Catalog, Entry
from core.features import KINDS, part, swatches
from core.images import ImageFile
from core.model import Extractor
from core.paths import Paths
from core.sample import write_sample
from core.settings import Settings, save_settings

GOALS = {"first_paint": 1.0, "scroll_stall": 0.05, "click_to_results": 0.15, "slider_to_ranked": 0.1}  # seconds
PATIENCE_S = 300.0
_BATCH = 4096


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--photos", type=int, default=100_000)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="twinset-bench-") as top:
        paths = Paths.choose(str(Path(top) / "home"))
        make_library(paths, Path(top) / "photos", options.photos)
        result = {"photos": options.photos, "seconds": measure(paths)}
    print(json.dumps(result)) if options.json else _show(result)
    return int(any(result["seconds"][name] > goal for name, goal in GOALS.items()))


# --- the library ---


def make_library(paths: Paths, folder: Path, count: int) -> None:
    """`count` photos in `folder`, all of them indexed with random features."""
    sources = write_sample(folder / "wardrobe")
    model_id = Extractor().model_id
    random = np.random.default_rng(0)
    centres = random.normal(size=(500, _width())).astype(np.float32)
    with Catalog(paths.catalog) as catalog:
        for start in range(0, count - len(sources), _BATCH):
            size = min(_BATCH, count - len(sources) - start)
            files = [_link(sources[(start + i) % len(sources)], folder, start + i) for i in range(size)]
            rows = _features(random, centres, size)
            entries = [Entry(file, _content(start + i), rows[i]) for i, file in enumerate(files)]
            catalog.commit(model_id, entries)
        rows = _features(random, centres, len(sources))
        entries = [Entry(_file(str(path)), _content(count + i), rows[i]) for i, path in enumerate(sources)]
        catalog.commit(model_id, entries)
    save_settings(paths.settings, Settings(folders=(str(folder),)))


def _width() -> int:
    return len(Extractor().features(np.zeros((64, 64, 3), np.uint8)))


def _content(number: int) -> bytes:
    return number.to_bytes(16, "big")


def _link(source: Path, folder: Path, number: int) -> ImageFile:
    target = folder / f"{number // 1000:03}" / f"{number:06}.jpg"
    target.parent.mkdir(exist_ok=True)
    os.link(source, target)
    return _file(str(target))


def _file(path: str) -> ImageFile:
    status = os.stat(path)
    return ImageFile(path, status.st_size, status.st_mtime_ns)


def _features(random: np.random.Generator, centres: np.ndarray, count: int) -> np.ndarray:
    rows = centres[random.integers(len(centres), size=count)] + 0.4 * random.normal(size=(count, centres.shape[1]))
    rows = rows.astype(np.float32)
    look = part(rows, "look")
    look /= np.linalg.norm(look, axis=1, keepdims=True)
    part(rows, "kind")[:] = np.eye(len(KINDS), dtype=np.float32)[random.integers(len(KINDS), size=count)]
    colours = swatches(rows)
    colours[..., 0] = random.uniform(10, 95, colours.shape[:2])
    colours[..., 1:3] = random.uniform(-50, 50, (*colours.shape[:2], 2))
    colours[..., 3] = (0.6, 0.3, 0.1)
    return rows.astype(np.float16)


# --- the window ---


def measure(paths: Paths) -> dict[str, float]:
    """Seconds for each thing measured, in one window."""
    from gui.app import create_application, open_window

    create_application(["twinset"])
    started = time.perf_counter()
    with open_window(paths) as window:
        bench = _Bench(window)
        seconds = {"first_paint": bench.until_painted() - started}
        seconds["start_stall"] = bench.worst_stall(bench.settled)
        seconds["scroll_stall"] = bench.scroll_storm()
        seconds |= bench.filters_and_orders()
        seconds |= bench.search()
        window.close()
    return seconds


class _Bench:
    """Uses one window and watches the clock."""

    def __init__(self, window: Any) -> None:
        from gui.gallery import GalleryView

        self.window = window
        self.gallery: Any = window.findChild(GalleryView)

    def spin(self, until: Callable[[], object]) -> float:
        """Run the event loop until something holds; returns the longest time it was not running, in seconds."""
        from PySide6.QtCore import QEventLoop, QTimer

        loop, worst, last = QEventLoop(), 0.0, time.perf_counter()
        ends = last + PATIENCE_S

        def tick() -> None:
            nonlocal worst, last
            now = time.perf_counter()
            worst, last = max(worst, now - last), now
            if until() or now > ends:
                loop.quit()

        timer = QTimer(interval=0)
        timer.timeout.connect(tick)
        timer.start()
        loop.exec()
        timer.stop()
        assert until(), "the window did not get there"
        return worst

    def until_painted(self) -> float:
        """When the gallery with photos in it had been painted."""
        self.spin(lambda: self.gallery.photos.rowCount() > 0)
        self.gallery.viewport().repaint()
        return time.perf_counter()

    def worst_stall(self, until: Callable[[], object]) -> float:
        return self.spin(until)

    def settled(self) -> bool:
        """Whether everything has been read and sorted into kinds and colours."""
        button = self.window.findChild(_abstract_button(), "filter_kind_dress")
        is_busy = self.window.findChild(_abstract_button(), "pause_button").isVisible()
        return not is_busy and not button.accessibleName().endswith(" 0 photos")

    def scroll_storm(self) -> float:
        """The wheel, the bar and the page keys, for some seconds."""
        bar, random = self.gallery.verticalScrollBar(), np.random.default_rng(1)
        self.spin(lambda: bar.maximum() > 100 * bar.pageStep())
        ends = time.perf_counter() + 6

        def scroll() -> bool:
            jump = random.integers(-3000, 3500) if random.random() < 0.9 else random.integers(-(10**6), 10**6)
            bar.setValue(bar.value() + int(jump))
            return time.perf_counter() > ends

        return self.spin(scroll)

    def filters_and_orders(self) -> dict[str, float]:
        seconds = {}
        for name in ("filter_kind_dress", "filter_colour_navy", "clear_filters_button"):
            before = self.gallery.photos.paths
            seconds[f"{name}_stall"], seconds[name] = self._timed(
                lambda name=name: self.window.findChild(_abstract_button(), name).click(),
                lambda before=before: self.gallery.photos.paths is not before,
            )
        before = self.gallery.photos.paths
        action = self.window.findChild(_action(), "sort_colour")
        seconds["sort_by_colour_stall"], seconds["sort_by_colour"] = self._timed(
            action.trigger, lambda: self.gallery.photos.paths is not before
        )
        return seconds

    def search(self) -> dict[str, float]:
        """Click photos, then drag a slider of the query panel."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest
        from PySide6.QtWidgets import QSlider

        clicks = []
        for row in range(3):
            self.gallery.verticalScrollBar().setValue(0)
            viewport = self.gallery.viewport()
            centre = self.gallery.visualRect(self.gallery.photos.index(row)).center()
            _, seconds = self._timed(
                lambda viewport=viewport, centre=centre: QTest.mouseClick(
                    viewport, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, centre
                ),
                lambda: self.gallery.photos.shows_matches,
            )
            clicks.append(seconds)
            if row < 2:
                QTest.keyClick(self.window, Qt.Key.Key_Escape)
                self.window._navigator.show_all()
                self.spin(lambda: not self.gallery.photos.shows_matches)
        result = {"click_to_results": float(np.median(clicks)), "click_worst": max(clicks)}
        slider = self.window.findChild(QSlider, "colour_slider")
        if slider is not None:
            result |= self._drag(slider)
        return result

    def _drag(self, slider: Any) -> dict[str, float]:
        times = []
        for value in np.linspace(slider.minimum(), slider.maximum(), 12)[1:].astype(int):
            before = self._distances()
            _, seconds = self._timed(
                lambda value=value: slider.setValue(int(value)),
                lambda before=before: self._distances() != before,
            )
            times.append(seconds)
        return {"slider_to_ranked": float(np.median(times)), "slider_worst": max(times)}

    def _distances(self) -> list[float]:
        photos = self.gallery.photos
        return [photos.match_at(row).distance for row in range(photos.rowCount())]

    def _timed(self, act: Callable[[], object], until: Callable[[], object]) -> tuple[float, float]:
        """Worst stall and time until something holds and is painted."""
        started = time.perf_counter()
        act()
        first = time.perf_counter() - started
        worst = max(first, self.spin(until))
        self.gallery.viewport().repaint()
        return worst, time.perf_counter() - started


def _abstract_button() -> Any:
    from PySide6.QtWidgets import QAbstractButton

    return QAbstractButton


def _action() -> Any:
    from PySide6.QtGui import QAction

    return QAction


def _show(result: dict[str, Any]) -> None:
    print(f"{result['photos']:,} photos")
    for name, seconds in result["seconds"].items():
        goal = f"  (goal {GOALS[name] * 1000:.0f})" if name in GOALS else ""
        print(f"{name.replace('_', ' '):28} {seconds * 1000:8.1f} ms{goal}")


if __name__ == "__main__":
    sys.exit(main())
