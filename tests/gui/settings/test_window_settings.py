"""The settings dialog, the store of thumbnails and the sparing of resources, as a user meets them."""

from __future__ import annotations

import json
import os
import shutil
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QColor, QDesktopServices, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLabel,
    QScrollArea,
    QSpinBox,
    QWidget,
)
from support import Result, photo, save
from window_support import Gate, User, handle

from core.base.paths import Paths
from core.base.settings import Settings, load_settings, save_settings
from core.photos.images import ImageFile
from core.photos.thumbnail_store import ThumbnailStore
from core.workers.messages import Computed, Looked
from core.workers.workers import Worker
from gui.base.language import reopens
from gui.base.theme import DARK, LIGHT
from gui.settings import power, thumbnail_care

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support grabbing the keyboard", extend=True)

Start = Callable[..., User]
CONTROLS = (
    "settings_theme_system_button settings_theme_light_button settings_theme_dark_button settings_language_field "
    "cache_open_button "
    "cache_change_button cache_limit_field cache_remove_gone_button cache_clear_button settings_threads_field "
    "settings_patience_field settings_spare_box settings_close_button"
).split()


@pytest.fixture
def choose(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """The folder that the user picks in the file dialog from now on."""
    return lambda path: monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(path))


class Workers:
    """Counts the photos that are at the network at the same time."""

    def __init__(self) -> None:
        self._counting = threading.Lock()
        self.inside = 0
        self.seen: list[int] = []  # at each that came in

    def change(self, by: int) -> None:
        with self._counting:
            self.inside += by
            if by > 0:
                self.seen.append(self.inside)


@pytest.fixture
def workers(gate: Gate, monkeypatch: pytest.MonkeyPatch) -> Workers:
    """On a computer with three cores."""
    counted, held_up = Workers(), Worker.compute
    monkeypatch.setattr("core.indexing.pace.core_count", lambda: 3)
    monkeypatch.setattr("core.indexing.indexing.PROGRESS_SECONDS", 0.0)
    monkeypatch.setattr("core.indexing.indexing.PHOTOS_PER_WORKER", 1)

    def compute(worker: Worker, file: ImageFile, seconds: float) -> Computed:
        counted.change(1)
        try:
            return held_up(worker, file, seconds)
        finally:
            counted.change(-1)

    monkeypatch.setattr(Worker, "compute", compute)
    return counted


def chosen(home: Path) -> Settings:
    return load_settings(home / "settings.json")


def open_settings(user: User) -> QDialog:
    user.press("Ctrl+,")
    user.wait(lambda: user.sees("settings_dialog") and user.widget("settings_dialog").isActiveWindow())
    return user.widget("settings_dialog", QDialog)


def test_any_height_of_the_dialog(start: Start) -> None:
    """As for the window's side columns: a scroll bar that comes and goes must not wrap the words anew."""
    dialog = open_settings(start())
    area = dialog.findChild(QScrollArea, "settings_area")
    room = area.viewport().width()
    for height in range(dialog.minimumHeight(), 1200, 3):
        dialog.resize(dialog.width(), height)
        QCoreApplication.processEvents()
        assert area.viewport().width() == room


def close_settings(user: User) -> None:
    user.press("Escape")
    user.wait(lambda: not user.sees("settings_dialog"))
    user.window.activateWindow()  # which a window manager would do
    user.wait(user.window.isActiveWindow)


def click(user: User, name: str) -> None:
    """Scroll to a control and click it, when the rows have moved to where a sentence that came leaves them."""
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    user.widget("settings_area", QScrollArea).ensureWidgetVisible(user.widget(name))
    user.click(name)


def focus(user: User, name: str) -> None:
    """Get there with the keyboard."""
    for _ in range(30):
        if QApplication.focusWidget() is user.widget(name):
            return
        user.press("Tab")
    raise AssertionError(f"the Tab key does not lead to {name}")


# --- the dialog ---


