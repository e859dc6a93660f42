"""The ways out of the window: sheets, copies, pages and tables, for what is selected or all that is seen."""

from __future__ import annotations

import csv
import json
import os
import re
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PIL.PdfParser import PdfParser
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QColor, QGuiApplication
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QComboBox, QFileDialog, QLineEdit, QMenu, QSpinBox
from support import Result, save
from window_support import LEFT, PLAIN, User, handle

from core.photos.images import decode
from core.sharing.fitted import fitting
from core.workers.pictures import Pictures
from gui.base.urls import path_of
from gui.map.map_view import MapView
from gui.sharing.sheet_preview import SheetPreview

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support grabbing the keyboard", extend=True)

Start = Callable[..., User]
Twinset = Callable[..., Result]
Answer = Callable[[Path | str], None]
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def save_as(monkeypatch: pytest.MonkeyPatch) -> Answer:
    """The next files are saved so."""
    return lambda file: monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))


@pytest.fixture
def into(monkeypatch: pytest.MonkeyPatch) -> Answer:
    """The next photos are copied there."""
    return lambda folder: monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """What the file manager is asked to show."""
    asked: list[tuple[str, ...]] = []
    monkeypatch.setattr("gui.desktop.desktop.show_in_file_manager", lambda *paths: asked.append(paths) or True)
    return asked


def share(user: User, *words: str) -> None:
    user.choose("share_button", *words)
    user.window.activateWindow()  # which the menu took, without a window manager
    user.wait(user.window.isActiveWindow)


def open_sheet(user: User, key: str = "Ctrl+S") -> SheetPreview:
    """The dialog, once its preview is drawn."""
    user.press(key)
    user.wait(lambda: user.sees("sheet_dialog"))
    preview = user.widget("sheet_preview", SheetPreview)
    user.wait(lambda: not preview.image.isNull())
    return preview


def set_number(user: User, name: str, value: int) -> None:
    box = user.widget(name, QAbstractSpinBox)
    box.setFocus()
    user.press("Ctrl+A", str(value)[0], *str(value)[1:], "Tab")


def shows(cell: Image.Image, path: Path | str) -> bool:
    """Whether a photo lies in the middle of its place."""
    wanted = fitting(str(path), *cell.size, decode)
    left, top = (cell.width - wanted.width) // 2, (cell.height - wanted.height) // 2
    drawn = cell.crop((left, top, left + wanted.width, top + wanted.height))
    return int(np.abs(np.asarray(drawn, np.int16) - np.asarray(wanted, np.int16)).max()) <= 1


# --- sheets ---


def test_results_are_saved_as_the_classic_sheet(
    user: User, photos: Path, tmp_path: Path, save_as: Answer, shown: list[tuple[str, ...]]
) -> None:
    """Two rows of five below the query, on white whatever the window's colours; and the file can be shown."""
    user.choose("menu_button", "Appearance", "Dark")
    user.window.activateWindow()
    user.ask(3)
    open_sheet(user)
    assert user.widget("sheet_title", QLineEdit).text() == "Most similar to 03.png"
    save_as(tmp_path / "sheet.png")
    user.click("sheet_go_button")
    user.wait_for_notice("Saved as sheet.png")
    with Image.open(tmp_path / "sheet.png") as sheet:
        assert sheet.size == (1296, 56 + 256 + 2 * (240 + 40 + 16) + 16)
        assert sheet.getpixel((2, 2)) == sheet.getpixel((1290, 300)) == (255, 255, 255)
        query = sheet.crop((16, 56, 256, 296)).convert("RGB")
        first = sheet.crop((16, 312, 256, 552)).convert("RGB")
    assert shows(query, photos / "03.png") and shows(first, user.matches[0][0])
    user.click("notice_button")
    assert shown == [(str(tmp_path / "sheet.png"),)]


