"""Facts of garments: worn today by a key, the dialog, what the page makes of them, tables out and in."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QMenu, QPlainTextEdit
from window_support import User, handle, menu_at

from core.base.paths import Paths
from core.wardrobe.facts import Facts
from core.wardrobe.wardrobe import Wardrobe
from gui.mirror.mirror_view import MirrorView

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

TODAY = datetime.date.today()


@pytest.fixture
def user(user: User) -> User:
    """With twelve photos, of which it is known what they are known by."""
    user.wait_for_photos(12)
    user.wait(lambda: all(user.window._marking.wearing.of(path) is not None for path in user.paths))
    return user


def kept(home: Path) -> list[Facts]:
    """As another program finds them on disk."""
    with Wardrobe(Paths.choose(str(home))) as wardrobe:
        return list(wardrobe.marks().facts.by_photo.values())


def fill(user: User, name: str, text: str) -> None:
    """Type into a field in place of what is there."""
    field = user.widget(name)
    assert isinstance(field, QLineEdit | QPlainTextEdit)
    field.setFocus()
    field.selectAll()
    if isinstance(field, QLineEdit):
        field.clear()
    QTest.keyClicks(field, text)


def open_facts(user: User, row: int = 0) -> None:
    menu_at(user, row, "action_facts")
    user.wait(lambda: user.sees("facts_dialog"))


def to_wardrobe(user: User) -> MirrorView:
    user.window.activateWindow()
    user.wait(user.window.isActiveWindow)
    user.press("Ctrl+6")
    view = user.widget("mirror_view", MirrorView)
    user.wait(lambda: view._mirror.garments)
    return view


def test_worn_today_by_a_key_and_back(user: User, home: Path) -> None:
    user.gallery.setFocus()
    user.press("Home", "D")
    user.wait(lambda: [one.worn for one in kept(home)] == [frozenset([TODAY])])
    user.wait_for_notice("00.png was worn today.")
    user.press("D")
    user.wait(lambda: kept(home) == [])
    user.press("Ctrl+Z")
    user.wait(lambda: [one.worn for one in kept(home)] == [frozenset([TODAY])])
    user.press("Ctrl+Z")
    user.wait(lambda: kept(home) == [])
    user.press("Ctrl+Shift+Z")
    user.wait(lambda: len(kept(home)) == 1)


def test_several_at_once(user: User, home: Path) -> None:
    user.gallery.setFocus()
    user.press("Home", "Shift+Right", "Shift+Right", "D")
    user.wait(lambda: len(kept(home)) == 3)
    user.wait_for_notice("3 photos show what was worn today.")
    user.press("Ctrl+Z")
    user.wait(lambda: kept(home) == [])


def test_the_dialog_keeps_what_is_said_for_ever(user: User, start: Callable[..., User], home: Path) -> None:
    open_facts(user)
    for name, text in (
        ("name", "Blue one"), ("brand", "Acme"), ("size", "M"), ("price", "49.90"), ("currency", "EUR"),
        ("bought", "2020-02-29"), ("notes", "From a market"),
    ):  # fmt: skip
        fill(user, f"facts_{name}", text)
    user.click("facts_today")
    told = [label.text() for label in user.widget("facts_dialog").findChildren(QLabel)]
    assert any("49.90 EUR a day" in one for one in told)
    user.click("facts_save_button")
    wanted = Facts(
        "Blue one",
        "Acme",
        "M",
        Decimal("49.90"),
        "EUR",
        datetime.date(2020, 2, 29),
        "From a market",
        frozenset([TODAY]),
    )
    user.wait(lambda: kept(home) == [wanted])
    again = start()
    again.wait_for_photos(12)
    again.wait(lambda: again.window._marking.wearing.of(again.paths[0]) == wanted)
    open_facts(again)
    assert again.widget("facts_price", QLineEdit).text() == "49.90"
    fill(again, "facts_price", "")
    again.click("facts_save_button")
    again.wait(lambda: [one.price for one in kept(home)] == [None])
    again.window.activateWindow()
    again.wait(again.window.isActiveWindow)
    again.press("Ctrl+Z")
    again.wait(lambda: kept(home) == [wanted])


def test_what_cannot_be_meant_is_not_kept(user: User, home: Path) -> None:
    open_facts(user)
    button = user.widget("facts_save_button")
    for name, text in (
        ("price", "dear"),
        ("price", "-3"),
        ("price", "1e9"),
        ("bought", "in May"),
        ("bought", "2021-02-30"),
    ):
        fill(user, f"facts_{name}", text)
        assert not button.isEnabled(), text
        fill(user, f"facts_{name}", "")
        assert button.isEnabled()
    fill(user, "facts_price", "12,50")
    user.click("facts_cancel_button")
    user.wait(lambda: not user.sees("facts_dialog"))
    assert kept(home) == []


def test_the_page_tells_what_follows(user: User, home: Path) -> None:
    for row, price, bought in ((0, "10", "2020-01-01"), (1, "90", "")):
        open_facts(user, row)
        fill(user, "facts_price", price)
        fill(user, "facts_currency", "kr")
        fill(user, "facts_bought", bought)
        if not bought:
            user.click("facts_today")
        user.click("facts_save_button")
        user.wait(lambda row=row: len(kept(home)) == row + 1)  # type: ignore[misc]
        user.wait(lambda: not user.sees("facts_dialog"))
        user.window.activateWindow()
        user.wait(user.window.isActiveWindow)
    view = to_wardrobe(user)
    user.wait(lambda: user.sees("unworn_0") and user.sees("cost_0"))
    assert user.widget("unworn_0").accessibleName() == "00.png, bought 2020-01-01" and not user.sees("unworn_1")
    assert user.widget("cost_0").accessibleName() == "01.png, 90.00 kr a day" and not user.sees("cost_1")
    user.wait(lambda: user.widget("facts_table_button").isEnabled())
    user.reach("unworn_0")
    assert view.current == user.gallery.current_path()
    user.press("D")
    user.wait(lambda: user.sees("cost_1") and not user.sees("unworn_0"))


def test_a_table_out_and_in(user: User, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = tmp_path / "facts.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(table), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(table), ""))
    user.gallery.setFocus()
    user.press("Home", "D")
    user.wait(lambda: len(kept(home)) == 1)
    to_wardrobe(user)
    user.wait(lambda: user.widget("facts_table_button").isEnabled())
    before = kept(home)
    user.widget("mirror_view", MirrorView).ensureWidgetVisible(user.widget("facts_table_button"))
    user.click("facts_table_button")
    user.wait_for_notice("The facts are in facts.csv.")
    assert "00.png" in table.read_text("utf-8-sig") and TODAY.isoformat() in table.read_text("utf-8-sig")
    table.write_text("path,brand,price\n01.png,Acme,12.50\nnobody.png,x,1\n", "utf-8")
    user.click("facts_import_button")
    user.wait(lambda: len(kept(home)) == 2)
    assert Facts(brand="Acme", price=Decimal("12.50")) in kept(home)
    user.wait_for_notice("nobody.png")
    user.press("Ctrl+Z")
    user.wait(lambda: kept(home) == before)
    table.write_bytes(b"\x00\xff no table")
    user.click("facts_import_button")
    user.wait_for_notice("facts.csv")
    assert kept(home) == before


def test_the_menu_says_whether_it_was_worn(user: User) -> None:
    def text() -> str:
        user.window._show_photo_menu(user.paths[0], user.gallery.mapToGlobal(user.place_of(0)))
        menu = user.widget("photo_menu", QMenu)
        found = next(one.text() for one in menu.actions() if one.objectName() == "action_worn")
        menu.close()
        user.wait(lambda: QApplication.activePopupWidget() is None)
        return found

    assert text() == "Worn today"
    user.gallery.setFocus()
    user.window.activateWindow()
    QTest.qWait(20)
    assert handle(user.window) is not None
    user.press("Home", "D")
    user.wait(lambda: text() == "Not worn today")
