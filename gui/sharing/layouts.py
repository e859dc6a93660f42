"""How a sheet is laid out when the dialog opens: as the user chose last, with rows for these photos."""

from __future__ import annotations

import math
from dataclasses import replace

from PySide6.QtCore import QLocale

from core.base.paper import Size
from core.sharing.layout import Layout
from gui.base.preferences import Preferences

_FIRST_ROWS = 4  # of more photos than that, until the user chooses otherwise


def offered(preferences: Preferences, photos: int, printed: bool) -> Layout:
    """What the user chose last. `printed`: on paper, which they may have chosen no other time."""
    now = preferences.now
    rows = max(1, min(now.sheet_rows or _FIRST_ROWS, math.ceil(photos / now.sheet_columns)))
    size = _paper() if printed and not now.sheet_size.is_paper else now.sheet_size
    return Layout(rows, now.sheet_columns, size, now.sheet_words, now.sheet_names, now.sheet_query)


def keep(preferences: Preferences, was_offered: Layout, chosen: Layout, printed: bool) -> None:
    """For the next sheet. Rows are kept only where the user wanted other ones: they go with the photos. What a printer
    takes says nothing of pictures."""
    size = preferences.now.sheet_size if printed else chosen.size
    rows = chosen.rows if chosen.rows != was_offered.rows else preferences.now.sheet_rows
    preferences.change(
        sheet_rows=rows,
        sheet_columns=chosen.columns,
        sheet_size=size,
        sheet_words=chosen.words,
        sheet_names=chosen.names,
        sheet_query=chosen.query,
    )


def on_a_screen(layout: Layout) -> Layout:
    """The same as a picture that is no sheet of paper."""
    return replace(layout, size=Size.SCREEN) if layout.size.is_paper else layout


def _paper() -> Size:
    """What lies in printers where the user lives, across."""
    metric = QLocale().measurementSystem() == QLocale.MeasurementSystem.MetricSystem
    return Size.A4_ACROSS if metric else Size.LETTER_ACROSS
