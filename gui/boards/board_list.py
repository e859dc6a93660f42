"""All boards, one a row: to open, to drop photos on, to do something about; below them the note of the one seen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import (
    QEvent,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFont,
    QFontMetrics,
    QImage,
    QKeyEvent,
    QPainter,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from gui.base.keys import command
from gui.base.texts import photos, plain_tip
from gui.base.theme import SPACE, TYPE, Theme, font
from gui.base.urls import path_of
from gui.gallery.thumbnails import SIDES, PixmapCache, ThumbnailLoader, Wanted
from gui.widgets.tiles import draw_rounded

_COVER = QSize(44, 55)  # px
_KEY, _COUNT = Qt.ItemDataRole.UserRole + 1, Qt.ItemDataRole.UserRole + 2


class Row(NamedTuple):
    """A board as the list shows it; `cover`: the path of a photo, None where there is none."""

    key: str
    name: str
    photos: int
    cover: str | None


class BoardList(QListWidget):
    """Signals, with the key of a board where nothing else is said:
    opened. menu_wanted: also where, in global coordinates. rename_wanted, delete_wanted: by their keys.
    dropped: also a tuple of paths; an empty key where there is no board.
    """

    opened = Signal(str)
    menu_wanted = Signal(str, QPoint)
    rename_wanted = Signal(str)
    delete_wanted = Signal(str)
    dropped = Signal(str, tuple)

    def __init__(self, theme: Theme, loader: ThumbnailLoader) -> None:
        super().__init__()
        self.setObjectName("board_list")
        self.setAccessibleName(self.tr("Boards"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAcceptDrops(True)
        self.setMouseTracking(True)
        self._loader = loader
        self._rows: tuple[Row, ...] = ()
        self._covers = PixmapCache(16 * 2**20)
        self._cells = _Cells(theme, self)
        self.setItemDelegate(self._cells)
        self.itemClicked.connect(self._on_opened)
        self.itemActivated.connect(self._on_opened)
        loader.loaded.connect(self._on_loaded)
        loader.same.connect(self._on_same)
        theme.changed.connect(self.viewport().update)

    # --- what is shown ---

    def show_rows(self, rows: Sequence[Row]) -> None:
        rows = tuple(rows)
        if rows == self._rows:
            return
        here, self._rows = self.key, rows
        while self.count() > len(rows):
            self.takeItem(self.count() - 1)
        while self.count() < len(rows):
            self.addItem(QListWidgetItem())
        for number, row in enumerate(rows):
            self._fill(self.item(number), row)
        self.show_key(here)
        self.ask_for_covers()

    def _fill(self, item: QListWidgetItem, row: Row) -> None:
        told = photos(row.photos)
        item.setText(row.name)
        item.setData(_KEY, row.key)
        item.setData(_COUNT, told)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{row.name}, {told}")
        item.setToolTip(plain_tip(f"{row.name}\n{told}"))

    def show_key(self, key: str) -> None:
        """The board that is seen."""
        number = next((number for number, row in enumerate(self._rows) if row.key == key), -1)
        if number != self.currentRow():
            self.setCurrentRow(number)

    @property
    def key(self) -> str:
        """Of the board where the keyboard is; empty for none."""
        return self.key_of(self.currentItem())

    @staticmethod
    def key_of(item: QListWidgetItem | None) -> str:
        return "" if item is None else str(item.data(_KEY))

    def key_at(self, everywhere: QPoint) -> str | None:
        """Of the board at a point of the screen; empty beside them, None outside of the list."""
        at = self.viewport().mapFromGlobal(everywhere)
        if not self.isVisible() or not self.viewport().rect().contains(at):
            return None
        return self.key_of(self.itemAt(at))

    # --- covers ---

    def ask_for_covers(self) -> None:
        """What is missing of them, or may have changed."""
        side, held = SIDES[0], self._covers
        paths = [row.cover for row in self._rows if row.cover is not None and not held.has(row.cover, side)]
        self._loader.want_also([Wanted(path, side, held.version(path, side)) for path in dict.fromkeys(paths)])

    def renew(self) -> None:
        """Photos may have changed."""
        self._covers.doubt()
        self.ask_for_covers()

    def cover(self, number: int) -> QPixmap | None:
        path = self._rows[number].cover if number < len(self._rows) else None
        return None if path is None else self._covers.get(path)

    @Slot(object, object, object, object)
    def _on_loaded(self, path: str, side: int, image: QImage, version: str) -> None:
        if any(row.cover == path for row in self._rows):
            small = image.scaled(_COVER * 3, Qt.AspectRatioMode.KeepAspectRatio) if side > SIDES[0] else image
            self._covers.put(path, side, QPixmap.fromImage(small), version)
            self.viewport().update()

    @Slot(object)
    def _on_same(self, path: str) -> None:
        self._covers.trust(path)

    # --- what the user does ---

    @Slot(QListWidgetItem)
    def _on_opened(self, item: QListWidgetItem) -> None:
        self.opened.emit(self.key_of(item))

    def event(self, event: QEvent) -> bool:
        """Keys are taken before the shortcuts of the window: no photo goes to the trash for a board."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and command(event, "boards"):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        wanted = {"rename": self.rename_wanted, "delete": self.delete_wanted}
        name = command(event, "boards")
        if name is None:
            super().keyPressEvent(event)
        elif self.key:
            wanted[name].emit(self.key)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        item = self.currentItem() if by_key else self.itemAt(self.viewport().mapFromGlobal(event.globalPos()))
        if item is not None:
            where = self.viewport().mapToGlobal(self.visualItemRect(item).center())
            self.menu_wanted.emit(self.key_of(item), where if by_key else event.globalPos())

    # --- drops ---

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.acceptProposedAction()
        self._aim(self.itemAt(event.position().toPoint()))

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._aim(None)

    def dropEvent(self, event: QDropEvent) -> None:
        self._aim(None)
        event.acceptProposedAction()
        self.dropped.emit(self.key_of(self.itemAt(event.position().toPoint())), _paths(event.mimeData()))

    def _aim(self, item: QListWidgetItem | None) -> None:
        """The board that a drop would be for."""
        self._cells.aimed = -1 if item is None else self.row(item)
        self.viewport().update()


