"""The part of the settings about thumbnails on disk: where, how much, and away with them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from core.base.sentences import printable
from core.base.settings import MAX_CACHE_MB, MIN_CACHE_MB
from core.photos.thumbnail_store import Usage
from gui.base.preferences import Preferences
from gui.base.texts import size
from gui.base.theme import SPACE, Theme
from gui.desktop import desktop
from gui.settings.card_context import CardContext
from gui.settings.other_networks import OtherNetworks
from gui.settings.settings_rows import card, hint_label, row
from gui.settings.thumbnail_care import ThumbnailCare
from gui.widgets.controls import ElidedLabel, label_button, name_control, text_button, text_label
from gui.widgets.fields import SpinBox

_STEP = 256  # MB


class CacheSection(QWidget):
    """Applies each choice at once and tells what came of it.

    Signals:
        check_wanted: every photo is to be compared with what was read of it.
    """

    check_wanted = Signal()

    def __init__(self, theme: Theme, preferences: Preferences, care: ThumbnailCare) -> None:
        super().__init__()
        self._preferences = preferences
        self._care = care
        self._place = ElidedLabel("cache_place")
        self._change, self._open = text_button("cache_change_button"), text_button("cache_open_button")
        self._reset = text_button("cache_reset_button")
        self._used = text_label("cache_used", self.tr("Counting…"))
        self._limit = SpinBox(theme, "cache_limit_field", MIN_CACHE_MB, MAX_CACHE_MB)
        self._remove_gone, self._clear = text_button("cache_remove_gone_button"), text_button("cache_clear_button")
        self._check = text_button("check_photos_button")
        self._moving = hint_label(self.tr("Another place takes new thumbnails only; nothing is moved."))
        self._place_message, self._message = _message("cache_place_message"), _message("cache_message")
        self._name_all()
        self._lay_out()
        self._connect()
        self._show_place()
        care.measure()

    def _name_all(self) -> None:
        label_button(self._change, self.tr("Change…"))
        name_control(self._change, self.tr("Keep thumbnails in another folder"))
        label_button(self._open, self.tr("Open"))
        name_control(self._open, self.tr("Open the folder of thumbnails"))
        label_button(self._reset, self.tr("Usual place"))
        name_control(self._reset, self.tr("Keep thumbnails in the usual place again"))
        label_button(self._check, self.tr("Check every photo"))
        self._check.setEnabled(bool(self._preferences.now.folders))
        label_button(self._remove_gone, self.tr("Remove what is gone"))
        label_button(self._clear, self.tr("Clear"))
        name_control(self._clear, self.tr("Remove all thumbnails"))
        self._limit.setSuffix(" " + self.tr("MB"))
        self._limit.setGroupSeparatorShown(True)
        self._limit.setSingleStep(_STEP)
        self._limit.setValue(self._preferences.now.cache_megabytes)
        name_control(self._limit, self.tr("The most room that thumbnails may take, in megabytes"))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.m)
        place = QVBoxLayout()
        place.setSpacing(SPACE.xs)
        place.addLayout(_line(text_label("row_title", self.tr("Place")), self._reset, self._open, self._change))
        place.addWidget(self._place)
        place.addWidget(self._moving)
        place.addWidget(self._place_message)
        column.addLayout(place)
        away = self.tr("Cleared ones are made again when needed, or when their drive is back.")
        column.addLayout(row(self.tr("In use"), self._used))
        column.addLayout(
            row(self.tr("At most"), self._limit, self.tr("What was not seen for longest is removed first."))
        )
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE.s)
        for button in (self._remove_gone, self._clear):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column.addLayout(buttons)
        column.addWidget(self._message)
        column.addWidget(hint_label(away))
        why = self.tr("Finds photos that were replaced though their size and date are the same. Reads every file.")
        column.addLayout(row(self.tr("Photos"), self._check, why))

    def _connect(self) -> None:
        self._change.clicked.connect(self._on_change)
        self._open.clicked.connect(self._on_open)
        self._reset.clicked.connect(self._on_reset)
        self._limit.valueChanged.connect(self._on_limit)
        self._remove_gone.clicked.connect(self._on_remove_gone)
        self._clear.clicked.connect(self._on_clear)
        self._check.clicked.connect(self.check_wanted)
        self._care.measured.connect(self._on_measured)
        self._care.cleaned.connect(self._say)
        self._care.refused.connect(self._say_of_place)
        self._care.moved.connect(self._on_moved)

    # --- what is shown ---

    def _show_place(self) -> None:
        self._place.say(printable(str(self._care.store.directory)))
        self._reset.setVisible(bool(self._preferences.now.cache_folder))

    @Slot(Usage)
    def _on_measured(self, usage: Usage) -> None:
        text = self.tr("%Ln thumbnails", "", usage.files)
        self._used.setText(self.tr("{size} in {thumbnails}").format(size=size(usage.bytes), thumbnails=text))

    @Slot(str)
    def _say(self, sentence: str) -> None:
        self._message.setText(sentence)
        self._message.show()

    @Slot(str)
    def _say_of_place(self, sentence: str) -> None:
        self._moving.hide()
        self._place_message.setText(sentence)
        self._place_message.show()

    @Slot()
    def _on_moved(self) -> None:
        self._show_place()
        self._say_of_place(self.tr("New thumbnails go there from now on; nothing was moved."))

    # --- what is done ---

    @Slot()
    def _on_change(self) -> None:
        start = self._preferences.now.cache_folder
        folder = QFileDialog.getExistingDirectory(self, self.tr("Choose a folder for thumbnails"), start)
        if folder:
            self._care.choose_place(str(Path(folder)))

    @Slot()
    def _on_open(self) -> None:
        directory = self._care.store.directory
        there = next(folder for folder in (directory, *directory.parents) if folder.is_dir())
        if not desktop.open_in_default_app(str(there)):
            self._say_of_place(self.tr("The file manager could not be started."))

    @Slot()
    def _on_reset(self) -> None:
        self._care.choose_place("")
        self._change.setFocus()

    @Slot(int)
    def _on_limit(self, megabytes: int) -> None:
        self._preferences.change(cache_megabytes=megabytes)

    @Slot()
    def _on_remove_gone(self) -> None:
        if not self._care.busy:
            self._say(self.tr("Looking for what is gone…"))
            self._care.remove_gone()

    @Slot()
    def _on_clear(self) -> None:
        if not self._care.busy:
            self._say(self.tr("Removing all thumbnails…"))
            self._care.clear()


def cache_card(context: CardContext) -> QFrame:
    """Checking photos, where thumbnails are kept, and what other networks left."""
    section = CacheSection(context.theme, context.preferences, context.care)
    section.check_wanted.connect(context.check_wanted)
    title = QCoreApplication.translate("SettingsDialog", "Photos and cache")
    return card("cache_card", title, section, OtherNetworks(context.networks))


def _message(name: str) -> QLabel:
    """For a sentence that comes later."""
    label = hint_label("")
    label.setObjectName(name)
    label.hide()
    return label


def _line(title: QWidget, *controls: QWidget) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(SPACE.s)
    line.addWidget(title, 1)
    for control in controls:
        line.addWidget(control)
    return line
