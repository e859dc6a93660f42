"""The Similar page as a user has it: boxes, sliders, examples, filters, the detail panel, and the way back."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QCoreApplication, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent, QNativeGestureEvent, QPointingDevice, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QLabel, QMenu, QSlider, QWidget
from support import photo, save
from window_support import LEFT, PLAIN, User, files, photos_in

from core.catalog import Catalog
from core.colours import parse_colour
from core.features import ASPECTS, kind_name, kinds
from core.model import Extractor
from core.paths import Paths
from core.query import Box, Query, combine, make_query
from core.search import Searcher
from core.settings import Settings, save_settings
from gui.gallery_delegate import ACTIONS
from gui.photo_pane import PhotoPane
from gui.swatches import Swatch

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support grabbing the keyboard", extend=True)

Start = Callable[..., User]


class Expert:
    """Knows from the core what the window ought to show."""

    def __init__(self, folder: Path, home: Path, extractor: Extractor) -> None:
        self._catalog = Paths.choose(str(home)).catalog
        self._extractor = extractor
        with Catalog(self._catalog) as catalog:
            self.searcher = Searcher(catalog.collection([str(folder)], extractor.model_id))

    def query(self, path: str, box: Box | None = None) -> Query:
        with Catalog(self._catalog) as catalog:
            return make_query(path, self._extractor, catalog, box)

    def nearest(self, query: Query, k: int, used: Sequence[str] = (), **options: object) -> list[tuple[str, float]]:
        found = self.searcher.nearest(query, k, exclude=used, **options)  # type: ignore[arg-type]
        return [(match.path, match.distance) for match in found]


@pytest.fixture(autouse=True)
def no_stacks(home: Path) -> None:
    """The small patterns of these tests are so alike that they would all fold into one stack."""
    save_settings(Paths.choose(str(home)).settings, Settings(stacks=False))


@pytest.fixture
def user(start: Start, photos: Path) -> User:
    """With twelve photos, all of them indexed."""
    opened: User = start(photos)
    opened.wait_till_indexed()
    return opened


@pytest.fixture
def expert(user: User, photos: Path, home: Path, extractor: Extractor) -> Expert:
    return Expert(photos, home, extractor)


def ask(user: User, row: int, total: int = 12) -> str:
    """Click a photo and wait for what resembles it among all `total`."""
    clicked = user.click_photo(row)
    user.wait_for_answer(Path(clicked).name, total)
    return clicked


def point(widget: QWidget, across: float, down: float) -> QPoint:
    return QPoint(round(across * (widget.width() - 1)), round(down * (widget.height() - 1)))


def reach(user: User, name: str) -> QWidget:
    """Walk to a control with the Tab key alone."""
    wanted = user.widget(name)
    user.window.activateWindow()  # a popup that closed may have taken that away, without a window manager
    user.wait(user.window.isActiveWindow)
    for _ in range(60):
        if wanted.hasFocus():
            return wanted
        user.press("Tab")
    raise AssertionError(f"Tab does not lead to {name}, but to {QApplication.focusWidget()}")


# --- a part of the photo ---


def test_a_box_on_one_garment(user: User, expert: Expert) -> None:
    clicked = ask(user, 3)
    whole = user.matches
    picture = user.widget("query_picture")
    shown = picture._shown().toRect()  # type: ignore[attr-defined]
    corners = [
        shown.topLeft() + QPoint(round(x * shown.width()), round(y * shown.height()))
        for x, y in ((0.25, 0.25), (0.5, 0.4), (0.75, 0.65))
    ]
    user.drag_across(picture, *corners)
    user.wait(lambda: "a part of 03.png" in user.text("query_title"))
    left, top, across, down = user.window._navigator.question.box
    assert (left, top, across, down) == pytest.approx((0.25, 0.25, 0.5, 0.4), abs=0.02)
    box = Box(round(left * 64), round(top * 80), round(across * 64), round(down * 80))
    assert user.matches == expert.nearest(expert.query(clicked, box), 10, [clicked])

    user.click("clear_box_button")
    user.wait(lambda: "a part" not in user.text("query_title"))
    assert user.matches == whole
    user.press("Alt+Left")
    user.wait(lambda: "a part of 03.png" in user.text("query_title"))
    user.press("Alt+Left")
    user.wait(lambda: user.matches == whole)


def test_a_box_by_keys(user: User, expert: Expert) -> None:
    clicked = ask(user, 5)
    reach(user, "query_picture")
    user.press("Return", "Right", "Right", "Shift+Down", "Return")
    user.wait(lambda: "a part of" in user.text("query_title"))
    assert user.window._navigator.question.box == pytest.approx((0.29, 0.25, 0.5, 0.52))
    assert user.matches == expert.nearest(expert.query(clicked, Box(19, 20, 32, 42)), 10, [clicked])
    reach(user, "query_picture")
    user.press("Delete")
    user.wait(lambda: "a part of" not in user.text("query_title"))


def test_a_handle_resizes_the_box(user: User) -> None:
    ask(user, 5)
    reach(user, "query_picture")
    user.press("Return", "Return")
    user.wait(lambda: "a part of" in user.text("query_title"))
    picture = user.widget("query_picture")
    corner = picture._drawn.bottomRight().toPoint()  # type: ignore[attr-defined]
    user.drag_across(picture, corner, corner + QPoint(5, 8), corner + QPoint(20, 30))
    user.wait(lambda: user.window._navigator.current.found.question.box[2:] > (0.55, 0.55))
    left, top, across, down = user.window._navigator.current.found.question.box
    assert (left, top) == (0.25, 0.25) and across > 0.5 and down > 0.5


# --- sliders ---


def test_sliders_mix_the_aspects(user: User, expert: Expert) -> None:
    clicked = ask(user, 2)
    reach(user, "colour_slider")
    user.press("PgUp", "PgUp", "Right")
    reach(user, "look_slider")
    user.press("Home")  # to 0: only the colour counts
    expected = expert.nearest(expert.query(clicked), 9, [clicked], weights={"colour": 0.45})
    user.wait(lambda: user.matches[1:] == expected)
    reach(user, "colour_slider")
    user.press("Home")
    assert user.widget("colour_slider", QSlider).value() > 0, "something has to count"
    user.click("reset_mixer_button")
    user.wait(lambda: user.matches[1:] == expert.nearest(expert.query(clicked), 9, [clicked]))


def test_a_slider_reranks_while_it_is_dragged(user: User) -> None:
    ask(user, 2)
    before, slider = user.matches, user.widget("shape_slider", QSlider)
    handle, top = slider.window().windowHandle(), slider.window()
    assert handle is not None
    QTest.mousePress(handle, LEFT, PLAIN, slider.mapTo(top, QPoint(8, slider.height() // 2)))
    QTest.mouseMove(handle, slider.mapTo(top, QPoint(slider.width() // 2, slider.height() // 2)))
    assert slider.isSliderDown()
    user.wait(lambda: user.matches != before)
    half = user.matches
    QTest.mouseMove(handle, slider.mapTo(top, QPoint(slider.width() - 8, slider.height() // 2)))
    user.wait(lambda: user.matches != half)
    QTest.mouseRelease(handle, LEFT, PLAIN, slider.mapTo(top, QPoint(slider.width() - 8, slider.height() // 2)))
    assert not user.window._navigator.history.can_go_forward


# --- examples ---


def hover_button(user: User, row: int, action: str) -> QPoint:
    """Where a button of a result's card is, with the mouse over it."""
    gallery = user.gallery
    user.place_of(row)
    index = gallery.model().index(row, 0)
    cells = gallery.itemDelegate()
    frame = cells._frame(gallery.visualRect(index))  # type: ignore[attr-defined]
    place = dict(cells._action_places(frame))[action].center()  # type: ignore[attr-defined]
    handle = gallery.window().windowHandle()
    assert handle is not None
    QTest.mouseMove(handle, gallery.viewport().mapTo(gallery.window(), place))
    return place


