"""The part of the settings about what other networks computed, in the user's words other versions."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QMessageBox, QVBoxLayout, QWidget

from core.catalog.catalog import OfOthers
from gui.base.texts import size
from gui.base.theme import SPACE
from gui.settings.network_care import NetworkCare
from gui.settings.settings_rows import hint_label, row
from gui.widgets.controls import label_button, name_control, text_button, text_label


class OtherNetworks(QWidget):
    """Seen only where there is something to remove, or to tell of it."""

    def __init__(self, care: NetworkCare) -> None:
        super().__init__()
        self._care = care
        self._kept = QWidget()
        self._used = text_label("networks_used")
        self._clear = text_button("networks_clear_button")
        self._message = hint_label("")
        self._message.setObjectName("networks_message")
        self._lay_out()
        self._clear.clicked.connect(self._ask)
        care.measured.connect(self._on_measured)
        care.removed.connect(self._say)
        care.measure()

    def _lay_out(self) -> None:
        label_button(self._clear, self.tr("Clear"))
        name_control(self._clear, self.tr("Remove what other versions computed"))
        both = QWidget()
        line = QHBoxLayout(both)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SPACE.s)
        line.addWidget(self._used)
        line.addWidget(self._clear)
        why = self.tr("What other versions of Twinset computed is kept, so that going back costs no time.")
        kept = row(self.tr("Other versions"), both, why)
        kept.setContentsMargins(0, 0, 0, 0)
        self._kept.setLayout(kept)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.xs)
        column.addWidget(self._kept)
        column.addWidget(self._message)
        for part in (self, self._kept, self._message):
            part.hide()

    @Slot(OfOthers)
    def _on_measured(self, left: OfOthers) -> None:
        self._used.setText(self.tr("{size} for %Ln photos", "", left.photos).format(size=size(left.bytes)))
        self._clear.setEnabled(True)
        self._kept.setVisible(bool(left.photos or left.bytes))
        self._show()

    @Slot(str)
    def _say(self, sentence: str) -> None:
        self._message.setText(sentence)
        self._message.show()
        self._show()

    def _show(self) -> None:
        self.setVisible(not (self._kept.isHidden() and self._message.isHidden()))

    @Slot()
    def _ask(self) -> None:
        box = QMessageBox(self.window())
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setObjectName("networks_dialog")
        box.setWindowTitle(self.tr("Other versions"))
        box.setText(self.tr("Remove what other versions computed?"))
        box.setInformativeText(
            self.tr("If you go back to such a version, it reads your photos again. This version keeps all it needs.")
        )
        box.setStandardButtons(QMessageBox.StandardButton.Cancel)
        sure = box.addButton(self.tr("Remove"), QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(QMessageBox.StandardButton.Cancel)
        box.buttonClicked.connect(lambda button: self._remove() if button is sure else None)
        box.open()

    def _remove(self) -> None:
        self._clear.setEnabled(False)
        self._say(self.tr("Removing…"))
        self._care.remove()
