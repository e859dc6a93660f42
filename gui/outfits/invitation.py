"""The page before a garment was chosen."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from gui.base.keys import named, native
from gui.base.theme import SPACE, Theme
from gui.widgets.controls import label_button, text_button, text_label


class Invitation(QFrame):
    """Tells how to choose one.

    Signals:
        browse_wanted: all photos are to be shown.
    """

    browse_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("outfits_invitation")
        picture = QLabel()
        theme.set_picture(picture, "outfit", QSize(96, 96))
        words = self.tr("Go to one of your photos and press {key}, or choose “What goes with this?” in its menu.")
        hint = text_label("hint", words.format(key=native(named("goes_with"))), centred=True)
        button = text_button("outfits_browse_button", primary=True, large=True)
        theme.set_icon(button, "all", "on_accent")
        label_button(button, self.tr("Show all photos"))
        button.clicked.connect(self.browse_wanted)
        self.setFocusProxy(button)
        column = QVBoxLayout(self)
        column.setSpacing(SPACE.l)
        column.addStretch(2)
        column.addWidget(picture, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(text_label("display", self.tr("Find what goes with a garment"), centred=True))
        column.addWidget(hint)
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