def test_the_preview_follows_what_is_chosen(user: User) -> None:
    user.ask(3)
    preview = open_sheet(user)
    ratios = [preview.image.height() / preview.image.width()]

    def follows(act: Callable[[], object]) -> None:
        before = preview.image
        act()
        user.wait(lambda: preview.image != before)
        ratios.append(preview.image.height() / preview.image.width())

    follows(lambda: user.click("sheet_query"))
    assert ratios[1] < ratios[0], "without the query"
    follows(lambda: user.click("sheet_names"))
    follows(lambda: user.click("sheet_words"))
    assert ratios[3] < ratios[2] < ratios[1]
    follows(lambda: set_number(user, "sheet_columns", 10))
    assert ratios[4] < 0.2, "all in one row"
    size = user.widget("sheet_size", QComboBox)
    follows(lambda: size.setCurrentIndex(size.findText("A4 across")))
    assert ratios[5] == pytest.approx(210 / 297, abs=0.01)
    assert preview.image.pixelColor(3, 3) == QColor("white")
    user.press("Escape")
    user.wait(lambda: not user.sees("sheet_dialog"))


def test_what_was_chosen_holds_for_the_next_sheet(user: User, tmp_path: Path, save_as: Answer) -> None:
    user.ask(3)
    open_sheet(user)
    user.click("sheet_names")
    user.click("sheet_format_jpg_button")
    save_as(tmp_path / "one")
    user.click("sheet_go_button")
    user.wait_for_notice("Saved as one.jpg")
    with Image.open(tmp_path / "one.jpg") as sheet:
        assert sheet.format == "JPEG"
    user.window.activateWindow()
    open_sheet(user)
    assert not user.widget("sheet_names", QAbstractButton).isChecked()
    user.press("Escape")


def test_what_was_chosen_holds_after_a_restart(user: User, start: Start, tmp_path: Path, save_as: Answer) -> None:
    user.wait_for_photos(12)
    open_sheet(user)
    for tick in ("sheet_words", "sheet_names"):
        user.click(tick)
    set_number(user, "sheet_columns", 4)
    set_number(user, "sheet_rows", 2)
    user.click("sheet_format_pdf_button")
    size = user.widget("sheet_size", QComboBox)
    size.setCurrentIndex(size.findText("A3 across"))
    save_as(tmp_path / "sheet.pdf")
    user.click("sheet_go_button")
    user.wait_for_notice("Saved as sheet.pdf")
    user.window.close()
    user = start()
    user.wait_for_photos(12)
    open_sheet(user)
    numbers = [user.widget(name, QSpinBox).value() for name in ("sheet_columns", "sheet_rows")]
    ticks = [user.widget(name, QAbstractButton).isChecked() for name in ("sheet_words", "sheet_names", "sheet_query")]
    assert numbers == [4, 2] and ticks == [False, False, True]
    assert user.widget("sheet_size", QComboBox).currentText() == "A3 across"
    assert user.widget("sheet_format_pdf_button", QAbstractButton).isChecked()
    user.press("Escape")


def test_more_photos_than_a_picture_shows_are_told_and_a_document_holds_all(
    user: User, tmp_path: Path, save_as: Answer
) -> None:
    user.wait_for_photos(12)
    open_sheet(user)
    assert user.text("sheet_told") == ""
    set_number(user, "sheet_rows", 1)
    assert user.text("sheet_told").startswith("The first 5 of 12 photos.")
    user.click("sheet_format_pdf_button")
    assert user.text("sheet_told") == "3 pages"
    save_as(tmp_path / "all.pdf")
    user.click("sheet_go_button")
    user.wait_for_notice("Saved as all.pdf")
    with PdfParser(str(tmp_path / "all.pdf")) as document:
        assert len(document.pages) == 3


def test_no_photo_is_written_over(user: User, photos: Path, save_as: Answer) -> None:
    before = {file: file.read_bytes() for file in photos.iterdir()}
    user.ask(3)
    save_as(photos / "05.png")
    open_sheet(user)
    user.click("sheet_go_button")
    user.wait_for_notice("is one of your photos")
    share(user, "Save as a table (CSV)…")
    user.wait_for_notice("05.png.csv")
    assert {file: file.read_bytes() for file in photos.iterdir() if file.suffix == ".png"} == before


def test_a_place_that_cannot_be_written_is_told(user: User, tmp_path: Path, save_as: Answer) -> None:
    user.ask(3)
    save_as(tmp_path / "gone" / "sheet.png")
    open_sheet(user)
    user.click("sheet_go_button")
    user.wait_for_notice("cannot be written", "No such file or directory")


