"""Tries a program as it was built, on any system, without a display: it indexes, searches, opens its window.

    python packaging/try-program.py build/frozen/twinset/twinset
    python packaging/try-program.py python main.py

Uses the sample wardrobe and a home of its own; nothing of the user's is read or written. Ends with 1 where anything is
not as it must be.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from core.sample.sample import write_sample  # noqa: E402

PATIENCE = 300.0  # s


class Wrong(Exception):
    """What is not as it must be."""


class Trial:
    """A program with a home of its own."""

    def __init__(self, command: Sequence[str], home: Path) -> None:
        self._command = command
        self._home = home
        self._environment = {**os.environ, "TWINSET_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}

    def answer(self, *words: str | Path) -> Any:
        """The one object of JSON that a command prints."""
        return json.loads(self.said(*words))

    def said(self, *words: str | Path) -> str:
        done = subprocess.run(
            [*self._command, *map(str, words)], env=self._environment, capture_output=True, timeout=PATIENCE
        )
        if done.returncode != 0:
            told = done.stderr.decode("utf-8", "replace")
            raise Wrong(f"{words} ended with {done.returncode}: {told}")
        return done.stdout.decode("utf-8")

    def window(self, folder: Path) -> subprocess.Popen[bytes]:
        """The window at a folder, as soon as it is taken in."""
        process = subprocess.Popen([*self._command, str(folder)], env=self._environment)
        self._wait(process, lambda: str(folder) in self._folders())
        return process

    def _folders(self) -> list[str]:
        """Those that the window knows."""
        settings = self._home / "settings.json"
        return list(json.loads(settings.read_text("utf-8"))["folders"]) if settings.exists() else []

    @staticmethod
    def _wait(process: subprocess.Popen[bytes], condition: Callable[[], bool]) -> None:
        until = time.monotonic() + PATIENCE
        while not condition():
            if process.poll() is not None or time.monotonic() > until:
                process.kill()
                raise Wrong(f"the window never came so far; it ended with {process.poll()}")
            time.sleep(0.1)

    @property
    def faults(self) -> list[str]:
        log = self._home / "twinset.log"
        lines = log.read_text("utf-8").splitlines() if log.exists() else []
        return [line for line in lines if " ERROR " in line or " CRITICAL " in line or "Traceback" in line]


def try_it(command: Sequence[str], around: Path) -> None:
    """All of it. Raises Wrong."""
    photos = write_sample(around / "Kleider äöü")  # a name that code pages get wrong
    trial = Trial(command, around / "home")
    print(trial.said("--version").strip(), flush=True)
    known = trial.answer("index", photos[0].parent, "--json")
    demand(known["indexed"] == len(photos), f"indexed {known}")
    found = trial.answer("similar", photos[0], "--in", photos[0].parent, "--json")
    demand(found["matches"][0]["path"] == str(photos[0]), "the first match is not the photo itself")
    print(f"indexed {len(photos)}, found {len(found['matches'])}", flush=True)
    window = trial.window(photos[0].parent)
    try:
        trial.said(photos[3])  # a second start: it hands its photo over and ends
        demand(window.poll() is None, "the window closed by itself")
    finally:
        window.terminate()
        window.wait(PATIENCE)
    demand(not trial.faults, "\n".join(trial.faults))
    print("the window opened, took a photo from a second start and closed", flush=True)


def demand(holds: bool, else_what: str) -> None:
    if not holds:
        raise Wrong(else_what)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as temporary:
        try:
            try_it(sys.argv[1:], Path(temporary).resolve())
        except Wrong as wrong:
            sys.exit(str(wrong))
