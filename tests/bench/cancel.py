"""How soon a cancelled run ends, and what it costs when a folder was moved.

    python -m tests.bench.cancel [--folders 20000] [--times 20] [--photos 2000] [--seed 0]

Cancelled at random moments: a scan of so many folders; the same on a share that takes 50 ms for each of them; a whole
run (`index_folders`) over both; a run that computes photos, with warm worker processes. Median and worst of the time
from `cancel` to the end; at most 200 ms is wanted of scans. A run that computes may finish the photo under way. Then
drawn photos are indexed, their folder is renamed and indexed again: nothing is computed, only read.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any
from unittest import mock

from PIL import Image

from core.catalog.catalog import Catalog
from core.indexing.indexing import Control, IndexReport, index_folders
from core.looks.model import Extractor
from core.photos.images import ScanCancelled, scan_folders
from core.sample.sample import draw, garments
from core.workers.workers import Workers

GOAL = 0.2  # seconds
SLOW = 0.05  # seconds that a share takes for each folder
SIDE = 256  # px of the drawn photos

Run = Callable[[Control], object]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folders", type=int, default=20_000)
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--photos", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=0, help="of the moments")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="twinset-bench-") as top:
        tree, photos = Path(top) / "tree", Path(top) / "photos"
        make_tree(tree, options.folders)
        make_photos(photos, options.photos)
        cancelled = measure_cancelling(tree, photos, options.times, random.Random(options.seed))
        moved = measure_moved(photos, Path(top) / "home")
    if options.json:
        print(json.dumps({"cancelled": cancelled, "moved": moved}))
    else:
        for name, times in cancelled.items():
            print(f"cancel {name:34} median {1000 * median(times):5.0f} ms, worst {1000 * max(times):5.0f} ms")
        print(
            f"{moved['photos']} photos: new {moved['new']:.0f}/s, after their folder was renamed {moved['again']:.0f}/s"
        )
    return int(any(max(times) > GOAL for name, times in cancelled.items() if "photos" not in name))


def make_tree(top: Path, folders: int) -> None:
    """So many folders, a hundred in each of the upper ones, with a small image in each."""
    os.makedirs(top)
    Image.new("RGB", (8, 8), "red").save(top / "0.png")
    data = (top / "0.png").read_bytes()
    for number in range(folders):
        folder = top / f"{number // 100:03}" / f"{number % 100:02}"
        os.makedirs(folder)
        (folder / "a.png").write_bytes(data)


def make_photos(folder: Path, count: int) -> None:
    """Small photos of drawn garments, no two alike."""
    os.makedirs(folder)
    drawn = list(garments())
    for number in range(count):
        garment = drawn[number % len(drawn)]
        picture = draw(garment, seed=number // len(drawn)).convert("RGB")
        picture.resize((SIDE, SIDE)).save(folder / f"{number:05}.jpg", quality=90)


def measure_cancelling(tree: Path, photos: Path, times: int, chance: random.Random) -> dict[str, list[float]]:
    """Seconds from each `cancel` to the end, by what was cancelled."""
    extractor = Extractor()
    workers = Workers(extractor)

    def scan(control: Control) -> None:
        try:
            scan_folders([str(tree)], cancelled=lambda: control.cancelled)
        except ScanCancelled:
            return
        raise AssertionError("it was through before it was cancelled")

    def index(folder: Path) -> Run:
        def run(control: Control) -> IndexReport:
            with tempfile.TemporaryDirectory(prefix="twinset-bench-") as home, Catalog(Path(home)) as catalog:
                return index_folders(catalog, extractor, [str(folder)], control=control, workers=workers)

        return run

    try:
        whole = _seconds(lambda: scan_folders([str(tree)]))
        index(photos)(_cancelled_after(2.0))  # the workers are warm
        found = {"scan": _all(scan, times, whole * 0.8, chance)}
        found["run while it scans"] = _all(index(tree), times, whole * 0.8, chance)
        with _slow_share(tree):
            found["scan of a slow share"] = _all(scan, times, 2.0, chance)
            found["run while it scans a slow share"] = _all(index(tree), times, 2.0, chance)
        found["run while photos are computed"] = _all(index(photos), times, 2.0, chance)
    finally:
        workers.end()
    return found


def _all(run: Run, times: int, longest: float, chance: random.Random) -> list[float]:
    return [_until_the_end(run, chance.uniform(0, longest)) for _ in range(times)]


def _until_the_end(run: Run, after: float) -> float:
    """Cancel a run that goes on in a thread `after` so many seconds; the seconds it then takes."""
    control, ended = Control(), list[float]()
    thread = threading.Thread(target=lambda: (run(control), ended.append(time.perf_counter())))
    thread.start()
    time.sleep(after)
    cancelled = time.perf_counter()
    control.cancel()
    thread.join()
    return max(0.0, ended[0] - cancelled)


def _cancelled_after(seconds: float) -> Control:
    control = Control()
    threading.Timer(seconds, control.cancel).start()
    return control


@contextmanager
def _slow_share(tree: Path) -> Iterator[None]:
    scandir = os.scandir

    def slow(path: Any) -> Any:
        if str(path).startswith(str(tree)):
            time.sleep(SLOW)
        return scandir(path)

    with mock.patch("os.scandir", slow):
        yield


def measure_moved(photos: Path, home: Path) -> dict[str, float]:
    """Photos per second: new ones, and the same ones after their folder was renamed."""
    elsewhere = photos.with_name("elsewhere")
    with Catalog(home) as catalog:
        new = index_folders(catalog, Extractor(), [str(photos)])
        photos.rename(elsewhere)
        again = index_folders(catalog, Extractor(), [str(elsewhere)])
    assert again.reused == new.indexed and not again.indexed
    return {"photos": new.indexed, "new": new.images_per_second, "again": again.reused / again.seconds}


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


if __name__ == "__main__":
    sys.exit(main())