def test_it_opens_and_closes_by_menu_and_keys(start: Start) -> None:
    user = start()
    user.choose("menu_button", "Settings…")
    user.wait(lambda: user.sees("settings_dialog"))
    user.click("settings_close_button")
    user.wait(lambda: not user.sees("settings_dialog"))
    user.window.activateWindow()
    open_settings(user)
    close_settings(user)
    open_settings(user)


def test_no_widget_is_left_without_a_parent(start: Start, photos: Path) -> None:
    """Python would delete it in the middle of anything: restyling crashed where that was the walk over all widgets."""
    user = start(photos)
    user.wait_till_indexed()
    open_settings(user)
    assert [widget for widget in QApplication.allWidgets() if widget.parent() is None] == [user.window]


def test_every_control_has_a_name_and_is_reached_by_keys(start: Start) -> None:
    user = start()
    dialog = open_settings(user)
    assert QApplication.focusWidget().objectName() == "settings_theme_system_button"
    reached = []
    while not reached or QApplication.focusWidget().objectName() != reached[0]:
        reached.append(QApplication.focusWidget().objectName())
        spot = QApplication.focusWidget().visibleRegion().boundingRect()
        assert not spot.isEmpty(), f"{reached[-1]} is not scrolled into sight"
        user.press("Tab")
    rest = ("theme_light", "theme_dark")  # of a group, the one that is chosen
    assert reached == [name for name in CONTROLS if not any(part in name for part in rest)]
    for name in CONTROLS:
        seen = QAccessible.queryAccessibleInterface(dialog.findChild(QWidget, name))
        assert seen.text(QAccessible.Text.Name), name
        assert dialog.findChild(QWidget, name).toolTip(), name


@pytest.mark.parametrize("points", [9, 13, 18])
def test_no_text_is_cut_off_in_the_smallest_dialog(start: Start, points: int) -> None:
    before = QApplication.font()
    try:
        larger = QApplication.font()
        larger.setPointSizeF(points)
        QApplication.setFont(larger)
        user = start()
        dialog = open_settings(user)
        dialog.resize(dialog.minimumSize())
        QApplication.processEvents()
        for kind in (QLabel, QAbstractButton, QComboBox, QSpinBox):
            for widget in dialog.findChildren(kind):
                wraps = isinstance(widget, QLabel) and widget.wordWrap()
                elided = widget.objectName() == "cache_place"
                if widget.isVisible() and not wraps and not elided:
                    assert widget.width() >= widget.sizeHint().width() - 1, widget.objectName()
    finally:
        QApplication.setFont(before)


# --- appearance ---


def test_colours_change_at_once_and_are_remembered(start: Start, home: Path) -> None:
    user = start()
    open_settings(user)
    click(user, "settings_theme_dark_button")
    user.wait(lambda: user.window.palette().window().color().name() == DARK.canvas)
    user.press("Left")
    user.wait(lambda: user.window.palette().window().color().name() == LIGHT.canvas)
    user.press("Right")
    user.wait(lambda: user.window.palette().window().color().name() == DARK.canvas)
    close_settings(user)
    user = start()
    assert chosen(home).theme == "dark" and user.window.palette().window().color().name() == DARK.canvas
    open_settings(user)
    assert user.widget("settings_theme_dark_button", QAbstractButton).isChecked()
    click(user, "settings_theme_system_button")
    close_settings(user)
    assert user.window.findChild(QWidget, "main_menu").findChild(object, "theme_system").isChecked()  # type: ignore


def test_a_language_is_chosen_by_mouse_and_keys(start: Start, home: Path) -> None:
    """The window closes, to be opened anew; what then happens is in test_language.py."""
    user = start()
    open_settings(user)
    field = user.widget("settings_language_field", QComboBox)
    assert [field.itemText(at) for at in range(field.count())] == ["Like the system", "Deutsch", "English"]
    wheel(field)
    user.press("D")
    assert field.currentData() == "system", "the wheel or a letter chose another language"
    click(user, "settings_language_field")
    user.wait(field.view().isVisible)
    user.click_at(field.view().viewport(), field.view().visualRect(field.model().index(1, 0)).center())
    user.wait(lambda: chosen(home).language == "de")
    user.wait(lambda: not user.window.isVisible() and reopens(user.window))
    user = start()
    open_settings(user)
    field = user.widget("settings_language_field", QComboBox)
    assert field.currentText() == "Deutsch"
    field.setFocus()
    user.press("Down")  # opens the list, and changes nothing yet
    user.wait(field.view().isVisible)
    user.press("Down", "Return")
    user.wait(lambda: chosen(home).language == "en")


