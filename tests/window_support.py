"""A user of the window: sees what it shows, and acts by mouse, keys, drops and the clipboard alone."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar, overload

from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QKeySequence,
    QPainter,
    QPixmap,
    QWheelEvent,
    QWindow,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMenu, QMessageBox, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from gui.base.theme import DARK, LIGHT
from gui.detail.photo_pane import PhotoPane
from gui.gallery.gallery import GalleryView
from gui.gallery.gallery_delegate import GalleryDelegate
from gui.gallery.gallery_model import Role
from gui.widgets.controls import ElidedLabel
from gui.window.main_window import MainWindow

PATIENCE_MS = 120_000  # for what comes in a moment; however slow the machine is, a test waits for what it means
LEFT, PLAIN = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
Kind = TypeVar("Kind", bound=QWidget)


class Gate:
    """Holds up the network of the indexing, so that a test can look at any moment of it."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._allowed: int | None = None  # photos that may still pass; None: all
        self.passed = 0

    def pass_through(self) -> None:
        """Called by the indexing for each photo."""
        with self._changed:
            self._changed.wait_for(lambda: self._allowed != 0, PATIENCE_MS / 1000)
            self._allowed = None if self._allowed is None else self._allowed - 1
            self.passed += 1

    def allow(self, photos: int | None) -> None:
        """Let so many more photos pass, or all."""
        with self._changed:
            self._allowed = photos
            self._changed.notify_all()


