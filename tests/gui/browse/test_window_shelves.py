"""What stands in the sidebar beside kinds and colours: the folders within the library, and the user's collections."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QMenu, QScrollArea, QToolButton
from support import encoded, photo, save
from window_support import LEFT, PLAIN, User, photos_in

from core.base.paths import Paths
from core.wardrobe.copies import known_wardrobe

Start = Callable[..., User]
# Menus grab the keyboard, which the offscreen platform cannot do.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def shown_count(user: User, facet: str, name: str) -> int:
    """The number beside a choice, as a screen reader says it."""
    words = user.widget(f"filter_{facet}_{name}", QAbstractButton).accessibleName().rpartition(", ")[2]
    return int(words.split()[0])


@pytest.fixture
def sorted_photos(no_stacks: None, photos: Path, known_photos: Path) -> Path:
    """Twelve photos, of which some lie in folders by kind, and some of these deeper."""
    for place, names in {"dress": ("01", "02", "03"), "shoes": ("04", "05"), "shoes/winter": ("06",)}.items():
        (photos / place).mkdir()
        for name in names:
            shutil.move(photos / f"{name}.png", photos / place)
    return photos


def test_a_library_opens_into_its_folders(start: Start, sorted_photos: Path) -> None:
    user = start(sorted_photos)
    user.wait(lambda: len(user.paths) == 12)
    user.wait_till_indexed()
    arrow = f"open_folder_{sorted_photos}"
    user.wait(lambda: user.sees(arrow))
    shoes, winter = str(sorted_photos / "shoes"), str(sorted_photos / "shoes" / "winter")
    user.click(arrow)
    user.wait(lambda: user.sees(f"filter_folder_{shoes}"))
    assert not user.sees(f"filter_folder_{winter}")
    assert [shown_count(user, "folder", str(sorted_photos / one)) for one in ("", "dress", "shoes")] == [12, 3, 3]
    user.choose_filter("folder", shoes)
    user.wait(lambda: user.paths == sorted(map(str, (sorted_photos / "shoes").rglob("*.png"))))
    assert user.text(f"chip_folder_{shoes}").startswith("shoes")
    user.click(f"open_folder_{shoes}")
    user.wait(lambda: user.sees(f"filter_folder_{winter}"))
    assert user.widget(f"filter_folder_{shoes}", QAbstractButton).isChecked()
    user.choose_filter("folder", str(sorted_photos / "dress"))
    user.wait(lambda: len(user.paths) == 6)
    user.click(arrow)
    user.wait(lambda: not user.sees(f"filter_folder_{shoes}"))
    user.click("clear_filters_button")
    user.wait(lambda: len(user.paths) == 12)


def test_a_chosen_folder_is_there_at_the_next_start(start: Start, sorted_photos: Path) -> None:
    user = start(sorted_photos)
    user.wait_till_indexed()
    user.wait(lambda: user.sees(f"open_folder_{sorted_photos}"))
    user.click(f"open_folder_{sorted_photos}")
    dress = str(sorted_photos / "dress")
    user.wait(lambda: user.sees(f"filter_folder_{dress}"))
    user.choose_filter("folder", dress)
    user.wait(lambda: user.paths == photos_in(sorted_photos / "dress"))
    user = start()
    user.wait(lambda: user.paths == photos_in(sorted_photos / "dress"))
    user.wait_till_indexed()
    assert user.sees(f"chip_folder_{dress}")


# --- collections ---


@pytest.fixture
def garments(tmp_path: Path, no_stacks: None) -> Path:
    """Four JPEG files."""
    for number in range(4):
        save(tmp_path / "garments" / f"{number}.jpg", encoded(photo(number), "JPEG"))
    return tmp_path / "garments"


def collections_in(home: Path) -> dict[str, list[bytes] | None]:
    """What is on disk: the contents of each by its name, None for a smart one."""
    found = known_wardrobe(Paths.choose(str(home))).marks.collections
    return {one.name: [photo.content for photo in one.photos] if one.rule is None else None for one in found.all}


def select(user: User, *rows: int) -> list[str]:
    user.wait(lambda: user.text("browse_count") or user.shows_results)  # before it, all may be shown anew
    user.wait(lambda: all(map(user.window._marking.kinds.can_change, user.paths)))
    for row in rows:
        user.click_at(user.gallery.viewport(), user.place_of(row), keys=Qt.KeyboardModifier.ControlModifier)
    return [user.paths[row] for row in rows]


def pick(user: User, menu_name: str, entry: str) -> None:
    user.wait(lambda: user.sees(menu_name))
    menu = user.widget(menu_name, QMenu)
    user.click_at(menu, menu.actionGeometry(menu.findChild(QAction, entry)).center())


def name_it(user: User, name: str) -> None:
    """Type into the question for a name."""
    user.wait(lambda: user.sees("collection_dialog"))
    field = user.widget("collection_dialog").findChild(QLineEdit)
    field.selectAll()
    QTest.keyClicks(field, name)
    QTest.keyClick(field, Qt.Key.Key_Return)
    user.wait(lambda: not user.sees("collection_dialog"))
    user.window.activateWindow()  # the dialog that closed may have taken that away, without a window manager
    user.wait(user.window.isActiveWindow)
    user.gallery.setFocus(Qt.FocusReason.OtherFocusReason)


def make(user: User, name: str, *rows: int) -> list[str]:
    chosen = select(user, *rows)
    user.click("selection_collection")
    pick(user, "collection_menu", "collection_new")
    name_it(user, name)
    user.wait(lambda: user.sees(f"filter_collection_{name}"))
    return chosen


def row_menu(user: User, name: str, entry: str) -> None:
    row = user.widget(f"filter_collection_{name}")
    user.widget("sidebar_area", QScrollArea).ensureWidgetVisible(row)
    row.customContextMenuRequested.emit(row.rect().center())
    pick(user, "collection_row_menu", entry)


def test_a_collection_of_selected_photos_outlives_everything(
    start: Start, user: User, photos: Path, home: Path
) -> None:
    chosen = make(user, "Summer party", 1, 2, 5)
    user.wait_for_notice("3 photos are in Summer party")
    user.wait(lambda: shown_count(user, "collection", "Summer party") == 3)
    user.choose_filter("collection", "Summer party")
    user.wait(lambda: user.paths == chosen)
    user.wait(lambda: len(collections_in(home).get("Summer party") or ()) == 3)
    user.window.close()
    (photos / "new").mkdir()
    shutil.move(photos / "02.png", photos / "new" / "moved.png")
    shutil.rmtree(home / "catalog")
    moved = [path.replace("02.png", "new/moved.png") for path in chosen]
    user = start()
    user.wait_till_indexed()
    user.wait(lambda: sorted(user.paths) == sorted(moved))
    user.wait(lambda: user.sees("chip_collection_Summer party"))


def test_a_photo_that_was_written_anew_is_learnt(start: Start, garments: Path, home: Path) -> None:
    """It is known by its pixels then, and from then on by its new bytes too."""
    user = start(garments)
    user.wait_till_indexed()
    make(user, "A", 1, 2)
    user.wait(lambda: len(collections_in(home).get("A") or ()) == 2)
    data = (garments / "1.jpg").read_bytes()
    (garments / "1.jpg").write_bytes(data[:2] + b"\xff\xfe\x00\x06note" + data[2:])  # a comment
    user.press("F5")
    user.wait(lambda: len(collections_in(home).get("A") or ()) == 3)
    user.wait_till_indexed()
    assert shown_count(user, "collection", "A") == 2


def test_photos_go_in_and_out_and_back(user: User, home: Path) -> None:
    make(user, "A", 1, 2)
    user.click("notice_button")  # undo
    user.wait(lambda: not user.sees("filter_collection_A"))
    assert user.text("notice_button") == "Redo"
    user.click("notice_button")
    user.wait(lambda: user.sees("filter_collection_A"))
    row = user.widget("filter_collection_A")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(user.paths[one]) for one in (4, 2)])
    event = QDropEvent(QPointF(row.rect().center()), Qt.DropAction.CopyAction, data, LEFT, PLAIN)
    QCoreApplication.sendEvent(row, QDragEnterEvent(row.rect().center(), Qt.DropAction.CopyAction, data, LEFT, PLAIN))
    QCoreApplication.sendEvent(row, event)
    user.wait(lambda: shown_count(user, "collection", "A") == 3)
    user.choose_filter("collection", "A")
    user.wait(lambda: len(user.paths) == 3)
    user.window._show_photo_menu(user.paths[0], user.gallery.viewport().mapToGlobal(user.place_of(0)))
    pick(user, "photo_menu", "action_take_out")
    user.wait(lambda: len(user.paths) == 2)
    user.window.activateWindow()  # the menu that closed may have taken that away, without a window manager
    user.wait(user.window.isActiveWindow)
    user.press("Ctrl+Z")
    user.wait(lambda: len(user.paths) == 3)


def test_a_smart_one_follows_its_filters(start: Start, user: User, home: Path) -> None:
    select(user, 1)
    user.press("F")
    user.wait(lambda: shown_count(user, "favourite", "favourites") == 1)
    user.gallery.clearSelection()
    user.choose_filter("favourite", "favourites")
    user.click("add_collection_button")
    name_it(user, "Loved")
    user.wait(lambda: user.sees("filter_collection_Loved"))
    user.click("clear_filters_button")
    user.wait(lambda: len(user.paths) == 12)
    user.choose_filter("collection", "Loved")
    user.wait(lambda: len(user.paths) == 1)
    user.choose_filter("collection", "Loved")
    user.wait(lambda: len(user.paths) == 12)
    user.gallery.setCurrentIndex(user.gallery.model().index(6, 0))
    user.press("F")
    user.wait(lambda: shown_count(user, "collection", "Loved") == 2)
    assert collections_in(home) == {"Loved": None}


def test_a_smart_one_keeps_the_words_that_were_searched(user: User) -> None:
    user.press("Ctrl+F")
    QTest.keyClicks(user.widget("words_field"), "blue dress")
    user.press("Return")
    user.wait(lambda: user.text("sort_button") == "Your words")
    user.choose_filter("folder", user.window._library.folders[0])
    user.click("add_collection_button")
    name_it(user, "Blue")
    user.wait(lambda: user.sees("filter_collection_Blue"))
    user.click("clear_filters_button")
    user.click("clear_words_button")
    user.wait(lambda: user.text("sort_button") == "Name")
    user.choose_filter("collection", "Blue")
    user.wait(lambda: user.text("sort_button") == "Your words")
    assert user.widget("words_field", QLineEdit).text() == "blue dress"
    user.choose_filter("collection", "Blue")
    user.wait(lambda: user.text("sort_button") == "Name" and len(user.paths) == 12)


def test_a_collection_is_seen_in_its_own_order(start: Start, user: User) -> None:
    one = make(user, "A", 7, 8)
    user.gallery.clearSelection()
    wanted = [*one, *select(user, 2, 3)]
    user.click("selection_collection")
    pick(user, "collection_menu", "collection_0")
    user.wait(lambda: shown_count(user, "collection", "A") == 4)
    user.choose("sort_button", "Recently added")
    user.wait(lambda: user.text("sort_button") == "Recently added")
    sorts = {action.text() for action in user.widget("sort_button", QToolButton).menu().actions() if action.isVisible()}
    assert "Collection's order" not in sorts
    user.window.activateWindow()
    user.choose_filter("collection", "A")
    user.choose("sort_button", "Collection's order")
    user.wait(lambda: user.paths == wanted)
    user.window.activateWindow()
    user = start()
    user.wait(lambda: user.paths == wanted and user.text("sort_button") == "Collection's order")
    user.wait_till_indexed()
    user.choose_filter("collection", "A")
    user.wait(lambda: len(user.paths) == 12 and user.text("sort_button") == "Recently added")


def test_the_tab_key_follows_what_is_seen(user: User) -> None:
    """Rows of folders and collections are made late, and stand where they are seen all the same."""
    make(user, "B", 1, 2)
    make(user, "A", 3, 4)
    user.reach("add_folder_button")
    found = []
    for _ in range(9):
        user.press("Tab")
        widget = QApplication.focusWidget()
        found.append(widget.objectName() if widget is not None else "")
    folder = user.window._library.folders[0]
    wanted = [f"filter_folder_{folder}", "remove_folder_button", "filter_favourite_favourites", "add_collection_button"]
    assert found[:6] == [*wanted, "filter_collection_B", "filter_collection_A"]
    assert found[6].startswith("filter_kind_")


def test_names_can_be_changed_and_collections_deleted(user: User, home: Path) -> None:
    chosen = make(user, "A", 1, 2)
    user.choose_filter("collection", "A")
    user.wait(lambda: user.paths == chosen)
    row_menu(user, "A", "rename_collection")
    name_it(user, "  For  work ")
    user.wait(lambda: user.sees("chip_collection_For work") and user.paths == chosen)
    row_menu(user, "For work", "delete_collection")
    user.wait(lambda: not user.sees("chip_collection_For work") and len(user.paths) == 12)
    user.wait_for_notice("For work is gone; its photos stay")
    user.click("notice_button")
    user.wait(lambda: shown_count(user, "collection", "For work") == 2)
    user.wait(lambda: list(collections_in(home)) == ["For work"])


def test_without_anything_to_collect_it_is_said_how(user: User) -> None:
    user.gallery.clearSelection()
    user.click("add_collection_button")
    user.wait_for_notice("select some photos, or choose some filters")