def wheel(over: QWidget) -> None:
    """Turn the wheel one notch towards the user."""
    at = over.mapTo(over.window(), over.rect().center())
    no_button, phase = Qt.MouseButton.NoButton, Qt.ScrollPhase.NoScrollPhase
    plain, everywhere = Qt.KeyboardModifier.NoModifier, QPointF(over.mapToGlobal(over.rect().center()))
    event = QWheelEvent(QPointF(at), everywhere, QPoint(), QPoint(0, -120), no_button, plain, phase, False)
    QApplication.sendEvent(handle(over.window()), event)


# --- search ---


def test_a_way_of_ranking_that_was_chosen_in_an_earlier_version_is_left_alone(
    start: Start, photos: Path, home: Path, twinset: Callable[..., Result]
) -> None:
    """The window ranks as the command line does of itself; no tree is built that nobody asks."""
    file = Paths.choose(str(home)).settings
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps({"method": "kdtree", "stacks": False}), "utf-8")
    user = start(photos)
    user.wait_till_indexed()
    clicked = user.ask(3)
    answer = twinset("similar", clicked, "--in", photos, "--exclude-self", "--json").json
    assert user.matches == [(match["path"], match["distance"]) for match in answer["matches"]]
    open_settings(user)
    assert not user.sees("search_card")


# --- the store of thumbnails ---


@pytest.fixture
def with_thumbnails(start: Start, photos: Path) -> User:
    """All twelve photos have a thumbnail."""
    user = start(photos)
    user.wait_till_indexed()
    user.wait(lambda: user.thumbnail(0) is not None and user.thumbnail(11) is not None)
    return user


def stored(folder: Path) -> list[Path]:
    return [file for file in folder.rglob("*") if file.is_file()]


def test_what_the_store_takes_is_told_and_cleared(with_thumbnails: User, home: Path) -> None:
    user = with_thumbnails
    user.wait(lambda: len(stored(home / "cache" / "thumbnails")) == 12)
    save(home / "cache" / "thumbnails" / "other.jpg", b"not ours")
    open_settings(user)
    assert user.text("cache_place") == str(home / "cache" / "thumbnails")
    user.wait(lambda: user.text("cache_used").endswith("kB in 12 thumbnails"))
    click(user, "cache_clear_button")
    user.wait(lambda: user.text("cache_message").startswith("Removed 12 thumbnails; "))
    assert user.text("cache_message").endswith(" kB freed.")
    user.wait(lambda: user.text("cache_used") == "0 bytes in 0 thumbnails")
    assert [file.name for file in stored(home / "cache" / "thumbnails")] == ["other.jpg"]
    click(user, "cache_clear_button")
    user.wait(lambda: user.text("cache_message") == "There were no thumbnails to remove.")


def test_it_can_be_asked_for_again_as_soon_as_it_is_told_what_came_of_it(
    start: Start, photos: Path, home: Path
) -> None:
    user = start(photos)
    user.wait_till_indexed()
    user.wait(lambda: len(stored(home / "cache" / "thumbnails")) == 12)
    open_settings(user)
    button, said = user.widget("cache_clear_button", QAbstractButton), list[str]()

    def on_cleaned(sentence: str) -> None:
        said.append(sentence)
        if len(said) == 1:
            button.click()

    user.window._upkeep._care.cleaned.connect(on_cleaned)
    button.click()
    user.wait(lambda: len(said) == 2)