# --- printing ---


def test_printing(user: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """To a printer that is a file."""
    asked = []

    def accept(dialog: QPrintDialog) -> QPrintDialog.DialogCode:
        dialog.printer().setOutputFileName(str(tmp_path / "printed.pdf"))
        asked.append(dialog.printer().docName())
        return QPrintDialog.DialogCode.Accepted

    monkeypatch.setattr(QPrintDialog, "exec", accept)
    user.ask(3)
    open_sheet(user, "Ctrl+P")
    assert not user.sees("sheet_format_segments")
    set_number(user, "sheet_rows", 1)
    user.click("sheet_go_button")
    user.wait_for_notice("Handed to the printer")
    assert asked == ["Most similar to 03.png"]
    data = (tmp_path / "printed.pdf").read_bytes()
    assert data.startswith(b"%PDF") and len(re.findall(rb"/Type\s*/Page\b", data)) == 2
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)", data)
    assert {(round(float(width)), round(float(height))) for width, height in boxes} <= {(842, 595), (792, 612)}


def test_nothing_is_printed_when_the_user_would_rather_not(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QPrintDialog, "exec", lambda _: QPrintDialog.DialogCode.Rejected)
    user.ask(3)
    open_sheet(user, "Ctrl+P")
    user.click("sheet_go_button")
    user.wait(lambda: not user.sees("sheet_dialog"))
    assert not user.sees("making_bar") and not user.sees_notice("printer")


# --- copies ---


def test_a_picture_on_the_clipboard(user: User) -> None:
    user.ask(3)
    user.press("Ctrl+Shift+C")
    user.wait_for_notice("Copied as a picture")
    picture = QGuiApplication.clipboard().image()
    assert (picture.width(), picture.height()) == (1296, 920)
    QGuiApplication.clipboard().clear()


def test_the_selection_is_what_is_shared(user: User, tmp_path: Path, into: Answer) -> None:
    user.wait_for_photos(12)
    for row in (2, 5, 7):
        user.click_photo(row, keys=CTRL)
    chosen = [user.paths[row] for row in (2, 5, 7)]
    share(user, "Copy files")
    user.wait_for_notice("3 photos copied")
    data = QGuiApplication.clipboard().mimeData()
    assert [path_of(url) for url in data.urls()] == chosen and data.text() == "\n".join(chosen)
    (tmp_path / "target").mkdir()
    into(tmp_path / "target")
    share(user, "Copy the photos to a folder…")
    user.wait_for_notice("3 photos copied to target")
    assert sorted(file.name for file in (tmp_path / "target").iterdir()) == [os.path.basename(one) for one in chosen]
    QGuiApplication.clipboard().clear()


def test_the_menu_says_what_is_shared(user: User) -> None:
    menu = user.widget("share_menu")
    said = []
    menu.aboutToHide.connect(lambda: said.append(menu.actions()[0].text()))
    user.wait_for_photos(12)
    share(user, "Copy list")
    user.wait_for_notice("List of 12 photos copied")
    assert QGuiApplication.clipboard().text().splitlines() == user.paths
    for row in (2, 5):
        user.click_photo(row, keys=CTRL)
    share(user, "Copy list")
    user.wait_for_notice("List of 2 photos copied")
    user.ask(3)
    share(user, "Copy list")
    user.wait_for_notice("List of 10 photos copied")
    rows = [line.split("\t") for line in QGuiApplication.clipboard().text().splitlines()]
    assert [(row[0], row[3]) for row in rows] == [(str(at), path) for at, (path, _) in enumerate(user.matches, 1)]
    assert said == ["12 photos", "2 selected photos", "10 photos"]
    QGuiApplication.clipboard().clear()


def test_copies_get_numbers_and_photos_that_are_gone_are_told(
    user: User, photos: Path, tmp_path: Path, into: Answer, shown: list[tuple[str, ...]]
) -> None:
    user.wait_for_photos(12)
    target = Path(save(tmp_path / "target" / "00.png", b"there before")).parent
    os.remove(photos / "11.png")
    into(target)
    share(user, "Copy the photos to a folder…")
    user.wait_for_notice("11 photos copied to target", "could not be read", "11.png")
    assert (target / "00.png").read_bytes() == b"there before"
    assert (target / "00 (2).png").read_bytes() == (photos / "00.png").read_bytes()
    user.click("notice_button")
    assert shown == [(str(target / "00 (2).png"),)]


