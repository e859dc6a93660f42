"""The bar on top of the detail panel."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton

from gui.base.theme import SPACE, Theme
from gui.widgets.controls import ElidedLabel, icon_button, label_button, name_control, show_words

_WIDE = 1000  # px


class DetailBar(QFrame):
    """Holds the title and the buttons; the panel decides what they do."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("detail_bar")
        self._theme = theme
        self.title = ElidedLabel("detail_title")
        self.heart = icon_button(theme, "detail_heart_button", "heart")
        self.more = icon_button(theme, "detail_more_button", "more")
        self.less = icon_button(theme, "detail_less_button", "less")
        self.deny = self._toggle("detail_deny_button", "cancel", self.tr("Not the same"), "")
        self.swap = self._toggle("swap_button", "swap", self.tr("Swap"), "X")
        self.why = self._toggle("why_button", "why", self.tr("Why it matched"), "W")
        self.fit = icon_button(theme, "fit_button", "fit")
        self.close_button = icon_button(theme, "close_detail_button", "cancel")
        name_control(self.heart, self.tr("Favourite"))
        name_control(self.more, self.tr("More like this"))
        name_control(self.less, self.tr("Less like this"))
        name_control(self.fit, self.tr("Show all of the photo"), "0")
        name_control(self.close_button, self.tr("Close"), self.tr("Esc"))
        self._lay_out()

    def _toggle(self, name: str, icon: str, text: str, key: str) -> QToolButton:
        button = icon_button(self._theme, name, icon)
        button.setProperty("icon_only", False)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setCheckable(True)
        label_button(button, text, key)
        return button

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE.m, SPACE.s, SPACE.m, SPACE.s)
        row.setSpacing(SPACE.xs)
        row.addSpacing(SPACE.s)
        row.addWidget(self.title, 1)
        for widget in (self.heart, self.more, self.less, self.deny):
            row.addWidget(widget)
        row.addSpacing(SPACE.s)
        for widget in (self.swap, self.why, self.fit, self.close_button):
            row.addWidget(widget)

    def show_loved(self, loved: bool) -> None:
        """Whether the photo is a favourite."""
        self._theme.set_icon(self.heart, "heart_full" if loved else "heart", "accent" if loved else "text")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, the buttons are pictures alone."""
        super().resizeEvent(event)
        show_words(self.width() >= _WIDE, self.deny, self.swap, self.why)
