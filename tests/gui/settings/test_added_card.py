"""A card that stands in the tuple of cards, and nowhere else, serves in the settings."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFrame, QScrollArea
from window_support import User, cut_off

from core.base.settings import load_settings
from gui.settings.card_context import CardContext
from gui.settings.cards import CARDS
from gui.settings.settings_rows import card, row
from gui.widgets.controls import label_button
from gui.widgets.tick_box import TickBox

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support grabbing the keyboard", extend=True)


def _stacks_card(context: CardContext) -> QFrame:
    box = TickBox(context.theme, "settings_stacks_box")
    label_button(box, "Stacked")
    box.setChecked(context.preferences.now.stacks)
    box.toggled.connect(lambda stacks: context.preferences.change(stacks=stacks))
    return card("stacks_card", "Photos of one garment", row("Stacks", box, "They lie on each other."))


def test_a_card_of_ones_own(start: Callable[..., User], home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gui.settings.cards.CARDS", (*CARDS, _stacks_card))
    user = start()
    user.press("Ctrl+,")
    user.wait(lambda: user.sees("settings_dialog") and user.widget("settings_dialog").isActiveWindow())
    user.widget("settings_area", QScrollArea).ensureWidgetVisible(user.widget("stacks_card"))
    assert user.words("stacks_card").split() == "Photos of one garment Stacks They lie on each other.".split()
    assert cut_off(user.widget("settings_dialog")) == []
    user.click("settings_stacks_box")
    user.wait(lambda: not load_settings(home / "settings.json").stacks)
    user.press("Escape")
    user.wait(lambda: not user.sees("settings_dialog"))
