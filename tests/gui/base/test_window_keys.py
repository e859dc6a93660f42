"""The window by keyboard alone, by mouse buttons and wheel, for screen readers, and in its two palettes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractSlider, QApplication, QScrollBar
from support import photo, save
from window_support import LEFT, User, files, handle

from core.base.settings import load_settings
from gui.base.theme import DARK, LIGHT
from gui.gallery.thumbnails import PixmapCache

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support grabbing the keyboard", extend=True)

Start = Callable[..., User]


@pytest.fixture(scope="session")
def sixty(made_once: Callable[..., Path]) -> Path:
    """Enough photos that the gallery scrolls; not to be changed."""

    def make(folder: Path) -> None:
        for number in range(60):
            save(folder / f"{number:02}.png", photo(number, (20, 24)))

    return made_once("sixty", make)


@pytest.fixture
def ready(start: Start, indexed_before: Callable[[Path], Path], sixty: Path) -> User:
    user = start(indexed_before(sixty))
    user.wait_for_photos(60)
    user.wait_till_indexed()
    return user


def focus_name(user: User) -> str:
    widget = QApplication.focusWidget()
    return widget.objectName() if widget else ""


# --- back and forward ---


@pytest.mark.parametrize("by", ["buttons", "keys", "mouse"])
def test_back_and_forward(ready: User, by: str) -> None:
    def go(where: str) -> None:
        if by == "buttons":
            ready.click(f"{where}_button")
        elif by == "keys":
            ready.press({"back": "Alt+Left", "forward": "Alt+Right"}[where])
        else:
            button = {"back": Qt.MouseButton.BackButton, "forward": Qt.MouseButton.ForwardButton}[where]
            ready.click_at(ready.gallery.viewport(), ready.gallery.viewport().rect().center(), button)

    everything = ready.paths
    ready.place_of(45)
    place = ready.gallery.verticalScrollBar().value()
    first = ready.click_photo(45)
    ready.wait_for_answer(Path(first).name, 60)
    first_results = ready.matches
    second = ready.click_photo(3)
    ready.wait_for_answer(Path(second).name, 60)
    second_results = ready.matches
    assert not ready.widget("forward_button").isEnabled() and ready.widget("back_button").isEnabled()
    go("back")
    assert ready.matches == first_results and Path(first).name in ready.text("query_title")
    go("back")
    assert ready.paths == everything and not ready.shows_results
    assert not ready.widget("back_button").isEnabled()
    ready.wait(lambda: ready.gallery.verticalScrollBar().value() == place)
    go("forward")
    assert ready.matches == first_results
    go("forward")
    assert ready.matches == second_results
    ready.press("Escape")
    assert ready.paths == everything
    go("back")
    assert ready.matches == second_results


def test_the_place_is_kept(ready: User) -> None:
    ready.place_of(50)
    bar = ready.gallery.verticalScrollBar()
    place = bar.value()
    assert place > 0
    ready.click_photo(50)
    ready.wait(lambda: ready.shows_results)
    assert bar.value() == 0
    ready.press("Alt+Left")
    ready.wait(lambda: bar.value() == place)
    assert ready.gallery.current_path() == ready.paths[50]
    ready.press("Alt+Right", "Escape")
    ready.wait(lambda: bar.value() == place)


@pytest.mark.usefixtures("no_stacks")
def test_photos_in_sight_stay_in_memory(start: Start, sixty: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also when the screens before and after, which are loaded ahead, fill the memory set aside for thumbnails."""
    monkeypatch.setattr("gui.gallery.photo_grid.PixmapCache", lambda: PixmapCache(limit=30 * 20 * 24 * 4))
    user = start(sixty)
    user.wait_for_photos(60)
    user.wait(lambda: None not in [user.thumbnail(row) for row in range(12)])
    user.wait_till_quiet(lambda: len(list((home / "cache" / "thumbnails").rglob("*.jpg"))))  # nothing else is loaded
    assert [row for row in range(12) if user.thumbnail(row) is None] == []


