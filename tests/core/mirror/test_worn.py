"""What was not worn for a year, and what a day cost on which something was worn."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from core.mirror.worn import Worn, look_through, since
from core.search.holdings import Holdings
from core.wardrobe.facts import AllFacts, Facts
from core.wardrobe.identity import Identity

TODAY = date(2026, 5, 1)
LONG_AGO = TODAY - timedelta(days=500)
# The second is a copy of the first, the third the same pixels in another file; the last has not been read.
HOLDINGS = Holdings(("/a", "/b", "/c", "/d", "/e"), (b"1", b"1", b"2", b"3", None), (b"p", b"p", b"p", b"", b""))


def facts(**of: Facts) -> AllFacts:
    known = {"a": Identity(b"1", b"p"), "d": Identity(b"3")}
    return AllFacts({known.get(name, Identity(name.encode())): one for name, one in of.items()})


def test_nothing_is_known() -> None:
    assert look_through(HOLDINGS, AllFacts(), TODAY) == look_through(Holdings(), facts(a=Facts("x")), TODAY) == Worn()


def test_each_picture_counts_once_and_what_is_not_there_not_at_all() -> None:
    found = look_through(
        HOLDINGS, facts(a=Facts(price=Decimal(30), worn=frozenset([LONG_AGO])), gone=Facts("x")), TODAY
    )
    assert found.told == 1 and [one.path for one in found.unworn] == [one.path for one in found.costs] == ["/a"]


def test_orders() -> None:
    cheap = Facts(price=Decimal(10), worn=frozenset([LONG_AGO, LONG_AGO + timedelta(days=3)]))
    dear = Facts(price=Decimal(30), bought=LONG_AGO - timedelta(days=9), worn=frozenset([LONG_AGO]))
    found = look_through(HOLDINGS, facts(a=cheap, d=dear), TODAY)
    assert [one.path for one in found.costs] == ["/d", "/a"] and [one.path for one in found.unworn] == ["/d", "/a"]
    worn = look_through(HOLDINGS, facts(a=cheap.worn_on(TODAY), d=Facts(bought=LONG_AGO)), TODAY)
    assert [one.path for one in worn.unworn] == ["/d"] and [one.path for one in worn.costs] == ["/a"]
    assert since(Facts(bought=LONG_AGO)) == LONG_AGO and since(Facts()) is None
