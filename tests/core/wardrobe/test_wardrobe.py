"""What the user made is on disk for good, and what cannot be read is never written over."""

from __future__ import annotations

import datetime
import json
import os
import random
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from support import ROOT, hearts_in, is_one_sentence

import core.wardrobe.wardrobe
from core.base import sentences
from core.base.files import make_private
from core.base.migrations import NewerDatabase, migrate
from core.base.paths import Paths
from core.wardrobe.copies import (
    KEPT,
    Kept,
    change_wardrobe,
    copy_of_today,
    known_wardrobe,
    open_wardrobe,
    restore,
)
from core.wardrobe.marks import Identity, Marks
from core.wardrobe.schema import SCRIPTS
from core.wardrobe.wardrobe import Wardrobe, WardrobeError
from tests.stress import hearts

ONE, TWO = Identity(b"c" * 16, b"p" * 16), Identity(b"d" * 16, b"q" * 16)
YESTERDAY = (datetime.date.today() - datetime.timedelta(1)).isoformat()


@pytest.fixture
def paths(home: Path) -> Paths:
    return Paths.choose(str(home))


@pytest.fixture
def loved(paths: Paths) -> Paths:
    """With one favourite, and a copy of yesterday that holds it."""
    assert love(paths, ONE).problem is None
    copy_of_today(paths)
    (today,) = paths.copies.iterdir()
    today.rename(paths.copies / f"wardrobe-{YESTERDAY}.sqlite3")
    return paths


def love(paths: Paths, photo: Identity, wanted: bool = True) -> Kept:
    return change_wardrobe(paths, lambda marks: marks.favoured([photo], wanted))


def contents_of(folder: Path) -> dict[str, bytes]:
    return {
        path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.suffix != ".sqlite3-shm"
    }


# --- kept ---


def test_hearts_come_back(paths: Paths) -> None:
    assert open_wardrobe(paths) == Kept(Marks())
    assert love(paths, ONE).marks.favourites == {ONE}
    assert love(paths, TWO).marks.favourites == {ONE, TWO}
    assert love(paths, ONE, False).marks.favourites == {TWO}
    assert open_wardrobe(paths) == Kept(Marks(frozenset([TWO])))


def test_when_a_favourite_was_added_is_kept_as_it_learns(paths: Paths) -> None:
    love(paths, Identity(ONE.content))
    with sqlite3.connect(paths.wardrobe) as db:
        db.execute("UPDATE favourites SET added = 1000")
    db.close()
    change_wardrobe(paths, lambda marks: marks.learnt([ONE]))
    with sqlite3.connect(paths.wardrobe) as db:
        assert db.execute("SELECT * FROM favourites").fetchall() == [(*ONE, 1000)]
    db.close()


def test_kinds_come_back_and_are_copied(paths: Paths) -> None:
    def say(photos: list[Identity], word: str) -> Kept:
        return change_wardrobe(paths, lambda marks: marks.with_kind(photos, word))

    love(paths, ONE)
    both = say([ONE, TWO], "kaftan").marks  # a word that no network knows
    assert both.said.pairs == {(ONE, "kaftan"), (TWO, "kaftan")} and both.favourites == {ONE}
    assert say([TWO], "other").marks.said.pairs == {(ONE, "kaftan"), (TWO, "other")}
    kept = say([ONE], "")
    assert open_wardrobe(paths) == known_wardrobe(paths) == kept and kept.marks.said.pairs == {(TWO, "other")}
    love(paths, TWO)
    assert open_wardrobe(paths).marks.said == kept.marks.said
    for copy in paths.copies.iterdir():
        copy.unlink()
    copy_of_today(paths)
    _junk(paths.wardrobe)
    assert known_wardrobe(paths).problem and restore(paths).marks.said == kept.marks.said


def test_when_a_kind_was_said_is_kept_as_it_learns(paths: Paths) -> None:
    change_wardrobe(paths, lambda marks: marks.with_kind([Identity(ONE.content)], "hat"))
    with sqlite3.connect(paths.wardrobe) as db:
        db.execute("UPDATE kinds SET added = 1000")
    db.close()
    change_wardrobe(paths, lambda marks: marks.learnt([ONE]))
    with sqlite3.connect(paths.wardrobe) as db:
        assert db.execute("SELECT * FROM kinds").fetchall() == [(*ONE, "hat", 1000)]
    db.close()


