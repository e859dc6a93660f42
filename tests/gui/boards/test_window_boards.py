"""Boards: made, filled, laid out by mouse and keys, kept, seen as a list, and all of it undone."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from boards_support import (
    CONTROL,
    SHIFT,
    active,
    at,
    boards,
    drag,
    drop_on,
    fill,
    kept,
    menu_of,
    name_it,
    names,
    on_board,
    open_menu,
    pick,
    pick_board,
    piece,
    places,
    send_menu,
    turn_wheel,
    view,
)
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QPlainTextEdit
from support import photo, save
from window_support import User, cut_off, files, handle

Start = Callable[..., User]

pytestmark = [
    pytest.mark.usefixtures("no_stacks"),
    pytest.mark.qt_log_ignore("This plugin does not support", extend=True),
]


def take_back(user: User, condition: Callable[[], bool]) -> None:
    """Keys that follow each other quickly are one change; on a slow machine they are several."""
    for _ in range(8):
        user.press("Ctrl+Z")
        user.bot.wait(20)
        if condition():
            return
    raise AssertionError("it cannot be undone")


# --- making and filling ---


def test_a_board_is_made_and_says_how_to_fill_it(user: User) -> None:
    user.press("Ctrl+5")
    user.wait(lambda: user.sees("empty_new_board_button"))
    assert not user.sees("board_bar") and not user.sees("board_note") and names(user) == []
    user.click("empty_new_board_button")
    name_it(user, "Lisbon")
    user.wait(lambda: names(user) == ["Lisbon"])
    assert user.text("board_menu_button") == "Lisbon" and user.sees("board_note")
    user.click("new_board_button")
    name_it(user, "Lisbon")
    user.wait_for_notice("There is a collection Lisbon already")
    user.click("empty_browse_button")
    user.wait(lambda: user.gallery.isVisible() and user.sees("sidebar"))
    user.press("Alt+Left")
    user.wait(lambda: user.sees("empty_browse_button"))
    user.press("Ctrl+Z")
    user.wait(lambda: names(user) == [] and user.sees("empty_new_board_button"))
    user.press("Ctrl+Shift+Z")
    user.wait(lambda: names(user) == ["Lisbon"])


def test_photos_come_by_the_key_and_the_header_and_the_list_and_from_outside(on_party: User, tmp_path: Path) -> None:
    user = on_party
    user.press("Ctrl+1")
    user.wait(lambda: len(user.paths) == 12)
    paths = user.paths
    button = user.widget("boards_page_button")
    assert drop_on(button, button.rect().center(), paths[4])
    pick_board(user, "Party")
    user.wait_for_notice("is in Party")
    user.press("Ctrl+5")
    user.wait(lambda: len(on_board(user)) == 5)
    row = boards(user).visualItemRect(boards(user).item(0)).center()
    assert drop_on(boards(user).viewport(), row, paths[5])
    user.wait(lambda: len(on_board(user)) == 6)
    below = QPoint(20, boards(user).viewport().height() - 5)
    assert drop_on(boards(user).viewport(), below, paths[6], paths[7])
    name_it(user, "New one")
    user.wait(lambda: names(user) == ["Party", "New one"])
    assert len(on_board(user)) == 6
    view(user).show_all()
    place = QPoint(60, 60)
    there = view(user).sight.to_board(place.toPointF())
    assert drop_on(view(user), place, paths[8])
    user.wait(lambda: len(on_board(user)) == 7)
    assert (piece(user, paths[8]).pin.x, piece(user, paths[8]).pin.y) == pytest.approx((there.x(), there.y()))
    assert on_board(user)[-1] == paths[8]
    strange = tmp_path / "strange.png"
    save(strange, photo(77, (40, 50)))
    assert user.drop(files(paths[9]))
    user.wait(lambda: len(on_board(user)) == 8)
    assert user.drop(files(strange))
    user.wait_for_answer("strange.png", 12)


def test_the_first_layout_is_a_grid_in_which_nothing_lies_on_another(on_party: User) -> None:
    boxes = [one.box for one in view(on_party).pieces]
    assert not any(one.intersects(other) for one in boxes for other in boxes if one is not other)
    inside = view(on_party).rect()
    assert all(inside.contains(view(on_party).frame_of(one)) for one in view(on_party).pieces)
    assert {one.pin.scale for one in view(on_party).pieces} == {1.0}


def test_controls_have_names_and_room(on_party: User) -> None:
    assert view(on_party).accessibleName() == "Board Party" and boards(on_party).accessibleName() == "Boards"
    buttons = on_party.widget("board_bar").findChildren(QAbstractButton)
    buttons += on_party.widget("board_panel").findChildren(QAbstractButton)
    assert len(buttons) > 10 and all(one.accessibleName() and one.objectName() for one in buttons)
    role = Qt.ItemDataRole.AccessibleTextRole
    assert boards(on_party).item(0).data(role) == "Party, 4 photos"
    for width in (640, 700, 900, 1280):
        on_party.window.resize(width, 600)
        on_party.wait(lambda width=width: on_party.window.width() == width)  # type: ignore[misc]
        on_party.wait(lambda: cut_off(on_party.window) == [])
    assert on_party.sees("board_panel")
    on_party.press("Ctrl+B")
    assert not on_party.sees("board_panel")


# --- hands ---


def test_one_drag_moves_one_photo_and_is_one_change(on_party: User, home: Path) -> None:
    user, before = on_party, places(on_party)
    path = on_board(user)[1]
    start, zoom = at(user, path), view(user).sight.zoom
    drag(user, start, start + QPoint(30, 10), start + QPoint(60, 40), start + QPoint(90, 66))
    x, y, scale = places(user)[path]
    assert (x - before[path][0], y - before[path][1]) == pytest.approx((90 / zoom, 66 / zoom)) and scale == 1
    assert {other: places(user)[other] for other in before if other != path} == {
        other: place for other, place in before.items() if other != path
    }
    assert on_board(user)[-1] == path, "what is dragged lies above the others"
    kept(home, "Party", lambda one: len(one.board.pins) == 4, user)
    after = places(user)
    user.press("Ctrl+Z")
    user.wait(lambda: places(user) == before)
    user.press("Ctrl+Shift+Z")
    user.wait(lambda: places(user) == after)
    user.press("Ctrl+Z")
    user.wait(lambda: places(user) == before)
    kept(home, "Party", lambda one: one.board.pins == (), user)


def test_a_corner_scales_and_the_opposite_one_stays(on_party: User) -> None:
    user, path = on_party, on_board(on_party)[0]
    user.click_at(view(user), at(user, path))
    frame, corner = view(user).frame_of(piece(user, path)), view(user).handles()[3].center()
    assert len(view(user).handles()) == 4
    drag(user, corner, corner + QPoint(20, 25), corner + QPoint(frame.width(), frame.height()))
    assert piece(user, path).pin.scale == pytest.approx(2, rel=0.05)
    now = view(user).frame_of(piece(user, path))
    assert (now.topLeft() - frame.topLeft()).manhattanLength() <= 3
    user.press("Ctrl+Z")
    user.wait(lambda: piece(user, path).pin.scale == 1)


def test_wheel_and_keys_scale_what_is_selected_and_zoom_the_board(on_party: User) -> None:
    user, path = on_party, on_board(on_party)[0]
    zoom = view(user).sight.zoom
    turn_wheel(user, 2, at(user, path))
    assert view(user).sight.zoom > zoom * 1.3 and piece(user, path).pin.scale == 1
    user.press("0")
    assert view(user).sight.zoom == zoom
    user.press("Ctrl++")
    assert view(user).sight.zoom > zoom
    user.press("Ctrl+-")
    user.click_at(view(user), at(user, path))
    turn_wheel(user, 1, at(user, path), CONTROL)
    turn_wheel(user, 1, at(user, path), CONTROL)
    larger = piece(user, path).pin.scale
    assert larger > 1.3 and view(user).sight.zoom == pytest.approx(zoom)
    user.press("-", "-")
    assert piece(user, path).pin.scale < larger
    take_back(user, lambda: piece(user, path).pin.scale == 1)


def test_a_click_raises_and_keys_send_to_the_back_and_the_front(on_party: User) -> None:
    user, (low, high, *_) = on_party, on_board(on_party)
    drag(user, at(user, high), at(user, high) + QPoint(20, 5), at(user, low) + QPoint(30, 20))
    assert on_board(user)[-1] == high
    frame = view(user).frame_of(piece(user, low))
    user.click_at(view(user), frame.topLeft() + QPoint(6, 6))
    user.wait(lambda: on_board(user)[-1] == low)
    user.press("PgDown")
    user.wait(lambda: on_board(user)[0] == low)
    user.press("PgUp")
    user.wait(lambda: on_board(user)[-1] == low)
    user.click("board_back_button")
    user.wait(lambda: on_board(user)[0] == low)
    menu_of(user, high, "action_back")
    user.wait(lambda: on_board(user)[0] == high)
    user.press("Ctrl+Z")
    user.wait(lambda: on_board(user)[0] == low)


def test_several_are_selected_and_moved_together(on_party: User) -> None:
    user, (one, other, *rest), before = on_party, on_board(on_party), places(on_party)
    user.click_at(view(user), at(user, one))
    user.click_at(view(user), at(user, other), keys=CONTROL)
    assert [piece.path for piece in view(user).selected] == [one, other]
    user.wait(lambda: user.text("selection_count") == "2 photos selected")
    start = at(user, one)
    drag(user, start, start + QPoint(0, 20), start + QPoint(0, 40))
    shift = 40 / view(user).sight.zoom
    for path in (one, other):
        assert places(user)[path][1] == pytest.approx(before[path][1] + shift)
    assert all(places(user)[path] == before[path] for path in rest)
    user.click_at(view(user), QPoint(3, 3))
    assert view(user).selected == () and not user.sees("selection_bar")
    drag(user, QPoint(2, 2), QPoint(40, 40), view(user).rect().bottomRight() - QPoint(3, 3), keys=SHIFT)
    assert len(view(user).selected) == 4
    user.press("Escape")
    assert view(user).selected == ()
    user.press("Ctrl+A")
    user.wait(lambda: user.text("selection_count") == "4 photos selected")
    user.click("selection_clear_button")
    assert view(user).selected == ()


def test_a_drag_of_the_ground_moves_the_board_and_nothing_on_it(on_party: User) -> None:
    user, before = on_party, places(on_party)
    path = on_board(user)[0]
    place = at(user, path)
    drag(user, QPoint(4, 4), QPoint(40, 20), QPoint(64, 44))
    assert (at(user, path) - place - QPoint(60, 40)).manhattanLength() <= 2 and places(user) == before
    assert view(user).selected == ()


def test_what_is_dragged_onto_another_board_is_put_there(on_party: User) -> None:
    user = on_party
    user.click("new_board_button")
    name_it(user, "Second")
    user.wait(lambda: names(user) == ["Party", "Second"])
    first = boards(user).visualItemRect(boards(user).item(0)).center()
    user.click_at(boards(user).viewport(), first)
    user.wait(lambda: len(on_board(user)) == 4)
    before, path = places(user), on_board(user)[2]
    row = boards(user).viewport().mapTo(user.window, boards(user).visualItemRect(boards(user).item(1)).center())
    top, start = handle(user.window), view(user).mapTo(user.window, at(user, path))
    QTest.mousePress(top, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    QTest.mouseMove(top, (start + row) / 2)
    QTest.mouseMove(top, row)
    QTest.mouseRelease(top, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, row)
    user.wait_for_notice("is in Second")
    assert places(user) == before
    user.wait(lambda: boards(user).item(1).data(Qt.ItemDataRole.AccessibleTextRole) == "Second, 1 photo")


# --- photos ---


def test_a_double_click_finds_similar_ones_and_space_shows_it_large(on_party: User) -> None:
    user, path = on_party, on_board(on_party)[1]
    top = handle(user.window)
    spot = view(user).mapTo(user.window, at(user, path))
    QTest.mouseDClick(top, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)
    user.wait_for_answer(Path(path).name, 12)
    user.press("Alt+Left")
    user.wait(lambda: view(user).isVisible())
    user.click_at(view(user), at(user, path))
    user.press("Space")
    user.wait(lambda: user.sees("detail_panel"))
    user.press("Escape")
    user.wait(lambda: not user.sees("detail_panel") and view(user).hasFocus())
    user.press("Return")
    user.wait_for_answer(Path(path).name, 12)


def test_taking_off_leaves_the_photo_where_it_is(on_party: User) -> None:
    user, before = on_party, places(on_party)
    path = on_board(user)[1]
    drag(user, at(user, path), at(user, path) + QPoint(20, 5), at(user, path) + QPoint(44, 31))
    moved = places(user)
    send_menu(user, path)
    keys = {one.objectName(): one.shortcut().toString() for one in open_menu(user, "photo_menu").actions()}
    assert keys["action_take_out"] == "Del" and keys["action_trash"] == "", "the key means the board here"
    QTest.keyClick(open_menu(user, "photo_menu"), Qt.Key.Key_Escape)
    active(user)
    view(user).setFocus()
    user.press("Del")
    user.wait(lambda: len(on_board(user)) == 3 and path not in on_board(user))
    user.wait_for_notice("is not in Party any more")
    assert Path(path).exists() and len(user.window._library.photos) == 12
    user.press("Ctrl+Z")
    user.wait(lambda: places(user) == moved)
    user.press("Ctrl+Z")
    user.wait(lambda: places(user) == before)


def test_the_list_holds_the_same_photos(on_party: User) -> None:
    user, paths = on_party, sorted(on_board(on_party))
    drag(user, at(user, paths[0]), at(user, paths[0]) + QPoint(30, 3), at(user, paths[0]) + QPoint(70, 11))
    user.press("Escape", "T")
    user.wait(lambda: user.gallery.isVisible() and not view(user).isVisible())
    assert user.paths == paths, "in the order of the collection"
    assert user.sees("board_bar") and not user.sees("board_front_button")
    user.click_photo(1, keys=CONTROL)
    user.press("Del")
    user.wait(lambda: user.paths == [paths[0], *paths[2:]])
    assert Path(paths[1]).exists() and len(user.window._library.photos) == 12, "not the trash"
    user.press("Ctrl+Z")
    user.wait(lambda: user.paths == paths)
    user.press("T")
    user.wait(lambda: view(user).isVisible() and len(on_board(user)) == 4)
    user.click("board_list_button")
    user.wait(lambda: user.gallery.isVisible())
    user.gallery.setFocus()
    user.press("Ctrl+A", "Del")
    user.wait(lambda: user.sees("empty_browse_button"))
    user.press("Ctrl+Z")
    user.wait(lambda: len(on_board(user)) == 4)


def test_without_its_background_once_it_is_cut_out(on_party: User) -> None:
    user, path = on_party, on_board(on_party)[0]
    user.click_at(view(user), at(user, path))
    user.press("X")
    user.wait(lambda: piece(user, path).pin.bare)
    user.wait(lambda: user.widget("board_bare_button", QAbstractButton).isChecked())
    user.wait(lambda: path in view(user).pictures._bare)
    user.click("board_bare_button")
    user.wait(lambda: not piece(user, path).pin.bare)
    menu_of(user, path, "action_bare")
    user.wait(lambda: piece(user, path).pin.bare)
    user.press("Ctrl+Z")
    user.wait(lambda: not piece(user, path).pin.bare)


# --- the board itself ---


def test_the_note_is_kept_as_it_is_typed(on_party: User, home: Path) -> None:
    user = on_party
    note = user.widget("board_note", QPlainTextEdit)
    note.setFocus()
    QTest.keyClicks(note, "Buy white shoes, size 39")
    kept(home, "Party", lambda one: one.board.note == "Buy white shoes, size 39", user)
    view(user).setFocus()
    user.press("Ctrl+Z")
    user.wait(lambda: note.toPlainText() == "")
    user.press("Ctrl+Shift+Z")
    user.wait(lambda: note.toPlainText() == "Buy white shoes, size 39")
    note.setFocus()
    QTest.keyClicks(note, "!")
    user.press("Ctrl+1")  # before it has rested
    kept(home, "Party", lambda one: "!" in one.board.note, user)


def test_a_photo_becomes_the_cover(on_party: User, home: Path) -> None:
    user, path = on_party, on_board(on_party)[2]
    assert boards(user)._rows[0].cover == on_board(user)[0]
    menu_of(user, path, "action_cover")
    user.wait(lambda: boards(user)._rows[0].cover == path)
    kept(home, "Party", lambda one: one.board.cover is not None, user)
    user.wait(lambda: boards(user).cover(0) is not None)
    menu_of(user, path, "action_cover")  # the first one again
    user.wait(lambda: boards(user)._rows[0].cover == sorted(on_board(user))[0])
    user.press("Ctrl+Z")
    user.wait(lambda: boards(user)._rows[0].cover == path)


def test_boards_are_renamed_duplicated_and_deleted(on_party: User) -> None:
    user = on_party
    path = on_board(user)[0]
    drag(user, at(user, path), at(user, path) + QPoint(30, 3), at(user, path) + QPoint(70, 11))
    laid = places(user)
    user.click("board_menu_button")
    pick(user, "board_menu", "rename_board")
    name_it(user, "Gala")
    user.wait(lambda: names(user) == ["Gala"] and user.text("board_menu_button") == "Gala")
    user.click("board_menu_button")
    pick(user, "board_menu", "duplicate_board")
    user.wait(lambda: names(user) == ["Gala", "Gala (2)"] and user.text("board_menu_button") == "Gala (2)")
    assert places(user) == laid
    boards(user).setFocus()
    user.press("Del")
    user.wait(lambda: names(user) == ["Gala"])
    assert len(user.window._library.photos) == 12, "no photo went to the trash"
    user.press("Ctrl+Z")
    user.wait(lambda: names(user) == ["Gala", "Gala (2)"])
    user.wait(lambda: len(on_board(user)) == 4)
    boards(user).setFocus()
    user.press("Up", "Return")
    user.wait(lambda: user.text("board_menu_button") == "Gala")
    boards(user).setFocus()
    user.press("F2")
    name_it(user, "Ball")
    user.wait(lambda: names(user) == ["Ball", "Gala (2)"])


def test_all_is_as_it_was_after_a_restart_and_in_a_moved_folder(
    on_party: User, start: Start, photos: Path, home: Path
) -> None:
    user, (first, second, *_) = on_party, on_board(on_party)
    start_at = at(user, first)
    drag(user, start_at, start_at + QPoint(30, 3), start_at + QPoint(70, 31))
    user.press("+", "+")
    user.click_at(view(user), at(user, second))
    user.press("X", "PgDown")
    user.wait(lambda: on_board(user)[0] == second)
    note = user.widget("board_note", QPlainTextEdit)
    note.setFocus()
    QTest.keyClicks(note, "Blue?")
    laid = {Path(path).name: place for path, place in places(user).items()}
    order = [Path(path).name for path in on_board(user)]
    user.window.close()
    (photos / "new").mkdir()
    shutil.move(first, photos / "new")
    shutil.rmtree(home / "catalog")
    user = start()
    user.wait_till_indexed()
    user.press("Ctrl+5")
    user.wait(lambda: len(on_board(user)) == 4)
    user.wait(lambda: {Path(path).name: place for path, place in places(user).items()} == laid)
    assert [Path(path).name for path in on_board(user)] == order
    assert view(user).pieces[0].pin.bare
    assert user.widget("board_note", QPlainTextEdit).toPlainText() == "Blue?"


def test_the_next_start_shows_the_board_that_was_seen_last(on_party: User, start: Start) -> None:
    user = on_party
    user.click("new_board_button")
    name_it(user, "Lisbon")
    user.wait(lambda: user.text("board_menu_button") == "Lisbon")
    user.window.close()
    user = start()
    user.press("Ctrl+5")
    user.wait(lambda: user.text("board_menu_button") == "Lisbon")
    user.reach("board_list")
    user.press("Home", "Return")
    user.wait(lambda: user.text("board_menu_button") == "Party")
    user.click("board_list_button")
    user.wait(lambda: user.gallery.isVisible() and len(user.paths) == 4)
    user.press("Ctrl+1")
    user.window.close()
    user = start()
    user.press("Ctrl+5")
    user.wait(lambda: user.text("board_menu_button") == "Party" and user.gallery.isVisible() and len(user.paths) == 4)


def test_photos_that_are_away_keep_their_places(on_party: User, photos: Path) -> None:
    user, path = on_party, on_board(on_party)[3]
    drag(user, at(user, path), at(user, path) + QPoint(30, 3), at(user, path) + QPoint(70, 11))
    laid = places(user)
    aside = photos.parent / "aside.png"
    Path(path).rename(aside)
    user.press("F5")
    user.wait(lambda: len(on_board(user)) == 3)
    user.wait(lambda: user.text("board_count") == "3 photos, 1 not here")
    aside.rename(path)  # maybe in the middle of the look
    user.press("F5")
    user.wait(lambda: places(user) == laid)


def test_the_way_back_leads_to_where_one_was(on_party: User) -> None:
    user, path = on_party, on_board(on_party)[2]
    turn_wheel(user, 3, at(user, path))
    user.click_at(view(user), at(user, path))
    spot = view(user).spot
    user.press("Return")
    user.wait(lambda: user.shows_results)
    user.press("Alt+Left")
    user.wait(lambda: view(user).isVisible())
    assert view(user).spot == spot and [piece.path for piece in view(user).selected] == [path]
    fill_in = user.window._seen.now.board.key
    user.press("Ctrl+1", "Ctrl+5")
    user.wait(lambda: view(user).isVisible())
    assert user.window._seen.now.board.key == fill_in and view(user).spot == spot


def test_all_of_it_by_the_keyboard_alone(on_party: User, home: Path) -> None:
    user = on_party
    assert view(user).hasFocus()
    user.press("Ctrl+Right")
    (first,) = view(user).selected
    assert Path(first.path).name in view(user).accessibleDescription()
    user.press("Ctrl+Right")
    (other,) = view(user).selected
    assert other.path != first.path and other.pin.x > first.pin.x
    user.press("Right", "Right", "Down", "Shift+Down", "+")
    moved = piece(user, other.path).pin
    assert moved.x == pytest.approx(other.pin.x + 0.1) and moved.y == pytest.approx(other.pin.y + 0.55)
    assert moved.scale > 1
    kept(home, "Party", lambda one: one.board.pin(moved.photo) == moved, user)
    user.press("PgDown", "X")
    user.wait(lambda: on_board(user)[0] == other.path and view(user).pieces[0].pin.bare)
    user.press("Del")
    user.wait(lambda: len(on_board(user)) == 3)
    user.press("Ctrl+Z", "Ctrl+Z", "Ctrl+Z")
    user.wait(lambda: len(on_board(user)) == 4 and piece(user, other.path).pin == moved)
    take_back(user, lambda: piece(user, other.path).pin == other.pin)
    user.reach("new_board_button")
    user.press("Space")
    name_it(user, "By keys")
    user.wait(lambda: names(user) == ["Party", "By keys"])
    user.reach("board_list")
    user.press("Home", "Return")
    user.wait(lambda: user.text("board_menu_button") == "Party" and view(user).hasFocus())
    user.reach("board_note")
    user.reach("board_free_button")


def test_a_second_board_of_the_same_photos_is_laid_out_by_itself(on_party: User) -> None:
    user = on_party
    before = places(user)
    user.press("Ctrl+1")
    user.wait(lambda: len(user.paths) == 12)
    fill(user, "Other", 0, 1)
    user.press("Ctrl+5")
    user.wait(lambda: names(user) == ["Party", "Other"])
    user.click_at(boards(user).viewport(), boards(user).visualItemRect(boards(user).item(1)).center())
    user.wait(lambda: len(on_board(user)) == 2)
    path = on_board(user)[0]
    drag(user, at(user, path), at(user, path) + QPoint(30, 3), at(user, path) + QPoint(70, 11))
    user.press("Alt+Left")
    user.wait(lambda: places(user) == before)
