"""How the settings dialog arranges things: cards with titles, and rows of a title, a control and a hint."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui.base.theme import SPACE
from gui.widgets.controls import text_label


def card(name: str, title: str, *rows: QWidget | QVBoxLayout) -> QFrame:
    """A titled part of the dialog, its rows under each other."""
    frame = QFrame()
    frame.setObjectName(name)
    frame.setProperty("card", True)
    frame.setAccessibleName(title)
    column = QVBoxLayout(frame)
    column.setContentsMargins(SPACE.l, SPACE.m, SPACE.l, SPACE.l)
    column.setSpacing(SPACE.m)
    column.addWidget(text_label("section_title", title))
    for one in rows:
        if isinstance(one, QWidget):
            column.addWidget(one)
        else:
            column.addLayout(one)
    return frame


def row(title: str, control: QWidget, hint: str = "") -> QVBoxLayout:
    """A title at the left, its control at the right, an explanation below."""
    line = QHBoxLayout()
    line.setSpacing(SPACE.m)
    line.addWidget(text_label("row_title", title), 1)
    line.addWidget(control, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    column = QVBoxLayout()
    column.setSpacing(SPACE.xs)
    column.addLayout(line)
    if hint:
        column.addWidget(hint_label(hint))
        control.setAccessibleDescription(hint)
    return column


def hint_label(text: str) -> QLabel:
    """An explanation, on as many lines as it needs."""
    label = text_label("hint", text)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
