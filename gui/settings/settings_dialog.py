"""The settings. Each choice takes effect at once; there is nothing to confirm."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from gui.base.theme import SPACE
from gui.settings import cards
from gui.settings.card_context import CardContext
from gui.settings.settings_rows import hint_label
from gui.widgets.controls import ScrollColumn, label_button, text_button
from gui.widgets.fields import Segments

_WIDTH, _HEIGHT = 620, 760  # px
_LEAST_HEIGHT = 300  # px


class SettingsDialog(QDialog):
    """Shows all cards. Closes before a choice takes effect that changes the window around it."""

    def __init__(self, context: CardContext, parent: QWidget) -> None:
        super().__init__(parent)
        context.setParent(self)
        self.setObjectName("settings_dialog")
        self.setWindowTitle(self.tr("Settings"))
        self._close = text_button("settings_close_button", primary=True)
        self._area = self._lay_out([make(context) for make in cards.CARDS])
        for signal in (self._close.clicked, context.language_chosen, context.check_wanted):
            signal.connect(self.accept)
        if (first := self.findChild(Segments)) is not None:
            first.take_focus()

    def _lay_out(self, parts: Sequence[QWidget]) -> ScrollColumn:
        content = self._content = QWidget()
        content.setObjectName("settings_content")
        column = QVBoxLayout(content)
        column.setContentsMargins(SPACE.xl, SPACE.l, SPACE.xl, SPACE.l)
        column.setSpacing(SPACE.m)
        for part in parts:
            column.addWidget(part)
        column.addStretch(1)
        area = ScrollColumn(content)
        area.setObjectName("settings_area")
        label_button(self._close, self.tr("Close"), "Esc")
        buttons = QFrame()
        buttons.setObjectName("settings_buttons")
        line = QHBoxLayout(buttons)
        line.setContentsMargins(SPACE.xl, SPACE.m, SPACE.xl, SPACE.m)
        line.addWidget(hint_label(self.tr("Changes take effect at once.")), 1)
        line.addWidget(self._close)
        both = QVBoxLayout(self)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(0)
        both.addWidget(area, 1)
        both.addWidget(buttons)
        return area

    def showEvent(self, event: QShowEvent) -> None:
        """As large as there is room for, and never too narrow for a text."""
        screen = self.screen().availableGeometry()
        least = self._content.minimumSizeHint().width() + self._area.verticalScrollBar().sizeHint().width()
        self.setMinimumSize(least, _LEAST_HEIGHT)
        self.resize(min(_WIDTH, screen.width() - SPACE.xxl), min(_HEIGHT, screen.height() - 2 * SPACE.xxl))
        super().showEvent(event)
