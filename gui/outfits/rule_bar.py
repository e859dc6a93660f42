"""The rules by which others are suggested, as buttons above the suggestions."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from core.outfits.harmony import Rule
from gui.base.texts import plain_tip
from gui.base.theme import SPACE
from gui.outfits.reason_texts import rule_name, rule_tip
from gui.widgets.controls import label_button
from gui.widgets.flow import FlowLayout


class RuleBar(QWidget):
    """None is chosen at first: then any rule will do.

    Signals:
        chosen: a frozenset of Rule.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("outfit_rules")
        self.setAccessibleName(self.tr("Rules"))
        self._buttons = {rule: self._button(rule) for rule in Rule}
        box = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        box.setSizePolicy(policy)
        flow = FlowLayout(box, SPACE.xs)
        for button in self._buttons.values():
            flow.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.l, SPACE.s, SPACE.m, SPACE.xs)
        column.addWidget(box)

    def _button(self, rule: Rule) -> QPushButton:
        button = QPushButton()
        button.setObjectName(f"outfit_rule_{rule}")
        button.setProperty("rule", True)
        button.setCheckable(True)
        button.setAutoDefault(False)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard with the photos
        label_button(button, rule_name(rule))
        button.setToolTip(plain_tip(rule_tip(rule)))
        button.setAccessibleDescription(rule_tip(rule))
        button.clicked.connect(self._on_clicked)
        return button

    def _on_clicked(self) -> None:
        self.chosen.emit(frozenset(rule for rule, button in self._buttons.items() if button.isChecked()))

    def show_rules(self, rules: frozenset[Rule]) -> None:
        for rule, button in self._buttons.items():
            button.setChecked(rule in rules)
