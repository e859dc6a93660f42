"""The Tab key goes through controls as the eye does, also where some came later than others."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget


def tab_as_laid_out(widget: QWidget) -> None:
    """Through all controls within a widget, in the order of its layouts. Qt's is that in which they were made."""
    for one, other in pairwise(_controls(widget)):
        QWidget.setTabOrder(one, other)


def _controls(widget: QWidget) -> Iterator[QWidget]:
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield widget
    layout = widget.layout()
    if layout is not None:
        yield from _in_layout(layout)


def _in_layout(layout: QLayout) -> Iterator[QWidget]:
    for at in range(layout.count()):
        item = layout.itemAt(at)
        widget, inner = (None, None) if item is None else (item.widget(), item.layout())
        if widget is not None:
            yield from _controls(widget)
        elif inner is not None:
            yield from _in_layout(inner)
