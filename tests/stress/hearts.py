"""Hearts bear everything: programs that are killed while they give them, several at once, and damage to their file.

    python -m tests.stress.hearts [--kills 60] [--harms 200] [--seed 0] [--short]

Kills: three processes give and take hearts in one home, each is killed at a random moment, and begins again. What one
had said to be on disk must be there. Harms: bits flipped, cuts, junk, an empty file, the file gone: what is read
afterwards is what was there, or that of the copy with a sentence, and nothing is ever written over.
"""

from __future__ import annotations

import argparse
import logging
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from core.base.paths import Paths
from core.wardrobe.copies import change_wardrobe, open_wardrobe, restore
from core.wardrobe.marks import Identity, Marks

ROOT = Path(__file__).resolve().parents[2]
WRITERS = "abc"
_LONGEST_S = 1.5  # from the start of a process to its kill
_PATIENCE_S = 60.0


class Broken(Exception):
    """A promise does not hold."""


def photo(name: str, number: int) -> Identity:
    return Identity(f"{name}{number:015}".encode(), f"{name}{number:015}".encode()[::-1])


# --- inside a process ---


def give(name: str, first: int, paths: Paths) -> None:
    """Hearts for photos of its own, from number `first` on; every third is taken away again. Says what is on disk."""
    for number in range(first, first + 100_000):
        _change(paths, photo(name, number), True)
        os.write(1, f"+{number}\n".encode())
        if number % 3 == 0:
            _change(paths, photo(name, number), False)
            os.write(1, f"-{number}\n".encode())


def _change(paths: Paths, one: Identity, wanted: bool) -> None:
    if problem := change_wardrobe(paths, lambda marks: marks.favoured([one], wanted)).problem:
        raise Broken(str(problem))


# --- outside ---


def kills(times: int, chance: random.Random, home: Path) -> int:
    """Returns how many hearts were confirmed. Raises Broken."""
    confirmed = 0
    kept: dict[str, set[int]] = {name: set() for name in WRITERS}
    first = dict.fromkeys(WRITERS, 1)
    for _ in range(-(-times // len(WRITERS))):
        logs = [home / f"log-{name}" for name in WRITERS]
        begun = [_start(name, first[name], home, log) for name, log in zip(WRITERS, logs, strict=True)]
        for process, log in zip(begun, logs, strict=True):
            _wait_for_word(process, log)
        for process in chance.sample(begun, len(begun)):
            time.sleep(chance.uniform(0, _LONGEST_S / len(begun)))
            process.kill()
            process.wait(_PATIENCE_S)
        on_disk = _on_disk(home)
        for name, log in zip(WRITERS, logs, strict=True):
            words = log.read_text("ascii").split()
            confirmed += len(words)
            first[name] = int(words[-1][1:]) + 2
            kept[name] = _compared(name, kept[name], words, on_disk)
    return confirmed


def _start(name: str, first: int, home: Path, log: Path) -> subprocess.Popen[bytes]:
    words = [sys.executable, "-m", "tests.stress.hearts", "--give", name, str(first), str(home)]
    with open(log, "wb") as stream:
        return subprocess.Popen(words, cwd=ROOT, stdout=stream)


def _wait_for_word(process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + _PATIENCE_S
    while not log.stat().st_size:
        if process.poll() is not None or time.monotonic() > until:
            raise Broken("a writer did not begin")
        time.sleep(0.005)


def _on_disk(home: Path) -> set[tuple[str, int]]:
    """As the next start finds them."""
    kept = open_wardrobe(Paths.choose(str(home)))
    if kept.problem or kept.said:
        raise Broken(f"the next start said {kept.problem or kept.said}")
    return {(one.content[:1].decode(), int(one.content[1:])) for one in kept.marks.favourites}


def _compared(name: str, before: set[int], words: list[str], on_disk: set[tuple[str, int]]) -> set[int]:
    """What this writer's hearts are now; only the change under way at the kill may be there or not."""
    expected = set(before)
    for word in words:
        (expected.add if word[0] == "+" else expected.discard)(int(word[1:]))
    last = int(words[-1][1:])
    under_way = {last if words[-1][0] == "+" and last % 3 == 0 else last + 1}
    found = {number for other, number in on_disk if other == name}
    if (found ^ expected) - under_way:
        raise Broken(f"{len(expected - found)} hearts are lost, {len(found - expected)} came back")
    return found


def harms(times: int, chance: random.Random, home: Path) -> int:
    """Returns how often the harm was noticed; it may hit what means nothing. Raises Broken."""
    noticed = 0
    paths = Paths.choose(str(home))
    photos = [photo("h", number) for number in range(40)]
    expected = Marks(frozenset(photos))
    if change_wardrobe(paths, lambda marks: marks.favoured(photos, True)).marks != expected:
        raise Broken("the hearts could not be given")
    open_wardrobe(paths)  # copies it
    for _ in range(times):
        _harm(paths.wardrobe, chance)
        harmed = paths.wardrobe.read_bytes() if paths.wardrobe.exists() else b""
        kept = open_wardrobe(paths)
        if kept.marks != expected:
            raise Broken(f"{len(kept.marks.favourites)} of {len(photos)} hearts were read, and nothing said")
        noticed += bool(kept.problem or kept.said)
        if not kept.problem:
            continue
        change_wardrobe(paths, lambda marks: Marks())
        if paths.wardrobe.read_bytes() != harmed:
            raise Broken("a damaged file was written over")
        if restore(paths).marks != expected:
            raise Broken("the copy did not bring the hearts back")
    return noticed


def _harm(file: Path, chance: random.Random) -> None:
    data = bytearray(file.read_bytes())
    kind = chance.choice(["flip", "flip", "flip", "cut", "junk", "empty", "gone"])
    if kind == "flip":
        for _ in range(chance.choice([1, 1, 1, 8, 100])):
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    elif kind == "junk":
        start = chance.randrange(len(data))
        data[start : start + 600] = chance.randbytes(len(data[start : start + 600]))
    else:
        del data[chance.randrange(len(data)) if kind == "cut" else 0 :]
    for beside in file.parent.glob(f"{file.name}-*"):  # as after a clean end
        beside.unlink()
    file.write_bytes(data)
    if kind == "gone":
        file.unlink()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=60)
    parser.add_argument("--harms", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--short", action="store_true", help="a tenth of it")
    parser.add_argument("--give", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.give:
        name, first, home = options.give
        give(name, int(first), Paths.choose(home))
        return 0
    logging.disable()  # of what is harmed on purpose
    part, chance = 10 if options.short else 1, random.Random(options.seed)
    with tempfile.TemporaryDirectory(prefix="hearts-") as place:
        try:
            confirmed = kills(options.kills // part, chance, _made(Path(place) / "killed"))
            noticed = harms(options.harms // part, chance, _made(Path(place) / "harmed"))
        except Broken as broken:
            print(f"seed {options.seed}: {broken}")
            return 1
    print(
        f"{options.kills // part} kills, {confirmed} confirmed changes, none lost; "
        f"{options.harms // part} harms, {noticed} noticed, no heart lost or written over"
    )
    return 0


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


if __name__ == "__main__":
    sys.exit(main())