def test_those_who_only_look_make_nothing(paths: Paths) -> None:
    assert known_wardrobe(paths) == Kept(Marks()) and not contents_of(paths.data)


def test_a_wardrobe_of_before_kinds_is_taken_on(paths: Paths) -> None:
    """And its copies count as good ones."""
    make_private(paths.data)
    with sqlite3.connect(paths.wardrobe, isolation_level=None) as db:
        migrate(db, SCRIPTS[:1])
        db.execute("INSERT INTO favourites VALUES (?, ?, 1000)", ONE)
    db.close()
    make_private(paths.copies)
    shutil.copy(paths.wardrobe, paths.copies / f"wardrobe-{YESTERDAY}.sqlite3")
    assert open_wardrobe(paths) == Kept(Marks(frozenset([ONE])))
    said = change_wardrobe(paths, lambda marks: marks.with_kind([TWO], "hat")).marks
    assert said.said.pairs == {(TWO, "hat")} and said.favourites == {ONE}
    (paths.copies / f"wardrobe-{datetime.date.today().isoformat()}.sqlite3").unlink()
    _junk(paths.wardrobe)
    assert open_wardrobe(paths).copy == YESTERDAY
    assert restore(paths) == Kept(Marks(frozenset([ONE])))
    with pytest.raises(NewerDatabase), sqlite3.connect(paths.wardrobe, isolation_level=None) as db:
        migrate(db, SCRIPTS[:1])  # as the version of before does
    db.close()


def test_what_is_not_the_same_is_kept_and_copied(paths: Paths) -> None:
    change_wardrobe(paths, lambda marks: marks.told_apart(TWO, ONE, True))
    with sqlite3.connect(paths.wardrobe) as db:
        db.execute("UPDATE apart SET added = 1000")
    db.close()
    marks = change_wardrobe(paths, lambda marks: marks.with_kind([ONE], "hat").told_apart(ONE, TWO, True)).marks
    assert marks.apart.pairs == {(min(ONE, TWO), max(ONE, TWO))}
    with sqlite3.connect(paths.wardrobe) as db:
        assert db.execute("SELECT * FROM apart").fetchall() == [(*min(ONE, TWO), *max(ONE, TWO), 1000)]
    db.close()
    for copy in paths.copies.glob("*"):
        copy.unlink()
    copy_of_today(paths)
    paths.wardrobe.unlink()
    assert open_wardrobe(paths).marks == marks
    assert change_wardrobe(paths, lambda marks: marks.told_apart(TWO, ONE, False)).marks.apart == Marks().apart


def test_a_wardrobe_of_before_such_pairs_is_taken_on(paths: Paths) -> None:
    before = next(number for number, script in enumerate(SCRIPTS) if "TABLE apart" in script)
    make_private(paths.data)
    with sqlite3.connect(paths.wardrobe, isolation_level=None) as db:
        migrate(db, SCRIPTS[:before])
        db.execute("INSERT INTO favourites VALUES (?, ?, 1000)", ONE)
    db.close()
    assert change_wardrobe(paths, lambda marks: marks.told_apart(ONE, TWO, True)).marks.favourites == {ONE}
    with sqlite3.connect(paths.wardrobe) as db:
        db.execute("DROP TABLE apart")
    db.close()
    assert open_wardrobe(paths).problem is not None, "it should be there"


@pytest.mark.parametrize("version", [0, 1])
def test_the_number_of_an_earlier_version_on_a_file_with_kinds_is_damage(paths: Paths, version: int) -> None:
    change_wardrobe(paths, lambda marks: marks.with_kind([ONE], "hat"))
    copy_of_today(paths)
    with sqlite3.connect(paths.wardrobe) as db:
        db.execute(f"PRAGMA user_version = {version}")
    db.close()
    before = paths.wardrobe.read_bytes()
    kept = love(paths, TWO)
    assert "damaged" in str(kept.problem) and kept.copy and kept.marks.said.pairs == {(ONE, "hat")}
    assert paths.wardrobe.read_bytes() == before


