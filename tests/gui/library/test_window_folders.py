"""The window's folders: one inside another, emptied, moved while they are read, and two of one name."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QScrollArea, QTableWidget
from support import encoded, photo, save
from window_support import PATIENCE_MS, Gate, User, files, photos_in

from core.base.paths import Paths
from core.catalog.catalog import Catalog
from core.catalog.folders import FEW
from core.catalog.verify import VerifyReport
from core.indexing import indexing
from core.indexing.indexing import IndexReport, index_folders
from core.photos.images import Scan, scan_folders
from core.search.loading import load_searcher
from gui.library import folders as watching
from gui.library import index_run, library, searchable

Start = Callable[..., User]
pytestmark = [
    pytest.mark.usefixtures("no_stacks"),
    pytest.mark.qt_log_ignore("This plugin does not support grabbing the keyboard", extend=True),
]


def row_of(user: User, folder: Path) -> QAbstractButton:
    return user.widget(f"filter_folder_{folder}", QAbstractButton)


def said(user: User, folder: Path) -> str:
    """What a screen reader says of a folder's row."""
    return row_of(user, folder).accessibleName()


def pick(user: User, folder: Path, words: str) -> None:
    """An entry of the menu of a folder's row."""
    user.window.activateWindow()  # where there is no window manager a closed dialog leaves no window active
    user.wait(user.window.isActiveWindow)
    user.window.resize(1180, 800)  # a narrow one hides the sidebar
    user.wait(lambda: row_of(user, folder).isVisible())
    row, at = row_of(user, folder), QPoint(9, 9)
    right = QContextMenuEvent.Reason.Mouse  # which offscreen nothing makes of a click
    QApplication.sendEvent(row, QContextMenuEvent(right, at, row.mapToGlobal(at)))
    user.wait(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    action = next(action for action in menu.actions() if action.text() == words)
    user.click_at(menu, menu.actionGeometry(action).center())


# --- one inside another ---


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    """A folder with three photos, a link to a share with four, and a hidden folder with two."""
    folder, share = tmp_path / "Pictures", tmp_path / "share"
    for number in range(9):
        place = folder if number < 3 else share if number < 7 else folder / ".private"
        save(place / f"{number}.png", photo(number))
    (folder / "NAS").symlink_to(share)
    return folder


def everything(pictures: Path) -> list[str]:
    found = [file.path for folder in (pictures, pictures / "NAS", pictures / ".private") for file in _scanned(folder)]
    return sorted(found, key=os.fsencode)


def _scanned(folder: Path) -> tuple:
    return scan_folders([str(folder)]).files


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2)])
def test_links_and_hidden_folders_are_libraries_of_their_own(start: Start, pictures: Path, order: tuple) -> None:
    places = [pictures, pictures / "NAS", pictures / ".private"]
    user = start()
    for number in order:
        user.drop(files(places[number]))
        user.wait_for_notice(places[number].name, "was added")
        user.wait_till_indexed()
    user.wait(lambda: user.paths == everything(pictures))
    user.wait(
        lambda: [said(user, place) for place in places] == ["Pictures, 3 photos", "NAS, 4 photos", ".private, 2 photos"]
    )
    user.choose_filter("folder", str(pictures))
    user.wait(lambda: user.paths == [str(pictures / f"{n}.png") for n in range(3)])
    user.click("clear_filters_button")
    user.wait(lambda: len(user.paths) == 9)
    user.ask(0, total=9)
    user.press("Escape")
    user.choose("menu_button", "Remove folder", str(places[1]))
    user.wait(lambda: not any("NAS" in path for path in user.paths) and len(user.paths) == 5)
    user.wait_till_indexed()
    user.ask(0, total=5)


def test_a_link_inside_that_leads_nowhere_is_offline(start: Start, pictures: Path) -> None:
    user = start(pictures)
    user.drop(files(pictures / "NAS"))
    user.wait(lambda: len(user.paths) == 7)
    user.wait_till_indexed()
    (pictures.parent / "share").rename(pictures.parent / "unplugged")
    for _ in range(2):
        user.press("F5")
        user.wait(lambda: "offline" in said(user, pictures / "NAS"))
        user.wait_till_indexed()
        user.wait(lambda: len(user.paths) == 7)
    (pictures.parent / "unplugged").rename(pictures.parent / "share")
    user.press("F5")
    user.wait(lambda: said(user, pictures / "NAS") == "NAS, 4 photos")
    user.wait_till_indexed()