class User:
    """Drives one window. Clicks and keys go to the window system's side of it, as those of a person do."""

    def __init__(self, window: MainWindow, bot: QtBot) -> None:
        self.window = window
        self.bot = bot
        window.activateWindow()
        self.wait(window.isActiveWindow)

    def wait(self, condition: Callable[[], object]) -> None:
        self.bot.waitUntil(lambda: bool(condition()), timeout=PATIENCE_MS)

    # --- what is seen ---

    @overload
    def widget(self, name: str) -> QWidget: ...

    @overload
    def widget(self, name: str, kind: type[Kind]) -> Kind: ...

    def widget(self, name: str, kind: type[QWidget] = QWidget) -> QWidget:
        """The widget of this object name, in the window or in a dialog over it."""
        places = (self.window, *QApplication.topLevelWidgets())
        return next(hit for place in places if (hit := place.findChild(kind, name) or _itself(place, kind, name)))

    def sees(self, name: str) -> bool:
        places = (self.window, *QApplication.topLevelWidgets())
        return any(
            hit.isVisible()
            for place in places
            if (hit := place.findChild(QWidget, name) or _itself(place, QWidget, name))
        )

    def text(self, name: str) -> str:
        """The words of a label or button; empty if it is not seen."""
        widget = self.widget(name)
        assert isinstance(widget, QLabel | QAbstractButton)
        return widget.text() if widget.isVisible() else ""

    @property
    def gallery(self) -> GalleryView:
        return self.widget("gallery", GalleryView)

    @property
    def paths(self) -> list[str]:
        """The photos shown, in order."""
        return list(self.gallery.photos.paths)

    @property
    def matches(self) -> list[tuple[str, float]]:
        """The results shown, in order, as the cells give them."""
        model = self.gallery.model()
        rows = [model.index(row, 0) for row in range(model.rowCount())]
        assert [row.data(Role.RANK) for row in rows] == list(range(1, len(rows) + 1))
        return [(row.data(Role.PATH), row.data(Role.DISTANCE)) for row in rows]

    def thumbnail(self, row: int) -> QColor | None:
        """The colour in the middle of a photo as the gallery draws it; None as long as that is an empty tile."""
        drawn = self.gallery.viewport().grab().toImage().pixelColor(self.place_of(row))
        return None if drawn.name() in (LIGHT.tile, DARK.tile) else drawn

    def pane(self, name: str) -> PhotoPane:
        return self.widget(name, PhotoPane)

    def look(self) -> QPixmap:
        """What a person sees: the window and what stands over it."""
        seen = self.window.grab()
        painter = QPainter(seen)
        for top in QApplication.topLevelWidgets():
            if top.isVisible() and top is not self.window and top.windowType() != Qt.WindowType.ToolTip:
                painter.drawPixmap(self.window.mapFromGlobal(top.mapToGlobal(QPoint())), top.grab())
        painter.end()
        return seen

    @property
    def shows_results(self) -> bool:
        return self.sees("query_strip")

    @property
    def busy(self) -> bool:
        """Whether the window says that it is indexing."""
        return self.sees("pause_button")

    def sees_notice(self, *words: str) -> bool:
        text = self.text("notice_text")
        return bool(text) and all(word in text for word in words)

    # --- waiting for what is seen ---

    def wait_for_photos(self, count: int) -> None:
        self.wait(lambda: len(self.paths) == count)

    def wait_till_indexed(self) -> None:
        self.wait(lambda: not self.busy)

    def wait_for_answer(self, name: str, searched: int) -> None:
        """Until the strip says that all `searched` photos were compared with the one named."""
        ending = f"searched {searched:,}"
        title = self.widget("query_title")
        self.wait(lambda: name in title.toolTip() and self.text("query_subtitle").endswith(ending))

    def wait_for_notice(self, *words: str) -> None:
        self.wait(lambda: self.sees_notice(*words))

    def wait_till_quiet(self, value: Callable[[], object]) -> None:
        """Until something has not changed for a while."""
        before: list[object] = []
        while not before or before[-1] != value():
            before.append(value())
            self.bot.wait(200)

    def words(self, name: str) -> str:
        """Everything that the labels within a widget say."""
        return " ".join(label.text() for label in self.widget(name).findChildren(QLabel))

    def ask(self, row: int, total: int = 12) -> str:
        """Click a photo and wait for what resembles it among all `total`; returns its path."""
        clicked = self.click_photo(row)
        self.wait_for_answer(os.path.basename(clicked), total)
        return clicked

    # --- mouse ---

    def hover_button(self, row: int, action: str) -> QPoint:
        """Bring the mouse over a button of a result's card; returns where that is in the gallery."""
        gallery, _ = self.gallery, self.place_of(row)
        delegate = gallery.itemDelegate()
        assert isinstance(delegate, GalleryDelegate)
        frame = delegate._frame(gallery.visualRect(gallery.model().index(row, 0)))
        place = dict(delegate._action_places(frame))[action].center()
        QTest.mouseMove(handle(self.window), gallery.viewport().mapTo(self.window, place))
        return place

    def drag_across(self, widget: QWidget, *places: QPoint) -> None:
        """Press the left button at the first place, move over the others and let go."""
        top = widget.window()
        where = [widget.mapTo(top, place) for place in places]
        QTest.mousePress(handle(top), LEFT, PLAIN, where[0])
        for place in where[1:]:
            QTest.mouseMove(handle(top), place)
        QTest.mouseRelease(handle(top), LEFT, PLAIN, where[-1])

    def draw_box(self, left: float, top: float, right: float, bottom: float) -> None:
        """Around a part of the query photo, in shares of its place."""
        picture = self.widget("query_picture")
        self.wait_till_quiet(picture.geometry)  # a scroll bar beside it may come in a second step
        across, down = picture.width() - 1, picture.height() - 1
        corners = ((left, top), ((left + right) / 2, (top + bottom) / 2), (right, bottom))
        self.drag_across(picture, *(QPoint(round(x * across), round(y * down)) for x, y in corners))

    def choose_filter(self, facet: str, name: str) -> None:
        """Click a choice of the sidebar, scrolled into sight; wait for its chip to come or go."""
        button = self.widget(f"filter_{facet}_{name}", QAbstractButton)
        self.widget("sidebar_area", QScrollArea).ensureWidgetVisible(button)
        before = button.isChecked()
        self.click(button.objectName())
        self.wait(lambda: self.sees(f"chip_{facet}_{name}") != before)

    def hover_badge(self, row: int) -> QPoint:
        """Bring the mouse over the badge of a photo's stack; returns where that is in the gallery."""
        gallery, _ = self.gallery, self.place_of(row)
        delegate, path = gallery.itemDelegate(), self.paths[row]
        assert isinstance(delegate, GalleryDelegate)
        frame = delegate._frame(gallery.visualRect(gallery.model().index(row, 0)))
        place = delegate.stack_place(frame, row, path).center()
        QTest.mouseMove(handle(self.window), gallery.viewport().mapTo(self.window, place))
        return place

    def click(self, name: str) -> None:
        """A button, which must be there to be clicked."""
        widget = self.widget(name)
        assert widget.isVisible() and widget.isEnabled(), f"{name} cannot be clicked"
        _lay_out()
        self.click_at(widget, widget.rect().center())

    def click_at(
        self, widget: QWidget, at: QPoint, button: Qt.MouseButton = LEFT, keys: Qt.KeyboardModifier = PLAIN
    ) -> None:
        top = widget.window()
        QTest.mouseClick(handle(top), button, keys, widget.mapTo(top, at))

    def click_photo(self, row: int, button: Qt.MouseButton = LEFT, keys: Qt.KeyboardModifier = PLAIN) -> str:
        """Scroll to a photo and click it; returns its path."""
        self.wait(lambda: len(self.paths) > row)
        path = self.paths[row]
        self.click_at(self.gallery.viewport(), self.place_of(row), button, keys)
        return path

    def place_of(self, row: int) -> QPoint:
        """The middle of a photo in the gallery's viewport, scrolled into sight."""
        model = self.gallery.model()
        self.wait(lambda: not self.gallery.visualRect(model.index(row, 0)).isEmpty())  # listed and laid out
        index = model.index(row, 0)
        self.gallery.scrollTo(index)
        centre = self.gallery.visualRect(index).center()
        assert self.gallery.viewport().rect().contains(centre)
        return centre

    def wheel(self, notches: int, keys: Qt.KeyboardModifier = PLAIN) -> None:
        """Turn the wheel over the middle of the gallery; positive is away from the user."""
        viewport = self.gallery.viewport()
        at, turn = viewport.mapTo(self.window, viewport.rect().center()), QPoint(0, 120 * notches)
        everywhere = QPointF(self.window.mapToGlobal(at))
        no_button, phase = Qt.MouseButton.NoButton, Qt.ScrollPhase.NoScrollPhase
        event = QWheelEvent(QPointF(at), everywhere, QPoint(), turn, no_button, keys, phase, False)
        QCoreApplication.sendEvent(handle(self.window), event)

    def answer(self, question: str, words: str) -> None:
        """Press the button with these words of a question that had better not be agreed to by mistake."""
        self.wait(lambda: self.sees(question))
        box = self.widget(question, QMessageBox)
        assert box.defaultButton() is box.button(QMessageBox.StandardButton.Cancel)
        button = next(one for one in box.buttons() if one.text().replace("&", "") == words)
        self.click_at(button, button.rect().center())
        self.wait(lambda: not self.sees(question))

    def choose(self, button: str, *words: str) -> None:
        """Open the menu behind a button and pick an entry by its words; several lead through submenus."""
        failures: list[BaseException] = []
        waiting = QTimer(self.window, interval=10)

        def pick() -> None:
            if QApplication.activePopupWidget() is not None:
                waiting.stop()
                try:
                    self._pick(words)
                except BaseException as error:  # would be lost in Qt
                    failures.append(error)
                    while popup := QApplication.activePopupWidget():
                        popup.close()

        waiting.timeout.connect(pick)
        waiting.start()
        self.click(button)  # returns when the menu has closed
        if failures:
            raise failures[0]

    def _pick(self, words: Sequence[str]) -> None:
        for word in words:
            menu = QApplication.activePopupWidget()
            assert isinstance(menu, QMenu)
            action = next(action for action in menu.actions() if action.text() == word)
            submenu = action.menu()  # asked now, because picking may remove the entry
            self.click_at(menu, menu.actionGeometry(action).center())
            if isinstance(submenu, QMenu):
                self.wait(submenu.isVisible)

    def tick(self, name: str) -> None:
        """By the keyboard, which also scrolls the box into sight."""
        self.reach(name)
        self.press("Space")

    # --- keys ---

    def press(self, *sequences: str) -> None:
        """Keys such as "Down" or "Ctrl+V", to whatever window is active."""
        for sequence in sequences:
            key = QKeySequence(sequence)[0]  # type: ignore[index]  # which the stubs forget
            active = QApplication.activePopupWidget() or QApplication.activeWindow() or self.window
            QTest.keyClick(handle(active), key.key(), key.keyboardModifiers())

    def reach(self, name: str) -> QWidget:
        """Walk to a control with the Tab key alone."""
        wanted = self.widget(name)
        self.window.activateWindow()  # a popup that closed may have taken that away, without a window manager
        self.wait(self.window.isActiveWindow)
        for _ in range(60):
            if wanted.hasFocus():
                return wanted
            self.press("Tab")
        raise AssertionError(f"Tab does not lead to {name}, but to {QApplication.focusWidget()}")

    # --- drops and clipboard ---

    def drag(self, data: QMimeData) -> bool:
        """Bring a drag over the window; whether it takes it."""
        where = self.window.rect().center()
        event = QDragEnterEvent(where, Qt.DropAction.CopyAction, data, LEFT, PLAIN)
        QCoreApplication.sendEvent(handle(self.window), event)
        return event.isAccepted()

    def leave(self) -> None:
        """Take the drag away again."""
        QCoreApplication.sendEvent(handle(self.window), QDragLeaveEvent())

    def drop(self, data: QMimeData) -> bool:
        """Drag and let go; whether the window took it."""
        if not self.drag(data):
            return False
        where = QPointF(self.window.rect().center())
        event = QDropEvent(where, Qt.DropAction.CopyAction, data, LEFT, PLAIN)
        QCoreApplication.sendEvent(handle(self.window), event)
        return event.isAccepted()

    def paste(self, data: QMimeData) -> None:
        QGuiApplication.clipboard().setMimeData(data)
        self.press("Ctrl+V")