@pytest.mark.parametrize("change", ["UPDATE kinds SET word = CAST(x'ff' AS TEXT)", "UPDATE kinds SET content = 7"])
def test_a_damaged_kind_is_never_written_over(paths: Paths, change: str) -> None:
    change_wardrobe(paths, lambda marks: marks.with_kind([ONE], "hat"))
    copy_of_today(paths)
    with sqlite3.connect(paths.wardrobe) as db:
        db.execute(change)
    db.close()
    before = paths.wardrobe.read_bytes()
    for kept in (open_wardrobe(paths), known_wardrobe(paths), love(paths, TWO)):
        assert "damaged" in str(kept.problem) and kept.marks.said.pairs == {(ONE, "hat")}, "as the copy knows them"
    assert paths.wardrobe.read_bytes() == before


def test_a_flipped_bit_of_a_word_is_noticed(paths: Paths) -> None:
    change_wardrobe(paths, lambda marks: marks.with_kind([ONE], "skirt"))
    copy_of_today(paths)
    data = bytearray(paths.wardrobe.read_bytes())
    data[data.index(b"skirt") + 2] ^= 1
    paths.wardrobe.write_bytes(data)
    kept = open_wardrobe(paths)
    assert "damaged" in str(kept.problem) and kept.marks.said.pairs == {(ONE, "skirt")}


@pytest.mark.skipif(sys.platform == "win32", reason="has no such permissions")
def test_only_the_owner_can_read_it(loved: Paths) -> None:
    with Wardrobe(loved):
        files = [path for path in loved.data.rglob("*") if path.is_file()]
        assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600} and len(files) >= 3
    assert stat.S_IMODE(loved.copies.stat().st_mode) == 0o700


def test_two_programs_at_once_lose_no_heart(paths: Paths) -> None:
    code = (
        "import sys; from core.base.paths import Paths\n"
        "from core.wardrobe.copies import *; from core.wardrobe.marks import Identity\n"
        "for number in range(40):\n"
        "    photo = Identity(f'{sys.argv[1]}{number:15}'.encode())\n"
        "    assert not change_wardrobe(Paths.choose(), lambda marks: marks.favoured([photo], True)).problem\n"
    )
    others = [subprocess.Popen([sys.executable, "-c", code, name], cwd=ROOT) for name in "abc"]
    assert [other.wait(120) for other in others] == [0, 0, 0]
    assert len(hearts_in(paths.data)) == 120


# --- what an earlier version kept ---


def test_the_favourites_of_an_earlier_version_are_taken_over_once(paths: Paths) -> None:
    old = json.dumps({"favourites": [ONE.content.hex(), TWO.content.hex()]})
    paths.marks.write_text(old)
    assert open_wardrobe(paths) == Kept(Marks(frozenset([Identity(ONE.content), Identity(TWO.content)])))
    assert not paths.marks.exists() and (paths.data / "marks-taken-over-1.json").read_text() == old
    love(paths, Identity(ONE.content), False)
    paths.marks.write_text(old)  # as if it could not be renamed
    assert open_wardrobe(paths).marks.favourites == {Identity(TWO.content)}
    assert (paths.data / "marks-taken-over-2.json").read_text() == old


@pytest.mark.parametrize("content", ["", "{", "[]", '{"favourites": 3}', '{"favourites": ["xyz"]}', "[" * 100_000])
def test_damaged_favourites_of_an_earlier_version_are_kept(paths: Paths, content: str) -> None:
    (paths.data / "marks-damaged-1.json").write_text("of last year")
    paths.marks.write_text(content)
    kept = open_wardrobe(paths)
    assert kept.marks == Marks() and not kept.problem and is_one_sentence(kept.said[0])
    assert (paths.data / "marks-damaged-2.json").read_text() == content
    assert (paths.data / "marks-damaged-1.json").read_text() == "of last year"


def test_what_can_be_seen_in_them_is_taken_over(paths: Paths) -> None:
    whole = json.dumps({"favourites": [ONE.content.hex(), TWO.content.hex(), "00" * 16]}, indent=1)
    paths.marks.write_text(whole[:-20])  # cut within the last one
    assert open_wardrobe(paths).marks.favourites == {Identity(ONE.content), Identity(TWO.content)}


def test_favourites_of_an_earlier_version_that_cannot_be_read_now(paths: Paths) -> None:
    paths.marks.mkdir()  # as an EACCES would be; the tests may be those of root
    kept = open_wardrobe(paths)
    assert kept.problem is None and is_one_sentence(kept.said[0]) and "Is a directory" in str(kept.said[0])
    love(paths, ONE)
    paths.marks.rmdir()
    paths.marks.write_text(json.dumps({"favourites": [TWO.content.hex()]}))
    assert open_wardrobe(paths).marks.favourites == {ONE, Identity(TWO.content)}


