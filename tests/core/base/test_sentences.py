"""Names as a person sees them: nothing in them may move the cursor, break the line or turn the text around.

Sentences that are filled last, and come back from a catalog or a worker as they were.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from core.base import sentences
from core.base.sentences import Sentence, may_pass, printable

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


@pytest.mark.parametrize(
    ("sentence", "english"),
    [
        (sentences.GONE, "The file is no longer there."),
        (
            sentences.MANY_PIXELS.filled(width=20_000, height=10_001, most=200),
            "The image has 20,000 x 10,001 pixels; more than 200 million are not read.",
        ),
        (
            sentences.SILENT.filled(seconds="3600"),
            "The file could not be read within 3600 seconds; check the drive it is on.",
        ),
        (
            sentences.DAMAGED_WARDROBE.filled(file=Path("/a {file} {why} b\udcff")),
            "The file with your favourites and kinds is damaged, so nothing is written to it: /a {file} {why} b\udcff.",
        ),
        (Sentence("Said {by} an {} earlier {0.x} version."), "Said {by} an {} earlier {0.x} version."),
    ],
)
def test_sentences_stay_what_they_are(sentence: Sentence, english: str) -> None:
    assert str(sentence) == english
    written = sentence.to_json()
    assert written.isascii() and Sentence.from_json(written) == sentence


def test_what_is_no_sentence() -> None:
    no_value = ('{"template": "a", "fields": {"b": null}}', '{"template": "a", "fields": {"b": {"c": 1}}}')
    no_sentence = ("", "The file is empty.", "[]", "1", '"a"', "null", '{"template": "a"}', "[" * 100_000)
    for junk in (*no_value, *no_sentence, '{"template": 1, "fields": {}}', '{"template": "a", "fields": []}'):
        with pytest.raises(ValueError, match="no sentence"):
            Sentence.from_json(junk)
    assert Sentence.from_json('{"template": "a {self}", "fields": {"self": "b"}}').fields == (("self", "b"),)


def test_what_may_pass() -> None:
    assert may_pass(sentences.GONE) and may_pass(sentences.BROKEN_FILE.filled(why="Stale file handle"))
    assert not may_pass(sentences.DAMAGED) and not may_pass(sentences.CUT_SHORT.filled(percent=7))
