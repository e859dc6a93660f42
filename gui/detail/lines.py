"""Lines of text and graphics, drawn one below the other."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.search.query import Query
from gui.base.colour_names import named_colours
from gui.base.theme import SPACE, TYPE, Theme, font

WIDTH = 240  # px, of the column
_DISC = 16  # px
_SEEN = 0.01  # of a garment; "0 %" tells nobody anything


class Lines(QWidget):
    """Base of what draws one line of text and graphics per value."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._theme = theme
        self._count = 0
        self.setFont(font(TYPE.body))
        theme.changed.connect(self.update)

    def line_height(self) -> int:
        return max(self.fontMetrics().height(), _DISC) + SPACE.xs

    def sizeHint(self) -> QSize:
        return QSize(WIDTH - 2 * SPACE.m, self._count * self.line_height())

    def set_count(self, count: int) -> None:
        self._count = count
        self.setFixedHeight(self.sizeHint().height())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        height = self.line_height()
        for number_ in range(self._count):
            self.draw_line(painter, number_, QRectF(0, number_ * height, self.width(), height))
        painter.end()

    def draw_line(self, painter: QPainter, number_: int, place: QRectF) -> None:
        raise NotImplementedError


class PaletteLines(Lines):
    """The main colours of a photo with their names."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, name)
        self._colours: tuple[tuple[str, str, float], ...] = ()

    def show_colours_of(self, photo: Query | None) -> None:
        seen = () if photo is None else named_colours(photo)
        self._colours = tuple(one for one in seen if one[2] >= _SEEN)
        self.setAccessibleName(", ".join(name for _, name, _ in self._colours))
        self.set_count(len(self._colours))

    def draw_line(self, painter: QPainter, number_: int, place: QRectF) -> None:
        colour, name, share = self._colours[number_]
        colours = self._theme.colours
        edge = QColor(colours.text)
        edge.setAlpha(60)
        painter.setPen(QPen(edge, 1))
        painter.setBrush(QColor(colour))
        painter.drawEllipse(QRectF(1, place.center().y() - _DISC / 2, _DISC, _DISC))
        words = place.adjusted(_DISC + SPACE.s, 0, 0, 0)
        painter.setPen(QColor(colours.text))
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name.capitalize())
        painter.setPen(QColor(colours.muted))
        text = f"{round(100 * share)} %"
        painter.drawText(words, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
