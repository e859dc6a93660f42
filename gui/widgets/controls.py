"""Small builders, so that every control comes with a name, a tooltip and a name for screen readers."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gui.base.texts import plain_tip
from gui.base.theme import Theme


def icon_button(theme: Theme, name: str, icon: str) -> QToolButton:
    """A button that shows only an icon; `name_control` must give it its words."""
    button = QToolButton()
    button.setObjectName(name)
    button.setProperty("icon_only", True)
    theme.set_icon(button, icon)
    return button


def text_button(name: str, *, primary: bool = False, large: bool = False, link: bool = False) -> QPushButton:
    """A button of words, which `label_button` sets; `primary`, `large` and `link` are looks of the style sheet."""
    button = QPushButton()
    button.setObjectName(name)
    for kind, wanted in (("primary", primary), ("large", large), ("link", link)):
        button.setProperty(kind, wanted)
    button.setAutoDefault(False)
    return button


def tab_through(widgets: Iterable[QWidget]) -> None:
    """Let the Tab key lead from each of these to the next, however late it was made."""
    for before, after in pairwise(widgets):
        QWidget.setTabOrder(before, after)


def name_control(widget: QWidget, name: str, shortcut: str = "") -> None:
    """Give a control its accessible name and, with its shortcut, its tooltip."""
    widget.setAccessibleName(name)
    widget.setToolTip(plain_tip(f"{name}  ({shortcut})" if shortcut else name))


def text_label(name: str, text: str = "", *, centred: bool = False) -> QLabel:
    """A label that the stylesheet knows by its name; a centred one may take several lines."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)  # it may hold the name of a file
    label.setObjectName(name)
    label.setWordWrap(centred)
    if centred:
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return label


class ElidedLabel(QLabel):
    """One line that never asks for room: shows the first of several texts that fits, or shortens the last one."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._choices: tuple[str, ...] = ()

    def say(self, *choices: str) -> None:
        """Show the first choice where there is room, else one of the shorter ones behind it."""
        self._choices = choices
        self.setText(choices[0])
        self.setToolTip(plain_tip(choices[0]))

    @property
    def shortest(self) -> str:
        """What stands here where there is the least room."""
        return (self._choices or (self.text(),))[-1]

    def paintEvent(self, event: QPaintEvent) -> None:
        metrics, room = self.fontMetrics(), self.width()
        choices = self._choices or (self.text(),)
        fitting = next((text for text in choices if metrics.horizontalAdvance(text) <= room), choices[-1])
        painter = QPainter(self)
        text = metrics.elidedText(fitting, Qt.TextElideMode.ElideMiddle, room)
        painter.drawText(self.rect(), self.alignment(), text)
        painter.end()


class ScrollColumn(QScrollArea):
    """A column taller than its place. The bar's room stays free when there is nothing to scroll.

    With a bar that comes and goes, words that wrap differently beside it make some heights fit neither with nor
    without one, and Qt would resize the content back and forth until the stack is used up.
    """

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().rangeChanged.connect(self._on_range)
        self.verticalScrollBar().setEnabled(False)

    @Slot(int, int)
    def _on_range(self, _low: int, high: int) -> None:
        self.verticalScrollBar().setEnabled(high > 0)  # the stylesheet hides a disabled one


def label_button(button: QAbstractButton, text: str, shortcut: str = "") -> None:
    """Set the words of a button, which screen readers say too; `shortcut` stands in its tip."""
    button.setText(text)
    name_control(button, text, shortcut)


def show_words(wanted: bool, *buttons: QToolButton) -> None:
    """Buttons with an icon and words, or with the icon alone."""
    both = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
    for button in buttons:
        button.setToolButtonStyle(both if wanted else Qt.ToolButtonStyle.ToolButtonIconOnly)


def beside(*widgets: QWidget, growing: QWidget) -> QWidget:
    """Widgets side by side without gaps; `growing` takes the room that is left."""
    page = QWidget()
    row = QHBoxLayout(page)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    for widget in widgets:
        row.addWidget(widget, 1 if widget is growing else 0)
    return page


def framed(*widgets: QWidget, growing: QWidget) -> QWidget:
    """Widgets under each other without gaps; `growing` takes the room that is left."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for widget in widgets:
        column.addWidget(widget, 1 if widget is growing else 0)
    return page
