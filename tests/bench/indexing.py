"""Indexing with one, two and eight worker processes, against what the machine itself can do.

    python -m tests.bench.indexing [FOLDER] [--repeats 5] [--workers 1 2 8] [--most N]

Each round, in turn: the whole of `index_folders` into a new catalog with so many workers; then two programs at once
that know nothing of each other, each with one worker and half of the photos: more than that no program gets out of two
cores. Last what one thread does without any of it, by its processor time: model and decoding alone, and
1 / (1 / A + 1 / B) of the two, which one worker's processor time is compared with. Processes are warm before the clock
starts. Medians of all rounds; ratios are medians of the ratios within a round, so that what else the machine does
counts for both sides. Processor time is that of the workers alone: where it grows with their number, they get in each
other's way at the caches and the memory. Without a folder: ../shared/data/stock, or drawn photos where that is absent.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

import psutil
from PIL import Image

from core.catalog.catalog import Catalog
from core.indexing.indexing import PHOTOS_PER_WORKER, index_folders
from core.indexing.pace import Pace
from core.looks.model import Extractor, core_count
from core.photos.images import load_rgb, scan_folders
from core.sample.sample import draw, garments
from core.workers.workers import Workers

ROOT = Path(__file__).parent.parent.parent
STOCK = ROOT.parent / "shared" / "data" / "stock"
PROGRAMS = "two programs"

# One of two programs: says that it is warm, waits for a line, indexes, and says how fast it was.
PROGRAM = """
import sys
from tests.bench.indexing import Warm
with Warm(1) as warm:
    print("warm", flush=True)
    sys.stdin.readline()
    print(warm.index(sys.argv[1], sys.argv[2]).rate, flush=True)
"""


class Speed(NamedTuple):
    """Images per second, and milliseconds of processor time per image."""

    rate: float
    milliseconds: float


class Warm:
    """So many workers, started and used once."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._workers = Workers(Extractor())

    def __enter__(self) -> Warm:
        with tempfile.TemporaryDirectory(prefix="twinset-bench-") as top:
            photos = Path(top) / "photos"
            os.makedirs(photos)
            for number in range(PHOTOS_PER_WORKER * self._count):
                Image.new("RGB", (64, 64), (number, 0, 0)).save(photos / f"{number}.png")
            self.index(photos, Path(top) / "home")
        return self

    def __exit__(self, *error: object) -> None:
        self._workers.end()

    def index(self, folder: Path | str, home: Path | str) -> Speed:
        before, started = self._processor_time(), time.perf_counter()
        with Catalog(Path(home)) as catalog:
            report = index_folders(catalog, Extractor(), [str(folder)], pace=Pace(self._count), workers=self._workers)
        seconds, used = time.perf_counter() - started, self._processor_time() - before
        return Speed(report.indexed / seconds, 1000 * used / report.indexed)

    def _processor_time(self) -> float:
        times = [child.cpu_times() for child in psutil.Process().children() if "--worker" in child.cmdline()]
        return sum(one.user + one.system for one in times)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2, 8])
    parser.add_argument("--most", type=int, help="only so many photos of the folder")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="twinset-bench-") as top:
        folder = options.folder or (STOCK if STOCK.is_dir() else _drawn(Path(top) / "photos"))
        photos = [file.path for file in scan_folders([str(folder)]).files][: options.most]
        result = measure(photos, Path(top), options.workers, options.repeats)
    if options.json:
        print(json.dumps(result))
    else:
        _print(result, folder, options.repeats)


def _print(result: dict[str, Any], folder: Path, repeats: int) -> None:
    print(f"{result['photos']} photos of {folder}, {result['cores']} cores, medians of {repeats}")
    print(f"{'':20}{'images/s':>10}{'ms of processor':>18}{'times one':>12}")
    for name, row in result["rows"].items():
        used = f"{row['milliseconds']:.1f}" if row["milliseconds"] else ""
        print(f"{name:20}{row['rate']:10.1f}{used:>18}{row['times_one']:12.2f}")
    print(f"one thread: model {result['model']:.1f}, decoding {result['decoding']:.1f}, both {result['both']:.1f}")
    print(f"{next(iter(result['rows']))} against both, by processor time: {result['pipeline']:.2f}")


def measure(photos: Sequence[str], top: Path, counts: Sequence[int], repeats: int) -> dict[str, Any]:
    whole = _linked(photos, top / "all")
    halves = [_linked(photos[part::2], top / f"half-{part}") for part in (0, 1)]
    names = [f"{count} worker{'s' * (count > 1)}" for count in counts] + [PROGRAMS]
    speeds: dict[str, list[Speed]] = {name: [] for name in names}
    alone: dict[str, list[float]] = {"model": [], "decoding": []}
    for _ in range(repeats):
        for count, name in zip(counts, names, strict=False):
            with Warm(count) as warm:
                speeds[name].append(warm.index(whole, tempfile.mkdtemp(dir=top)))
        speeds[PROGRAMS].append(_two_programs(halves, top))
        for name, rate in zip(alone, _one_thread(photos[:100]), strict=True):
            alone[name].append(rate)
    first = speeds[names[0]]
    rows = {
        name: {
            "rate": median(one.rate for one in found),
            "milliseconds": median(one.milliseconds for one in found),
            "times_one": median(one.rate / base.rate for one, base in zip(found, first, strict=True)),
        }
        for name, found in speeds.items()
    }
    model, decoding = (median(rates) for rates in alone.values())
    both = 1 / (1 / model + 1 / decoding)
    limits = [1 / (1 / one + 1 / other) for one, other in zip(*alone.values(), strict=True)]
    pipeline = median(1000 / limit / one.milliseconds for one, limit in zip(first, limits, strict=True))
    told = {"model": model, "decoding": decoding, "both": both, "pipeline": pipeline}
    return {"photos": len(photos), "cores": core_count(), "rows": rows, **told, "all": speeds}


def _two_programs(halves: Sequence[Path], top: Path) -> Speed:
    """The rates of both together."""
    command = [sys.executable, "-c", PROGRAM]
    programs = [
        subprocess.Popen(
            [*command, str(half), tempfile.mkdtemp(dir=top)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for half in halves
    ]
    for program in programs:
        program.stdout.readline()
    for program in programs:
        program.stdin.write("\n")
        program.stdin.flush()
    return Speed(sum(float(program.communicate()[0]) for program in programs), 0.0)


def _one_thread(photos: Sequence[str]) -> tuple[float, float]:
    """What one thread does: photos per second of the processor, through the network and the aspects, and through the
    decoder."""
    extractor = Extractor()
    started = time.process_time()
    decoded = [load_rgb(path, extractor.spec.side) for path in photos]
    between = time.process_time()
    extractor.features(decoded[0])  # makes the session
    begun = time.process_time()
    for rgb in decoded:
        extractor.features(rgb)
    return len(photos) / (time.process_time() - begun), len(photos) / (between - started)


def _linked(photos: Sequence[str], folder: Path) -> Path:
    os.makedirs(folder)
    for number, path in enumerate(photos):
        os.symlink(path, folder / f"{number:06}{os.path.splitext(path)[1]}")
    return folder


def _drawn(folder: Path, copies: int = 4) -> Path:
    os.makedirs(folder)
    for seed in range(copies):
        for number, garment in enumerate(garments()):
            draw(garment, seed=seed).convert("RGB").save(folder / f"{seed}-{number}.jpg", quality=90)
    return folder


if __name__ == "__main__":
    main()
