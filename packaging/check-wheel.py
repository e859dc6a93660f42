"""Builds wheel and source archive, and tries the program as pipx would install it, away from the checkout.

    python packaging/check-wheel.py [--times FOLDER [--rounds 3]] [--keep DIR]

Both are built twice, and must be the same, byte for byte, and please twine. The wheel goes into an environment of its
own with the versions of constraints.txt. From an empty folder the installed `twinset` then tells its version, indexes
the sample wardrobe, searches it as the checkout does, lays out a map, and opens and closes its window. --times measures
in turn how long the installed program and the checkout take to start and to index a folder. --keep: what was built
goes there.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import tomllib
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CONSTRAINTS = ROOT / "constraints.txt"
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
TOOLS = ("build", "hatchling", "twine")
PATIENCE = 120.0  # s, for a window


class Wrong(Exception):
    """What was built is not fit to be released."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=Path, metavar="FOLDER")
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="of --times")
    parser.add_argument("--keep", type=Path, metavar="DIR")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="twinset-wheel-") as top:
        try:
            wheel, archive = built(Path(top))
            check_contents(wheel)
            program = installed(Path(top), wheel)
            use(program, Path(top))
        except Wrong as error:
            print(error)
            return 1
        if options.keep:
            options.keep.mkdir(parents=True, exist_ok=True)
            for file in (wheel, archive):
                shutil.copy2(file, options.keep)
        if options.times:
            measure(program, options.times.resolve(), Path(top), options.rounds)
    return 0


# --- building ---


def built(top: Path) -> tuple[Path, Path]:
    """The wheel and the source archive. Raises Wrong where a second build differs, or twine finds fault."""
    tools = environment(top / "tools", *TOOLS)
    first, second = (build(tools, top / name) for name in ("first", "second"))
    for one, other in zip(first, second, strict=True):
        if digest(one) != digest(other):
            raise Wrong(f"{one.name} is another one when it is built again.")
        print(f"{one.name}: {one.stat().st_size / 1e6:.1f} MB, the same twice, sha256 {digest(one)}")
    run(tools / "twine", "check", "--strict", *first)
    return first


def environment(folder: Path, *packages: str | Path) -> Path:
    """A virtual environment with these packages, in the versions that were tested; returns where its programs are."""
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    run(programs / "python", "-m", "pip", "install", "--quiet", "--constraint", CONSTRAINTS, *packages)
    return programs


