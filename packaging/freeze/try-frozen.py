"""Tries the frozen program as a user has it, and compares what it answers with what the sources answer.

    python packaging/freeze/try-frozen.py [PROGRAM]

PROGRAM is build/frozen/twinset/twinset unless it is named. Needs no display. Each line is one thing tried; the last one
counts them. Ends with 1 where something failed.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import tomllib
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
from PIL import Image

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from core.base.paths import Paths  # noqa: E402  not found before
from core.base.running import TAKEN, _exchange, message  # noqa: E402
from core.sample.sample import write_sample  # noqa: E402

FROZEN = ROOT / "build" / "frozen" / "twinset" / ("twinset.exe" if sys.platform == "win32" else "twinset")
SOURCES = (sys.executable, str(ROOT / "main.py"))
PATIENCE = 120.0  # s
PHOTOS = 60


class Trial:
    """The program, a folder of photos and a place for its files."""

    def __init__(self, program: tuple[str, ...], folder: Path) -> None:
        self.program = program
        self.home = folder / "home"
        self.photos = folder / "photos"

    def run(self, *words: str, program: tuple[str, ...] = (), home: Path | None = None) -> str:
        """What a command prints. Raises CalledProcessError."""
        command = [*(program or self.program), *words, "--home", str(home or self.home)]
        return subprocess.check_output(command, stderr=subprocess.DEVNULL, text=True, timeout=5 * PATIENCE)

    @contextlib.contextmanager
    def window(self) -> Iterator[subprocess.Popen[bytes]]:
        """The window, open and answering."""
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
        command = [*self.program, "--home", str(self.home), str(self.photos)]
        with subprocess.Popen(command, env=environment) as process:
            try:
                wait(self.answers, "the window answers")
                yield process
            finally:
                process.kill()

    def answers(self) -> bool:
        """Whether a window takes what another start hands over."""
        with contextlib.suppress(OSError):
            return _exchange(Paths.choose(str(self.home)).window_address, message(())) == TAKEN
        return False

    def left(self) -> list[psutil.Process]:
        """Processes of the program that still run."""
        found = []
        for process in psutil.process_iter():
            with contextlib.suppress(psutil.Error):
                if process.exe() == os.path.realpath(self.program[0]) and process.status() != psutil.STATUS_ZOMBIE:
                    found.append(process)
        return found


def wait(condition: Callable[[], object], what: str) -> None:
    """Raises AssertionError where it does not come true."""
    until = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < until, f"in vain: {what}"
        time.sleep(0.1)


def tells_its_version(trial: Trial) -> None:
    told = subprocess.run([*trial.program, "--version"], capture_output=True, text=True, check=True).stdout
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert version in told, told


def indexes_heic_avif_and_the_rest(trial: Trial) -> None:
    told = json.loads(trial.run("index", str(trial.photos)))
    assert (told["indexed"], told["failed"]) == (PHOTOS + 2, []), told


def knows_them_after_a_restart(trial: Trial) -> None:
    told = json.loads(trial.run("index", str(trial.photos)))
    assert told["reused"] == PHOTOS + 2, told


def finds_what_the_sources_find(trial: Trial) -> None:
    for name in ("garment.heic", "garment.avif"):
        words = ("similar", str(trial.photos / name), "--in", str(trial.photos))
        theirs, ours = (_matches(trial, words, program) for program in (trial.program, SOURCES))
        assert [path for path, _ in theirs] == [path for path, _ in ours], (theirs, ours)
        assert all(abs(one - other) < 1e-4 for (_, one), (_, other) in zip(theirs, ours, strict=True))


def _matches(trial: Trial, words: tuple[str, ...], program: tuple[str, ...]) -> list[tuple[str, float]]:
    home = trial.home if program == trial.program else trial.home.with_name("home of the sources")
    told = json.loads(trial.run(*words, program=program, home=home))
    return [(match["path"], match["distance"]) for match in told["matches"]]


def draws_the_map_that_the_sources_draw(trial: Trial) -> None:
    maps = []
    for number, program in enumerate((trial.program, SOURCES)):
        home = trial.home if number == 0 else trial.home.with_name("home of the sources")
        place = str(trial.home.with_name(f"map{number}.png"))
        told: Any = trial.run("map", str(trial.photos), "--json", "-", "-o", place, program=program, home=home)
        maps.append(json.loads(told))
    assert maps[0] == maps[1]


def survives_being_killed_while_it_indexes(trial: Trial) -> None:
    home = trial.home.with_name("killed")
    process = subprocess.Popen([*trial.program, "index", str(trial.photos), "--home", str(home)])
    wait(lambda: list(home.glob("catalog/*")), "it has begun")
    time.sleep(0.5)
    process.kill()
    process.wait()
    wait(lambda: not trial.left(), "its workers end with it")
    told = json.loads(trial.run("index", str(trial.photos), home=home))
    assert told["indexed"] + told["reused"] == PHOTOS + 2, told
    trial.run("verify", str(trial.photos), home=home)


def hands_over_to_the_window_that_runs(trial: Trial) -> None:
    with trial.window() as process:
        began = time.monotonic()
        subprocess.run([*trial.program, "--home", str(trial.home), str(trial.photos)], timeout=PATIENCE, check=True)
        assert process.poll() is None
        print(f"    handed over in {time.monotonic() - began:.2f} s")


def survives_being_killed_with_its_window(trial: Trial) -> None:
    with trial.window() as process:
        process.kill()
    wait(lambda: not trial.left(), "its workers end with it")
    with trial.window() as process:
        if sys.platform != "win32":
            process.send_signal(signal.SIGTERM)
            assert process.wait(PATIENCE) == 0
    trial.run("verify", str(trial.photos))


TRIED = (
    tells_its_version,
    indexes_heic_avif_and_the_rest,
    knows_them_after_a_restart,
    finds_what_the_sources_find,
    draws_the_map_that_the_sources_draw,
    survives_being_killed_while_it_indexes,
    hands_over_to_the_window_that_runs,
    survives_being_killed_with_its_window,
)


def _fill(photos: Path) -> None:
    """The sample wardrobe's first garments, and the same photo as HEIC and AVIF."""
    for path in write_sample(photos.with_name("wardrobe"))[:PHOTOS]:
        photos.mkdir(exist_ok=True)
        shutil.copy(path, photos)
    shutil.copy(ROOT / "tests" / "data" / "garment.heic", photos)
    with Image.open(sorted(photos.glob("*.*g"))[0]) as image:
        image.convert("RGB").save(photos / "garment.avif")


def main() -> int:
    """0 when all went well."""
    program = (os.path.abspath(sys.argv[1]) if len(sys.argv) > 1 else str(FROZEN),)
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        trial = Trial(program, Path(folder))
        _fill(trial.photos)
        for trying in TRIED:
            began = time.monotonic()
            try:
                trying(trial)
            except Exception:
                failed += 1
                traceback.print_exc()
            outcome = f"{trying.__name__.replace('_', ' ')} ({time.monotonic() - began:.1f} s)"
            print(outcome, flush=True)
    print(f"{len(TRIED) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
