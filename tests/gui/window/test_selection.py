"""Several photos at once: how many are selected is said, and everything that can be done is done with all of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QMenu
from support import hearts_in, photo, save
from window_support import User

Start = Callable[..., User]
CTRL = Qt.KeyboardModifier.ControlModifier
# Menus grab the keyboard, which the offscreen platform cannot do.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def select(user: User, *rows: int) -> list[str]:
    """Click photos with Ctrl held, once something can be said of them."""
    user.wait(lambda: user.text("browse_count") or user.shows_results)  # before it, all may be shown anew
    user.wait(lambda: all(map(user.window._marking.kinds.can_change, user.paths)))
    for row in rows:
        user.click_at(user.gallery.viewport(), user.place_of(row), keys=CTRL)
    return [user.paths[row] for row in rows]


def photo_menu(user: User, row: int) -> dict[str, tuple[str, str]]:
    """The entries of a photo's menu with the keys beside them, by their names."""
    user.window._show_photo_menu(user.paths[row], user.gallery.viewport().mapToGlobal(user.place_of(row)))
    user.wait(lambda: user.sees("photo_menu"))
    menu = user.widget("photo_menu", QMenu)
    entries = {action.objectName(): (action.text(), action.shortcut().toString()) for action in menu.actions()}
    return {name: entry for name, entry in entries.items() if name}


def pick(user: User, name: str) -> None:
    menu = user.widget("photo_menu", QMenu)
    action = menu.findChild(QAction, name)
    user.click_at(menu, menu.actionGeometry(action).center())
    user.wait(lambda: not user.sees("photo_menu"))


def test_the_bar_of_what_is_selected(user: User, home: Path) -> None:
    select(user, 1)
    assert not user.sees("selection_bar"), "one photo is no selection to speak of"
    before = user.place_of(1)
    chosen = [user.paths[1], *select(user, 2, 5)]
    user.wait(lambda: user.text("selection_count") == "3 photos selected")
    assert user.place_of(1) == before
    user.click("selection_favourite")
    user.wait(lambda: len(hearts_in(home)) == 3)
    assert user.gallery.selected_paths() == chosen and user.sees("selection_bar")
    user.click("selection_kind")
    user.wait(lambda: user.sees("kind_menu"))
    menu = user.widget("kind_menu", QMenu)
    user.click_at(menu, menu.actionGeometry(menu.findChild(QAction, "kind_dress")).center())
    user.wait_for_notice("3 photos – you said: Dress")
    user.click("selection_clear_button")
    user.wait(lambda: not user.sees("selection_bar"))
    assert not user.gallery.selected_paths()


def test_what_is_selected_stays_so_when_photos_are_found(user: User, photos: Path) -> None:
    chosen = select(user, 1, 2, 5)
    save(photos / "02b.png", photo(31))
    user.press("F5")
    user.wait(lambda: len(user.paths) == 13)
    assert user.gallery.selected_paths() == chosen and user.paths.index(chosen[2]) == 6
    assert user.text("selection_count") == "3 photos selected"
    user.wait_till_indexed()
    assert user.gallery.selected_paths() == chosen


def test_escape_selects_nothing_first(user: User) -> None:
    user.ask(0)
    select(user, 2, 3)
    user.wait(lambda: user.sees("selection_bar"))
    user.press("Escape")
    user.wait(lambda: not user.sees("selection_bar"))
    assert user.shows_results
    user.press("Escape")
    user.wait(lambda: not user.shows_results)


def test_results_stay_as_large_as_they_are(user: User) -> None:
    user.ask(0)
    user.wait_till_quiet(lambda: user.gallery.gridSize())
    before = user.gallery.gridSize()
    select(user, 2, 3)
    user.wait(lambda: user.sees("selection_bar"))
    user.wait_till_quiet(lambda: user.gallery.gridSize())
    assert user.gallery.gridSize() == before


def test_the_menu_shows_keys_and_speaks_of_one(user: User) -> None:
    entries = photo_menu(user, 1)
    assert entries["action_search"] == ("Find similar photos", "Return")
    assert entries["action_compare"] == ("Look closer", "Space")
    assert entries["action_favourite"] == ("Add to favourites", "F")
    assert entries["action_trash"] == ("Move to the trash", "Del")
    assert entries["action_copy"] == ("Copy", "Ctrl+C") and entries["action_copy_path"][1] == ""


def test_the_menu_speaks_of_all_that_are_selected(user: User, home: Path) -> None:
    chosen = select(user, 1, 2, 5)
    entries = photo_menu(user, 2)
    wanted = {
        "action_search_these": "Find what is like these 3 photos",
        "action_favourite": "Add 3 photos to favourites",
        "action_trash": "Move 3 photos to the trash",
        "action_map": "Show on the map",
        "action_open": "Open 3 photos",
        "action_show_in_folder": "Show 3 photos in folder",
        "action_copy": "Copy 3 photos",
        "action_copy_path": "Copy 3 paths",
    }
    assert wanted.items() <= {name: text for name, (text, _) in entries.items()}.items()
    pick(user, "action_copy_path")
    user.wait_for_notice("3 paths copied")
    assert QGuiApplication.clipboard().text().splitlines() == chosen
    photo_menu(user, 2)
    pick(user, "action_favourite")
    user.wait(lambda: len(hearts_in(home)) == 3)
    user.wait(lambda: user.gallery.photos.marked.favourites >= set(chosen))
    assert photo_menu(user, 2)["action_favourite"][0] == "Remove 3 photos from favourites"
    pick(user, "action_search_these")
    user.wait_for_answer(f"{Path(chosen[0]).name} and 2 more", 12)


def test_another_photo_has_a_menu_of_its_own(user: User) -> None:
    select(user, 1, 2)
    user.click_photo(6, Qt.MouseButton.RightButton)
    assert photo_menu(user, 6)["action_trash"][0] == "Move to the trash"
    user.press("Escape")
    user.wait(lambda: not user.sees("photo_menu"))
