"""Whether the window bears being used: a seeded monkey on 2,000 photos while they are indexed and change.

    python -m tests.bench.soak [--minutes 10] [--photos 2000] [--seed 1] [--source FOLDER]

The monkey (tests/monkey.py) uses the real window in a process of its own: random keys, clicks, drags, drops, pastes,
resizes. Meanwhile photos are indexed without end: some change on disk every second and the folder is looked through
again. After a minute of warming up, in which the bounded caches fill, the counted minutes begin. Fails when the process
ends by itself, prints or logs anything, or when its memory in the last counted minute is more than 10 % above or below
the first. The photos are copies of those in --source (default: the labelled training photos where they exist, else
drawn garments).
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
PHOTOS = ROOT.parent / "shared" / "data" / "clothing" / "train"
WARM_UP_S = 60.0
ALLOWED = 0.10  # change of the memory
_SAMPLE_MS = 500
_CHANGED_EACH_S = 4  # photos
# What the off-screen platform and the simulated mouse say; the program itself never does.
_HARMLESS = ("This plugin does not support", "occurs outside target window")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--photos", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--source", default=str(PHOTOS))
    parser.add_argument("--inside", metavar="DIR", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.inside:
        print(json.dumps(soak(Path(options.inside), options.minutes * 60, options.seed)))
        return 0
    with tempfile.TemporaryDirectory(prefix="twinset-soak-") as top:
        return _watch(Path(top), options)


# --- the process that watches ---


def _watch(top: Path, options: argparse.Namespace) -> int:
    make_photos(top / "photos", options.photos, Path(options.source))
    (top / "data").mkdir()
    command = [sys.executable, "-X", "faulthandler", "-m", "tests.bench.soak", "--inside", str(top)]
    command += ["--minutes", str(options.minutes), "--seed", str(options.seed)]
    # The trash of the monkey must not be that of the user.
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ, "XDG_DATA_HOME": str(top / "data")}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    said = [line for line in done.stderr.splitlines() if not any(words in line for words in _HARMLESS)]
    log = top / "home" / "twinset.log"
    logged = log.read_text(errors="replace").splitlines() if log.exists() else ["there is no log"]
    said += [line for line in logged if not any(words in line for words in _HARMLESS)]
    print("\n".join(said[:60]))
    if done.returncode:
        print(f"The window ended with exit code {done.returncode}.")
        return 1
    result = json.loads(done.stdout.splitlines()[-1])
    _show(result, options.seed)
    flat = abs(result["last_minute_mb"] / result["first_minute_mb"] - 1) <= ALLOWED
    return int(bool(said) or not flat)


def make_photos(folder: Path, count: int, source: Path) -> None:
    """`count` photos of their own contents in `folder`."""
    from core.sample.sample import write_sample

    folder.mkdir(parents=True)
    found = sorted(path for path in source.rglob("*") if path.suffix.lower() in (".jpg", ".png"))[:count]
    sources = found or [Path(path) for path in write_sample(folder.parent / "drawn")]
    for number in range(count):
        origin = sources[number % len(sources)]
        target = folder / f"{number:05}{origin.suffix}"
        shutil.copy(origin, target)
        if number >= len(sources):
            _change(target, number)


def _change(path: Path, number: int) -> None:
    """Other contents, the same picture: decoders ignore what follows its end."""
    with open(path, "ab") as stream:
        stream.write(number.to_bytes(8, "big"))


def _show(result: dict[str, Any], seed: int) -> None:
    actions = sum(result["actions"].values())
    print(f"seed {seed}: {actions:,} actions in {result['seconds']:.0f} s, {result['indexed']:,} photos indexed")
    print("  " + ", ".join(f"{name} {count:,}" for name, count in sorted(result["actions"].items())))
    first, last = result["first_minute_mb"], result["last_minute_mb"]
    change, peak = last / first - 1, result["peak_mb"]
    print(f"memory: first minute {first:.0f} MB, last {last:.0f} MB ({change:+.1%}), peak {peak:.0f} MB")
    print("  minute by minute: " + ", ".join(f"{mb:.0f}" for mb in result["minutes_mb"]))
    slowest = sorted(result["slowest"].items(), key=lambda item: -item[1])
    print("slowest of each action: " + ", ".join(f"{name} {1000 * seconds:.0f} ms" for name, seconds in slowest))
    print(f"longest gap between two turns of the event loop: {result['stall_ms']:.0f} ms")


# --- the process with the window ---


def soak(top: Path, seconds: float, seed: int) -> dict[str, Any]:
    """Let the monkey loose; what happened, as numbers."""
    from core.base.paths import Paths
    from core.commands import cli  # noqa: F401  before Qt, as main.py does
    from gui.window.app import create_application, open_window

    create_application(["twinset"])
    folder = top / "photos"
    stop = threading.Event()
    indexed: list[int] = []
    changer = threading.Thread(target=_keep_changing, args=(folder, stop, seed, indexed))
    with open_window(Paths.choose(str(top / "home")), [str(folder)]) as window:
        changer.start()
        try:
            return _run(window, sorted(map(str, folder.iterdir())), seconds, seed) | {"indexed": len(indexed)}
        finally:
            stop.set()
            changer.join()
            window.close()


def _keep_changing(folder: Path, stop: threading.Event, seed: int, changed: list[int]) -> None:
    chance, paths = random.Random(seed), sorted(folder.iterdir())
    while not stop.wait(1):
        for path in chance.sample(paths, _CHANGED_EACH_S):
            if path.exists():  # the monkey may have thrown it away
                _change(path, len(changed))
                changed.append(1)


def _run(window: Any, photos: list[str], seconds: float, seed: int) -> dict[str, Any]:
    from PySide6.QtCore import QEventLoop, QTimer

    from tests.monkey import Monkey

    monkey, loop = Monkey(window, photos, seed), QEventLoop()
    began = time.perf_counter()
    samples: list[tuple[float, float]] = []  # seconds, MB
    turns = _Turns()
    sampler = QTimer(interval=_SAMPLE_MS)

    def sample() -> None:
        samples.append((time.perf_counter() - began, _memory()))
        if samples[-1][0] > WARM_UP_S + seconds:
            monkey.stop()
            loop.quit()

    looker = QTimer(interval=5000)  # so that indexing goes on, whatever the monkey leaves the window in
    looker.timeout.connect(window._library.update)
    sampler.timeout.connect(sample)
    for timer in (sampler, looker, turns.timer):
        timer.start()
    monkey.start()
    loop.exec()
    for timer in (sampler, looker, turns.timer):
        timer.stop()
    counted = [(at - WARM_UP_S, mb) for at, mb in samples if at >= WARM_UP_S]
    minute = min(60.0, seconds / 2)
    return {
        "seconds": seconds,
        "actions": monkey.actions,
        "slowest": monkey.slowest,
        "first_minute_mb": _median(counted, 0, minute),
        "last_minute_mb": _median(counted, seconds - minute, seconds),
        "minutes_mb": [_median(counted, at, at + 60) for at in range(0, int(seconds), 60)],
        "peak_mb": max(mb for _, mb in samples),
        "stall_ms": 1000 * turns.worst,
    }


def _median(samples: list[tuple[float, float]], begin: float, end: float) -> float:
    """Of the memory at the times from `begin` to `end`."""
    return statistics.median(mb for at, mb in samples if begin <= at < end)


class _Turns:
    """The longest time between two turns of the event loop."""

    def __init__(self) -> None:
        from PySide6.QtCore import QTimer

        self.worst = 0.0
        self._last = time.perf_counter()
        self.timer = QTimer(interval=0)
        self.timer.timeout.connect(self._turn)

    def _turn(self) -> None:
        now = time.perf_counter()
        self.worst, self._last = max(self.worst, now - self._last), now


def _memory() -> float:
    """Resident memory of this process, MB."""
    import psutil

    return psutil.Process().memory_info().rss / 2**20


if __name__ == "__main__":
    sys.exit(main())