def _lay_out() -> None:
    """Put everything in its place, as it is before anybody sees it: a scroll bar that comes moves what is beside it."""
    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)


def _itself(widget: QWidget, kind: type[Kind], name: str) -> Kind | None:
    return widget if isinstance(widget, kind) and widget.objectName() == name else None


def point(widget: QWidget, across: float, down: float) -> QPoint:
    """A place in a widget, in shares of it."""
    return QPoint(round(across * (widget.width() - 1)), round(down * (widget.height() - 1)))


def handle(widget: QWidget) -> QWindow:
    handle = widget.windowHandle()
    assert handle is not None
    return handle


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


def cut_off(window: QWidget) -> list[str]:
    """The labels and buttons in sight that are too narrow for their words."""
    found = window.findChildren(QAbstractButton) + window.findChildren(QLabel)
    shown = (widget for widget in found if widget.isVisible() and widget.text())
    return [f"{widget.objectName()}: {widget.text()}" for widget in shown if not _fits(widget)]


def _fits(widget: QAbstractButton | QLabel) -> bool:
    style = widget.property("toolButtonStyle")
    if widget.property("icon_only") or style == Qt.ToolButtonStyle.ToolButtonIconOnly:
        return True
    if widget.objectName() in ("query_title", "detail_title", "fact"):
        return True  # these hold names of files
    if isinstance(widget, QAbstractButton):
        icon = 0 if widget.icon().isNull() else widget.iconSize().width()
        text = widget.text().replace("&&", "&")
        return icon + widget.fontMetrics().horizontalAdvance(text) <= widget.width()
    text = widget.shortest if isinstance(widget, ElidedLabel) else widget.text()
    words = text.split() if widget.wordWrap() else [text]
    return max(map(widget.fontMetrics().horizontalAdvance, words)) <= widget.contentsRect().width()


def files(*paths: str | Path) -> QMimeData:
    """What a file manager offers: addresses, and their names as text."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    data.setText("\n".join(map(str, paths)))
    return data


def offer(**formats: bytes | str) -> QMimeData:
    """Raw data by type, the type written with __ for its slash."""
    data = QMimeData()
    for kind, content in formats.items():
        data.setData(kind.replace("__", "/"), content.encode() if isinstance(content, str) else content)
    return data


def photos_in(folder: Path) -> list[str]:
    """The photos of a folder in the order of the gallery."""
    return sorted(str(path) for path in folder.iterdir())


def shown_by_similar(answer: dict[str, Sequence[dict[str, object]]]) -> list[tuple[object, object]]:
    """The matches of one answer of `twinset similar`, as `User.matches` gives those of the window."""
    return [(match["path"], match["distance"]) for match in answer["matches"]]
