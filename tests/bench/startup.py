"""Commands on a folder that is indexed already, as whole processes.

    python -m tests.bench.startup [FOLDER] [--repeats 5]

`similar` should take less than 1 s, a second `index` less than 2 s. Without a folder: ../shared/data/stock, or the
sample wardrobe where that is absent.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from core.photos.images import scan_folders
from core.sample.sample import write_sample
from tests.bench.indexing import ROOT, STOCK

LIMITS = {"index": 2.0, "similar": 1.0}  # seconds


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--all", action="store_true", help="check too that each photo finds itself first, at 0")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="twinset-bench-") as top:
        folder = options.folder or (STOCK if STOCK.is_dir() else Path(top) / "wardrobe")
        if not folder.exists():
            write_sample(folder)
        result = measure(folder, Path(top) / "home", options)
    if options.json:
        print(json.dumps(result))
    else:
        for name, seconds in result["seconds"].items():
            print(f"{name:8} {seconds:6.2f} s (at most {LIMITS[name]:.0f}), {result['photos']} photos indexed")
        if options.all:
            print(f"{result['not_first']} photos do not find themselves first, with distance 0")
    return int(any(result["seconds"][name] > limit for name, limit in LIMITS.items()) or bool(result["not_first"]))


def measure(folder: Path, home: Path, options: argparse.Namespace) -> dict[str, Any]:
    first = json.loads(_twinset(home, "index", str(folder))[1])
    photos = [file.path for file in scan_folders([str(folder)]).files]
    times: dict[str, list[float]] = {"index": [], "similar": []}
    for repeat in range(options.repeats):
        seconds, printed = _twinset(home, "index", str(folder))
        assert json.loads(printed)["reused"] == first["indexed"]
        times["index"].append(seconds)
        times["similar"].append(_twinset(home, "similar", photos[repeat % len(photos)], "--in", str(folder))[0])
    return {
        "photos": first["indexed"],
        "failed": len(first["failed"]),
        "seconds": {name: statistics.median(values) for name, values in times.items()},
        "not_first": _not_first(home, folder, photos) if options.all else 0,
    }


def _not_first(home: Path, folder: Path, photos: list[str]) -> int:
    answers = _twinset(home, "similar", *photos, "--in", str(folder), "--top", "1")[1].splitlines()
    return sum(
        json.loads(answer)["matches"] != [{"path": path, "distance": 0.0}]
        for path, answer in zip(photos, answers, strict=True)
    )


def _twinset(home: Path, *words: str) -> tuple[float, bytes]:
    """Seconds of the whole process, and what it printed."""
    command = [sys.executable, str(ROOT / "main.py"), *words, "--home", str(home)]
    started = time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True)
    return time.perf_counter() - started, done.stdout


if __name__ == "__main__":
    sys.exit(main())
