"""Damage to every file of the program: is it noticed, said, and mended, and never searched?

    python -m tests.stress.damage [--times 200] [--seed N] [--short]

Each time a copy of a home in which photos are indexed and a window was open, one of its files changed (a bit or some
bytes flipped, cut, emptied, overwritten, deleted, a folder or nothing readable in its place), then `index` and
`similar`, or a start of the window for what only the window reads. Allowed are the answers of an undisturbed home, or
one sentence; at the next start nothing but the right answers where the file itself can be replaced.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

from core.base.paths import Paths
from core.base.settings import Settings, save_settings
from core.catalog.catalog import Catalog
from core.wardrobe.marks import Identity
from core.wardrobe.wardrobe import Wardrobe
from tests.stress import common
from tests.stress.common import PATIENCE, Broken, expect, is_one_sentence

PHOTOS = 40
HEARTS = 5
QUERIES = 3
STARTS = 3  # after each damage; the last one must answer right
BATCH = 8  # photos per commit, so that one damaged batch leaves others

# Indexes and asks in one process. Without closing the catalog where told: then its log stays, with what was committed.
ASK = """
import os, sys
import core.indexing.indexing
core.indexing.indexing.COMMIT_EVERY = int(sys.argv[1])
from main import main
folder, home, queries = sys.argv[3], sys.argv[4], sys.argv[5:]
if sys.argv[2] == "leave":
    from core.catalog.catalog import Catalog
    Catalog.close = lambda catalog: None
code = main(["index", folder, "--json", "--home", home])
sys.stdout.flush()
code = main(["similar", *queries, "--in", folder, "--top", "99", "--json", "--home", home]) or code
sys.stdout.flush()
os._exit(code)
"""

# A window that shows everything and is closed; tells what it showed.
LOOK = """
import json, os, sys, time
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from core.looks import model
from core.base.paths import Paths
from gui.window.app import create_application, open_window
app = create_application(["twinset"])
paths = Paths.choose(sys.argv[1])
with open_window(paths) as window:
    until = time.monotonic() + float(sys.argv[2])
    def shown():
        shelf = window._pages[0]._arranger.shelf
        return (shelf is not None and shelf.contents and None not in shelf.contents
                and not window._library.indexing and window._marking.keeping.ready)
    quiet = 0
    while time.monotonic() < until and quiet < 20:
        app.processEvents()
        time.sleep(0.01)
        quiet = quiet + 1 if shown() else 0
    photos = sorted(os.path.basename(path) for path in window._library.photos)
    keeping = window._marking.keeping
    known = sorted(one.content.hex() for one in keeping.marks.favourites)
    told = keeping.problem or " ".join(map(str, keeping._kept.said if keeping._kept else ()))
    print(json.dumps({"photos": photos, "hearts": known, "said": told}))
    keeping.restore()  # does nothing where nothing is wrong
    window.close()
