"""`twinset facts`: facts of garments leave as a table, and come back from it."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from support import Result, save

from core.base.paths import Paths
from core.wardrobe.copies import change_wardrobe, known_wardrobe
from core.wardrobe.facts import Facts
from core.wardrobe.identity import Identity
from core.wardrobe.marks import Marks

Twinset = Callable[..., Result]
DAY = datetime.date(2026, 11, 27)
COAT = Facts("Mäntel", "B", "M", Decimal("129.90"), "EUR", DAY, 'two\n"lines"', frozenset([DAY]))


def marks(home: Path) -> Marks:
    return known_wardrobe(Paths.choose(str(home))).marks


def test_facts_go_to_another_home(
    known_photos: Path, photos: Path, home: Path, twinset: Twinset, tmp_path: Path
) -> None:
    table = save(tmp_path / "facts.csv", f"path,name\n{photos / '03.png'},Hat\n04.png,Cap\n99.png,x\n".encode())
    done = twinset("facts", "import", table, "--json").json
    assert done["photos"] == 2 and len(done["remarks"]) == 1 and "Row 4" in done["remarks"][0]
    (hat,) = [photo for photo, facts in marks(home).facts.by_photo.items() if facts == Facts("Hat")]
    assert hat.pixels, "as the catalog knows it"
    change_wardrobe(Paths.choose(str(home)), lambda marks: marks.with_facts([hat], lambda _: COAT))
    absent = Identity(b"absent" * 2)
    change_wardrobe(Paths.choose(str(home)), lambda marks: marks.with_facts([absent], lambda _: Facts("Gone")))

    out = tmp_path / "out.csv"
    exported = twinset("facts", "export", out)
    assert exported.code == 0 and exported.out == f"{out}\n" and "1 photos" in exported.err
    text = out.read_bytes()
    assert text.startswith("\ufeffpath,name,brand,size,price,currency,bought,notes,worn\r\n".encode())
    other = tmp_path / "other home"
    assert twinset("index", photos, "--home", other).code == 0
    assert twinset("facts", "import", out, "--json", "--home", other).json == {"photos": 2, "remarks": []}
    expected = {photo: facts for photo, facts in marks(home).facts.by_photo.items() if photo != absent}
    assert marks(other).facts.by_photo == expected
    assert twinset("facts", "export", tmp_path / "all.csv", "--all", "--home", other).code == 0
    assert (tmp_path / "all.csv").read_text("utf-8-sig").count(".png") == 12


@pytest.mark.parametrize("data", [b"", b"name\nHat\n", b"\x00\x01\x02", "path,name\n00.png,Hüt\n".encode("latin-1")])
def test_what_is_no_table_changes_nothing(
    known_photos: Path, home: Path, twinset: Twinset, tmp_path: Path, data: bytes
) -> None:
    done = twinset("facts", "import", save(tmp_path / "facts.csv", data))
    assert done.code == 1 and done.out == "" and len(done.said) == 1
    assert marks(home) == Marks()


def test_what_is_not_there_and_what_is_a_photo(known_photos: Path, twinset: Twinset, tmp_path: Path) -> None:
    assert "gone.csv" in twinset("facts", "import", tmp_path / "gone.csv").err
    assert twinset("facts", "export", tmp_path / "facts.txt").code == 2
    link = tmp_path / "facts.csv"
    link.symlink_to(known_photos / "00.png")
    before = (known_photos / "00.png").read_bytes()
    refused = twinset("facts", "export", link)
    assert (
        refused.code == 1 and "one of your photos" in refused.err and (known_photos / "00.png").read_bytes() == before
    )