def test_more_and_less_like_this(user: User, expert: Expert) -> None:
    clicked = ask(user, 4)
    liked, unliked = user.paths[2], user.paths[6]
    user.click_at(user.gallery.viewport(), hover_button(user, 2, "more"))
    user.wait(lambda: liked not in user.paths)
    expected = expert.nearest(combine([expert.query(clicked), expert.query(liked)]), 10, [clicked, liked])
    assert user.matches == expected

    user.gallery.go_to(unliked)
    user.gallery.setFocus()
    user.press("-")
    used = [clicked, liked, unliked]
    query = combine([expert.query(clicked), expert.query(liked)], [expert.query(unliked)])
    user.wait(lambda: user.matches == expert.nearest(query, 10, used))
    user.wait(lambda: len(examples(user)) == 2)
    names = [one.accessibleName() for one in examples(user)]
    assert [Path(liked).name in names[0], Path(unliked).name in names[1]] == [True, True]

    user.click_at(examples(user)[0], examples(user)[0].rect().center())
    query = combine([expert.query(clicked)], [expert.query(unliked)])
    user.wait(lambda: user.matches == expert.nearest(query, 10, [clicked, unliked]))
    user.press("Alt+Left")
    user.wait(lambda: len(examples(user)) == 2)
    user.press("Alt+Left", "Alt+Left")
    user.wait(lambda: user.paths[0] == clicked)
    assert not user.sees("examples")


