"""The parts of the settings, as the dialog shows them under each other."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame

from gui.settings.appearance_card import appearance_card
from gui.settings.cache_section import cache_card
from gui.settings.card_context import CardContext
from gui.settings.trouble import trouble_card
from gui.settings.work_card import work_card

CARDS: tuple[Callable[[CardContext], QFrame], ...] = (trouble_card, appearance_card, cache_card, work_card)
