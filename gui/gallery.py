"""The gallery: a grid of photos that stays quick with 100,000 of them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, QRect, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QImage, QKeyEvent, QMouseEvent, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from core.search import Match
from gui.gallery_delegate import GalleryDelegate
from gui.gallery_model import GalleryModel
from gui.theme import SPACE, Theme
from gui.thumbnails import PixmapCache, ThumbnailLoader, side_for

MIN_SIZE, MAX_SIZE = 96, 400  # px, of a picture's width
_MAX_GROWTH = 1.9  # of results that would leave much of the window empty
_BATCH = 1000  # items laid out at a time; some 10 ms
_SETTLE_MS = 15  # scrolling asks for thumbnails once a frame, not once an event


@dataclass(frozen=True)
class Place:
    """Where the user was in the gallery."""

    scroll: int = 0
    current: str | None = None


class GalleryView(QListView):
    """Shows photos or matches.

    Signals, each with a path:
        searched: the user clicked a photo or pressed Enter on it. opened: double click.
        menu_wanted: also where, in global coordinates. zoomed: the new thumbnail width.
    """

    searched = Signal(object)
    opened = Signal(object)
    menu_wanted = Signal(object, QPoint)
    zoomed = Signal(int)

    def __init__(self, theme: Theme, loader: ThumbnailLoader, size: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("gallery")
        self.setAccessibleName(self.tr("Photos"))
        self._loader = loader
        self._pixmaps = PixmapCache()
        self._photos = GalleryModel(self)
        self._cells = GalleryDelegate(theme, self._photos, self._pixmaps, self)
        self._size = 0
        self._pressed: str | None = None
        self._restoring: Place | None = None
        self._settle = QTimer(self, interval=_SETTLE_MS, singleShot=True)
        self.setModel(self._photos)
        self.setItemDelegate(self._cells)
        self._set_up()
        self._connect(theme)
        self.set_size(size)

    def _set_up(self) -> None:
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        # Without these two, 100,000 photos freeze the window for seconds at each reset and resize.
        self.setUniformItemSizes(True)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(_BATCH)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setMouseTracking(True)
        self.setViewportMargins(SPACE.l, SPACE.s, SPACE.xs, 0)

    def _connect(self, theme: Theme) -> None:
        self._loader.loaded.connect(self._on_loaded)
        self._settle.timeout.connect(self._want_thumbnails)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.verticalScrollBar().rangeChanged.connect(self._on_range)
        theme.changed.connect(self.viewport().update)

    @property
    def photos(self) -> GalleryModel:
        return self._photos

    # --- what is shown ---

    def show_photos(self, paths: Sequence[str], place: Place | None = None) -> None:
        self._photos.show_photos(paths)
        self._fit_cells()
        self._restore(place)

    def show_matches(self, matches: Sequence[Match], place: Place | None = None) -> None:
        self._photos.show_matches(matches)
        self._fit_cells()
        self._restore(place)
        if place is None:  # the keyboard goes on from the nearest one
            self._make_current(self._photos.index(0))

    def place(self) -> Place:
        return Place(self.verticalScrollBar().value(), self.current_path())

    def current_path(self) -> str | None:
        return self._photos.path_at(self.currentIndex().row())

    def selected_paths(self) -> list[str]:
        rows = sorted(index.row() for index in self.selectedIndexes())
        return [path for row in rows if (path := self._photos.path_at(row)) is not None]

    def forget_thumbnails(self) -> None:
        """Make all thumbnails anew, from disk where the files have not changed."""
        self._pixmaps.clear()
        self._settle.start()

    def _restore(self, place: Place | None) -> None:
        self._restoring = place
        self._pressed = self._pressed if place is None else None
        index = self._photos.index_of(place.current if place else None)
        self._make_current(index)
        if place is None:
            self.verticalScrollBar().setValue(0)
        else:
            self.verticalScrollBar().setValue(place.scroll)
        self._settle.start()

    def _make_current(self, index: QModelIndex) -> None:
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)

    @Slot(int)
    def _on_scrolled(self, _value: int) -> None:
        self._settle.start()

    @Slot(int, int)
    def _on_range(self, _low: int, high: int) -> None:
        """The layout grows in batches: a remembered place may become reachable only now."""
        if self._restoring is not None and high >= self._restoring.scroll:
            self.verticalScrollBar().setValue(self._restoring.scroll)
            self._restoring = None
        self.verticalScrollBar().setEnabled(high > 0)  # the stylesheet hides a disabled one; its room stays
        self._settle.start()

    # --- sizes ---

    @property
    def size_of_photos(self) -> int:
        return self._size

    def set_size(self, size: int) -> None:
        """Set the least width of a picture, in px; cells grow so that a row fills the window."""
        size = max(MIN_SIZE, min(MAX_SIZE, size))
        if size != self._size:
            anchor = self._first_visible()
            self._size = size
            self._fit_cells()
            self.scrollTo(anchor, QAbstractItemView.ScrollHint.PositionAtTop)
            self.zoomed.emit(size)

    def _fit_cells(self) -> None:
        # One pixel of slack: QListView breaks the row when cells fill it to the last one.
        room = self.viewport().width() - 1
        columns = self._columns_in(room)
        self._cells.set_cell_width(room // columns)
        self.setGridSize(QSize(room // columns, self._cells.cell_height()))
        self.verticalScrollBar().setSingleStep(self._cells.cell_height() // 3)
        self._settle.start()

    def _columns_in(self, room: int) -> int:
        most = max(1, room // (self._size + 2 * SPACE.s))
        if not self._photos.shows_matches:
            return most
        # A few results may be larger than asked for, as long as all of them stay in sight.
        for columns in range(max(1, math.ceil(room / (_MAX_GROWTH * self._size))), most):
            lines = math.ceil(self._photos.rowCount() / columns)
            if lines * self._cells.height_for(room // columns) <= self.viewport().height():
                return columns
        return most

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit_cells()
        super().resizeEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_size(round(self._size * 1.0015 ** event.angleDelta().y()))
            event.accept()
        else:
            super().wheelEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.setAccessibleName(self.tr("Photos"))
        super().changeEvent(event)

    # --- thumbnails ---

    @Slot()
    def _want_thumbnails(self) -> None:
        """Ask for what is visible, then for the screen after it and the one before."""
        side = side_for(self._cells.picture_height() * self.devicePixelRatioF())
        first, last = self._visible_rows()
        page = last - first + 1
        rows = (*range(first, last + 1), *range(last + 1, last + 1 + page), *range(first - 1, first - 1 - page, -1))
        paths = [path for row in rows if (path := self._photos.path_at(row)) is not None]
        self._loader.want([(path, side) for path in paths if not self._pixmaps.has(path, side)])

    def _visible_rows(self) -> tuple[int, int]:
        first = self._first_visible()
        if not first.isValid():
            return 0, -1
        grid = self.gridSize()
        columns = max(1, self.viewport().width() // grid.width())
        lines = self.viewport().height() // grid.height() + 2
        return first.row(), min(first.row() + lines * columns, self._photos.rowCount()) - 1

    def _first_visible(self) -> QModelIndex:
        return self.indexAt(QPoint(self.gridSize().width() // 2, 1))

    @Slot(object, object, object)
    def _on_loaded(self, path: str, side: int, image: QImage) -> None:
        first, last = self._visible_rows()
        in_sight = self._photos.paths[max(0, first) : last + 1]
        for one in in_sight:  # what is loaded ahead must not push these out
            self._pixmaps.get(one)
        self._pixmaps.put(path, side, QPixmap.fromImage(image))
        if path in in_sight:
            self.viewport().update(self.visualRect(self._photos.index(self._photos.paths.index(path, first))))

    # --- mouse and keys ---

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() in (Qt.MouseButton.BackButton, Qt.MouseButton.ForwardButton):
            event.ignore()  # the window goes back and forward
            return
        self._pressed = self._path_under(event)
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        dragging = self.state() == QAbstractItemView.State.DragSelectingState
        super().mouseReleaseEvent(event)
        plain = event.button() == Qt.MouseButton.LeftButton and not event.modifiers()
        path = self._path_under(event)
        if plain and not dragging and path is not None and path == self._pressed:
            self.searched.emit(path)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        # The first click has searched, so another photo may lie under the mouse by now: open the one that was clicked.
        if event.button() == Qt.MouseButton.LeftButton and self._pressed is not None:
            self.opened.emit(self._pressed)
            self._pressed = None
            event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        path = self.current_path()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and path is not None:
            self.searched.emit(path)
            event.accept()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(self.viewport().mapFromGlobal(event.globalPos()))
        path = self._photos.path_at(index.row())
        if path is not None:
            where = self._middle(index) if by_key else event.globalPos()
            self.menu_wanted.emit(path, where)

    def _middle(self, index: QModelIndex) -> QPoint:
        rect: QRect = self.visualRect(index)
        return self.viewport().mapToGlobal(rect.center())

    def _path_under(self, event: QMouseEvent) -> str | None:
        return self._photos.path_at(self.indexAt(event.position().toPoint()).row())
