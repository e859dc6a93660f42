"""A grid of photos that stays quick with 100,000 of them: layout, thumbnails, zoom, and the place where the user is."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QImage, QNativeGestureEvent, QPixmap, QResizeEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QGestureEvent, QListView, QPinchGesture, QWidget

from core.search.found import Shown
from gui.base.theme import SPACE, Theme
from gui.gallery.cell_marks import Marked
from gui.gallery.gallery_delegate import GalleryDelegate
from gui.gallery.gallery_model import GalleryModel
from gui.gallery.place import Place
from gui.gallery.thumbnails import PixmapCache, ThumbnailLoader, Wanted, side_for

MIN_SIZE, MAX_SIZE = 96, 400  # px, of a picture's width
_MAX_GROWTH = 1.9  # of results that would leave much of the window empty
_MIN_GROWTH = 0.75  # of results that would not all be in sight otherwise
_BATCH = 1000  # items laid out at a time; some 10 ms
_PINCH = Qt.GestureType.PinchGesture
_SETTLE_MS = 15  # scrolling asks for thumbnails once a frame, not once an event


class PhotoGrid(QListView):
    """Shows photos or matches; what mouse and keys do with them is left to `gui.gallery.gallery`.

    Signals:
        zoomed: the new thumbnail width.
    """

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
        self._pinched = 0.0  # the size that pinching has led to, not rounded
        self._restoring: Place | None = None
        self._taken = 0  # px of the height
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
        self.viewport().grabGesture(_PINCH)
        self.setViewportMargins(SPACE.l, SPACE.s, SPACE.xs, 0)

    def _connect(self, theme: Theme) -> None:
        self._loader.loaded.connect(self._on_loaded)
        self._loader.same.connect(self._on_same)
        self._settle.timeout.connect(self._want_thumbnails)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.verticalScrollBar().rangeChanged.connect(self._on_range)
        theme.changed.connect(self.viewport().update)

    @property
    def photos(self) -> GalleryModel:
        return self._photos

    # --- what is shown ---

    def show_photos(self, paths: Sequence[str], place: Place | None = None) -> None:
        row = self.currentIndex().row()
        self._photos.show_photos(paths)
        self._fit_cells()
        self._restore(place)
        if place is not None and place.current is not None and not self.currentIndex().isValid():
            self._make_current(self._photos.index(min(row, len(paths) - 1)))  # the photo is gone: on with the next one

    def show_matches(self, shown: Shown, place: Place | None = None) -> None:
        self._photos.show_matches(shown)
        self._fit_cells()
        self._restore(place)
        if place is None or not self.currentIndex().isValid():  # the keyboard goes on from the nearest one
            self._make_current(self._photos.index(0))

    def show_marked(self, marked: Marked) -> None:
        """Hearts and veils from now on, and the stacks of what is no result."""
        if self._photos.show_marked(marked):
            self.viewport().update()

    def emphasise(self, count: int) -> None:
        """Let so many of the nearest results stand out."""
        if count != self._cells.emphasised:
            self._cells.emphasised = count
            self.viewport().update()

    def place(self) -> Place:
        return Place(self.verticalScrollBar().value(), self.current_path())

    def go_to(self, path: str) -> None:
        """Make a photo the keyboard's place, and scroll it into sight."""
        index = self._photos.index_of(path)
        if index.isValid():
            self._make_current(index)
            self.scrollTo(index)

    def mark(self, path: str) -> None:
        """Make a photo the keyboard's place without going there: the gallery may be hidden."""
        self._make_current(self._photos.index_of(path))

    def current_path(self) -> str | None:
        return self._photos.path_at(self.currentIndex().row())

    def forget_thumbnails(self) -> None:
        """Make all thumbnails anew, from disk where the files have not changed."""
        self._pixmaps.clear()
        self._want_soon()

    @Slot()
    def renew_thumbnails(self) -> None:
        """Photos may hold something else, or can be read though they could not: those in sight are looked at again."""
        self._pixmaps.doubt()
        self._loader.doubt()
        self._want_soon()

    def _restore(self, place: Place | None) -> None:
        self._restoring = place if place and place.scroll else None
        index = self._photos.index_of(place.current if place else None)
        self._make_current(index)
        if place is None:
            self.verticalScrollBar().setValue(0)
        else:
            self.verticalScrollBar().setValue(place.scroll)
        self._want_soon()

    def _make_current(self, index: QModelIndex) -> None:
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)

    @Slot(int)
    def _on_scrolled(self, _value: int) -> None:
        self._want_soon()

    @Slot(int, int)
    def _on_range(self, _low: int, high: int) -> None:
        """The layout grows in batches: a remembered place may become reachable only now."""
        if self._restoring is not None and high >= self._restoring.scroll:
            self.verticalScrollBar().setValue(self._restoring.scroll)
            self._restoring = None
        self.verticalScrollBar().setEnabled(high > 0)  # the stylesheet hides a disabled one; its room stays
        self._want_soon()

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
            self._pinched = 0.0
            self._fit_cells()
            self.scrollTo(anchor, QAbstractItemView.ScrollHint.PositionAtTop)
            self.zoomed.emit(size)

    def _fit_cells(self) -> None:
        # One pixel of slack: QListView breaks the row when cells fill it to the last one.
        room = self.viewport().width() - 1
        columns = self._columns_in(room)
        self._cells.set_cell_width(room // columns)
        grid = QSize(room // columns, self._cells.cell_height())
        if grid != self.gridSize():  # it lays all out anew, and a click meanwhile would meet no photo
            self.setGridSize(grid)
        self.verticalScrollBar().setSingleStep(self._cells.cell_height() // 3)
        self._want_soon()

    def give_height(self, taken: int) -> None:
        """So many px below are taken for a while by something else, for which no result changes its size."""
        self._taken = taken

    def _columns_in(self, room: int) -> int:
        most = max(1, room // (self._size + 2 * SPACE.s))
        if not self._photos.shows_matches:
            return most
        # A few results may be larger or a little smaller than asked for, so that all of them are in sight.
        least = max(1, math.ceil(room / (_MAX_GROWTH * self._size)))
        for columns in range(least, max(1, room // (round(_MIN_GROWTH * self._size) + 2 * SPACE.s)) + 1):
            lines = math.ceil(self._photos.rowCount() / columns)
            if lines * self._cells.height_for(room // columns) <= self.viewport().height() + self._taken:
                return columns
        return most

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit_cells()
        super().resizeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._want_soon()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_size(round(self._size * 1.0015 ** event.angleDelta().y()))
            event.accept()
        else:
            super().wheelEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Pinching zooms, on touchpads and on touch screens."""
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
            self._pinch(1 + event.value())
            return True
        if isinstance(event, QGestureEvent) and isinstance(pinch := event.gesture(_PINCH), QPinchGesture):
            self._pinch(pinch.scaleFactor())
            return True
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._want_soon()  # another screen may need sharper thumbnails
        return super().viewportEvent(event)

    def _pinch(self, factor: float) -> None:
        """Small movements add up: sizes are whole pixels."""
        self._pinched = max(MIN_SIZE, min(MAX_SIZE, factor * (self._pinched or self._size)))
        wanted, self._pinched = self._pinched, 0.0
        self.set_size(round(wanted))
        self._pinched = wanted

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.setAccessibleName(self.tr("Photos"))
        super().changeEvent(event)

    # --- thumbnails ---

    def _want_soon(self) -> None:
        """A timer under way is not started anew: a scroll that goes on and on would put the thumbnails off for ever."""
        if not self._settle.isActive():
            self._settle.start()

    @Slot()
    def _want_thumbnails(self) -> None:
        """Ask for what is visible, then for the screen after it and the one before."""
        if not self.isVisible():
            return  # what stands in its place asks for its own
        side = side_for(self._cells.picture_height() * self.devicePixelRatioF())
        first, last = self._visible_rows()
        if last < first and self._photos.rowCount():
            self._want_soon()  # not laid out yet, and where all photos fit no scroll bar will tell when they are
            return
        page = last - first + 1
        rows = (*range(first, last + 1), *range(last + 1, last + 1 + page), *range(first - 1, first - 1 - page, -1))
        paths = [path for row in rows if (path := self._photos.path_at(row)) is not None]
        held = self._pixmaps
        self._loader.want([Wanted(path, side, held.version(path, side)) for path in paths if not held.has(path, side)])

    def _visible_rows(self) -> tuple[int, int]:
        first = self._first_visible()
        if not first.isValid():
            return 0, -1
        columns, lines = self.lines_in_sight()
        return first.row(), min(first.row() + (lines + 2) * columns, self._photos.rowCount()) - 1

    def lines_in_sight(self) -> tuple[int, int]:
        """How many photos a line holds, and how many lines fit as a whole."""
        grid = self.gridSize()
        return max(1, self.viewport().width() // grid.width()), self.viewport().height() // grid.height()

    def _first_visible(self) -> QModelIndex:
        return self.indexAt(QPoint(self.gridSize().width() // 2, 1))

    @Slot(object)
    def _on_same(self, path: str) -> None:
        self._pixmaps.trust(path)

    @Slot(object, object, object, object)
    def _on_loaded(self, path: str, side: int, image: QImage, version: str) -> None:
        if not self.isVisible():
            return
        first, last = self._visible_rows()
        in_sight = self._photos.paths[max(0, first) : last + 1]
        for one in in_sight:  # what is loaded ahead must not push these out
            self._pixmaps.get(one)
        self._pixmaps.put(path, side, QPixmap.fromImage(image), version)
        if path in in_sight:
            self.viewport().update(self.visualRect(self._photos.index(self._photos.paths.index(path, first))))
