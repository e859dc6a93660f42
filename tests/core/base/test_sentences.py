"""Names as a person sees them: nothing in them may move the cursor, break the line or turn the text around."""

from __future__ import annotations

import os

import pytest

from core.base.sentences import printable

HARMFUL = [chr(code) for code in (*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029, *range(0x202A, 0x202F))]
HARMFUL += [*map(chr, range(0x2066, 0x206A)), "\u200e", "\u200f", "\ufeff", "\ud800", "\udfff"]


@pytest.mark.parametrize("letter", HARMFUL, ids=lambda letter: f"{ord(letter):04x}")
def test_what_is_no_visible_sign_is_replaced(letter: str) -> None:
    assert printable(f"a{letter}b.png") == "a\ufffdb.png"


@pytest.mark.parametrize("name", ["写真\u3000夏.jpg", "Screenshot at 10.00\u202fAM.png", "👩\u200d🎨 é.png", "-rf.jpg"])
def test_names_that_people_give_stay(name: str) -> None:
    assert printable(name) == name


def test_bytes_that_are_no_text() -> None:
    assert printable(os.fsdecode(b"a\xff\xc3\xa9.png")) == "a\ufffdé.png"
    as_ascii = "写真.jpg".encode().decode("ascii", "surrogateescape")  # how a system without UTF-8 reads it
    assert printable(as_ascii) == "写真.jpg"
