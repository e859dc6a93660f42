"""A user without a plan: a seeded stream of random clicks, keys, drags, drops and wheel turns on the real window."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from random import Random

from PySide6.QtCore import QCoreApplication, QMimeData, QObject, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage, QKeySequence, QWheelEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QListView, QMenu, QSlider, QWidget
from shiboken6 import isValid

LEFT, PLAIN = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
# Native dialogs wait for a person, these would show other programs or end this one.
FORBIDDEN = (
    *("choose_folder", "open_photo", "add_folder", "invitation_open", "remove_folder"),
    *("cache_change", "cache_open", "import_board", "empty_import"),
)
KEYS = (
    *("Left", "Right", "Up", "Down", "PgUp", "PgDown", "Home", "End", "Return", "Space", "Escape", "Tab"),
    *(
        "F",
        "E",
        "+",
        "-",
        "Del",
        "Ctrl+Z",
        "Alt+Left",
        "Alt+Right",
        "Ctrl+1",
        "Ctrl+2",
        "Ctrl+3",
        "Ctrl+4",
        "Ctrl+7",
        "G",
        "Ctrl+5",
        "Ctrl+B",
        "Ctrl++",
        "Ctrl+-",
    ),
    *("F5", "Ctrl+C", "Ctrl+A", "X", "W", "0", "T", "Shift+Right", "?", "F1", "Ctrl+,"),
)


class Monkey(QObject):
    """Acts on the window of this program every few milliseconds, until it is stopped.

    A dialog that waits for an answer runs an event loop of its own; the next action is asked for before each one, so
    that it comes in such a loop too.
    """

    def __init__(self, window: QWidget, photos: Sequence[str], seed: int, pause_ms: int = 15) -> None:
        super().__init__(window)
        self._window = window
        self._photos = photos
        self._random = Random(seed)
        self._pause_ms = pause_ms
        self._stopped = False
        self.actions: dict[str, int] = {}
        self.slowest: dict[str, float] = {}  # by action, seconds until its handlers returned
        self._repertoire: tuple[tuple[int, Callable[[], str]], ...] = (
            (24, self._press_key),
            (14, self._turn_wheel),
            (14, self._click_photo),
            (10, self._click_button),
            (8, self._drag_slider),
            (8, self._use_map),
            (8, self._use_board),
            (4, self._draw_box),
            (4, self._drop),
            (3, self._paste),
            (2, self._resize),
            (2, self._use_menu),
        )

    def start(self) -> None:
        self._next()

    def stop(self) -> None:
        """No action after this one; what is open is closed."""
        self._stopped = True
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        while (dialog := QApplication.activeModalWidget()) is not None:
            dialog.close()
        QGuiApplication.clipboard().clear()  # what was pasted belongs to Python, which ends before the clipboard does

    def _next(self) -> None:
        if not self._stopped:
            QTimer.singleShot(self._pause_ms, self._act)

    def _act(self) -> None:
        if self._stopped:
            return
        self._next()
        weights, acts = zip(*self._repertoire, strict=True)
        act = self._random.choices(acts, weights)[0]
        started = time.perf_counter()
        name = self._leave() if self._has_company() else act()
        self.actions[name] = self.actions.get(name, 0) + 1
        self.slowest[name] = max(self.slowest.get(name, 0.0), time.perf_counter() - started)

    # --- what is on top ---

    def _top(self) -> QWidget:
        return QApplication.activePopupWidget() or QApplication.activeModalWidget() or self._window

    def _has_company(self) -> bool:
        """Whether a menu or a dialog is open, and it is time to answer or leave it."""
        others = [w for w in QApplication.topLevelWidgets() if w.isVisible() and w is not self._window]
        return any(w.windowType() in (Qt.WindowType.Dialog, Qt.WindowType.Popup, Qt.WindowType.Window) for w in others)

    def _leave(self) -> str:
        others = [
            w
            for w in QApplication.topLevelWidgets()
            if w.isVisible() and w is not self._window and w.windowType() != Qt.WindowType.ToolTip
        ]
        top = self._top() if self._top() is not self._window else self._random.choice(others or [self._window])
        if self._random.random() < 0.5 and not isinstance(top, QMenu):
            return self._click_button(top)
        self._key("Escape", top)
        if self._random.random() < 0.5 and top is not self._window and isValid(top):
            top.close()
        return "leave"

    # --- actions; each returns its name ---

    def _key(self, sequence: str, target: QWidget | None = None) -> None:
        if self._stopped:
            return  # the dialog that an earlier one of several keys had opened was closed just now
        combination = QKeySequence(sequence)[0]
        top = target or self._top()
        if top.windowHandle() is not None and top.isVisible():
            QTest.keyClick(top.windowHandle(), combination.key(), combination.keyboardModifiers())

    def _press_key(self) -> str:
        for _ in range(self._random.randint(1, 4)):
            self._key(self._random.choice(KEYS))
        return "key"

    def _click(self, widget: QWidget, at: QPoint, keys: Qt.KeyboardModifier = PLAIN) -> None:
        top, handle = widget.window(), widget.window().windowHandle()
        place = widget.mapTo(top, at)
        if not self._stopped and handle is not None and widget.isVisible() and top.rect().contains(place):
            QTest.mouseClick(handle, LEFT, keys, place)

    def _gallery(self) -> QListView:
        found: QListView = self._window.findChild(QListView, "gallery")
        return found

    def _click_photo(self) -> str:
        viewport = self._gallery().viewport()
        keys = self._random.choice((PLAIN, PLAIN, PLAIN, Qt.KeyboardModifier.ControlModifier))
        if viewport.isVisible():
            self._click(viewport, self._somewhere(viewport), keys)
        return "photo"

    def _somewhere(self, widget: QWidget) -> QPoint:
        return QPoint(self._random.randrange(max(1, widget.width())), self._random.randrange(max(1, widget.height())))

    def _turn_wheel(self) -> str:
        viewport = self._map() or self._gallery().viewport()
        ctrl = self._random.random() < 0.1
        keys = Qt.KeyboardModifier.ControlModifier if ctrl else PLAIN
        for _ in range(self._random.randint(1, 8)):
            turn = QPoint(0, self._random.choice((-480, -120, 120, 240)))
            at = viewport.mapTo(self._window, self._somewhere(viewport))
            no_button, phase = Qt.MouseButton.NoButton, Qt.ScrollPhase.NoScrollPhase
            where = QPointF(self._window.mapToGlobal(at))
            event = QWheelEvent(QPointF(at), where, QPoint(), turn, no_button, keys, phase, False)
            QCoreApplication.sendEvent(self._handle(), event)
        return "wheel"

    def _handle(self) -> QWindow:
        handle = self._window.windowHandle()
        assert handle is not None
        return handle

    def _click_button(self, place: QWidget | None = None) -> str:
        buttons = [
            button
            for button in (place or self._window).findChildren(QAbstractButton)
            if button.isVisible() and button.isEnabled() and not button.objectName().startswith(FORBIDDEN)
        ]
        if buttons:
            button = self._random.choice(buttons)
            self._click(button, button.rect().center())
        return "button"

    def _drag_slider(self) -> str:
        sliders = [slider for slider in self._window.findChildren(QSlider) if slider.isVisible()]
        if not sliders:
            return "slider"
        slider = self._random.choice(sliders)
        self._drag([slider.mapTo(self._window, self._somewhere(slider)) for _ in range(self._random.randint(2, 8))])
        return "slider"

    def _drag(self, points: Sequence[QPoint]) -> None:
        """With the left button, as far as the points lie in the window."""
        handle, inside = self._handle(), [point for point in points if self._window.rect().contains(point)]
        if inside:
            QTest.mousePress(handle, LEFT, PLAIN, inside[0])
            for point in inside[1:]:
                QTest.mouseMove(handle, point)
            QTest.mouseRelease(handle, LEFT, PLAIN, inside[-1])

    def _map(self) -> QWidget | None:
        """Where it is seen."""
        view = self._window.findChild(QWidget, "map_view")
        return view if view is not None and view.isVisible() else None

    def _use_map(self) -> str:
        """Move it, draw around photos of it, or click one."""
        if (view := self._map()) is None:
            return "map"
        if self._random.random() < 0.3:
            self._key("L")
        if self._random.random() < 0.3:
            self._click(view, self._somewhere(view))
        else:
            self._drag([view.mapTo(self._window, self._somewhere(view)) for _ in range(4)])
        return "map"

    def _use_board(self) -> str:
        """Put photos on one, drag what lies there, scale it, write a note."""
        view = self._window.findChild(QWidget, "board_view")
        if view is None or not view.isVisible():
            self._key(self._random.choice(("Ctrl+5", "B")))
            return "board"
        if self._random.random() < 0.3:
            self._key(self._random.choice(("+", "-", "X", "PgUp", "PgDown", "Ctrl+Right", "Ctrl+A", "T")))
        self._drag([view.mapTo(self._window, self._somewhere(view)) for _ in range(4)])
        return "board"

    def _draw_box(self) -> str:
        picture = self._window.findChild(QWidget, "query_picture")
        if picture is not None and picture.isVisible():
            self._drag([picture.mapTo(self._window, self._somewhere(picture)) for _ in range(3)])
        return "box"

    def _data(self) -> QMimeData:
        data, kind = QMimeData(), self._random.randrange(5)
        if kind == 0:
            paths = self._random.sample(list(self._photos), self._random.randint(1, 3))
            data.setUrls([QUrl.fromLocalFile(path) for path in paths])
        elif kind == 1:
            image = QImage(self._random.randint(1, 600), self._random.randint(1, 600), QImage.Format.Format_ARGB32)
            image.fill(self._random.randrange(2**32))
            data.setImageData(image)
        elif kind == 2:
            data.setText(self._random.choice(("https://example.org/shirt.jpg", "no path at all", self._photos[0])))
        elif kind == 3:
            data.setData("image/png", self._random.randbytes(200))
        else:
            data.setHtml(f'<img src="data:image/jpeg;base64,{"A" * self._random.randrange(60)}">')
        return data

    def _drop(self) -> str:
        data, where = self._data(), QPointF(self._window.rect().center())
        enter = QDragEnterEvent(where.toPoint(), Qt.DropAction.CopyAction, data, LEFT, PLAIN)
        QCoreApplication.sendEvent(self._handle(), enter)
        if enter.isAccepted():
            QCoreApplication.sendEvent(self._handle(), QDropEvent(where, Qt.DropAction.CopyAction, data, LEFT, PLAIN))
        return "drop"

    def _paste(self) -> str:
        QGuiApplication.clipboard().setMimeData(self._data())
        self._key("Ctrl+V")
        return "paste"

    def _resize(self) -> str:
        self._window.resize(self._random.randint(640, 1500), self._random.randint(480, 1000))
        return "resize"

    def _use_menu(self) -> str:
        """A choice of the menu by its action; a popup that waits for the mouse comes with the buttons."""
        names = ("theme_light", "theme_dark", "theme_system", *(f"sort_{name}" for name in ("name", "date", "colour")))
        for action in (a for widget in self._window.findChildren(QMenu) for a in widget.actions()):
            if action.objectName() == self._random.choice(names):
                action.trigger()
                break
        return "menu"
