"""The Wardrobe page: what it tells, where each piece of it leads, by mouse and by keys."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QScrollArea
from support import alike, hearts_in, kinds_said_in, photo, save
from window_support import Gate, User, cut_off

from core.base.paths import Paths
from core.browse.grouping import garments
from core.catalog.catalog import Catalog
from core.looks.model import Extractor
from core.mirror.mirror import Alike, Mirror, mirror
from core.search.search import Searcher
from core.workers.workers import Cancelled
from gui.mirror.bars import ColourStrip
from gui.mirror.mirror_view import MirrorView
from gui.mirror.walk import Piece

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def expected(wardrobe: Path, indexed_before: Callable[[Path], Path], home: Path, extractor: Extractor) -> Mirror:
    """Of the sample wardrobe, from the core."""
    indexed_before(wardrobe)
    with Catalog(Paths.choose(str(home)).catalog) as catalog:
        searcher = Searcher(catalog.collection([str(wardrobe)], extractor.model_id), extractor.spec)
    return mirror(searcher, garments(searcher))


@pytest.fixture
def user(expected: Mirror, start: Callable[..., User], wardrobe: Path) -> User:
    """Sees the page of the sample wardrobe."""
    opened: User = start(wardrobe)
    opened.wait_till_indexed()
    opened.press("Ctrl+6")
    opened.wait(lambda: view(opened)._mirror == expected)
    return opened


def view(user: User) -> MirrorView:
    return user.widget("mirror_view", MirrorView)


def piece(user: User, name: str) -> Piece:
    """Scrolled into sight."""
    found = user.widget(name, Piece)
    user.wait_till_quiet(found.geometry)
    user.widget("mirror_view", QScrollArea).ensureWidgetVisible(found)
    return found


def click(user: User, name: str) -> None:
    user.click_at(found := piece(user, name), found.rect().center())


def walk_to(user: User, name: str) -> Piece:
    """With the Tab key alone, to the piece of this name that is the first of its sort."""
    user.window.setFocus()
    user.reach(name)
    return user.widget(name, Piece)


def chips(user: User) -> list[str]:
    """The filters of Browse, as their chips are named."""
    buttons = user.widget("browse_bar").findChildren(QAbstractButton)
    return [one.objectName() for one in buttons if one.objectName().startswith("chip_") and one.isVisible()]


# --- what it tells ---


def test_it_tells_what_there_is_and_every_bar_has_a_name(user: User, expected: Mirror) -> None:
    assert user.widget("mirror_page_button", QAbstractButton).isChecked() and not user.gallery.isVisible()
    assert not user.sees("sidebar") and not user.sees("browse_count") and not user.sees("zoom_slider")
    assert not user.widget("sidebar_button").isEnabled(), "there is nothing beside this page"
    told = user.words("mirror_numbers")
    for count, what in ((expected.garments, f"garments on {expected.photos} photos"), (8, "kinds")):
        assert str(count) in told and what in told
    assert f"{len(expected.colours)} colours" in told
    for one in expected.kinds:
        name = user.widget(f"kind_bar_{one.name}").accessibleName()
        assert f": {one.garments} garment" in name and f"{round(100 * one.share)} %" in name
    assert user.widget("kind_bar_dress").accessibleName().startswith("Dress: ")
    assert user.widget("colour_bar_navy").accessibleName().startswith("Navy: ")
    assert user.widget("pattern_bar_striped").accessibleName().startswith("Striped: ")
    assert "Navy: " in user.widget("mirror_colours").accessibleDescription()
    shown = [one for one in view(user).findChildren(Piece) if one.isVisible()]
    assert len(shown) > 30 and all(one.accessibleName() and one.objectName() for one in shown)
    assert user.sees("ten_9") and f"{round(100 * expected.cover)} % of all garments" in user.words("mirror_ten_card")
    assert not user.sees("mirror_groups_card"), "no two are nearly identical"


@pytest.mark.parametrize("size", [(640, 480), (900, 600), (1440, 900)])
def test_it_fits_windows_of_any_size(user: User, size: tuple[int, int]) -> None:
    user.window.resize(*size)
    user.wait(lambda: (user.window.width(), user.window.height()) == size)
    area = user.widget("mirror_view", QScrollArea)
    content = area.widget()
    assert content is not None
    user.wait(lambda: content.width() <= area.viewport().width())
    user.wait(lambda: cut_off(user.window) == [])
    for one in view(user).findChildren(Piece):
        if one.isVisible():
            assert one.width() >= one.sizeHint().width() or one.parentWidget().objectName() in (
                "mirror_kinds",
                "mirror_patterns",
            )


def test_photos_are_drawn(user: User) -> None:
    pictures = view(user).pictures
    user.wait(lambda: all(map(pictures.has, view(user).paths)))
    tile = piece(user, "ten_0")
    drawn = tile.grab().toImage()
    seen = {drawn.pixelColor(x, 60).name() for x in range(10, 110, 4)}
    assert len(seen) > 3


# --- where it leads ---


@pytest.mark.parametrize("name", ["kind_bar_pants", "colour_bar_green", "pattern_bar_striped"])
def test_a_bar_leads_to_its_photos_and_back(user: User, expected: Mirror, name: str) -> None:
    facet, _, word = name.split("_")
    counts = {"kind": expected.kinds, "colour": expected.colours, "pattern": expected.patterns}[facet]
    photos = next(one.photos for one in counts if one.name == word)
    click(user, name)
    user.wait(lambda: user.gallery.isVisible() and chips(user) == [f"chip_{facet}_{word}"])
    if facet == "colour":  # those too that have it beside another one
        user.wait(lambda: photos <= len(user.paths) < expected.photos)
    else:
        user.wait_for_photos(photos)
    assert user.widget(f"filter_{facet}_{word}", QAbstractButton).isChecked()
    user.press("Alt+Left")
    user.wait(lambda: view(user).isVisible() and not user.gallery.isVisible())
    click(user, "kind_bar_dress")
    user.wait(lambda: chips(user) == ["chip_kind_dress"])


def test_a_colour_of_the_strip_leads_there_too(user: User, expected: Mirror) -> None:
    strip = user.widget("mirror_colours", ColourStrip)
    places = dict(strip.places())
    assert list(places) == [one.name for one in expected.colours]
    assert places["red"].width() > places["brown"].width(), "as there are more of them"
    user.click_at(strip, places["navy"].center().toPoint())
    user.wait(lambda: chips(user) == ["chip_colour_navy"])


def test_a_photo_leads_to_what_looks_like_it(user: User, expected: Mirror) -> None:
    path = expected.ten[2].garment.path
    click(user, "ten_2")
    user.wait_for_answer(Path(path).name, expected.photos)
    user.press("Alt+Left")
    user.wait(lambda: view(user).isVisible())
    assert view(user).current == path, "the keyboard is where it was"


def test_keys_act_on_the_photo_where_the_keyboard_is(user: User, expected: Mirror, home: Path) -> None:
    first, second = (one.garment.path for one in expected.ten[:2])
    walk_to(user, "ten_0")
    user.press("Right")
    user.wait(lambda: view(user).current == second and user.gallery.current_path() == second)
    user.press("F")
    user.wait(lambda: len(hearts_in(home)) == 1)
    user.press("Left", "Space")
    user.wait(lambda: user.sees("detail_panel") and not user.pane("photo_pane").image.isNull())
    user.press("Right", "Space")
    user.wait(lambda: not user.sees("detail_panel"))
    assert view(user).current == second, "the one that was seen last"
    user.press("Left", "Return")
    user.wait_for_answer(Path(first).name, expected.photos)


def test_on_a_bar_keys_act_on_no_photo(user: User, home: Path) -> None:
    walk_to(user, "ten_0")
    assert user.gallery.current_path() is not None
    user.press("Shift+Tab")
    assert view(user).current is None and user.gallery.current_path() is None
    user.press("F", "Space")
    user.bot.wait(200)
    assert not hearts_in(home)


def test_the_menu_of_a_photo(user: User, expected: Mirror, home: Path) -> None:
    tile = walk_to(user, "ten_0")
    where = tile.rect().center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, where, tile.mapToGlobal(where))
    QCoreApplication.sendEvent(tile, event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    names = [action.objectName() for action in menu.actions()]
    assert names[0] == "action_search" and "action_compare" in names and "action_favourite" in names
    wanted = next(action for action in menu.actions() if action.objectName() == "action_favourite")
    user.click_at(menu, menu.actionGeometry(wanted).center())
    user.wait(lambda: len(hearts_in(home)) == 1)


def test_the_keyboard_alone(user: User, expected: Mirror) -> None:
    first = expected.colours[0].name
    user.window.setFocus()
    user.reach(f"colour_bar_{first}")
    user.press("Right")
    assert user.widget(f"colour_bar_{expected.colours[1].name}").hasFocus()
    assert user.widget("mirror_colours", ColourStrip)._stands_out == expected.colours[1].name
    user.press("Left", "Tab")
    assert user.widget(f"kind_bar_{expected.kinds[0].name}").hasFocus(), "one press of Tab leads to the next sort"
    user.press("Down", "Down", "Up")
    assert user.widget(f"kind_bar_{expected.kinds[1].name}").hasFocus()
    user.press("Return")
    user.wait(lambda: chips(user) == [f"chip_kind_{expected.kinds[1].name}"])
    user.press("Ctrl+6")
    user.wait(lambda: view(user).isVisible())
    view(user).setFocus()
    bar = view(user).verticalScrollBar()
    user.press("End")
    assert bar.value() == bar.maximum() > 0
    user.press("Home")
    assert bar.value() == 0
    user.press("PgDown")
    assert bar.value() > 0
    user.press("Escape")
    user.wait(lambda: user.gallery.isVisible())


def test_it_is_where_it_was_left(user: User) -> None:
    view(user).setFocus()
    user.press("PgDown")
    where = view(user).verticalScrollBar().value()
    user.press("Ctrl+1")
    user.wait(lambda: user.gallery.isVisible())
    user.press("Ctrl+6")
    user.wait(lambda: view(user).isVisible())
    assert view(user).verticalScrollBar().value() == where > 0


# --- groups ---


@pytest.fixture
def similar_ones(
    wardrobe: Path, tmp_path: Path, start: Callable[..., User], monkeypatch: pytest.MonkeyPatch, no_stacks: None
) -> User:
    """Many garments that are nearly identical: photos of one, each taken for one of its own."""

    def each(_paths: object, searcher: Searcher, _cancelled: object = None) -> np.ndarray:
        return np.arange(len(searcher.collection.paths))

    monkeypatch.setattr("gui.mirror.reflecting.kept_groups", each)
    monkeypatch.setattr("gui.browse.arranger.find_groups", each)
    user: User = start(alike(sorted(wardrobe.glob("navy*.jpg"))[0], tmp_path / "alike", 12))
    user.wait_till_indexed()
    user.press("Ctrl+6")
    user.wait(lambda: view(user)._mirror.garments == 12)
    return user


def test_a_group_leads_to_its_photos(similar_ones: User) -> None:
    user = similar_ones
    user.wait(lambda: user.sees("group_0"))
    group = view(user)._mirror.alike[0]
    assert len(group.garments) > 4
    name = user.widget("group_0").accessibleName()
    assert name.startswith(f"{len(group.garments)} nearly identical garments: Navy")
    click(user, "group_0")
    user.wait_for_photos(len(group.photos))
    assert set(user.paths) == set(group.photos) and chips(user) == [f"chip_on_map_{len(group.photos)}"]
    assert user.text(f"chip_on_map_{len(group.photos)}").startswith(f"Chosen ({len(group.photos)})")
    user.press("Alt+Left")
    user.wait(lambda: view(user).isVisible())
    assert user.widget("group_0").hasFocus()


def test_more_groups_are_shown_when_they_are_wanted(user: User, expected: Mirror) -> None:
    """The sample wardrobe has none, so pairs of its garments are shown as if they were."""
    worn = [one.garment for one in (*expected.ten, *expected.one_offs)]
    pairs = tuple(Alike((one, other)) for one in worn for other in worn[:2] if one is not other)[:15]
    view(user).show_mirror(replace(expected, alike=pairs))
    user.wait(lambda: user.sees("group_11"))
    assert not user.sees("group_12") and user.text("mirror_more_button") == "Show all 15 groups"
    button = user.widget("mirror_more_button", QAbstractButton)
    user.wait_till_quiet(lambda: button.mapTo(user.window, button.rect().center()))
    user.widget("mirror_view", QScrollArea).ensureWidgetVisible(button)
    user.click("mirror_more_button")
    user.wait(lambda: user.sees("group_14"))
    assert not user.sees("mirror_more_button") and user.widget("group_12").hasFocus()


# --- it follows the library ---


def test_it_grows_with_the_library(start: Callable[..., User], tmp_path: Path, no_stacks: None) -> None:
    folder = tmp_path / "some"
    for number in range(3):
        save(folder / f"{number}.png", photo(number, (40, 50)))
    user = start(folder)
    user.wait_till_indexed()
    user.press("Ctrl+6")
    user.wait(lambda: view(user)._mirror.photos == 3)
    for number in range(3, 5):
        save(folder / f"{number}.png", photo(number, (40, 50)))
    user.press("F5")
    user.wait(lambda: view(user)._mirror.photos == 5)
    assert "5 photos" in user.words("mirror_numbers")


def test_what_the_user_says_of_a_photo_counts_at_once(user: User, expected: Mirror, home: Path) -> None:
    walk_to(user, "ten_0")
    path = expected.ten[0].garment.path
    user.press("K")
    user.wait(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    wanted = next(action for action in menu.actions() if action.objectName() == "kind_other")
    user.click_at(menu, menu.actionGeometry(wanted).center())
    user.wait(lambda: view(user)._mirror.left_out >= 1)
    user.wait(lambda: kinds_said_in(home) == ["other"])
    assert path not in view(user).paths
    assert "left out" in user.words("mirror_colours_card")
    user.press("Ctrl+Z")
    user.wait(lambda: view(user)._mirror == expected)


def test_without_a_photo_that_was_read_it_says_so(start: Callable[..., User], photos: Path, gate: Gate) -> None:
    gate.allow(0)
    user = start(photos)
    user.press("Ctrl+6")
    user.wait(lambda: "no garment to be seen yet" in user.text("mirror_empty"))
    assert not user.sees("mirror_colours_card")
    view(user).setFocus()  # the Tab key leads on to the button that pauses the reading
    user.press("Return", "Space", "F")  # nothing to act on, nothing happens
    user.press("Ctrl+6")
    gate.allow(None)
    user.wait(lambda: user.sees("mirror_colours_card") and not user.sees("mirror_empty"))


# --- work in the background ---


class Slow:
    """A mirror that takes as long as the test wants."""

    def __init__(self) -> None:
        self.begun, self.may_end = threading.Event(), threading.Event()

    def __call__(self, _searcher: object, _groups: object, cancelled: Callable[[], bool]) -> Mirror:
        self.begun.set()
        while not self.may_end.wait(0.01):
            if cancelled():
                raise Cancelled
        return Mirror()


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[Slow]:
    made = Slow()
    monkeypatch.setattr("gui.mirror.reflecting.mirror", made)
    yield made
    made.may_end.set()


def test_the_window_goes_on_while_it_is_made_and_closing_ends_it(
    slow: Slow, start: Callable[..., User], wardrobe: Path, indexed_before: Callable[[Path], Path]
) -> None:
    user = start(indexed_before(wardrobe))
    user.wait_till_indexed()
    user.press("Ctrl+6")
    user.wait(slow.begun.is_set)
    user.wait(lambda: "being counted" in user.text("mirror_empty"))
    user.press("Ctrl+1")
    user.wait(lambda: user.gallery.isVisible())
    user.press("Ctrl+Q")
    assert not user.window.isVisible()
