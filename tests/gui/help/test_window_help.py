"""Help in the window: the keys and their list, the guide, hints that go away, and what can be undone."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from importlib import metadata
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QUrl
from PySide6.QtGui import QAccessible, QAction, QContextMenuEvent, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QLabel, QPlainTextEdit, QScrollArea, QTextBrowser, QWidget
from support import ROOT, photo, save
from window_support import PLAIN, User, cut_off, files

from core.base.paths import Paths
from core.base.settings import Settings, load_settings, save_settings
from gui.base.keys import Key, key_groups, named, native
from gui.base.theme import DARK
from gui.help import guide

# Menus grab the keyboard, which the offscreen platform cannot do.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

Start = Callable[..., User]
PORTABLE = QKeySequence.SequenceFormat.PortableText


@pytest.fixture(autouse=True)
def no_stacks(home: Path) -> None:
    """The small patterns of these tests are so alike that they would all fold into one stack."""
    save_settings(Paths.choose(str(home)).settings, Settings(stacks=False))


@pytest.fixture
def user(known_photos: Path, start: Start, photos: Path) -> User:
    opened: User = start(photos)
    opened.wait_till_indexed()
    return opened


def settings(home: Path) -> Settings:
    return load_settings(Paths.choose(str(home)).settings)


def ask(user: User, row: int) -> None:
    clicked = user.click_photo(row)
    user.wait_for_answer(Path(clicked).name, 12)


def look_closer(user: User) -> None:
    user.press("Space")
    user.wait(lambda: user.sees("detail_panel"))


def close_dialog(user: User, name: str) -> None:
    user.press("Escape")
    user.wait(lambda: not user.sees(name))
    user.window.activateWindow()
    user.wait(user.window.isActiveWindow)


# --- keys ---


def bound_keys(user: User) -> set[str]:
    """All shortcuts of the window."""
    actions = user.window.findChildren(QAction)
    return {one.toString(PORTABLE) for action in actions for one in action.shortcuts()}


def page_keys(user: User) -> list[Key]:
    return [page.key() for page in user.window._pages]


def test_the_list_tells_all_keys_of_the_window_and_no_others(user: User) -> None:
    listed = {
        QKeySequence(one).toString(PORTABLE)
        for section in key_groups(page_keys(user))
        for key in section.keys
        if key.where == "window"
        for one in (*key.keys, *key.also)
    }
    assert bound_keys(user) == listed


def test_each_key_means_one_thing_in_its_place(user: User) -> None:
    table = key_groups(page_keys(user))
    for where in ("window", "gallery", "detail", "box"):
        keys = [
            QKeySequence(one).toString(PORTABLE)
            for section in table
            for key in section.keys
            if key.where == where
            for one in (*key.keys, *key.also)
        ]
        assert len(keys) == len(set(keys)), where
    named = {key.name + key.where for section in table for key in section.keys}
    assert len(named) == sum(len(section.keys) for section in table)


def test_the_list_opens_and_closes_by_its_key(user: User) -> None:
    user.press("?")
    user.wait(lambda: user.sees("keys_dialog"))
    dialog = user.widget("keys_dialog")
    titles = [label.text() for label in dialog.findChildren(QLabel) if label.objectName() == "section_title"]
    assert sorted(titles) == sorted(section.title for section in key_groups())
    texts = [label.text() for label in dialog.findChildren(QLabel) if label.objectName() == "key_text"]
    assert {"Undo", "Find similar photos", "More like this", "Swap query and match", "Resize the box"} <= set(texts)
    caps = [label.text() for label in dialog.findChildren(QLabel) if label.objectName() == "key_cap"]
    assert {"Ctrl", "Shift", "←", "F5", "?", "Space", "+"} <= set(caps)
    names = [widget.accessibleName() for widget in dialog.findChildren(QWidget)]
    assert "Ctrl+O: Open a photo" in names and "Ctrl++: Larger photos" in names
    user.press("?")
    user.wait(lambda: not user.sees("keys_dialog"))


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_list_fits_a_small_screen(start: Start, photos: Path, home: Path, language: str) -> None:
    save_settings(Paths.choose(str(home)).settings, Settings(language=language))
    user = start(photos)
    user.window.resize(900, 600)
    user.press("?")
    user.wait(lambda: user.sees("keys_dialog"))
    dialog, area = user.widget("keys_dialog"), user.widget("keys_area", QScrollArea)
    dialog.resize(900, 600)
    user.wait(lambda: dialog.width() <= 900)
    assert dialog.minimumSizeHint().width() <= 900
    user.wait(lambda: not area.horizontalScrollBar().isVisible() and not area.verticalScrollBar().isVisible())
    assert cut_off(dialog) == []


def test_keys_in_the_grid(user: User) -> None:
    user.press("End")
    assert user.gallery.current_path() == user.paths[-1]
    user.press("Home")
    assert user.gallery.current_path() == user.paths[0]
    user.press("Ctrl+A")
    assert user.gallery.selected_paths() == user.paths
    user.press("Home", "Shift+Right", "Shift+Right")
    assert user.gallery.selected_paths() == user.paths[:3]
    wait_till_sorted_out(user)
    user.press("F")
    user.wait(lambda: "3" in user.widget("filter_favourite_favourites").accessibleName())


def test_pages_of_the_grid(start: Start, tmp_path: Path) -> None:
    for number in range(60):
        save(tmp_path / "many" / f"{number:02}.png", photo(number, (20, 24)))
    user = start(tmp_path / "many")
    user.wait_for_photos(60)
    user.wait_till_indexed()
    user.place_of(59)
    user.press("Home", "PgDown")
    below = user.paths.index(user.gallery.current_path() or "")
    assert below >= user.gallery.viewport().width() // user.gallery.gridSize().width()
    user.press("PgUp")
    assert user.gallery.current_path() == user.paths[0]
    user.press("End")
    assert user.gallery.current_path() == user.paths[59]
    bar = user.gallery.verticalScrollBar()
    user.wait(lambda: bar.value() == bar.maximum())


def test_keys_of_results(user: User) -> None:
    ask(user, 3)
    user.press("Right", "+")
    user.wait(lambda: user.sees("example"))
    assert "and 1 more" in user.text("query_title")
    user.press("Home", "-")
    examples = partial(user.window.findChildren, QAbstractButton, "example")
    user.wait(lambda: len([one for one in examples() if one.isVisible()]) == 2)


def test_the_menu_key(user: User) -> None:
    user.press("Home")
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint(), PLAIN)
    QCoreApplication.sendEvent(user.gallery, event)
    user.wait(lambda: user.sees("photo_menu"))
    user.press("Escape")


def test_keys_of_a_large_photo(user: User) -> None:
    ask(user, 3)
    look_closer(user)
    title = user.text("detail_title")
    user.press("Right")
    assert user.text("detail_title") != title
    user.press("Left")
    assert user.text("detail_title") == title
    swap, why = user.widget("swap_button", QAbstractButton), user.widget("why_button", QAbstractButton)
    user.press("X", "W")
    assert swap.isChecked() and why.isChecked()
    pane = user.widget("photo_pane")
    before = pane.zoom  # type: ignore[attr-defined]
    user.press("+", "Shift+Right")
    assert pane.zoom != before  # type: ignore[attr-defined]
    user.press("0")
    assert pane.zoom == before  # type: ignore[attr-defined]
    user.press("Space")
    assert not user.sees("detail_panel")
    look_closer(user)
    user.press("Escape")
    assert not user.sees("detail_panel") and user.shows_results


def test_pages_and_the_way_back(user: User) -> None:
    ask(user, 3)
    user.press("Ctrl+1")
    assert not user.shows_results
    user.press("Ctrl+2")
    assert user.shows_results
    user.press("Alt+Left")
    assert not user.shows_results
    user.press("Ctrl+B")
    assert not user.sees("sidebar")


# --- help ---


def test_the_guide_opens_from_the_menu_and_by_f1(user: User) -> None:
    user.choose("menu_button", "Help", "User's guide")
    user.wait(lambda: user.sees("guide_window"))
    text = user.widget("guide_text", QTextBrowser)
    assert "Do I own this already?" in text.toPlainText()
    close_dialog(user, "guide_window")
    user.press("F1")
    user.wait(lambda: user.sees("guide_window"))
    close_dialog(user, "guide_window")


def test_the_guide_can_be_searched_and_enlarged(user: User) -> None:
    user.press("F1")
    user.wait(lambda: user.sees("guide_window"))
    text, window = user.widget("guide_text", QTextBrowser), user.widget("guide_window")
    user.wait(window.isActiveWindow)
    top = text.verticalScrollBar().value()
    user.press("Ctrl+F", *"Mustard")
    assert text.textCursor().selectedText().lower() == "mustard" and text.verticalScrollBar().value() > top
    user.press(*"x")
    assert user.text("guide_found") == "Not found"
    height = text.document().size().height()
    user.press("Ctrl++")
    assert text.document().size().height() > height
    user.press("Ctrl+0")
    assert text.document().size().height() == height


def test_links_of_the_guide_stay_in_it(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr("PySide6.QtGui.QDesktopServices.openUrl", lambda url: opened.append(url) or True)
    user.press("F1")
    user.wait(lambda: user.sees("guide_window"))
    text = user.widget("guide_text", QTextBrowser)
    text.anchorClicked.emit(QUrl("https://example.com"))
    assert text.verticalScrollBar().value() == 0 and opened == []
    text.anchorClicked.emit(QUrl("#keys"))
    user.wait(lambda: text.verticalScrollBar().value() > 1000)
    assert opened == []


@pytest.mark.parametrize("width", [500, 860, 1400])
def test_pictures_of_the_guide_fit_its_width(user: User, width: int) -> None:
    user.press("F1")
    user.wait(lambda: user.sees("guide_window"))
    text, window = user.widget("guide_text", QTextBrowser), user.widget("guide_window")
    window.resize(width, 600)
    user.wait(lambda: text.document().idealWidth() <= text.viewport().width() + 1)
    assert not text.horizontalScrollBar().isVisible()


def test_the_guide_follows_the_palette(user: User) -> None:
    user.press("F1")
    user.wait(lambda: user.sees("guide_window"))
    close_dialog(user, "guide_window")
    user.choose("menu_button", "Appearance", "Dark")
    html = user.widget("guide_text", QTextBrowser).toHtml()
    assert DARK.text in html


PAGES = sorted(guide.GUIDE.glob("guide.*.html"))


@pytest.mark.parametrize("file", PAGES, ids=[file.name for file in PAGES])
def test_the_pages_are_whole(file: Path) -> None:
    html = file.read_text("utf-8")
    anchors = set(re.findall(r'<a name="(\w+)"', html))
    assert set(re.findall(r'href="#(\w+)"', html)) == anchors and len(anchors) >= 14
    pictures = re.findall(r'<img src="([^"]+)" alt="[^"]+"', html)
    assert len(pictures) == html.count("<img") >= 6
    for name in pictures:
        assert 0 < (guide.GUIDE / name).stat().st_size < 200_000
    assert not re.findall(r"https?:|//", html)
    english = (guide.GUIDE / "guide.en.html").read_text("utf-8")
    assert [html.count(tag) for tag in ("<h2>", "<img", "<li>", "<tr>")] == [
        english.count(tag) for tag in ("<h2>", "<img", "<li>", "<tr>")
    ]


def test_languages_of_the_guide() -> None:
    assert guide.guide_file("de").name == "guide.de.html"
    for code in ("en", "xx", "", "../en"):
        assert guide.guide_file(code).name == "guide.en.html"


def test_the_guide_speaks_the_language_of_the_window(start: Start, photos: Path, home: Path) -> None:
    save_settings(Paths.choose(str(home)).settings, Settings(language="de"))
    user = start(photos)
    user.press("F1")
    user.wait(lambda: user.sees("guide_window"))
    assert "Habe ich das schon?" in user.widget("guide_text", QTextBrowser).toPlainText()


def test_about(user: User) -> None:
    user.choose("menu_button", "Help", "About Twinset")
    user.wait(lambda: user.sees("about_dialog"))
    assert re.fullmatch(r"Version [\d.]+", user.text("about_version"))
    assert user.text("about_promise") == "Your photos never leave this computer."
    notice = user.widget("notice_file", QPlainTextEdit).toPlainText()
    assert notice.startswith((ROOT / "NOTICE").read_text("utf-8"))
    for part in ("numpy", "pyside6-essentials", "onnxruntime"):
        assert re.search(rf"^{part} {re.escape(metadata.version(part))}: \S", notice, re.MULTILINE)
    user.press("Escape")
    user.wait(lambda: not user.sees("about_dialog"))


# --- hints ---


def test_hints_go_when_the_thing_was_done(user: User, home: Path) -> None:
    user.wait(lambda: "Click a photo" in user.text("hint_bar_text"))
    ask(user, 3)
    user.wait(lambda: "sliders" in user.text("hint_bar_text"))
    look_closer(user)
    assert "X swaps" in user.text("large_hint_bar_text") and not user.sees("hint_bar")
    user.press("X")
    assert not user.sees("large_hint_bar")
    user.press("Escape")
    assert "sliders" in user.text("hint_bar_text")
    user.press("Right", "+")
    assert not user.sees("hint_bar")
    user.press("Ctrl+1")
    assert not user.sees("hint_bar")
    user.wait(lambda: set(settings(home).hints_seen) == {"browse", "results", "detail"})


def test_hints_go_when_they_are_understood(start: Start, photos: Path) -> None:
    user = start(photos)
    user.wait_till_indexed()
    user.click("hint_bar_button")
    assert not user.sees("hint_bar") and user.gallery.hasFocus()
    user = start()
    user.wait_for_photos(12)
    assert not user.sees("hint_bar"), "remembered"
    user.choose("menu_button", "Help", "Show the hints again")
    user.wait(lambda: "Click a photo" in user.text("hint_bar_text"))


def test_no_hint_where_there_is_nothing_to_do(start: Start) -> None:
    user = start()
    assert not user.sees("hint_bar")


def test_a_hint_covers_no_photo_and_is_spoken(user: User) -> None:
    bar = user.widget("hint_bar")
    below, above = bar.mapTo(user.window, bar.rect().bottomLeft()), user.gallery.mapTo(user.window, QPoint())
    assert below.y() < above.y()
    interface = QAccessible.queryAccessibleInterface(bar)
    assert interface is not None and "Click a photo" in interface.text(QAccessible.Text.Name)
    assert user.widget("hint_bar_button").accessibleName() and user.widget("hint_bar_button").toolTip()


def test_looking_closer_without_a_query_has_no_hint(user: User) -> None:
    user.press("Home")
    look_closer(user)
    assert not user.sees("large_hint_bar") and not user.sees("hint_bar")
    user.press("Escape")
    assert user.sees("hint_bar")


# --- undo and redo ---


def wait_till_sorted_out(user: User) -> None:
    """Until the sidebar knows the kind of each photo, and thus each has been read."""
    rows = [one for one in user.widget("sidebar").findChildren(QAbstractButton) if "_kind_" in one.objectName()]
    user.wait(lambda: sum(int("0" + re.sub(r"\D", "", one.accessibleName())) for one in rows) == len(user.paths))


def love_one(user: User, key: str) -> None:
    wait_till_sorted_out(user)
    user.press(key, "F")
    user.wait(lambda: "1" in user.widget("filter_favourite_favourites").accessibleName())


def test_adding_a_folder_can_be_undone_and_done_again(user: User, photos: Path, tmp_path: Path, home: Path) -> None:
    other = tmp_path / "more"
    save(other / "x.png", photo(31))
    user.drop(files(other))
    user.wait_for_notice("more was added")
    user.wait_for_photos(13)
    user.press("Ctrl+Z")
    user.wait_for_photos(12)
    user.wait_for_notice("more is off the list again")
    assert settings(home).folders == (str(photos),)
    user.press("Ctrl+Shift+Z")
    user.wait_for_photos(13)
    user.wait_for_notice("more was added")


def test_the_button_takes_back_what_its_sentence_tells(user: User, tmp_path: Path) -> None:
    save(tmp_path / "more" / "x.png", photo(31))
    user.drop(files(tmp_path / "more"))
    user.wait_for_notice("more was added")
    user.wait_for_photos(13)
    user.wait_till_indexed()
    love_one(user, "End")
    user.click("notice_button")
    user.wait_for_photos(12)
    user.wait_for_notice("more is off the list again")
    user.wait(lambda: "1" in user.widget("filter_favourite_favourites").accessibleName())


def test_the_first_folder_can_be_taken_back(start: Start, photos: Path) -> None:
    user = start(photos)
    user.wait_for_notice("photos was added")
    user.click("notice_button")
    user.wait(lambda: user.sees("empty_page"))


def test_a_known_folder_is_not_added(user: User, photos: Path) -> None:
    user.wait(lambda: not user.sees("notice") or user.sees_notice("added"))
    user.press("Ctrl+Z")
    user.wait(lambda: user.sees("empty_page"))
    user.press("Ctrl+Z")
    user.wait_for_notice("nothing to undo")


def test_cleared_filters_can_be_undone(user: User) -> None:
    love_one(user, "Home")
    user.click("filter_favourite_favourites")
    user.wait_for_photos(1)
    user.click("clear_filters_button")
    user.wait_for_photos(12)
    user.wait_for_notice("All filters are off")
    user.click("notice_button")
    user.wait_for_photos(1)
    user.press("Ctrl+Shift+Z")
    user.wait_for_photos(12)
    user.press("Ctrl+Z", "Ctrl+Z")  # the filters, then the favourite
    user.wait_for_notice("No favourite any more")
    user.press("Ctrl+Shift+Z")
    user.wait_for_notice("A favourite again")


def test_reset_sliders_can_be_undone(user: User) -> None:
    ask(user, 3)
    slider = user.widget("colour_slider")
    slider.setFocus()
    user.press("PgUp", "PgUp")
    user.wait(lambda: slider.value() > 0)  # type: ignore[attr-defined]
    value = slider.value()  # type: ignore[attr-defined]
    user.click("reset_mixer_button")
    user.wait_for_notice("Only the look counts")
    user.wait(lambda: slider.value() == 0)  # type: ignore[attr-defined]
    user.click("notice_button")
    user.wait(lambda: slider.value() == value)  # type: ignore[attr-defined]


def test_nothing_to_do_again(user: User) -> None:
    user.press("Ctrl+Y")
    user.wait_for_notice("nothing to do again")


def test_sequences_are_what_tooltips_tell(user: User) -> None:
    for name, key in (("open_photo_button", "open_photo"), ("back_button", "back"), ("sidebar_button", "side")):
        assert native(named(key)) in user.widget(name).toolTip()