def examples(user: User) -> list[QAbstractButton]:
    found = user.widget("examples").findChildren(QAbstractButton, "example")
    return [one for one in found if one.isVisible()]


def test_plus_key_and_menu(user: User) -> None:
    ask(user, 4)
    user.gallery.setFocus()
    user.press("Right")
    liked = user.gallery.current_path()
    user.press("+")
    user.wait(lambda: liked not in user.paths)
    other = user.paths[3]
    menu_at(user, 3, "action_more")
    user.wait(lambda: other not in user.paths)
    user.wait(lambda: len(examples(user)) == 2)


def menu_at(user: User, row: int, name: str) -> None:
    """Choose from the menu of a photo: the menu key, then down to the entry, then Enter."""
    user.gallery.go_to(user.paths[row])
    user.gallery.setFocus()
    where = user.place_of(row)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, where, user.gallery.mapToGlobal(where))
    QCoreApplication.sendEvent(user.gallery, event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    wanted = next(one for one in menu.actions() if one.objectName() == name)
    user.click_at(menu, menu.actionGeometry(wanted).center())


# --- filters ---


def test_number_of_results(user: User) -> None:
    ask(user, 0)
    assert len(user.matches) == 10
    user.choose("top_button", "20")
    user.wait(lambda: len(user.matches) == 12)


def test_near_duplicates_are_hidden(start: Start, photos: Path) -> None:
    for name in ("03", "07"):
        for copy in "ab":
            shutil.copy(photos / f"{name}.png", photos / f"{name}{copy}.png")
    user = start(photos)
    user.wait_till_indexed()
    ask(user, user.paths.index(str(photos / "03.png")), 16)
    user.choose("top_button", "20")
    user.wait(lambda: len(user.matches) == 16)
    user.gallery.setFocus()
    tick(user, "fold_box")
    user.wait(lambda: "hidden" in user.text("query_subtitle"))
    names = [Path(path).name for path in user.paths]
    assert names[0] == "03.png" and not {"03a.png", "03b.png"} & set(names)
    assert len({"07.png", "07a.png", "07b.png"} & set(names)) <= 1
    assert f"{16 - len(names)} near duplicates hidden" in user.text("query_subtitle")
    tick(user, "fold_box")
    user.wait(lambda: len(user.matches) == 16)


def tick(user: User, name: str) -> None:
    """By the keyboard, which also scrolls the box into sight."""
    reach(user, name)
    user.press("Space")


def test_only_the_same_kind(start: Start, wardrobe: Path, home: Path, extractor: Extractor) -> None:
    user = start(wardrobe)
    user.wait_till_indexed()
    searcher = Expert(wardrobe, home, extractor).searcher
    sure = [path for path, kind in zip(searcher.collection.paths, searcher.kinds, strict=True) if kind >= 0]
    if not sure:
        pytest.skip("the model is sure of none of the drawings")
    ask(user, user.paths.index(sure[0]), len(user.paths))
    tick(user, "same_kind_box")
    kind = kind_name(int(kinds(searcher.query(sure[0]).row[None])[0][0]))  # type: ignore[union-attr]
    alike = {path for path, of in zip(searcher.collection.paths, searcher.of_kind(kind), strict=True) if of}
    user.wait(lambda: set(user.paths) <= alike)
    assert len(user.paths) == min(10, len(alike))


def of_colour(expert: Expert, colour: str) -> set[str]:
    mask = expert.searcher.of_colour(parse_colour(colour))
    return {path for path, of in zip(expert.searcher.collection.paths, mask, strict=True) if of}


def test_a_colour_of_the_query(user: User, expert: Expert) -> None:
    clicked = ask(user, 1)
    before = user.matches
    swatch = next(one for one in user.widget("colour_filter").findChildren(Swatch) if one.isVisible())
    swatch.setFocus()
    user.press("Space")
    user.wait(lambda: user.matches != before)
    assert set(user.paths[1:]) == of_colour(expert, swatch.colour) - {clicked}
    assert "Only photos with" in words(user, "colour_filter")
    user.press("Space")
    user.wait(lambda: user.matches == before)


def words(user: User, name: str) -> str:
    return " ".join(label.text() for label in user.widget(name).findChildren(QLabel))


def test_a_colour_picked_from_the_photo(start: Start, photos: Path, home: Path, extractor: Extractor) -> None:
    two = Image.new("RGB", (60, 80), "#c4232c")
    two.paste("#2e8048", (0, 40, 60, 80))
    asked = save(photos / "two.png", two)
    user = start(photos)
    user.wait_till_indexed()
    ask(user, user.paths.index(asked), 13)
    reach(user, "dropper_button")
    user.press("Space")
    picture = user.widget("query_picture")
    user.click_at(picture, point(picture, 0.5, 0.8))
    user.wait(lambda: user.window._navigator.current.tuning.colour == "#2e8048")
    assert set(user.paths[1:]) <= of_colour(Expert(photos, home, extractor), "#2e8048")
    assert not user.widget("dropper_button", QAbstractButton).isChecked()
    reach(user, "dropper_button")
    user.press("Space")
    for _ in range(25):
        user.press("Up")
    user.press("Return")
    user.wait(lambda: user.window._navigator.current.tuning.colour == "#c4232c")


def test_a_colour_from_the_board(user: User, expert: Expert) -> None:
    clicked = ask(user, 1)
    reach(user, "colours_button")
    user.press("Space")
    user.press("Right", "Right", "Down", "Return")
    user.wait(lambda: user.window._navigator.current.tuning.colour)
    assert set(user.paths[1:]) == of_colour(expert, user.window._navigator.current.tuning.colour) - {clicked}
    reach(user, "clear_colour_button")
    user.press("Space")
    user.wait(lambda: len(user.paths) == 10)


# --- back and forward, pages ---


def test_back_and_forward_bring_everything_back(user: User) -> None:
    ask(user, 2)
    reach(user, "pattern_slider")
    user.press("PgUp", "PgUp")
    user.wait(lambda: user.window._navigator.current.tuning.shares[2] == 40)
    tuned = user.matches
    user.gallery.go_to(user.paths[4])
    second = user.click_photo(4)
    user.wait(lambda: user.paths[0] == second)
    tick(user, "fold_box")
    user.wait(lambda: user.window._navigator.current.tuning.fold)
    reach(user, "pattern_slider")
    user.press("Home")
    user.wait(lambda: user.window._navigator.current.tuning.shares[2] == 0)
    other = user.matches
    user.press("Alt+Left")
    user.wait(lambda: user.matches == tuned)
    assert user.widget("pattern_slider", QSlider).value() == 40
    assert not user.widget("fold_box", QCheckBox).isChecked()
    user.press("Alt+Right")
    user.wait(lambda: user.matches == other)
    assert user.widget("pattern_slider", QSlider).value() == 0 and user.widget("fold_box", QCheckBox).isChecked()


def test_two_pages(user: User, photos: Path) -> None:
    user.press("Ctrl+2")
    user.wait(lambda: user.sees("invitation_open_button"))
    user.press("Ctrl+1")
    user.wait(lambda: user.paths == photos_in(photos))
    ask(user, 6)
    user.gallery.go_to(user.paths[5])
    found, current = user.matches, user.gallery.current_path()
    user.press("Ctrl+1")
    user.wait(lambda: user.paths == photos_in(photos))
    assert not user.sees("query_panel") and not user.sees("query_strip")
    user.click("similar_page_button")
    user.wait(lambda: user.shows_results)
    assert user.matches == found and user.gallery.current_path() == current
    user.press("Alt+Left")
    user.wait(lambda: not user.shows_results)


def test_the_panel_can_be_put_away(user: User) -> None:
    ask(user, 6)
    user.window.resize(900, 600)
    assert user.sees("query_panel")
    user.press("Ctrl+B")
    user.wait(lambda: not user.sees("query_panel"))
    user.press("Alt+Left", "Alt+Right")
    user.wait(lambda: user.shows_results)
    assert not user.sees("query_panel")
    user.click("sidebar_button")
    user.wait(lambda: user.sees("query_panel"))


# --- do I own this already? ---


def test_any_height_of_the_window(user: User) -> None:
    """Where a bar appears words wrap differently, and some heights fit neither with nor without it."""
    ask(user, 3)
    user.press("Right", "+")
    user.wait(lambda: user.sees("examples"))
    for height in range(480, 900):
        user.window.resize(1000, height)
        QCoreApplication.processEvents()
    assert user.window.height() == 899


def test_a_photo_that_is_owned_already(user: User, photos: Path, tmp_path: Path) -> None:
    again = save(tmp_path / "shop.jpg", Image.open(photos / "08.png"))
    assert user.drop(files(again))
    user.wait_for_answer("shop.jpg", 12)
    assert user.text("query_verdict").startswith("Yes, you probably own this")
    assert user.paths[0] == str(photos / "08.png")
    assert user.gallery.itemDelegate().emphasised == 3  # type: ignore[attr-defined]
    ask(user, 3)
    assert user.text("query_verdict") == ""
    assert user.gallery.itemDelegate().emphasised == 0  # type: ignore[attr-defined]


def test_a_photo_of_something_else(start: Start, wardrobe: Path, tmp_path: Path) -> None:
    user = start(wardrobe)
    user.wait_till_indexed()
    other = save(tmp_path / "noise.png", photo(3, (200, 260)))
    assert user.drop(files(other))
    user.wait_for_answer("noise.png", len(photos_in(wardrobe)))
    assert user.text("query_verdict").startswith("You own nothing like it")


# --- cards and details ---


def test_a_result_says_how_alike_it_is(user: User, expert: Expert) -> None:
    clicked = ask(user, 2)
    query = expert.query(clicked)
    for row, match in enumerate(expert.searcher.nearest(query, 9, exclude=[clicked]), 1):
        spoken = user.gallery.model().index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)
        assert match.label in spoken.lower() and f"number {row + 1}" in spoken and f"{match.distance:.2f}" in spoken
    for action in ACTIONS:
        hover_button(user, 2, action)
        user.wait(lambda name=action: user.gallery.itemDelegate().hovered == (2, name))  # type: ignore[attr-defined]


