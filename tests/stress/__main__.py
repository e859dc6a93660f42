"""Runs all parts, one after the other: one line each with what it found, and how long it took.

    python -m tests.stress [--short] [PART ...]

Each part is a program of its own, prints its figure as its last line and ends with a code other than 0 where a promise
was broken, 77 where it cannot be tried here. A failure does not stop the others; the exit code is 1 where any failed.
"""

from __future__ import annotations

import argparse
import importlib.util
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import NamedTuple

FAILED = "FAILED"
ROOT = Path(__file__).resolve().parents[2]


class Part(NamedTuple):
    """A module of this package, its arguments for the long and for the short form, and what it shows."""

    name: str
    long: str
    short: str
    promise: str


PARTS = (
    Part("kills", "--times 200", "--times 10", "killed at any moment: a clean start, the same rankings, no heart lost"),
    Part("full_disk", "--step 8", "--step 64", "a full disk: a sentence, nothing lost, all goes on when there is room"),
    Part("damage", "", "--short", "damaged files of the program: noticed, said, rebuilt or restored"),
    Part("two_programs", "", "--short", "two programs and ten searches while indexing: consistent, one writer"),
    Part("decoders", "", "--short", "a decoder that crashes, hangs or eats memory: one file named, the others indexed"),
    Part("closings", "--closings 100", "--short", "closed at random moments: code 0, nothing said, nothing lost"),
    Part("hearts", "", "--short", "hearts follow the garment and survive damage"),
    Part("fuzz_images", "", "--times 100", "mutated photos of every format: nothing but reasons"),
    Part("fuzz_data", "--minutes 60", "--minutes 1", "odd settings, marks, drops and messages: nothing but reasons"),
    Part("no_network", "", "--short", "the whole suite without any network, watched by the system"),
)


def main() -> int:
    options = _parser().parse_args()
    results = [_run(part, options.short) for part in PARTS if not options.parts or part.name in options.parts]
    print(", ".join(f"{count} {word}" for word, count in Counter(results).items()))
    return 1 if FAILED in results else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    names = [part.name for part in PARTS]
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(names), choices=[*names, []])
    parser.add_argument("--short", action="store_true", help="a few minutes for all of them")
    return parser


def _run(part: Part, short: bool) -> str:
    """Run one part and print its line; returns the first word of it."""
    print(f"{part.name}: {part.promise}", flush=True)
    started = time.monotonic()
    code, figure = _outcome(part, short)
    minutes, seconds = divmod(round(time.monotonic() - started), 60)
    word = {0: "held", 77: "skipped"}.get(code, FAILED)
    print(f"  {word} ({minutes} min {seconds} s): {figure}", flush=True)
    return word


def _outcome(part: Part, short: bool) -> tuple[int, str]:
    if importlib.util.find_spec(f"tests.stress.{part.name}") is None:
        return 1, "not there"
    words = (part.short if short else part.long).split()
    command = [sys.executable, "-m", f"tests.stress.{part.name}", *words]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    lines = done.stdout.decode(errors="replace").splitlines()
    if done.returncode not in (0, 77):
        print(*(f"    {line}" for line in lines[-40:-1]), sep="\n")
    return done.returncode, lines[-1] if lines else f"code {done.returncode}, and not a word"


if __name__ == "__main__":
    sys.exit(main())
