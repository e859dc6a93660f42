"""Collections: what they hold, and that they are on disk for good, through copies and from before there were any."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from core.base.migrations import migrate
from core.base.paths import Paths
from core.wardrobe.collected import Collection, Collections
from core.wardrobe.copies import change_wardrobe, copy_of_today, known_wardrobe, open_wardrobe, restore
from core.wardrobe.marks import Identity, Marks
from core.wardrobe.schema import SCRIPTS

ONE, TWO, THREE = (Identity(bytes([n]) * 16, bytes([n + 100]) * 16) for n in (1, 2, 3))
PARTY = Collection("k1", "Party", (TWO, ONE))
BLUE = Collection("k2", "Blue & more", rule=frozenset([("colour", "blue"), ("folder", "/a\udcff")]))


@pytest.fixture
def paths(home: Path) -> Paths:
    return Paths.choose(str(home))


def keep(paths: Paths, *collections: Collection) -> Marks:
    kept = change_wardrobe(paths, lambda marks: marks.with_collections(lambda _: Collections(collections)))
    assert kept.problem is None
    return kept.marks


def test_they_come_back_in_order(paths: Paths) -> None:
    keep(paths, PARTY, BLUE)
    assert open_wardrobe(paths).marks.collections.all == (PARTY, BLUE)
    keep(paths, BLUE, PARTY.with_photos([THREE]).without_photos([TWO]))
    found = known_wardrobe(paths).marks.collections
    assert [one.name for one in found.all] == ["Blue & more", "Party"]
    assert found.named("Party").photos == (ONE, THREE)
    keep(paths)
    assert open_wardrobe(paths).marks == Marks()


def test_words_are_kept_with_a_rule_and_rules_of_before_have_none(paths: Paths) -> None:
    worded = Collection("k3", "Roses", rule=frozenset([("kind", "dress")]), words=("rote Blumen", "de"))
    keep(paths, BLUE, worded)
    assert open_wardrobe(paths).marks.collections.all == (BLUE, worded)
    with sqlite3.connect(paths.wardrobe) as db:  # as the version before wrote it
        db.execute("""UPDATE collections SET rule = '{"filters": [["kind", "dress"]]}' WHERE key = 'k3'""")
        db.executescript("DROP TABLE boards; DROP TABLE pins; PRAGMA user_version = 4")
    assert open_wardrobe(paths).marks.collections.all == (BLUE, replace(worded, words=None))
    keep(paths, worded)
    assert known_wardrobe(paths).marks.collections.all == (worded,)


def test_when_a_photo_was_put_in_is_kept(paths: Paths) -> None:
    keep(paths, PARTY)
    with sqlite3.connect(paths.wardrobe) as db:
        db.execute("UPDATE collected SET added = 1000")
        db.execute("UPDATE collections SET added = 500")
    keep(paths, PARTY.with_photos([THREE]))
    with sqlite3.connect(paths.wardrobe) as db:
        rows = db.execute("SELECT content, added FROM collected ORDER BY place").fetchall()
        assert [row for row in rows if row[1] == 1000] == [(TWO.content, 1000), (ONE.content, 1000)] and len(rows) == 3
        assert db.execute("SELECT added FROM collections").fetchall() == [(500,)]


def test_they_are_copied_and_restored(paths: Paths) -> None:
    keep(paths, PARTY, BLUE)
    copy_of_today(paths)
    for copy in paths.copies.iterdir():
        copy.unlink()
    copy_of_today(paths)
    data = bytearray(paths.wardrobe.read_bytes())
    data[:16] = b"x" * 16
    for ending in ("-wal", "-shm"):
        paths.wardrobe.with_name(paths.wardrobe.name + ending).unlink(missing_ok=True)
    paths.wardrobe.write_bytes(data)
    assert open_wardrobe(paths).problem is not None
    assert restore(paths).marks.collections.all == (PARTY, BLUE)


def test_a_wardrobe_of_before_is_taken_on(paths: Paths) -> None:
    paths.wardrobe.parent.mkdir(parents=True, exist_ok=True)
    db = sqlite3.connect(paths.wardrobe, isolation_level=None)
    migrate(db, SCRIPTS[:2])
    db.execute("INSERT INTO favourites VALUES (?, ?, 7)", ONE)
    db.close()
    assert open_wardrobe(paths).marks == Marks(frozenset([ONE]))
    assert keep(paths, PARTY) == Marks(frozenset([ONE]), collections=Collections((PARTY,)))


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE collected SET content = 7",
        "UPDATE collections SET rule = 'odd'",
        "UPDATE collections SET rule = '{}'",
        """UPDATE collections SET rule = '{"filters": [], "words": ["red"]}'""",
        "UPDATE collections SET name = CAST(x'ff' AS TEXT)",
        "DROP TABLE collections",
    ],
)
def test_what_cannot_be_is_damage(paths: Paths, change: str) -> None:
    keep(paths, PARTY)
    with sqlite3.connect(paths.wardrobe) as db:
        db.execute(change)
    assert open_wardrobe(paths).problem is not None


def test_photos_are_told_by_either_hash_and_learnt_in_their_place() -> None:
    rewritten = Identity(b"n" * 16, TWO.pixels)
    assert PARTY.with_photos([rewritten, THREE]).photos == (TWO, ONE, THREE), "it holds that one already"
    learnt = Marks(collections=Collections((PARTY, BLUE))).learnt([rewritten, THREE])
    assert learnt.collections.named("Party").photos == (TWO, rewritten, ONE)
    assert learnt.learnt([rewritten]) is learnt
    assert learnt.collections.named("Party").without_photos([TWO]).photos == (ONE,)


def test_names_are_told_apart() -> None:
    rule = Collection("k3", "Rest", rule=frozenset([("collection", "Party"), ("kind", "hat")]))
    both = Collections((PARTY, rule))
    assert both.renamed("k1", "Rest") is both
    renamed = both.renamed("k1", "Feast")
    assert renamed.named("Feast").photos == PARTY.photos
    assert renamed.named("Rest").rule == frozenset([("collection", "Feast"), ("kind", "hat")])
    assert renamed.without("k1").all == (renamed.named("Rest"),)
    assert both.with_one(BLUE).all == (PARTY, rule, BLUE)