def panes(user: User) -> tuple[PhotoPane, PhotoPane]:
    return user.widget("query_pane", PhotoPane), user.widget("photo_pane", PhotoPane)


def look_closer(user: User, row: int) -> tuple[PhotoPane, PhotoPane]:
    user.gallery.go_to(user.paths[row])
    user.gallery.setFocus()
    user.press("Space")
    user.wait(lambda: user.sees("detail_panel"))
    query, match = panes(user)
    user.wait(lambda: not match.image.isNull() and not query.image.isNull())
    return query, match


def test_side_by_side(user: User, expert: Expert) -> None:
    clicked = ask(user, 2)
    _, match = look_closer(user, 1)
    second = expert.searcher.nearest(expert.query(clicked), 2, exclude=[clicked])[0]
    assert "2 of 10" in user.text("detail_title") and f"{second.distance:.4f}" in user.text("detail_title")
    bars = user.widget("aspect_bars").accessibleName()
    assert all(f"{second.by_aspect[aspect]:.2f}" in bars for aspect in ASPECTS)
    assert "64 × 80" in words(user, "detail_facts") and str(Path(clicked).parent.name) in words(user, "detail_facts")
    assert user.widget("query_palette").accessibleName() and user.widget("photo_palette").accessibleName()
    third = user.paths[2]
    user.press("Right")
    user.wait(lambda: match.accessibleName() == Path(third).name)
    assert "3 of 10" in user.text("detail_title")
    user.press("Escape")
    user.wait(lambda: not user.sees("detail_panel"))
    assert user.gallery.current_path() == third and user.gallery.hasFocus() and user.shows_results


