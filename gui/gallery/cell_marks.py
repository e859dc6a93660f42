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
from gui.gallery.cell_places import Discs

translate = QCoreApplication.translate

HEART, STACK = "heart", "stack"
_HEIGHT = 26  # px, of a badge at the least
_EDGE = 60  # of 255; so that a white disc is seen on a white photo
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

    def draw(
        self, painter: QPainter, frame: QRect, path: str, marked: Marked, state: QStyle.StateFlag, left: int = 0
    ) -> None:
        """`left`: how much of the frame's upper edge is taken, px."""
        if marked.away(path):
            self._draw_veil(painter, frame)
        if path in marked.laid_out:
            self._draw_bracket(painter, frame)
        if path in marked.stacks:
            self._draw_stack(painter, frame.adjusted(left, 0, 0, 0), marked.stacks[path], path in marked.laid_out)
        loved = path in marked.favourites
        if loved or state & _ACTIVE:
            self._draw_heart(painter, frame, loved)

    def draw_words(self, painter: QPainter, frame: QRect, words: Sequence[Sequence[str]]) -> None:
        """Each on a pill of its own, one above the other, beside the heart's place: the first of its choices that fits.
        Nothing where none does; the tip says it all."""
        metrics = QFontMetrics(self._font)
        room = frame.width() - Discs(frame).side - 4 * SPACE.xs - 2 * SPACE.s
        height = metrics.height() + SPACE.xs
        left, top = frame.left() + SPACE.xs, frame.bottom() + 1
        painter.setFont(self._font)
        for choices in words:
            word = next((text for text in choices if metrics.horizontalAdvance(text) <= room), "")
            if word:
                top -= SPACE.xs + height
                place = QRect(left, top, metrics.horizontalAdvance(word) + 2 * SPACE.s, height)
                self.draw_pill(painter, place, self._theme.colours.raised)
                painter.setPen(QColor(self._theme.colours.text))
                painter.drawText(place, Qt.AlignmentFlag.AlignCenter, word)

    def rank_place(self, frame: QRect, rank: str) -> QRect:
        """Of a result's number, in the corner above."""
        least, padding = (22, SPACE.s) if Discs(frame).is_compact else (_HEIGHT, SPACE.m)
        width = max(least, QFontMetrics(self._font).horizontalAdvance(rank) + padding)
        return QRect(frame.left() + SPACE.xs, frame.top() + SPACE.xs, width, self._badge_height())

    def draw_rank(self, painter: QPainter, place: QRect, rank: str, stands_out: bool) -> None:
        colours = self._theme.colours
        self.draw_pill(painter, place, colours.accent if stands_out else colours.raised)
        painter.setPen(QColor(colours.on_accent if stands_out else colours.text))
        painter.setFont(self._font)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, rank)

    def action_at(self, frame: QRect, at: QPoint, path: str, marked: Marked, left: int = 0) -> str | None:
        """HEART or STACK, if such a button is at this point."""
        if Discs(frame).corner().contains(at):
            return HEART
        place = self.stack_place(frame.adjusted(left, 0, 0, 0), marked.stacks[path]) if path in marked.stacks else None
        return STACK if place is not None and place.contains(at) else None

    def _badge_height(self) -> int:
        return max(_HEIGHT, QFontMetrics(self._font).height() + 6)

    def stack_place(self, frame: QRect, count: int) -> QRect:
        """Of a stack's number."""
        padding = SPACE.s + 2 if Discs(frame).is_compact else SPACE.m + SPACE.xs
        width = Discs(frame).icon + padding + QFontMetrics(self._font).horizontalAdvance(number(count))
        return QRect(frame.left() + SPACE.xs, frame.top() + SPACE.xs, width, self._badge_height())

    def draw_pill(self, painter: QPainter, place: QRect, colour: str) -> None:
        fill, edge = QColor(colour), QColor(self._theme.colours.text)
        fill.setAlpha(228)
        edge.setAlpha(_EDGE)
        painter.setPen(QPen(edge, 1))
        painter.setBrush(fill)
        inside = QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(inside, inside.height() / 2, inside.height() / 2)

    def _draw_heart(self, painter: QPainter, frame: QRect, loved: bool) -> None:
        colours, discs = self._theme.colours, Discs(frame)
        self.draw_pill(painter, discs.corner(), colours.raised)
        colour = colours.accent if loved else colours.text
        self.draw_icon(painter, discs.corner(), "heart_full" if loved else "heart", colour, discs.icon)

    def draw_icon(self, painter: QPainter, place: QRect, name: str, colour: str, side: int) -> None:
        """In the middle of a place."""
        icon = self._theme.pixmap(name, QSize(side, side), painter.device().devicePixelRatioF(), colour)
        painter.drawPixmap(QRectF(place).center() - QPointF(side / 2, side / 2), icon)

    def _draw_stack(self, painter: QPainter, frame: QRect, count: int, is_open: bool) -> None:
        colours, place, icon = self._theme.colours, self.stack_place(frame, count), Discs(frame).icon
        self.draw_pill(painter, place, colours.accent if is_open else colours.raised)
        colour = colours.on_accent if is_open else colours.text
        compact = Discs(frame).is_compact
        drawing = QRect(place.left() + (SPACE.xs if compact else SPACE.xs + 2), place.top(), icon, place.height())
        self.draw_icon(painter, drawing, "stack", colour, icon)
        painter.setPen(QColor(colour))
        painter.setFont(self._font)
        words = place.adjusted(icon, 0, -(SPACE.xs if compact else SPACE.s - 1), 0)
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
        self.draw_icon(painter, frame, "offline", colours.muted, Discs(frame).icon)
