"""Garments on the page: one photo with words below, or several that are nearly identical."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen

from gui.base.texts import number
from gui.base.theme import RADIUS, SPACE, TYPE, Theme, font
from gui.mirror.bars import number_font
from gui.mirror.pictures import MirrorPictures
from gui.mirror.walk import Piece

PHOTO = QSize(118, 148)  # px
_SMALL = QSize(68, 85)  # px, of a photo within a group
_SHOWN, _STEP = 3, _SMALL.width() + SPACE.xs  # photos of a group, and px from one to the next
_GROUP = 2 * SPACE.m + _SMALL.width() + (_SHOWN - 1) * _STEP  # px


class PhotoTile(Piece):
    """A photo, what it shows, and a line about it."""

    def __init__(self, theme: Theme, pictures: MirrorPictures) -> None:
        super().__init__()
        self._theme = theme
        self._pictures = pictures
        self._texts: Sequence[str] = ("",)
        self._lines: Sequence[str] = ()

    def show_photo(self, path: str, texts: Sequence[str], lines: Sequence[str]) -> None:
        """`texts`: what it shows, and shorter. `lines`: the line about it, and shorter; none where there is none."""
        self.path, self._texts, self._lines = path, texts, lines
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        lines = 2 if self._lines else 1
        height = lines * QFontMetrics(font(TYPE.caption)).height() + SPACE.xs
        return QSize(PHOTO.width() + 2 * SPACE.xs, PHOTO.height() + height + 2 * SPACE.xs)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours, painter = self._theme.colours, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRect(SPACE.xs, SPACE.xs, PHOTO.width(), PHOTO.height())
        self._pictures.draw(painter, self.path, frame)
        _draw_ring(painter, self, QRectF(frame), colours.accent, colours.muted)
        small = font(TYPE.caption)
        metrics = QFontMetrics(small)
        painter.setFont(small)
        below = QRect(frame.left(), frame.bottom() + 1 + SPACE.xs, frame.width(), metrics.height())
        _draw_fitting(painter, below, self._texts, colours.text)
        if self._lines:
            _draw_fitting(painter, below.translated(0, metrics.height()), self._lines, colours.muted)
        painter.end()


class GroupTile(Piece):
    """Some of the photos, how many garments they are, and what they show."""

    def __init__(self, theme: Theme, pictures: MirrorPictures) -> None:
        super().__init__()
        self._theme = theme
        self._pictures = pictures
        self._paths: Sequence[str] = ()
        self._number = 0
        self._texts: Sequence[str] = ("",)

    @property
    def paths(self) -> Sequence[str]:
        """The photos that are drawn."""
        return self._paths

    def show_group(self, paths: Sequence[str], texts: Sequence[str]) -> None:
        """A photo of each garment; `texts`: what they show, and shorter."""
        self.path, self._paths = paths[0], tuple(paths[:_SHOWN])
        self._number, self._texts = len(paths), texts
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(_GROUP, _SMALL.height() + QFontMetrics(number_font()).height() + 2 * SPACE.m + SPACE.s)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours, painter = self._theme.colours, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(QColor(colours.border), 1))
        painter.setBrush(QColor(colours.hover if self.underMouse() else colours.raised))
        painter.drawRoundedRect(whole, RADIUS, RADIUS)
        if self.hasFocus():
            _draw_ring(painter, self, whole.adjusted(2, 2, -2, -2), colours.accent, colours.muted)
        for at, path in enumerate(self._paths):
            frame = QRect(SPACE.m + at * _STEP, SPACE.m, _SMALL.width(), _SMALL.height())
            self._pictures.draw(painter, path, frame)
        self._draw_words(painter)
        painter.end()

    def _draw_words(self, painter: QPainter) -> None:
        colours, large = self._theme.colours, number_font()
        line = QRect(SPACE.m, SPACE.m + _SMALL.height() + SPACE.s, self.width() - 2 * SPACE.m, 0)
        line.setHeight(QFontMetrics(large).height())
        count = f"{number(self._number)} ×"
        painter.setFont(large)
        painter.setPen(QColor(colours.text))
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, count)
        painter.setFont(font())
        taken = QFontMetrics(large).horizontalAdvance(count) + SPACE.s
        _draw_fitting(painter, line.adjusted(taken, 0, 0, 0), self._texts, colours.text)


def _draw_ring(painter: QPainter, piece: Piece, around: QRectF, accent: str, muted: str) -> None:
    """Where the keyboard or the mouse is."""
    if piece.active:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(accent if piece.hasFocus() else muted), 2.5 if piece.hasFocus() else 1.5))
        painter.drawRoundedRect(around.adjusted(-1, -1, 1, 1), RADIUS, RADIUS)


def _draw_fitting(painter: QPainter, place: QRect, texts: Sequence[str], colour: str) -> None:
    """The first of the texts that fits, else the last one shortened."""
    metrics = QFontMetrics(painter.font())
    fitting = next((text for text in texts if metrics.horizontalAdvance(text) <= place.width()), texts[-1])
    painter.setPen(QColor(colour))
    shown = metrics.elidedText(fitting, Qt.TextElideMode.ElideRight, place.width())
    painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
