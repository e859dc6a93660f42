"""The part of the settings that is seen only when something of the user's cannot be kept: what, why, and what helps."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from gui.base.core_texts import translated
from gui.base.preferences import Preferences
from gui.base.theme import SPACE
from gui.marking.keeping import Keeping
from gui.settings.card_context import CardContext
from gui.settings.settings_rows import card, hint_label
from gui.widgets.controls import label_button, text_button


class TroubleSection(QWidget):
    """Says what troubles the settings and the favourites, and offers the copy of the latter.

    Signals:
        changed: whether there is anything to say.
    """

    changed = Signal(bool)

    def __init__(self, preferences: Preferences, keeping: Keeping) -> None:
        super().__init__()
        self._preferences = preferences
        self._keeping = keeping
        self._settings, self._favourites = hint_label(""), hint_label("")
        self._settings.setObjectName("settings_problem")
        self._favourites.setObjectName("favourites_problem")
        self._restore = text_button("restore_button")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.s)
        column.addWidget(self._settings)
        column.addWidget(self._favourites)
        column.addWidget(self._restore, 0, Qt.AlignmentFlag.AlignLeft)
        self._restore.clicked.connect(keeping.restore)

    @property
    def troubled(self) -> bool:
        return bool(self._preferences.problem or self._keeping.problem)

    @Slot()
    def tell(self) -> None:
        unsaved = translated(self._preferences.problem) if self._preferences.problem else ""
        for label, problem in ((self._settings, unsaved), (self._favourites, self._keeping.problem)):
            label.setText(problem)
            label.setVisible(bool(problem))
        label_button(self._restore, self._keeping.remedy)
        self._restore.setVisible(bool(self._keeping.remedy))
        self.changed.emit(self.troubled)


def trouble_card(context: CardContext) -> QFrame:
    """Hidden as long as there is no trouble."""
    section = TroubleSection(context.preferences, context.keeping)
    framed = card("trouble_card", QCoreApplication.translate("TroubleSection", "What needs your attention"), section)
    section.changed.connect(framed.setVisible)
    section.tell()
    context.keeping.kept.connect(section.tell)
    return framed
