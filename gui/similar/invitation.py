"""The Similar page before the first search."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from gui.base.theme import SPACE, Theme
from gui.widgets.controls import label_button, text_button, text_label

_LONGEST = 40  # letters of a name


class Invitation(QFrame):
    """Tells how to search, and leads back to the search before."""

    open_photo = Signal()
    last_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("invitation")
        picture = QLabel()
        theme.set_picture(picture, "similar", QSize(96, 96))
        words = text_label(
            "hint", self.tr("Click one of your photos, or drop, paste or open any other one."), centred=True
        )
        button = text_button("invitation_open_button", primary=True, large=True)
        theme.set_icon(button, "photo", "on_accent")
        label_button(button, self.tr("Open photo"))
        button.clicked.connect(self.open_photo)
        self.setFocusProxy(button)
        self._last = text_button("last_search_button", large=True)
        self._last.clicked.connect(self.last_wanted)
        self._last.hide()
        column = QVBoxLayout(self)
        column.setSpacing(SPACE.l)
        column.addStretch(2)
        column.addWidget(picture, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(text_label("display", self.tr("Find what looks like a photo"), centred=True))
        column.addWidget(words)
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._last, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def show_last(self, name: str) -> None:
        """What was searched with last, as the user calls it; empty for nothing."""
        short = name if len(name) <= _LONGEST else f"{name[: _LONGEST // 2]}…{name[-_LONGEST // 2 :]}"
        label_button(self._last, self.tr("Back to the last search: {name}").format(name=short))
        self._last.setVisible(bool(name))