"""


@dataclass(frozen=True)
class Stage:
    """Photos, homes to damage, and what an undisturbed home answers."""

    top: Path
    photos: Path
    homes: tuple[Path, ...]
    answers: tuple[str, ...]
    seen: str


# --- kinds of damage ---


def flip_a_bit(file: Path, chance: random.Random) -> None:
    data = bytearray(file.read_bytes())
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    file.write_bytes(data)


def flip_a_used_bit(file: Path, chance: random.Random) -> None:
    """Where there is something else than zero."""
    data = bytearray(file.read_bytes())
    used = [place for place, byte in enumerate(data) if byte] or [0]
    data[chance.choice(used)] ^= 1 << chance.randrange(8)
    file.write_bytes(data)


def flip_some_bytes(file: Path, chance: random.Random) -> None:
    data = bytearray(file.read_bytes())
    start = chance.randrange(len(data))
    for place in range(start, min(start + chance.randrange(2, 600), len(data))):
        data[place] = chance.randrange(256)
    file.write_bytes(data)


def cut(file: Path, chance: random.Random) -> None:
    os.truncate(file, chance.randrange(file.stat().st_size))


def empty(file: Path, _: random.Random) -> None:
    os.truncate(file, 0)


def overwrite(file: Path, chance: random.Random) -> None:
    file.write_bytes(chance.randbytes(file.stat().st_size))


def delete(file: Path, _: random.Random) -> None:
    file.unlink()


def replace_by_folder(file: Path, _: random.Random) -> None:
    file.unlink()
    file.mkdir()


def close_to_all(file: Path, _: random.Random) -> None:
    file.chmod(0)


Damage = Callable[[Path, random.Random], None]
FILE_DAMAGE: tuple[Damage, ...] = (flip_a_bit, flip_a_used_bit, flip_some_bytes, cut, empty, overwrite, delete)
# What only the user can mend; root reads what is closed to all.
PLACE_DAMAGE: tuple[Damage, ...] = (
    replace_by_folder,
    *((close_to_all,) if os.name == "posix" and os.geteuid() else ()),
)


# --- the campaign ---


def main() -> int:
    options = _parser().parse_args()
    chance = random.Random(options.seed)
    started = time.monotonic()
    counts: Counter[str] = Counter()
    faults = []
    with tempfile.TemporaryDirectory(prefix="twinset-damage-") as top:
        stage = _set(Path(top))
        times = options.times or (40 if options.short else 300)
        for home, name, damage in _cases(stage, chance, times, options.file):
            try:
                counts[_try(stage, home, name, damage, chance)] += 1
            except Broken as broken:
                faults.append(f"{name}, {damage.__name__}: {broken}")
                print(faults[-1], flush=True)
    told = ", ".join(f"{count} {word}" for word, count in counts.most_common())
    seconds = round(time.monotonic() - started)
    print(f"{times} times damaged (seed {options.seed}; {seconds} s): {told}; {len(faults)} faults")
    return 1 if faults else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, help="how many (default 300)")
    parser.add_argument("--short", action="store_true", help="40 times")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--file", default="", help="only files whose path holds this")
    return parser


def _set(top: Path) -> Stage:
    photos = common.wardrobe(top / "photos", PHOTOS)
    closed, left = top / "closed", top / "left"
    answered = _ask(closed, photos)
    expect(answered.code == 0, f"undisturbed it ended with {answered.code}: {answered.err}")
    paths = Paths.choose(str(closed))
    with Catalog(paths.catalog) as catalog:
        loved = [Identity(content) for content in catalog.listing([str(photos)]).contents[:HEARTS]]
    with Wardrobe(paths) as made:
        made.change(lambda marks: marks.favoured(loved, True))
    save_settings(paths.settings, Settings(folders=(str(photos),)))
    seen = [_look(closed) for _ in range(2)][-1]
    expect(not seen.code and len(json.loads(seen.out)["hearts"]) == HEARTS, f"undisturbed the window showed {seen}")
    _ask(left, photos, "leave")
    expect((left / "catalog" / "catalog.sqlite3-wal").exists(), "the catalog was closed")
    return Stage(top, photos, (closed, left), tuple(answered.out.splitlines()[1:]), seen.out)


def _ask(home: Path, photos: Path, how: str = "close") -> common.Result:
    queries = sorted(map(str, photos.iterdir()))[:QUERIES]
    return common.run([sys.executable, "-c", ASK, str(BATCH), how, str(photos), str(home), *queries])


def _look(home: Path) -> common.Result:
    return common.run([sys.executable, "-c", LOOK, str(home), str(PATIENCE / 2)])


def _cases(stage: Stage, chance: random.Random, times: int, part: str) -> Iterator[tuple[Path, str, Damage]]:
    """Every file of every home with each kind of damage, in turn, whatever files there are."""
    places = [
        (home, str(file.relative_to(home)))
        for home in stage.homes
        for file in sorted(home.rglob("*"))
        if file.is_file() and file.stat().st_size and part in str(file.relative_to(home))
    ]
    few = [place for place in places if not place[1].endswith(".thumb")]
    few += [place for place in places if place[1].endswith(".thumb")][:1]  # one of them stands for all
    every = [(*place, kind) for place in few for kind in (*FILE_DAMAGE, *PLACE_DAMAGE)]
    chance.shuffle(every)
    return islice(cycle(every), times)


def _try(stage: Stage, home: Path, name: str, damage: Damage, chance: random.Random) -> str:
    """One damage and the starts after it; returns what came of it, in a word."""
    copy = stage.top / f"home-{time.monotonic_ns()}"
    shutil.copytree(home, copy)
    try:
        damage(copy / name, chance)
        asked = name.startswith("catalog")
        for start in range(STARTS):
            right = _is_right(_ask(copy, stage.photos), stage.answers) if asked else _is_shown(_look(copy), stage.seen)
            if right:
                return WORDS[start]
        expect(damage in PLACE_DAMAGE, f"not mended after {STARTS} starts")
        return "said at each start"
    finally:
        shutil.rmtree(copy)


def _is_right(result: common.Result, answers: tuple[str, ...]) -> bool:
    """Whether `index` and `similar` answered as undisturbed; else they have said a sentence and answered nothing."""
    expect(result.code in (0, 1), f"it ended with {result.code}: {result.err}")
    expect(all(map(is_one_sentence, result.said)), f"it said {result.said}")
    lines = result.out.splitlines()
    found = tuple(line for line in lines if line.startswith('{"query"'))
    reports = [json.loads(line) for line in lines if line not in found]
    expect(all(report["failed"] == [] for report in reports), f"photos are said to be unreadable: {reports}")
    if result.code:
        expect(bool(result.said), "it failed without a word")
        expect(found in ((), answers), f"another ranking beside a failure: {result}")
        return False
    expect(found == answers, f"another ranking: {found[0][:300]} for {answers[0][:300]}")
    return not result.said


def _is_shown(result: common.Result, seen: str) -> bool:
    """Whether the window showed all photos and hearts; hearts that cannot be read may be missing, and it says so."""
    expect(result.code == 0 and not result.said, f"the window ended with {result.code}: {result.err}")
    found, expected = json.loads(result.out), json.loads(seen)
    expect(found["photos"] == expected["photos"], f"it showed {len(found['photos'])} photos")
    expect(set(found["hearts"]) <= set(expected["hearts"]), "it showed hearts that nobody gave")
    expect(found["hearts"] == expected["hearts"] or bool(found["said"]), "hearts are missing, and it said nothing")
    return bool(found["hearts"] == expected["hearts"])


WORDS = ("right at once", "right at the second start", "right at the third start")

if __name__ == "__main__":
    sys.exit(main())
