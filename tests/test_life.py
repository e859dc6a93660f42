"""The life of an installation: what versions of the repository's history made is taken over, and none harms another's.

Where there is no history, as in a release or a shallow clone, these tests are skipped.
"""

from __future__ import annotations

import hashlib
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from program import Open, end, searchable
from support import PATIENCE, ROOT, Result, wait_until
from window_support import User

from core.base.paths import Paths
from core.base.settings import load_settings
from core.catalog.schema import SCHEMA_VERSION
from core.wardrobe.copies import open_wardrobe
from core.wardrobe.schema import SCRIPTS

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals"),
    # Menus grab the keyboard, which the offscreen platform cannot do.
    pytest.mark.qt_log_ignore("This plugin does not support", extend=True),
]

Program = Callable[..., Result]

SAME_NETWORK = "4ab2e32ebf712ffa7757c1651a7cf64b0d2e80d0"  # collections, and the features of today
# Hearts and nothing else in the wardrobe; another network, other tables of the catalog.
FIRST_WARDROBE = "d8b97f48479aad991d5d5e9886fea1da21c57c39"
PARTS = ("core", "gui", "main.py", "pyproject.toml", "resources/models", "resources/icons", "resources/translations")

# What a user of an earlier version made, by its own code: run in its folder.
HEARTS = """
import sqlite3
from core.base.paths import Paths
from core.wardrobe.copies import change_wardrobe
from core.wardrobe.marks import Identity
paths = Paths.choose()
db = sqlite3.connect(paths.catalog / "catalog.sqlite3")
one, other = map(Identity._make, db.execute("SELECT content, pixels FROM files ORDER BY path LIMIT 2"))
db.close()
change_wardrobe(paths, lambda marks: marks.favoured([one], True))
"""
MORE = """
from core.wardrobe.collected import Collection
change_wardrobe(paths, lambda marks: marks.with_kind([other], "hat"))
party = Collection("party", "Party", (other,))
change_wardrobe(paths, lambda marks: marks.with_collections(lambda all: all.with_one(party)))
change_wardrobe(paths, lambda marks: marks.told_apart(one, other, True))
"""
# What only this version makes.
NEWEST = """
from dataclasses import replace
from core.wardrobe.boards import Board, Pin
from core.wardrobe.facts import Facts
board = Board("Dance", other, (Pin(other, 1.5, 2.5),))
change_wardrobe(
    paths, lambda marks: marks.with_collections(lambda all: all.changed("party", lambda one: replace(one, board=board)))
)
change_wardrobe(paths, lambda marks: marks.with_facts([one], lambda facts: replace(facts, name="Coat")))
"""


@pytest.fixture
def earlier(made_once: Callable[..., Path]) -> Callable[[str], Path]:
    """The program as it was at a commit, in a folder of its own."""

    def unpacked(commit: str) -> Path:
        git = ["git", "-C", str(ROOT)]
        try:
            subprocess.run([*git, "cat-file", "-e", f"{commit}^{{commit}}"], check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError):
            pytest.skip("this copy of the repository has no history")

        def make(folder: Path) -> None:
            folder.mkdir(parents=True)
            packed = subprocess.run([*git, "archive", commit, *PARTS], check=True, capture_output=True).stdout
            subprocess.run(["tar", "x", "-C", str(folder)], input=packed, check=True)

        return made_once(f"program-{commit[:7]}", make)

    return unpacked


def run(program: Path, *words: str | Path) -> Result:
    """A command of the program in that folder."""
    done = subprocess.run(
        [sys.executable, *map(str, words)], cwd=program, capture_output=True, text=True, timeout=PATIENCE
    )
    return Result(done.returncode, done.stdout, done.stderr)


