"""Draws one photo of the gallery: a rounded picture, its name and, for results, rank and distance."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap, QTransform
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from gui.gallery_model import GalleryModel, ModelIndex, Role
from gui.texts import decimal
from gui.theme import RADIUS, SPACE, TYPE, Theme, font
from gui.thumbnails import PixmapCache

ASPECT = 1.25  # height : width of a picture; clothes are photographed upright
MAX_CROP = 0.15  # a photo of nearly this shape fills its cell; of others everything is shown
_RING = 2.5  # px


class GalleryDelegate(QStyledItemDelegate):
    """Draws the cells of a GalleryModel."""

    def __init__(self, theme: Theme, photos: GalleryModel, pixmaps: PixmapCache, parent: QObject) -> None:
        super().__init__(parent)
        self._photos = photos  # index.model() would give paths through Qt, which mangles names that are no UTF-8
        self._theme = theme
        self._pixmaps = pixmaps
        self._picture_width = 160
        self._name_font = font(TYPE.caption)
        self._badge_font = font(TYPE.caption, QFont.Weight.DemiBold)

    def set_cell_width(self, width: int) -> None:
        self._picture_width = width - 2 * SPACE.s

    def cell_height(self) -> int:
        return self.height_for(self._picture_width + 2 * SPACE.s)

    def height_for(self, cell_width: int) -> int:
        """The height of a cell of that width, px."""
        return round((cell_width - 2 * SPACE.s) * ASPECT) + self._caption_height() + 2 * SPACE.s

    def picture_height(self) -> int:
        return round(self._picture_width * ASPECT)

    def _caption_height(self) -> int:
        return QFontMetrics(self._name_font).height() + SPACE.s

    def sizeHint(self, option: QStyleOptionViewItem, index: ModelIndex) -> QSize:
        return QSize(self._picture_width + 2 * SPACE.s, self.cell_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: ModelIndex) -> None:
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        left, top = option.rect.left() + SPACE.s, option.rect.top() + SPACE.s
        frame = QRect(left, top, self._picture_width, self.picture_height())
        self._draw_picture(painter, frame, index)
        self._draw_state(painter, frame, option.state)
        rank = index.data(Role.RANK)
        if rank is not None:
            self._draw_badge(painter, frame, str(rank))
        caption = QRect(left, frame.bottom() + 1 + SPACE.s // 2, frame.width(), self._caption_height())
        self._draw_caption(painter, caption, index)
        painter.restore()

    def _draw_picture(self, painter: QPainter, frame: QRect, index: ModelIndex) -> None:
        path = self._photos.path_at(index.row())
        pixmap = self._pixmaps.get(path) if path else None
        if pixmap is None or pixmap.isNull() or not covers(frame, pixmap):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._theme.colours.tile))
            painter.drawRoundedRect(frame, RADIUS, RADIUS)
        if pixmap is not None and pixmap.isNull():
            self._draw_unreadable(painter, frame)
        elif pixmap is not None:
            draw_rounded(painter, frame, pixmap)

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
        else:
            edge = QColor(colours.text)
            edge.setAlpha(18)
            painter.setPen(QPen(edge, 1))
            painter.drawRoundedRect(QRectF(frame).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)

    def _ring(self, painter: QPainter, frame: QRect, colour: QColor, width: float) -> None:
        painter.setPen(QPen(colour, width))
        out = 1.5 + width / 2
        painter.drawRoundedRect(QRectF(frame).adjusted(-out, -out, out, out), RADIUS + out, RADIUS + out)

    def _draw_badge(self, painter: QPainter, frame: QRect, text: str) -> None:
        metrics = QFontMetrics(self._badge_font)
        height = metrics.height() + SPACE.xs
        width = max(height, metrics.horizontalAdvance(text) + SPACE.m)
        badge = QRect(frame.left() + SPACE.s, frame.top() + SPACE.s, width, height)
        fill = QColor(self._theme.colours.raised)
        fill.setAlpha(225)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        painter.drawRoundedRect(badge, height / 2, height / 2)
        painter.setPen(QColor(self._theme.colours.text))
        painter.setFont(self._badge_font)
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, text)

    def _draw_caption(self, painter: QPainter, place: QRect, index: ModelIndex) -> None:
        colours = self._theme.colours
        painter.setFont(self._name_font)
        metrics = QFontMetrics(self._name_font)
        distance = index.data(Role.DISTANCE)
        room = place.width()
        if distance is not None:
            text = decimal(distance)
            painter.setPen(QColor(colours.text))
            painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
            room -= metrics.horizontalAdvance(text) + SPACE.s
        painter.setPen(QColor(colours.muted))
        name = metrics.elidedText(str(index.data()), Qt.TextElideMode.ElideMiddle, room)
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)


def placed(frame: QRect, width: int, height: int) -> tuple[float, QRectF]:
    """Scale factor and visible rectangle of a picture in a cell: cropped a little, or shown as a whole."""
    across, down = frame.width() / width, frame.height() / height
    fits_nearly = min(across, down) / max(across, down) >= 1 - MAX_CROP
    scale = max(across, down) if fits_nearly else min(across, down)
    shown_width, shown_height = min(frame.width(), width * scale), min(frame.height(), height * scale)
    left = frame.left() + (frame.width() - shown_width) / 2
    top = frame.top() + (frame.height() - shown_height) / 2
    return scale, QRectF(left, top, shown_width, shown_height)


def covers(frame: QRect, pixmap: QPixmap) -> bool:
    """Whether a picture leaves nothing of its cell free."""
    return placed(frame, pixmap.width(), pixmap.height())[1] == QRectF(frame)


def draw_rounded(painter: QPainter, frame: QRect, pixmap: QPixmap) -> None:
    """The pixmap as a brush: a clip path would leave jagged corners."""
    scale, target = placed(frame, pixmap.width(), pixmap.height())
    centre = target.center()
    transform = QTransform.fromTranslate(centre.x(), centre.y()).scale(scale, scale)
    transform.translate(-pixmap.width() / 2, -pixmap.height() / 2)
    brush = QBrush(pixmap)
    brush.setTransform(transform)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(brush)
    painter.drawRoundedRect(target, RADIUS, RADIUS)
