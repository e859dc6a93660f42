"""What a new user sees: what this is for, and three ways to begin."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from gui.base.theme import SPACE, Theme
from gui.widgets.controls import label_button, text_button, text_label


class EmptyPage(QFrame):
    """An invitation; the whole window takes drops."""

    choose_folder = Signal()
    try_sample = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("empty_page")
        self._picture = QLabel()
        theme.set_picture(self._picture, "wardrobe", QSize(360, 220))
        self._title = text_label("display", centred=True)
        self._words = text_label("hint", centred=True)
        self._choose = text_button("empty_choose_folder_button", primary=True, large=True)
        self._sample = text_button("sample_button", large=True)
        self._hint = text_label("caption", centred=True)
        theme.set_icon(self._choose, "folder", "on_accent")
        theme.set_icon(self._sample, "hanger")
        self._lay_out()
        self.setFocusProxy(self._choose)
        self._choose.clicked.connect(self.choose_folder)
        self._sample.clicked.connect(self.try_sample)
        self._name_all()

    @Slot(bool)
    def show_drawing(self, under_way: bool) -> None:
        """Whether the sample wardrobe is being drawn: said for as long as it lasts, as nothing else is to be seen."""
        words = self.tr("Drawing the sample wardrobe…") if under_way else self.tr("Try the sample wardrobe")
        label_button(self._sample, words)
        self._sample.setEnabled(not under_way)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE.m)
        buttons.addStretch(1)
        buttons.addWidget(self._choose)
        buttons.addWidget(self._sample)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.xxl, SPACE.xl, SPACE.xxl, SPACE.xl)
        column.setSpacing(0)
        column.addStretch(2)
        column.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(SPACE.xl)
        column.addWidget(self._title)
        column.addSpacing(SPACE.s)
        column.addWidget(self._words)
        column.addSpacing(SPACE.xl)
        column.addLayout(buttons)
        column.addSpacing(SPACE.xl)
        column.addWidget(self._hint)
        column.addStretch(3)

    def _name_all(self) -> None:
        self._picture.setAccessibleName(self.tr("A wardrobe with three garments"))
        self._title.setText(self.tr("Find clothes that look alike"))
        self._words.setText(
            self.tr("Show Twinset the folder with photos of your clothes, then click one to see what resembles it.")
        )
        label_button(self._choose, self.tr("Choose a folder"))
        self.show_drawing(False)
        self._hint.setText(self.tr("or drop a folder or a photo anywhere here. Your photos never leave this computer."))
