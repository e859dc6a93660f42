"""Facts as a table: they come back as they were, and what cannot be used is told row by row."""

from __future__ import annotations

import datetime
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import is_one_sentence

from core.sharing.facts_table import NoFacts, facts_as_csv, find_photos, listed, read_facts
from core.wardrobe.facts import NOTHING, Facts
from core.wardrobe.identity import Identity
from core.wardrobe.marks import Marks
from core.wardrobe.whereabouts import Whereabouts

DAY = datetime.date(2026, 11, 27)
PATHS = ("/c/a/hat.jpg", "/c/b/coat.jpg", "/c/b/hat.jpg", "/c/d/copy of coat.jpg", "/c/odd\udcff\n.jpg")
PIXELS = [bytes([n]) * 16 for n in (1, 2, 3, 2, 4)]
WHERE = Whereabouts(PATHS, [bytes([n]) * 16 for n in range(11, 16)], PIXELS)
HAT, COAT, OTHER, COPY, ODD = map(WHERE.at, range(5))


def taken(data: bytes, before: Marks | None = None) -> tuple[Marks, list[str]]:
    found = find_photos(read_facts(data, "facts.csv"), WHERE)
    assert all(map(is_one_sentence, found.remarks))
    return found.into(before or Marks()), list(map(str, found.remarks))


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
FACTS = st.builds(
    Facts,
    TEXTS,
    TEXTS,
    TEXTS,
    st.none() | st.decimals(0, 10**9, allow_nan=False, places=2),
    TEXTS,
    st.none() | st.dates(),
    TEXTS,
    st.frozensets(st.dates(), max_size=3),
)


@given(st.dictionaries(st.sampled_from([HAT, COAT, OTHER, ODD]), FACTS), st.booleans())
def test_facts_come_back(facts: dict[Identity, Facts], every: bool) -> None:
    marks = Marks()
    for photo, one in facts.items():
        marks = marks.with_facts([photo], lambda _, one=one: one)
    rows, absent = listed(marks, WHERE, every)
    assert absent == 0 and len(rows) == (4 if every else len(marks.facts.by_photo))
    assert taken(facts_as_csv(rows)) == (marks, [])


def test_a_photo_without_a_file_is_counted() -> None:
    gone = Identity(b"gone" * 4)
    marks = Marks().with_facts([gone, COPY], lambda _: Facts("Coat"))
    assert listed(marks, WHERE) == ([("/c/d/copy of coat.jpg", Facts("Coat"))], 1)


def test_rows_are_those_of_paths_or_of_names_that_only_one_photo_has() -> None:
    data = (
        "path,name\n/c/b/hat.jpg,one\nC:\\old\\coat.jpg,two\n/x/hat.jpg,three\n/x/shoe.jpg,four\n/c/b/coat.jpg,five\n"
    )
    marks, remarks = taken(data.encode())
    assert marks.facts.by_photo == {OTHER: Facts("one"), COAT: Facts("two")}
    assert remarks == [
        "Row 4: several photos are called hat.jpg; write the whole path of the one that is meant.",
        "Row 5: /x/shoe.jpg is none of your photos that were read; nothing of it was used.",
        "Row 6: that photo stands in row 3 already, and that row counts.",
    ]


def test_what_spreadsheets_make_of_it_is_read() -> None:
    data = "\ufeffPath;Price;Bought;worn;colour\r\n/c/b/coat.jpg;12,50;3.1.2020;27.11.2026, 2026-11-28;red\r\n;;;;\r\n"
    marks, remarks = taken(data.encode())
    worn = frozenset([DAY, DAY + datetime.timedelta(1)])
    assert marks.facts.of(COPY) == Facts(price=Decimal("12.5"), bought=datetime.date(2020, 1, 3), worn=worn)
    assert remarks == ["The column colour is none of the facts and was left out."]


def test_columns_that_are_not_there_and_cells_that_cannot_be_meant_change_nothing() -> None:
    before = Marks().with_facts(
        [HAT], lambda _: Facts("Hat", "Brand", price=Decimal(5), bought=DAY, worn=frozenset([DAY]))
    )
    rows = '/c/a/hat.jpg,Cap,"1,234",31.2.2026,yesterday\n'
    marks, remarks = taken(f"path,name,price,bought,worn\n{rows}".encode(), before)
    assert marks.facts.of(HAT) == replace(before.facts.of(HAT), name="Cap")
    assert remarks == [
        "Row 2: 1,234 is no price; write it as 12.50.",
        "Row 2: 31.2.2026 is no day; write it as 2026-11-27.",
        "Row 2: yesterday is no day; write it as 2026-11-27.",
    ]
    emptied, _ = taken(b"path,name,brand,price,bought,worn\n/c/a/hat.jpg,,,,,\n", before)
    assert emptied.facts.of(HAT) == NOTHING


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"name,brand\nHat,Brand\n",
        b"path,colour\n/c/a/hat.jpg,red\n",
        b'path,name\n"/c/a/hat.jpg"x,Hat\n',
        "path,name\n/c/a/hat.jpg,Hütte\n".encode("latin-1"),
        b"\x89PNG\r\n\x1a\n\x00\x00",
    ],
)
def test_what_is_no_table_of_facts_is_refused(data: bytes) -> None:
    with pytest.raises(NoFacts) as error:
        read_facts(data, "/x/facts.csv")
    assert is_one_sentence(error.value) and "/x/facts.csv" in str(error.value)
