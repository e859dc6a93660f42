"""The bars of the page: what is looked for and how far that is, and what is done with what was ticked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar

from core.duplicates.groups import Kind
from core.duplicates.review import Review
from gui.base.texts import number, size
from gui.base.theme import SPACE, Theme
from gui.widgets.controls import ElidedLabel, icon_button, label_button, show_words, text_button
from gui.widgets.fields import Segments


class LookBar(QFrame):
    """Above the groups.

    Signals:
        kind_chosen: whether other photos of one garment are looked for too. cancelled, continued: the looking.

    Attributes:
        untouched: the button for folders of which nothing is deleted.
    """

    kind_chosen = Signal(bool)
    cancelled = Signal()
    continued = Signal()

    def __init__(self, theme: Theme, same_garment: bool) -> None:
        super().__init__()
        self.setObjectName("duplicates_bar")
        texts = (self.tr("The same picture"), self.tr("The same garment too"))
        chosen = Kind.GARMENT if same_garment else Kind.PICTURE
        self._kinds = Segments("duplicates", tuple(Kind), texts, chosen)
        self._status = ElidedLabel("duplicates_status")
        self._status.setProperty("faded", True)
        self._progress = QProgressBar()
        self._progress.setObjectName("duplicates_progress")
        self._progress.setTextVisible(False)
        self._progress.setFixedWidth(120)
        self._cancel, self._continue = text_button("duplicates_cancel"), text_button("duplicates_continue")
        self.untouched = icon_button(theme, "duplicates_untouched", "folder")
        self.untouched.setProperty("icon_only", False)
        show_words(True, self.untouched)
        label_button(self._cancel, self.tr("Cancel"))
        label_button(self._continue, self.tr("Look through all photos"))
        label_button(self.untouched, self.tr("Never touch…"))
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE.l, SPACE.s, SPACE.m, SPACE.s)
        row.setSpacing(SPACE.s)
        for widget in (self._kinds, self._status, self._progress, self._cancel, self._continue, self.untouched):
            row.addWidget(widget, 1 if widget is self._status else 0)
        self._kinds.chosen.connect(lambda name: self.kind_chosen.emit(name == Kind.GARMENT))
        self._cancel.clicked.connect(self.cancelled)
        self._continue.clicked.connect(self.continued)

    def show_running(self, done: int, of: int) -> None:
        """So much of so much is done, as far as is known."""
        self._progress.setRange(0, of)
        self._progress.setValue(done)
        self._status.say(self.tr("Looking for duplicates…"))
        self._show(running=True, stopped=False)

    def show_idle(self, sentences: Sequence[str], *, stopped: bool) -> None:
        """What came of it, in full and shorter."""
        self._status.say(*sentences)
        self._show(running=False, stopped=stopped)

    def _show(self, *, running: bool, stopped: bool) -> None:
        self._progress.setVisible(running)
        self._cancel.setVisible(running)
        self._continue.setVisible(stopped and not running)


class TickBar(QFrame):
    """Below the groups.

    Signals:
        best_wanted: of every group all but the best are to be ticked. cleared: nothing is. thrown: what is goes.
    """

    best_wanted = Signal()
    cleared = Signal()
    thrown = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("duplicates_ticks")
        self._text = ElidedLabel("duplicates_ticked")
        self._best, self._clear = text_button("duplicates_best"), text_button("duplicates_clear")
        self._throw = text_button("duplicates_throw", primary=True)
        label_button(self._best, self.tr("Tick all but the best of every picture"))
        label_button(self._clear, self.tr("Tick nothing"))
        label_button(self._throw, self.tr("Move to the trash"))
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE.l, SPACE.s, SPACE.m, SPACE.s)
        row.setSpacing(SPACE.s)
        for widget in (self._text, self._best, self._clear, self._throw):
            row.addWidget(widget, 1 if widget is self._text else 0)
        self._best.clicked.connect(self.best_wanted)
        self._clear.clicked.connect(self.cleared)
        self._throw.clicked.connect(self.thrown)

    def show_review(self, review: Review) -> None:
        """What is ticked."""
        count = len(review.ticked)
        if count:
            ticked = self.tr("%Ln photos are ticked", "", count)
            self._text.say(f"{ticked} · {size(review.freed)}", ticked, number(count))
        else:
            self._text.say(self.tr("Nothing is ticked. What is moved to the trash can be brought back."), "")
        for button in (self._clear, self._throw):
            button.setVisible(bool(count))
        pictures = any(group.kind is Kind.PICTURE for group in review.groups)
        self._best.setVisible(pictures and not count)
        self.setVisible(bool(review.groups))
