"""A suggestion: its photo, and below it why it goes with the garment."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QToolTip

from core.outfits.suggesting import Suggestion
from gui.base.texts import plain_tip
from gui.base.theme import SPACE, TYPE, Theme, font
from gui.gallery.cell_marks import CellMarks
from gui.gallery.cell_places import Discs
from gui.outfits.reason_texts import reason_text, rule_name
from gui.outfits.thumb import Thumb

translate = QCoreApplication.translate

ASPECT = 1.25  # height : width of a picture; clothes are photographed upright
_LINES = 3  # of words


class Card(Thumb):
    """One of them, to be used again and again.

    Signals:
        worn_toggled: its path; the disc in its corner was clicked.
    """

    worn_toggled = Signal(object)

    def __init__(self, theme: Theme, line: int) -> None:
        """`line`: the height of one of words, px."""
        super().__init__(theme, "suggestion", QSize(120, 200))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # the board lets the Tab key lead to one of them
        self.setMouseTracking(True)
        self._marks = CellMarks(theme)
        self._line = line
        self._font = font(TYPE.caption)
        self._reasons: tuple[str, ...] = ()
        self._lines: tuple[str, ...] = ()  # the same, shorter
        self._worn = False
        self._on_disc = False

    def set_width(self, width: int) -> None:
        picture = round((width - 2 * SPACE.xs) * ASPECT)
        self.setFixedSize(width, picture + _LINES * self._line + 3 * SPACE.xs)

    def show_suggestion(self, one: Suggestion, name: str, worn: bool) -> None:
        """`name`: what a person would call the photo."""
        self.path = one.path
        self._reasons = tuple(map(reason_text, one.reasons))
        self._lines = (*self._reasons[:1], *map(rule_name, one.rules[1:]))
        self.setAccessibleName(", ".join((name, *self._reasons)))
        self.setToolTip(plain_tip("\n".join((name, *self._reasons))))
        self.show_worn(worn)

    def show_worn(self, worn: bool) -> None:
        self._worn = worn
        said = translate("outfits", "taken to the garment") if worn else ""
        self.setAccessibleDescription(said)
        self.update()

    @property
    def is_marked(self) -> bool:
        return self._worn

    def frame(self) -> QRect:
        width = self.width() - 2 * SPACE.xs
        return QRect(SPACE.xs, SPACE.xs, width, round(width * ASPECT))

    def draw_more(self, painter: QPainter, frame: QRect) -> None:
        """The disc that takes it to the garment, and the words."""
        colours = self.theme.colours
        if self._worn or self.underMouse() or self.hasFocus():
            strong = self._worn or self._on_disc
            corner, icon = Discs(frame).corner(), "hanger" if self._worn else "add"
            self._marks.draw_pill(painter, corner, colours.accent if strong else colours.raised)
            colour = colours.on_accent if strong else colours.text
            self._marks.draw_icon(painter, corner, icon, colour, Discs(frame).icon)
        place = QRect(frame.left(), frame.bottom() + 1 + SPACE.xs, frame.width(), self.height() - frame.bottom())
        painter.setFont(self._font)
        for number, reason in enumerate(self._lines):
            painter.setPen(QColor(colours.text if number == 0 else colours.muted))
            used = self._draw_words(painter, place, reason, 2 if number == 0 else 1)
            place.setTop(place.top() + used)

    def _draw_words(self, painter: QPainter, place: QRect, words: str, lines: int) -> int:
        """In so many lines at most, the last one shortened; returns the height they took, px."""
        metrics, left = QFontMetrics(self._font), words.split(" ")
        for line in range(lines):
            take = len(left) if line == lines - 1 else _fitting(metrics, left, place.width())
            text = metrics.elidedText(" ".join(left[:take]), Qt.TextElideMode.ElideRight, place.width())
            top = place.top() + line * self._line
            painter.drawText(QRect(place.left(), top, place.width(), self._line), 0, text)
            left = left[take:]
            if not left:
                return (line + 1) * self._line
        return lines * self._line

    # --- the disc ---

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        on_disc = self._is_on_disc(event.position().toPoint())
        if on_disc != self._on_disc:
            self._on_disc = on_disc
            self.update()

    def _is_on_disc(self, at: QPoint) -> bool:
        return Discs(self.frame()).corner().contains(at)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the disc, or with Ctrl, takes it and does not ask."""
        at = event.position().toPoint()
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.button() == Qt.MouseButton.LeftButton and self.isDown() and (held or self._is_on_disc(at)):
            self.setDown(False)
            self.worn_toggled.emit(self.path)
            event.accept()
        else:
            super().mouseReleaseEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and self._is_on_disc(event.pos()):
            QToolTip.showText(event.globalPos(), wear_text(self._worn), self)
            return True
        return super().event(event)


def wear_text(worn: bool) -> str:
    """What the disc, the key and the menu do."""
    if worn:
        return translate("outfits", "Take away from the garment again")
    return translate("outfits", "Take to the garment")


def _fitting(metrics: QFontMetrics, words: list[str], width: int) -> int:
    """How many of the first words fit, at least one."""
    count = 1
    while count < len(words) and metrics.horizontalAdvance(" ".join(words[: count + 1])) <= width:
        count += 1
    return count