def test_photos_are_never_listed_twice(start: Start, pictures: Path) -> None:
    (pictures.parent / "again").symlink_to(pictures)
    user = start(pictures)
    user.wait_till_indexed()
    user.drop(files(pictures.parent / "again"))
    user.wait_for_notice(str(pictures.parent / "again"), "here already")
    user.wait_till_indexed()
    assert len(user.paths) == 3 and user.sees(f"filter_folder_{pictures}")
    assert not user.sees(f"filter_folder_{pictures.parent / 'again'}")


def test_a_folder_that_holds_only_links(start: Start, pictures: Path) -> None:
    links = pictures.parent / "links"
    links.mkdir()
    (links / "to").symlink_to(pictures)
    user = start(pictures)
    user.wait_till_indexed()
    user.drop(files(links))
    user.wait_for_notice("only links to other folders")
    assert not user.sees(f"filter_folder_{links}")


# --- emptied ---


@pytest.fixture
def nas(tmp_path: Path) -> Path:
    """A mounted drive with more than a few photos."""
    folder = tmp_path / "mnt" / "nas"
    for number in range(FEW + 2):
        save(folder / "sub" / f"{number:02}.png", photo(100 + number, (16, 20)))
    return folder


def unmount(nas: Path) -> Path:
    """As it is seen: the folder is there, and empty."""
    (nas / "sub").rename(nas.parent / "drive")
    return nas.parent / "drive"


def with_emptied(start: Start, nas: Path) -> User:
    """A window that says that all photos of the drive are gone."""
    user = start(nas)
    user.wait_till_indexed()
    unmount(nas)
    user.press("F5")
    user.wait_for_notice("gone at once")
    user.wait_till_indexed()
    return user


def test_an_unmounted_drive_keeps_its_photos(start: Start, nas: Path, photos: Path) -> None:
    start(nas).wait_till_indexed()
    user = start(photos)
    user.wait(lambda: len(user.paths) == FEW + 14)
    user.wait_till_indexed()
    user.gallery.setFocus()
    first = next(path for path in user.paths if str(nas) in path)
    user.click_photo(user.paths.index(first), keys=Qt.KeyboardModifier.ControlModifier)
    user.press("F")
    user.wait(lambda: user.widget("filter_favourite_favourites").accessibleName() == "Favourites, 1 photo")
    drive = unmount(nas)
    user.press("F5")
    user.wait_for_notice("All photos of nas are gone at once", "They are kept")
    user.wait(lambda: said(user, nas) == "nas, emptied")
    user.wait_till_indexed()
    assert len(user.paths) == FEW + 14 and "drive is not mounted" in row_of(user, nas).toolTip()

    user = start()  # and so it is at the next start
    user.wait(lambda: said(user, nas) == "nas, emptied")
    user.wait_till_indexed()
    assert len(user.paths) == FEW + 14
    drive.rename(nas / "sub")
    user.press("F5")
    user.wait(lambda: said(user, nas) == f"nas, {FEW + 2} photos")
    user.wait_till_indexed()
    assert user.widget("filter_favourite_favourites").accessibleName() == "Favourites, 1 photo"


@pytest.mark.parametrize("way", ["notice", "menu"])
@pytest.mark.parametrize("alone", [False, True])
def test_they_are_really_gone(start: Start, nas: Path, photos: Path, way: str, alone: bool) -> None:
    if not alone:
        start(photos).wait_till_indexed()
    user = with_emptied(start, nas)
    if way == "notice":
        user.click("notice_button")
    else:
        pick(user, nas, "They are really gone")
    user.wait(lambda: user.paths == ([] if alone else photos_in(photos)))
    user.wait(lambda: said(user, nas) == "nas, 0 photos")
    user.wait_till_indexed()
    user.press("F5")
    user.wait_till_indexed()
    assert said(user, nas) == "nas, 0 photos"