def open_window(program: Path, photos: Path, until: Callable[[], object]) -> None:
    """As its user had it: at a folder, until something is there; then it is closed."""
    command = [sys.executable, "main.py", str(photos)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    process = subprocess.Popen(command, cwd=program, env=environment, stdout=-1, stderr=-1)
    try:
        wait_until(lambda: process.poll() is not None or until())
        end(process, signal.SIGTERM)
    finally:
        process.kill()
        process.communicate()


def computed(home: Path) -> int:
    """How many photos have features. Asked without today's catalog, which would give the tables a newer form."""
    database = home / "catalog" / "catalog.sqlite3"
    if not database.exists():
        return 0
    with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as connection:
        try:
            return int(connection.execute("SELECT count(*) FROM sound").fetchone()[0])
        except sqlite3.OperationalError:  # it is being made
            return 0


def thumbnails(home: Path) -> dict[str, int]:
    """When each was written."""
    return {file.name: file.stat().st_mtime_ns for file in (home / "cache" / "thumbnails").rglob("*.thumb")}


def contents(home: Path) -> dict[str, str]:
    """What the files hold that matter: catalog, wardrobe, its copies, settings."""
    files = [one for one in home.rglob("*") if one.is_file() and one.relative_to(home).parts[0] != "cache"]
    kept = [one for one in files if one.suffix in (".json", ".npy") or one.name.endswith(".sqlite3")]
    return {str(one.relative_to(home)): hashlib.sha256(one.read_bytes()).hexdigest() for one in kept}


def test_all_that_the_version_before_made_is_taken_over(
    earlier: Callable[[str], Path], start: Callable[..., User], twinset: Program, home: Path, photos: Path
) -> None:
    program = earlier(SAME_NETWORK)
    open_window(program, photos, lambda: computed(home) == 12 and len(thumbnails(home)) >= 12)
    assert run(program, "-c", HEARTS + MORE) == (0, "", "")
    drawn = thumbnails(home)

    report = twinset("index", photos, "--json").json
    assert (report["reused"], report["indexed"]) == (12, 0), "features"
    user = start()
    user.wait_for_photos(12)
    user.wait(lambda: user.thumbnail(0))
    assert load_settings(Paths.choose(str(home)).settings).folders == (str(photos),)
    assert thumbnails(home) == drawn
    user.wait(lambda: "1" in user.widget("filter_favourite_favourites").accessibleName())
    user.wait(lambda: user.sees("filter_collection_Party"))
    kept = open_wardrobe(Paths.choose(str(home)))
    assert kept.problem is None and not kept.said
    assert len(kept.marks.favourites) == 1 and len(kept.marks.apart.pairs) == 1
    assert [word for _, word in kept.marks.said.pairs] == ["hat"]
    assert [(one.name, len(one.photos)) for one in kept.marks.collections.all] == [("Party", 1)]


def test_what_an_old_version_made_is_taken_over(
    earlier: Callable[[str], Path], twinset: Program, home: Path, photos: Path
) -> None:
    """Other tables and another network: photos are computed anew, what the user made stays."""
    program = earlier(FIRST_WARDROBE)
    assert run(program, "main.py", "index", photos).code == 0
    assert run(program, "-c", HEARTS) == (0, "", "")
    report = twinset("index", photos, "--json").json
    assert (report["indexed"], report["failed"]) == (12, [])
    kept = open_wardrobe(Paths.choose(str(home)))
    assert kept.problem is None and len(kept.marks.favourites) == 1


def test_an_old_version_harms_nothing_of_a_newer_one(
    earlier: Callable[[str], Path], home: Path, photos: Path, main_py: Open
) -> None:
    process = main_py(photos)
    wait_until(lambda: searchable(home, photos) == 12)
    end(process, signal.SIGTERM)
    assert run(ROOT, "-c", HEARTS + MORE + NEWEST) == (0, "", "")
    before = contents(home)

    program = earlier(FIRST_WARDROBE)
    for words in (("index", photos), ("similar", photos / "00.png", "--in", photos), ("forget", photos)):
        done = run(program, "main.py", *words)
        assert done.code == 1 and done.out == "" and len(done.said) == 1 and "newer Twinset" in done.said[0], done
    open_window(program, photos, lambda: os.path.exists(Paths.choose(str(home)).window_address))
    left = contents(home)
    assert {name: left.get(name) for name in before if "settings" not in name} == {
        name: told for name, told in before.items() if "settings" not in name
    }
    kept = open_wardrobe(Paths.choose(str(home)))
    assert kept.problem is None and len(kept.marks.favourites) == 1 and len(kept.marks.collections.all) == 1
    assert kept.marks.collections.all[0].board.note == "Dance" and len(kept.marks.facts.by_photo) == 1
    assert load_settings(Paths.choose(str(home)).settings).folders == (str(photos),)


def test_the_window_leaves_what_a_newer_version_made_alone(
    start: Callable[..., User], twinset: Program, home: Path, photos: Path
) -> None:
    """Versions raised by hand: what the next version will write, this one must not."""
    assert twinset("index", photos).code == 0
    paths = Paths.choose(str(home))
    open_wardrobe(paths)
    for file, version in ((paths.catalog / "catalog.sqlite3", SCHEMA_VERSION), (paths.wardrobe, len(SCRIPTS))):
        with sqlite3.connect(file) as db:
            db.execute(f"PRAGMA user_version = {version + 1}")
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        db.close()
    before = contents(home)
    result = twinset("index", photos)
    assert result.code == 1 and "was made by a newer Twinset; install that one." in result.err
    user = start(photos)
    user.wait_for_notice("newer Twinset")
    user.window.close()
    left = contents(home)
    assert {name: left.get(name) for name in before} == before
