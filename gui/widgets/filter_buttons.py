"""What can be filtered by, as buttons: a row with a count, and a disc of a colour."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLabel, QPushButton, QWidget

from core.browse.shelf import Choice
from gui.base.texts import number, photos, plain_tip
from gui.base.theme import SPACE, TYPE, Theme, font
from gui.widgets.controls import ElidedLabel

_DISC = 24  # px
_CELL = 38  # px, of a disc with its count
_NAMED = QSize(102, 28)  # px, of a small disc with its name and count
_SMALL = 16  # px


class FilterRow(QPushButton):
    """A checkable row: words on the left, how many photos on the right. The tooltip begins with `about`."""

    def __init__(self, choice: Choice, text: str, theme: Theme, icon: str = "", about: str = "") -> None:
        super().__init__()
        self.choice = choice
        self._about = about
        self.text_shown = text
        self.setObjectName(f"filter_{choice.facet}_{choice.name}")
        self.setProperty("row", True)
        self.setCheckable(True)
        self.setAutoDefault(False)
        self._words = ElidedLabel("filter_text")
        self._words.say(text)
        self._count = QLabel()
        self._count.setObjectName("filter_count")
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE.s, 0, SPACE.s, 0)
        row.setSpacing(SPACE.s)
        if icon:
            picture = QLabel(self)
            theme.set_picture(picture, icon, QSize(18, 18))
            row.addWidget(picture)
        row.addWidget(self._words, 1)
        row.addWidget(self._count)
        for label in self.findChildren(QLabel):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.show_count(0)

    def show_count(self, count: int, offline: str = "") -> None:
        """The number of photos, or in its place the word for a drive that is not there."""
        self._count.setText(offline or number(count))
        for label in (self._words, self._count):
            label.setProperty("faded", bool(offline) or not count)
            label.style().polish(label)
        name = f"{self.text_shown}, {offline or photos(count)}"
        self.setAccessibleName(name)
        self.setToolTip(plain_tip(f"{self._about}\n{offline or photos(count)}" if self._about else name))


class ColourButton(QAbstractButton):
    """A disc of one colour with the number of photos under it, or with its name and the number beside it; a ring when
    it is chosen."""

    def __init__(self, choice: Choice, text: str, colour: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.choice = choice
        self.text_shown = text
        self.setObjectName(f"filter_{choice.facet}_{choice.name}")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._colour = QColor(colour)
        self._theme = theme
        self._font = font(TYPE.caption)
        self._number = 0
        self._is_named = False
        self.show_count(0)

    def show_name(self, wanted: bool) -> None:
        self._is_named = wanted
        self.updateGeometry()
        self.update()

    def show_count(self, count: int) -> None:
        self._number = count
        name = f"{self.text_shown}, {photos(count)}"
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._font)
        if self._is_named:
            return _NAMED
        return QSize(max(_CELL, metrics.horizontalAdvance(number(self._number))), _CELL - 8 + metrics.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = self._theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = _SMALL if self._is_named else _DISC
        left = 5 if self._is_named else (self.width() - side) / 2
        disc = QRectF(left, (self.height() - side) / 2 if self._is_named else 4, side, side)
        painter.setOpacity(1 if self._number or self.isChecked() else 0.35)
        edge = QColor(colours.text)
        edge.setAlpha(50)
        painter.setPen(QPen(edge, 1))
        painter.setBrush(self._colour)
        painter.drawEllipse(disc.adjusted(0.5, 0.5, -0.5, -0.5))
        ring = colours.accent if self.isChecked() else colours.text if self.hasFocus() else colours.muted
        if self.isChecked() or self.hasFocus() or self.underMouse():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(ring), 2.5 if self.isChecked() else 1.5))
            painter.drawEllipse(disc.adjusted(-2.5, -2.5, 2.5, 2.5))
        if self.isChecked() and self.hasFocus():
            painter.setPen(QPen(QColor(colours.text), 1, Qt.PenStyle.DotLine))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.setPen(QColor(colours.text if self.isChecked() else colours.muted))
        painter.setFont(self._font)
        if self._is_named:
            self._draw_name(painter, self.rect().adjusted(_SMALL + 11, 0, -4, 0))
        else:
            under = self.rect().adjusted(0, _DISC + 7, 0, 0)
            painter.drawText(under, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, number(self._number))
        painter.end()

    def _draw_name(self, painter: QPainter, place: QRect) -> None:
        count, metrics = number(self._number), QFontMetrics(self._font)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(place, Qt.AlignmentFlag.AlignRight | middle, count)
        painter.setPen(QColor(self._theme.colours.text))
        room = place.width() - metrics.horizontalAdvance(count) - 4
        name = metrics.elidedText(self.text_shown, Qt.TextElideMode.ElideRight, room)
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | middle, name)
