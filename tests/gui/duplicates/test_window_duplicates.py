"""The Duplicates page: groups found, photos compared, ticked and deleted, and what never is."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageOps
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QMessageBox
from support import photo, save
from window_support import User, cut_off, photos_in

from core.base import sentences
from core.duplicates.changes import Change
from core.sample.sample import draw, garments
from gui.duplicates.copy_card import CopyCard
from gui.duplicates.duplicates_page import DuplicatesPage
from gui.duplicates.group_list import GroupList

Start = Callable[..., User]
pytestmark = [
    pytest.mark.usefixtures("no_stacks"),
    pytest.mark.qt_log_ignore("This plugin does not support", extend=True),
]


@pytest.fixture
def trash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The files in the trash of this test."""
    (tmp_path / "data").mkdir()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return tmp_path / "data" / "Trash" / "files"


@pytest.fixture
def closet(tmp_path: Path, made_once: Callable[..., Path]) -> Path:
    """Ten photos: two copies of the first, one of the second, six others."""
    return shutil.copytree(made_once("closet", fill_closet), tmp_path / "closet")


def fill_closet(closet: Path) -> None:
    chosen = list(garments())[:40:5]
    pictures = [draw(garment) for garment in chosen]
    for number, picture in enumerate(pictures[:7]):
        save(closet / f"{number}.png", picture)
    first, second = pictures[:2]
    save(closet / "first half.png", first.resize((first.width // 2, first.height // 2)))
    save(closet / "first mirrored.png", ImageOps.mirror(first))
    save(closet / "second small.png", second.resize((second.width // 3, second.height // 3)))


@pytest.fixture
def on_page(start: Start, closet: Path) -> User:
    return come(start, closet)


def come(start: Start, *folders: Path) -> User:
    """To the page, as soon as all is looked through."""
    user = start(*folders)
    user.wait_till_indexed()
    user.press("Ctrl+4")
    user.wait(lambda: page(user).settled)
    return user


def page(user: User) -> DuplicatesPage:
    return next(one for one in user.window._pages if isinstance(one, DuplicatesPage))


def groups(user: User) -> list[list[str]]:
    """The names of the photos of each group."""
    return [sorted(Path(copy.path).name for copy in group.photos) for group in page(user)._review.groups]


def cards(user: User) -> dict[str, CopyCard]:
    return {Path(card.path).name: card for card in page(user)._pane.cards}


def click(user: User, button: QAbstractButton) -> None:
    page(user)._pane._area.ensureWidgetVisible(button)
    user.click_at(button, button.rect().center())


def ticked(user: User) -> set[str]:
    return {Path(path).name for path in page(user)._review.ticked}


def see_three(user: User) -> None:
    """The group of three photos, which comes after that of two."""
    user.widget("duplicate_groups", GroupList).setFocus()
    user.press("End")
    user.wait(lambda: len(cards(user)) == 3)


SMALL, LARGE = ["1.png", "second small.png"], ["0.png", "first half.png", "first mirrored.png"]


# --- what is found ---


def test_small_groups_come_first_and_nothing_is_ticked(on_page: User) -> None:
    user = on_page
    assert groups(user) == [SMALL, LARGE] and not ticked(user)
    assert user.text("duplicates_status").startswith("2 groups · 5 photos · ") and not user.sees("duplicates_throw")
    assert list(cards(user)) == ["1.png", "second small.png"]
    best, other = cards(user).values()
    assert best._best.isVisible() and not other._best.isVisible()
    assert best._why.text() == str(sentences.LARGEST) and other._why.text() == str(sentences.SMALLER)
    user.wait(lambda: best.picture._pixmap is not None and other.picture._pixmap is not None)
    see_three(user)
    assert next(iter(cards(user))) == "0.png", "the best one is the first"


def test_what_was_done_to_a_copy_and_where_it_differs(on_page: User) -> None:
    user = on_page
    see_three(user)
    told = page(user)._told
    user.wait(lambda: len(told.found.images) == 2)
    assert [Path(path).name for path, done in told.found.changes.items() if Change.MIRRORED in done] == [
        "first mirrored.png"
    ]
    assert cards(user)["first mirrored.png"]._changes.text() == "mirrored"
    user.click("duplicate_differences")
    shown = {name: card.picture.shows_difference for name, card in cards(user).items()}
    assert shown == {"0.png": False, "first half.png": True, "first mirrored.png": True}
    user.click("duplicate_differences")
    assert not any(card.picture.shows_difference for card in cards(user).values())


def test_no_duplicates_are_told_of(start: Start, photos: Path) -> None:
    user = come(start, photos)
    user.wait(lambda: user.text("duplicates_empty") == "No duplicates: none of the 12 photos is there twice.")
    assert not user.sees("duplicates_ticks") and not user.sees("duplicate_groups")


def test_new_photos_are_looked_through_by_themselves(on_page: User, closet: Path) -> None:
    user = on_page
    with Image.open(closet / "4.png") as opened:
        save(closet / "fourth small.png", opened.resize((opened.width // 2, opened.height // 2)))
    user.press("F5")
    user.wait(lambda: ["4.png", "fourth small.png"] in groups(user))


def test_the_same_garment_too(start: Start, closet: Path, tmp_path: Path) -> None:
    user = come(start, closet)
    user.click("duplicates_garment_button")
    user.wait(lambda: page(user)._preferences.now.same_garment and page(user).settled)
    assert groups(user)[:1] == [SMALL]
    again = come(start)
    assert again.widget("duplicates_garment_button", QAbstractButton).isChecked(), "it is kept"


# --- deleting ---


def test_all_but_the_best_go_to_the_trash_and_come_back(
    on_page: User, closet: Path, trash: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    user = on_page
    user.click("duplicates_best")
    assert ticked(user) == {"second small.png", "first half.png", "first mirrored.png"}
    assert user.text("duplicates_ticked").startswith("3 photos are ticked")
    answering(monkeypatch, True)
    user.click("duplicates_throw")
    user.wait_for_notice("3 photos are in the trash")
    user.wait(lambda: groups(user) == [])
    assert len(photos_in(closet)) == 7 and len(list(trash.iterdir())) == 3 and not ticked(user)
    user.window.activateWindow()
    user.wait(user.window.isActiveWindow)
    user.press("Ctrl+Z")
    user.wait_for_notice("3 photos are back")
    user.wait(lambda: groups(user) == [SMALL, LARGE])
    assert len(photos_in(closet)) == 10 and not ticked(user)


def answering(monkeypatch: pytest.MonkeyPatch, accepts: bool) -> None:
    """The question, which waits for its answer, gets this one."""

    def exec_(box: QMessageBox) -> int:
        assert box.objectName() == "trash_dialog"
        role = QMessageBox.ButtonRole.AcceptRole if accepts else QMessageBox.ButtonRole.RejectRole
        next(button for button in box.buttons() if box.buttonRole(button) == role).click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", exec_)


def test_nothing_goes_when_the_question_is_not_agreed_to(
    on_page: User, closet: Path, trash: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    user = on_page
    user.click("duplicates_best")
    answering(monkeypatch, False)
    user.click("duplicates_throw")
    assert len(photos_in(closet)) == 10 and len(ticked(user)) == 3
    user.click("duplicates_clear")
    assert not ticked(user) and not user.sees("duplicates_throw")


def test_the_last_one_cannot_be_ticked(on_page: User) -> None:
    user = on_page
    see_three(user)
    click(user, cards(user)["0.png"].tick)
    click(user, cards(user)["first half.png"].tick)
    last = cards(user)["first mirrored.png"].tick
    assert ticked(user) == {"0.png", "first half.png"}
    assert not last.isEnabled() and last.toolTip() == str(sentences.LAST_ONE)
    click(user, last)
    assert ticked(user) == {"0.png", "first half.png"}
    click(user, cards(user)["0.png"].tick)
    assert last.isEnabled()


def test_the_key_takes_one_photo_and_never_the_last(on_page: User, closet: Path, trash: Path) -> None:
    user = on_page
    user.widget("duplicate_groups").setFocus()
    user.press("Del")
    assert len(photos_in(closet)) == 10, "no photo was meant"
    user.press("Return", "Del")
    user.wait_for_notice("1.png is in the trash")
    user.wait(lambda: groups(user) == [LARGE])
    assert len(photos_in(closet)) == 9
    user.press("Ctrl+Z")
    user.wait(lambda: groups(user) == [SMALL, LARGE])


def test_a_copy_that_went_meanwhile_leaves_a_last_one(on_page: User, closet: Path, trash: Path) -> None:
    user = on_page
    (closet / "second small.png").unlink()
    user.widget("duplicate_groups").setFocus()
    user.press("Return", "Del")
    user.wait_for_notice("1.png could not be moved to the trash", str(sentences.LAST_ONE))
    assert (closet / "1.png").exists() and not trash.exists()


def test_nothing_of_a_folder_that_is_never_touched_is_deleted(
    start: Start, on_page: User, closet: Path, trash: Path
) -> None:
    user = on_page
    user.choose("duplicates_untouched", str(closet))
    user.wait(lambda: page(user)._library.untouched == (str(closet),))
    for card in cards(user).values():
        assert not card.tick.isEnabled() and str(closet) in card.tick.toolTip()
    user.click("duplicates_best")
    assert not ticked(user)
    user.window.activateWindow()
    user.wait(user.window.isActiveWindow)
    user.widget("duplicate_groups").setFocus()
    user.press("Return", "Del")
    user.wait_for_notice("1.png stays.", "never touched")
    again = start()
    again.wait_for_photos(10)
    again.click_photo(0, keys=Qt.KeyboardModifier.ControlModifier)
    again.press("Del")
    again.wait_for_notice("stays.", "never touched")
    assert len(photos_in(closet)) == 10
    again.press("Ctrl+4")
    again.wait(lambda: cards(again))
    again.choose("duplicates_untouched", str(closet))
    again.wait(lambda: page(again)._library.untouched == () and cards(again)["1.png"].tick.isEnabled())


# --- not the same ---


def test_what_is_not_the_same_is_remembered_and_can_be_taken_back(start: Start, on_page: User) -> None:
    user = on_page
    click(user, cards(user)["second small.png"].deny)
    user.wait(lambda: groups(user) == [LARGE])
    user.wait_for_notice("Not the same")
    again = come(start)
    assert groups(again) == [LARGE]
    see_three(again)
    click(again, cards(again)["first half.png"].deny)
    again.wait(lambda: groups(again) == [["0.png", "first mirrored.png"]])
    again.press("Ctrl+Z")
    again.wait(lambda: groups(again) == [LARGE])


# --- keyboard, names, other pages ---


def test_it_can_be_used_by_the_keyboard_alone(on_page: User, closet: Path, trash: Path) -> None:
    user = on_page
    user.press("Ctrl+1", "Ctrl+4")
    assert user.widget("duplicate_groups").hasFocus()
    user.press("Down", "Right", "Right")
    assert cards(user)["first half.png"].picture.hasFocus() or cards(user)["first mirrored.png"].picture.hasFocus()
    name = Path(page(user)._gallery.current_path() or "").name
    user.press("Tab", "Space")
    assert ticked(user) == {name}
    user.reach("duplicates_throw")
    user.press("Space")
    user.wait_for_notice(f"{name} is in the trash")
    user.wait(lambda: len(groups(user)[-1]) == 2)


def test_a_photo_seen_large_and_the_way_back_to_it(on_page: User) -> None:
    user = on_page
    user.widget("duplicate_groups").setFocus()
    user.press("Return", "Right", "Return")
    user.wait(lambda: user.sees("detail_panel"))
    assert "second small.png" in user.text("detail_title")
    user.press("Left")
    user.wait(lambda: "1.png" in user.text("detail_title"))
    user.press("Escape")
    user.wait(lambda: not user.sees("detail_panel"))
    assert cards(user)["1.png"].picture.hasFocus(), "it was seen last"


def test_the_menu_of_a_photo(on_page: User) -> None:
    user = on_page
    page(user)._pane.cards[1].menu_wanted.emit(
        page(user)._pane.cards[1].path, user.window.mapToGlobal(user.window.rect().center())
    )
    user.wait(lambda: QApplication.activePopupWidget() is not None)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    names = [action.objectName() for action in menu.actions()]
    menu.close()
    assert {"action_search", "action_favourite", "action_trash"} <= set(names)


def test_what_browse_does_is_free_of_the_groups(on_page: User, closet: Path, trash: Path) -> None:
    """The last one of a group is safe on this page alone: elsewhere a photo is just a photo."""
    user = on_page
    user.press("Ctrl+1")
    user.wait_for_photos(10)
    row = next(row for row, path in enumerate(user.paths) if path.endswith("3.png"))
    user.click_photo(row, keys=Qt.KeyboardModifier.ControlModifier)
    user.press("Del")
    user.wait_for_notice("3.png is in the trash")
    user.press("Ctrl+Z")
    user.wait_for_notice("3.png is back")


def test_names_and_room(on_page: User) -> None:
    user = on_page
    buttons = user.widget("duplicates_page").findChildren(QAbstractButton)
    assert len(buttons) > 12 and all(one.accessibleName() and one.objectName() for one in buttons)
    listed = user.widget("duplicate_groups", GroupList)
    said = listed.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "2 photos, The same picture, 1.png"
    for width in (640, 900, 1280):
        user.window.resize(width, 600)
        user.wait(lambda width=width: user.window.width() == width)  # type: ignore[misc]
        user.wait(lambda: cut_off(user.window) == [])


def test_a_group_of_very_many_photos_shows_some_and_then_more(start: Start, tmp_path: Path) -> None:
    picture = photo(3, (200, 240))
    for number in range(30):
        save(tmp_path / "many" / f"{number:02}.png", picture.resize((200 - number, 240 - number)))
    user = come(start, tmp_path / "many")
    user.wait(lambda: len(cards(user)) == 24 and user.sees("duplicate_more"))
    assert user.text("duplicate_more") == "Show 6 more"
    user.click("duplicate_more")
    assert len(cards(user)) == 30 and not user.sees("duplicate_more")
