"""Hearts, corrections and boards bear everything: programs that are killed while they give them, several at once, and
damage to their file.

    python -m tests.stress.hearts [--kills 60] [--harms 200] [--seed 0] [--short]

Kills: three processes give and take hearts in one home, say and take back of what kind photos are, and lay photos on
boards and take them off; each is killed at a random moment, and begins again. What one had said to be on disk must be
there. Harms: bits flipped, cuts, junk, an empty file, the file gone: what is read afterwards is what was there, or that
of the copy with a sentence, and nothing is ever written over.
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
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from core.base.paths import Paths
from core.wardrobe.boards import Pin
from core.wardrobe.collected import Collection, Collections
from core.wardrobe.copies import change_wardrobe, open_wardrobe, restore
from core.wardrobe.facts import Facts
from core.wardrobe.marks import Identity, Marks

ROOT = Path(__file__).resolve().parents[2]
WRITERS = "abc"
WORDS = ("hat", "dress", "other", "of a network to come")
SIGNS = {"hearts": "+-", "kinds": "><", "pins": "^v"}  # of what is given, and of what is taken
State = dict[str, set[int]]  # by the names in SIGNS the numbers of photos that have it
_LONGEST_S = 1.5  # from the start of a process to its kill
_PATIENCE_S = 60.0


class Broken(Exception):
    """A promise does not hold."""


def photo(name: str, number: int) -> Identity:
    return Identity(f"{name}{number:015}".encode(), f"{name}{number:015}".encode()[::-1])


def laid(marks: Marks, name: str, one: Identity, number: int) -> Marks:
    """With a photo put into the collection of a writer, on its board, and on the cover."""

    def on_board(before: Collection) -> Collection:
        after = before.with_photos([one])
        board = replace(after.board.moved([Pin(one, number, -number / 7)]), cover=one, note=f"with {number}")
        return replace(after, board=board)

    def change(all_: Collections) -> Collections:
        there = all_ if all_.get(name) else all_.with_one(Collection(name, f"Board {name}"))
        return there.changed(name, on_board)

    return marks.with_collections(change)


def taken_off(marks: Marks, name: str, one: Identity) -> Marks:
    return marks.with_collections(lambda all_: all_.changed(name, lambda board: board.without_photos([one])))


def nothing() -> State:
    return {what: set() for what in SIGNS}


# --- inside a process ---


def give(name: str, first: int, paths: Paths) -> None:
    """Hearts, kinds and places for photos of its own, from number `first` on; every third is taken back again. Says
    what is on disk."""
    for number in range(first, first + 100_000):
        for sign, change in _changes(name, number):
            if problem := change_wardrobe(paths, change).problem:
                raise Broken(str(problem))
            os.write(1, f"{sign}{number}\n".encode())


def _changes(name: str, number: int) -> list[tuple[str, Callable[[Marks], Marks]]]:
    """What is done with a photo, in this order, each with its sign."""
    one, word = photo(name, number), WORDS[number % len(WORDS)]
    changes: list[tuple[str, Callable[[Marks], Marks]]] = [
        ("+", lambda marks: marks.favoured([one], True)),
        (">", lambda marks: marks.with_kind([one], word)),
        ("^", lambda marks: laid(marks, name, one, number)),
        ("-", lambda marks: marks.favoured([one], False)),
        ("<", lambda marks: marks.with_kind([one], "")),
        ("v", lambda marks: taken_off(marks, name, one)),
    ]
    return changes if number % 3 == 0 else changes[:3]


# --- outside ---


def kills(times: int, chance: random.Random, home: Path) -> int:
    """Returns how many changes were confirmed. Raises Broken."""
    confirmed = 0
    kept: dict[str, State] = {name: nothing() for name in WRITERS}
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


def _on_disk(home: Path) -> dict[str, State]:
    """By writers, as the next start finds them."""
    kept = open_wardrobe(Paths.choose(str(home)))
    if kept.problem or kept.said:
        raise Broken(f"the next start said {kept.problem or kept.said}")
    said = dict(kept.marks.said.pairs)
    if any(word != WORDS[int(one.content[1:]) % len(WORDS)] for one, word in said.items()):
        raise Broken("a photo was given the kind of another")
    found: dict[str, State] = {name: nothing() for name in WRITERS}
    pins = [pin for board in kept.marks.collections.all for pin in board.board.pins]
    if any((pin.x, pin.y) != (number, -number / 7) for pin in pins for number in [int(pin.photo.content[1:])]):
        raise Broken("a photo lies where another one was laid")
    for board in kept.marks.collections.all:
        if board.photos != tuple(pin.photo for pin in board.board.pins):
            raise Broken("a board and its collection hold different photos")
    for what, photos in (("hearts", kept.marks.favourites), ("kinds", said), ("pins", [pin.photo for pin in pins])):
        for one in photos:
            found[one.content[:1].decode()][what].add(int(one.content[1:]))
    return found


def _compared(name: str, before: State, words: list[str], on_disk: dict[str, State]) -> State:
    """What this writer has now; only the change under way at the kill may be there or not."""
    last = int(words[-1][1:])
    signs = [sign for sign, _ in _changes(name, last)]
    at = signs.index(words[-1][0]) + 1
    under_way = (signs[at], last) if at < len(signs) else ("+", last + 1)
    for what, (gives, takes) in SIGNS.items():
        expected, found = set(before[what]), on_disk[name][what]
        for word in words:
            if word[0] in (gives, takes):
                (expected.add if word[0] == gives else expected.discard)(int(word[1:]))
        open_to = {under_way[1]} if under_way[0] in (gives, takes) else set()
        if (found ^ expected) - open_to:
            raise Broken(f"{len(expected - found)} {what} are lost, {len(found - expected)} came back")
    return on_disk[name]


def harms(times: int, chance: random.Random, home: Path) -> int:
    """Returns how often the harm was noticed; it may hit what means nothing. Raises Broken."""
    noticed = 0
    paths = Paths.choose(str(home))
    photos = [photo("h", number) for number in range(40)]
    expected = Marks().favoured(photos[:20], True).with_kind(photos[10:], WORDS[0])
    for number, one in enumerate(photos):
        facts = Facts(f"Coat {number}", price=Decimal(number), worn=frozenset([date(2026, 1, 1 + number % 28)]))
        expected = laid(expected, "h", one, number).with_facts([one], lambda _, facts=facts: facts)
    if change_wardrobe(paths, lambda _: expected).marks != expected:
        raise Broken("hearts, kinds, a board and facts could not be kept")
    open_wardrobe(paths)  # copies it
    for _ in range(times):
        _harm(paths.wardrobe, chance)
        harmed = paths.wardrobe.read_bytes() if paths.wardrobe.exists() else b""
        kept = open_wardrobe(paths)
        if kept.marks != expected:
            found = len(kept.marks.favourites), len(kept.marks.said.pairs)
            raise Broken(
                f"{found[0]} of 20 hearts, {found[1]} of 30 kinds were read, or others, or another board or facts"
            )
        noticed += bool(kept.problem or kept.said)
        if not kept.problem:
            continue
        change_wardrobe(paths, lambda marks: Marks())
        if paths.wardrobe.read_bytes() != harmed:
            raise Broken("a damaged file was written over")
        if restore(paths).marks != expected:
            raise Broken("the copy did not bring everything back")
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
        f"{options.harms // part} harms, {noticed} noticed, no heart, kind or board lost or written over"
    )
    return 0


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


if __name__ == "__main__":
    sys.exit(main())
