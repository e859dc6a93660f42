"""Indexing a folder of photos in turn with fastdup, a program that looks for duplicates: a yardstick, no dependency.

    python -m tests.bench.fastdup PYTHON [FOLDER] [--pairs 3]

PYTHON is that of a virtual environment outside the project in which `pip install fastdup` was run. Each pair runs both
as processes of their own, begun with nothing known and in changing order, and counts from the start of the process to
its end, with as many threads as there are cores; processor time is that of the process and its children. The ratio is
the median of those within a pair. fastdup sends reports of errors to its makers unless told not to; it is told.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

from core.looks.model import core_count

ROOT = Path(__file__).resolve().parents[2]
STOCK = ROOT.parent / "shared" / "data" / "stock"
PROGRAM = """
import sys
import fastdup
fastdup.create(work_dir=sys.argv[2], input_dir=sys.argv[1]).run(num_threads=int(sys.argv[3]), print_summary=False)
"""


class Spent(NamedTuple):
    """Seconds by the clock and of the processor."""

    clock: float
    processor: float


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("python", type=Path)
    parser.add_argument("folder", type=Path, nargs="?", default=STOCK)
    parser.add_argument("--pairs", type=int, default=3)
    options = parser.parse_args()
    pairs = []
    for number in range(options.pairs):
        runs = {"twinset": twinset, "fastdup": fastdup} if number % 2 == 0 else {"fastdup": fastdup, "twinset": twinset}
        pair = {name: run(options.folder, options.python) for name, run in runs.items()}
        pairs.append(pair)
        print("  ".join(f"{name} {one.clock:.1f} s, {one.processor:.1f} s of processor" for name, one in pair.items()))
    for what in Spent._fields:
        ratios = [getattr(pair["twinset"], what) / getattr(pair["fastdup"], what) for pair in pairs]
        print(f"twinset / fastdup, {what}: {median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})")
    return 0


def twinset(folder: Path, _python: Path) -> Spent:
    """The command `index`, with a home that knows nothing."""
    with tempfile.TemporaryDirectory(prefix="twinset-bench-") as home:
        return spent([sys.executable, str(ROOT / "main.py"), "index", str(folder)], {"TWINSET_HOME": home})


def fastdup(folder: Path, python: Path) -> Spent:
    """Its one run, into a folder that is empty."""
    with tempfile.TemporaryDirectory(prefix="twinset-bench-") as work:
        told = [str(python), "-c", PROGRAM, str(folder.resolve()), work, str(core_count())]
        return spent(told, {"SENTRY_OPT_OUT": "1"})


def spent(command: Sequence[str], told: Mapping[str, str]) -> Spent:
    """Raises CalledProcessError where it fails."""
    before, started = _children(), time.perf_counter()
    subprocess.run(command, env=os.environ | told, check=True, capture_output=True)
    return Spent(time.perf_counter() - started, _children() - before)


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    sys.exit(main())
