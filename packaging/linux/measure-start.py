"""Measures programs against each other, in turn: from the start to the first paint, and indexing a folder of photos.

    python packaging/linux/measure-start.py [--starts N] [--photos FOLDER] NAME=COMMAND ...

Such as `sources="python main.py" frozen=build/frozen/twinset/twinset`. Needs Xvfb, whose picture lies in a file: the
first paint is when a pixel of it is no longer black, looked at every 2 ms. A start is one with a catalog that knows the
sample wardrobe. Prints the median of each and the least; the first start of each, with a cold disk, is left out.
"""

from __future__ import annotations

import argparse
import json
import mmap
import os
import shlex
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DISPLAY = ":88"
PATIENCE = 60.0  # s


def main() -> int:
    """0 when all have started."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--starts", type=int, default=7)
    parser.add_argument("--photos")
    parser.add_argument("programs", nargs="+")
    given = parser.parse_args()
    programs = {name: shlex.split(command) for name, command in (one.split("=", 1) for one in given.programs)}
    with tempfile.TemporaryDirectory() as folder:
        _measure_starts(programs, given.starts, Path(folder))
        if given.photos:
            _measure_indexing(programs, given.photos, Path(folder))
    return 0


def _measure_starts(programs: dict[str, list[str]], starts: int, folder: Path) -> None:
    sys.path.insert(0, str(ROOT))
    from core.sample.sample import write_sample

    write_sample(folder / "wardrobe")
    taken: dict[str, list[float]] = {name: [] for name in programs}
    for name, command in programs.items():
        words = [*command, "index", str(folder / "wardrobe"), "--home", str(folder / name)]
        subprocess.run(words, check=True, capture_output=True)
    for _ in range(starts + 1):
        for name, command in programs.items():
            words = [*command, "--home", str(folder / name), str(folder / "wardrobe")]
            taken[name].append(_seconds_to_first_paint(words, folder))
    for name, seconds in taken.items():
        told = f"median {statistics.median(seconds[1:]):.2f} s, least {min(seconds[1:]):.2f} s"
        print(f"start to first paint, {name}: {told} of {starts}")


def _seconds_to_first_paint(command: list[str], folder: Path) -> float:
    screen = ["Xvfb", DISPLAY, "-ac", "-screen", "0", "1280x860x24", "-fbdir", str(folder)]
    with subprocess.Popen(screen, stderr=subprocess.DEVNULL) as display:
        try:
            _wait_for_display()
            with (
                open(folder / "Xvfb_screen0", "rb") as file,
                mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ) as pixels,
            ):
                return _painted(command, pixels)
        finally:
            display.terminate()


def _painted(command: list[str], pixels: mmap.mmap) -> float:
    nothing = bytes(4000)
    places = range(len(pixels) // 5, len(pixels) - 4000, len(pixels) // 20)
    began = time.monotonic()
    environment = {**os.environ, "DISPLAY": DISPLAY}
    environment.pop("QT_QPA_PLATFORM", None)
    with subprocess.Popen(command, env=environment) as program:
        while all(pixels[at : at + 4000] == nothing for at in places):
            assert program.poll() is None, "it has ended"
            assert time.monotonic() < began + PATIENCE, "it shows nothing"
            time.sleep(0.002)
        seconds = time.monotonic() - began
        program.send_signal(signal.SIGTERM)
    return seconds


def _wait_for_display() -> None:
    until = time.monotonic() + PATIENCE
    while not os.path.exists(f"/tmp/.X11-unix/X{DISPLAY[1:]}"):
        assert time.monotonic() < until, "there is no display"
        time.sleep(0.02)
    time.sleep(0.3)


def _measure_indexing(programs: dict[str, list[str]], photos: str, folder: Path) -> None:
    for name, command in programs.items():
        words = [*command, "index", photos, "--home", str(folder / f"{name} index")]
        began = time.monotonic()
        told = json.loads(subprocess.run(words, check=True, capture_output=True, text=True).stdout)
        print(f"index, {name}: {told['indexed']} photos in {time.monotonic() - began:.1f} s")


if __name__ == "__main__":
    sys.exit(main())