class _Cells(QStyledItemDelegate):
    """Draws a row: the cover, the name, how many photos."""

    def __init__(self, theme: Theme, boards: BoardList) -> None:
        super().__init__(boards)
        self._theme = theme
        self._boards = boards
        self.aimed = -1

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, _COVER.height() + 2 * SPACE.s)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        colours, place = self._theme.colours, QRect(option.rect).adjusted(SPACE.s, 1, -SPACE.xs, -1)
        state = option.state
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        focused = state & QStyle.StateFlag.State_HasFocus and self._boards.hasFocus()
        aimed = index.row() == self.aimed
        painter.setPen(QPen(QColor(colours.accent), 1.5) if focused or aimed else Qt.PenStyle.NoPen)
        if state & QStyle.StateFlag.State_Selected or aimed:
            painter.setBrush(QColor(colours.accent_soft))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(QColor(colours.hover))
        painter.drawRoundedRect(place, 6, 6)
        cover = QRect(place.topLeft() + QPoint(SPACE.s, (place.height() - _COVER.height()) // 2), _COVER)
        self._draw_cover(painter, cover, index.row())
        beside = QRect(cover.right() + SPACE.m, place.top(), place.right() - cover.right() - SPACE.l, place.height())
        self._draw_words(painter, beside, str(index.data()), str(index.data(_COUNT)))
        painter.restore()

    def _draw_cover(self, painter: QPainter, place: QRect, number: int) -> None:
        pixmap = self._boards.cover(number)
        if pixmap is not None and not pixmap.isNull():
            draw_rounded(painter, place, pixmap)
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.colours.tile))
        painter.drawRoundedRect(place, 6, 6)
        icon = self._theme.pixmap(
            "board", QSize(20, 20), painter.device().devicePixelRatioF(), self._theme.colours.muted
        )
        painter.drawPixmap(place.center() - QPoint(10, 10), icon)

    def _draw_words(self, painter: QPainter, place: QRect, name: str, count: str) -> None:
        above, below = font(TYPE.body, QFont.Weight.DemiBold), font(TYPE.caption)
        heights = QFontMetrics(above).height(), QFontMetrics(below).height()
        top = place.center().y() - sum(heights) // 2
        for letters, text, colour, height in (
            (above, name, self._theme.colours.text, heights[0]),
            (below, count, self._theme.colours.muted, heights[1]),
        ):
            painter.setFont(letters)
            painter.setPen(QColor(colour))
            shown = QFontMetrics(letters).elidedText(text, Qt.TextElideMode.ElideRight, place.width())
            painter.drawText(QRect(place.left(), top, place.width(), height), Qt.AlignmentFlag.AlignVCenter, shown)
            top += height


def _paths(data: QMimeData) -> tuple[str, ...]:
    return tuple(path_of(url) for url in data.urls() if url.isLocalFile())
