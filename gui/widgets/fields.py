"""Fields of dialogs that look like the rest of the window: segments, lists to choose from, numbers."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QListView,
    QSpinBox,
    QStyle,
    QStyleOptionSpinBox,
    QToolButton,
)

from gui.base.theme import SPACE, Theme
from gui.widgets.controls import label_button

_CHEVRON = 14  # px


class Segments(QFrame):
    """A few choices side by side, one of which holds.

    Signals:
        chosen: the name of a choice that the user made.
    """

    chosen = Signal(str)

    def __init__(self, prefix: str, names: Sequence[str], texts: Sequence[str], chosen: str) -> None:
        super().__init__()
        self.setObjectName(f"{prefix}_segments")
        self.setProperty("segments", True)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QToolButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(2)
        for name, text in zip(names, texts, strict=True):
            button = self._buttons[name] = QToolButton()
            button.setObjectName(f"{prefix}_{name}_button")
            button.setCheckable(True)
            label_button(button, text)
            self._group.addButton(button)
            row.addWidget(button)
        self._buttons[chosen].setChecked(True)
        _lead_tab_to_checked(self._group)
        self._group.buttonToggled.connect(self._on_toggled)  # by a click as by an arrow key

    def take_focus(self) -> None:
        """Give the keyboard to the choice that holds."""
        next(button for button in self._buttons.values() if button.isChecked()).setFocus()

    @Slot(object, bool)
    def _on_toggled(self, button: QToolButton, on: bool) -> None:
        if on:
            self.chosen.emit(next(name for name, one in self._buttons.items() if one is button))


class ComboBox(QComboBox):
    """Opens its list instead of changing at a turn of the wheel or a slip of a key: what is chosen takes effect."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._theme = theme
        self.setView(QListView())  # the style's own draws a tick and its own margins

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        middle = QPointF(self.width() - SPACE.s - _CHEVRON / 2, self.height() / 2)
        _draw_chevron(painter, self._theme, "down", middle, self.isEnabled())
        painter.end()

    def showPopup(self) -> None:
        frame = self.view().parentWidget()
        if isinstance(frame, QFrame):
            frame.setFrameShape(QFrame.Shape.NoFrame)  # the style's own, drawn over that of the stylesheet
        super().showPopup()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_F4):
            self.showPopup()
        else:
            event.ignore()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class SpinBox(QSpinBox):
    """A number with two small arrows. It counts when it is complete, not digit by digit."""

    def __init__(self, theme: Theme, name: str, low: int, high: int) -> None:
        super().__init__()
        self.setObjectName(name)
        self._theme = theme
        self.setRange(low, high)
        self.setKeyboardTracking(False)
        self.setCorrectionMode(QSpinBox.CorrectionMode.CorrectToNearestValue)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.lineEdit().setTextMargins(SPACE.s, 0, 0, 0)  # the stylesheet's padding does not reach it

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        option = QStyleOptionSpinBox()
        self.initStyleOption(option)
        painter = QPainter(self)
        steps, can = self.stepEnabled(), QSpinBox.StepEnabledFlag
        parts = QStyle.SubControl
        for part, icon, on in (
            (parts.SC_SpinBoxUp, "up", bool(steps & can.StepUpEnabled)),
            (parts.SC_SpinBoxDown, "down", bool(steps & can.StepDownEnabled)),
        ):
            place = self.style().subControlRect(QStyle.ComplexControl.CC_SpinBox, option, part, self)
            _draw_chevron(painter, self._theme, icon, QPointF(place.center()) + QPointF(0.5, 0.5), on)
        painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()  # the page is scrolled


def _lead_tab_to_checked(group: QButtonGroup) -> None:
    """As Qt does it from the first time on that one of the buttons has the keyboard."""
    for button in group.buttons():
        focus = Qt.FocusPolicy.StrongFocus if button.isChecked() else Qt.FocusPolicy.ClickFocus
        button.setFocusPolicy(focus)


def _draw_chevron(painter: QPainter, theme: Theme, name: str, middle: QPointF, on: bool) -> None:
    ratio = painter.device().devicePixelRatioF()
    colour = theme.colours.text if on else theme.colours.border
    icon = theme.pixmap(name, QSize(_CHEVRON, _CHEVRON), ratio, colour)
    painter.drawPixmap(middle - QPointF(_CHEVRON / 2, _CHEVRON / 2), icon)
