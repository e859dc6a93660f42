"""Bars in the real colours of garments: a row for a kind or a pattern, the strip of all colours, and its legend."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from core.mirror.counts import ColourCount
from gui.base.texts import number, plain_tip
from gui.base.theme import SPACE, TYPE, Theme, font
from gui.mirror.walk import Piece

_ROW, _BAR, _STRIP = 30, 16, 64  # px
_GAP, _APART = 3, 16  # px between colours, and before the neutral ones
_LEAST = 6  # px of a colour, however seldom it is
_SMALL = 14  # px of a disc
_EDGE = 45  # of 255: a line around, so that white is seen on white
_FADED = 0.35


class BarRow(Piece):
    """A name, a bar as long as there are garments, and their number."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._name, self._number, self._share = "", 0, 0.0
        self._tones: Sequence[str] = ()
        self.names_width = 0  # px, of the longest name of all rows
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_count(self, name: str, count: int, share: float, tones: Sequence[str]) -> None:
        """`share`: of the longest bar."""
        self._name, self._number, self._share, self._tones = name, count, share, tones
        self.update()

    @property
    def name_width(self) -> int:
        """px that its name takes."""
        return QFontMetrics(font()).horizontalAdvance(self._name) + 2  # the sum of its letters is rounded

    def sizeHint(self) -> QSize:
        return QSize(220, max(_ROW, QFontMetrics(font()).height() + SPACE.s))

    def paintEvent(self, event: QPaintEvent) -> None:
        colours, painter = self._theme.colours, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _draw_ground(painter, self, colours.hover, colours.accent)
        inside = QRectF(self.rect()).adjusted(SPACE.s, 0, -SPACE.s, 0)
        metrics = QFontMetrics(font())
        names = min(self.names_width or self.name_width, 0.5 * inside.width())
        numbers = metrics.horizontalAdvance(number(99_999))
        painter.setFont(font())
        painter.setPen(QColor(colours.text))
        middle = Qt.AlignmentFlag.AlignVCenter
        name = metrics.elidedText(self._name, Qt.TextElideMode.ElideRight, round(names))
        painter.drawText(QRectF(inside.left(), 0, names, self.height()), Qt.AlignmentFlag.AlignLeft | middle, name)
        room = inside.adjusted(names + SPACE.m, 0, -numbers, 0)
        bar = QRectF(room.left(), (self.height() - _BAR) / 2, max(_LEAST, room.width() * self._share), _BAR)
        draw_tones(painter, bar, self._tones or (colours.pressed,), 4, colours.text)
        painter.setPen(QColor(colours.muted))
        painter.drawText(inside, Qt.AlignmentFlag.AlignRight | middle, number(self._number))
        painter.end()


class ColourStrip(QWidget):
    """All main colours side by side, each as wide as it is common. The keyboard uses the legend below.

    Signals:
        chosen: the name of a colour that was clicked.
    """

    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("mirror_colours")
        self.setMouseTracking(True)
        self.setFixedHeight(_STRIP)
        self._theme = theme
        self._colours: Sequence[ColourCount] = ()
        self._texts: Sequence[str] = ()
        self._stands_out = ""

    def show_colours(self, colours: Sequence[ColourCount], texts: Sequence[str]) -> None:
        """`texts`: what is said of each."""
        self._colours, self._texts = colours, texts
        self.setAccessibleDescription("; ".join(texts))
        self.update()

    def let_stand_out(self, name: str) -> None:
        """One of them; none where it is empty."""
        if name != self._stands_out:
            self._stands_out = name
            self.update()

    def places(self) -> list[tuple[str, QRectF]]:
        """Where each colour is."""
        gaps = [_APART if after.neutral > before.neutral else _GAP for before, after in pairwise(self._colours)]
        room = self.width() - sum(gaps) - _LEAST * len(self._colours)
        left, found = 0.0, list[tuple[str, QRectF]]()
        total = sum(one.garments for one in self._colours)
        for one, gap in zip(self._colours, (*gaps, 0), strict=False):  # behind the last there is none
            width = _LEAST + max(0, room) * one.garments / total
            found.append((one.name, QRectF(left, 0, width, self.height())))
            left += width + gap
        return found

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for one, (name, place) in zip(self._colours, self.places(), strict=True):
            painter.setOpacity(_FADED if self._stands_out not in ("", name) else 1)
            draw_tones(painter, place, one.tones, 6, self._theme.colours.text)
        painter.end()

    def _at(self, at: QPointF) -> int | None:
        return next((row for row, (_, place) in enumerate(self.places()) if place.contains(at)), None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        row = self._at(event.position())
        self.let_stand_out("" if row is None else self._colours[row].name)
        self.setCursor(Qt.CursorShape.ArrowCursor if row is None else Qt.CursorShape.PointingHandCursor)

    def leaveEvent(self, event: QEvent) -> None:
        self.let_stand_out("")
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        row = self._at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and row is not None:
            self.chosen.emit(self._colours[row].name)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            row = self._at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), "" if row is None else plain_tip(self._texts[row]), self)
            return True
        return super().event(event)


class LegendPiece(Piece):
    """A disc of a colour, its name and how many garments have it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._text, self._number, self._colour = "", 0, "#000000"
        self.name = ""

    def show_colour(self, one: ColourCount, text: str) -> None:
        self.name, self._text, self._number, self._colour = one.name, text, one.garments, one.hex
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(font())
        words = metrics.horizontalAdvance(self._text) + metrics.horizontalAdvance(number(self._number))
        return QSize(words + _SMALL + 4 * SPACE.s, metrics.height() + SPACE.s)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours, painter = self._theme.colours, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _draw_ground(painter, self, colours.hover, colours.accent)
        disc = QRectF(SPACE.s, (self.height() - _SMALL) / 2, _SMALL, _SMALL)
        draw_tones(painter, disc, (self._colour,), _SMALL / 2, colours.text)
        words = self.rect().adjusted(_SMALL + 2 * SPACE.s, 0, -SPACE.s, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(font())
        painter.setPen(QColor(colours.text))
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | middle, self._text)
        painter.setPen(QColor(colours.muted))
        painter.drawText(words, Qt.AlignmentFlag.AlignRight | middle, number(self._number))
        painter.end()


def _draw_ground(painter: QPainter, piece: Piece, hover: str, accent: str) -> None:
    """Behind a piece where the mouse is, around one where the keyboard is."""
    inside = QRectF(piece.rect()).adjusted(1, 1, -1, -1)
    painter.setPen(Qt.PenStyle.NoPen)
    if piece.underMouse():
        painter.setBrush(QColor(hover))
        painter.drawRoundedRect(inside, 6, 6)
    if piece.hasFocus():
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(accent), 1.5))
        painter.drawRoundedRect(inside, 6, 6)


def draw_tones(painter: QPainter, place: QRectF, tones: Sequence[str], round_by: float, edge: str) -> None:
    """Stripes of colours within a rounded place, with a line around."""
    corner = min(round_by, place.width() / 2, place.height() / 2)
    path = QPainterPath()
    path.addRoundedRect(place, corner, corner)
    painter.save()
    painter.setClipPath(path)
    step = place.width() / max(1, len(tones))
    for at, tone in enumerate(tones):
        left = place.left() + at * step
        painter.fillRect(QRectF(left, place.top(), step + 1, place.height()), QColor(tone))
    painter.restore()
    line = QColor(edge)
    line.setAlpha(_EDGE)
    painter.setPen(QPen(line, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), corner, corner)


def number_font() -> QFont:
    """Of a number that is to be seen first."""
    return font(TYPE.title, QFont.Weight.DemiBold)
