"""The Browse page, as a user finds their way through a wardrobe: filters, orders, stacks, favourites, trash."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import ExifTags, Image
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QColor, QInputDevice, QNativeGestureEvent, QPointingDevice
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QMessageBox, QPushButton, QScrollArea
from support import KINDS, encoded, hearts_in, photo, save
from window_support import PATIENCE_MS, Gate, User, cut_off, photos_in

from core.base.settings import Sort
from core.browse.shelf import Choice
from core.browse.shelving import Arranged, Wish, fulfil
from core.looks.features import UNSURE
from core.looks.naming import BASIC
from core.sample.sample import garments
from gui.browse.browse_bar import BrowseBar
from gui.browse.colour_section import MOST_NAMED
from gui.gallery.cell_marks import HEART, STACK
from gui.gallery.thumbnails import ThumbnailLoader

Start = Callable[..., User]
# Menus grab the keyboard, which the offscreen platform cannot do.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
CTRL = Qt.KeyboardModifier.ControlModifier
ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is but one trash, that of the user")


@pytest.fixture
def trash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The files in the trash of this test."""
    (tmp_path / "data").mkdir()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return tmp_path / "data" / "Trash" / "files"


@pytest.fixture
def in_wardrobe(start: Start, indexed_before: Callable[[Path], Path], wardrobe: Path) -> User:
    """A user of the sample wardrobe, all of it read, without stacks."""
    user = start(indexed_before(wardrobe))
    user.wait(lambda: user.text("browse_count"))
    user.wait_till_indexed()
    if _button(user, "stacks_button").isChecked():
        user.click("stacks_button")
    _wait_till_sorted_out(user)
    user.wait(lambda: len(user.paths) == len(garments()))
    return user


def _wait_till_sorted_out(user: User) -> None:
    """Until the sidebar knows the kind of each photo."""
    user.wait_till_indexed()
    user.wait(lambda: sum(_shown_count(user, "kind", kind) for kind in (*KINDS, UNSURE)) == _total(user))


def _total(user: User) -> int:
    return int(user.text("browse_count").split()[-2])


def _button(user: User, name: str) -> QAbstractButton:
    return user.widget(name, QAbstractButton)


def _shown_count(user: User, facet: str, name: str) -> int:
    """The number beside a choice, as a screen reader says it."""
    words = _button(user, f"filter_{facet}_{name}").accessibleName().rpartition(", ")[2]
    return int(words.split()[0]) if words[0].isdigit() else -1


def _chips(user: User) -> list[str]:
    chips = [chip for chip in user.window.findChildren(QPushButton) if chip.property("chip") and chip.isVisible()]
    return [chip.text().removesuffix("×").strip() for chip in chips]


def _cell(user: User, row: int, action: str) -> QPoint:
    """Where a button of a photo's cell is."""
    user.place_of(row)
    gallery = user.gallery
    index = gallery.model().index(row, 0)
    rect, cells = gallery.visualRect(index), gallery.itemDelegate()
    points = (QPoint(x, y) for y in range(rect.top(), rect.bottom(), 4) for x in range(rect.left(), rect.right(), 4))
    return next(at for at in points if cells.action_at(index, rect, at) == action)


def _spoken(user: User, row: int) -> str:
    cell = user.gallery.model().index(row, 0)
    return str(cell.data(Qt.ItemDataRole.AccessibleTextRole))


# --- filters ---


def test_filters_combine_as_chips(in_wardrobe: User) -> None:
    user = in_wardrobe
    everything = list(user.paths)
    counts = {kind: _shown_count(user, "kind", kind) for kind in (*KINDS, UNSURE)}
    assert sum(counts.values()) == len(everything)
    first, second = sorted(counts, key=lambda kind: -counts[kind])[:2]
    user.choose_filter("kind", first)
    user.wait(lambda: len(user.paths) == counts[first])
    of_first = set(user.paths)
    assert _shown_count(user, "kind", second) == counts[second], "counts follow the other filters only"
    user.choose_filter("kind", second)
    user.wait(lambda: len(user.paths) == counts[first] + counts[second])
    assert of_first < set(user.paths)
    colours = {name: _shown_count(user, "colour", name) for name in BASIC}
    colour = max(colours, key=lambda name: colours[name])
    user.choose_filter("colour", colour)
    user.wait(lambda: len(user.paths) == colours[colour])
    assert len(_chips(user)) == 3
    assert user.text("browse_count") == f"{colours[colour]} of {len(everything)} photos"
    user.click(f"chip_kind_{second}")
    user.wait(lambda: len(_chips(user)) == 2 and set(user.paths) <= of_first)
    user.click("clear_filters_button")
    user.wait(lambda: user.paths == everything)
    assert not _chips(user) and not user.sees("clear_filters_button")


