"""A filter that stands in the two tuples of facets, and nowhere else, serves the whole window."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QAbstractButton
from support import KINDS
from window_support import User

from core.browse.facets import FACETS, Facet, Masks
from core.browse.shelf import Shelf
from core.looks.features import UNSURE
from core.wardrobe.marks import Marks
from gui.base.theme import Theme
from gui.browse.sections import Section, rows
from gui.browse.shown_facets import SHOWN_FACETS, ShownFacet


def _by_initial(shelf: Shelf, _: Marks) -> Masks:
    initials = np.array([os.path.basename(path)[0] for path in shelf.paths])
    return {initial: initials == initial for initial in "017"}


INITIAL = Facet("initial", _by_initial)
KIND_ROWS = [f"kind_{kind}" for kind in (*KINDS, UNSURE)]


def _section(theme: Theme, _kinds: Sequence[str]) -> Section:
    return rows(theme, INITIAL, "Initials", {initial: f"Begins with {initial}" for initial in "017"})


@pytest.fixture
def user(no_stacks: None, start: Callable[..., User], photos: Path, monkeypatch: pytest.MonkeyPatch) -> User:
    """Of twelve photos, 00.png to 11.png, who can filter by the first character of a name."""
    as_shown = ShownFacet(INITIAL, _section, lambda name, _folders: f"{name}…")
    monkeypatch.setattr("core.browse.facets.FACETS", (*FACETS, INITIAL))
    monkeypatch.setattr("gui.browse.shown_facets.SHOWN_FACETS", (*SHOWN_FACETS, as_shown))
    opened: User = start(photos)
    opened.wait(lambda: _counted(opened, *KIND_ROWS) == 12)  # each has been read
    return opened


def _said(user: User, name: str) -> str:
    return user.widget(f"filter_{name}", QAbstractButton).accessibleName()


def _counted(user: User, *names: str) -> int:
    return sum(int(_said(user, name).split(", ")[-1].split()[0]) for name in names)


def test_a_filter_of_ones_own(user: User) -> None:
    assert _said(user, "initial_1") == "Begins with 1, 2 photos" and _counted(user, "initial_0") == 10
    assert user.sees("filter_initial_0") and not user.sees("filter_initial_7"), "no photo begins with it"
    assert "Initials" in user.words("sidebar")
    user.choose_filter("initial", "1")
    user.wait(lambda: [os.path.basename(path) for path in user.paths] == ["10.png", "11.png"])
    assert user.text("chip_initial_1") == "1…  ×" and user.text("browse_count") == "2 of 12 photos"
    assert _counted(user, *KIND_ROWS) == 2 and _counted(user, "initial_0") == 10, "counts follow the other filters"
    user.choose_filter("initial", "0")
    user.wait_for_photos(12)
    user.click("chip_initial_1")
    user.wait_for_photos(10)


def test_beside_the_other_filters(user: User) -> None:
    user.gallery.setFocus()
    user.press("End", "F")
    user.wait(lambda: _counted(user, "favourite_favourites") == 1)
    user.choose_filter("favourite", "favourites")
    user.wait_for_photos(1)
    assert _counted(user, "initial_0", "initial_1") == 1
    user.choose_filter("initial", "0")
    user.wait_for_photos(0)
    user.click("clear_filters_button")
    user.wait_for_photos(12)


def test_the_window_shows_all_facets() -> None:
    assert {one.facet for one in SHOWN_FACETS} == set(FACETS)
