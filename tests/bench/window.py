"""How quick the window is with many photos.

    python -m tests.bench.window [--photos 100000] [--starts 5] [--library DIR] [--json]

Makes a catalog of random vectors in a temporary home (or in DIR, to be used again); its photos are hard links to the
sample wardrobe, so that the scan, the thumbnails and the layout have real work. Goals are printed in brackets.

process to first paint, to thumbnails: from the start of the process, imports included, until photos are painted, and
    until all pictures in sight are; the median of several starts, after one that fills the cache on disk. `own` is the
    processor's time for it, of all threads: what the machine does besides counts by the clock alone.
first paint: within the process, from opening the window.
Each action: the median time until its result is painted; `stall`, the longest gap between two turns of the event loop
    in all its repetitions; `own`, the longest of what the processor spent on this process in such a gap, other threads
    included; `busy`, on the window's own thread. On an idle machine stall and own are the same.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import core  # noqa: F401  before Qt
from core.base.paths import Paths
from tests.bench.window_actions import Actions, Timing

ROOT = Path(__file__).resolve().parent.parent.parent
GOALS = {"process_to_first_paint": 1.0, "click_to_results": 0.15, "slider_to_ranked": 0.1}  # seconds
STALL_GOAL = 0.05  # of every action
COLUMNS = ("stall", "own", "busy")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--photos", type=int, default=100_000)
    parser.add_argument("--starts", type=int, default=5)
    parser.add_argument("--library", type=Path)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with _place(options.library) as top:
        paths = Paths.choose(str(top / "home"))
        if not paths.settings.exists():
            _python("tests.bench.window_library", str(top), str(options.photos))
        result = starts(top / "home", options.starts)
        timings = dict(measure(paths, result))
    result |= {name: statistics.median(timing.took for timing in one) for name, one in timings.items()}
    worst = {name: [max(getattr(t, column) for t in one) for column in COLUMNS] for name, one in timings.items()}
    print(json.dumps({"seconds": result, "worst": worst})) if options.json else _show(result, worst)
    late = any(result[name] > goal for name, goal in GOALS.items())
    return int(late or any(stall > STALL_GOAL for stall, *_ in worst.values()))


@contextlib.contextmanager
def _place(library: Path | None) -> Iterator[Path]:
    if library is not None:
        yield library
        return
    with tempfile.TemporaryDirectory(prefix="twinset-bench-") as top:
        yield Path(top)


def starts(home: Path, count: int) -> dict[str, float]:
    """Medians over several processes, in seconds."""
    _start(home)  # makes the thumbnails
    seen = [_start(home) for _ in range(count)]
    return {f"process_to_{name}": statistics.median(one[name] for one in seen) for name in seen[0]}


def _start(home: Path) -> dict[str, float]:
    started = time.time()
    seen = json.loads(_python("tests.bench.window_start", str(home)))
    return {name: seconds - started if not name.endswith("own") else seconds for name, seconds in seen.items()}


def _python(module: str, *words: str) -> bytes:
    """Run a module in a process of its own, which leaves nothing behind in this one; returns what it printed."""
    command = [sys.executable, "-m", module, *words]
    return subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True).stdout


def measure(paths: Paths, result: dict[str, float]) -> Iterator[tuple[str, Sequence[Timing]]]:
    """Timings of all actions in one window; adds to `result` when it was first painted."""
    from gui.gallery.gallery import GalleryView
    from gui.window.app import create_application, open_window
    from tests.bench.window_actions import Watch

    create_application(["twinset"])
    started = time.perf_counter()
    with open_window(paths) as window:
        gallery: Any = window.findChild(GalleryView)
        Watch().spin(lambda: gallery.photos.rowCount() > 0)
        gallery.viewport().repaint()
        result["first_paint"] = time.perf_counter() - started
        yield from Actions(window).all()
        window.close()


def _show(result: dict[str, float], worst: dict[str, list[float]]) -> None:
    print(f"{'ms':30} {'took':>6} {'goal':>5} | {'stall':>5} {'own':>5} {'busy':>5}, goal {STALL_GOAL * 1000:.0f}")
    for name, seconds in result.items():
        goal = f"{GOALS[name] * 1000:.0f}" if name in GOALS else ""
        stalls = "".join(f" {value * 1000:5.0f}" for value in worst.get(name, ()))
        print(f"{name.replace('_', ' '):30} {seconds * 1000:6.0f} {goal:>5} |{stalls}")


if __name__ == "__main__":
    sys.exit(main())
