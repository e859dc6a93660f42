"""What goes with a garment: asked by key and menu, filtered by rules, gone on with, looked at, and kept together."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QInputDialog, QMenu, QWidget
from support import photo, save
from window_support import LEFT, PLAIN, Gate, User, cut_off, handle, menu_at

from core.base.paths import Paths
from core.wardrobe.wardrobe import Wardrobe
from gui.outfits.board import Board
from gui.outfits.card import Card
from gui.outfits.thumb import Thumb

pytestmark = [
    pytest.mark.usefixtures("no_stacks"),
    pytest.mark.qt_log_ignore("This plugin does not support", extend=True),
]


@pytest.fixture
def dressed(start: Callable[..., User], indexed_before: Callable[[Path], Path], wardrobe: Path) -> User:
    """Sees the sample wardrobe."""
    user = start(indexed_before(wardrobe))
    user.wait_till_indexed()
    user.wait_for_photos(65)
    user.wait(lambda: user.window._library.searcher is not None)
    return user


def board(user: User) -> Board:
    return user.widget("outfit_board", Board)


def names(user: User) -> list[str]:
    """Of the suggestions in sight or below."""
    return [os.path.basename(card.path) for card in board(user).cards]


def card(user: User, name: str) -> Card:
    return next(one for one in board(user).cards if os.path.basename(one.path) == name)


def row_of(user: User, name: str) -> int:
    return [os.path.basename(path) for path in user.paths].index(name)


def settled(user: User, name: str) -> None:
    """Until all that goes with the garment of this name is there."""
    user.wait(lambda: user.widget("outfit_garment").accessibleName().startswith(name) and not board(user)._waiting)
    user.wait(lambda: not user.window._pages[-1]._suiting.busy)


def ask(user: User, name: str) -> None:
    """By the key, from Browse."""
    user.press("Ctrl+1")
    user.wait(lambda: user.gallery.isVisible())
    user.gallery.go_to(user.paths[row_of(user, name)])
    user.gallery.setFocus()
    user.press("G")
    settled(user, name)


def activate(user: User) -> None:
    """Where there is no window manager a closed menu leaves no window active."""
    user.window.activateWindow()
    user.wait(user.window.isActiveWindow)


def click(user: User, widget: QWidget, keys: Qt.KeyboardModifier = PLAIN, at: QPoint | None = None) -> None:
    board(user).ensureWidgetVisible(widget)
    user.wait_till_quiet(lambda: widget.mapTo(user.window, QPoint()))
    user.click_at(widget, at or widget.rect().center(), LEFT, keys)


def middle(user: User, one: Card) -> QPoint:
    """Of a suggestion, in what is seen of all."""
    return one.mapTo(board(user).viewport(), one.frame().center())


def collections(home: Path) -> dict[str, int]:
    with Wardrobe(Paths.choose(str(home))) as kept:
        return {one.name: len(one.photos) for one in kept.marks().collections.all}


# --- asking ---


def test_without_a_garment_it_invites_to_choose_one(dressed: User) -> None:
    dressed.press("Ctrl+7")
    dressed.wait(lambda: dressed.sees("outfits_invitation"))
    assert dressed.widget("outfits_page_button", QAbstractButton).isChecked()
    assert not dressed.sees("outfit_panel") and not dressed.sees("outfit_rules") and not dressed.sees("sidebar")
    dressed.press("Space")  # the button has the keyboard
    dressed.wait(lambda: dressed.gallery.isVisible() and not dressed.sees("outfits_invitation"))


def test_a_key_asks_and_each_suggestion_tells_its_reason(dressed: User) -> None:
    ask(dressed, "red-checked-shirt.jpg")
    assert not dressed.gallery.isVisible() and board(dressed).isVisible() and dressed.sees("outfit_panel")
    assert dressed.text("outfit_title") == "Red checked garment" and dressed.text("outfit_pattern") == "Checked"
    assert "only plain pieces" in dressed.text("outfit_note")
    assert dressed.widget("outfit_palette").accessibleName().startswith("red")
    assert "green-pants.jpg" in names(dressed) and not any("dotted" in one for one in names(dressed))
    green = card(dressed, "green-pants.jpg")
    assert green.accessibleName() == (
        "green-pants.jpg, Complement: red with dark green, "
        "Plain with a pattern (checked), as two patterns would not go together"
    )
    assert green.toolTip().splitlines()[1] == "Complement: red with dark green"
    assert dressed.sees("outfit_kind_pants") and not dressed.sees("outfit_kind_dress")
    assert "left out" in dressed.words("outfit_board")
    dressed.wait(lambda: all(one.has_picture for one in board(dressed).cards))
    assert dressed.widget("outfit_garment", Thumb).has_picture


def test_the_menu_of_a_photo_asks_too_and_from_results(dressed: User) -> None:
    menu_at(dressed, row_of(dressed, "navy-pants.jpg"), "action_goes_with")
    settled(dressed, "navy-pants.jpg")
    assert "white-shirt.jpg" in names(dressed)
    activate(dressed)
    dressed.press("Alt+Left")
    dressed.wait(lambda: dressed.gallery.isVisible())
    dressed.ask(row_of(dressed, "red-dress.jpg"), 65)
    nearest = os.path.basename(dressed.paths[0])
    menu_at(dressed, 0, "action_goes_with")
    settled(dressed, nearest)
    assert not dressed.shows_results
    activate(dressed)
    dressed.press("Alt+Left")
    dressed.wait(lambda: dressed.shows_results)


def test_a_photo_seen_large_is_asked_with_by_the_key(dressed: User) -> None:
    dressed.gallery.go_to(dressed.paths[row_of(dressed, "navy-hat.jpg")])
    dressed.gallery.setFocus()
    dressed.press("Space")
    dressed.wait(lambda: dressed.sees("detail_panel"))
    dressed.press("Right", "G")
    settled(dressed, "navy-outwear.jpg")
    assert not dressed.sees("detail_panel")


def test_controls_have_names_and_nothing_is_cut_off(dressed: User) -> None:
    ask(dressed, "red-checked-shirt.jpg")
    for place in ("outfit_panel", "outfit_rules", "outfit_board"):
        buttons = [one for one in dressed.widget(place).findChildren(QAbstractButton) if one.isVisible()]
        assert buttons and all(one.accessibleName() and one.objectName() for one in buttons)
    for width in (640, 900, 1280):
        dressed.window.resize(width, 600)
        dressed.wait(lambda width=width: dressed.window.width() == width)  # type: ignore[misc]
        dressed.wait(lambda: cut_off(dressed.window) == [])
        right = max(board(dressed)._at(one).x() + one.width() for one in board(dressed).cards)
        assert right <= board(dressed).viewport().width()


# --- going on ---


def test_a_click_on_a_suggestion_asks_with_that_and_the_way_back_leads_back(dressed: User) -> None:
    ask(dressed, "red-checked-shirt.jpg")
    dressed.press("Down", "Right")
    before = board(dressed).current
    click(dressed, card(dressed, "navy-pants.jpg"))
    settled(dressed, "navy-pants.jpg")
    assert "navy-pants.jpg" not in names(dressed) and "white-shirt.jpg" in names(dressed)
    dressed.press("Alt+Left")
    settled(dressed, "red-checked-shirt.jpg")
    assert os.path.basename(board(dressed).current or "") == "navy-pants.jpg" and before is not None
    dressed.press("Alt+Right")
    settled(dressed, "navy-pants.jpg")
    dressed.press("Ctrl+1")
    dressed.wait(lambda: dressed.gallery.isVisible() and dressed.sees("sidebar"))
    assert not dressed.sees("outfit_panel") and not dressed.sees("outfit_rules")
    dressed.press("Ctrl+7")
    settled(dressed, "navy-pants.jpg")


def test_only_what_goes_by_some_rules(dressed: User) -> None:
    ask(dressed, "red-checked-shirt.jpg")
    everything = names(dressed)
    dressed.click("outfit_rule_complement")
    dressed.wait(lambda: names(dressed) == ["green-pants.jpg"])
    dressed.click("outfit_rule_same")
    dressed.wait(lambda: {"green-pants.jpg", "red-shoes.jpg"} <= set(names(dressed)))
    assert "white-shoes.jpg" not in names(dressed)
    dressed.press("Alt+Left")
    dressed.wait(lambda: names(dressed) == ["green-pants.jpg"])
    assert not dressed.widget("outfit_rule_same", QAbstractButton).isChecked()
    dressed.press("Alt+Left")
    dressed.wait(lambda: names(dressed) == everything)
    dressed.click("outfit_rule_neighbours")
    dressed.wait(lambda: dressed.text("outfit_board_empty") == "Nothing goes with it by this rule.")
    dressed.click("outfit_rule_neighbours")
    dressed.wait(lambda: names(dressed) == everything)


def test_the_newest_question_wins(dressed: User) -> None:
    ask(dressed, "red-checked-shirt.jpg")
    page = dressed.window._pages[-1]
    for name in ("navy-pants.jpg", "pink-skirt.jpg", "white-shoes.jpg"):
        page.ask(next(path for path in dressed.window._library.photos if path.endswith(name)))
    settled(dressed, "white-shoes.jpg")
    assert "pants" in {Path(one).stem.split("-")[-1] for one in names(dressed)}


# --- keys ---


def test_the_keyboard_walks_over_the_suggestions(dressed: User) -> None:
    ask(dressed, "navy-pants.jpg")
    cards = board(dressed).cards
    assert board(dressed).current == cards[0].path and cards[0].hasFocus()
    dressed.press("Right")
    assert cards[1].hasFocus() and dressed.gallery.current_path() == cards[1].path
    dressed.press("Left", "Left", "Up")
    assert cards[0].hasFocus(), "there is nothing before it"
    dressed.press("Down")
    first_below = next(one for one in cards if board(dressed)._at(one).y() > board(dressed)._at(cards[0]).y())
    assert first_below.hasFocus()
    dressed.press("Up", "End")
    assert cards[-1].hasFocus()
    dressed.wait(lambda: board(dressed).viewport().rect().contains(middle(dressed, cards[-1])))
    dressed.press("Home")
    first = cards[0].path
    dressed.press("Return")
    settled(dressed, os.path.basename(first))
    dressed.reach("outfit_rule_same")
    dressed.press("Space")
    dressed.wait(lambda: dressed.widget("outfit_rule_same", QAbstractButton).isChecked())


def test_space_looks_closer_and_leads_back(dressed: User) -> None:
    ask(dressed, "navy-pants.jpg")
    first, second = (one.path for one in board(dressed).cards[:2])
    dressed.press("Space")
    dressed.wait(lambda: dressed.sees("detail_panel") and not dressed.pane("photo_pane").image.isNull())
    assert os.path.basename(first) in dressed.text("detail_title") and not dressed.sees("query_pane")
    dressed.press("Right", "Space")
    dressed.wait(lambda: not dressed.sees("detail_panel"))
    assert board(dressed).current == second
    dressed.press("Left")
    assert board(dressed).current == first
    click(dressed, dressed.widget("outfit_garment"))
    dressed.wait(lambda: dressed.sees("detail_panel") and "navy-pants.jpg" in dressed.text("detail_title"))
    dressed.press("Escape")
    dressed.wait(lambda: not dressed.sees("detail_panel"))
    assert board(dressed).isVisible()


def test_hearts_and_the_menu_of_a_suggestion(dressed: User) -> None:
    ask(dressed, "navy-pants.jpg")
    dressed.press("Right")
    second = board(dressed).cards[1]
    dressed.press("F")
    dressed.wait(lambda: dressed.window._marking.loves(second.path))
    where = second.rect().center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, where, second.mapToGlobal(where))
    QCoreApplication.sendEvent(second, event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    entries = {one.objectName(): one for one in menu.actions()}
    assert {"action_search", "action_compare", "action_wear", "action_goes_with", "action_copy"} <= set(entries)
    assert entries["action_goes_with"].shortcut().toString() == "G"
    dressed.click_at(menu, menu.actionGeometry(entries["action_goes_with"]).center())
    settled(dressed, os.path.basename(second.path))


def test_the_panel_can_be_hidden(dressed: User) -> None:
    ask(dressed, "navy-pants.jpg")
    before = len(board(dressed).cards)
    dressed.press("Ctrl+B")
    dressed.wait(lambda: not dressed.sees("outfit_panel") and len(board(dressed).cards) >= before)
    dressed.press("Ctrl+B")
    dressed.wait(lambda: dressed.sees("outfit_panel"))


def test_photos_can_be_larger_and_smaller(dressed: User) -> None:
    ask(dressed, "navy-pants.jpg")
    width = board(dressed).cards[0].width()
    dressed.press("Ctrl++", "Ctrl++", "Ctrl++")
    dressed.wait(lambda: board(dressed).cards[0].width() > width)
    dressed.press("Ctrl+-", "Ctrl+-", "Ctrl+-")
    dressed.wait(lambda: board(dressed).cards[0].width() <= width)


# --- keeping together ---


def test_an_outfit_is_kept_as_a_collection(dressed: User, home: Path) -> None:
    ask(dressed, "navy-pants.jpg")
    assert not dressed.sees("outfit_keep_button")
    first = board(dressed).cards[0]
    dressed.press("C")
    dressed.wait(lambda: first.is_marked and dressed.sees("outfit_keep_button"))
    shoes = card(dressed, "white-shoes.jpg")
    click(dressed, shoes, Qt.KeyboardModifier.ControlModifier)
    dressed.wait(lambda: shoes.is_marked)
    assert (
        len(dressed.widget("outfit_worn").findChildren(Thumb, options=Qt.FindChildOption.FindDirectChildrenOnly)) >= 2
    )
    dressed.click("outfit_keep_button")
    dressed.wait(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    dressed.click_at(menu, menu.actionGeometry(menu.actions()[-1]).center())
    dressed.wait(lambda: dressed.sees("collection_dialog"))
    dialog = dressed.widget("collection_dialog", QInputDialog)
    dialog.setTextValue("Monday")
    dialog.accept()
    dressed.wait(lambda: collections(home) == {"Monday": 3})
    activate(dressed)
    dressed.press("Ctrl+Z")
    dressed.wait(lambda: collections(home) == {})
    worn = dressed.widget("outfit_worn_photo", Thumb)
    dressed.click_at(worn, worn.rect().center())
    dressed.wait(lambda: [one.is_marked for one in (first, shoes)].count(True) == 1)


def test_the_disc_takes_a_piece_along_and_another_garment_begins_anew(dressed: User) -> None:
    ask(dressed, "navy-pants.jpg")
    first = board(dressed).cards[0]
    corner = first.frame().bottomRight() - QPoint(16, 16)
    QTest.mouseMove(handle(dressed.window), first.mapTo(dressed.window, corner))
    click(dressed, first, at=corner)
    dressed.wait(lambda: first.is_marked)
    assert dressed.window._seen.now.outfit.worn == (first.path,)
    click(dressed, first, at=corner)
    dressed.wait(lambda: not first.is_marked and not dressed.sees("outfit_keep_button"))
    dressed.press("C")
    dressed.wait(lambda: first.is_marked)
    click(dressed, card(dressed, "white-shoes.jpg"))
    settled(dressed, "white-shoes.jpg")
    assert not dressed.sees("outfit_keep_button")
    dressed.press("Alt+Left")
    settled(dressed, "navy-pants.jpg")
    assert dressed.sees("outfit_keep_button")


# --- what is not sure ---


def test_where_it_is_not_sure_what_it_is_the_user_says_so(
    start: Callable[..., User], wardrobe: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "few"
    for name in ("navy-pants.jpg", "white-shoes.jpg", "black-shoes.jpg"):
        save(folder / name, (wardrobe / name).read_bytes())
    save(folder / "noise.png", photo(3))
    user = start(folder)
    user.wait_till_indexed()
    user.wait(lambda: user.window._library.searcher is not None and len(user.paths) == 4)
    ask(user, "noise.png")
    user.wait(lambda: "not sure what garment" in user.text("outfit_note"))
    assert board(user).cards == [] and user.text("outfit_board_empty")
    # It is known by then what the user said before.
    user.wait(lambda: user.sees("outfit_kind_button") and user.widget("outfit_kind_button").isEnabled())
    user.choose("outfit_kind_button", "Shirt")
    user.wait(lambda: "No one colour stands out" in user.text("outfit_note"))
    assert user.text("outfit_kind_button").startswith("You said")


def test_a_photo_that_has_not_been_read_yet(start: Callable[..., User], photos: Path, gate: Gate) -> None:
    gate.allow(0)
    user = start(photos)
    user.wait_for_photos(12)
    user.gallery.go_to(user.paths[0])
    user.gallery.setFocus()
    user.press("G")
    user.wait(lambda: "has not been read yet" in user.text("outfit_board_empty"))
    gate.allow(None)
    user.wait_till_indexed()
    user.wait(lambda: "has not been read yet" not in user.text("outfit_board_empty"))


def test_photos_that_come_later_are_suggested_too(start: Callable[..., User], wardrobe: Path, tmp_path: Path) -> None:
    folder = tmp_path / "few"
    for name in ("navy-pants.jpg", "white-shoes.jpg"):
        save(folder / name, (wardrobe / name).read_bytes())
    user = start(folder)
    user.wait_till_indexed()
    user.wait(lambda: user.window._library.searcher is not None and len(user.paths) == 2)
    ask(user, "navy-pants.jpg")
    user.wait(lambda: names(user) == ["white-shoes.jpg"])
    save(folder / "red-shoes.jpg", (wardrobe / "red-shoes.jpg").read_bytes())
    user.press("F5")
    user.wait(lambda: names(user) == ["white-shoes.jpg", "red-shoes.jpg"])
    (folder / "navy-pants.jpg").unlink()
    user.press("F5")
    user.wait(lambda: "not among those of your folders" in user.text("outfit_board_empty"))


def test_a_suggestion_in_the_trash_is_gone_and_can_come_back(
    start: Callable[..., User], wardrobe: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    folder = tmp_path / "few"
    for name in ("navy-pants.jpg", "white-shoes.jpg", "red-shoes.jpg"):
        save(folder / name, (wardrobe / name).read_bytes())
    user = start(folder)
    user.wait_till_indexed()
    user.wait(lambda: user.window._library.searcher is not None and len(user.paths) == 3)
    ask(user, "navy-pants.jpg")
    user.wait(lambda: names(user) == ["white-shoes.jpg", "red-shoes.jpg"])
    user.press("Del")
    user.wait(lambda: names(user) == ["red-shoes.jpg"] and not (folder / "white-shoes.jpg").exists())
    user.wait_till_indexed()
    activate(user)
    user.press("Ctrl+Z")
    user.wait(lambda: names(user) == ["white-shoes.jpg", "red-shoes.jpg"])
