"""Answers as a user has them: back and forward among them, pages, and whether a thing is owned already."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QCheckBox, QSlider
from support import alike, save
from window_support import User, cut_off, files, menu_at, photos_in

from core.search.turns import CLOSE
from gui.similar.photo_button import PhotoButton

pytestmark = [
    pytest.mark.usefixtures("no_stacks"),
    pytest.mark.qt_log_ignore("This plugin does not support grabbing the keyboard", extend=True),
]

Start = Callable[..., User]


# --- back and forward, pages ---


def test_back_and_forward_bring_everything_back(user: User) -> None:
    user.ask(2)
    user.reach("pattern_slider")
    user.press("PgUp", "PgUp")
    user.wait(lambda: user.window._seen.now.ranked.shares[2] == 40)
    tuned = user.matches
    user.gallery.go_to(user.paths[4])
    second = user.click_photo(4)
    user.wait_for_answer(Path(second).name, 12)
    user.tick("include_box")
    user.wait(lambda: user.paths[0] == second)
    user.reach("pattern_slider")
    user.press("Home")
    user.wait(lambda: user.window._seen.now.ranked.shares[2] == 0)
    other = user.matches
    user.press("Alt+Left")
    user.wait(lambda: user.matches == tuned)
    assert user.widget("pattern_slider", QSlider).value() == 40
    assert not user.widget("include_box", QCheckBox).isChecked()
    user.press("Alt+Right")
    user.wait(lambda: user.matches == other)
    assert user.widget("pattern_slider", QSlider).value() == 0 and user.widget("include_box", QCheckBox).isChecked()


def test_two_pages(user: User, photos: Path) -> None:
    user.press("Ctrl+2")
    user.wait(lambda: user.sees("invitation_open_button"))
    user.press("Ctrl+1")
    user.wait(lambda: user.paths == photos_in(photos))
    user.ask(6)
    user.gallery.go_to(user.paths[5])
    found, current = user.matches, user.gallery.current_path()
    user.press("Ctrl+1")
    user.wait(lambda: user.paths == photos_in(photos))
    assert not user.sees("query_panel") and not user.sees("query_strip")
    user.click("similar_page_button")
    user.wait(lambda: user.shows_results)
    assert user.matches == found and user.gallery.current_path() == current
    user.press("Alt+Left")
    user.wait(lambda: not user.shows_results)


def test_the_panel_can_be_put_away(user: User) -> None:
    user.ask(6)
    user.window.resize(900, 600)
    assert user.sees("query_panel")
    user.press("Ctrl+B")
    user.wait(lambda: not user.sees("query_panel"))
    user.press("Alt+Left", "Alt+Right")
    user.wait(lambda: user.shows_results)
    assert not user.sees("query_panel")
    user.click("sidebar_button")
    user.wait(lambda: user.sees("query_panel"))


# --- do I own this already? ---


def test_a_photo_that_is_owned_already(user: User, photos: Path, tmp_path: Path) -> None:
    again = from_a_shop(photos / "08.png", tmp_path / "shop.jpg")
    assert user.drop(files(again))
    user.wait_for_answer("shop.jpg", 12)
    assert user.text("query_verdict") == "You own this: 08.png"
    assert user.paths[0] == str(photos / "08.png")
    close = [match.label in CLOSE for match in user.window._seen.now.shown.matches]
    assert user.gallery.itemDelegate().emphasised == min(3, [*close, False].index(False))  # type: ignore[attr-defined]
    user.ask(3)
    assert user.text("query_verdict") == ""
    assert user.gallery.itemDelegate().emphasised == 0  # type: ignore[attr-defined]


def test_the_verdict_shows_the_photo_that_it_names(user: User, photos: Path, tmp_path: Path) -> None:
    """A click on it, or on the words, lays it beside the question; also where filters leave it out of the results."""
    own = str(photos / "08.png")
    user.click_photo(3)
    user.wait_for_answer("03.png", 12)
    assert not user.sees("verdict_photo")
    assert user.drop(files(from_a_shop(photos / "08.png", tmp_path / "shop.jpg")))
    user.wait_for_answer("shop.jpg", 12)
    button = user.widget("verdict_photo", PhotoButton)
    assert user.sees("verdict_photo") and button.accessibleName() == "Compare with 08.png"
    user.wait(lambda: button.has_picture)
    user.window.resize(900, 600)
    user.wait_till_quiet(lambda: cut_off(user.window))
    assert cut_off(user.window) == [] and user.widget("deny_button").accessibleName() == "Not the same"
    user.click("verdict_photo")
    user.wait(lambda: looks_at(user, "08.png"))
    assert "1 of 10" in user.text("detail_title") and user.sees("query_pane")
    user.press("Escape")
    user.wait(lambda: not user.sees("detail_panel"))
    assert user.gallery.current_path() == own and user.gallery.hasFocus()

    user.reach("colours_button")
    user.press("Space")
    user.press("Right", "Right", "Down", "Return")
    user.wait(lambda: user.window._seen.now.ranked.colour)
    assert own not in user.paths
    verdict = user.widget("query_verdict")
    user.click_at(verdict, verdict.rect().topLeft() + QPoint(5, 5))
    user.wait(lambda: looks_at(user, "08.png"))
    assert user.text("detail_title") == "08.png" and user.sees("aspect_bars")
    assert not user.widget("previous_button").isEnabled()


def test_the_verdict_shows_the_very_photo(user: User, photos: Path, tmp_path: Path) -> None:
    """And none where it names none."""
    shutil.copy(photos / "05.png", tmp_path / "same.png")
    assert user.drop(files(tmp_path / "same.png"))
    user.wait_for_answer("same.png", 12)
    button = user.widget("verdict_photo", PhotoButton)
    user.wait(lambda: button.accessibleName() == "Compare with 05.png" and not user.sees("deny_button"))
    user.reach("verdict_photo")
    user.press("Space")
    user.wait(lambda: looks_at(user, "05.png"))
    user.press("Escape")
    assert user.drop(files(save(tmp_path / "noise.png", Image.effect_noise((90, 70), 90))))
    user.wait_for_answer("noise.png", 12)
    assert not user.sees("verdict_photo")


def looks_at(user: User, name: str) -> bool:
    return user.sees("detail_panel") and user.pane("photo_pane").accessibleName() == name


def from_a_shop(photo: Path, target: Path) -> Path:
    """The same garment in another file, with other pixels."""
    Image.open(photo).save(target, quality=90)
    return target


def test_the_very_photo_of_the_library(user: User, photos: Path, tmp_path: Path) -> None:
    shutil.copy(photos / "08.png", tmp_path / "shop.png")
    assert user.drop(files(tmp_path / "shop.png"))
    user.wait_for_answer("shop.png", 12)
    said = f"This very photo is in {photos.parent.name}/{photos.name}."
    user.wait(lambda: user.widget("query_verdict").toolTip() == said)
    assert not user.sees("deny_button")


def test_what_is_not_the_same_is_remembered(user: User, start: Start, photos: Path, tmp_path: Path) -> None:
    again = from_a_shop(photos / "08.png", tmp_path / "shop.jpg")
    assert user.drop(files(again))
    user.wait_for_answer("shop.jpg", 12)
    user.click("deny_button")
    user.wait(lambda: "08.png" not in user.text("query_verdict"))
    user.wait_for_notice("Not the same", "remembered")
    own = str(photos / "08.png")
    assert said_of(user, own, "Not the same")

    user = start()
    user.wait_for_photos(12)
    user.wait_till_indexed()
    user.wait(lambda: user.window._marking.keeping.marks.apart.pairs)
    assert user.drop(files(again))
    user.wait(lambda: user.shows_results and said_of(user, own, "Not the same"))
    assert "08.png" not in user.text("query_verdict")
    menu_at(user, user.paths.index(own), "action_apart")
    user.wait(lambda: user.text("query_verdict") == "You own this: 08.png")
    user.window.activateWindow()  # the menu has taken that away
    user.wait(user.window.isActiveWindow)
    user.press("Ctrl+Z")
    user.wait(lambda: "08.png" not in user.text("query_verdict") and said_of(user, own, "Not the same"))


def said_of(user: User, path: str, word: str) -> bool:
    row = user.paths.index(path) if path in user.paths else -1
    return row >= 0 and word in user.gallery.model().index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)


def test_a_picture_without_a_garment(start: Start, wardrobe: Path, tmp_path: Path) -> None:
    """Among photos that are alike, so that nothing is near it; a garment of the folder is one."""
    folder = alike(next(wardrobe.glob("*pants*")), tmp_path / "alike")
    pixels = np.random.default_rng(0).integers(256, size=(90, 70, 3), dtype=np.uint8)
    user = start(folder)
    user.wait_till_indexed()
    assert user.drop(files(save(tmp_path / "noise.png", Image.fromarray(pixels))))
    user.wait_for_answer("noise.png", len(photos_in(folder)))
    assert user.text("query_verdict") == "I see no garment here."
    assert len(user.matches) == 10, "what is nearest is shown all the same"
    user.ask(3, len(photos_in(folder)))
    assert user.text("query_verdict") == ""


def test_a_photo_of_something_else(user: User, wardrobe: Path) -> None:
    user.wait_till_indexed()
    assert user.drop(files(str(wardrobe / "black-skirt.jpg")))
    user.wait_for_answer("black-skirt.jpg", 12)
    assert user.text("query_verdict").startswith("You own nothing like it")
