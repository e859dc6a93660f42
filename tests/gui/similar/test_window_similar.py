"""The query panel as a user has it: boxes, sliders, examples, filters."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QCoreApplication, QPoint, QPointF, Qt
from PySide6.QtGui import QRegion
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QScrollArea, QSlider, QWidget
from support import Expert, save
from window_support import LEFT, PLAIN, User, cut_off, handle, menu_at, photos_in, point

from core.base.paths import Paths
from core.base.settings import Settings, save_settings
from core.looks.colours import parse_colour
from core.looks.features import ASPECTS
from core.looks.model import Extractor
from core.photos.images import load_rgb
from core.search.query import Box, combine, in_pixels
from gui.widgets.swatches import Swatch

pytestmark = [
    pytest.mark.usefixtures("no_stacks"),
    pytest.mark.qt_log_ignore("This plugin does not support grabbing the keyboard", extend=True),
]

Start = Callable[..., User]


# --- a part of the photo ---


def test_a_box_on_one_garment(user: User, expert: Expert) -> None:
    clicked = user.ask(3)
    whole = user.matches
    picture = user.widget("query_picture")
    user.wait_till_quiet(picture.geometry)  # a scroll bar beside it may come in a second step
    shown = picture._picture_place().toRect()  # type: ignore[attr-defined]
    corners = [
        shown.topLeft() + QPoint(round(x * shown.width()), round(y * shown.height()))
        for x, y in ((0.25, 0.25), (0.5, 0.4), (0.75, 0.65))
    ]
    user.drag_across(picture, *corners)
    user.wait(lambda: "a part of 03.png" in user.text("query_title"))
    left, top, across, down = user.window._asking.question.box
    assert (left, top, across, down) == pytest.approx((0.25, 0.25, 0.5, 0.4), abs=0.02)
    box = in_pixels((left, top, across, down), load_rgb(clicked))
    assert user.matches == expert.nearest(expert.query(clicked, box), 10, [clicked])

    user.click("clear_box_button")
    user.wait(lambda: "a part" not in user.text("query_title"))
    assert user.matches == whole
    user.press("Alt+Left")
    user.wait(lambda: "a part of 03.png" in user.text("query_title"))
    user.press("Alt+Left")
    user.wait(lambda: user.matches == whole)


def test_a_box_by_keys(user: User, expert: Expert) -> None:
    clicked = user.ask(5)
    user.reach("query_picture")
    user.press("Return", "Right", "Right", "Shift+Down", "Return")
    user.wait(lambda: "a part of" in user.text("query_title"))
    assert user.window._asking.question.box == pytest.approx((0.29, 0.25, 0.5, 0.52))
    assert user.matches == expert.nearest(expert.query(clicked, Box(19, 20, 32, 42)), 10, [clicked])
    user.reach("query_picture")
    user.press("Delete")
    user.wait(lambda: "a part of" not in user.text("query_title"))


def test_a_handle_resizes_the_box(user: User) -> None:
    user.ask(5)
    user.reach("query_picture")
    user.press("Return", "Return")
    user.wait(lambda: "a part of" in user.text("query_title"))
    picture = user.widget("query_picture")
    corner = picture._drawn.bottomRight().toPoint()  # type: ignore[attr-defined]
    user.drag_across(picture, corner, corner + QPoint(5, 8), corner + QPoint(20, 30))
    user.wait(lambda: user.window._seen.now.found.question.box[2:] > (0.55, 0.55))
    left, top, across, down = user.window._seen.now.found.question.box
    assert (left, top) == (0.25, 0.25) and across > 0.5 and down > 0.5


BELOW = ("query_kind_button", "turn_button", "look_slider", "colour_slider", "pattern_slider", "shape_slider")
BELOW += ("same_kind_box", "colour_filter", "stacks_box", "include_box")


def heights(user: User) -> dict[str, int]:
    """Where in the window the controls of the query panel stand, once they do."""

    def now() -> dict[str, int]:
        return {name: user.widget(name).mapTo(user.window, QPoint()).y() for name in ("query_picture", *BELOW)}

    user.wait_till_quiet(now)
    return now()


def test_nothing_moves_when_a_box_comes_or_goes(user: User) -> None:
    """Nor when the hint above the results goes, since the box was found; nor when an example comes."""
    user.ask(3)
    user.wait(lambda: user.sees("hint_bar"))
    before = heights(user)
    user.draw_box(0.2, 0.1, 0.8, 0.6)
    user.wait(lambda: user.sees("clear_box_button") and not user.sees("hint_bar"))
    assert heights(user) == before
    user.click("clear_box_button")
    user.wait(lambda: user.sees("box_button"))
    assert heights(user) == before
    user.gallery.setFocus()
    user.press("+")
    user.wait(lambda: user.sees("examples"))
    with_example = heights(user)
    assert [with_example[name] for name in BELOW[2:]] == [before[name] for name in BELOW[2:]]


# --- sliders ---


def test_sliders_mix_the_aspects(user: User, expert: Expert) -> None:
    clicked = user.ask(2)
    user.reach("colour_slider")
    user.press("PgUp", "PgUp", "Right")
    user.reach("look_slider")
    user.press("Home")  # to 0: only the colour counts
    expected = expert.nearest(expert.query(clicked), 10, [clicked], weights={"colour": 0.45})
    user.wait(lambda: user.matches == expected)
    user.reach("colour_slider")
    user.press("Home")
    assert user.widget("colour_slider", QSlider).value() > 0, "something has to count"
    user.click("reset_mixer_button")
    user.wait(lambda: user.matches == expert.nearest(expert.query(clicked), 10, [clicked]))


def test_a_slider_reranks_while_it_is_dragged(user: User) -> None:
    user.ask(2)
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
    assert not user.window._seen.can_go_forward


# --- examples ---


def test_more_and_less_like_this(user: User, expert: Expert) -> None:
    clicked = user.ask(4)
    liked, unliked = user.paths[2], user.paths[6]
    user.click_at(user.gallery.viewport(), user.hover_button(2, "more"))
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
    user.wait(lambda: user.matches == expert.nearest(expert.query(clicked), 10, [clicked]))
    assert not user.sees("examples")


def examples(user: User) -> list[QAbstractButton]:
    found = user.widget("examples").findChildren(QAbstractButton, "example")
    return [one for one in found if one.isVisible()]


def test_plus_key_and_menu(user: User) -> None:
    user.ask(4)
    user.gallery.setFocus()
    user.press("Right")
    liked = user.gallery.current_path()
    user.press("+")
    user.wait(lambda: liked not in user.paths)
    other = user.paths[3]
    menu_at(user, 3, "action_more")
    user.wait(lambda: other not in user.paths)
    user.wait(lambda: len(examples(user)) == 2)


# --- filters ---


def test_number_of_results(user: User) -> None:
    user.ask(0)
    assert len(user.matches) == 10
    user.choose("top_button", "20")
    user.wait(lambda: len(user.matches) == 11)


def test_only_the_same_kind(
    start: Start, indexed_before: Callable[[Path], Path], wardrobe: Path, home: Path, extractor: Extractor
) -> None:
    user = start(indexed_before(wardrobe))
    user.wait_for_photos(len(photos_in(wardrobe)))
    searcher = Expert(wardrobe, home, extractor).searcher
    sure = [path for path, kind in zip(searcher.collection.paths, searcher.traits.kinds, strict=True) if kind >= 0]
    if not sure:
        pytest.skip("the model is sure of none of the drawings")
    user.ask(user.paths.index(sure[0]), len(user.paths))
    user.tick("same_kind_box")
    kind = searcher.itself(sure[0], searcher.query(sure[0])).kind
    alike = {path for path, of in zip(searcher.collection.paths, searcher.traits.of_kind(kind), strict=True) if of}
    user.wait(lambda: set(user.paths) <= alike)
    assert len(user.paths) == min(10, len(alike))


def of_colour(expert: Expert, colour: str) -> set[str]:
    mask = expert.searcher.traits.of_colour(parse_colour(colour))
    return {path for path, of in zip(expert.searcher.collection.paths, mask, strict=True) if of}


def test_a_colour_of_the_query(user: User, expert: Expert) -> None:
    clicked = user.ask(1)
    before = user.matches
    swatch = next(one for one in user.widget("colour_filter").findChildren(Swatch) if one.isVisible())
    swatch.setFocus()
    user.press("Space")
    user.wait(lambda: user.matches != before)
    assert set(user.paths) == of_colour(expert, swatch.colour) - {clicked}
    assert "Only photos with" in user.words("colour_filter")
    user.press("Space")
    user.wait(lambda: user.matches == before)


def test_a_colour_picked_from_the_photo(start: Start, photos: Path, home: Path, extractor: Extractor) -> None:
    two = Image.new("RGB", (60, 80), "#c4232c")
    two.paste("#2e8048", (0, 40, 60, 80))
    asked = save(photos / "two.png", two)
    user = start(photos)
    user.wait_till_indexed()
    user.ask(user.paths.index(asked), 13)
    user.reach("dropper_button")
    user.press("Space")
    picture = user.widget("query_picture")
    user.click_at(picture, point(picture, 0.5, 0.8))
    user.wait(lambda: user.window._seen.now.ranked.colour == "#2e8048")
    assert set(user.paths) <= of_colour(Expert(photos, home, extractor), "#2e8048")
    assert not user.widget("dropper_button", QAbstractButton).isChecked()
    user.reach("dropper_button")
    user.press("Space")
    for _ in range(25):
        user.press("Up")
    user.press("Return")
    user.wait(lambda: user.window._seen.now.ranked.colour == "#c4232c")


def test_a_colour_from_the_board(user: User, expert: Expert) -> None:
    clicked = user.ask(1)
    user.reach("colours_button")
    user.press("Space")
    user.press("Right", "Right", "Down", "Return")
    user.wait(lambda: user.window._seen.now.ranked.colour)
    assert set(user.paths) == of_colour(expert, user.window._seen.now.ranked.colour) - {clicked}
    user.reach("clear_colour_button")
    user.press("Space")
    user.wait(lambda: len(user.paths) == 10)


# --- the panel ---


def test_any_height_of_the_window(user: User) -> None:
    """Where a bar appears words wrap differently, and some heights fit neither with nor without it."""
    user.ask(3)
    user.press("Right", "+")
    user.wait(lambda: user.sees("examples"))
    for height in range(480, 900):
        user.window.resize(1000, height)
        QCoreApplication.processEvents()
    assert user.window.height() == 899


@pytest.mark.parametrize("language", ["en", "de"])
def test_everything_is_reached_in_a_small_window(
    start: Start, known_photos: Path, photos: Path, home: Path, language: str
) -> None:
    """Sliders and many examples, by the keyboard and by the wheel alone; and nothing is cut off."""
    save_settings(Paths.choose(str(home)).settings, Settings(stacks=False, fold_results=False, language=language))
    user = start(photos)
    user.wait_till_indexed()
    user.window.resize(900, 600)
    asked = user.click_photo(3)
    user.wait(lambda: user.shows_results and len(user.paths) == 10 and asked not in user.paths)
    for count, (path, key) in enumerate(zip(tuple(user.paths)[:8], "+-+-+-+-", strict=True), 1):
        user.gallery.setFocus()
        user.gallery.go_to(path)
        user.press(key)
        user.wait(lambda count=count: len(examples(user)) == count)  # type: ignore[misc]
    assert (user.window.width(), user.window.height()) == (900, 600) and cut_off(user.window) == []
    wanted = set(controls(user))
    assert len(wanted) > 20 and wanted > set(examples(user))

    user.reach("query_picture")
    walked = set[QWidget]()
    while (now := QApplication.focusWidget()) in wanted and now not in walked:
        assert now in in_sight(user), now.objectName()
        walked.add(now)
        user.press("Tab")
    assert walked == wanted

    column = user.widget("query_panel").findChild(QScrollArea)
    column.verticalScrollBar().setValue(0)
    shares, seen, turned = sliders(user), in_sight(user), -1
    while turned != (turned := column.verticalScrollBar().value()):
        for name in ("query_picture", "look_slider", "shape_slider"):
            wheel(user, user.widget(name))
        seen |= in_sight(user)
    assert seen == wanted and sliders(user) == shares, "the wheel turns the column, not a slider"


def controls(user: User) -> list[QWidget]:
    """What the keyboard can go to in the query panel."""
    tab = Qt.FocusPolicy.TabFocus
    inside = user.widget("query_panel_content").findChildren(QWidget)
    return [one for one in inside if one.isVisible() and one.isEnabled() and one.focusPolicy() & tab]


def in_sight(user: User) -> set[QWidget]:
    """Those of which everything is seen."""
    return {one for one in controls(user) if one.visibleRegion() == QRegion(one.rect())}


def sliders(user: User) -> list[int]:
    return [user.widget(f"{aspect}_slider", QSlider).value() for aspect in ASPECTS]


def wheel(user: User, widget: QWidget) -> None:
    """A notch towards the user over the middle of a widget, if that is in sight."""
    if widget.visibleRegion().contains(widget.rect().center()):
        at = QPointF(widget.mapTo(user.window, widget.rect().center()))
        QTest.wheelEvent(handle(user.window), at, QPoint(0, -120))


def test_the_window_keeps_its_hands_off_the_photos_while_a_box_is_removed(user: User, photos: Path) -> None:
    """Delete throws photos away, but not while the keyboard is at the query photo."""
    user.ask(2)
    user.gallery.setFocus()
    user.press("Right")
    user.reach("query_picture")
    user.press("Delete", "Return", "Delete", "Backspace")
    user.bot.wait(300)
    assert len(photos_in(photos)) == 12
