"""The part of the settings about how the window looks and speaks."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFrame, QVBoxLayout

from core.base.settings import Appearance
from gui.settings.card_context import CardContext
from gui.settings.settings_rows import card, row
from gui.widgets.controls import name_control
from gui.widgets.fields import ComboBox, Segments

translate = QCoreApplication.translate


def appearance_card(context: CardContext) -> QFrame:
    """Colours and language."""
    title = translate("SettingsDialog", "Appearance")
    return card("appearance_card", title, _colours(context), _language(context))


def _colours(context: CardContext) -> QVBoxLayout:
    title = translate("SettingsDialog", "Colours")
    texts = (
        translate("SettingsDialog", "Like the system"),
        translate("SettingsDialog", "Light"),
        translate("SettingsDialog", "Dark"),
    )
    themes = Segments("settings_theme", tuple(Appearance), texts, context.theme.appearance)
    themes.setAccessibleName(title)
    themes.chosen.connect(context.theme_chosen)
    return row(title, themes)


def _language(context: CardContext) -> QVBoxLayout:
    title = translate("SettingsDialog", "Language")
    field, languages = ComboBox(context.theme, "settings_language_field"), context.languages
    for code, name in languages:
        field.addItem(name, code)
    field.setCurrentIndex(max(0, field.findData(context.preferences.now.language)))
    name_control(field, title)
    field.activated.connect(lambda at: context.language_chosen.emit(languages[at][0]))
    return row(title, field, translate("SettingsDialog", "The window opens anew in another language."))
