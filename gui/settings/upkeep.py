"""What the settings do: their dialog, the colours, the store of thumbnails, and working less when that is wanted."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from core.base.settings import SYSTEM, Appearance
from gui.base.language import languages, reopen_in
from gui.pages.page import Parts
from gui.settings.card_context import CardContext
from gui.settings.network_care import NetworkCare
from gui.settings.power import Power
from gui.settings.settings_dialog import SettingsDialog
from gui.settings.thumbnail_care import ThumbnailCare


class Upkeep(QObject):
    """Belongs to one window.

    Signals:
        sparing: whether less work is done from now on. check_wanted: every photo is to be checked.
    """

    sparing = Signal(bool)
    check_wanted = Signal()

    def __init__(self, window: QWidget, parts: Parts) -> None:
        super().__init__(window)
        self._window = window
        self._paths = parts.paths
        self._theme = parts.theme
        self._preferences = parts.preferences
        self._library = parts.library
        self._gallery = parts.gallery
        self._keeping = parts.marking.keeping
        self._offline = parts.library.offline
        self._care = ThumbnailCare(parts.paths, parts.preferences, parts.library, parts.loader, parts.work, self)
        self._networks = NetworkCare(parts.paths, parts.library, parts.work, self)
        self._power = Power(window, parts.preferences, parts.work)
        self._power.changed.connect(self._on_power)
        parts.library.folders_changed.connect(self._on_folders)

    @Slot()
    def open_settings(self) -> None:
        tongues = ((SYSTEM, self.tr("Like the system")), *languages(self._paths))
        context = CardContext(self._theme, self._preferences, self._care, self._networks, self._keeping, tongues)
        dialog = SettingsDialog(context, self._window)
        context.theme_chosen.connect(self.choose_theme)
        context.language_chosen.connect(self._on_language)
        context.check_wanted.connect(self.check_wanted)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def choose_theme(self, name: str) -> None:
        appearance = Appearance(name)
        self._theme.choose(appearance)
        self._preferences.change(theme=appearance)

    @Slot(str)
    def _on_language(self, code: str) -> None:
        reopen_in(self._window, self._preferences, code)

    @Slot(bool)
    def _on_power(self, sparing: bool) -> None:
        self._preferences.pace.spare(sparing)
        self.sparing.emit(sparing)

    @Slot()
    def _on_folders(self) -> None:
        """A drive that came back has photos to show that it had not while it was away."""
        if self._library.offline != self._offline:
            self._offline = self._library.offline
            self._gallery.forget_thumbnails()
