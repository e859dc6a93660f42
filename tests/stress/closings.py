"""Random closings: the window as a process of its own, closed at any moment during saves, trash, indexing and searches.

    python -m tests.stress.closings [--closings 100] [--seed 0] [--at-once 2]

Each process is `main.py` with a user inside who acts at random and closes at a random moment, while every save is
slowed by up to a third of a second. It must end with code 0 and print nothing; afterwards each heart that was shown,
each setting and each photo must be on disk.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent
PHOTOS = 24
_LONGEST_S = 3.0  # from the first photo in sight to the closing
_SLOW_S = 0.3  # the most that a save takes longer
_PATIENCE_S = 120.0
_LEFT = "does not end; it is left behind"


@dataclass(frozen=True)
class Outcome:
    """How one closing went: what was wrong, and how many actions of each kind there were."""

    seed: int
    faults: tuple[str, ...]
    actions: dict[str, int]
    hearts: int = 0
    left: bool = False  # a thread was left behind, as on an overloaded machine; the promise holds all the same


# --- inside the process ---


class Hand:
    """Acts on the window, writes down what the user was shown, and closes."""

    def __init__(self, seed: int, folder: Path, report: Path) -> None:
        self._random = random.Random(seed)
        self._folder = folder
        self._report = report
        self._ends_at = float("inf")
        self._early = self._random.random() < 0.25  # before anything has been read; else when hearts can be set
        self._actions: Counter[str] = Counter()

    def begin(self) -> None:
        self._slow_down()
        self._later(self._look_for_window)

    def _slow_down(self) -> None:
        """Each save in the background takes longer."""
        from gui.base.jobs import Series

        run = Series.run

        def slowly(series: Any, function: Any, **heard: Any) -> None:
            def slow() -> Any:
                time.sleep(self._random.uniform(0, _SLOW_S))
                return function()

            run(series, slow, **heard)

        Series.run = slowly  # type: ignore[method-assign]

    def _later(self, act: Any, pause_ms: int = 10) -> None:
        from PySide6.QtCore import QTimer

        QTimer.singleShot(pause_ms, act)

    def _look_for_window(self) -> None:
        from PySide6.QtWidgets import QApplication

        from gui.window.main_window import MainWindow

        windows = [one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow)]
        if not windows or not self._is_ready(windows[0]):
            self._later(self._look_for_window)
            return
        self._window = windows[0]
        self._watch_closing()
        self._ends_at = time.monotonic() + self._random.uniform(0, _LONGEST_S)
        self._act()

    def _is_ready(self, window: Any) -> bool:
        shelf = window._pages[0]._arranger.shelf
        read = shelf is not None and shelf.contents and None not in shelf.contents
        return bool(window._gallery.photos.paths if self._early else read)

    def _watch_closing(self) -> None:
        end, window = type(self._window).closeEvent, self._window

        def closing(closed: Any, event: Any) -> None:
            self._write_down()
            end(closed, event)

        type(window).closeEvent = closing

    def _write_down(self) -> None:
        """What the user was shown when the window closed."""
        from dataclasses import asdict

        window = self._window
        shown = asdict(window._preferences.now)
        hearts = sorted(one.content.hex() for one in window._marking.marks.favourites)
        self._report.write_text(json.dumps({"hearts": hearts, "settings": shown, "actions": self._actions}), "utf-8")

    def _act(self) -> None:
        if time.monotonic() > self._ends_at:
            self._close()
            return
        often = 6 * [self._favour] + 2 * [self._throw] + 2 * [self._undo]
        act = self._random.choice([*often, self._search, self._index, self._tune, self._sort, self._cache, self._page])
        act()
        self._actions[act.__name__.strip("_")] += 1
        self._later(self._act, self._random.choice([0, 5, 20, 60, 150]))

    def _path(self) -> str | None:
        paths = self._window._gallery.photos.paths
        return self._random.choice(paths) if paths else None

    def _favour(self) -> None:
        if path := self._path():
            self._window._pages[0]._on_heart(path)

    def _throw(self) -> None:
        if path := self._path():
            self._window._marking.throw([path])

    def _undo(self) -> None:
        undos = self._window._marking.undos
        self._random.choice([undos.undo, undos.redo])()

    def _search(self) -> None:
        if path := self._path():
            self._window._asking.search_path(path)

    def _index(self) -> None:
        """New photos, and a look for them."""
        source = self._path()
        if source and os.path.exists(source):
            data = Path(source).read_bytes()
            for _ in range(self._random.randrange(1, 30)):
                name = f"new-{self._random.getrandbits(48):012x}.png"
                (self._folder / name).write_bytes(data + self._random.randbytes(4))
        self._window._library.update()

    def _tune(self) -> None:
        self._window._asking.choose_top(self._random.randrange(1, 50))

    def _sort(self) -> None:
        self._window._pages[0]._steps.sort_by(self._random.choice(["name", "date", "kind", "colour", "similarity"]))

    def _cache(self) -> None:
        self._window._preferences.change(cache_megabytes=self._random.randrange(64, 4096))

    def _page(self) -> None:
        self._window._seen.show_page(self._random.choice(["browse", "similar"]))

    def _close(self) -> None:
        for _ in range(self._random.randrange(5)):  # what was done last is what would be lost
            self._random.choice([self._favour, self._favour, self._throw, self._cache])()
        if self._random.random() < 0.5:
            self._window.close()
        else:
            os.kill(os.getpid(), self._random.choice([signal.SIGTERM, signal.SIGINT]))


def inside(seed: int, home: Path, folder: Path, report: Path) -> int:
    """Run main.py with a hand in it."""
    import main
    from core.looks import model as _first  # noqa: F401  before Qt, as main.py does
    from gui.window.app import create_application

    app = create_application(["twinset"])
    hand = Hand(seed, folder, report)
    hand.begin()
    code = main.main(["--home", str(home), str(folder)])
    del app
    return code


# --- outside ---


def make_photos(folder: Path) -> None:
    """Small photos, no two alike."""
    import numpy as np
    from PIL import Image

    folder.mkdir(parents=True)
    for number in range(PHOTOS):
        colours = np.random.default_rng(number).integers(0, 256, (5, 4, 3), dtype=np.uint8)
        Image.fromarray(colours).resize((64, 80)).save(folder / f"{number:02}.png")


def closing(seed: int, place: Path) -> Outcome:
    """One process from start to end; `place` is an empty folder for it."""
    home, folder, report = place / "home", place / "photos", place / "report"
    make_photos(folder)
    (place / "data").mkdir()  # where the trash will be; Qt makes no trash where this is missing
    before = Counter(file.read_bytes() for file in folder.iterdir())
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_DATA_HOME": str(place / "data")}
    environment |= {"LC_ALL": "C.UTF-8", "LANGUAGE": ""}
    words = [sys.executable, "-W", "error", "-m", "tests.stress.closings", "--inside", str(seed), str(place)]
    done = subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, timeout=_PATIENCE_S)
    faults = [f"exit code {done.returncode}"] if done.returncode else []
    faults += [f"printed: {text!r}" for text in (done.stdout, done.stderr) if text]
    faults += [f"logged: {line}" for line in _logged(home)]
    if not report.exists():
        return Outcome(seed, (*faults, "it closed before anything was written down"), {})
    shown = json.loads(report.read_text("utf-8"))
    faults += _lost(home, shown, before, folder, place / "data" / "Trash" / "files")
    return Outcome(
        seed, tuple(faults), shown["actions"], len(shown["hearts"]), _LEFT in (home / "twinset.log").read_text("utf-8")
    )


def _logged(home: Path) -> list[str]:
    log = home / "twinset.log"
    lines = log.read_text("utf-8").splitlines() if log.exists() else ["there is no log"]
    return [line for line in lines if "This plugin does not support" not in line and _LEFT not in line]


def _lost(home: Path, shown: dict[str, Any], before: Counter[bytes], folder: Path, trash: Path) -> list[str]:
    faults = []
    if (hearts := hearts_on_disk(home)) != set(shown["hearts"]):
        faults.append(f"{len(shown['hearts'])} hearts were shown, {len(hearts)} are on disk")
    kept = json.loads((home / "settings.json").read_text("utf-8"))
    moving = ("geometry", "thumbnail_size")  # written down by the closing itself
    wrong = [name for name, value in shown["settings"].items() if name not in moving and kept.get(name) != value]
    faults += [f"the setting {name} is {kept.get(name)!r}" for name in wrong]
    places = [folder, trash] if trash.exists() else [folder]
    after = Counter(file.read_bytes() for place in places for file in place.iterdir())
    if lost := before - after:
        faults.append(f"{lost.total()} photos are neither in their folder nor in the trash")
    return faults


def hearts_on_disk(home: Path) -> set[str]:
    """The content hashes of the favourites, as hex."""
    from core.base.paths import Paths
    from core.wardrobe.wardrobe import Wardrobe

    with Wardrobe(Paths.choose(str(home))) as wardrobe:
        return {one.content.hex() for one in wardrobe.marks().favourites}


def run(seeds: Sequence[int], at_once: int) -> list[Outcome]:
    def one(seed: int) -> Outcome:
        place = Path(tempfile.mkdtemp(prefix=f"closing-{seed}-"))
        try:
            return closing(seed, place)
        finally:
            shutil.rmtree(place, ignore_errors=True)

    with ThreadPoolExecutor(at_once) as pool:
        return list(pool.map(one, seeds))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--closings", type=int, default=100)
    parser.add_argument("--seed", type=int, default=0, help="of the first; the others follow")
    parser.add_argument("--short", action="store_true", help="eight closings")
    parser.add_argument("--at-once", type=int, default=2)
    parser.add_argument("--inside", nargs=2, metavar=("SEED", "PLACE"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.inside:
        place = Path(options.inside[1])
        return inside(int(options.inside[0]), place / "home", place / "photos", place / "report")
    begun = time.monotonic()
    outcomes = run(range(options.seed, options.seed + (8 if options.short else options.closings)), options.at_once)
    for outcome in outcomes:
        for fault in outcome.faults:
            print(f"seed {outcome.seed}: {fault}")
    actions: Counter[str] = sum((Counter(outcome.actions) for outcome in outcomes), Counter())
    bad = sum(bool(outcome.faults) for outcome in outcomes)
    hearts = sum(outcome.hearts for outcome in outcomes)
    left = sum(outcome.left for outcome in outcomes)
    print(f"done: {dict(actions)}")
    took = time.monotonic() - begun
    print(f"{len(outcomes)} closings in {took:.0f} s, {bad} with faults; {hearts} hearts shown, {left} left a thread")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