# --- what cannot be read ---


def _cut(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 2 + 100)


def _empty(file: Path) -> None:
    os.truncate(file, 0)


def _junk(file: Path) -> None:
    file.write_bytes(random.Random(0).randbytes(20_000))


def _other(file: Path) -> None:
    file.unlink()
    with sqlite3.connect(file) as db:
        db.execute("CREATE TABLE notes (text)")
        db.execute(f"PRAGMA user_version = {len(SCRIPTS)}")
    db.close()


def _flip(file: Path) -> None:
    """A bit of the only heart."""
    data = bytearray(file.read_bytes())
    data[data.rindex(ONE.content)] ^= 1
    file.write_bytes(data)


def _name(file: Path) -> None:
    """No UTF-8 in the name of the table, which SQLite then quotes."""
    file.write_bytes(file.read_bytes().replace(b"favourites", b"favou\xd9ites"))


def _kind(file: Path) -> None:
    """A number where a hash was."""
    with sqlite3.connect(file) as db:
        db.execute("UPDATE favourites SET content = 10000000000000")
    db.close()


@pytest.mark.parametrize("harm", [_cut, _empty, _junk, _other, _flip, _name, _kind], ids=lambda harm: harm.__name__)
def test_a_damaged_file_is_never_written_over(loved: Paths, harm: object) -> None:
    harm(loved.wardrobe)  # type: ignore[operator]
    before = loved.wardrobe.read_bytes()
    for kept in (open_wardrobe(loved), love(loved, TWO), love(loved, ONE, False)):
        assert kept.marks.favourites == {ONE}, "as the copy knows them"
        assert kept.problem == sentences.DAMAGED_WARDROBE.filled(file=loved.wardrobe) and is_one_sentence(kept.problem)
        assert kept.copy == YESTERDAY
    assert loved.wardrobe.read_bytes() == before
    assert restore(loved) == Kept(Marks(frozenset([ONE])))
    assert (loved.data / "wardrobe-damaged-1.sqlite3").read_bytes() == before
    assert love(loved, TWO).marks.favourites == {ONE, TWO} == hearts_in(loved.data)


def test_setting_aside_never_hits_an_earlier_one(loved: Paths) -> None:
    for number in (1, 2):
        _junk(loved.wardrobe)
        restore(loved)
        assert (loved.data / f"wardrobe-damaged-{number}.sqlite3").exists()


def test_a_file_that_cannot_be_opened_now(loved: Paths) -> None:
    aside = loved.wardrobe.with_suffix(".away")
    loved.wardrobe.rename(aside)
    loved.wardrobe.mkdir()
    for kept in (open_wardrobe(loved), love(loved, TWO)):
        assert kept.marks.favourites == {ONE} and is_one_sentence(kept.problem) and kept.copy == YESTERDAY
    loved.wardrobe.rmdir()
    aside.rename(loved.wardrobe)
    assert love(loved, TWO) == Kept(Marks(frozenset([ONE, TWO])))


@pytest.mark.skipif(sys.platform == "win32" or os.name != "posix" or os.getuid() != 0, reason="needs another user")
def test_a_process_that_may_not_read_it(loved: Paths) -> None:
    """The real EACCES: another user's file, in a folder that all may write."""
    code = (
        "import os, sys; from core.base.paths import Paths\n"
        "from core.wardrobe.copies import *; from core.wardrobe.marks import *\n"
        "os.setgid(65534); os.setuid(65534)\n"
        "paths = Paths.choose(sys.argv[1])\n"
        "for kept in (open_wardrobe(paths), change_wardrobe(paths, lambda marks: Marks())):\n"
        "    print(kept.problem)\n"
    )
    loved.data.chmod(0o777)
    for folder in loved.data.parents:
        folder.chmod(folder.stat().st_mode | 0o011)
    words = [sys.executable, "-c", code, str(loved.data)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True)
    lines = done.stdout.splitlines()
    assert len(lines) == 2 and all(is_one_sentence(line) and "nothing is written" in line for line in lines)
    assert hearts_in(loved.data) == {ONE}