def test_an_offline_folder_costs_no_rereading(
    start: Start, nas: Path, photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start(photos).wait_till_indexed()
    start(nas).wait_till_indexed()
    nas.rename(nas.parent / "unplugged")
    user = start()
    user.wait(lambda: "offline" in said(user, nas))
    user.wait_till_indexed()
    user.wait_till_quiet(lambda: user.text("progress_label"))
    begun: list[object] = []
    done: list[IndexReport] = []
    index, load = index_folders, load_searcher
    monkeypatch.setattr(searchable, "load_searcher", lambda *a, **b: begun.append(a) or load(*a, **b))
    monkeypatch.setattr(index_run, "index_folders", lambda *a, **b: done.append(index(*a, **b)) or done[-1])
    user.press("F5")
    user.wait(lambda: done)
    user.wait_till_indexed()
    assert not begun and len(user.paths) == FEW + 2 + 12


def test_what_was_accepted_holds_though_another_look_comes_before_its_end(
    start: Start, nas: Path, photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start(photos).wait_till_indexed()
    user = with_emptied(start, nas)
    replaced: list[bool] = []

    def held_up(*given: Any, cancelled: Callable[[], bool], on_folder: Callable[[int], None]) -> Scan:
        """The first one lasts until another run is wanted."""
        until = time.monotonic() + PATIENCE_MS / 1000
        while not replaced and not cancelled() and time.monotonic() < until:
            time.sleep(0.01)
        replaced.append(cancelled())
        return scan_folders(*given, cancelled=cancelled, on_folder=on_folder)

    monkeypatch.setattr(indexing, "scan_folders", held_up)
    user.click("notice_button")
    user.press("F5")
    user.wait(lambda: len(replaced) == 2)
    user.wait_till_indexed()
    assert replaced == [True, False]
    user.wait(lambda: user.paths == photos_in(photos) and said(user, nas) == "nas, 0 photos")


# --- while they are read ---


def test_cancelling_reaches_the_scan(start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    deep = tmp_path / "deep"
    for number in range(30):
        save(deep / f"{number:03}" / "a.png", photo(number, (8, 8)))
    seen: list[int] = []

    def held_up(*given: Any, cancelled: Callable[[], bool], on_folder: Callable[[int], None]) -> Scan:
        """The eighth folder takes as long as nobody cancels."""

        def folder(count: int) -> None:
            seen.append(count)
            until = time.monotonic() + PATIENCE_MS / 1000
            while count == 8 and not cancelled() and time.monotonic() < until:
                on_folder(count)
                time.sleep(0.01)

        return scan_folders(*given, cancelled=cancelled, on_folder=folder)

    monkeypatch.setattr(indexing, "scan_folders", held_up)
    user = start(deep)
    user.wait(
        lambda: (
            user.text("progress_label").startswith("Looking for photos: ") and "folders" in user.text("progress_label")
        )
    )
    user.click("cancel_button")
    user.wait_till_indexed()
    assert seen == [*range(1, 9)]
    assert user.sees("continue_button")
    user.click("continue_button")
    user.wait(lambda: len(seen) == 16)
    user.window.close()
    assert seen == 2 * [*range(1, 9)]


def test_what_changes_meanwhile_is_seen_afterwards(
    start: Start, photos: Path, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "_SETTLE_MS", 1)
    monkeypatch.setattr(library, "_FOLLOW_MS", 1)
    gate.allow(2)
    user = start(photos)
    user.wait(lambda: gate.passed == 2)
    save(photos / "sub" / "1.png", photo(50))
    user.bot.wait(100)  # the watcher hears of it while the run goes on
    gate.allow(None)
    user.wait(lambda: len(user.paths) == 13)
    user.wait_till_indexed()


def test_what_is_copied_deeper_is_followed(
    start: Start, photos: Path, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only the top of a folder is watched; a run that found something new looks again."""
    monkeypatch.setattr(watching, "_SETTLE_MS", 1)
    monkeypatch.setattr(library, "_FOLLOW_MS", 1)
    user = start(photos)
    user.wait_till_indexed()
    passed = gate.passed
    gate.allow(0)
    save(photos / "sub" / "1.png", photo(50))
    user.wait(lambda: len(user.paths) == 13)
    save(photos / "sub" / "2.png", photo(51))  # after the scan, where nobody watches
    gate.allow(None)
    user.wait(lambda: len(user.paths) == 14)
    user.wait_till_indexed()
    assert gate.passed == passed + 2


def test_a_folder_moved_while_it_is_read(start: Start, photos: Path, tmp_path: Path, gate: Gate) -> None:
    other = tmp_path / "other"
    for number in range(40):
        save(other / f"{number:02}.png", photo(200 + number, (16, 20)))
    start(photos).wait_till_indexed()
    gate.allow(2)
    user = start(other)
    user.wait(lambda: gate.passed == 2 + 12)
    other.rename(tmp_path / "moved")
    gate.allow(None)
    user.wait_till_indexed()
    user.wait(lambda: "offline" in said(user, other))
    user.click("failures_link")
    table = user.widget("failures_table", QTableWidget)
    assert table.rowCount() == 1
    assert table.item(0, 0).text() == str(other) and "moved, renamed or removed" in table.item(0, 1).text()
    user.press("Escape")
    (tmp_path / "moved").rename(other)
    user.wait(lambda: not user.sees("failures_dialog"))
    user.window.activateWindow()  # where there is no window manager a closed dialog leaves no window active
    user.wait(user.window.isActiveWindow)
    user.press("F5")
    user.wait(lambda: said(user, other) == "other, 40 photos")
    user.wait_till_indexed()
    user.wait(lambda: not user.sees("failures_link"))
    user.ask(0, total=52)


# --- names ---


def test_two_folders_of_one_name_are_told_apart(start: Start, tmp_path: Path) -> None:
    hers, his = tmp_path / "her" / "wardrobe", tmp_path / "him" / "wardrobe"
    save(hers / "1.png", photo(1))
    save(his / "1.png", photo(2))
    user = start(hers)
    user.wait(lambda: said(user, hers) == "wardrobe, 1 photo")
    user.choose_filter("folder", str(hers))
    assert user.text(f"chip_folder_{hers}") == "wardrobe  ×"
    user.drop(files(his))
    user.wait_for_notice("him/wardrobe was added")
    user.wait(lambda: (said(user, hers), said(user, his)) == ("her/wardrobe, 1 photo", "him/wardrobe, 1 photo"))
    assert user.text(f"chip_folder_{hers}") == "her/wardrobe  ×"
    assert str(hers) in user.widget(f"chip_folder_{hers}").toolTip()
    assert row_of(user, his).toolTip().splitlines()[0] == str(his)
    user.wait_till_indexed()
    user.choose("menu_button", "Remove folder", str(his))
    user.wait_for_notice("him/wardrobe is off the list")
    user.wait(lambda: said(user, hers) == "wardrobe, 1 photo")
    user.wait_till_indexed()


# --- checking and forgetting ---


def test_every_photo_is_checked(user: User, photos: Path) -> None:
    pick(user, photos, "Check every photo")
    user.wait_for_notice("12 photos were compared. All are as they were read.")
    user.wait_till_indexed()
    replaced = photos / "03.png"
    before = replaced.stat()
    content = encoded(photo(300), "PNG")
    replaced.write_bytes(content + bytes(max(0, before.st_size - len(content))))
    os.truncate(replaced, before.st_size)
    os.utime(replaced, ns=(before.st_atime_ns, before.st_mtime_ns))
    user.press("F5")
    user.wait_till_indexed()
    user.window.activateWindow()  # a popup that closed may have taken that away, without a window manager
    user.wait(user.window.isActiveWindow)
    user.press("Ctrl+,")
    user.wait(lambda: user.sees("settings_dialog"))
    user.widget("settings_area", QScrollArea).ensureWidgetVisible(user.widget("check_photos_button"))
    user.click("check_photos_button")
    user.wait_for_notice("12 photos were compared.", "1 photo holds something else than before")
    user.wait_till_indexed()


def test_checking_can_be_cancelled(user: User, photos: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    going = threading.Event()

    def slow(catalog: object, model_id: str, folders: object, *, cancelled: Callable, on_progress: Callable) -> object:
        on_progress(3, 12)
        while not cancelled():
            going.wait(0.01)
        return VerifyReport((str(photos),), 3, cancelled=True)

    monkeypatch.setattr("gui.library.folder_care.verify_folders", slow)
    pick(user, photos, "Check every photo")
    user.wait(lambda: user.text("progress_label") == "Checking photos: 3 of 12")
    assert not user.sees("pause_button")
    user.click("cancel_button")
    user.wait(lambda: not user.sees("cancel_button"))


@pytest.mark.parametrize("nested", [False, True])
def test_a_folder_is_forgotten(start: Start, photos: Path, tmp_path: Path, home: Path, nested: bool) -> None:
    other = tmp_path / "other"
    for number in range(3):
        save(other / f"{number}.png", photo(400 + number))
    if nested:
        (photos / "link").symlink_to(other)
        other = photos / "link"
    user = start(photos)
    user.wait_till_indexed()
    user.drop(files(other))
    user.wait_for_notice("was added")
    user.wait_till_indexed()
    user.wait(lambda: len(user.paths) == 15)
    pick(user, other, "Forget this folder…")
    user.answer("forget_dialog", "Cancel")
    assert row_of(user, other).isVisible()
    pick(user, other, "Forget this folder…")
    user.answer("forget_dialog", "Forget this folder")
    user.wait_for_notice(f"{other.name} is forgotten", "3 photos")
    user.wait(lambda: user.paths == [path for path in photos_in(photos) if path.endswith(".png")])
    user.wait_till_indexed()
    with Catalog(Paths.choose(str(home)).catalog) as catalog:
        assert len(catalog.remaining([], [])) == 12
    assert len(list(other.iterdir())) == 3, "the photos themselves are not touched"
