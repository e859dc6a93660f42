"""All groups in a column: the photos of each as small pictures, how many there are, and what was ticked of them."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QFocusEvent, QFont, QKeyEvent, QPainter, QPen, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from core.duplicates.groups import Group
from core.duplicates.review import Review
from gui.base.texts import file_name
from gui.base.theme import RADIUS, SPACE, TYPE, Theme, font
from gui.duplicates.words import kind_text, photos_text, short_kind_text, ticked_text
from gui.gallery.page_pictures import PagePictures
from gui.widgets.tiles import draw_rounded

ModelIndex = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
_PICTURE = QSize(48, 60)
_OVERLAP = 22  # px by which each further picture shows beside the one before
_MOST = 3  # pictures of a group
_HEIGHT = _PICTURE.height() + 2 * SPACE.s
_NARROW, _WIDE = 164, 252  # px
_SHARE = 0.28  # of the page


class GroupModel(QAbstractListModel):
    """The groups of a review."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.review = Review()

    def show_review(self, review: Review) -> bool:
        """Whether there are other groups now."""
        before, self.review = self.review, review
        if before.groups != review.groups:
            self.beginResetModel()
            self.endResetModel()
            return True
        if before.ticked != review.ticked and review.groups:
            self.dataChanged.emit(self.index(0), self.index(len(review.groups) - 1))
        return False

    def group_at(self, row: int) -> Group | None:
        groups = self.review.groups
        return groups[row] if 0 <= row < len(groups) else None

    def rowCount(self, parent: ModelIndex = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.review.groups)

    def data(self, index: ModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        group = self.group_at(index.row())
        if group is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return photos_text(len(group.photos))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = (
                photos_text(len(group.photos)),
                kind_text(group.kind),
                file_name(group.best.path),
                self.ticks(group),
            )
            return ", ".join(filter(None, said))
        return None

    def ticks(self, group: Group) -> str:
        """How many of its photos are ticked, in words; empty for none."""
        count = len(group.paths & self.review.ticked)
        return ticked_text(count) if count else ""


class GroupList(QListView):
    """Signals:
    chosen: a Group is to be seen, or None. entered: the keyboard is to go on to its photos. focused: the keyboard is
    here. seen: other groups are in sight.
    """

    chosen = Signal(object)
    entered = Signal()
    focused = Signal()
    seen = Signal()

    def __init__(self, theme: Theme, pictures: PagePictures) -> None:
        super().__init__()
        self.setObjectName("duplicate_groups")
        self.setAccessibleName(self.tr("Groups of duplicates"))
        self._groups = GroupModel(self)
        self.setModel(self._groups)
        self.setItemDelegate(_GroupDelegate(theme, self._groups, pictures, self))
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.fit(_WIDE)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.selectionModel().currentChanged.connect(self._on_current)
        theme.changed.connect(self.viewport().update)
        pictures.came.connect(self._on_came)

    def fit(self, width: int) -> None:
        """Take as much of a page of this width, px, as goes with it."""
        self.setFixedWidth(min(_WIDE, max(_NARROW, round(_SHARE * width))))

    @property
    def current(self) -> Group | None:
        return self._groups.group_at(self.currentIndex().row())

    def show_review(self, review: Review) -> None:
        """The group that was seen is seen on, as far as anything is left of it; else the one in its place."""
        before, row = self.current, self.currentIndex().row()
        if self._groups.show_review(review):
            self._go_to(self._row_of(before, row) if review.groups else -1)

    def go_to(self, path: str | None) -> None:
        """See the first group with this photo, where there is one."""
        row = next((row for row, group in enumerate(self._groups.review.groups) if path in group.paths), -1)
        if row >= 0 and (self.current is None or path not in self.current.paths):
            self._go_to(row)

    def in_sight(self) -> list[Group]:
        """The groups that can be seen, and a few below them."""
        first = max(0, self.indexAt(self.viewport().rect().topLeft()).row())
        last = first + self.viewport().height() // _HEIGHT + 2
        return list(self._groups.review.groups[first : last + 1])

    def _row_of(self, before: Group | None, row: int) -> int:
        groups = self._groups.review.groups
        if before is not None:
            same = (at for at, group in enumerate(groups) if group.kind is before.kind and group.paths & before.paths)
            row = next(same, row)
        return min(max(row, 0), len(groups) - 1)

    def _go_to(self, row: int) -> None:
        self.setCurrentIndex(self._groups.index(row))
        self.chosen.emit(self.current)  # it may be another one in the same row
        self.seen.emit()

    @Slot(QModelIndex, QModelIndex)
    def _on_current(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self.chosen.emit(self.current)

    @Slot(int)
    def _on_scrolled(self, _value: int) -> None:
        self.seen.emit()

    @Slot(object)
    def _on_came(self, path: str) -> None:
        if any(path in group.paths for group in self.in_sight()):
            self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Right) and self.current is not None:
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.seen.emit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.seen.emit()


class _GroupDelegate(QStyledItemDelegate):
    """Draws a row; paths are asked of the model itself, because Qt mangles names that are no UTF-8."""

    def __init__(self, theme: Theme, groups: GroupModel, pictures: PagePictures, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._groups = groups
        self._pictures = pictures

    def sizeHint(self, option: QStyleOptionViewItem, index: ModelIndex) -> QSize:
        return QSize(_NARROW // 2, _HEIGHT)  # a row is as wide as the list

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: ModelIndex) -> None:
        group = self._groups.group_at(index.row())
        if group is None:
            return
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        self._draw_ground(painter, option)
        most = _MOST if option.rect.width() > (_NARROW + _WIDE) // 2 else 1
        shown = group.photos[:most]
        place = option.rect.adjusted(SPACE.m, SPACE.s, 0, 0)
        for number in reversed(range(len(shown))):
            frame = QRect(place.left() + number * _OVERLAP, place.top(), _PICTURE.width(), _PICTURE.height())
            self._draw_picture(painter, frame, shown[number].path)
        left = place.left() + _PICTURE.width() + (most - 1) * _OVERLAP + SPACE.m
        self._draw_words(painter, option.rect.adjusted(left - option.rect.left(), SPACE.s, -SPACE.s, -SPACE.s), group)
        painter.restore()

    def _draw_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        colours, state, place = self._theme.colours, option.state, option.rect.adjusted(2, 1, -2, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if state & QStyle.StateFlag.State_Selected:
            painter.setBrush(QColor(colours.accent_soft))
            painter.drawRoundedRect(place, RADIUS, RADIUS)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(QColor(colours.hover))
            painter.drawRoundedRect(place, RADIUS, RADIUS)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours.accent), 1.5))
            painter.drawRoundedRect(place, RADIUS, RADIUS)

    def _draw_picture(self, painter: QPainter, frame: QRect, path: str) -> None:
        colours, pixmap = self._theme.colours, self._pictures.get(path)
        painter.setPen(QPen(QColor(colours.surface), 2))
        painter.setBrush(QColor(colours.tile))
        painter.drawRoundedRect(frame, 6, 6)
        if pixmap is not None and not pixmap.isNull():
            draw_rounded(painter, frame.adjusted(1, 1, -1, -1), pixmap)

    def _draw_words(self, painter: QPainter, place: QRect, group: Group) -> None:
        colours = self._theme.colours
        lines = (photos_text(len(group.photos)), short_kind_text(group.kind), self._groups.ticks(group))
        shown = [line for line in lines if line]
        for number, line in enumerate(shown):
            first = number == 0
            painter.setFont(
                font(TYPE.body if first else TYPE.caption, QFont.Weight.DemiBold if first else QFont.Weight.Normal)
            )
            painter.setPen(QColor(colours.text if first else colours.accent if line is lines[2] else colours.muted))
            metrics = painter.fontMetrics()
            height = metrics.height() + 2
            top = place.center().y() - len(shown) * height // 2 + number * height
            row = QRect(place.left(), top, place.width(), height)
            text = metrics.elidedText(line, Qt.TextElideMode.ElideRight, row.width())
            painter.drawText(row, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
