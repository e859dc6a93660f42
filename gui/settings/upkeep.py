"""What the settings do: their dialog, the colours, the store of thumbnails, and working less when that is wanted."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from core.base.paths import Paths
from core.base.settings import SYSTEM
from gui.base.language import languages, reopen_in
from gui.base.preferences import Preferences
from gui.base.theme import Theme
from gui.base.work import Work
from gui.gallery.gallery import GalleryView
from gui.gallery.thumbnails import ThumbnailLoader
from gui.library.library import Library
from gui.marking.hearts import Hearts
from gui.settings.card_context import CardContext
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

    def __init__(
        self,
        window: QWidget,
        paths: Paths,
        theme: Theme,
        loader: ThumbnailLoader,
        preferences: Preferences,
        library: Library,
        gallery: GalleryView,
        hearts: Hearts,
        work: Work,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._paths = paths
        self._theme = theme
        self._preferences = preferences
        self._library = library
        self._gallery = gallery
        self._hearts = hearts
        self._offline = library.offline
        self._care = ThumbnailCare(paths, preferences, library, loader, work, self)
        self._power = Power(window, preferences, work)
        self._power.changed.connect(self._on_power)
        library.folders_changed.connect(self._on_folders)

    @Slot()
    def open_settings(self) -> None:
        tongues = ((SYSTEM, self.tr("Like the system")), *languages(self._paths))
        context = CardContext(self._theme, self._preferences, self._care, self._hearts, tongues)
        dialog = SettingsDialog(context, self._window)
        context.theme_chosen.connect(self.choose_theme)
        context.language_chosen.connect(self._on_language)
        context.check_wanted.connect(self.check_wanted)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def choose_theme(self, name: str) -> None:
        self._theme.choose(name)
        self._preferences.change(theme=name)

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
