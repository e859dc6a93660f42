"""What browsing adds to a photo's cell: a heart, the badge of a stack, and the veil of a photo whose drive is away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication, QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle

from core.catalog.folders import holder
from gui.base.texts import number
from gui.base.theme import RADIUS, SPACE, TYPE, Theme, font

translate = QCoreApplication.translate

HEART, STACK = "heart", "stack"
_SIDE = 28  # px, of a button
_ICON = 18
_ACTIVE = QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_HasFocus


@dataclass(frozen=True)
class Away:
    """Tells whether a photo's folder is not there: one of those `offline` among all `folders`."""

    folders: tuple[str, ...] = ()
    offline: frozenset[str] = frozenset()

    def __call__(self, path: str) -> bool:
        return bool(self.offline) and holder(path, self.folders) in self.offline


@dataclass(frozen=True)
class Marked:
    """What is to be shown besides the photos themselves.

    stacks: how many photos lie under a path; laid_out: photos of expanded stacks; away: whether a photo is;
    incomplete: photos of which the file does not hold every part.
    """

    favourites: frozenset[str] = frozenset()
    stacks: Mapping[str, int] = field(default_factory=dict)
    laid_out: frozenset[str] = frozenset()
    away: Away = field(default_factory=Away)
    incomplete: frozenset[str] = frozenset()


class CellMarks:
    """Draws them and knows where they can be clicked; all rectangles are those of the view."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._font = font(TYPE.caption, QFont.Weight.DemiBold)

    def draw(self, painter: QPainter, frame: QRect, path: str, marked: Marked, state: QStyle.StateFlag) -> None:
        if marked.away(path):
            self._draw_veil(painter, frame)
        if path in marked.laid_out:
            self._draw_bracket(painter, frame)
        if path in marked.stacks:
            self._draw_stack(painter, frame, marked.stacks[path], path in marked.laid_out)
        loved = path in marked.favourites
        if loved or state & _ACTIVE:
            self._draw_heart(painter, frame, loved)

    def draw_words(self, painter: QPainter, frame: QRect, words: Sequence[str]) -> None:
        """Each on a pill of its own, one above the other, beside the heart's place."""
        metrics = QFontMetrics(self._font)
        room = frame.width() - _SIDE - 4 * SPACE.xs - 2 * SPACE.s
        height = metrics.height() + SPACE.xs
        left, top = frame.left() + SPACE.xs, frame.bottom() + 1
        painter.setFont(self._font)
        for text in words:
            top -= SPACE.xs + height
            word = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
            place = QRect(left, top, metrics.horizontalAdvance(word) + 2 * SPACE.s, height)
            self._draw_pill(painter, place, self._theme.colours.raised)
            painter.setPen(QColor(self._theme.colours.text))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, word)

    def action_at(self, frame: QRect, at: QPoint, path: str, marked: Marked) -> str | None:
        """HEART or STACK, if such a button is at this point."""
        if self._heart_place(frame).contains(at):
            return HEART
        if path in marked.stacks and self._stack_place(frame, marked.stacks[path]).contains(at):
            return STACK
        return None

    def _heart_place(self, frame: QRect) -> QRect:
        step = _SIDE + SPACE.xs
        return QRect(frame.right() - step + 1, frame.bottom() - step + 1, _SIDE, _SIDE)

    def _stack_place(self, frame: QRect, count: int) -> QRect:
        metrics = QFontMetrics(self._font)
        width = _ICON + 3 * SPACE.xs + SPACE.s + metrics.horizontalAdvance(number(count))
        return QRect(frame.left() + SPACE.xs, frame.top() + SPACE.xs, width, max(_SIDE - 2, metrics.height() + 6))

    def _draw_pill(self, painter: QPainter, place: QRect, colour: str, alpha: int = 228) -> None:
        fill = QColor(colour)
        fill.setAlpha(alpha)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        painter.drawRoundedRect(place, place.height() / 2, place.height() / 2)

    def _draw_heart(self, painter: QPainter, frame: QRect, loved: bool) -> None:
        colours, place = self._theme.colours, self._heart_place(frame)
        self._draw_pill(painter, place, colours.raised)
        colour = colours.accent if loved else colours.text
        self._draw_icon(painter, place.center(), "heart_full" if loved else "heart", colour)

    def _draw_icon(self, painter: QPainter, centre: QPoint, name: str, colour: str) -> None:
        icon = self._theme.pixmap(name, QSize(_ICON, _ICON), painter.device().devicePixelRatioF(), colour)
        painter.drawPixmap(QPointF(centre) - QPointF(_ICON / 2 - 0.5, _ICON / 2 - 0.5), icon)

    def _draw_stack(self, painter: QPainter, frame: QRect, count: int, is_open: bool) -> None:
        colours, place = self._theme.colours, self._stack_place(frame, count)
        self._draw_pill(painter, place, colours.accent if is_open else colours.raised)
        colour = colours.on_accent if is_open else colours.text
        middle = QPoint(place.left() + SPACE.s + _ICON // 2 - 1, place.center().y())
        self._draw_icon(painter, middle, "stack", colour)
        painter.setPen(QColor(colour))
        painter.setFont(self._font)
        words = place.adjusted(_ICON + SPACE.s, 0, -SPACE.s, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, number(count))

    def _draw_bracket(self, painter: QPainter, frame: QRect) -> None:
        """A line under each photo of a stack that is laid out."""
        painter.setPen(QPen(QColor(self._theme.colours.accent), 3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        below = frame.bottom() + 4
        painter.drawLine(frame.left() + RADIUS, below, frame.right() - RADIUS, below)

    def _draw_veil(self, painter: QPainter, frame: QRect) -> None:
        colours = self._theme.colours
        veil = QColor(colours.canvas)
        veil.setAlpha(150)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(veil)
        painter.drawRoundedRect(QRectF(frame), RADIUS, RADIUS)
        self._draw_icon(painter, frame.center(), "offline", colours.muted)
