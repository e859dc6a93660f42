"""Two programs index one folder into one catalog while ten searches ask: is every answer a right one?

    python -m tests.stress.two_programs [--rounds 5] [--searches 10] [--short]

A search asks again and again while the two run: every photo it finds must have the vector of an undisturbed index, no
photo may come twice, and none that was there may be missing later. The files of vectors must hold every photo once: two
that append at the same time would leave one's rows under the other's.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from core.base.paths import Paths
from core.catalog.catalog import Catalog
from core.looks.model import Extractor
from tests.stress import common
from tests.stress.common import PATIENCE, Broken, Vectors, expect

PHOTOS = 130
BATCH = 4  # photos per commit: the two meet often

INDEX = """
import sys, core.indexing.indexing
core.indexing.indexing.COMMIT_EVERY = int(sys.argv[1])
from main import main
sys.exit(main(["index", sys.argv[2], "--json", "--home", sys.argv[3]]))
"""


def main() -> int:
    options = _parser().parse_args()
    rounds = options.rounds or (1 if options.short else 5)
    started = time.monotonic()
    asked = 0
    with tempfile.TemporaryDirectory(prefix="twinset-two-") as top:
        photos = common.wardrobe(Path(top) / "photos", options.photos)
        common.indexed(Path(top) / "undisturbed", photos)
        expected = common.vectors(common.collection(Path(top) / "undisturbed", photos))
        try:
            for number in range(rounds):
                asked += _round(Path(top) / str(number), photos, expected, options.searches)
        except Broken as broken:
            print(broken)
            return 1
    seconds = round(time.monotonic() - started)
    print(f"{rounds} times two programs and {options.searches} searches ({seconds} s): {asked} right answers, no other")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, help="how often (default 5, short 1)")
    parser.add_argument("--searches", type=int, default=10, help="how many ask at the same time")
    parser.add_argument("--photos", type=int, default=PHOTOS, help="to be indexed, at most 130")
    parser.add_argument("--short", action="store_true")
    return parser


def _round(home: Path, photos: Path, expected: Vectors, searches: int) -> int:
    """Both programs from their start to their end; returns how many answers there were."""
    words = [sys.executable, "-c", INDEX, str(BATCH), str(photos), str(home)]
    programs = [
        subprocess.Popen(words, cwd=common.ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(2)
    ]
    ended = threading.Event()
    with ThreadPoolExecutor(searches) as pool:
        answers = [pool.submit(_ask, home, photos, expected, ended) for _ in range(searches)]
        try:
            told = [program.communicate(timeout=PATIENCE) for program in programs]
        finally:
            ended.set()
            for program in programs:
                program.kill()
        asked = sum(answer.result() for answer in answers)
    for program, (_, errors) in zip(programs, told, strict=True):
        expect(program.returncode == 0, f"one ended with {program.returncode}: {errors.decode(errors='replace')}")
    _check_end(home, photos, expected)
    return asked


def _ask(home: Path, photos: Path, expected: Vectors, ended: threading.Event) -> int:
    """Searches until the programs have ended; the answers only grow."""
    before: Vectors = {}
    asked, model_id = 0, Extractor().model_id
    while not ended.is_set():
        with Catalog(Paths.choose(str(home)).catalog) as catalog:
            found = catalog.collection([str(photos)], model_id)
        expect(len(set(found.paths)) == len(found.paths), "a photo came twice")
        now = common.vectors(found)
        expect(now.items() <= expected.items(), "a photo came with another vector")
        expect(before.keys() <= now.keys(), "a photo that had been found came no more")
        before = now
        asked += 1
    return asked


def _check_end(home: Path, photos: Path, expected: Vectors) -> None:
    report = common.indexed(home, photos)
    expect(report["indexed"] == 0, f"{report['indexed']} photos had to be computed again")
    found = common.collection(home, photos)
    expect(common.vectors(found) == expected, "in the end a vector is wrong or missing")
    expect(common.rankings(found) == common.rankings(common.made_of(expected)), "a ranking is another one")
    with Catalog(Paths.choose(str(home)).catalog) as catalog:
        model_id = Extractor().model_id
        expect(catalog.drop_damaged(model_id, afresh=True) == 0, "a batch was damaged")
        contents = catalog.contents(model_id)
    expect(len(contents) == len(expected), f"{len(contents)} contents for {len(expected)} photos")


if __name__ == "__main__":
    sys.exit(main())
