"""Draws one photo of the gallery: a rounded picture and its name; for results also rank, label and what can be done."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QHelpEvent,
    QPainter,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from core.search.labels import Label
from gui.base.texts import number
from gui.base.theme import RADIUS, SPACE, TYPE, Theme, font
from gui.gallery.cell_marks import HEART, STACK, CellMarks
from gui.gallery.cell_places import Discs
from gui.gallery.gallery_model import GalleryModel, ModelIndex
from gui.gallery.thumbnails import PixmapCache
from gui.widgets.tiles import Tiles, covers, draw_rounded

translate = QCoreApplication.translate

ASPECT = 1.25  # height : width of a picture; clothes are photographed upright
ACTIONS = ("more", "less", "compare")  # also the names of their icons
_RING = 2.5  # px
_DOT = 5  # px
_SMALLEST = 6.0  # pt, of words
_TIP_OFFSET = QPoint(2, 12)  # px, about what Qt adds: the tip begins below the photo
_DOTS = {Label.SAME: 4, Label.VERY: 3, Label.STYLE: 2, Label.LOOSE: 1}
_DOTS_WIDTH = len(_DOTS) * (_DOT + 3) + SPACE.xs


class GalleryDelegate(QStyledItemDelegate):
    """Draws the cells of a GalleryModel."""

    def __init__(self, theme: Theme, photos: GalleryModel, pixmaps: PixmapCache, parent: QObject) -> None:
        super().__init__(parent)
        self._photos = photos  # index.model() would give paths through Qt, which mangles names that are no UTF-8
        self._theme = theme
        self._marks = CellMarks(theme)
        self._pixmaps = pixmaps
        self._tiles = Tiles()
        self._picture_width = 160
        self._name_font = font(TYPE.caption)
        self._badge_font = font(TYPE.caption, QFont.Weight.DemiBold)
        self.emphasised = 0  # so many of the nearest stand out
        self.hovered: tuple[int, str] | None = None  # row and action under the mouse
        theme.changed.connect(self._tiles.clear)

    def set_cell_width(self, width: int) -> None:
        self._picture_width = width - 2 * SPACE.s

    def cell_height(self) -> int:
        return self.height_for(self._picture_width + 2 * SPACE.s)

    def height_for(self, cell_width: int) -> int:
        """The height of a cell of that width, px."""
        return round((cell_width - 2 * SPACE.s) * ASPECT) + self._caption_height() + 2 * SPACE.s

    def picture_height(self) -> int:
        return round(self._picture_width * ASPECT)

    def _line_height(self) -> int:
        return QFontMetrics(self._name_font).height()

    def _caption_height(self) -> int:
        lines = 2 if self._photos.shows_matches else 1
        return lines * self._line_height() + SPACE.s

    def sizeHint(self, option: QStyleOptionViewItem, index: ModelIndex) -> QSize:
        return QSize(self._picture_width + 2 * SPACE.s, self.cell_height())

    def _frame(self, cell: QRect) -> QRect:
        return QRect(cell.left() + SPACE.s, cell.top() + SPACE.s, self._picture_width, self.picture_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: ModelIndex) -> None:
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        frame, match = self._frame(option.rect), self._photos.match_at(index.row())
        stands_out = match is not None and index.row() < self.emphasised
        if stands_out:
            self._draw_card(painter, option.rect)
        self._draw_picture(painter, frame, index)
        self._draw_state(painter, frame, option.state)
        active = bool(option.state & (QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_HasFocus))
        if not (active and match is not None and Discs(frame).is_compact):  # whose buttons take all the room
            self._marks.draw_words(painter, frame, self._photos.words_at(index.row()))
        path, left = self._photos.path_at(index.row()) or "", self._taken(frame, index.row())
        self._marks.draw(painter, frame, path, self._photos.marked, option.state, left)
        caption = QRect(frame.left(), frame.bottom() + 1 + SPACE.s // 2, frame.width(), self._caption_height())
        if match is None:
            self._draw_name(painter, caption, index)
        else:
            rank = number(index.row() + 1)
            self._marks.draw_rank(painter, self._marks.rank_place(frame, rank), rank, stands_out)
            above = caption.adjusted(0, 0, 0, -caption.height() // 2)
            self._draw_label(painter, above, _DOTS[match.label], self._photos.label_at(index.row()))
            self._draw_name(painter, caption.adjusted(0, caption.height() // 2, 0, 0), index)
            if active:
                self._draw_actions(painter, frame, index.row())
        painter.restore()

    def _taken(self, frame: QRect, row: int) -> int:
        """How much of the upper edge a result's rank takes, px."""
        if not self._photos.shows_matches:
            return 0
        return self._marks.rank_place(frame, number(row + 1)).width() + SPACE.xs

    def stack_place(self, frame: QRect, row: int, path: str) -> QRect:
        """Where the badge of its stack lies, beside a result's rank."""
        beside = frame.adjusted(self._taken(frame, row), 0, 0, 0)
        return self._marks.stack_place(beside, self._photos.marked.stacks[path])

    def _draw_card(self, painter: QPainter, cell: QRect) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.colours.accent_soft))
        painter.drawRoundedRect(QRectF(cell).adjusted(1, 1, -1, -1), RADIUS + 4, RADIUS + 4)

    def _draw_picture(self, painter: QPainter, frame: QRect, index: ModelIndex) -> None:
        path = self._photos.path_at(index.row())
        pixmap = self._pixmaps.get(path) if path else None
        ratio = painter.device().devicePixelRatioF()
        tile = self._tiles.get(pixmap, frame.size(), ratio)
        if tile is None:
            tile = self._make_tile(pixmap, frame.size(), ratio)
            self._tiles.put(pixmap, tile)
        painter.drawPixmap(frame.topLeft(), tile)

    def _make_tile(self, pixmap: QPixmap | None, size: QSize, ratio: float) -> QPixmap:
        """What a cell shows of a photo, finished: scaling it anew at each paint would take most of the time."""
        tile, frame, colours = QPixmap(size * ratio), QRect(QPoint(0, 0), size), self._theme.colours
        tile.setDevicePixelRatio(ratio)
        tile.fill(Qt.GlobalColor.transparent)
        painter = QPainter(tile)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        if pixmap is None or pixmap.isNull() or not covers(frame, pixmap):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.tile))
            painter.drawRoundedRect(frame, RADIUS, RADIUS)
        if pixmap is not None and pixmap.isNull():
            self._draw_unreadable(painter, frame)
        elif pixmap is not None:
            draw_rounded(painter, frame, pixmap)
        edge = QColor(colours.text)
        edge.setAlpha(18)
        painter.setPen(QPen(edge, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(frame).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        painter.end()
        return tile

    def _draw_unreadable(self, painter: QPainter, frame: QRect) -> None:
        side = 40
        ratio = painter.device().devicePixelRatioF()
        icon = self._theme.pixmap("unreadable", QSize(side, side), ratio, self._theme.colours.muted)
        painter.drawPixmap(frame.center() - QPointF(side / 2, side / 2).toPoint(), icon)

    def _draw_state(self, painter: QPainter, frame: QRect, state: QStyle.StateFlag) -> None:
        """A ring around what is selected, a thinner one for the keyboard's place, a hairline under the mouse."""
        colours = self._theme.colours
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if state & QStyle.StateFlag.State_Selected:
            self._ring(painter, frame, QColor(colours.accent), _RING)
        elif state & QStyle.StateFlag.State_HasFocus:
            self._ring(painter, frame, QColor(colours.accent), _RING / 2)
        elif state & QStyle.StateFlag.State_MouseOver:
            self._ring(painter, frame, QColor(colours.muted), 1)

    def _ring(self, painter: QPainter, frame: QRect, colour: QColor, width: float) -> None:
        painter.setPen(QPen(colour, width))
        out = 1.5 + width / 2
        painter.drawRoundedRect(QRectF(frame).adjusted(-out, -out, out, out), RADIUS + out, RADIUS + out)

    def _draw_label(self, painter: QPainter, place: QRect, dots: int, word: str) -> None:
        """How alike, as dots and a word; without the dots where there is no room for both."""
        chosen = QFont(self._badge_font)
        fits = QFontMetrics(chosen).horizontalAdvance(word) + _DOTS_WIDTH <= place.width()
        words = place.adjusted(self._draw_dots(painter, place, dots) if fits else 0, 0, 0, 0)
        while QFontMetrics(chosen).horizontalAdvance(word) > words.width() and chosen.pointSizeF() > _SMALLEST:
            chosen.setPointSizeF(chosen.pointSizeF() - 0.25)  # a smaller photo than words were made for
        painter.setFont(chosen)
        painter.setPen(QColor(self._theme.colours.text))
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, word)

    def _draw_dots(self, painter: QPainter, place: QRect, filled: int) -> int:
        """Returns how much room they took, px."""
        colours = self._theme.colours
        top = place.center().y() - _DOT / 2 + 0.5
        for dot in range(len(_DOTS)):
            full = dot < filled
            painter.setPen(QPen(QColor(colours.accent if full else colours.muted), 1))
            painter.setBrush(QColor(colours.accent) if full else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QRectF(place.left() + dot * (_DOT + 3) + 0.5, top, _DOT, _DOT))
        return _DOTS_WIDTH

    def _draw_name(self, painter: QPainter, place: QRect, index: ModelIndex) -> None:
        painter.setFont(self._name_font)
        painter.setPen(QColor(self._theme.colours.muted))
        metrics = QFontMetrics(self._name_font)
        path = self._photos.path_at(index.row())
        names = self._photos.names_of(path) if path is not None else ("",)
        name = next((one for one in names if metrics.horizontalAdvance(one) <= place.width()), names[-1])
        name = metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)

    # --- what can be done with a result ---

    def _action_places(self, frame: QRect) -> list[tuple[str, QRect]]:
        return Discs(frame).above(ACTIONS)

    def action_at(self, index: ModelIndex, cell: QRect, at: QPoint) -> str | None:
        """The button of a photo's cell at a point of the view."""
        frame, path = self._frame(cell), self._photos.path_at(index.row())
        places = self._action_places(frame) if self._photos.shows_matches else []
        found = next((name for name, place in places if place.contains(at)), None)
        left = self._taken(frame, index.row())
        return found or (self._marks.action_at(frame, at, path, self._photos.marked, left) if path else None)

    def _draw_actions(self, painter: QPainter, frame: QRect, row: int) -> None:
        colours = self._theme.colours
        for name, place in self._action_places(frame):
            under_mouse = self.hovered == (row, name)
            self._marks.draw_pill(painter, place, colours.accent if under_mouse else colours.raised)
            colour = colours.on_accent if under_mouse else colours.text
            self._marks.draw_icon(painter, place, name, colour, Discs(frame).icon)

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: ModelIndex
    ) -> bool:
        action = self.action_at(index, option.rect, event.pos())
        if event.type() == QEvent.Type.ToolTip and action is not None:
            QToolTip.showText(event.globalPos(), action_name(action), view)
            return True
        if event.type() == QEvent.Type.ToolTip and index.isValid():
            below = view.viewport().mapToGlobal(self._frame(option.rect).bottomLeft() - _TIP_OFFSET)
            QToolTip.showText(below, str(index.data(Qt.ItemDataRole.ToolTipRole)), view.viewport(), option.rect)
            return True
        return super().helpEvent(event, view, option, index)


def action_name(action: str) -> str:
    """What one of ACTIONS does, with its key."""
    names = {
        "more": translate("GalleryDelegate", "More like this  (+)"),
        "less": translate("GalleryDelegate", "Less like this  (-)"),
        "compare": translate("GalleryDelegate", "Compare  (Space)"),
        HEART: translate("GalleryDelegate", "Favourite  (F)"),
        STACK: translate("GalleryDelegate", "Lay out or fold this stack  (E)"),
    }
    return names[action]
