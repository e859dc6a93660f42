"""SIGKILL at random moments, spread over the whole time of what runs: what does the next start find?

    python -m tests.stress.kills [--times 200] [--photos 130] [--seed N] [DEED ...]

Killed are: indexing, the migration of a version-1 catalog, moving photos to the trash and back, forgetting a folder,
and giving hearts; each time with copies of the program's files. Then: the next `index` ends well and in silence; every
photo's vector and the ranking by each photo are those of an undisturbed index; no more than one batch was computed in
vain; every heart that was given is there; no photo is lost; no process is left over.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import psutil

from core.base.paths import Paths
from core.catalog.catalog import Catalog
from core.looks.model import Extractor
from tests.stress import common
from tests.stress.common import PATIENCE, Broken, Vectors, expect, indexed
from tests.stress.deeds import BATCH, favour, favourites, identities
from tests.stress.version_1 import write_version_1

SHARES = {"index": 0.48, "migrate": 0.13, "trash": 0.13, "forget": 0.13, "hearts": 0.13}
WANTED_AFTER_A_COMMIT = 0.25  # of all kills
LATE = {"index": 0.5}  # exponents of moments in 0..1: a busy computer takes half of an indexing run to begin

Said = list[list[str]]  # the words of each line that a deed got out


@dataclass(frozen=True)
class Stage:
    """What every kill begins with: photos, and for each deed the files of the program before it."""

    top: Path
    homes: dict[str, Path]
    expected: Vectors  # of an undisturbed index of `photos`
    hearts: frozenset[bytes]
    seconds: dict[str, float] = field(default_factory=dict)  # each deed's length undisturbed, from "begin" on

    @property
    def photos(self) -> Path:
        return self.top / "photos"

    @property
    def other(self) -> Path:
        """Holds copies of some of the photos."""
        return self.top / "other"


class Found(NamedTuple):
    """Of one kill: how many photos were committed before it, and how many computed in vain."""

    committed: int = 0
    repeated: int = 0


def main() -> int:
    options = _parser().parse_args()
    moments = random.Random(options.seed)
    started = time.monotonic()
    found: dict[str, list[Found]] = {}
    with tempfile.TemporaryDirectory(prefix="twinset-kills-") as top:
        stage = _set(Path(top), options.photos)
        for name in options.deeds or SHARES:
            times = max(1, round(options.times * (1 / len(options.deeds) if options.deeds else SHARES[name])))
            try:
                found[name] = [_kill_once(name, stage, moments) for _ in range(times)]
            except Broken as broken:
                print(f"while killed at {name} (seed {options.seed}): {broken}")
                return 1
    return _report(found, options, time.monotonic() - started)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("deeds", nargs="*", choices=[*SHARES, []], metavar="DEED", help=", ".join(SHARES))
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--photos", type=int, default=130, help="to be indexed, at most 130")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6), help="of the moments")
    return parser


def _report(found: dict[str, list[Found]], options: argparse.Namespace, seconds: float) -> int:
    everything = [one for ones in found.values() for one in ones]
    after = sum(one.committed > 0 for one in found.get("index", ()))
    counts = ", ".join(f"{len(ones)} {name}" for name, ones in found.items())
    print(
        f"{len(everything)} kills ({counts}; {after} while indexing after the first commit; seed {options.seed}; "
        f"{seconds:.0f} s): nothing wrong, missing or lost; at most {max(one.repeated for one in everything)} photos "
        f"computed in vain, in batches of {BATCH}"
    )
    if not options.deeds and options.times >= 100 and after < WANTED_AFTER_A_COMMIT * options.times:
        print("too few of them came after the first commit")
        return 1
    return 0


# --- before ---


def _set(top: Path, count: int) -> Stage:
    photos = common.wardrobe(top / "photos", count)
    (top / "other").mkdir()
    for path in sorted(photos.iterdir())[::5]:
        shutil.copy2(path, top / "other")
    shutil.copytree(photos, top / "kept")
    whole, empty, old = top / "whole", top / "empty", top / "old"
    indexed(whole, photos)
    indexed(whole, top / "other")
    with Catalog(Paths.choose(str(whole)).catalog) as catalog:
        hearts = identities(catalog, str(photos))[::7]
    shutil.copytree(whole, old)
    for home in (whole, empty):
        favour(Paths.choose(str(home)), hearts)
    contents = frozenset(heart.content for heart in hearts)
    write_version_1(Paths.choose(str(old)), contents)
    homes = {"index": empty, "migrate": old, "trash": whole, "forget": whole, "hearts": whole}
    return Stage(top, homes, common.vectors(common.collection(whole, photos)), contents)


# --- the kill ---


def _kill_once(name: str, stage: Stage, moments: random.Random) -> Found:
    """Kill at a moment that really came before the end, and look at what is left."""
    if name not in stage.seconds:
        stage.seconds[name] = _undisturbed_seconds(name, stage)
    while True:
        home = _copy(name, stage)
        process = _begun(name, stage, home)
        begun = time.monotonic()
        killed = _killed(process, stage.seconds[name] * moments.random() ** LATE.get(name, 1.0))
        if killed is None:
            stage.seconds[name] = time.monotonic() - begun  # it takes less by now
        else:
            _expect_no_process_left(process.pid)
            found = CHECKS[name](stage, home, killed)
        shutil.rmtree(home)
        if killed is not None:
            return found


def _undisturbed_seconds(name: str, stage: Stage) -> float:
    home = _copy(name, stage)
    process = _begun(name, stage, home)
    started = time.monotonic()
    process.communicate(timeout=PATIENCE)
    seconds = time.monotonic() - started
    expect(process.returncode == 0, f"undisturbed it ended with code {process.returncode}")
    shutil.rmtree(home)
    return seconds


def _copy(name: str, stage: Stage) -> Path:
    """Files of its own; the photos too where the deed changes them."""
    if name == "trash":
        shutil.rmtree(stage.photos)
        shutil.copytree(stage.top / "kept", stage.photos)
    home = stage.top / f"home-{time.monotonic_ns()}"
    shutil.copytree(stage.homes[name], home)
    (home / "data").mkdir()  # where the trash will be; Qt makes no trash where this is missing
    return home


def _begun(name: str, stage: Stage, home: Path) -> subprocess.Popen[bytes]:
    """The deed, at the moment when all it needs is loaded."""
    process = subprocess.Popen(
        common.deed_command(name, stage.photos, home),
        cwd=common.ROOT,
        stdout=subprocess.PIPE,
        env={**os.environ, "XDG_DATA_HOME": str(home / "data")},
        start_new_session=True,
    )
    assert process.stdout
    expect(process.stdout.readline() == b"begin\n", "it did not begin")
    return process


def _killed(process: subprocess.Popen[bytes], after_seconds: float) -> Said | None:
    """What it said until it was killed; None where it had ended before. Only the process itself is killed."""
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(after_seconds)
    process.kill()
    assert process.stdout
    with process:
        said = [line.decode().split() for line in process.stdout]
    return None if ["end"] in said or process.returncode >= 0 else said


def _expect_no_process_left(session: int) -> None:
    until = time.monotonic() + PATIENCE
    while left := [one for one in psutil.pids() if _session_of(one) == session]:
        expect(time.monotonic() < until, f"processes left over: {left}")
        time.sleep(0.05)


def _session_of(process: int) -> int:
    try:
        return -1 if psutil.Process(process).status() == psutil.STATUS_ZOMBIE else os.getsid(process)
    except (psutil.Error, OSError):
        return -1


# --- after ---


def _after_index(stage: Stage, home: Path, said: Said) -> Found:
    with Catalog(Paths.choose(str(home)).catalog) as catalog:
        committed = int(catalog.known([str(stage.photos)], Extractor().model_id).done.sum())
    done = max((int(words[1]) for words in said if words[0] == "done"), default=0)
    report = _expect_all(stage, home, stage.expected)
    expect(report["reused"] == committed, f"{committed} photos were committed, but {report['reused']} were reused")
    expect(done - committed <= BATCH, f"{done - committed} photos were computed in vain, more than one batch")
    return Found(committed, max(0, done - committed))


def _after_migrate(stage: Stage, home: Path, _: Said) -> Found:
    report = _expect_all(stage, home, stage.expected)
    expect(report["indexed"] == 0, f"{report['indexed']} photos of the old catalog were computed again")
    return Found(len(stage.expected))


def _after_trash(stage: Stage, home: Path, _: Said) -> Found:
    """Each photo is where it was or in the trash.

    Or both: Qt gives the file its new name before it takes the old one away, and at first that is one made up.
    """
    there, thrown = _files(stage.photos), _files(home / "data" / "Trash" / "files")
    kept = _files(stage.top / "kept")
    expect(there.items() <= kept.items(), f"new or changed: {sorted(dict(there.items() - kept.items()))}")
    lost = [name for name, data in kept.items() if name not in there and data not in thrown.values()]
    expect(not lost, f"lost: {lost}")
    expect({*thrown.values()} <= {*kept.values()}, "something in the trash was changed")
    left = {str(stage.photos / name) for name in there}
    _expect_all(stage, home, {path: vector for path, vector in stage.expected.items() if path in left})
    return Found(len(stage.expected))


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()} if folder.exists() else {}


def _after_forget(stage: Stage, home: Path, _: Said) -> Found:
    """Forgetting can be ended; the other folder's photos are as they were, and this one's can be indexed anew."""
    result = common.twinset(home, "forget", stage.photos)
    expect(result.code == 0, f"forgetting again ended with {result.code}: {result.err}")
    expect(not common.collection(home, stage.photos).paths, "something of the forgotten folder is still there")
    report = indexed(home, stage.other)
    expect(report["indexed"] == 0, f"{report['indexed']} photos of the other folder had to be computed again")
    by_name = {Path(path).name: vector for path, vector in stage.expected.items()}
    others = common.vectors(common.collection(home, stage.other))
    expect(len(others) == len(list(stage.other.iterdir())), "photos of the other folder are missing")
    expect(all(by_name[Path(path).name] == vector for path, vector in others.items()), "a wrong vector")
    _expect_all(stage, home, stage.expected)
    return Found(len(stage.expected))


def _after_hearts(stage: Stage, home: Path, said: Said) -> Found:
    given = frozenset(bytes.fromhex(words[1]) for words in said if words[0] == "heart" and len(words) == 2)
    _expect_all(stage, home, stage.expected, given)
    return Found(len(stage.expected))


def _expect_all(stage: Stage, home: Path, expected: Vectors, given: frozenset[bytes] = frozenset()) -> dict[str, int]:
    """After one more start everything is as it would be without the kill. Returns the start's report."""
    report: dict[str, int] = indexed(home, stage.photos)
    found = common.collection(home, stage.photos)
    expect(common.vectors(found) == expected, "a vector is wrong or missing")
    expect(common.rankings(found) == common.rankings(common.made_of(expected)), "a ranking is another one")
    lost = (stage.hearts | given) - favourites(Paths.choose(str(home)))
    expect(not lost, f"{len(lost)} hearts are lost")
    damaged = [entry.name for entry in home.iterdir() if "damaged" in entry.name]
    expect(not damaged, f"set aside: {damaged}")
    return report


CHECKS: dict[str, Callable[[Stage, Path, Said], Found]] = {
    "index": _after_index,
    "migrate": _after_migrate,
    "trash": _after_trash,
    "forget": _after_forget,
    "hearts": _after_hearts,
}


if __name__ == "__main__":
    sys.exit(main())