# --- keyboard ---


def test_keyboard_only(ready: User) -> None:
    assert focus_name(ready) == "gallery"
    ready.press("Home", "Right", "Right", "Left")
    assert ready.gallery.current_path() == ready.paths[1]
    columns = ready.gallery.viewport().width() // ready.gallery.gridSize().width()
    ready.press("Down")
    assert ready.gallery.current_path() == ready.paths[1 + columns]
    wanted = ready.paths[1 + columns]
    ready.press("Return")
    ready.wait_for_answer(Path(wanted).name, 60)
    assert focus_name(ready) == "gallery" and ready.gallery.current_path() == ready.paths[0]
    second = ready.paths[1]
    ready.press("Right", "Enter")
    ready.wait_for_answer(Path(second).name, 60)
    ready.press("Escape")
    assert not ready.shows_results and focus_name(ready) == "gallery"


def test_tab_reaches_every_control(ready: User) -> None:
    ready.window.resize(1900, 900)  # where no button has to make room for those of the pages
    ready.wait(lambda: ready.sees("zoom_slider"))
    ready.click_photo(0)
    ready.wait(lambda: ready.shows_results)
    reached = []
    for _ in range(40):
        ready.press("Tab")
        reached.append(focus_name(ready))
    controls = ["choose_folder_button", "open_photo_button", "zoom_slider", "share_button", "menu_button", "top_button"]
    for name in (*controls, "back_button", "zoom_out_button", "zoom_in_button", "all_photos_button", "gallery"):
        assert name in reached, f"{name} cannot be reached with Tab"
    there = reached.index("choose_folder_button")
    assert reached[there + 1] == "open_photo_button"  # in the order of reading
    ready.press("Backtab")
    assert focus_name(ready) == reached[-2]


def test_a_button_by_space(ready: User) -> None:
    ready.click_photo(0)
    ready.wait(lambda: ready.shows_results)
    ready.tick("all_photos_button")
    assert not ready.shows_results