def test_what_is_gone_is_removed_but_no_drive_is_forgotten(start: Start, photos: Path, home: Path) -> None:
    drive = photos.parent / "drive"
    for number in range(3):
        save(drive / f"{number}.png", photo(50 + number))
    start(photos).wait_till_indexed()
    user = start(drive)
    user.wait_for_photos(15)
    user.wait_till_indexed()
    cache = home / "cache" / "thumbnails"
    user.wait(lambda: user.thumbnail(14) is not None and len(stored(cache)) == 15)
    drive.rename(photos.parent / "away")
    for number in (3, 4):
        (photos / f"{number:02}.png").unlink()
    user.press("F5")
    user.wait_for_photos(13)
    user.wait_till_indexed()
    open_settings(user)
    focus(user, "cache_remove_gone_button")
    user.press("Space")
    user.wait(lambda: user.text("cache_message").startswith("Removed the thumbnails of 2 photos that are gone; "))
    assert len(stored(cache)) == 13
    user.press("Space")
    user.wait(lambda: user.text("cache_message") == "All thumbnails belong to photos that are in your libraries.")
    assert len(stored(cache)) == 13


def test_another_place_for_thumbnails(
    with_thumbnails: User, start: Start, photos: Path, home: Path, tmp_path: Path, choose: Callable[[Path], None]
) -> None:
    user, old, place = with_thumbnails, home / "cache" / "thumbnails", tmp_path / "fast disk"
    user.wait(lambda: len(stored(old)) == 12)
    save(place / "mine.txt", b"not ours")
    choose(place)
    open_settings(user)
    assert not user.sees("cache_reset_button")
    click(user, "cache_change_button")
    user.wait(lambda: user.text("cache_place_message") == "New thumbnails go there from now on; nothing was moved.")
    assert user.text("cache_place") == str(place / "Twinset thumbnails")
    close_settings(user)
    save(photos / "new.png", photo(90))
    user.press("F5")
    user.wait_for_photos(13)
    user.wait(lambda: len(stored(place)) > 1)
    assert len(stored(old)) == 12
    user = start()
    user.wait_for_photos(13)
    user.wait(lambda: len(stored(place)) == 1 + 13)
    assert chosen(home).cache_folder == str(place)
    open_settings(user)
    click(user, "cache_reset_button")
    user.wait(lambda: user.text("cache_place") == str(old) and chosen(home).cache_folder == "")
    assert not user.sees("cache_reset_button") and (place / "mine.txt").exists()


def test_places_that_will_not_do(
    with_thumbnails: User, photos: Path, home: Path, tmp_path: Path, choose: Callable[[Path], None]
) -> None:
    user = with_thumbnails
    open_settings(user)
    closed = tmp_path / "closed"
    save(closed / "Twinset thumbnails", b"a file is in the way")
    choose(closed)
    click(user, "cache_change_button")
    sentence = f"Nothing can be written in {closed}; choose another folder for the thumbnails."
    user.wait(lambda: user.text("cache_place_message") == sentence)
    inside = photos / "inside"
    inside.mkdir()
    choose(inside)
    click(user, "cache_change_button")
    user.wait(lambda: user.text("cache_place_message").startswith(f"{inside} belongs to your photos"))
    assert list(inside.iterdir()) == [] and chosen(home).cache_folder == ""
    assert user.text("cache_place") == str(home / "cache" / "thumbnails")


def test_the_folder_of_thumbnails_opens(start: Start, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()) or len(opened) < 3)
    user = start()
    open_settings(user)
    click(user, "cache_open_button")
    assert opened == [str(home)], "there are no thumbnails yet"
    (home / "cache" / "thumbnails").mkdir(parents=True)
    click(user, "cache_open_button")
    assert opened[1] == str(home / "cache" / "thumbnails")
    click(user, "cache_open_button")
    user.wait(lambda: user.text("cache_place_message") == "The file manager could not be started.")


