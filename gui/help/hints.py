"""Hints for the first steps: a slim strip that says what can be done here, until that was done or is known."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy

from gui.base.preferences import Preferences
from gui.base.theme import SPACE
from gui.gallery.gallery import GalleryView
from gui.library.library import Library
from gui.similar.similar import SimilarPage
from gui.visits.history import Visit
from gui.visits.navigator import Navigator
from gui.widgets.controls import label_button, name_control, text_button, text_label

translate = QCoreApplication.translate

BROWSE, RESULTS, DETAIL = "browse", "results", "detail"  # as the settings remember them


class HintBar(QFrame):
    """One sentence and a button. Stands above the photos, never over them.

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
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
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
        self._shown = ""

    def watch(self, library: Library, navigator: Navigator, gallery: GalleryView, similar: SimilarPage) -> None:
        """Follow what the user does."""
        self._library, self._navigator, self._gallery, self._similar = library, navigator, gallery, similar
        library.listed.connect(self.review)
        navigator.moved.connect(self._on_moved)
        for learned in (gallery.liked, gallery.unliked, similar.panel.tuned, similar.panel.boxed):
            learned.connect(self._on_results_used)
        detail = similar.detail
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
        wanted = self._fitting()
        self._shown = "" if wanted in self._preferences.now.hints_seen else wanted
        sentence = _sentences().get(self._shown, "")
        self.bar.say("" if self._shown == DETAIL else sentence)
        self.large_bar.say(sentence if self._shown == DETAIL else "")

    def _fitting(self) -> str:
        visit = self._navigator.current
        if self._similar.detail.isVisible():
            return DETAIL if visit.found is not None else ""
        if visit.page == "browse":
            return BROWSE if self._library.photos else ""
        return RESULTS if visit.found is not None else ""

    def _learn(self, hint: str) -> None:
        seen = self._preferences.now.hints_seen
        if hint not in seen:
            self._preferences.change(hints_seen=(*seen, hint))
            self.review()

    @Slot(object)
    def _on_moved(self, visit: Visit) -> None:
        if visit.found is not None:
            self._learn(BROWSE)
        self.review()

    @Slot()
    def _on_results_used(self) -> None:
        if self._navigator.current.found is not None:
            self._learn(RESULTS)

    @Slot()
    def _on_compared(self) -> None:
        self._learn(DETAIL)

    @Slot()
    def _on_understood(self) -> None:
        shown = self._shown
        (self._similar.detail if shown == DETAIL else self._gallery).setFocus()
        self._learn(shown)

    @Slot()
    def show_again(self) -> None:
        self._preferences.change(hints_seen=())
        self.review()


def _sentences() -> dict[str, str]:
    return {
        BROWSE: translate(
            "hints", "Click a photo to find what looks like it. Or drop any other one here, even from your browser."
        ),
        RESULTS: translate(
            "hints",
            "Say what counts with the sliders, draw a box to search with a part of the photo, or press + and − on a "
            "result for more or less like it.",
        ),
        DETAIL: translate(
            "hints", "X swaps the two photos, W shows why they match, and the arrows go on to the next one."
        ),
    }
