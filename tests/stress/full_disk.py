"""A disk that is full at any write: one sentence, nothing lost, and all goes on when there is room.

    python -m tests.stress.full_disk [--step 8] [DEED ...]

Each deed runs on a small disk with nothing free, then with 8 kB, 16 kB, ... until it succeeds. Where it fails it must
say one sentence. Once there is room the catalog opens; every photo, heart and setting is there that was there before or
that the program had said was saved; and the deed done again gives what it gives on a large disk. Needs Linux and leave
to mount; ends with code 77 where that is missing.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from core.base.paths import Paths
from core.base.settings import load_settings
from core.catalog.catalog import Catalog
from tests.stress import common
from tests.stress.common import Broken, Result, Vectors, expect, indexed
from tests.stress.deeds import favour, favourites, identities

SKIPPED = 77
DISK_MEGABYTES = 24
MOST_KILOBYTES = 8 * 1024
INSIDE = "TWINSET_STRESS_DISK"  # in the environment of the one that may mount


class Stage(NamedTuple):
    """Photos, of which `some` are indexed in `before`, and what there must be in the end."""

    top: Path
    photos: Path
    some: Path
    before: Path
    expected: Vectors
    hearts: frozenset[bytes]

    @property
    def disk(self) -> Path:
        return self.top / "disk"

    @property
    def home(self) -> Path:
        return self.disk / "home"


def main() -> int:
    options = _parser().parse_args()
    if INSIDE not in os.environ:
        return _inside()
    tries, failures, started = 0, 0, time.monotonic()
    with tempfile.TemporaryDirectory(prefix="twinset-disk-") as top:
        stage = _set(Path(top))
        mount = ["mount", "-t", "tmpfs", "-o", f"size={DISK_MEGABYTES}m", "none", str(stage.disk)]
        if subprocess.run(mount).returncode:
            print("not tried: may not mount a small disk here")
            return SKIPPED
        try:
            for name in options.deeds or DEEDS:
                tried, failed = _try(name, stage, options.step)
                tries, failures = tries + tried, failures + failed
        except Broken as broken:
            print(broken)
            return 1
        finally:
            subprocess.run(["umount", str(stage.disk)], check=True)
    names = ", ".join(options.deeds or DEEDS)
    seconds = time.monotonic() - started
    print(
        f"{tries} runs ({names}) with 0, {options.step}, {2 * options.step}, ... kB free, {failures} of which found no "
        f"room ({seconds:.0f} s): each said one sentence, nothing was lost, and all went on"
    )
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("deeds", nargs="*", choices=[*DEEDS, []], metavar="DEED", help=", ".join(DEEDS))
    parser.add_argument("--step", type=int, default=8, metavar="KB", help="between two sizes (default 8)")
    return parser


def _inside() -> int:
    """The same again where mounting is allowed and seen by nobody else."""
    command = ["unshare", "-rm", sys.executable, "-m", "tests.stress.full_disk", *sys.argv[1:]]
    if not shutil.which("unshare") or subprocess.run(["unshare", "-rm", "true"], capture_output=True).returncode:
        print("not tried: may not mount a small disk here")
        return SKIPPED
    return subprocess.run(command, cwd=common.ROOT, env={**os.environ, INSIDE: "1"}).returncode


def _set(top: Path) -> Stage:
    photos, before, large = common.wardrobe(top / "photos", 24), top / "before", top / "large"
    some = top / "photos" / "some"
    some.mkdir()
    for path in sorted(path for path in photos.iterdir() if path.is_file())[::2]:
        path.rename(some / path.name)
    indexed(before, some)
    with Catalog(Paths.choose(str(before)).catalog) as catalog:
        hearts = identities(catalog, str(some))[:4]
    favour(Paths.choose(str(before)), hearts)
    indexed(large, photos)
    (top / "disk").mkdir()
    contents = frozenset(heart.content for heart in hearts)
    return Stage(top, photos, some, before, common.vectors(common.collection(large, photos)), contents)


def _try(name: str, stage: Stage, step: int) -> tuple[int, int]:
    """Run one deed with more and more room until it succeeds: how often, and how often it found no room."""
    for failures, kilobytes in enumerate(range(0, MOST_KILOBYTES, step)):
        try:
            if not _fails(name, stage, kilobytes):
                return failures + 1, failures
        except Broken as broken:
            raise Broken(f"{name} with {kilobytes} kB free: {broken}") from None
    raise Broken(f"{name} fails with {MOST_KILOBYTES} kB free")


def _fails(name: str, stage: Stage, kilobytes: int) -> bool:
    """One try, what it said, and what is there once there is room; whether it found none."""
    for old in stage.disk.iterdir():
        shutil.rmtree(old) if old.is_dir() else old.unlink()
    if name != "first_index":
        shutil.copytree(stage.before, stage.home)
    _fill(stage.disk, kilobytes)
    tried = DEEDS[name](stage)
    told = f"it ended with code {tried.code} and said {tried.said}"
    expect(tried.code in (0, 1), told)
    expect("Traceback" not in tried.err, tried.err)
    if tried.code:
        expect(len(tried.said) == 1 and common.is_one_sentence(tried.said[0]), told)
    (stage.disk / "filler").unlink()
    _expect_nothing_lost(name, stage, tried)
    again = DEEDS[name](stage)
    expect(again.code == 0, f"when there was room {told.replace('it', 'it still', 1)}: {again.said}")
    indexed(stage.home, stage.photos)
    found = common.vectors(common.collection(stage.home, stage.photos))
    expect(found == stage.expected, "in the end a vector is wrong or missing")
    return tried.code != 0


def _fill(disk: Path, kilobytes: int) -> None:
    room = os.statvfs(disk)
    with open(disk / "filler", "wb") as stream:
        stream.write(bytes(max(0, room.f_bavail * room.f_frsize - kilobytes * 1024)))


def _expect_nothing_lost(name: str, stage: Stage, tried: Result) -> None:
    """What was there before or was said to be saved is there, now that there is room."""
    paths = Paths.choose(str(stage.home))
    said = [line.split() for line in tried.out.splitlines()]
    if name != "first_index":
        hearts = stage.hearts | {bytes.fromhex(words[1]) for words in said if words[0] == "heart"}
        expect(hearts <= favourites(paths), "a heart is lost")
    found = common.vectors(common.collection(stage.home, stage.photos))
    expect(all(stage.expected[path] == vector for path, vector in found.items()), "a vector is wrong")
    if name not in ("first_index", "forget"):
        known = {path for path in stage.expected if Path(path).parent == stage.some}
        expect(known <= {*found}, "a photo that was committed is lost")
    saved = [int(words[1]) for words in said if words[0] == "saved"]
    if saved:
        expect(load_settings(paths.settings).top == saved[-1], "settings that were saved are lost")
    damaged = [entry.name for entry in stage.home.rglob("*damaged*")] if stage.home.exists() else []
    expect(not damaged, f"set aside: {damaged}")


def _index(stage: Stage) -> Result:
    return common.twinset(stage.home, "index", stage.photos)


def _similar(stage: Stage) -> Result:
    return common.twinset(stage.home, "similar", next(iter(stage.expected)), "--in", stage.photos)


def _forget(stage: Stage) -> Result:
    return common.twinset(stage.home, "forget", stage.some)


def _hearts(stage: Stage) -> Result:
    return common.deed("hearts", stage.some, stage.home)


def _settings(stage: Stage) -> Result:
    return common.deed("settings", stage.photos, stage.home)


DEEDS: dict[str, Callable[[Stage], Result]] = {
    "first_index": _index,
    "index": _index,
    "similar": _similar,
    "hearts": _hearts,
    "settings": _settings,
    "forget": _forget,
}


if __name__ == "__main__":
    sys.exit(main())