def fill(folder: Path, megabytes: int) -> ThumbnailStore:
    """A store of thumbnails of one megabyte each, the first ones seen last."""
    store = ThumbnailStore(folder)
    for number in range(megabytes):
        store.write(f"/{number}.jpg", 160, "0" * 16, bytes(2**20))
        for file in folder.glob(f"*/*{number}"):
            os.utime(file, (time.time() - number * 100,) * 2)
    return store


def test_the_limit_holds_as_soon_as_it_is_lowered(start: Start, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(thumbnail_care, "_LIMIT_MS", 1)
    store = fill(home / "cache" / "thumbnails", 70)
    user = start()
    open_settings(user)
    user.wait(lambda: user.text("cache_used") == "70.0 MB in 70 thumbnails")
    focus(user, "cache_limit_field")
    user.press("Ctrl+A", "6", "6")
    user.bot.wait(20)
    assert store.used().files == 70, "a number half typed was taken"
    user.press("Return")
    user.wait(lambda: user.text("cache_used") == "66.0 MB in 66 thumbnails")
    user.wait(lambda: chosen(home).cache_megabytes == 66)
    assert user.sees("settings_dialog")
    user.press("Up")
    user.wait(lambda: chosen(home).cache_megabytes == 66 + 256)
    user = start()
    open_settings(user)
    assert user.widget("cache_limit_field", QSpinBox).value() == 66 + 256


def test_the_limit_holds_also_when_nobody_looks(start: Start, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(thumbnail_care, "_LOOK_MS", 1)
    save_settings(home / "settings.json", Settings(cache_megabytes=64))
    store = fill(home / "cache" / "thumbnails", 67)
    user = start()
    user.wait(lambda: store.used().files == 64)


# --- work ---


def test_the_number_of_threads_counts_at_once(
    start: Start, photos: Path, home: Path, gate: Gate, workers: Workers
) -> None:
    save_settings(home / "settings.json", Settings(threads=1))
    gate.allow(0)
    user = start(photos)
    user.wait(lambda: workers.inside == 1)
    open_settings(user)
    field = user.widget("settings_threads_field", QSpinBox)
    wheel(field)
    assert field.value() == 1, "the wheel, meant for scrolling, changed it"
    focus(user, "settings_threads_field")
    user.press("Down")
    assert field.text() == "Automatic"
    user.wait(lambda: workers.inside == 3)
    user.wait(lambda: chosen(home).threads == 0)
    gate.allow(None)
    user.press("Up")
    user.wait(lambda: chosen(home).threads == 1)
    close_settings(user)
    user = start()
    open_settings(user)
    assert user.widget("settings_threads_field", QSpinBox).text() == "1"


def test_how_long_to_wait_for_one_photo(user: User, photos: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []
    look = Worker.look

    def noted(worker: Worker, file: ImageFile, seconds: float) -> Looked:
        waited.append(seconds)
        return look(worker, file, seconds)

    monkeypatch.setattr(Worker, "look", noted)
    open_settings(user)
    assert user.widget("settings_patience_field", QSpinBox).text() == "60"
    focus(user, "settings_patience_field")
    user.press("Up")
    user.wait(lambda: chosen(home).patience_seconds == 61)
    close_settings(user)
    save(photos / "new.png", photo(99))
    user.press("F5")
    user.wait(lambda: waited)
    user.wait_till_indexed()
    assert waited == [61]


def test_a_minimised_window_works_less(start: Start, photos: Path, gate: Gate, workers: Workers) -> None:
    for number in range(12, 24):
        save(photos / f"{number}.png", photo(number))
    gate.allow(0)
    user = start(photos)
    user.wait(lambda: workers.inside == 3 and "of 24" in user.text("progress_label"))
    assert "saving power" not in user.text("progress_label")
    handle(user.window).setWindowState(Qt.WindowState.WindowMinimized)
    user.wait(lambda: "saving power" in user.text("progress_label"))
    gate.allow(8)
    user.wait(lambda: gate.passed == 8 and workers.inside == 1)
    user.wait_till_quiet(lambda: workers.inside)
    assert workers.seen[3:] == [1] * (len(workers.seen) - 3)
    handle(user.window).setWindowState(Qt.WindowState.WindowNoState)
    user.wait(lambda: "saving power" not in user.text("progress_label") and workers.inside == 3)
    gate.allow(None)
    user.wait_till_indexed()


def test_on_battery_only_who_wants_to_works_less(
    start: Start, photos: Path, home: Path, gate: Gate, workers: Workers, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_battery = True
    monkeypatch.setattr(power, "_ASK_FIRST_MS", 1)
    monkeypatch.setattr(power, "_ASK_MS", 1)
    gate.allow(0)
    user = start(photos)
    monkeypatch.setattr(power, "on_battery", lambda: on_battery)
    user.wait(lambda: "saving power" in user.text("progress_label"))
    on_battery = False
    user.wait(lambda: "saving power" not in user.text("progress_label"))
    on_battery = True
    user.wait(lambda: "saving power" in user.text("progress_label"))
    open_settings(user)
    click(user, "settings_spare_box")
    user.wait(lambda: "saving power" not in user.text("progress_label"))
    user.wait(lambda: workers.inside == 3 and not chosen(home).spare)
    user.press("Space")
    user.wait(lambda: "saving power" in user.text("progress_label") and chosen(home).spare)
    user.press("Space")
    close_settings(user)
    gate.allow(None)
    user.wait_till_indexed()
    user = start()
    open_settings(user)
    assert not user.widget("settings_spare_box", QAbstractButton).isChecked()


# --- thumbnails of a drive that is away ---


def test_photos_of_a_drive_that_is_away_are_still_seen(start: Start, photos: Path, tmp_path: Path) -> None:
    drive, colour = tmp_path / "drive", (250, 40, 200)
    path = save(drive / "1.png", Image.new("RGB", (200, 250), colour))
    start(photos).wait_till_indexed()
    user = start(drive)
    user.wait_till_indexed()
    user.wait(lambda: path in user.paths and _is_near(_seen(user, path), QColor(*colour)))
    drive.rename(tmp_path / "away")
    user = start()
    user.wait_till_indexed()
    user.wait(lambda: "offline" in user.widget(f"filter_folder_{drive}").accessibleName() and path in user.paths)
    canvas = QColor(LIGHT.canvas if user.window.palette().window().color().lightness() > 127 else DARK.canvas)
    veiled = QColor(
        *((150 * of(canvas) + 105 * of(QColor(*colour))) // 255 for of in (QColor.red, QColor.green, QColor.blue))
    )
    user.wait(lambda: _is_near(_seen(user, path), veiled))


def test_a_drive_that_comes_back_shows_its_photos(start: Start, photos: Path, tmp_path: Path, home: Path) -> None:
    drive, colour = tmp_path / "drive", (250, 40, 200)
    path = save(drive / "1.png", Image.new("RGB", (200, 250), colour))
    start(photos).wait_till_indexed()
    user = start(drive)
    user.wait_till_indexed()
    user.window.close()  # it may be drawing thumbnails still
    shutil.rmtree(home / "cache" / "thumbnails")
    drive.rename(tmp_path / "away")
    user = start()
    user.wait(lambda: "offline" in user.widget(f"filter_folder_{drive}").accessibleName() and path in user.paths)
    user.wait_till_indexed()
    (tmp_path / "away").rename(drive)
    save(photos / "new.png", photo(90))  # noticed: all folders are looked at
    user.wait(lambda: "offline" not in user.widget(f"filter_folder_{drive}").accessibleName())
    user.wait_till_indexed()
    user.wait(lambda: path in user.paths and _is_near(_seen(user, path), QColor(*colour)))


def _seen(user: User, path: str) -> QColor:
    """The colour that the gallery draws a little above the middle of a photo, beside any icon on it."""
    middle = user.place_of(user.paths.index(path))
    return user.gallery.viewport().grab().toImage().pixelColor(middle - QPoint(0, 40))


def _is_near(one: QColor, other: QColor) -> bool:
    return all(abs(of(one) - of(other)) <= 12 for of in (QColor.red, QColor.green, QColor.blue))
