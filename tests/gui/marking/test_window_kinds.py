"""A person says of which kind a photo is, and all follows: words, filters, results, the next start."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu
from support import KINDS, SPEC, encoded, kinds_said_in, photo
from window_support import User, cut_off, handle

from core.base.paths import Paths
from core.looks.spec import FinerKind
from core.wardrobe.copies import change_wardrobe

Start = Callable[..., User]
# Menus grab the keyboard, which the offscreen platform cannot do.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """The small patterns of the tests are so alike that what is said of one would hold for all of them."""
    monkeypatch.setattr("core.search.kinds._THE_SAME", 1e-4)
    monkeypatch.setattr("core.search.kinds._ALIKE", 1e-3)


@pytest.fixture
def user(start: Start, garments: Path) -> User:
    user = start(garments)
    wait_till_read(user)
    return user


@pytest.fixture
def troubled(home: Path) -> Iterator[None]:
    """The log tells of the trouble, as it should; `start` wants it empty."""
    yield
    (home / "twinset.log").write_text("")


def wait_till_read(user: User) -> None:
    """Until kinds can be said."""
    user.wait_till_indexed()
    user.wait(lambda: all(user.window._marking.kinds.can_change(path) for path in user.paths) and user.paths)


def select(user: User, *rows: int) -> None:
    """Photos of the gallery, the last one where the keyboard is."""
    gallery = user.gallery
    gallery.setFocus(Qt.FocusReason.OtherFocusReason)
    gallery.clearSelection()
    gallery.setCurrentIndex(gallery.photos.index(rows[-1]))
    for row in rows:
        gallery.selectionModel().select(gallery.photos.index(row), gallery.selectionModel().SelectionFlag.Select)
    user.window.activateWindow()
    user.wait(user.window.isActiveWindow)


def open_menu(user: User) -> QMenu:
    """By the key, for what is selected. Qt takes no click where the mouse was when a menu opened."""
    QTest.mouseMove(handle(user.window), QPoint(1, 1))
    user.press("K")
    user.wait(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def ticked(menu: QMenu) -> list[str]:
    return [action.objectName() for action in menu.actions() if action.isChecked()]


def pick(user: User, menu: QMenu, name: str) -> None:
    action = menu.findChild(QAction, name)
    assert isinstance(action, QAction)
    user.click_at(menu, menu.actionGeometry(action).center())
    user.wait(lambda: QApplication.activePopupWidget() is None)


def say(user: User, name: str, *rows: int) -> None:
    select(user, *rows)
    pick(user, open_menu(user), f"kind_{name}")


def filtered(user: User, kind: str) -> list[str]:
    """The names of the photos that the filter would show, by the number beside it and then by choosing it."""
    user.choose_filter("kind", kind)
    user.wait_till_quiet(lambda: user.paths)
    names = [Path(path).name for path in user.paths]
    user.choose_filter("kind", kind)
    user.wait(lambda: len(user.paths) == 6)
    return names


def kind_of(user: User, number: int) -> str:
    """What the search counts a photo as."""
    searcher = user.window._library.searcher
    assert searcher is not None
    named = (path for path in searcher.collection.paths if path.endswith(f"{number}.jpg"))
    return searcher.kind(next(named, "")) or ""


def test_the_order_by_words_follows(user: User) -> None:
    field = user.widget("words_field", QLineEdit)
    user.press("Ctrl+F")
    user.wait(field.hasFocus)
    QTest.keyClicks(field, "hat")
    user.press("Return")
    user.wait(lambda: user.sees("chip_words_hat"))
    user.wait_till_quiet(lambda: user.paths)
    last = user.paths[-1]
    say(user, "hat", len(user.paths) - 1)
    user.wait(lambda: user.paths[:1] == [last])


def test_said_followed_undone_and_kept(user: User, start: Start, home: Path) -> None:
    select(user, 2)
    seen = kind_of(user, 2)
    menu = open_menu(user)
    names = [action.objectName() for action in menu.actions() if not action.isSeparator()]
    assert names == [*(f"kind_{kind}" for kind in user.window._library.extractor.spec.kinds), "kind_other"]
    assert ticked(menu) == ([f"kind_{seen}"] if seen != "unsure" else [])
    pick(user, menu, "kind_hat")
    user.wait_for_notice("2.jpg", "you said", "Hat")
    user.wait(lambda: kind_of(user, 2) == "hat")
    user.wait(lambda: user.sees("filter_kind_hat"))
    assert "2.jpg" in filtered(user, "hat")
    user.wait(lambda: kinds_said_in(home) == ["hat"])
    select(user, 2)
    menu = open_menu(user)
    assert ticked(menu) == ["kind_hat"] and menu.findChild(QAction, "kind_as_seen") is not None
    menu.close()
    user.press("Ctrl+Z")
    user.wait_for_notice("as it was before")
    user.wait(lambda: kind_of(user, 2) == seen and kinds_said_in(home) == [])
    user.press("Ctrl+Shift+Z")
    user.wait(lambda: kind_of(user, 2) == "hat" and kinds_said_in(home) == ["hat"])
    user.window.close()
    user = start()
    wait_till_read(user)
    user.wait(lambda: kind_of(user, 2) == "hat")
    select(user, 2)
    pick(user, open_menu(user), "kind_as_seen")
    user.wait_for_notice("what Twinset sees")
    user.wait(lambda: kind_of(user, 2) == seen and kinds_said_in(home) == [])


def test_a_filter_loses_what_is_said_to_be_something_else(user: User) -> None:
    say(user, "hat", 1, 4)
    user.wait_for_notice("2 photos", "Hat")
    user.wait(lambda: kind_of(user, 1) == kind_of(user, 4) == "hat" and user.sees("filter_kind_hat"))
    user.choose_filter("kind", "hat")
    user.wait(lambda: {"1.jpg", "4.jpg"} <= {Path(path).name for path in user.paths} and len(user.paths) < 6)
    say(user, "other", [Path(path).name for path in user.paths].index("4.jpg"))
    user.wait(lambda: "4.jpg" not in [Path(path).name for path in user.paths])
    user.click("notice_button")  # Undo
    user.wait(lambda: "4.jpg" in [Path(path).name for path in user.paths])


def test_several_at_once_in_the_menu_of_a_photo(user: User, home: Path) -> None:
    select(user, 0, 1, 3)
    user.click_at(user.gallery.viewport(), user.place_of(3), Qt.MouseButton.RightButton)
    user.wait(lambda: user.sees("photo_menu"))
    menu = user.widget("photo_menu", QMenu)
    entry = next(action for action in menu.actions() if action.text() == "Kind of 3 photos")
    user.click_at(menu, menu.actionGeometry(entry).center())
    kinds = menu.findChild(QMenu, "kind_menu")
    assert isinstance(kinds, QMenu)
    user.wait(kinds.isVisible)
    pick(user, kinds, "kind_skirt")
    user.wait_for_notice("3 photos", "Skirt")
    user.wait(lambda: kinds_said_in(home) == ["skirt"] * 3)
    user.wait(lambda: [kind_of(user, number) for number in (0, 1, 3)] == ["skirt"] * 3)
    user.press("Ctrl+Z")
    user.wait(lambda: kinds_said_in(home) == [])


def test_very_many_at_once(user: User, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are found and kept in the background, and shown then."""
    for place in ("kinds", "finding"):
        monkeypatch.setattr(f"gui.marking.{place}.MANY", 2)
    say(user, "skirt", *range(6))
    user.wait_for_notice("6 photos", "Skirt")
    user.wait(lambda: [kind_of(user, number) for number in range(6)] == ["skirt"] * 6)
    say(user, "hat", 0)
    user.wait(lambda: kind_of(user, 0) == "hat" and kinds_said_in(home) == ["hat", *["skirt"] * 5])
    user.press("Ctrl+Z", "Ctrl+Z")
    user.wait(lambda: kinds_said_in(home) == [])