def test_nothing_to_share_is_said(user: User) -> None:
    user.press("Ctrl+2")
    user.wait(lambda: user.sees("invitation"))
    for key in ("Ctrl+S", "Ctrl+P", "Ctrl+Shift+C"):
        user.press(key)
        user.wait_for_notice("There are no photos here to share.")
        user.widget("notice").hide()
    assert not user.sees("sheet_dialog")


def test_the_map_shares_what_it_shows(
    user: User, photos: Path, tmp_path: Path, save_as: Answer, shown: list[tuple[str, ...]]
) -> None:
    """All photos, or those that pass the filters, or were chosen there; and the map itself is a picture."""
    user.press("Ctrl+3")
    user.wait(lambda: user.sees("map_page") and not user.sees("map_progress"))
    view = user.widget("map_view", MapView)
    user.wait(lambda: len(view.scene.paths) == 12 and view.scene.settled)
    share(user, "Copy list")
    user.wait_for_notice("List of 12 photos copied")
    save_as(tmp_path / "map")
    share(user, "Save the map as picture…")
    user.wait_for_notice("Saved as map.png")
    with Image.open(tmp_path / "map.png") as picture:
        assert max(picture.size) == 2000 and picture.getpixel((2, 2)) == (255, 255, 255)
        assert len(picture.convert("RGB").resize((200, 200)).getcolors(40_000)) > 12
    view.setFocus()
    user.press("Right", "C")
    user.wait(lambda: np.count_nonzero(view.scene.passes) == 1)
    open_sheet(user)
    assert user.widget("sheet_title", QLineEdit).text() == "1 photo"
    user.press("Escape")
    share(user, "Copy list")
    user.wait_for_notice("List of 1 photo copied")
    assert QGuiApplication.clipboard().text() == view.current
    user.press("Ctrl+1")
    user.wait(lambda: user.gallery.isVisible())
    assert "share_map" not in [one.objectName() for one in opened_menu(user)]
    open_sheet(user)  # the same photo, in Browse
    assert user.widget("sheet_title", QLineEdit).text() == "Chosen (1)"
    user.press("Escape")
    QGuiApplication.clipboard().clear()


def opened_menu(user: User) -> list[QAction]:
    """The entries of the Share menu that are seen."""
    menu = user.widget("share_menu", QMenu)
    menu.aboutToShow.emit()
    return [one for one in menu.actions() if one.isVisible()]


# --- pages and tables ---


def test_a_page_and_tables_of_results(
    user: User, photos: Path, tmp_path: Path, save_as: Answer, twinset: Twinset
) -> None:
    user.ask(3)
    save_as(tmp_path / "page.html")
    share(user, "Save as a web page…")
    user.wait_for_notice("Saved as page.html")
    page = (tmp_path / "page.html").read_text("utf-8")
    assert page.count("data:image/jpeg;base64,") == 11 and not re.search(r"https?:|file:", page)
    assert "Most similar to 03.png" in page and "Same item" in page and str(photos) not in page
    assert re.search(r">1 · Same item · \w+ [\w ]+<", page), "what can be seen on it, as the window says it"
    save_as(tmp_path / "rows.json")
    share(user, "Save for programs (JSON)…")
    user.wait_for_notice("Saved as rows.json")
    told = json.loads((tmp_path / "rows.json").read_text())
    printed = twinset("similar", photos / "03.png", "--in", photos).json
    assert [one["path"] for one in told["matches"]] == [path for path, _ in user.matches]
    assert told.keys() == printed.keys() and told["query"] == printed["query"]
    assert told["matches"][3].keys() == printed["matches"][3].keys()
    save_as(tmp_path / "rows.csv")
    share(user, "Save as a table (CSV)…")
    user.wait_for_notice("Saved as rows.csv")
    rows = list(csv.DictReader((tmp_path / "rows.csv").read_text("utf-8-sig").splitlines()))
    assert [(row["path"], float(row["distance"])) for row in rows] == user.matches