def build(tools: Path, into: Path) -> tuple[Path, Path]:
    """The archive from the checkout, and the wheel from the archive."""
    when = subprocess.run(["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True).stdout.strip()
    os.environ["SOURCE_DATE_EPOCH"] = (
        when or "315619200"
    )  # of the commit; without a history the first a zip file can tell
    run(tools / "python", "-m", "build", "--no-isolation", "--outdir", into, ROOT)
    (wheel,), (archive,) = into.glob("*.whl"), into.glob("*.tar.gz")
    return wheel, archive


def digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def check_contents(wheel: Path) -> None:
    """Raises Wrong where something is missing that the program reads."""
    wanted = {str(file.relative_to(ROOT)) for file in (ROOT / "resources").rglob("*.*") if file.suffix != ".pyc"}
    wanted |= {str(file.relative_to(ROOT)) for half in ("core", "gui") for file in (ROOT / half).rglob("*.py")}
    licences = {f"twinset-{VERSION}.dist-info/licenses/{name}" for name in ("LICENSE", "NOTICE", "THIRD_PARTY.md")}
    with zipfile.ZipFile(wheel) as opened:
        held = set(opened.namelist())
    if missing := (wanted | licences | {"main.py"}) - held:
        raise Wrong(f"The wheel lacks {', '.join(sorted(missing))}.")
    print(f"{len(held)} files in the wheel: the whole program, model, translations, icons, guide, licences")


# --- using ---


def installed(top: Path, wheel: Path) -> Path:
    """The program as pipx would install it: in an environment of its own."""
    return environment(top / "installed", wheel) / "twinset"


def use(program: Path, top: Path) -> None:
    """What its user does first. Raises Wrong."""
    nowhere, photos = top / "nowhere", top / "wardrobe"
    nowhere.mkdir()
    python = program.with_name("python")
    run(
        python,
        "-c",
        f"from pathlib import Path; from core.sample.sample import write_sample as w; w(Path({str(photos)!r}))",
    )
    mine, other = Words(nowhere, top / "home", program), Words(ROOT, top / "other home", sys.executable, "main.py")
    told = mine.say("--version").splitlines()
    if told[0] != f"twinset {VERSION}" or not any(line.startswith("pyside6-essentials ") for line in told):
        raise Wrong(f"The version is told as {told}.")
    for one in (mine, other):
        one.say("index", photos)
    query = ("similar", photos / "navy-striped-t-shirt.jpg", "--in", photos, "--json")
    if mine.say(*query) != other.say(*query):
        raise Wrong("The installed program finds other photos than the checkout.")
    mine.say("map", photos, "-o", top / "map.png")
    open_window(mine, photos)
    if left := list(nowhere.iterdir()):
        raise Wrong(f"{left} were written into the current folder.")
    print("installed: version, index, search as in the checkout, map and window work from an empty folder")


class Words:
    """A program that is used from one folder, with files of its own in another."""

    def __init__(self, at: Path, home: Path, *program: str | Path) -> None:
        self.at = at
        self.home = home
        self.program = [*map(str, program)]

    def command(self, *words: str | Path) -> list[str]:
        return [*self.program, "--home", str(self.home), *map(str, words)]

    def say(self, *words: str | Path) -> str:
        """What it prints. Raises Wrong where it fails."""
        done = subprocess.run(self.command(*words), cwd=self.at, capture_output=True, text=True)
        if done.returncode:
            raise Wrong(f"{done.args} failed: {done.stderr}")
        return done.stdout


def open_window(words: Words, photos: Path) -> None:
    """Off-screen, until it has drawn thumbnails; closed by a signal. Raises Wrong."""
    environ = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    process = subprocess.Popen(
        words.command(photos), cwd=words.at, env=environ, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    until = time.monotonic() + PATIENCE
    while not any((words.home / "cache" / "thumbnails").rglob("*.thumb")):
        if process.poll() is not None or time.monotonic() > until:
            process.kill()
            raise Wrong(f"The window does not open: {process.communicate()[0]}")
        time.sleep(0.1)
    if os.name == "nt":
        process.kill()
        return
    process.send_signal(signal.SIGTERM)
    said = process.communicate(timeout=PATIENCE)[0]
    log = (words.home / "twinset.log").read_text("utf-8")
    if process.returncode or said or log:
        raise Wrong(f"The window ended with {process.returncode}, said {said!r} and logged {log!r}.")


# --- measuring ---


def measure(program: Path, folder: Path, top: Path, rounds: int) -> None:
    """Both in turn, so that what else the computer does meets them alike; medians."""
    both = {"installed": (program.with_name("python"), top), "checkout": (Path(sys.executable), ROOT)}
    times: dict[str, list[float]] = {}
    for number in range(rounds):
        for name, (python, at) in both.items():
            home = top / f"{name}-{number}"
            program_words = [str(program)] if name == "installed" else [sys.executable, "main.py"]
            begun = time.perf_counter()
            report = json.loads(Words(at, home, *program_words).say("index", folder, "--json"))
            times.setdefault(f"{name}, index of {report['indexed']} photos", []).append(time.perf_counter() - begun)
            (home / "settings.json").write_text(json.dumps({"folders": [str(folder)]}))
            times.setdefault(f"{name}, start to first paint", []).append(start(python, at, home))
    for what, seconds in times.items():
        told = " ".join(f"{one:.2f}" for one in seconds)
        print(f"{what}: {statistics.median(seconds):.2f} s ({told})")


def start(python: Path, at: Path, home: Path) -> float:
    """Seconds from the start of the process until photos are painted, measured by tests/bench/window_start.py."""
    # -P: what stands beside that script is not to be imported; the checkout is found as the current folder.
    search = {"PYTHONPATH": str(ROOT)} if at == ROOT else {}
    begun = time.time()
    done = subprocess.run(
        [str(python), "-P", str(ROOT / "tests" / "bench" / "window_start.py"), str(home)],
        cwd=at,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", **search},
        capture_output=True,
        text=True,
        check=True,
        timeout=PATIENCE,
    )
    return float(json.loads(done.stdout.splitlines()[-1])["first_paint"]) - begun


def run(*words: str | Path) -> None:
    """Raises Wrong where a tool fails."""
    done = subprocess.run([*map(str, words)], capture_output=True, text=True)
    if done.returncode:
        raise Wrong(f"{' '.join(map(str, words))} failed:\n{done.stdout}{done.stderr}")


if __name__ == "__main__":
    sys.exit(main())
