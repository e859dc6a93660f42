"""What a library of very many photos costs: memory, start, a run of indexing without news, a search.

    python -m tests.bench.scale [--photos 1000000] [--library DIR] [--repeats 3] [--json]

Makes the catalog of tests.bench.window (random vectors, hard links to the sample wardrobe) in a temporary home, or in
DIR, to be used again: a million photos take some minutes and 2 GB of disk. Goals for a million are printed beside.

window, first paint: from the start of the process. window, memory: of the window's process, once it has looked for new
    photos and everything is arranged; `peak`, the most that it had by then; `with stacks`, while those are looked for,
    which takes minutes.
run without news: the whole process of `twinset index`, and the most memory that it had.
searcher read: from the catalog on disk to something that can be searched. search: one question by looks.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import core  # noqa: F401  before numpy and Qt
from core.base.paths import Paths
from core.base.settings import load_settings
from core.looks.model import Extractor
from core.search.loading import load_searcher
from core.search.request import Request
from gui.base.work import leave
from tests.bench.window import ROOT, _place, _python, starts

GOALS = {
    "window, first paint (s)": 1.5,
    "window, memory (MB)": 1500.0,
    "run without news (s)": 8.0,
    "search (s)": 0.15,
}
_SEARCHES = 15


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--photos", type=int, default=1_000_000)
    parser.add_argument("--library", type=Path)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--window", metavar="HOME", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.window:
        print(json.dumps(_memory_of_window(Paths.choose(options.window))), flush=True)
        return leave(0)
    with _place(options.library) as top:
        paths = Paths.choose(str(top / "home"))
        if not paths.settings.exists():
            _python("tests.bench.window_library", str(top), str(options.photos))
        figures = measure(paths, options.repeats)
    if options.json:
        print(json.dumps(figures))
    else:
        for name, figure in figures.items():
            goal = f"   goal {GOALS[name]:g}" if name in GOALS else ""
            print(f"{name:32} {figure:9.2f}{goal}")
    return int(any(figures[name] > goal for name, goal in GOALS.items()))


def measure(paths: Paths, repeats: int) -> dict[str, float]:
    """All figures; medians where there are several."""
    home = paths.settings.parent
    seen = starts(Path(home), repeats)
    window = json.loads(_python("tests.bench.scale", "--window", str(home)))
    runs = [_run(home) for _ in range(repeats)]
    return {
        "window, first paint (s)": seen["process_to_first_paint"],
        "window, thumbnails (s)": seen["process_to_first_thumbnails"],
        **window,
        "run without news (s)": statistics.median(seconds for seconds, _ in runs),
        "run without news, peak (MB)": max(peak for _, peak in runs),
        **_searching(paths),
    }


def _run(home: Path) -> tuple[float, float]:
    folders = load_settings(Paths.choose(str(home)).settings).folders
    command = [sys.executable, "main.py", "--home", str(home), "index", *folders]
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, "the run failed"
    return time.perf_counter() - started, used.ru_maxrss / 1024


def _searching(paths: Paths) -> dict[str, float]:
    extractor, folders = Extractor(), load_settings(paths.settings).folders
    started = time.perf_counter()
    searcher = load_searcher(paths, extractor, folders)
    read = time.perf_counter() - started
    known = searcher.collection.paths
    times = []
    for number in range(_SEARCHES):
        query = searcher.query(known[number * len(known) // _SEARCHES])
        assert query is not None
        started = time.perf_counter()
        searcher.nearest(Request(query, 10))
        times.append(time.perf_counter() - started)
    return {"searcher read (s)": read, "search (s)": statistics.median(times)}


def _memory_of_window(paths: Paths) -> dict[str, float]:
    from gui.library.library import Library
    from gui.window.app import create_application, open_window
    from tests.bench.window_actions import Watch

    create_application(["twinset"])
    with open_window(paths) as window:
        library = window.findChild(Library)
        assert library is not None
        watch, ended = Watch(), []
        library.reported.connect(ended.append)
        started = time.perf_counter()
        watch.spin(lambda: ended and window._pages[0]._view is not None)  # type: ignore[attr-defined]
        looked = time.perf_counter() - started
        ends = time.perf_counter() + 5
        watch.spin(lambda: time.perf_counter() > ends)  # what is worked out afterwards
        figures = {"window, looked for news (s)": looked, "window, memory (MB)": _own("VmRSS")}
        figures |= {"window, peak (MB)": _own("VmHWM"), "window, worst stall (s)": watch.worst[0]}
        ends += 25
        watch.spin(lambda: time.perf_counter() > ends)
        figures["window, with stacks (MB)"] = _own("VmRSS")
        window.close()  # which ends what is still worked out
    return figures


def _own(name: str) -> float:
    """What the system says of this process's memory, in MB; Linux."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith(f"{name}:")).split()[1]) / 1024


if __name__ == "__main__":
    sys.exit(main())