def test_the_way_back_leads_through_filters_and_orders(in_wardrobe: User) -> None:
    user = in_wardrobe
    steps = [user.paths]
    user.choose_filter("kind", KINDS[0])
    user.wait(lambda: 0 < len(user.paths) < len(steps[0]))
    steps.append(user.paths)
    user.choose("sort_button", "Colour")
    user.wait(lambda: set(user.paths) == set(steps[1]) and user.paths != steps[1])
    steps.append(user.paths)
    user.choose("sort_button", "Colour")  # as it is already: no step that the way back would take for nothing
    user.ask(0, len(garments()))
    user.click("back_button")
    user.wait(lambda: user.paths == steps[2])
    assert "Colour" in user.text("sort_button")
    user.click("back_button")
    user.wait(lambda: user.paths == steps[1])
    assert "Name" in user.text("sort_button") and len(_chips(user)) == 1
    user.click("back_button")
    user.wait(lambda: user.paths == steps[0])
    assert _chips(user) == []
    for step in steps[1:]:
        user.click("forward_button")
        user.wait(lambda step=step: user.paths == step)
    user.click("forward_button")
    user.wait(lambda: user.shows_results)


def test_controls_follow_what_is_seen_and_not_the_clicks_on_them(
    in_wardrobe: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each wish is taken back before its photos have come."""
    user, held = in_wardrobe, threading.Event()
    everything, count = user.paths, user.text("browse_count")

    def held_up(wish: Wish, cancelled: Callable[[], bool]) -> Arranged:
        held.wait(PATIENCE_MS / 1000)
        return fulfil(wish, cancelled)

    def shown() -> tuple[object, ...]:
        pressed = [_button(user, name).isChecked() for name in (row, "filter_favourite_favourites", "stacks_button")]
        return (*pressed, user.text("sort_button"), _chips(user))

    row = f"filter_kind_{KINDS[0]}"
    before = shown()
    monkeypatch.setattr("gui.browse.arranger.fulfil", held_up)
    try:
        for click in (row, "filter_favourite_favourites", "stacks_button"):
            user.click(click)
            assert shown() != before and _button(user, click).isChecked()
            user.press("Alt+Left")
            assert shown() == before, click
        user.choose("sort_button", "Similarity")
        assert user.text("sort_button") == "Similarity" and user.text("browse_count") != count
        user.click("back_button")
        assert shown() == before
    finally:
        held.set()
    user.wait(lambda: user.text("browse_count") == count)
    user.wait_till_quiet(shown)
    assert shown() == before and user.paths == everything


def test_chips_are_in_their_place_at_once(in_wardrobe: User) -> None:
    """A click between two turns of the event loop finds the chip that the user sees; one that stays is not remade."""
    bar = in_wardrobe.widget("browse_bar", BrowseBar)
    first, second = Choice("kind", "dress"), Choice("kind", "hat")
    bar.show_filters(frozenset({first}))
    kept = in_wardrobe.widget("chip_kind_dress")
    bar.show_filters(frozenset({first, second}))
    added = in_wardrobe.widget("chip_kind_hat")
    assert in_wardrobe.widget("chip_kind_dress") is kept
    assert not kept.geometry().intersects(added.geometry()) and added.width() >= added.sizeHint().width()


def test_a_filter_that_nothing_passes(in_wardrobe: User) -> None:
    user = in_wardrobe
    user.choose_filter("favourite", "favourites")
    user.wait(lambda: not user.paths)
    empty = user.gallery.viewport().grab().toImage()
    user.click("clear_filters_button")
    user.wait(lambda: user.paths)
    assert len({empty.pixel(x, empty.height() // 2) for x in range(empty.width())}) > 1, "nothing is said"


def test_the_sidebar_by_keyboard(in_wardrobe: User) -> None:
    user = in_wardrobe
    row = _button(user, f"filter_kind_{KINDS[0]}")
    row.setFocus(Qt.FocusReason.TabFocusReason)
    user.press("Down")
    assert QApplication.focusWidget() is _button(user, f"filter_kind_{KINDS[1]}")
    user.press("Space")
    user.wait(lambda: len(_chips(user)) == 1)
    for name in ("sidebar", "stacks_button", "sort_button", f"filter_kind_{KINDS[1]}", "rescan_button"):
        interface = QAccessible.queryAccessibleInterface(user.widget(name))
        assert interface.text(QAccessible.Text.Name)


def test_the_sidebar_gives_way(in_wardrobe: User) -> None:
    user = in_wardrobe
    user.press("Ctrl+B")
    user.wait(lambda: not user.sees("sidebar"))
    user.click("sidebar_button")
    user.wait(lambda: user.sees("sidebar"))
    user.window.resize(700, 560)
    user.wait(lambda: not user.sees("sidebar"))
    user.click("sidebar_button")
    user.wait(lambda: user.sees("sidebar"))
    user.window.resize(1180, 800)
    user.wait(lambda: user.sees("sidebar"))


@pytest.mark.parametrize("size", [(900, 600), (1280, 860)])
def test_no_text_is_cut_off(in_wardrobe: User, size: tuple[int, int]) -> None:
    user = in_wardrobe
    user.window.resize(*size)
    user.choose_filter("kind", KINDS[0])
    user.wait(lambda: user.window.width() == size[0])
    assert cut_off(user.window) == []


# --- orders ---


def test_orders(in_wardrobe: User, wardrobe: Path) -> None:
    user = in_wardrobe
    by_name = list(user.paths)
    user.choose("sort_button", "Colour")
    user.wait(lambda: user.paths != by_name)
    colours = {garment.name: garment.colour_name for garment in garments()}
    assert sorted(user.paths) == sorted(by_name) and len(colours) == len(by_name)
    by_colour = list(user.paths)
    user.choose("sort_button", "Similarity")
    user.wait(lambda: user.paths not in (by_name, by_colour))
    assert sorted(user.paths) == sorted(by_name)
    user.choose("sort_button", "Name")
    user.wait(lambda: user.paths == by_name)
    assert user.text("sort_button") == "Name"


def test_newest_first(start: Start, photos: Path) -> None:
    for number, path in enumerate(photos_in(photos)):
        os.utime(path, (1_000_000 + number * 7 % 12, 1_000_000 + number * 7 % 12))
    user = start(photos)
    user.wait_till_indexed()
    user.choose("sort_button", "Newest")
    newest = sorted(photos_in(photos), key=lambda path: -os.stat(path).st_mtime)
    user.wait(lambda: user.paths == newest)
    user = start()
    user.wait(lambda: user.paths == newest)  # the order is remembered
    user.wait_till_indexed()
    user.choose("sort_button", "The other way round")
    user.wait(lambda: user.paths == newest[::-1] and user.text("sort_button") == "Oldest")
    user = start()
    user.wait(lambda: user.paths == newest[::-1])
    user.wait_till_indexed()
    user.choose("sort_button", "Name")
    user.wait(lambda: user.paths == photos_in(photos) and user.text("sort_button") == "Name")
    user.window.activateWindow()  # the menu that closed may have taken that away, without a window manager
    user.wait(user.window.isActiveWindow)
    user.press("Alt+Left")
    user.wait(lambda: user.paths == newest[::-1] and user.text("sort_button") == "Oldest")


def test_dates_of_an_earlier_version_are_found_out_behind_what_is_seen(
    start: Start, user: User, photos: Path, home: Path
) -> None:
    by_file = photos_in(photos)
    for number, path in enumerate(by_file):  # the calendar of the camera says the opposite of the file's
        exif = Image.Exif()
        exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = f"2024:05:{number + 1:02} 12:00:00"
        with Image.open(path) as image:
            image.save(path, exif=exif.tobytes())
        os.utime(path, (1_000_000 - number, 1_000_000 - number))
    user = start()
    user.wait_till_indexed()
    user.choose("sort_button", "Newest")
    user.wait(lambda: user.paths == by_file[::-1])
    user.window.close()
    with sqlite3.connect(home / "catalog" / "catalog.sqlite3") as db:
        db.execute("UPDATE files SET taken = NULL, dated = 0")
    user = start()
    with sqlite3.connect(home / "catalog" / "catalog.sqlite3") as db:
        user.wait(lambda: db.execute("SELECT MAX(dated) FROM files").fetchone() == (1,))
    user.wait(lambda: not user.busy and user.paths == by_file[::-1])


def test_what_was_added_last_comes_first(start: Start, photos: Path, home: Path) -> None:
    user = start(photos)
    user.wait_till_indexed()
    user.window.close()
    with sqlite3.connect(next((home / "catalog").glob("*.sqlite3"))) as db:
        db.execute("UPDATE files SET added = added - 1000")
    save(photos / "00b.png", photo(40))
    os.utime(photos / "00b.png", (1_000_000, 1_000_000))  # an old photo, new to the library
    user = start()
    user.wait_for_photos(13)
    user.wait_till_indexed()
    user.choose("sort_button", "Recently added")
    user.wait(lambda: user.paths[:1] == [str(photos / "00b.png")])


# --- stacks ---


@pytest.fixture
def copies(photos: Path) -> Path:
    """Three photos of one garment and two of another: the same picture in other files."""
    for name, source in (("x1", "03"), ("x2", "03"), ("y1", "07")):
        shutil.copy(photos / f"{source}.png", photos / f"{name}.png")
    return photos


def test_stacks_fold_and_lay_out(start: Start, copies: Path) -> None:
    user = start(copies)
    _wait_till_sorted_out(user)
    top, others = str(copies / "03.png"), {str(copies / f"{name}.png") for name in ("x1", "x2", "y1")}
    user.wait(lambda: top in user.paths and others.isdisjoint(user.paths))  # a stack grows while photos are read
    folded = list(user.paths)
    row = folded.index(top)
    assert "stack of 3" in _spoken(user, row)
    user.click_at(user.gallery.viewport(), _cell(user, row, STACK))
    user.wait(lambda: user.paths[row : row + 3] == [top, str(copies / "x1.png"), str(copies / "x2.png")])
    assert not user.shows_results
    user.click_at(user.gallery.viewport(), _cell(user, row, STACK))
    user.wait(lambda: user.paths == folded)
    user.gallery.setCurrentIndex(user.gallery.model().index(row, 0))
    user.press("E")
    user.wait(lambda: len(user.paths) == len(folded) + 2)
    user.press("E")
    user.wait(lambda: user.paths == folded)
    user.click("stacks_button")
    user.wait(lambda: user.paths == photos_in(copies))
    user.click("stacks_button")
    user.wait(lambda: user.paths == folded)


# --- favourites ---


def test_results_have_stacks_of_their_own(start: Start, copies: Path) -> None:
    user = start(copies)
    user.wait_till_indexed()
    user.wait(lambda: user.gallery.photos.marked.stacks)
    user.click_photo(0)
    user.wait(lambda: user.shows_results)
    assert user.paths and set(user.gallery.photos.marked.stacks) <= set(user.paths)
    user.press("Escape")
    user.wait(lambda: len(user.gallery.photos.marked.stacks) > 1)


def test_favourites_survive_a_move(start: Start, photos: Path, home: Path) -> None:
    user = start(photos)
    _wait_till_sorted_out(user)
    user.click_at(user.gallery.viewport(), _cell(user, 2, HEART))
    user.wait(lambda: "favourite" in _spoken(user, 2))
    user.gallery.setCurrentIndex(user.gallery.model().index(5, 0))
    user.press("F")
    user.wait(lambda: "favourite" in _spoken(user, 5))
    assert not user.shows_results
    user.press("Ctrl+Z")
    user.wait(lambda: "favourite" not in _spoken(user, 5))
    user.press("F")
    user.wait(lambda: _shown_count(user, "favourite", "favourites") == 2)
    user.wait(lambda: len(hearts_in(home)) == 2)
    (photos / "02.png").rename(photos / "moved.png")
    user = start()
    user.window.resize(1180, 800)  # the screen of the tests is small; a window remembered there is narrow
    user.wait(lambda: str(photos / "moved.png") in user.paths)
    _wait_till_sorted_out(user)
    user.choose_filter("favourite", "favourites")
    user.wait(lambda: user.paths == [str(photos / "05.png"), str(photos / "moved.png")])


def test_the_heart_in_the_menu(start: Start, photos: Path) -> None:
    user = start(photos)
    _wait_till_sorted_out(user)
    user.gallery.setFocus()
    user.press("Right")
    at = user.place_of(1)
    user.window._show_photo_menu(user.paths[1], user.gallery.viewport().mapToGlobal(at))
    user.wait(lambda: user.sees("photo_menu"))
    menu = QApplication.activePopupWidget()
    assert menu is not None
    action = next(action for action in menu.actions() if action.objectName() == "action_favourite")
    assert action.text() == "Add to favourites"
    user.click_at(menu, menu.actionGeometry(action).center())
    user.wait(lambda: "favourite" in _spoken(user, 1))


# --- trash ---


@ON_LINUX
def test_a_photo_goes_to_the_trash_and_comes_back(start: Start, photos: Path, trash: Path) -> None:
    user = start(photos)
    _wait_till_sorted_out(user)
    content = (photos / "04.png").read_bytes()
    user.gallery.setCurrentIndex(user.gallery.model().index(4, 0))
    user.press("Del")
    user.wait_for_notice("04.png", "trash")
    user.wait(lambda: len(user.paths) == 11)
    assert not (photos / "04.png").exists() and [file.read_bytes() for file in trash.iterdir()] == [content]
    user.wait_till_indexed()
    user.click("notice_button")
    user.wait_for_notice("04.png is back")
    user.wait(lambda: user.paths == photos_in(photos))
    assert (photos / "04.png").read_bytes() == content
    assert not list(trash.iterdir()) and not list((trash.parent / "info").iterdir())
    user.press("Del")
    user.wait(lambda: len(user.paths) == 11)
    user.press("Ctrl+Z")
    user.wait(lambda: user.paths == photos_in(photos))
    user.wait_till_indexed()


@ON_LINUX
def test_several_photos_only_after_asking(
    start: Start, photos: Path, trash: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    user = start(photos)
    _wait_till_sorted_out(user)
    user.click_at(user.gallery.viewport(), user.place_of(0), keys=CTRL)
    user.click_at(user.gallery.viewport(), user.place_of(3), keys=CTRL)
    asked: list[str] = []

    def answer(accepts: bool) -> Callable[[QMessageBox], int]:
        def exec_(box: QMessageBox) -> int:
            asked.append(box.text())
            role = QMessageBox.ButtonRole.AcceptRole if accepts else QMessageBox.ButtonRole.RejectRole
            next(button for button in box.buttons() if box.buttonRole(button) == role).click()
            return 0

        return exec_

    monkeypatch.setattr(QMessageBox, "exec", answer(False))
    user.press("Del")
    assert asked == ["Move 2 photos to the trash?"] and len(photos_in(photos)) == 12
    monkeypatch.setattr(QMessageBox, "exec", answer(True))
    user.press("Del")
    user.wait_for_notice("2 photos are in the trash")
    user.wait(lambda: user.paths == photos_in(photos) and len(user.paths) == 10)
    user.press("Ctrl+Z")
    user.wait(lambda: len(photos_in(photos)) == 12 and user.paths == photos_in(photos))
    user.wait_till_indexed()


@pytest.fixture
def troubled(home: Path) -> Iterator[Path]:
    """The log, which tells of the trouble, as it should; `start` wants it empty."""
    yield home / "twinset.log"
    (home / "twinset.log").write_text("")


def _press_delete(user: User, row: int) -> None:
    user.gallery.setCurrentIndex(user.gallery.model().index(row, 0))
    user.press("Del")


@ON_LINUX
def test_a_home_that_never_had_a_trash(
    start: Start, photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "new").mkdir()
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "new"))
    user = start(photos)
    _wait_till_sorted_out(user)
    _press_delete(user, 4)
    user.wait_for_notice("04.png is in the trash")
    assert [file.name for file in (tmp_path / "new" / ".local/share/Trash/files").iterdir()] == ["04.png"]


@ON_LINUX
def test_a_photo_that_cannot_be_moved_to_the_trash(
    start: Start, photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, troubled: Path
) -> None:
    """It is said why, the log knows more, and Ctrl+Z does not take back what came before."""
    monkeypatch.setenv("XDG_DATA_HOME", str(save(tmp_path / "file", b"no folder")))
    user = start(photos)
    _wait_till_sorted_out(user)
    user.choose_filter("kind", _chosen_kind(user))
    user.click("clear_filters_button")
    user.wait(lambda: len(user.paths) == 12)
    _press_delete(user, 4)
    user.wait_for_notice("04.png could not be moved to the trash. There is no trash")
    assert "04.png" in troubled.read_text() and len(user.paths) == 12
    user.press("Ctrl+Z")
    user.wait_for_notice("Nothing was moved to the trash")
    assert len(user.paths) == 12 and not user.sees("clear_filters_button")
    user.press("Ctrl+Z")  # what came before is next
    user.wait(lambda: user.sees("clear_filters_button"))
    user.wait_for_notice("The filters are back")
    assert user.text("notice_button") == "Redo"
    user.click("notice_button")
    user.wait(lambda: not user.sees("clear_filters_button"))
    user.wait_for_notice("All filters are off")
    assert user.text("notice_button") == "Undo"


def _chosen_kind(user: User) -> str:
    """One of the kinds that photos have."""
    return next(kind for kind in (*KINDS, UNSURE) if _shown_count(user, "kind", kind) > 0)


@ON_LINUX
def test_a_photo_that_is_gone_is_not_moved_to_the_trash(
    start: Start, photos: Path, trash: Path, troubled: Path
) -> None:
    user = start(photos)
    _wait_till_sorted_out(user)
    (photos / "04.png").unlink()
    _press_delete(user, 4)
    user.wait_for_notice("04.png could not be moved to the trash. It is not there any more.")


# --- libraries ---


def test_libraries_come_and_go(start: Start, photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = tmp_path / "other"
    for number in range(3):
        save(other / f"{number}.png", photo(50 + number))
    user = start(photos)
    user.wait_till_indexed()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(other))
    user.click("add_folder_button")
    user.wait(lambda: len(user.paths) == 15)
    user.wait_till_indexed()
    user.wait(lambda: _shown_count(user, "folder", str(other)) == 3)
    user.choose_filter("folder", str(other))
    user.wait(lambda: user.paths == photos_in(other))
    row = _button(user, f"filter_folder_{other}")
    remove = next(one for one in row.parentWidget().findChildren(QAbstractButton, "remove_folder_button"))
    user.click_at(remove, remove.rect().center())
    user.wait(lambda: user.paths == photos_in(photos))
    user.wait_for_notice("other is off the list")
    assert len(photos_in(other)) == 3 and not _chips(user)
    user.click("notice_button")
    user.wait(lambda: len(user.paths) == 15)
    user.wait_till_indexed()


def test_a_drive_that_is_away(start: Start, photos: Path, tmp_path: Path, gate: Gate) -> None:
    drive, away = tmp_path / "drive", tmp_path / "away"
    for number in range(3):
        save(drive / f"{number}.png", photo(50 + number))
    start(photos).wait_till_indexed()
    user = start(drive)
    user.wait_till_indexed()
    everything = sorted([*photos_in(photos), *photos_in(drive)])
    user.wait(lambda: user.paths == everything)
    drive.rename(away)
    save(photos / "new.png", photo(80))
    passed = gate.passed
    user = start()
    user.wait(lambda: user.paths == sorted([*everything, str(photos / "new.png")]))
    user.wait_till_indexed()
    assert gate.passed == passed + 1, "the folder that is there was not indexed"
    name = f"filter_folder_{drive}"
    user.wait(lambda: "offline" in _button(user, name).accessibleName())
    assert "offline" in _spoken(user, user.paths.index(str(drive / "1.png")))
    assert "offline" not in _spoken(user, user.paths.index(str(photos / "01.png")))
    user.click_photo(user.paths.index(str(drive / "1.png")))
    user.wait(lambda: user.shows_results)  # what is known of it can still be searched with
    away.rename(drive)
    user.press("F5")
    user.press("Escape")
    user.wait(lambda: "offline" not in _button(user, name).accessibleName())
    user.wait_till_indexed()


def test_new_photos_are_noticed(start: Start, photos: Path) -> None:
    user = start(photos)
    user.wait_till_indexed()
    user.wait(lambda: len(user.paths) == 12)
    save(photos / "zz.png", photo(90))
    user.wait(lambda: str(photos / "zz.png") in user.paths)
    user.wait_till_indexed()


# --- zoom ---


def test_pinching_zooms(in_wardrobe: User) -> None:
    user = in_wardrobe
    viewport = user.gallery.viewport()
    device = QPointingDevice.primaryPointingDevice()
    assert isinstance(device, QInputDevice)
    at = QPointF(viewport.rect().center())

    def pinch(change: float) -> None:
        kind = Qt.NativeGestureType.ZoomNativeGesture
        everywhere = QPointF(viewport.mapToGlobal(at.toPoint()))
        event = QNativeGestureEvent(kind, device, 2, at, at, everywhere, change, QPointF())
        QCoreApplication.sendEvent(viewport, event)

    before = user.gallery.size_of_photos
    for _ in range(40):
        pinch(0.004)  # each less than a pixel
    assert before * 1.12 < user.gallery.size_of_photos < before * 1.22
    for _ in range(10):
        pinch(-0.2)
    assert user.gallery.size_of_photos == 96
    assert user.widget("zoom_slider").value() == 96  # type: ignore[attr-defined]


def test_scrolling_on_and_on_brings_thumbnails(in_wardrobe: User, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    want = ThumbnailLoader.want
    monkeypatch.setattr(ThumbnailLoader, "want", lambda loader, keys: (asked.append(1), want(loader, keys)))
    bar = in_wardrobe.gallery.verticalScrollBar()
    for step in range(600):  # without a pause as long as that after which a still gallery asks
        bar.setValue(bar.value() + (1 if step < 300 else -1))
        QCoreApplication.processEvents()
        if step == 20:
            asked.clear()  # what was under way before
    assert asked


def test_another_screen_gets_sharper_thumbnails(in_wardrobe: User) -> None:
    user = in_wardrobe
    wanted: list[object] = []
    loader = user.window.findChild(type(user.window._loader))
    assert loader is not None
    user.gallery.forget_thumbnails()
    wants, loader.want = loader.want, lambda keys: wanted.extend(keys)  # type: ignore[method-assign]
    QCoreApplication.sendEvent(user.gallery.viewport(), QEvent(QEvent.Type.DevicePixelRatioChange))
    user.wait(lambda: wanted)
    loader.want = wants  # type: ignore[method-assign]


# --- photos of which a part is missing ---


def test_an_incomplete_photo_says_so(start: Start, photos: Path) -> None:
    whole = encoded(photo(70, (800, 1000)), "JPEG", quality=95)
    save(photos / "cut.jpg", whole[: -len(whole) // 50])
    user = start(photos)
    user.wait_till_indexed()
    row = user.paths.index(str(photos / "cut.jpg"))
    user.wait(lambda: "incomplete" in _spoken(user, row))
    assert "incomplete" not in _spoken(user, 0)
    model = user.gallery.model()
    assert "incomplete" in model.index(row, 0).data(Qt.ItemDataRole.ToolTipRole)
    user.click_photo(row)
    user.wait(lambda: user.shows_results)
    user.tick("include_box")
    user.wait(lambda: user.matches[0][0] == str(photos / "cut.jpg"))
    assert "incomplete" in _spoken(user, 0)
    user.gallery.setFocus()
    user.press("Home", "Space")
    user.wait(lambda: "% of the picture is missing" in user.words("detail_facts"))
    user.press("Right")
    user.wait(lambda: "% of the picture is missing" not in user.words("detail_facts"))


def test_a_replaced_photo_and_one_that_can_be_read_now_are_drawn_anew(user: User, photos: Path, tmp_path: Path) -> None:
    user.wait(lambda: user.thumbnail(0) and user.thumbnail(1))
    (photos / "01.png").write_bytes(b"no image")
    user.click("rescan_button")
    user.wait(lambda: not user.busy and user.sees("failures_link"))
    for name, colour in (("00.png", "red"), ("01.png", "blue")):
        os.replace(save(tmp_path / "new" / name, Image.new("RGB", (64, 80), colour)), photos / name)  # which is noticed
    red, blue = QColor("red"), QColor("blue")
    user.wait(lambda: (user.thumbnail(0), user.thumbnail(1)) == (red, blue))


def test_a_photo_drawn_before_it_was_read_is_drawn_anew_when_it_has_changed_meanwhile(
    start: Start, photos: Path, gate: Gate
) -> None:
    gate.allow(0)
    user = start(photos)
    user.wait(lambda: user.thumbnail(10) and user.thumbnail(11))
    before = user.thumbnail(11)
    save(photos / "10.png", Image.new("RGB", (64, 80), "red"))  # the first ones are being read already
    (photos / "11.png").write_bytes(b"no image")
    gate.allow(None)
    user.wait_till_indexed()
    user.wait(lambda: user.thumbnail(10) == QColor("red") and user.thumbnail(11) != before)


# --- what is seen while more becomes known ---


def test_the_order_stays_while_photos_are_read(start: Start, photos: Path, gate: Gate, no_stacks: None) -> None:
    gate.allow(5)
    user = start(photos)
    user.wait(lambda: gate.passed == 5)
    user.click("pause_button")  # what is read so far can be seen then
    user.wait(lambda: sum(_kinds_shown(user)) >= 5)
    user.choose("sort_button", "Colour")
    user.wait(lambda: user.text("sort_button") == "Colour")
    user.wait_till_quiet(lambda: user.paths)
    before = user.paths
    assert not user.sees("new_order_button")
    gate.allow(None)
    user.click("pause_button")
    user.wait_till_indexed()
    _wait_till_sorted_out(user)
    user.wait(lambda: user.sees("new_order_button"))
    assert user.paths == before
    user.click("new_order_button")
    user.wait(lambda: not user.sees("new_order_button"))
    shelf = user.window._pages[0]._arranger.shelf
    assert user.paths == [shelf.paths[row] for row in shelf.order(Sort.COLOUR)] != before


def _kinds_shown(user: User) -> list[int]:
    return [_shown_count(user, "kind", kind) for kind in (*KINDS, UNSURE)]


def test_the_way_out_where_no_photo_passes(user: User) -> None:
    assert not user.sees("empty_way_button")
    user.choose_filter("favourite", "favourites")
    user.wait(lambda: user.sees("empty_way_button") and not user.paths)
    assert user.text("empty_way_button") == "Clear filters"
    user.click("empty_way_button")
    user.wait(lambda: len(user.paths) == 12 and not user.sees("empty_way_button"))


def test_the_commonest_colours_have_names_and_the_rest_is_folded(in_wardrobe: User) -> None:
    user = in_wardrobe
    present = [name for name in BASIC if _shown_count(user, "colour", name) > 0]
    common = sorted(present, key=lambda name: -_shown_count(user, "colour", name))[:MOST_NAMED]
    least = _shown_count(user, "colour", common[-1])
    seen = [name for name in BASIC if user.sees(f"filter_colour_{name}")]
    assert len(seen) == MOST_NAMED < len(present)
    assert all(_shown_count(user, "colour", name) >= least for name in seen)
    folded = next(name for name in present if name not in seen)
    user.widget("sidebar_area", QScrollArea).ensureWidgetVisible(user.widget("more_colours_button"))
    user.click("more_colours_button")
    user.wait(lambda: user.sees(f"filter_colour_{folded}"))
    user.choose_filter("colour", folded)
    user.wait(lambda: len(user.paths) == _shown_count(user, "colour", folded))
    user.click("clear_filters_button")
    user.wait(lambda: len(user.paths) == len(garments()))
    assert [name for name in BASIC if user.sees(f"filter_colour_{name}")] == [name for name in BASIC if name in present]