def test_zoom_and_pan_are_shared(user: User) -> None:
    ask(user, 2)
    query, match = look_closer(user, 1)
    wheel(query, point(query, 0.5, 0.5), 480)
    assert query.view.zoom > 1.5 and match.view == query.view
    zoomed = query.view
    user.drag_across(match, point(match, 0.5, 0.5), point(match, 0.45, 0.5), point(match, 0.4, 0.5))
    assert match.view.x > zoomed.x and query.view == match.view
    panned = match.view
    user.press("Shift+Right")
    assert match.view.x > panned.x and query.view == match.view
    user.press("+")
    assert match.view.zoom > panned.zoom
    user.press("0")
    assert match.view.zoom == query.view.zoom == 1


def wheel(widget: QWidget, at: QPoint, turn: int) -> None:
    handle = widget.window().windowHandle()
    assert handle is not None
    where = QPointF(widget.mapTo(widget.window(), at))
    everywhere = QPointF(widget.mapToGlobal(at))
    none, phase = Qt.MouseButton.NoButton, Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(where, everywhere, QPoint(), QPoint(0, turn), none, PLAIN, phase, False)
    QCoreApplication.sendEvent(handle, event)


def test_swap_and_why(user: User) -> None:
    ask(user, 2)
    query, match = look_closer(user, 1)
    assert query.image != match.image
    user.press("X")
    user.wait(lambda: query.image == match.image)
    user.press("X")
    user.wait(lambda: query.image != match.image)
    plain = match.grab().toImage()
    user.press("W")
    user.wait(lambda: match.grab().toImage() != plain)
    user.press("W")
    user.wait(lambda: match.grab().toImage() == plain)
    user.click("close_detail_button")
    user.wait(lambda: not user.sees("detail_panel"))


