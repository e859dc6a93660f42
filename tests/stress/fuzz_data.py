"""Data from outside that no photo is: whatever it holds, nothing but values, sentences and reasons come of it.

    python -m tests.stress.fuzz_data [--minutes 60] [--examples 500] [--seed N] [PROPERTY ...]

Hypothesis makes up settings, marks, the remembered view, what is dropped on the window, messages of another start, and
words of the command line. The properties stand in tests.stress.properties; `make test` asks each a few times.
"""

from __future__ import annotations

import argparse
import logging
import os
import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def main() -> int:
    from tests.stress.properties import PROPERTIES, ask  # here, after the platform is chosen

    options = _parser(list(PROPERTIES)).parse_args()
    from PySide6.QtGui import QGuiApplication

    logging.disable()
    app = QGuiApplication([])
    asked: Counter[str] = Counter()
    started = time.monotonic()
    seed = options.seed
    while not asked or time.monotonic() - started < options.minutes * 60:
        for name in options.properties or PROPERTIES:
            with tempfile.TemporaryDirectory(prefix="twinset-fuzz-") as folder:
                try:
                    asked[name] += ask(name, Path(folder), options.examples, seed)
                except Exception as error:
                    print(*(getattr(error, "__notes__", ())), sep="\n")
                    print(f"{name} with seed {seed}: {type(error).__name__}: {error}")
                    return 1
        seed += 1
    app.shutdown()
    counts = ", ".join(f"{count:,} of {name}" for name, count in asked.items())
    minutes = (time.monotonic() - started) / 60
    seeds = f"seeds {options.seed} to {seed - 1}"
    print(f"{sum(asked.values()):,} examples in {minutes:.1f} min ({counts}; {seeds}): no fault")
    return 0


def _parser(names: list[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("properties", nargs="*", choices=[*names, []], metavar="PROPERTY", help=", ".join(names))
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--examples", type=int, default=500, help="of one property at a time")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6), help="of the first round")
    return parser


if __name__ == "__main__":
    sys.exit(main())
