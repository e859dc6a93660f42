"""What the cards of the settings have in common."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from gui.base.preferences import Preferences
from gui.base.theme import Theme
from gui.marking.keeping import Keeping
from gui.settings.network_care import NetworkCare
from gui.settings.thumbnail_care import ThumbnailCare


class CardContext(QObject):
    """What the cards work with, and what they say was chosen; what nobody else needs to know they change themselves.

    Attributes:
        languages: codes and names of those that can be chosen.

    Signals:
        theme_chosen, language_chosen: a name. check_wanted: every photo is to be checked.
    """

    theme_chosen = Signal(str)
    language_chosen = Signal(str)
    check_wanted = Signal()

    def __init__(
        self,
        theme: Theme,
        preferences: Preferences,
        care: ThumbnailCare,
        networks: NetworkCare,
        keeping: Keeping,
        languages: Sequence[tuple[str, str]],
    ) -> None:
        super().__init__()
        self.theme = theme
        self.preferences = preferences
        self.care = care
        self.networks = networks
        self.keeping = keeping
        self.languages = languages
