"""What is drawn over the photos of the map: names, lines, rings, the photo that rises, the legend, the lasso."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPolygonF

from gui.base.theme import RADIUS, SPACE, TYPE, Theme, font
from gui.map.colouring import Meaning

_DISC = 10  # px, of the legend
_WIDEST = 220  # px, of a caption


class Overlay:
    """Draws in the theme's colours."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._small = font(TYPE.caption)
        self._bold = font(TYPE.caption, QFont.Weight.DemiBold)

    def _colour(self, name: str, alpha: int = 255) -> QColor:
        colour = QColor(getattr(self._theme.colours, name))
        colour.setAlpha(alpha)
        return colour

    def draw_names(
        self, painter: QPainter, names: Sequence[tuple[str, QPointF]], room: QRect, around: Iterable[QRect]
    ) -> None:
        """Those that overlap none before them, first ones first, and nothing that they are to be `around`; none reaches
        out of the room."""
        metrics, taken = QFontMetrics(self._bold), list(around)
        painter.setFont(self._bold)
        for text, at in names:
            pill = QRect(0, 0, metrics.horizontalAdvance(text) + 2 * SPACE.s, metrics.height() + SPACE.xs)
            pill.moveCenter(at.toPoint())
            if room.contains(pill) and not any(pill.intersects(one) for one in taken):
                taken.append(pill)
                self._draw_pill(painter, pill, "surface", 205)
                painter.setPen(self._colour("text", 215))
                painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)

    def _draw_pill(self, painter: QPainter, place: QRect, colour: str, alpha: int) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colour(colour, alpha))
        painter.drawRoundedRect(place, place.height() / 2, place.height() / 2)

    def draw_lines(self, painter: QPainter, lines: Sequence[Sequence[QPointF]]) -> None:
        """Each from point to point."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, width in (("canvas", 4.5), ("accent", 2.0)):
            painter.setPen(QPen(self._colour(colour, 220), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            for line in lines:
                painter.drawPolyline(QPolygonF(line))

    def draw_ring(self, painter: QPainter, frame: QRect, width: float, colour: str = "accent") -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        out = 1 + width / 2
        around, corner = QRectF(frame).adjusted(-out, -out, out, out), min(RADIUS, frame.height() * 0.1) + out
        painter.setPen(QPen(self._colour("canvas", 230), width + 2.5))
        painter.drawRoundedRect(around, corner, corner)
        painter.setPen(QPen(self._colour(colour), width))
        painter.drawRoundedRect(around, corner, corner)

    def draw_shadow(self, painter: QPainter, frame: QRect) -> None:
        """Under a photo that rises."""
        painter.setPen(Qt.PenStyle.NoPen)
        for out in (9, 6, 3):
            painter.setBrush(QColor(0, 0, 0, 20))
            painter.drawRoundedRect(QRectF(frame).adjusted(-out, -out + 3, out, out + 3), RADIUS + out, RADIUS + out)
        painter.setBrush(self._colour("raised"))
        painter.drawRoundedRect(QRectF(frame).adjusted(-3, -3, 3, 3), RADIUS + 3, RADIUS + 3)

    def draw_caption(self, painter: QPainter, frame: QRect, lines: Sequence[str], room: QRect) -> None:
        """Under a photo, or over it where there is no room."""
        metrics = QFontMetrics(self._small)
        shown = [metrics.elidedText(line, Qt.TextElideMode.ElideMiddle, _WIDEST) for line in lines]
        width = max(map(metrics.horizontalAdvance, shown)) + 2 * SPACE.s
        place = QRect(0, 0, width, metrics.height() * len(shown) + SPACE.s)
        place.moveCenter(frame.center())
        place.moveTop(frame.bottom() + SPACE.s)
        if place.bottom() > room.bottom():
            place.moveBottom(frame.top() - SPACE.s)
        place.moveLeft(min(max(place.left(), room.left() + SPACE.xs), room.right() - width - SPACE.xs))
        painter.setPen(QPen(self._colour("border"), 1))
        painter.setBrush(self._colour("raised", 245))
        painter.drawRoundedRect(QRectF(place), 6, 6)
        painter.setFont(self._small)
        painter.setPen(self._colour("text"))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, "\n".join(shown))

    def draw_legend(self, painter: QPainter, legend: Sequence[Meaning], room: QRect) -> None:
        """In the lower left corner."""
        if not legend:
            return
        metrics = QFontMetrics(self._small)
        line, widest = metrics.height() + 2, min(_WIDEST, room.width() // 3)
        texts = [metrics.elidedText(one.text, Qt.TextElideMode.ElideMiddle, widest) for one in legend]
        width = max(map(metrics.horizontalAdvance, texts)) + _DISC + 3 * SPACE.s
        height = line * len(legend) + SPACE.s
        place = QRect(room.left() + SPACE.m, room.bottom() - SPACE.m - height, width, height)
        painter.setPen(QPen(self._colour("border"), 1))
        painter.setBrush(self._colour("surface", 225))
        painter.drawRoundedRect(QRectF(place), 6, 6)
        painter.setFont(self._small)
        for row, (one, text) in enumerate(zip(legend, texts, strict=True)):
            top = place.top() + SPACE.s // 2 + row * line
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(one.colour)
            painter.drawEllipse(QRectF(place.left() + SPACE.s, top + (line - _DISC) / 2, _DISC, _DISC))
            painter.setPen(self._colour("text"))
            words = QRect(place.left() + _DISC + 2 * SPACE.s, top, width, line)
            painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)

    def draw_lasso(self, painter: QPainter, outline: QPolygonF) -> None:
        painter.setPen(QPen(self._colour("accent"), 1.5, Qt.PenStyle.DashLine))
        painter.setBrush(self._colour("accent", 36))
        painter.drawPolygon(outline)

    def draw_sentence(self, painter: QPainter, sentence: str, room: QRect) -> None:
        """In the middle, where there is no map."""
        painter.setPen(self._colour("muted"))
        painter.setFont(font(TYPE.title))
        place = room.adjusted(SPACE.xl, SPACE.xl, -SPACE.xl, -SPACE.xl)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, sentence)
