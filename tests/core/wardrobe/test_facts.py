"""Facts that a person added: what follows from them, and that they are on disk for good and follow their photos."""

from __future__ import annotations

import datetime
import sqlite3
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.base.migrations import migrate
from core.base.paths import Paths
from core.wardrobe.copies import change_wardrobe, copy_of_today, known_wardrobe, open_wardrobe
from core.wardrobe.facts import NOTHING, AllFacts, Facts
from core.wardrobe.marks import Identity, Marks
from core.wardrobe.schema import SCRIPTS

ONE, TWO = (Identity(bytes([n]) * 16, bytes([n + 100]) * 16) for n in (1, 2))
DAY = datetime.date(2024, 2, 29)
COAT = Facts("Red coat", "Ünïque", "M/L", Decimal("129.90"), "EUR", DAY, 'Lined.\n"Warm"', frozenset([DAY]))


@pytest.fixture
def paths(home: Path) -> Paths:
    return Paths.choose(str(home))


def put(paths: Paths, photo: Identity, facts: Facts) -> Marks:
    kept = change_wardrobe(paths, lambda marks: marks.with_facts([photo], lambda _: facts))
    assert kept.problem is None
    return kept.marks


# --- what follows ---


def test_cost_per_wear() -> None:
    days = [DAY + datetime.timedelta(n) for n in range(3)]
    thrice = replace(Facts(price=Decimal("30.00")), worn=frozenset(days))
    assert thrice.cost_per_wear == 10 and thrice.worn_on(days[0]) == thrice
    assert thrice.worn_on(days[1], False).cost_per_wear == 15 and thrice.last_worn == days[2]
    assert Facts(price=Decimal(30)).cost_per_wear is None and Facts(worn=frozenset(days)).cost_per_wear is None
    assert Facts().last_worn is None


def test_what_hung_there_for_a_year() -> None:
    bought, worn = Facts(bought=DAY), Facts(bought=DAY).worn_on(datetime.date(2025, 3, 1))
    assert bought.unworn_for_a_year(datetime.date(2025, 3, 1))
    assert not bought.unworn_for_a_year(datetime.date(2025, 2, 27))
    assert not worn.unworn_for_a_year(datetime.date(2026, 2, 28)) and worn.unworn_for_a_year(datetime.date(2026, 3, 1))
    assert worn.unworn_for_a_year(datetime.date(2028, 2, 29)), "a year before that day was the 28th"
    assert not Facts(name="Hat").unworn_for_a_year(DAY), "nobody knows"


@pytest.mark.parametrize("price", ["-1", "NaN", "Infinity"])
def test_a_price_that_cannot_be_is_refused(price: str) -> None:
    with pytest.raises(ValueError, match=price):
        Facts(price=Decimal(price))


# --- with their photos ---


def test_facts_follow_copies() -> None:
    rewritten = Identity(b"n" * 16, ONE.pixels)
    marks = Marks().with_facts([ONE], lambda _: COAT)
    assert marks.facts.of(rewritten) == marks.facts.of(Identity(ONE.content)) == COAT and marks.facts.of(TWO) == NOTHING
    learnt = marks.learnt([rewritten, TWO])
    assert learnt.facts.by_photo == {ONE: COAT, rewritten: COAT} and learnt.learnt([rewritten, TWO]) is learnt
    decoded_anew = Identity(rewritten.content, b"m" * 16)
    thrice = learnt.learnt([decoded_anew])
    named = thrice.with_facts([ONE], lambda facts: replace(facts, name="Coat"))
    assert {facts.name for facts in named.facts.by_photo.values()} == {"Coat"} and len(named.facts.by_photo) == 3
    assert named.with_facts([decoded_anew], lambda _: NOTHING).facts == AllFacts()


def test_what_was_known_by_its_bytes_alone_is_known_by_its_pixels_too() -> None:
    marks = Marks().with_facts([Identity(ONE.content)], lambda _: COAT).learnt([ONE])
    assert marks.facts.by_photo == {ONE: COAT}
    assert Marks().with_facts([Identity(ONE.content)], lambda _: COAT).with_facts([ONE], lambda one: one) == marks


# --- on disk ---


def test_facts_come_back(paths: Paths) -> None:
    put(paths, ONE, COAT)
    put(paths, TWO, Facts(worn=frozenset([DAY])))
    assert open_wardrobe(paths).marks.facts.by_photo == {ONE: COAT, TWO: Facts(worn=frozenset([DAY]))}
    with sqlite3.connect(paths.wardrobe) as db:
        db.execute("UPDATE facts SET added = 1000")
    db.close()
    later = replace(COAT.worn_on(DAY, False).worn_on(DAY + datetime.timedelta(1)), price=Decimal("1E+2"))
    put(paths, ONE, later)
    assert put(paths, TWO, NOTHING).facts.by_photo == {ONE: later} == known_wardrobe(paths).marks.facts.by_photo
    with sqlite3.connect(paths.wardrobe) as db:
        assert db.execute("SELECT added, price FROM facts").fetchall() == [(1000, "100")]
        assert db.execute("SELECT day FROM worn").fetchall() == [("2024-03-01",)]
    db.close()


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
DAYS = st.dates()
FACTS = st.builds(
    Facts,
    TEXTS,
    TEXTS,
    TEXTS,
    st.none() | st.decimals(0, 10**9, allow_nan=False, places=2),
    TEXTS,
    st.none() | DAYS,
    TEXTS,
    st.frozensets(DAYS, max_size=4),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from([ONE, TWO, Identity(ONE.content)]), FACTS), max_size=5))
def test_whatever_is_written_comes_back(paths: Paths, changes: list[tuple[Identity, Facts]]) -> None:
    for photo, facts in changes:
        after = put(paths, photo, facts)
        assert open_wardrobe(paths).marks == after and after.facts.of(photo) == facts


def test_a_wardrobe_of_before_facts_is_taken_on_and_copied(paths: Paths) -> None:
    before = next(number for number, script in enumerate(SCRIPTS) if "TABLE facts" in script)
    paths.wardrobe.parent.mkdir(parents=True, exist_ok=True)
    with sqlite3.connect(paths.wardrobe, isolation_level=None) as db:
        migrate(db, SCRIPTS[:before])
        db.execute("INSERT INTO favourites VALUES (?, ?, 1000)", ONE)
    db.close()
    marks = put(paths, ONE, COAT)
    assert marks.favourites == {ONE}
    for copy in paths.copies.glob("*"):
        copy.unlink()
    copy_of_today(paths)
    paths.wardrobe.unlink()
    assert open_wardrobe(paths).marks == marks


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE facts SET price = 'much'",
        "UPDATE facts SET price = '-3'",
        "UPDATE facts SET bought = '29.2.2024'",
        "UPDATE facts SET notes = CAST(x'ff' AS TEXT)",
        "UPDATE facts SET content = 7",
        "UPDATE worn SET day = '2024-02-30'",
        "UPDATE worn SET pixels = 'x'",
        "DROP TABLE worn",
        "DROP TABLE facts",
    ],
)
def test_what_cannot_be_is_damage(paths: Paths, change: str) -> None:
    put(paths, ONE, COAT)
    with sqlite3.connect(paths.wardrobe) as db:
        db.execute(change)
    kept = change_wardrobe(paths, lambda marks: marks.with_facts([ONE], lambda _: NOTHING))
    assert "damaged" in str(kept.problem)
