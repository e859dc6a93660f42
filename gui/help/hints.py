"""Hints for the first steps: a slim strip that says what can be done here, until that was done or is known."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy

from gui.base.preferences import Preferences
from gui.base.theme import SPACE
from gui.detail.detail_panel import DetailPanel
from gui.gallery.gallery import GalleryView
from gui.library.library import Library
from gui.pages.page import Hint, Page
from gui.visits.seen import Seen
from gui.widgets.controls import label_button, name_control, text_button, text_label

translate = QCoreApplication.translate

DETAIL = "detail"  # as the settings remember it


class HintBar(QFrame):
    """One sentence and a button. Stands above the page, never over it.

    Signals:
        understood: the button.
    """

    understood = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("hint_bar", True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._label = text_label(f"{name}_text")
        self._label.setWordWrap(True)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        button = text_button(f"{name}_button")
        label_button(button, translate("hints", "Got it"))
        name_control(button, translate("hints", "Got it: do not show this hint again"))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(self.understood)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE.l + SPACE.s, SPACE.xs, SPACE.m, SPACE.xs)
        row.setSpacing(SPACE.m)
        row.addWidget(self._label, 1)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.hide()

    def say(self, sentence: str) -> None:
        """Show a sentence; the strip goes away when it is empty."""
        if sentence:
            self._label.setText(sentence)
            self.setAccessibleName(sentence)
        self.setVisible(bool(sentence))


class Hints(QObject):
    """Decides which hint is shown: at most one.

    Attributes:
        bar, large_bar: the strips above the gallery and in the detail panel.
    """

    def __init__(self, preferences: Preferences, parent: QObject) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self.bar = HintBar("hint_bar")
        self.large_bar = HintBar("large_hint_bar")
        self._hint_shown = ""

    def watch(
        self, pages: Sequence[Page], seen: Seen, library: Library, gallery: GalleryView, detail: DetailPanel
    ) -> None:
        """Follow what the user does."""
        self._pages, self._seen, self._gallery, self._detail = pages, seen, gallery, detail
        library.listed.connect(self.review)
        seen.moved.connect(self.review)
        seen.changed.connect(self.review)
        for page in pages:
            page.learned.connect(self._learn)
        detail.set_hint(self.large_bar)
        detail.opened.connect(self.review)
        detail.closed.connect(self.review)
        detail.compared.connect(self._on_compared)
        self.bar.understood.connect(self._on_understood)
        self.large_bar.understood.connect(self._on_understood)
        self.review()

    @Slot()
    def review(self) -> None:
        """Show the hint for what is to be seen now, unless it is known."""
        over = self._detail.isVisible()
        wanted = self._of_detail() if over else self._of_page()
        if wanted is not None and wanted.name in self._preferences.now.hints_seen:
            wanted = None
        self._hint_shown = "" if wanted is None else wanted.name
        sentence = "" if wanted is None else wanted.sentence
        self.bar.say("" if over else sentence)
        self.large_bar.say(sentence if over else "")

    def _of_page(self) -> Hint | None:
        return next(page for page in self._pages if page.name == self._seen.now.page).hint()

    def _of_detail(self) -> Hint | None:
        if self._seen.now.found is None:
            return None
        sentence = translate(
            "hints", "X swaps the two photos, W shows why they match, and the arrows go on to the next one."
        )
        return Hint(DETAIL, sentence)

    @Slot(str)
    def _learn(self, hint: str) -> None:
        seen = self._preferences.now.hints_seen
        if hint not in seen:
            self._preferences.change(hints_seen=(*seen, hint))
            self.review()

    @Slot()
    def _on_compared(self) -> None:
        self._learn(DETAIL)

    @Slot()
    def _on_understood(self) -> None:
        name = self._hint_shown
        (self._detail if name == DETAIL else self._gallery).setFocus()
        self._learn(name)

    @Slot()
    def show_again(self) -> None:
        self._preferences.change(hints_seen=())
        self.review()
