"""What was browsed last, on disk: words come back as they were understood, and odd ones count as nothing."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from support import KINDS

from core.base.settings import Sort
from core.browse.remembered import Remembered, load_remembered, save_remembered
from core.browse.shelf import Browsing, Choice
from core.search.question import Question
from core.words.understanding import understand


def _saved(file: Path, browsing: Browsing) -> Remembered:
    view = Remembered(("/a",), browsing, ("/a/1.png",), {})
    save_remembered(file, view)
    return view


def test_words_come_back_as_they_were_understood(tmp_path: Path) -> None:
    for browsing in (Browsing(), Browsing(words=understand("Hat", "de")), Browsing(words=understand("red ruffles"))):
        view = _saved(tmp_path / "browsed", browsing)
        assert load_remembered(tmp_path / "browsed", KINDS) == view


def test_a_file_of_an_earlier_version_knows_no_words(tmp_path: Path) -> None:
    view = _saved(tmp_path / "browsed", Browsing())
    _change(tmp_path / "browsed", None)
    assert load_remembered(tmp_path / "browsed", KINDS) == view


@pytest.mark.parametrize("words", ["red", ["red", "fr"], ["red"], [1, "en"], 7, {"text": "red"}])
def test_odd_words_count_as_damage(words: object, tmp_path: Path) -> None:
    _saved(tmp_path / "browsed", Browsing())
    _change(tmp_path / "browsed", words)
    assert load_remembered(tmp_path / "browsed", KINDS) == Remembered()


def test_words_of_which_nothing_is_understood_any_more_are_none(tmp_path: Path) -> None:
    view = _saved(tmp_path / "browsed", Browsing())
    _change(tmp_path / "browsed", ["qwertz", "en"])
    assert load_remembered(tmp_path / "browsed", KINDS) == view


ASKED = Question("/a/b\udcff.jpg", "b", True, (0.1, 0.2, 0.3, 0.4), ("/a/c.jpg",), (), 2)


def test_the_last_question_comes_back(tmp_path: Path) -> None:
    for asked in (ASKED, Question("/a.jpg"), None):
        view = Remembered(("/a",), Browsing(reverse=True), ("/a/1.png",), {}, asked)
        save_remembered(tmp_path / "browsed", view)
        assert load_remembered(tmp_path / "browsed", KINDS) == view


@pytest.mark.parametrize("odd", [7, {}, {"source": 7}, "x", {"source": "/a", "box": [1], "turns": 0}])
def test_an_odd_question_counts_as_damage(odd: object, tmp_path: Path) -> None:
    _saved(tmp_path / "browsed", Browsing())
    head, _, rest = (tmp_path / "browsed").read_bytes().partition(b"\n")
    stored = {**json.loads(head), "asked": odd}
    (tmp_path / "browsed").write_bytes(json.dumps(stored).encode("ascii") + b"\n" + rest)
    assert load_remembered(tmp_path / "browsed", KINDS) == Remembered()


def test_a_filter_that_means_nothing_any_more_is_left_out_alone(tmp_path: Path) -> None:
    """The names of colours change between versions. The other filters, words and order stay."""
    kept = frozenset({Choice("folder", "/a"), Choice("colour", "navy")})
    browsing = Browsing(kept, Sort.COLOUR, words=understand("Hat", "de"))
    for lost in (Choice("colour", "mud"), Choice("kind", "kilt"), Choice("season", "summer")):
        _saved(tmp_path / "browsed", replace(browsing, filters=kept | {lost}))
        assert load_remembered(tmp_path / "browsed", KINDS) == Remembered(("/a",), browsing, lost_filter=True)


def _change(file: Path, words: object) -> None:
    """Other words in the file, or no place for them at all."""
    head, _, rest = file.read_bytes().partition(b"\n")
    stored = json.loads(head)
    stored["browsing"].pop("words")
    if words is not None:
        stored["browsing"]["words"] = words
    file.write_bytes(json.dumps(stored).encode("ascii") + b"\n" + rest)
