"""Describing in words what one looks for: the field, what was understood, photos in that order, a photo besides."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton
from window_support import User

from core.sample.sample import file_name, garments
from core.words.understanding import MOST_LETTERS

Start = Callable[..., User]
GARMENTS = {file_name(garment): garment for garment in garments()}
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def user(start: Start, no_stacks: None, indexed_before: Callable[..., Path], wardrobe: Path) -> User:
    """A user of the sample wardrobe, all of it read, without stacks."""
    opened: User = start(indexed_before(wardrobe))
    opened.window.resize(1180, 800)
    opened.wait_till_indexed()
    opened.wait(lambda: len(opened.paths) == len(GARMENTS))
    return opened


def field(user: User) -> QLineEdit:
    return user.widget("words_field", QLineEdit)


def describe(user: User, text: str) -> None:
    """As a person does it: Ctrl+F, letters, Return."""
    user.press("Ctrl+F")
    user.wait(field(user).hasFocus)
    write(user, text)
    assert field(user).text() == text
    user.press("Return")


def write(user: User, text: str) -> None:
    """Letters come to the window, so that its own keys have their chance to take them."""
    for letter in text:
        QTest.keyClick(user.window.windowHandle(), letter)


def chips(user: User) -> list[str]:
    """What was understood."""
    bar = user.widget("words_bar")
    return [chip.text().removesuffix("×").strip() for chip in bar.findChildren(QPushButton) if chip.isVisible()]


def first(user: User, count: int) -> list[str]:
    return [GARMENTS[os.path.basename(path)].colour_name for path in user.paths[:count]]


def test_photos_stand_in_the_order_in_which_they_fit(user: User) -> None:
    before = list(user.paths)
    describe(user, "navy dotted dress")
    user.wait(lambda: os.path.basename("".join(user.paths[:1])) == "navy-dotted-dress.jpg")
    assert chips(user) == ["navy", "dotted", "Dress"] and not user.sees("words_told")
    assert sorted(user.paths) == sorted(before)
    assert user.text("sort_button") == "Your words"
    user.click("back_button")
    user.wait(lambda: user.paths == before)
    assert chips(user) == [] and field(user).text() == ""
    user.click("forward_button")
    user.wait(lambda: user.paths != before)
    assert field(user).text() == "navy dotted dress"


def test_a_chip_takes_away_what_it_says(user: User) -> None:
    describe(user, "green dress")
    user.wait(lambda: os.path.basename("".join(user.paths[:1])) == "green-checked-dress.jpg")
    user.click("chip_words_dress")
    user.wait(lambda: set(first(user, 5)) == {"green"})
    assert chips(user) == ["green"] and field(user).text() == "green"
    user.click("chip_words_green")
    user.wait(lambda: chips(user) == [] and field(user).text() == "")
    assert user.text("sort_button") == "Name"


def test_chips_are_reached_and_pressed_by_keys(user: User) -> None:
    describe(user, "green dress")
    user.wait(lambda: chips(user) == ["green", "Dress"])
    chip = user.reach("chip_words_green")
    assert chip.accessibleName() == "Look for it without “green”"
    user.press("Space")
    user.wait(lambda: chips(user) == ["Dress"])
    assert field(user).accessibleName() == "Describe what you look for"


def test_what_is_not_understood_is_said(user: User) -> None:
    describe(user, "green dress with ruffles and a belt")
    user.wait(lambda: chips(user) == ["green", "Dress"])
    assert user.text("words_told") == "Not understood: ruffles   Not told from other clothes yet: belt"


def test_nonsense_changes_nothing(user: User) -> None:
    before = list(user.paths)
    for text in ("qwertz", "a belt", "x" * MOST_LETTERS):
        describe(user, text)
        assert user.text("words_told").startswith("Name a kind, a colour or a pattern, such as")
        assert user.paths == before and chips(user) == []
    describe(user, "   ")
    assert not user.sees("words_told") and user.paths == before


def test_an_emptied_field_brings_back_the_order_before(user: User) -> None:
    before = list(user.paths)
    describe(user, "red")
    user.wait(lambda: user.paths != before)
    user.press("Ctrl+F", "Backspace")
    user.wait(lambda: user.paths == before)
    assert chips(user) == []
    describe(user, "red")
    user.wait(lambda: user.paths != before)
    user.click("clear_words_button")
    user.wait(lambda: user.paths == before and chips(user) == [])


def test_escape_gives_the_keyboard_back_to_the_photos(user: User) -> None:
    describe(user, "red")
    user.wait(lambda: chips(user) == ["red"])
    write(user, "dish")
    user.press("Escape")
    user.wait(user.gallery.hasFocus)
    assert field(user).text() == "red" and chips(user) == ["red"]


def test_letters_that_are_keys_are_typed(user: User) -> None:
    """F makes a favourite and E a stack, where the photos have the keyboard."""
    describe(user, "fee?")
    assert field(user).text() == "fee?" and not user.sees("keys_dialog")


def test_filters_and_words_together_and_another_order_instead(user: User) -> None:
    before = list(user.paths)
    describe(user, "green")
    user.wait(lambda: set(first(user, 3)) == {"green"})
    user.choose_filter("kind", "pants")
    user.wait(lambda: 0 < len(user.paths) < len(GARMENTS))
    assert first(user, 1) == ["green"] and chips(user) == ["green"]
    user.click("clear_filters_button")
    user.wait(lambda: len(user.paths) == len(GARMENTS))
    assert chips(user) == ["green"]
    user.choose("sort_button", "Name")
    user.wait(lambda: user.paths == before)
    assert chips(user) == [] and field(user).text() == ""


def test_the_next_start_shows_what_was_described(user: User, start: Start, wardrobe: Path) -> None:
    describe(user, "green dress")
    user.wait(lambda: os.path.basename("".join(user.paths[:1])) == "green-checked-dress.jpg")
    seen = list(user.paths)
    user.window.close()
    again = start(wardrobe)
    again.wait_till_indexed()
    again.wait(lambda: again.paths == seen and chips(again) == ["green", "Dress"])
    assert field(again).text() == "green dress"


def test_like_this_photo_but_in_another_colour(user: User) -> None:
    row = [os.path.basename(path) for path in user.paths].index("navy-dotted-dress.jpg")
    user.click_photo(row)
    user.wait(lambda: user.shows_results)
    before = list(user.paths)
    assert field(user).text() == "" and chips(user) == []
    describe(user, "like this but green")
    user.wait(lambda: user.paths != before)
    assert set(first(user, 3)) == {"green"} and chips(user) == ["green"]
    assert os.path.basename(user.paths[0]) == "green-checked-dress.jpg"
    user.click("chip_words_green")
    user.wait(lambda: user.paths == before)
    describe(user, "red")
    user.wait(lambda: first(user, 1) == ["red"])
    user.click_photo(1)
    user.wait(lambda: chips(user) == [] and field(user).text() == "")


def test_german(user: User) -> None:
    field(user).setFocus(Qt.FocusReason.MouseFocusReason)
    describe(user, "gruenes Kleid")
    user.wait(lambda: os.path.basename("".join(user.paths[:1])) == "green-checked-dress.jpg")
    assert chips(user) == ["green", "Dress"]