def test_the_empty_window_by_keyboard(start: Start, sixty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gui.desktop.ways_in.QFileDialog.getExistingDirectory", lambda *_: str(sixty))
    user = start()
    assert focus_name(user) == "empty_choose_folder_button"
    user.press("Space")
    user.wait_for_photos(60)
    assert focus_name(user) == "gallery"


def test_shortcuts_ask(ready: User, sixty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gui.desktop.ways_in.QFileDialog.getOpenFileNames", lambda *_: ([str(sixty / "07.png")], ""))
    ready.press("Ctrl+O")
    ready.wait_for_answer("07.png", 60)
    monkeypatch.setattr("gui.desktop.ways_in.QFileDialog.getExistingDirectory", lambda *_: "")
    ready.press("Ctrl+Shift+O")  # and cancelled: nothing changes
    assert not ready.busy and len(ready.matches) == 10


# --- zoom ---


def test_zoom(ready: User, home: Path) -> None:
    before = ready.gallery.gridSize().width()
    ready.wheel(3, Qt.KeyboardModifier.ControlModifier)
    larger = ready.gallery.gridSize().width()
    assert larger > before and ready.gallery.verticalScrollBar().value() == 0
    ready.wheel(-6, Qt.KeyboardModifier.ControlModifier)
    assert ready.gallery.gridSize().width() < before
    ready.press("Ctrl++", "Ctrl++")
    size = ready.gallery.size_of_photos
    assert ready.widget("zoom_slider", QAbstractSlider).value() == size
    ready.click("zoom_out_button")
    assert ready.gallery.size_of_photos < size
    ready.wheel(-3)
    assert ready.gallery.verticalScrollBar().value() > 0
    kept = ready.gallery.size_of_photos
    ready.press("Ctrl+Q")
    assert load_settings(home / "settings.json").thumbnail_size == kept


# --- palettes ---


def test_the_theme_can_be_switched_and_is_remembered(ready: User, start: Start) -> None:
    def canvas(user: User) -> str:
        edge = user.gallery.mapTo(user.window, QPoint(4, user.gallery.height() // 2))
        return user.window.grab().toImage().pixelColor(edge).name()

    ready.choose("menu_button", "Appearance", "Dark")
    assert canvas(ready) == DARK.canvas
    icon = ready.widget("menu_button", QAbstractButton).icon().pixmap(20).toImage()
    inkiest = max((icon.pixelColor(x, y) for x in range(20) for y in range(20)), key=QColor.alpha)
    assert inkiest.lightness() > 200
    again = start()
    assert canvas(again) == DARK.canvas
    again.choose("menu_button", "Appearance", "Light")
    assert canvas(again) == LIGHT.canvas
    again.choose("menu_button", "Appearance", "Like the system")


# --- screen readers ---


def spoken(thing: QObject) -> QAccessibleInterface:
    """What a screen reader gets to know of a widget."""
    interface = QAccessible.queryAccessibleInterface(thing)
    assert interface is not None
    return interface


def named_controls(user: User) -> Iterator[tuple[str, str]]:
    """Object name and spoken name of all buttons and sliders of the window, seen or not."""
    for kind in (QAbstractButton, QAbstractSlider):
        for control in user.window.findChildren(kind):
            if not isinstance(control, QScrollBar):
                yield control.objectName(), spoken(control).text(QAccessible.Text.Name)


def test_all_controls_have_a_name(ready: User) -> None:
    ready.click_photo(0)
    ready.wait(lambda: ready.shows_results)
    names = dict(named_controls(ready))
    assert len(names) > 12
    assert [control for control, name in names.items() if not name.strip()] == []
    assert all(names), "a control has no object name"


def test_photos_and_results_have_a_name(ready: User) -> None:
    gallery = spoken(ready.gallery)
    assert gallery.text(QAccessible.Text.Name) == "Photos" and gallery.role() == QAccessible.Role.List
    assert gallery.childCount() >= 60
    assert gallery.child(5).text(QAccessible.Text.Name) == "05.png"
    ready.click_photo(5)
    ready.wait_for_answer("05.png", 60)
    (nearest, _), (_, distance) = ready.matches[:2]
    assert gallery.child(0).text(QAccessible.Text.Name).startswith(f"{Path(nearest).name}, number 1, ")
    spoken_second = gallery.child(1).text(QAccessible.Text.Name)
    assert ", number 2, " in spoken_second and spoken_second.endswith(f", distance {distance:.2f}")
    assert spoken(ready.widget("preview")).text(QAccessible.Text.Name) == "The photo that was searched for"


def test_notices_are_spoken(ready: User, tmp_path: Path) -> None:
    ready.drop(files(save(tmp_path / "odd.png", b"text")))
    ready.wait(lambda: ready.sees("notice"))
    assert spoken(ready.widget("notice")).text(QAccessible.Text.Name) == ready.text("notice_text") != ""


# --- the photo menu and double click ---


def test_the_menu_of_a_photo(ready: User, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("gui.desktop.desktop.open_in_default_app", lambda path: opened.append(path) or True)
    ready.click_photo(4, Qt.MouseButton.RightButton)
    menu = ready.widget("photo_menu")
    ready.wait(menu.isVisible)
    texts = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert set(texts) >= {"Find similar photos", "Look closer", "Open", "Show in folder", "Copy path"} and all(texts)
    ready.press(*["Down"] * (texts.index("Open") + 1), "Return")
    assert opened == [ready.paths[4]]


def test_a_double_click_opens(ready: User, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("gui.desktop.desktop.open_in_default_app", lambda path: opened.append(path) or True)
    path, where = ready.paths[4], ready.gallery.viewport().mapTo(ready.window, ready.place_of(4))
    QTest.mouseDClick(handle(ready.window), LEFT, Qt.KeyboardModifier.NoModifier, where)
    assert opened == [path]
