"""The map: found by mouse, wheel and keys, and the photos on it searched, looked at, chosen and filtered."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QNativeGestureEvent, QPointingDevice, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu
from support import photo, save
from window_support import LEFT, PLAIN, User, cut_off, handle

from core.map.photo_map import PhotoMap
from core.workers.workers import Cancelled
from gui.map.map_view import MapView

pytestmark = [
    pytest.mark.usefixtures("no_stacks"),
    pytest.mark.qt_log_ignore("This plugin does not support", extend=True),
]

SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def on_map(user: User) -> User:
    """Sees the map of twelve photos."""
    user.press("Ctrl+3")
    user.wait(lambda: len(view(user).scene.paths) == 12 and view(user).scene.settled)
    return user


def view(user: User) -> MapView:
    return user.widget("map_view", MapView)


def at(user: User, path: str) -> QPoint:
    """Where a photo is on the map."""
    place = view(user).point_of(path)
    assert place is not None and view(user).rect().contains(place.toPoint())
    return place.toPoint()


def apart(user: User) -> list[str]:
    """Photos of the map that a click on their middle means, from the middle of the map outwards: a notice may cover
    those at its edge."""
    middle = view(user).rect().center()
    paths = sorted(view(user).scene.paths, key=lambda path: (at(user, path) - middle).manhattanLength())
    return [path for path in paths if view(user).photo_at(QPointF(at(user, path))) == path]


def drag(user: User, start: QPoint, *places: QPoint, keys: Qt.KeyboardModifier = PLAIN) -> None:
    top, where = handle(user.window), [view(user).mapTo(user.window, place) for place in (start, *places)]
    QTest.mousePress(top, LEFT, keys, where[0])
    for place in where[1:]:
        QTest.mouseMove(top, place)
    QTest.mouseRelease(top, LEFT, keys, where[-1])


def turn_wheel(user: User, notches: int, place: QPoint) -> None:
    everywhere, phase = view(user).mapToGlobal(QPointF(place)), Qt.ScrollPhase.NoScrollPhase
    inside = QPointF(view(user).mapTo(user.window, place))
    event = QWheelEvent(
        inside, everywhere, QPoint(), QPoint(0, 120 * notches), Qt.MouseButton.NoButton, PLAIN, phase, False
    )
    QCoreApplication.sendEvent(handle(user.window), event)


def names(paths: object) -> list[str]:
    return sorted(Path(str(path)).name for path in paths)  # type: ignore[attr-defined]


# --- seeing it ---


def test_it_shows_all_photos_and_the_controls_have_names(on_map: User) -> None:
    assert on_map.widget("map_page_button", QAbstractButton).isChecked() and not on_map.gallery.isVisible()
    assert not on_map.sees("zoom_slider"), "the size of thumbnails in the gallery is nothing here"
    assert on_map.sees("sidebar") and on_map.sees("browse_count") and not on_map.sees("sort_button")
    assert view(on_map).accessibleName() == "Map of the photos"
    buttons = on_map.widget("map_bar").findChildren(QAbstractButton)
    assert len(buttons) > 8 and all(one.accessibleName() and one.objectName() for one in buttons)
    for width in (640, 700, 900, 1280):
        on_map.window.resize(width, 600)
        on_map.wait(lambda width=width: on_map.window.width() == width)  # type: ignore[misc]
        on_map.wait(lambda: cut_off(on_map.window) == [])
    on_map.press("Ctrl+1")
    on_map.wait(lambda: len(on_map.paths) == 12 and on_map.gallery.isVisible())
    assert on_map.sees("zoom_out_button") and on_map.sees("sort_button") and not on_map.sees("map_bar")


def test_pictures_take_the_place_of_dots(on_map: User) -> None:
    seen = view(on_map).in_sight(view(on_map).camera)
    assert len(seen.rows), "there is room for pictures of twelve photos"
    path = view(on_map).scene.paths[int(seen.rows[0])]
    on_map.wait(lambda: view(on_map)._pictures._pixmaps.get(path) is not None)
    drawn = view(on_map).grab().toImage().pixelColor(at(on_map, path))
    assert drawn != view(on_map).palette().window().color()


def test_few_photos_have_no_map_but_a_sentence(start: Callable[..., User], tmp_path: Path) -> None:
    for number in range(7):
        save(tmp_path / "few" / f"{number}.png", photo(number, (40, 50)))
    user = start(tmp_path / "few")
    user.wait_till_indexed()
    user.press("Ctrl+3")
    user.wait(lambda: "at least eight photos" in view(user).accessibleDescription())
    assert not view(user).scene.paths and not user.sees("map_cancel_button")
    user.press("Right", "Return", "Space", "T", "C")  # nothing to act on, nothing happens
    assert not user.shows_results and not user.sees("detail_panel")
    save(tmp_path / "few" / "8.png", photo(8, (40, 50)))
    user.press("F5")
    user.wait(lambda: len(view(user).scene.paths) == 8)


# --- moving about ---


def test_the_wheel_zooms_about_the_pointer(on_map: User) -> None:
    path = apart(on_map)[0]
    place, before = at(on_map, path), view(on_map).camera.scale
    turn_wheel(on_map, 3, place)
    assert view(on_map).camera.scale > before * 1.5
    assert (at(on_map, path) - place).manhattanLength() <= 2
    on_map.wait(lambda: on_map.sees("map_overview"))
    on_map.press("0")
    assert view(on_map).camera.scale == before and not on_map.sees("map_overview")


def test_two_fingers_on_a_screen_zoom_about_their_middle(on_map: User) -> None:
    """And move the map with them; it is no click on the photo under the first one."""
    path = apart(on_map)[0]
    place, before = at(on_map, path), view(on_map).camera.scale
    top, device = handle(on_map.window), QTest.createTouchDevice()
    middle, half = view(on_map).mapTo(on_map.window, place), QPoint(40, 0)
    QTest.touchEvent(top, device).press(0, middle - half, top).commit()
    QTest.touchEvent(top, device).move(0, middle - half, top).press(1, middle + half, top).commit()
    for step in range(1, 7):
        out, aside = half + QPoint(10 * step, 0), QPoint(0, 4 * step)
        QTest.touchEvent(top, device).move(0, middle + aside - out, top).move(1, middle + aside + out, top).commit()
    QTest.touchEvent(top, device).release(0, middle + aside - out, top).release(1, middle + aside + out, top).commit()
    assert view(on_map).camera.scale == pytest.approx(before * 100 / 40)
    assert (at(on_map, path) - place - aside).manhattanLength() <= 3
    assert not on_map.shows_results
    drag(on_map, place, place + QPoint(60, 0))  # the mouse is itself again
    assert (at(on_map, path) - place - aside - QPoint(60, 0)).manhattanLength() <= 3


def test_two_fingers_on_a_touchpad_zoom_about_the_pointer(on_map: User) -> None:
    path = apart(on_map)[0]
    place, before = at(on_map, path), view(on_map).camera.scale
    inside, everywhere = QPointF(view(on_map).mapTo(on_map.window, place)), QPointF(view(on_map).mapToGlobal(place))
    pad, zoom = QPointingDevice.primaryPointingDevice(), Qt.NativeGestureType.ZoomNativeGesture
    for value in (0.3, 0.3):
        event = QNativeGestureEvent(zoom, pad, 2, inside, inside, everywhere, value, QPointF())
        QCoreApplication.sendEvent(handle(on_map.window), event)
    assert view(on_map).camera.scale == pytest.approx(before * 1.69)
    assert (at(on_map, path) - place).manhattanLength() <= 2


def test_a_drag_moves_the_map_and_keeps_what_lies_under_the_mouse(on_map: User) -> None:
    path = apart(on_map)[0]
    place = at(on_map, path)
    drag(on_map, place, place + QPoint(30, 20), place + QPoint(60, 45))
    assert (at(on_map, path) - place - QPoint(60, 45)).manhattanLength() <= 2
    assert not on_map.shows_results, "a drag is no click"


def test_the_overview_moves_the_map(on_map: User) -> None:
    on_map.press("+", "+", "+", "+")
    on_map.wait(lambda: on_map.sees("map_overview"))
    overview = on_map.widget("map_overview")
    on_map.click_at(overview, QPoint(overview.width() // 4, overview.height() // 4))
    assert view(on_map).spot.x < 0.4 and view(on_map).spot.y < 0.4
    corner = QPoint(overview.width() * 3 // 4, overview.height() * 3 // 4)
    on_map.drag_across(overview, overview.rect().center(), corner)
    assert view(on_map).spot.x > 0.6 and view(on_map).spot.y > 0.6


def test_the_place_and_the_layout_are_where_they_were_left(on_map: User) -> None:
    on_map.press("+", "+", "Shift+Right")
    spot = view(on_map).spot
    on_map.press("T")
    on_map.wait(lambda: on_map.widget("map_tidy_button", QAbstractButton).isChecked())
    on_map.press("0", "Ctrl+1")
    on_map.wait(lambda: on_map.gallery.isVisible())
    on_map.press("Ctrl+3")
    assert on_map.widget("map_tidy_button", QAbstractButton).isChecked() and view(on_map).spot.zoom == 1
    on_map.press("Alt+Left", "Alt+Left", "Alt+Left")
    assert on_map.widget("map_loose_button", QAbstractButton).isChecked() and view(on_map).spot == spot
    on_map.wait(lambda: not view(on_map).in_passage)


def test_it_is_as_it_was_left_after_a_restart(on_map: User, start: Callable[..., User]) -> None:
    on_map.click("map_tidy_button")
    on_map.choose("map_colours_button", "Kind")
    on_map.window.activateWindow()  # which the menu took, without a window manager
    on_map.wait(on_map.window.isActiveWindow)
    view(on_map).setFocus()
    on_map.press("+", "+", "Shift+Right")
    spot = view(on_map).spot
    assert spot.zoom > 1.5
    on_map.press("Ctrl+1")
    on_map.wait(lambda: on_map.gallery.isVisible())
    on_map.window.close()
    user = start()
    user.wait_for_photos(12)
    user.press("Ctrl+3")
    user.wait(lambda: len(view(user).scene.paths) == 12 and view(user).scene.settled)
    assert user.widget("map_tidy_button", QAbstractButton).isChecked() and view(user).spot == spot
    assert user.text("map_colours_button") == "Kind" and not view(user).in_passage


def test_the_grid_has_a_cell_for_each(on_map: User) -> None:
    on_map.click("map_tidy_button")
    on_map.wait(lambda: not view(on_map).in_passage)
    places = [at(on_map, path) for path in view(on_map).scene.paths]
    assert len({(place.x(), place.y()) for place in places}) == 12 and set(apart(on_map)) == set(
        view(on_map).scene.paths
    )
    on_map.click("map_loose_button")
    on_map.wait(lambda: not view(on_map).in_passage)
    assert [at(on_map, path) for path in view(on_map).scene.paths] != places


def test_colours_tell_something_else(on_map: User) -> None:
    on_map.choose("map_colours_button", "Kind")
    assert on_map.text("map_colours_button") == "Kind"
    legend = [one.text for one in view(on_map)._coloured.legend]
    assert legend and "Main colour" not in legend
    on_map.click("back_button")
    on_map.wait(lambda: on_map.widget("map_colours_button", QAbstractButton).text() == "Main colour")
    assert view(on_map)._coloured.legend == ()


# --- photos ---


def test_a_click_searches_and_lines_join_the_answer(on_map: User) -> None:
    path = apart(on_map)[0]
    on_map.click_at(view(on_map), at(on_map, path))
    on_map.wait_for_answer(Path(path).name, 12)
    found = [one for one, _ in on_map.matches]
    on_map.press("Ctrl+3")
    on_map.wait(lambda: view(on_map).isVisible())
    joined = view(on_map)._joined
    assert joined.query == path and list(joined.found) == found[:10]
    on_map.click_at(view(on_map), at(on_map, path))
    on_map.wait(lambda: on_map.shows_results)
    assert [one for one, _ in on_map.matches] == found


def test_what_stands_out_hides_nothing_else_that_does(on_map: User) -> None:
    """However near the photos of an answer lie to each other, or to the edge."""
    path = apart(on_map)[0]
    on_map.click_at(view(on_map), at(on_map, path))
    on_map.wait_for_answer(Path(path).name, 12)
    on_map.press("Ctrl+3")
    on_map.wait(lambda: view(on_map).isVisible())
    on_map.press("-", "-", "-")
    for keys in ((), ("+",), ("+", "+"), ("+", "Shift+Right"), ("T", "0")):
        on_map.press(*keys)
        on_map.wait(lambda: not view(on_map).in_passage)
        frames = view(on_map).frames()
        assert all(view(on_map).rect().contains(frame) for frame in frames.values())
        pairs = [(one, other) for one in frames for other in frames if one < other]
        assert not [pair for pair in pairs if frames[pair[0]].intersects(frames[pair[1]])]
        assert [view(on_map).photo_at(QPointF(frame.center())) for frame in frames.values()] == list(frames)
        if not keys:
            assert len(frames) > 5 and next(iter(frames)) == path


def test_a_photo_is_called_what_it_is_called_elsewhere(on_map: User, monkeypatch: pytest.MonkeyPatch) -> None:
    path = apart(on_map)[0]
    assert view(on_map).caption(path)[0] == Path(path).name
    monkeypatch.setattr("gui.library.captions.says_nothing", lambda _: True)
    called = on_map.gallery.photos.names_of(path)[0]
    assert called != Path(path).name
    assert view(on_map).caption(path) == (called, Path(path).name)
    view(on_map).make_current(path)
    assert view(on_map).accessibleDescription() == f"{called}, {Path(path).name}"


def test_by_keyboard_alone(on_map: User) -> None:
    assert QApplication.focusWidget() is view(on_map)
    on_map.press("Right")
    first = view(on_map).current
    assert first is not None and Path(first).name in view(on_map).accessibleDescription()
    seen = {first}
    for key in ("Right", "Down", "Left", "Up", "Down", "Right"):
        before = view(on_map).current
        on_map.press(key)
        now = view(on_map).current
        assert before is not None and now is not None
        scene = view(on_map).scene
        across, down = (scene.loose[scene.rows[now]] - scene.loose[scene.rows[before]]).tolist()
        assert now == before or {"Right": across, "Left": -across, "Down": down, "Up": -down}[key] > 0
        seen.add(now)
    assert len(seen) > 2
    path = view(on_map).current
    on_map.press("Space")
    on_map.wait(lambda: on_map.sees("detail_panel") and not on_map.pane("photo_pane").image.isNull())
    on_map.press("Escape")
    on_map.wait(lambda: not on_map.sees("detail_panel"))
    assert QApplication.focusWidget() is view(on_map) and view(on_map).current == path
    on_map.press("F")
    on_map.wait(lambda: "1" in on_map.widget("filter_favourite_favourites").accessibleName())
    on_map.press("Return")
    on_map.wait_for_answer(Path(str(path)).name, 12)


def test_the_menu_of_a_photo(on_map: User) -> None:
    path = apart(on_map)[0]
    where = at(on_map, path)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, where, view(on_map).mapToGlobal(where))
    QApplication.sendEvent(view(on_map), event)  # a click's own may be missing off-screen after others
    menu = on_map.widget("photo_menu", QMenu)
    texts = [action.text() for action in menu.actions()]
    assert {"Find similar photos", "Look closer", "Show on the map", "Move to the trash"} <= set(texts)
    on_map.press("Escape")


def test_a_photo_of_browse_is_shown_on_the_map(user: User) -> None:
    user.window._show_photo_menu(user.paths[5], user.gallery.viewport().mapToGlobal(user.place_of(5)))
    menu, path = user.widget("photo_menu", QMenu), user.paths[5]
    next(action for action in menu.actions() if action.text() == "Show on the map").trigger()
    menu.close()
    user.wait(lambda: view(user).scene.settled and view(user).current == path and view(user).spot.zoom >= 1)
    user.wait(lambda: (at(user, path) - view(user).rect().center()).manhattanLength() <= 3)
    user.click("back_button")
    user.wait(lambda: user.gallery.isVisible() and len(user.paths) == 12)


# --- choosing and filters ---


def half(user: User) -> tuple[QPoint, QPoint, list[str]]:
    """Two corners around the left half of the map, and the photos there."""
    across = sorted(view(user).scene.paths, key=lambda path: at(user, path).x())
    middle = (at(user, across[5]).x() + at(user, across[6]).x()) // 2
    return QPoint(2, 2), QPoint(middle, view(user).height() - 3), names(across[:6])


def test_a_rectangle_becomes_a_filter_of_browse(on_map: User) -> None:
    start, end, inside = half(on_map)
    drag(on_map, start, (start + end) / 2, end, keys=SHIFT)
    on_map.wait(lambda: on_map.sees("chip_on_map_6"))
    assert on_map.text("chip_on_map_6").startswith("Chosen (6)")
    on_map.wait(lambda: np.count_nonzero(view(on_map).scene.passes) == 6)
    on_map.wait(lambda: on_map.text("browse_count") == "6 of 12 photos")
    on_map.click("map_browse_button")
    on_map.wait(lambda: on_map.gallery.isVisible() and names(on_map.paths) == inside)
    on_map.click("chip_on_map_6")
    on_map.wait_for_photos(12)
    on_map.press("Ctrl+3")
    on_map.wait(lambda: view(on_map).scene.passes.all())
    assert not on_map.sees("map_browse_button")


def test_a_lasso_and_letting_go(on_map: User) -> None:
    start, end, inside = half(on_map)
    on_map.press("L")
    assert on_map.widget("map_lasso_button", QAbstractButton).isChecked()
    corners = (QPoint(end.x(), start.y()), end, QPoint(start.x(), end.y()))
    drag(on_map, start, *corners)
    on_map.wait(lambda: on_map.sees("chip_on_map_6"))
    chosen = on_map.window._seen.now.browsing.chosen
    assert names(chosen) == inside and not on_map.widget("map_lasso_button", QAbstractButton).isChecked()
    on_map.press("Escape")
    on_map.wait(lambda: not on_map.sees("chip_on_map_6"))
    assert view(on_map).isVisible(), "only then it leads back to all photos"
    on_map.press("Alt+Left")
    on_map.wait(lambda: on_map.sees("chip_on_map_6"))
    on_map.press("Escape", "Escape")
    on_map.wait(lambda: on_map.gallery.isVisible() and len(on_map.paths) == 12)


def test_single_photos_are_chosen(on_map: User) -> None:
    one, *others = apart(on_map)
    far = 150  # what is chosen stands out, and is larger
    other = next(path for path in others if (at(on_map, path) - at(on_map, one)).manhattanLength() > far)
    on_map.click_at(view(on_map), at(on_map, one), keys=CONTROL)
    on_map.wait(lambda: on_map.sees("chip_on_map_1"))
    on_map.wait_till_quiet(lambda: at(on_map, other))
    on_map.click_at(view(on_map), at(on_map, other), keys=CONTROL)
    on_map.wait(lambda: on_map.sees("chip_on_map_2"))
    on_map.wait_till_quiet(lambda: at(on_map, one))
    on_map.click_at(view(on_map), at(on_map, one), keys=CONTROL)
    on_map.wait(lambda: on_map.sees("chip_on_map_1"))
    assert on_map.window._seen.now.browsing.chosen == {other}
    on_map.click("clear_filters_button")
    on_map.wait(lambda: not on_map.window._seen.now.browsing.chosen)
    on_map.press("Ctrl+Z")
    on_map.wait(lambda: on_map.window._seen.now.browsing.chosen == {other})


def test_filters_fade_the_rest(on_map: User) -> None:
    on_map.press("Right", "F")
    loved = view(on_map).current
    on_map.wait(lambda: "1" in on_map.widget("filter_favourite_favourites").accessibleName())
    on_map.choose_filter("favourite", "favourites")
    scene = view(on_map).scene
    on_map.wait(lambda: np.count_nonzero(view(on_map).scene.passes) == 1)
    scene = view(on_map).scene
    assert scene.paths[int(np.flatnonzero(scene.passes)[0])] == loved and view(on_map).isVisible()
    on_map.wait(lambda: on_map.text("browse_count") == "1 of 12 photos")
    on_map.press("Ctrl+B")
    assert not on_map.sees("sidebar")
    on_map.press("Ctrl+1")
    on_map.wait(lambda: on_map.paths == [loved])


# --- laying out ---


class Slow:
    """In place of what lays a map out: tells one that is not finished, then waits."""

    def __init__(self) -> None:
        self.begun, self.go_on = threading.Event(), threading.Event()

    def __call__(
        self,
        searcher: object,
        paths: object,
        store: object,
        tell: Callable[[PhotoMap], None],
        cancelled: Callable[[], bool],
    ) -> PhotoMap:
        known = tuple(sorted(paths))  # type: ignore[call-overload]
        cells = np.stack(np.divmod(np.arange(len(known)), 4), axis=1).astype(np.int32)
        places = np.stack((np.arange(len(known)) % 5, np.arange(len(known)) // 5), axis=1).astype(np.float32) / 4
        tell(PhotoMap(known, places, cells, (3, 4), settled=False))
        self.begun.set()
        while not self.go_on.wait(0.02):
            if cancelled():
                raise Cancelled
        return PhotoMap(known, places[::-1].copy(), cells, (3, 4))


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[Slow]:
    made = Slow()
    monkeypatch.setattr("gui.map.scene.map_photos", made)
    yield made
    made.go_on.set()


def test_it_is_seen_while_it_is_laid_out_and_can_be_stopped(slow: Slow, user: User) -> None:
    user.press("Ctrl+3")
    user.wait(lambda: len(view(user).scene.paths) == 12 and user.sees("map_cancel_button"))
    assert not view(user).scene.settled and user.text("map_status")
    user.click("map_cancel_button")
    user.wait(lambda: user.sees("map_continue_button") and not user.sees("map_progress"))
    assert len(view(user).scene.paths) == 12, "what there is of it stays"
    user.click("map_continue_button")
    user.wait(lambda: user.sees("map_cancel_button"))
    slow.go_on.set()
    user.wait(lambda: view(user).scene.settled and not user.sees("map_progress"))
    assert not user.sees("map_continue_button")


def test_copies_part_when_one_comes_near(monkeypatch: pytest.MonkeyPatch, user: User) -> None:
    """They lie at one place, and yet each can be clicked."""

    def one_place(searcher: object, paths: Sequence[str], *_: object) -> PhotoMap:
        places = np.zeros((12, 2), np.float32)
        places[6:] = np.random.default_rng(0).uniform(size=(6, 2))
        cells = np.stack(np.divmod(np.arange(12), 4), axis=1).astype(np.int32)
        return PhotoMap(tuple(sorted(paths)), places, cells, (3, 4))

    monkeypatch.setattr("gui.map.scene.map_photos", one_place)
    user.press("Ctrl+3")
    user.wait(lambda: len(view(user).scene.paths) == 12 and view(user).scene.settled)
    copies = view(user).scene.paths[:6]
    for _ in range(4):
        turn_wheel(user, 10, at(user, copies[0]))
    for path in copies:
        view(user).go_to(path)
        assert view(user).photo_at(QPointF(at(user, path))) == path
    user.click_at(view(user), at(user, copies[-1]))
    user.wait_for_answer(Path(copies[-1]).name, 12)


def test_closing_ends_it(slow: Slow, user: User) -> None:
    user.press("Ctrl+3")
    user.wait(slow.begun.is_set)
    user.press("Ctrl+Q")
    assert not user.window.isVisible()