def test_one_photo_of_the_library(user: User) -> None:
    user.gallery.go_to(user.paths[3])
    user.gallery.setFocus()
    user.press("Space")
    user.wait(lambda: user.sees("detail_panel"))
    assert user.sees("photo_pane") and not user.sees("query_pane") and not user.sees("why_button")
    user.press("Left", "Escape")
    user.wait(lambda: not user.sees("detail_panel"))
    assert user.gallery.current_path() == user.paths[2]


# --- for everybody ---


def test_every_control_has_a_name(user: User) -> None:
    ask(user, 2)
    nameless = [widget.objectName() for widget in controls(user.window) if not spoken_name(widget)]
    assert not nameless
    look_closer(user, 1)
    nameless = [widget.objectName() for widget in controls(user.widget("detail_panel")) if not spoken_name(widget)]
    assert not nameless


def controls(parent: QWidget) -> list[QWidget]:
    found = [*parent.findChildren(QAbstractButton), *parent.findChildren(QSlider), *parent.findChildren(PhotoPane)]
    return [widget for widget in found if widget.isVisible()]


def spoken_name(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name)


def test_the_keyboard_stays_in_the_details(user: User) -> None:
    ask(user, 2)
    look_closer(user, 1)
    panel = user.widget("detail_panel")
    for _ in range(15):
        user.press("Tab")
        focused = QApplication.focusWidget()
        assert focused is panel or (focused is not None and panel.isAncestorOf(focused))


def test_a_pinch_zooms(user: User) -> None:
    ask(user, 2)
    query, match = look_closer(user, 1)
    middle = QPointF(point(match, 0.5, 0.5))
    everywhere = QPointF(match.mapToGlobal(middle.toPoint()))
    kind, pad = Qt.NativeGestureType.ZoomNativeGesture, QPointingDevice.primaryPointingDevice()
    event = QNativeGestureEvent(kind, pad, 2, middle, middle, everywhere, 0.5, QPointF())
    QCoreApplication.sendEvent(match, event)
    assert match.view.zoom == pytest.approx(1.5) and query.view == match.view


def test_the_window_keeps_its_hands_off_the_photos_while_a_box_is_removed(user: User, photos: Path) -> None:
    """Delete throws photos away, but not while the keyboard is at the query photo."""
    ask(user, 2)
    user.gallery.setFocus()
    user.press("Right")
    reach(user, "query_picture")
    user.press("Delete", "Return", "Delete", "Backspace")
    user.bot.wait(300)
    assert len(photos_in(photos)) == 12
