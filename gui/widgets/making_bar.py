"""What is being made in the background: how far it is, and a way to stop it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar

from gui.base.theme import SPACE, Theme
from gui.widgets.controls import ElidedLabel, label_button, text_button


class MakingBar(QFrame):
    """Seen while something is made that takes a while.

    Signals:
        cancelled: the user wants no more of it.
    """

    cancelled = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("making_bar")
        self.setProperty("hint_bar", True)
        self._label = ElidedLabel("making_label")
        self._bar = QProgressBar()
        self._bar.setObjectName("making_progress")
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(140)
        self._bar.setAccessibleName(self.tr("How far it is"))
        self._cancel = text_button("making_cancel_button")
        label_button(self._cancel, self.tr("Cancel"))
        theme.set_icon(self._cancel, "cancel")
        self._cancel.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE.l, SPACE.xs, SPACE.m, SPACE.xs)
        row.setSpacing(SPACE.s)
        row.addWidget(self._label, 1)
        row.addWidget(self._bar)
        row.addWidget(self._cancel)
        self._cancel.clicked.connect(self.cancelled)
        self.hide()

    def begin(self, sentence: str, total: int) -> None:
        """Something of so many steps is being made."""
        self._label.say(sentence)
        self._bar.setRange(0, total)
        self._bar.setValue(0)
        self.show()

    def step(self, done: int) -> None:
        """So many steps are done."""
        self._bar.setValue(done)