def test_by_the_keyboard_alone(user: User, home: Path) -> None:
    select(user, 5)
    menu = open_menu(user)
    wanted = menu.findChild(QAction, "kind_shoes")
    for _ in range(30):
        if menu.activeAction() is wanted:
            break
        user.press("Down")
    user.press("Return")
    user.wait(lambda: kinds_said_in(home) == ["shoes"])
    assert user.gallery.hasFocus()


def test_beside_the_query_and_in_the_results(user: User, home: Path) -> None:
    user.ask(2, 6)
    user.tick("include_box")
    user.wait(lambda: len(user.paths) == 6)
    seen = kind_of(user, 2)
    button = "query_kind_button"
    user.wait(lambda: user.text(button).startswith("Looks like: "))
    user.reach(button)
    user.press("Space")
    user.wait(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    pick(user, menu, "kind_hat")
    user.wait(lambda: user.text(button) == "You said: Hat" and user.widget(button).accessibleName() == "You said: Hat")
    user.wait(lambda: user.text("same_kind_box") == "Same kind only: Hat")
    user.tick("same_kind_box")
    user.wait(lambda: Path("".join(user.paths[:1])).name == "2.jpg")
    user.wait(lambda: all(kind_of(user, int(Path(path).stem)) == "hat" for path in user.paths))
    user.tick("same_kind_box")
    user.wait(lambda: len(user.paths) == 6)
    say(user, "hat", 3)
    other = Path(user.paths[3]).stem
    user.wait(lambda: kind_of(user, int(other)) == "hat")
    user.draw_box(0.2, 0.2, 0.8, 0.8)
    user.wait(lambda: not user.widget(button).isEnabled() and user.text(button).startswith("Looks like: "))
    user.click("clear_box_button")
    user.wait(lambda: user.text(button) == "You said: Hat" and user.widget(button).isEnabled())
    assert seen != "hat"


def test_long_words_are_shortened_and_said_in_full(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gui.marking.kind_button.kind_label", lambda _: "Long sleeves & " + "very " * 20 + "long")
    user.ask(2, 6)
    button = user.widget("query_kind_button")
    user.wait(lambda: user.text("query_kind_button").endswith("…"))
    assert "&&" in user.text("query_kind_button") and button.accessibleName().endswith("very long")
    user.wait_till_quiet(button.geometry)
    assert cut_off(user.window) == [] and button.width() <= user.widget("query_panel").width()


def test_a_photo_from_outside_cannot_be_told(user: User, tmp_path: Path) -> None:
    outside = tmp_path / "outside.jpg"
    outside.write_bytes(encoded(photo(77), "JPEG"))
    user.window._asking.search_path(str(outside))
    user.wait_for_answer("outside.jpg", 6)
    user.wait(lambda: user.text("query_kind_button").startswith("Looks like: "))
    assert not user.widget("query_kind_button").isEnabled()


def test_in_the_large_view(user: User, home: Path) -> None:
    select(user, 1)
    user.press("Space")
    button = "detail_kind_button"
    user.wait(lambda: user.text(button).startswith("Looks like: "))
    user.press("Right")
    user.press("K")
    user.wait(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    pick(user, menu, "kind_hat")
    user.wait(lambda: user.text(button) == "You said: Hat" and kind_of(user, 2) == "hat")
    user.press("Left")
    user.wait(lambda: user.text(button).startswith("Looks like: "))


def test_a_finer_kind_stands_below_the_kind(start: Start, garments: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the large view, as long as the photo counts as the kind that it is one of."""
    finer = tuple(FinerKind("hoodie", kind, 0.0) for kind in KINDS if kind != "hat")
    monkeypatch.setattr("core.looks.model.read_spec", lambda _: replace(SPEC, finer=finer, unsure_below=0.0))
    user = start(garments)
    wait_till_read(user)
    select(user, 1)
    user.press("Space")
    user.wait(lambda: user.text("photo_finer") == "More exactly: Hoodie")
    assert user.text("detail_kind_button").startswith("Looks like: ") and user.sees("photo_finer")
    say(user, "hat", 1)
    user.wait(lambda: kind_of(user, 1) == "hat")
    user.wait(lambda: not user.sees("photo_finer"))
    say(user, "dress", 1)
    user.wait(lambda: user.sees("photo_finer"))


def test_what_looks_the_same_follows(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.search.kinds._ALIKE", 50.0)
    monkeypatch.setattr("core.search.kinds._THE_SAME", 49.0)
    say(user, "hat", 0)
    user.wait(lambda: [kind_of(user, number) for number in range(6)] == ["hat"] * 6)
    select(user, 3)
    menu = open_menu(user)
    assert ticked(menu) == ["kind_hat"] and menu.findChild(QAction, "kind_as_seen") is None
    menu.close()


def test_a_kind_follows_the_garment(user: User, garments: Path) -> None:
    say(user, "hat", 0)
    user.wait(lambda: kind_of(user, 0) == "hat")
    (garments / "0.jpg").rename(garments / "9.jpg")
    shutil.copy(garments / "9.jpg", garments / "8.jpg")
    user.press("F5")
    user.wait(lambda: {"8.jpg", "9.jpg"} <= {Path(path).name for path in user.paths} and len(user.paths) == 7)
    user.wait_till_indexed()
    user.wait(lambda: kind_of(user, 8) == kind_of(user, 9) == "hat")


def test_a_word_of_another_network_is_shown_and_kept(user: User, start: Start, home: Path) -> None:
    user.window.close()
    with sqlite3.connect(home / "wardrobe.sqlite3") as db:
        assert db.execute("SELECT COUNT(*) FROM kinds").fetchone() == (0,)
    db.close()
    shelf = user.window._pages[0]._arranger.shelf
    one = shelf.identity(shelf.paths[3])
    change_wardrobe(Paths.choose(str(home)), lambda marks: marks.with_kind([one], "kaftan"))
    user = start()
    wait_till_read(user)
    assert kind_of(user, 3) != "kaftan"
    select(user, 3)
    menu = open_menu(user)
    assert ticked(menu) == ["kind_kaftan"]
    menu.close()
    user.ask(3, 6)
    user.wait(lambda: user.text("query_kind_button") == "You said: kaftan")
    say(user, "other", 1)
    user.wait(lambda: sorted(kinds_said_in(home)) == ["kaftan", "other"])


# --- trouble ---


def test_a_damaged_wardrobe(user: User, start: Start, home: Path, troubled: None) -> None:
    say(user, "hat", 0)
    user.wait(lambda: kinds_said_in(home) == ["hat"])
    user.window.close()
    for copy in (home / "copies").iterdir():
        copy.unlink()
    junk = b"junk" * 5000
    shutil.copy(home / "wardrobe.sqlite3", home / "copies" / "wardrobe-2026-01-01.sqlite3")
    (home / "wardrobe.sqlite3").write_bytes(junk)
    user = start()
    user.wait_for_notice("damaged", "kinds")
    wait_till_read(user)
    user.wait(lambda: kind_of(user, 0) == "hat")  # as the copy knows it
    user.widget("notice").hide()
    say(user, "skirt", 1)
    user.wait_for_notice("damaged", "nothing is written")
    assert kind_of(user, 1) != "skirt" and (home / "wardrobe.sqlite3").read_bytes() == junk
    user.click("notice_button")
    user.wait_for_notice("can be changed again")
    say(user, "skirt", 1)
    user.wait(lambda: kind_of(user, 1) == "skirt" and sorted(kinds_said_in(home)) == ["hat", "skirt"])


def test_a_kind_that_could_not_be_kept_is_not_shown(
    user: User, troubled: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def raises(*_: object) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    before = kind_of(user, 0)
    with monkeypatch.context() as patched:
        patched.setattr("core.wardrobe.wardrobe.Wardrobe._change", raises)
        say(user, "hat", 0)
        user.wait_for_notice("cannot be changed now")
        user.wait(lambda: kind_of(user, 0) == before)
    say(user, "hat", 0)
    user.wait(lambda: kind_of(user, 0) == "hat")
    user.window.close()