def test_photos_browsed_as_a_page(user: User, tmp_path: Path, save_as: Answer) -> None:
    user.wait_for_photos(12)
    save_as(tmp_path / "page.html")
    share(user, "Save as a web page…")
    user.wait_for_notice("Saved as page.html")
    page = (tmp_path / "page.html").read_text("utf-8")
    assert page.count("<img ") == 12 and "<h1>All photos</h1>" in page


# --- what takes long ---


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """While it is cleared photos are decoded no further, until nobody waits for them any more."""
    event, decode = threading.Event(), Pictures.decode
    event.set()

    def wait(
        pictures: Pictures,
        source: str | bytes,
        at_least: int = 0,
        within: int = 0,
        cancelled: Callable[[], bool] = bool,
    ) -> object:
        while not event.wait(0.01) and not cancelled():
            pass
        return decode(pictures, source, at_least, within, cancelled)

    monkeypatch.setattr(Pictures, "decode", wait)
    yield event
    event.set()


def test_what_takes_long_can_be_stopped(user: User, tmp_path: Path, save_as: Answer, held: threading.Event) -> None:
    user.ask(3)
    held.clear()
    save_as(tmp_path / "page.html")
    share(user, "Save as a web page…")
    user.wait(lambda: user.sees("making_bar"))
    user.press("Ctrl+Shift+C")
    user.wait_for_notice("still being made")
    user.click("making_cancel_button")
    user.wait_for_notice("Stopped")
    assert not user.sees("making_bar") and list(tmp_path.glob("*page*")) == []
    held.set()
    user.press("Ctrl+Shift+C")
    user.wait_for_notice("Copied as a picture")
    QGuiApplication.clipboard().clear()


def test_the_window_closes_while_something_is_made(
    user: User, tmp_path: Path, save_as: Answer, held: threading.Event
) -> None:
    user.ask(3)
    held.clear()
    save_as(tmp_path / "page.html")
    share(user, "Save as a web page…")
    user.wait(lambda: user.sees("making_bar"))
    user.window.close()
    assert list(tmp_path.glob("*page*")) == []


# --- several photos ---


def test_the_menu_of_several_photos(user: User, monkeypatch: pytest.MonkeyPatch, shown: list[tuple[str, ...]]) -> None:
    opened: list[str] = []
    monkeypatch.setattr("gui.desktop.desktop.open_in_default_app", lambda path: opened.append(path) or True)
    user.wait_for_photos(12)
    for row in (1, 2, 4):
        user.click_photo(row, keys=CTRL)
    chosen = tuple(user.paths[row] for row in (1, 2, 4))
    for text in ("Open 3 photos", "Show 3 photos in folder", "Copy 3 paths"):
        user.click_photo(2, Qt.MouseButton.RightButton)
        menu = user.widget("photo_menu")
        user.wait(menu.isVisible)
        action = next(one for one in menu.actions() if one.text() == text)
        user.click_at(menu, menu.actionGeometry(action).center())
        user.wait(lambda: not user.sees("photo_menu"))
    assert tuple(opened) == chosen and shown == [chosen]
    assert QGuiApplication.clipboard().text() == "\n".join(chosen)
    QGuiApplication.clipboard().clear()


def test_a_drag_carries_all_selected_photos(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    carried: list[list[str]] = []

    def exec_(drag: object, *_: object) -> Qt.DropAction:
        carried.append([path_of(url) for url in drag.mimeData().urls()])  # type: ignore[attr-defined]
        return Qt.DropAction.CopyAction

    monkeypatch.setattr("gui.gallery.gallery.QDrag.exec", exec_)
    user.wait_for_photos(12)
    for row in (1, 2, 4):
        user.click_photo(row, keys=CTRL)
    viewport = user.gallery.viewport()
    at = viewport.mapTo(user.window, user.place_of(2))
    QTest.mousePress(handle(user.window), LEFT, PLAIN, at)
    for far in (10, 30, 60):
        QTest.mouseMove(handle(user.window), at + QPoint(far, far))
    QTest.mouseRelease(handle(user.window), LEFT, PLAIN, at + QPoint(60, 60))
    user.wait(lambda: carried)
    assert carried == [[user.paths[row] for row in (1, 2, 4)]]
    assert not user.shows_results, "a drag is no click"
