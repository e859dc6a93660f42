"""Decoders that crash, hang and eat memory, at random places among good photos: is only the right file named?

    python -m tests.stress.decoders [--rounds 20] [--seed N] [--short]

A plug-in of the tests reads in a photo's last bytes what to do: abort, exit, kill itself, sleep, sleep with Python's
lock held, eat memory in Python or in C. Each round indexes a new folder of 40 photos, up to 6 of them so, with
one to three processes. Each of those must be named with one sentence, all others indexed; a second run must read none
of them again; no process may be left.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

import psutil

from core.base.paths import Paths
from core.catalog.catalog import Catalog
from core.indexing.indexing import IndexRequest, index_folders
from core.indexing.pace import Pace
from core.looks.model import Extractor
from core.workers.workers import Workers
from tests.faulty import DEEDS, RAISE
from tests.stress.common import Broken, expect, is_one_sentence
from tests.support import encoded, photo, save

PHOTOS, MOST_FAULTY = 40, 6
PATIENCE = 15.0  # s, for a photo; a good one takes less even on a busy machine
# One that raises is followed by other attempts to read the photo, which may well succeed.
NAMES = {mark: mark.decode().removeprefix("test: ") for mark in DEEDS if mark != RAISE}


class Watch:
    """The most memory that any child of this process takes, in MiB."""

    def __init__(self) -> None:
        self.most = 0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look)

    def __enter__(self) -> Watch:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._ended.wait(0.02):
            for child in psutil.Process().children():
                try:
                    self.most = max(self.most, child.memory_info().rss >> 20)
                except psutil.Error:  # it has just ended
                    continue


def main() -> int:
    options = _parser().parse_args()
    moments, extractor, done = random.Random(options.seed), Extractor(), Counter[str]()
    started = time.monotonic()
    with Watch() as watch:
        for _ in range(2 if options.short else options.rounds):
            try:
                done += _round(moments, extractor)
            except Broken as broken:
                print(f"{broken} (seed {options.seed})")
                return 1
    counts = ", ".join(f"{count} {name}" for name, count in sorted(done.items()))
    seconds = time.monotonic() - started
    print(
        f"{done.total()} faulty photos ({counts}; seed {options.seed}; {seconds:.0f} s): each named, "
        f"all others indexed, none read again; no process took more than {watch.most} MB"
    )
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--short", action="store_true", help="two rounds")
    return parser


def _round(moments: random.Random, extractor: Extractor) -> Counter[str]:
    faulty = {number: moments.choice(list(NAMES)) for number in moments.sample(range(PHOTOS), MOST_FAULTY)}
    with tempfile.TemporaryDirectory(prefix="twinset-decoders-") as top:
        folder = Path(top) / "photos"
        for number in range(PHOTOS):
            save(folder / f"{number:02}.png", encoded(photo(number), "PNG") + faulty.get(number, b""))
        wanted = {str(folder / f"{number:02}.png") for number in faulty}
        told = f"{sorted((number, NAMES[mark]) for number, mark in faulty.items())}"
        with Catalog(Paths.choose(str(Path(top) / "home")).catalog) as catalog:
            for indexed in (PHOTOS - len(faulty), 0):  # the second run reads none again
                begun = time.monotonic()
                workers = Workers(extractor, plugin="tests.faulty")
                try:
                    pace = Pace(moments.randint(1, 3))
                    report = index_folders(
                        catalog, extractor, [str(folder)], IndexRequest(patience=PATIENCE), pace=pace, workers=workers
                    )
                finally:
                    workers.end()
                failed = {skipped.path: str(skipped.reason) for skipped in report.failed}
                expect(
                    {*failed} == wanted, f"{told}: {report.indexed} were indexed, {report.reused} known, named {failed}"
                )
                expect(all(map(is_one_sentence, failed.values())), f"{told}: {failed}")
                expect(report.indexed == indexed, f"{told}: {report.indexed} instead of {indexed} were indexed")
            expect(time.monotonic() - begun < PATIENCE, f"{told}: a photo was read again")
            found = catalog.collection([str(folder)], extractor.model_id)
            expect(len(found.paths) == PHOTOS - len(faulty), f"{told}: photos are missing")
    left = psutil.Process().children()
    expect(not left, f"{told}: processes are left: {left}")
    return Counter(NAMES[mark] for mark in faulty.values())


if __name__ == "__main__":
    sys.exit(main())
