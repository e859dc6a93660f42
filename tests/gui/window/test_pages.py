"""A page is a line in the tuple of pages: all else follows from what it says of itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMenu, QTextBrowser, QToolButton, QWidget
from window_support import User

from gui.pages.page import Hint, Page, Parts
from gui.visits.history import Visit
from gui.widgets.menus import Action
from gui.window.pages import PAGES

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


class LabelPage(Page):
    """Shows how many photos there are."""

    name = "label"
    icon = "hanger"
    keys = ("Ctrl+9",)

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts)
        self._library = parts.library
        self._label = QLabel()
        self._label.setObjectName("label_page")
        self.left = 0
        self.chosen = ""

    def title(self) -> str:
        return "Count"

    def summary(self) -> str:
        return "How many photos there are"

    @property
    def in_place(self) -> QWidget:
        return self._label

    def show(self, visit: Visit) -> None:
        self._label.setText(f"{len(self._library.photos)} photos")

    def leave(self) -> None:
        self.left += 1

    def commands(self) -> dict[str, Callable[[], object]]:
        return {}

    def actions(self, path: str) -> list[Action]:
        return [("action_count", "Count this", lambda: setattr(self, "chosen", path))]

    def hint(self) -> Hint:
        return Hint("label", "This page counts.")


@pytest.fixture
def with_label(start: Callable[..., User], photos: object, monkeypatch: pytest.MonkeyPatch) -> User:
    monkeypatch.setattr("gui.window.main_window.PAGES", (*PAGES, LabelPage))
    user = start(photos)
    user.wait_till_indexed()
    user.wait_for_photos(12)
    return user


def test_its_button_and_its_key_lead_to_it_and_the_way_back_from_it(with_label: User) -> None:
    user = with_label
    button = user.widget("label_page_button", QToolButton)
    assert button.text() == "Count" and "Ctrl+9" in button.toolTip() and not button.icon().isNull()
    user.click("label_page_button")
    user.wait(lambda: user.sees("label_page"))
    assert user.text("label_page") == "12 photos" and button.isChecked() and not user.gallery.isVisible()
    user.press("Alt+Left")
    user.wait(lambda: user.gallery.isVisible() and not user.sees("label_page"))
    user.press("Ctrl+9")
    user.wait(lambda: user.sees("label_page"))
    user.press("Ctrl+1")
    user.wait(lambda: len(user.paths) == 12 and user.gallery.isVisible())


def test_the_lists_of_keys_and_the_guide_tell_of_it(with_label: User) -> None:
    user = with_label
    user.press("?")
    user.wait(lambda: user.sees("keys_dialog"))
    names = [widget.accessibleName() for widget in user.widget("keys_dialog").findChildren(QWidget)]
    assert "Ctrl+9: How many photos there are" in names
    user.press("?")
    user.wait(lambda: not user.sees("keys_dialog"))
    user.window.activateWindow()
    user.wait(user.window.isActiveWindow)
    user.press("F1")
    user.wait(lambda: user.sees("guide_window"))
    told = user.widget("guide_text", QTextBrowser).toPlainText()
    assert "Ctrl+9" in told and "How many photos there are" in told and "Ctrl+1" in told


def test_its_hint(with_label: User) -> None:
    user = with_label
    page = user.window._pages[-1]
    assert page.left > 0
    user.press("Ctrl+9")
    user.wait(lambda: user.text("hint_bar_text") == "This page counts.")
    page.learned.emit("label")
    user.wait(lambda: not user.sees("hint_bar"))
    assert user.window._preferences.now.hints_seen == ("label",)


def test_its_entry_in_the_menu_of_a_photo(with_label: User) -> None:
    user = with_label
    user.window._show_photo_menu(user.paths[3], user.gallery.viewport().mapToGlobal(user.place_of(3)))
    menu = user.widget("photo_menu", QMenu)
    next(action for action in menu.actions() if action.objectName() == "action_count").trigger()
    menu.close()
    assert user.window._pages[-1].chosen == user.paths[3]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_tab_key_leads_to_every_button(user: User, page: type[Page]) -> None:
    user.window.resize(1440, 900)
    user.press(page.keys[0])
    user.wait(lambda: user.window._page.name == page.name)
    user.wait_till_quiet(lambda: _buttons(user))
    user.window.activateWindow()
    user.wait(user.window.isActiveWindow)
    met = set[str]()
    for _ in range(150):
        user.press("Tab")
        focused = QApplication.focusWidget()
        met |= {focused.objectName()} if focused is not None else set()
    assert _buttons(user) - met == set()


def _buttons(user: User) -> set[str]:
    """Those that can be used now; of several of which one holds it is enough to come to that one."""
    buttons = (one for one in user.window.findChildren(QAbstractButton) if one.isVisible() and one.isEnabled())
    by_tab = (one for one in buttons if one.focusPolicy() & Qt.FocusPolicy.TabFocus)
    leads = (one for one in by_tab if one.group() is None or not one.group().exclusive() or one.isChecked())
    return {one.objectName() for one in leads}