@pytest.mark.parametrize(
    "error",
    [
        sqlite3.OperationalError("disk I/O error"),
        sqlite3.OperationalError("attempt to write a readonly database"),
        sqlite3.OperationalError("unable to open database file"),
        OSError(116, "Stale file handle"),
    ],
    ids=str,
)
def test_a_read_error_is_not_emptiness(loved: Paths, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def fails(*_: object) -> None:
        raise error

    before = contents_of(loved.data)
    with monkeypatch.context() as patched:
        patched.setattr(core.wardrobe.wardrobe, "migrate", fails)
        for kept in (open_wardrobe(loved), love(loved, TWO)):
            assert kept.marks.favourites == {ONE} and is_one_sentence(kept.problem)
            assert "damaged" not in str(kept.problem) and str(error.args[-1]) in str(kept.problem)
    assert contents_of(loved.data).keys() >= before.keys() and hearts_in(loved.data) == {ONE}


def test_another_program_that_holds_it(loved: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(core.wardrobe.wardrobe, "LOCK_SECONDS", 0.1)
    other = sqlite3.connect(loved.wardrobe, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    kept = love(loved, TWO)
    other.execute("ROLLBACK")
    other.close()
    assert kept.marks.favourites == {ONE} and "locked" in str(kept.problem) and kept.copy == ""
    assert love(loved, TWO).marks.favourites == {ONE, TWO}


def test_a_newer_version_is_only_read(loved: Paths) -> None:
    with sqlite3.connect(loved.wardrobe) as db:
        db.execute("CREATE TABLE plans (name)")
        db.execute("INSERT INTO kinds VALUES (?, ?, 'hat', 1000)", TWO)
        db.execute(f"PRAGMA user_version = {len(SCRIPTS) + 1}")
    db.close()
    for kept in (open_wardrobe(loved), love(loved, TWO)):
        assert kept.marks.favourites == {ONE} and kept.copy == "" and "newer Twinset" in str(kept.problem)
        assert kept.marks.said.pairs == {(TWO, "hat")}
    with pytest.raises(WardrobeError, match="newer"):
        Wardrobe(loved)
    with sqlite3.connect(loved.wardrobe) as db:
        assert db.execute("SELECT content, pixels FROM favourites").fetchall() == [ONE]
    db.close()


@pytest.mark.parametrize("version", [0x3B000001, -1])
def test_a_version_that_cannot_be_is_damage(loved: Paths, version: int) -> None:
    with sqlite3.connect(loved.wardrobe) as db:
        db.execute(f"PRAGMA user_version = {version}")
    db.close()
    before = loved.wardrobe.read_bytes()
    for kept in (open_wardrobe(loved), love(loved, TWO)):
        assert "damaged" in str(kept.problem) and kept.copy == YESTERDAY
    assert loved.wardrobe.read_bytes() == before
    assert restore(loved).marks.favourites == {ONE}


def test_a_file_that_is_gone_comes_back(loved: Paths) -> None:
    loved.wardrobe.unlink()
    kept = open_wardrobe(loved)
    assert kept.marks.favourites == {ONE} and not kept.problem
    assert is_one_sentence(kept.said[0]) and YESTERDAY in str(kept.said[0])
    loved.wardrobe.unlink()  # while the window is open
    assert love(loved, TWO).marks.favourites == {ONE, TWO}


def test_what_sqlite_left_beside_a_lost_file_is_not_taken_for_part_of_the_copy(loved: Paths) -> None:
    wal = loved.data / "wardrobe.sqlite3-wal"
    with Wardrobe(loved) as wardrobe:
        wardrobe.change(lambda marks: marks.favoured([TWO], True))
        left = wal.read_bytes()
    loved.wardrobe.unlink()
    wal.write_bytes(left)
    assert open_wardrobe(loved).marks.favourites == {ONE}
    assert (loved.data / "wardrobe-left-1.sqlite3-wal").read_bytes() == left


# --- copies ---


def test_a_copy_a_day_and_seven_of_them(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    photos = [Identity(bytes([day]) * 16) for day in range(10)]
    for day, photo in enumerate(photos):
        _set_date(monkeypatch, datetime.date(2030, 12, 25) + datetime.timedelta(day))
        love(paths, photo)
        love(paths, TWO, bool(day % 2))
    names = sorted(path.name for path in paths.copies.iterdir())
    assert names == [
        f"wardrobe-{day}.sqlite3"
        for day in (*(f"2030-12-{n}" for n in range(28, 32)), *(f"2031-01-0{n}" for n in range(1, 4)))
    ]
    assert len(names) == KEPT
    _junk(paths.wardrobe)
    restored = restore(paths).marks.favourites
    assert restored - {TWO} == set(photos[:9]), "as the last day began"


def test_a_damaged_copy_does_not_count(loved: Paths) -> None:
    _junk(loved.copies / f"wardrobe-{datetime.date.today().isoformat()}.sqlite3")
    _junk(loved.wardrobe)
    assert open_wardrobe(loved).copy == YESTERDAY
    _junk(loved.copies / f"wardrobe-{YESTERDAY}.sqlite3")
    kept = open_wardrobe(loved)
    assert kept.copy == "" and kept.problem and kept.marks == Marks()
    with pytest.raises(WardrobeError, match="no good copy"):
        restore(loved)
    assert loved.wardrobe.exists(), "nothing to put in its place"


def test_a_wardrobe_that_another_program_only_begins_is_not_copied(paths: Paths) -> None:
    make_private(paths.data)
    paths.wardrobe.touch()  # as the other one does first
    copy_of_today(paths)
    assert not paths.copies.exists() or not list(paths.copies.iterdir())
    assert love(paths, ONE) == Kept(Marks(frozenset([ONE])))


def test_copies_of_an_emptied_wardrobe_do_not_push_out_the_good_ones(
    loved: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    loved.wardrobe.write_bytes(b"")
    for days in range(1, KEPT + 2):
        _set_date(monkeypatch, datetime.date.fromisoformat(YESTERDAY) + datetime.timedelta(days))
        assert love(loved, TWO).copy == YESTERDAY, f"after {days} days"
    assert restore(loved).marks.favourites == {ONE}


def test_a_damaged_wardrobe_is_not_copied(loved: Paths) -> None:
    _flip(loved.wardrobe)
    copy_of_today(loved)
    assert [path.name for path in loved.copies.iterdir()] == [f"wardrobe-{YESTERDAY}.sqlite3"]


def _set_date(monkeypatch: pytest.MonkeyPatch, day: datetime.date) -> None:
    class Date(datetime.date):
        @classmethod
        def today(cls) -> datetime.date:
            return day

    monkeypatch.setattr("core.wardrobe.copies.datetime.date", Date)


# --- disks ---


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(place)], capture_output=True)
    if mounted.returncode:
        pytest.skip("no file system can be mounted here")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="mounts a tmpfs")
def test_a_full_disk(tiny_disk: Path) -> None:
    paths = Paths.choose(str(tiny_disk))
    assert not love(paths, ONE).problem
    filler = tiny_disk / "filler"
    filler.write_bytes(b"x" * (shutil.disk_usage(tiny_disk).free))
    kept = love(paths, TWO)
    assert is_one_sentence(kept.problem) and "full" in str(kept.problem) and kept.copy == ""
    assert kept.marks.favourites == {ONE}
    filler.unlink()
    assert love(paths, TWO).marks.favourites == {ONE, TWO} == hearts_in(tiny_disk)


# --- the short form of python -m tests.stress.hearts ---


def test_kills_lose_no_heart(tmp_path: Path) -> None:
    assert hearts.kills(3, random.Random(1), tmp_path) > 0


def test_harm_is_noticed_or_means_nothing(tmp_path: Path) -> None:
    assert hearts.harms(25, random.Random(2), tmp_path) > 5


# --- migrations ---


def test_migrations_run_once_each_and_in_order() -> None:
    db = sqlite3.connect(":memory:", isolation_level=None)
    scripts = (
        "CREATE TABLE a (x); -- a comment; with a stop\nINSERT INTO a VALUES ('1;2');",
        "INSERT INTO a SELECT x || '3' FROM a",
    )
    migrate(db, scripts[:1])
    migrate(db, scripts)
    migrate(db, scripts)
    assert [row[0] for row in db.execute("SELECT x FROM a")] == ["1;2", "1;23"]
    with pytest.raises(NewerDatabase):
        migrate(db, scripts[:1])
    with pytest.raises(sqlite3.OperationalError):
        migrate(db, (*scripts, "CREATE TABLE b (x); CREATE TABLE a (x);"))
    assert db.execute("SELECT name FROM sqlite_master").fetchall() == [("a",)], "all or nothing"
    assert db.execute("PRAGMA user_version").fetchone() == (2,)
    db.close()
