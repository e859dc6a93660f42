"""The gallery: what mouse and keys do with the photos of a grid."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
    SignalInstance,
    Slot,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QDrag,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QWidget

from core.search.found import Shown
from gui.base.keys import command
from gui.base.theme import SPACE, TYPE, Theme, font
from gui.gallery.carried import carried
from gui.gallery.cell_marks import HEART, STACK
from gui.gallery.gallery_model import mime_of
from gui.gallery.photo_grid import MAX_SIZE, MIN_SIZE, PhotoGrid
from gui.gallery.place import Place
from gui.gallery.thumbnails import ThumbnailLoader
from gui.widgets.controls import label_button, name_control, text_button

__all__ = ["MAX_SIZE", "MIN_SIZE", "GalleryView"]


class GalleryView(PhotoGrid):
    """Shows photos or matches.

    Signals, each with a path:
        searched: the user clicked a photo or pressed Enter on it. opened: double click.
        menu_wanted: also where, in global coordinates. favoured: the heart. stack_toggled: the badge of a stack.
        liked, unliked: the user wants more or less like a photo. previewed: the user wants to see it large.
        selected: how many photos are, which is no path.
    """

    selected = Signal(int)

    searched = Signal(object)
    opened = Signal(object)
    menu_wanted = Signal(object, QPoint)
    liked = Signal(object)
    unliked = Signal(object)
    previewed = Signal(object)
    favoured = Signal(object)
    stack_toggled = Signal(object)

    def __init__(self, theme: Theme, loader: ThumbnailLoader, size: int, parent: QWidget | None = None) -> None:
        super().__init__(theme, loader, size, parent)
        self._theme = theme
        self._pressed: str | None = None
        self._pressed_action: str | None = None
        self._message = ""
        self._do_when_empty: Callable[[], object] = bool
        self._way = text_button("empty_way_button")
        self._way.setParent(self.viewport())
        self._way.clicked.connect(lambda: self._do_when_empty())
        name_control(self._way, self.tr("Show photos again"))
        self._way.hide()
        self._photos.modelReset.connect(self._settle_way)
        self._photos.modelReset.connect(self._tell_selected)

    @Slot()
    def _tell_selected(self) -> None:
        ranges = self.selectionModel().selection().toList()
        self.selected.emit(sum(one.bottom() - one.top() + 1 for one in ranges))

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self._tell_selected()

    def say_when_empty(self, message: str, way: str = "", do: Callable[[], object] = bool) -> None:
        """What stands in the middle while there is no photo, with a button of these words for a `way` out of it."""
        self._message = message
        self._do_when_empty = do
        self._way.setText(way)
        if way:
            label_button(self._way, way)
        self._settle_way()
        self.viewport().update()

    @Slot()
    def _settle_way(self) -> None:
        """Below the message."""
        self._way.setVisible(bool(self._message and self._way.text()) and not self._photos.rowCount())
        self._way.adjustSize()
        room = self.viewport().rect()
        self._way.move((room.width() - self._way.width()) // 2, room.center().y() + SPACE.xl)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle_way()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._message and not self._photos.rowCount():
            painter = QPainter(self.viewport())
            painter.setPen(self.palette().placeholderText().color())
            painter.setFont(font(TYPE.title))
            place = self.viewport().rect().adjusted(SPACE.xl, SPACE.xl, -SPACE.xl, -SPACE.xl)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._message)
            painter.end()

    def show_photos(self, paths: Sequence[str], place: Place | None = None) -> None:
        """What is selected stays so where these photos take the place of others: some may just have been found."""
        self._pressed = self._pressed if place is None else None
        stays = place is not None and not self._photos.shows_matches
        selected = frozenset(self.selected_paths() if stays else ())
        super().show_photos(paths, place)
        self._select(selected)

    def select(self, paths: Collection[str]) -> None:
        """These of the photos shown and no others."""
        if frozenset(self.selected_paths()) != frozenset(paths):
            self.clearSelection()
            self._select(paths)

    def _select(self, paths: Collection[str]) -> None:
        """Those of these photos that are shown, by ranges: there may be very many."""
        rows = [row for row, path in enumerate(self._photos.paths) if path in paths] if paths else []
        chosen, first = QItemSelection(), 0
        for at, row in enumerate(rows, 1):
            if at == len(rows) or rows[at] != row + 1:
                chosen.select(self._photos.index(rows[first]), self._photos.index(row))
                first = at
        if rows:
            self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.Select)

    def show_matches(self, shown: Shown, place: Place | None = None) -> None:
        self._pressed = self._pressed if place is None else None
        super().show_matches(shown, place)

    def place(self) -> Place:
        """Where the user is, or will be once that place of the growing layout can be reached."""
        wanted, here = self._restoring, super().place()
        pending = wanted is not None and wanted.scroll > self.verticalScrollBar().maximum()
        return Place(wanted.scroll, here.current) if wanted is not None and pending else here

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() in (Qt.MouseButton.BackButton, Qt.MouseButton.ForwardButton):
            event.ignore()  # the window goes back and forward
            return
        self._pressed = self._path_under(event)
        self._pressed_action = self._action_under(event) if event.button() == Qt.MouseButton.LeftButton else None
        if self._pressed_action is None:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pressed_action is not None:
            self._finish_action(event)
            return
        dragging = self.state() == QAbstractItemView.State.DragSelectingState
        super().mouseReleaseEvent(event)
        plain = event.button() == Qt.MouseButton.LeftButton and not event.modifiers()
        path = self._path_under(event)
        if plain and not dragging and path is not None and path == self._pressed:
            self.searched.emit(path)

    def _finish_action(self, event: QMouseEvent) -> None:
        action, self._pressed_action = self._pressed_action, None
        if action == self._action_under(event) and self._path_under(event) == self._pressed:
            self._do(action, self._pressed)

    @property
    def _signals(self) -> dict[str, SignalInstance]:
        """By the names of keys and of the buttons on a card."""
        signals = {"search": self.searched, "more": self.liked, "less": self.unliked, "compare": self.previewed}
        return signals | {HEART: self.favoured, STACK: self.stack_toggled}

    def _do(self, action: str | None, path: str | None) -> None:
        if action is not None and path is not None:
            self._signals[action].emit(path)

    def startDrag(self, actions: Qt.DropAction) -> None:
        """All selected photos, as copies. Qt's own would draw each of them that is in sight."""
        drag = QDrag(self)
        drag.setMimeData(mime_of(self.chosen_paths()))
        drag.setPixmap(self._carried())
        self._pressed = None
        drag.exec(Qt.DropAction.CopyAction)

    def _carried(self) -> QPixmap:
        """The photo under the mouse, and how many there are."""
        path, count = self.current_path(), len(self.selected_paths())
        held = self._pixmaps.get(path) if path is not None else None
        return carried(held, count, self._theme, self.devicePixelRatioF())

    def _action_under(self, event: QMouseEvent) -> str | None:
        at = event.position().toPoint()
        index = self.indexAt(at)
        return self._cells.action_at(index, self.visualRect(index), at) if index.isValid() else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        action = self._action_under(event)
        hovered = (self.indexAt(event.position().toPoint()).row(), action) if action else None
        if hovered != self._cells.hovered:
            self._cells.hovered = hovered
            self.viewport().update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._action_under(event) is not None:  # the second of two quick clicks on a button of a card
            self.mousePressEvent(event)
            return
        # The first click has searched, so another photo may lie under the mouse by now: open the one that was clicked.
        if event.button() == Qt.MouseButton.LeftButton and self._pressed is not None:
            self.opened.emit(self._pressed)
            self._pressed = None
            event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        path, name = self.current_path(), command(event, "gallery")
        results_only = name in ("more", "less")
        if path is None or name not in self._signals or (results_only and not self._photos.shows_matches):
            super().keyPressEvent(event)
        else:
            self._do(name, path)
            event.accept()

    def toggle_current_stack(self) -> None:
        """Where the keyboard is."""
        self._do(STACK, self.current_path())

    def selectAll(self) -> None:
        """As one range: Qt would ask for each row."""
        first, last = self._photos.index(0), self._photos.index(self._photos.rowCount() - 1)
        if first.isValid():
            whole = QItemSelection(first, last)
            self.selectionModel().select(whole, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        """What to paint anew: all in sight. Asking for the place of each of 100,000 photos would take half a second."""
        return QRegion(self.viewport().rect())

    def keyboardSearch(self, search: str) -> None:
        """Letters are keys here; besides, Qt would compare 100,000 names."""

    def moveCursor(self, action: QAbstractItemView.CursorAction, keys: Qt.KeyboardModifier) -> QModelIndex:
        """Home and End lead there from anywhere; Qt would begin with the first photo where there is no current one. And
        where no two lines of photos fit, it would not turn the page at all."""
        ends = {self.CursorAction.MoveHome: 0, self.CursorAction.MoveEnd: self._photos.rowCount() - 1}
        pages = {self.CursorAction.MovePageUp: -1, self.CursorAction.MovePageDown: 1}
        if action in pages and self.currentIndex().isValid():
            return self._photos.index(self._a_page_on(self.currentIndex().row(), pages[action]))
        return self._photos.index(ends[action]) if action in ends else super().moveCursor(action, keys)

    def _a_page_on(self, row: int, pages: int) -> int:
        """The photo so many pages on, in the same column; in the first or last line where there are fewer."""
        columns, lines = self.lines_in_sight()
        last = self._photos.rowCount() - 1
        line = row // columns + pages * max(1, lines)
        return min(max(0, min(line, last // columns)) * columns + row % columns, last)

    def selected_rows(self) -> list[int]:
        """In order. By ranges: one index for each of 100,000 selected photos would take too long."""
        ranges = sorted((one.top(), one.bottom()) for one in self.selectionModel().selection().toList())
        return [row for top, bottom in ranges for row in range(top, bottom + 1)]

    def selected_paths(self) -> list[str]:
        """In order."""
        paths = self._photos.paths
        return [paths[row] for row in self.selected_rows()]

    def chosen_paths(self) -> list[str]:
        """The selected photos, or the one where the keyboard is."""
        current = self.current_path()
        return self.selected_paths() or ([current] if current else [])

    def chosen_with(self, path: str) -> list[str]:
        """The selected photos if this is one of them, else this one alone."""
        selected = self.selected_paths()
        return selected if path in selected else [path]

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(self.viewport().mapFromGlobal(event.globalPos()))
        path = self._photos.path_at(index.row())
        if path is not None:
            where = self._middle(index) if by_key else event.globalPos()
            self.menu_wanted.emit(path, where)

    def middle_of_current(self) -> QPoint:
        """Where the photo is on which the keyboard is, or the middle of the gallery, in global coordinates."""
        index = self.currentIndex()
        rect = self.visualRect(index) if index.isValid() else QRect()
        in_sight = rect.intersected(self.viewport().rect())
        return self.viewport().mapToGlobal((in_sight if not in_sight.isEmpty() else self.viewport().rect()).center())

    def _middle(self, index: QModelIndex) -> QPoint:
        rect: QRect = self.visualRect(index)
        return self.viewport().mapToGlobal(rect.center())

    def _path_under(self, event: QMouseEvent) -> str | None:
        return self._photos.path_at(self.indexAt(event.position().toPoint()).row())
