"""The part of the settings about how much of the computer indexing takes."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from core.base.settings import PATIENCE_SECONDS
from core.looks.model import core_count
from gui.settings.card_context import CardContext
from gui.settings.settings_rows import card, hint_label, row
from gui.widgets.controls import label_button, name_control
from gui.widgets.fields import SpinBox
from gui.widgets.tick_box import TickBox

translate = QCoreApplication.translate


def work_card(context: CardContext) -> QFrame:
    """How much of the computer indexing takes, and how long it waits for a photo."""
    title = translate("SettingsDialog", "Work")
    return card("work_card", title, _threads(context), _patience(context), *_spare(context))


def _threads(context: CardContext) -> QVBoxLayout:
    title = translate("SettingsDialog", "Photos read at the same time")
    preferences, cores = context.preferences, core_count()
    field = SpinBox(context.theme, "settings_threads_field", 0, max(cores, preferences.now.threads))
    field.setSpecialValueText(translate("SettingsDialog", "Automatic"))
    field.setValue(preferences.now.threads)
    name_control(field, title)
    field.valueChanged.connect(lambda threads: preferences.change(threads=threads))
    most = translate("SettingsDialog", "Automatic uses all of the {n} cores of this computer.").format(n=cores)
    return row(title, field, most)


def _patience(context: CardContext) -> QVBoxLayout:
    title = translate("SettingsDialog", "Seconds to wait for one photo")
    preferences = context.preferences
    field = SpinBox(context.theme, "settings_patience_field", *PATIENCE_SECONDS)
    field.setValue(preferences.now.patience_seconds)
    name_control(field, title)
    field.valueChanged.connect(lambda seconds: preferences.change(patience_seconds=seconds))
    given_up = translate(
        "SettingsDialog", "A photo that takes longer is given up and listed, so that it cannot hold up the others."
    )
    return row(title, field, given_up)


def _spare(context: CardContext) -> tuple[QWidget, QWidget]:
    preferences = context.preferences
    box = TickBox(context.theme, "settings_spare_box")
    label_button(box, translate("SettingsDialog", "Use fewer resources on battery or when the window is hidden"))
    box.setMinimumWidth(box.sizeHint().width())
    box.setChecked(preferences.now.spare)
    box.toggled.connect(lambda spare: preferences.change(spare=spare))
    why = translate("SettingsDialog", "New photos are then read one at a time, with pauses; searching stays fast.")
    box.setAccessibleDescription(why)
    return box, hint_label(why)
