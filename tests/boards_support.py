"""What tests of boards do again and again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QContextMenuEvent, QDragEnterEvent, QDropEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QWidget
from window_support import LEFT, PLAIN, User, handle

from core.base.paths import Paths
from core.wardrobe.collected import Collection
from core.wardrobe.copies import known_wardrobe
from gui.boards.board_list import BoardList
from gui.boards.board_view import BoardView
from gui.boards.pieces import Piece

SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def view(user: User) -> BoardView:
    return user.widget("board_view", BoardView)


def boards(user: User) -> BoardList:
    return user.widget("board_list", BoardList)


def names(user: User) -> list[str]:
    """Of the boards in the list."""
    return [boards(user).item(row).text() for row in range(boards(user).count())]


def on_board(user: User) -> list[str]:
    """The photos that lie on the board, from the bottom up."""
    return [piece.path for piece in view(user).pieces]


def piece(user: User, path: str) -> Piece:
    return next(one for one in view(user).pieces if one.path == path)


def places(user: User) -> dict[str, tuple[float, float, float]]:
    return {one.path: (one.pin.x, one.pin.y, one.pin.scale) for one in view(user).pieces}


def at(user: User, path: str) -> QPoint:
    """The middle of a piece on the board."""
    return view(user).frame_of(piece(user, path)).center()


def board_on_disk(home: Path, name: str) -> Collection | None:
    return known_wardrobe(Paths.choose(str(home))).marks.collections.named(name)


def drag(user: User, start: QPoint, *to: QPoint, keys: Qt.KeyboardModifier = PLAIN) -> None:
    top, where = handle(user.window), [view(user).mapTo(user.window, place) for place in (start, *to)]
    QTest.mousePress(top, LEFT, keys, where[0])
    for place in where[1:]:
        QTest.mouseMove(top, place)
    QTest.mouseRelease(top, LEFT, keys, where[-1])


def turn_wheel(user: User, notches: int, place: QPoint, keys: Qt.KeyboardModifier = PLAIN) -> None:
    everywhere, phase = view(user).mapToGlobal(QPointF(place)), Qt.ScrollPhase.NoScrollPhase
    inside, no_button = QPointF(view(user).mapTo(user.window, place)), Qt.MouseButton.NoButton
    event = QWheelEvent(inside, everywhere, QPoint(), QPoint(0, 120 * notches), no_button, keys, phase, False)
    QCoreApplication.sendEvent(handle(user.window), event)


def drop_on(widget: QWidget, where: QPoint, *paths: str | Path) -> bool:
    """Files; whether the widget takes them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    enter = QDragEnterEvent(where, Qt.DropAction.CopyAction, data, LEFT, PLAIN)
    QCoreApplication.sendEvent(widget, enter)
    if enter.isAccepted():
        QCoreApplication.sendEvent(widget, QDropEvent(QPointF(where), Qt.DropAction.CopyAction, data, LEFT, PLAIN))
    return enter.isAccepted()


def open_menu(user: User, name: str) -> QMenu:
    """The menu of this name, once it is open; one that has closed may be there for a while yet."""
    user.wait(lambda: (menu := QApplication.activePopupWidget()) is not None and menu.objectName() == name)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def pick(user: User, menu_name: str, entry: str) -> None:
    """Choose an entry of a menu that is open; by Enter, as two quick clicks at one place would be a double one."""
    menu = open_menu(user, menu_name)
    menu.setActiveAction(menu.findChild(QAction, entry))
    QTest.keyClick(menu, Qt.Key.Key_Return)
    active(user)


def pick_board(user: User, name: str) -> None:
    """In the menu of boards."""
    menu = open_menu(user, "collection_menu")
    action = next(one for one in menu.actions() if one.text() == name)
    user.click_at(menu, menu.actionGeometry(action).center())
    active(user)


def send_menu(user: User, path: str) -> None:
    """Ask for the menu of a piece, by the mouse."""
    place = at(user, path)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, view(user).mapToGlobal(place))
    QCoreApplication.sendEvent(view(user), event)


def menu_of(user: User, path: str, entry: str) -> None:
    """Choose from the menu of a piece."""
    send_menu(user, path)
    pick(user, "photo_menu", entry)
    view(user).setFocus()


def name_it(user: User, name: str) -> None:
    """Type into the question for a name."""
    user.wait(lambda: user.sees("collection_dialog"))
    dialog = QApplication.activeModalWidget()  # one that has closed may be there for a while yet
    assert dialog is not None
    field = dialog.findChild(QLineEdit)
    field.selectAll()
    QTest.keyClicks(field, name)
    QTest.keyClick(field, Qt.Key.Key_Return)
    user.wait(lambda: not user.sees("collection_dialog"))
    active(user)


def active(user: User) -> None:
    """A dialog or menu that closed may have taken that away, without a window manager."""
    user.window.activateWindow()
    user.wait(user.window.isActiveWindow)


def fill(user: User, name: str, *rows: int) -> list[str]:
    """A board of photos of Browse, by the key."""
    user.wait(lambda: user.text("browse_count"))
    user.wait(lambda: all(map(user.window._marking.kinds.can_change, user.paths)))
    for row in rows:
        user.click_at(user.gallery.viewport(), user.place_of(row), keys=CONTROL)
    user.gallery.setFocus()
    chosen = [user.paths[row] for row in rows]
    user.press("B")
    pick(user, "collection_menu", "collection_new")
    name_it(user, name)
    user.wait(lambda: user.window._marking.collecting.all.named(name) is not None)
    return chosen


def board_of(user: User, paths: Sequence[str]) -> list[str]:
    """A board of photos that Browse shows, by dropping them beside the boards of the list."""
    user.press("Ctrl+5")
    user.wait(lambda: user.sees("board_list"))
    below = QPoint(20, boards(user).viewport().height() - 5)
    drop_on(boards(user).viewport(), below, *paths)
    name_it(user, "Weekend in Lisbon")
    user.wait(lambda: names(user) == ["Weekend in Lisbon"])
    return list(paths)


def kept(home: Path, name: str, holds: Callable[[Collection], object], user: User) -> None:
    """Wait until it is so on disk."""

    def is_so() -> bool:
        one = board_on_disk(home, name)
        return one is not None and bool(holds(one))

    user.wait(is_so)
