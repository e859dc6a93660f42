"""End-to-end indexing against its ideal.

    python -m tests.bench.indexing [FOLDER] [--repeats 3]

A: the model alone, on photos already decoded. B: decoding alone. Ideal: 1 / (1/A + 1/B), what one gets when nothing
but these two takes time. Measured: `twinset index` into a new catalog, as it reports it. All with all cores, by turns
in one run; medians. Without a folder: ../shared/data/stock, or drawn photos where that is absent.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from core.images import RGB, UnreadableImage, load_rgb, read_file, scan_folders
from core.model import INPUT_SIDE, Extractor, core_count
from core.sample import draw, garments

ROOT = Path(__file__).parent.parent.parent
STOCK = ROOT.parent / "shared" / "data" / "stock"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="twinset-bench-") as top:
        folder = options.folder or (STOCK if STOCK.is_dir() else _drawn(Path(top) / "photos"))
        result = measure(folder, Path(top), options.repeats)
    if options.json:
        print(json.dumps(result))
        return
    print(f"{result['photos']} photos of {folder}, {result['cores']} cores, medians of {options.repeats}, images/s")
    for name in ("model alone (A)", "decoding alone (B)", "ideal", "measured"):
        print(f"{name:20}{result[name]:8.1f}")
    print(f"{'measured / ideal':20}{result['ratio']:8.3f}")


def measure(folder: Path, top: Path, repeats: int) -> dict[str, Any]:
    decoded = _decode_all(folder)
    paths = list(decoded)
    extractor = Extractor()
    extractor.features(next(iter(decoded.values())))  # makes the session
    rates: dict[str, list[float]] = {"A": [], "B": [], "measured": []}
    for repeat in range(repeats):
        rates["A"].append(_rate(extractor.features, list(decoded.values())))
        rates["B"].append(_rate(_decode, paths))
        rates["measured"].append(_index(folder, top / f"home-{repeat}"))
    a, b, measured = (statistics.median(rates[name]) for name in ("A", "B", "measured"))
    ideal = 1 / (1 / a + 1 / b)
    return {
        "photos": len(paths),
        "cores": core_count(),
        "model alone (A)": a,
        "decoding alone (B)": b,
        "ideal": ideal,
        "measured": measured,
        "ratio": measured / ideal,
        "all": rates,
    }


def _decode(path: str) -> RGB:
    return load_rgb(read_file(path)[0], INPUT_SIDE)


def _decode_all(folder: Path) -> dict[str, RGB]:
    decoded = {}
    for file in scan_folders([str(folder)]).files:
        try:
            decoded[file.path] = _decode(file.path)
        except UnreadableImage as error:
            print(f"left out: {file.path}: {error}", file=sys.stderr)
    return decoded


def _rate(work: Callable[[Any], object], items: Sequence[object]) -> float:
    """Items per second, with one thread per core."""
    with ThreadPoolExecutor(core_count()) as pool:
        started = time.perf_counter()
        for _ in pool.map(work, items):
            pass
        return len(items) / (time.perf_counter() - started)


def _index(folder: Path, home: Path) -> float:
    command = [sys.executable, str(ROOT / "main.py"), "index", str(folder), "--json", "--home", str(home)]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True)
    return float(json.loads(done.stdout)["images_per_second"])


def _drawn(folder: Path, copies: int = 4) -> Path:
    os.makedirs(folder)
    for seed in range(copies):
        for number, garment in enumerate(garments()):
            draw(garment, seed=seed).convert("RGB").save(folder / f"{seed}-{number}.jpg", quality=90)
    return folder


if __name__ == "__main__":
    main()
