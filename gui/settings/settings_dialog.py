"""The settings. Each choice takes effect at once; there is nothing to confirm."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from core.base.settings import PATIENCE_SECONDS, THEMES
from core.looks.model import core_count
from gui.base.preferences import Preferences
from gui.base.theme import SPACE, Theme
from gui.marking.hearts import Hearts
from gui.settings.cache_section import CacheSection
from gui.settings.settings_rows import card, hint_label, row
from gui.settings.thumbnail_care import ThumbnailCare
from gui.settings.trouble import trouble_card
from gui.widgets.controls import ScrollColumn, label_button, name_control, text_button
from gui.widgets.fields import ComboBox, Segments, SpinBox
from gui.widgets.tick_box import TickBox

translate = QCoreApplication.translate

_WIDTH, _HEIGHT = 620, 760  # px
_LEAST_HEIGHT = 300  # px


class SettingsDialog(QDialog):
    """Shows the settings and says what the user chose; only what nobody else needs to know it changes itself.

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
        hearts: Hearts,
        languages: Sequence[tuple[str, str]],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("settings_dialog")
        self.setWindowTitle(self.tr("Settings"))
        self._theme = theme
        self._preferences = preferences
        self._close = text_button("settings_close_button", primary=True)
        self._area = self._lay_out(
            trouble_card(preferences, hearts),
            card("appearance_card", self.tr("Appearance"), self._appearance(languages)),
            card("cache_card", self.tr("Photos and cache"), self._cache(theme, care)),
            card("work_card", self.tr("Work"), self._work()),
        )
        self._close.clicked.connect(self.accept)
        self._themes.take_focus()

    def _lay_out(self, *cards: QWidget) -> ScrollColumn:
        content = self._content = QWidget()
        content.setObjectName("settings_content")
        column = QVBoxLayout(content)
        column.setContentsMargins(SPACE.xl, SPACE.l, SPACE.xl, SPACE.l)
        column.setSpacing(SPACE.m)
        for one in cards:
            column.addWidget(one)
        column.addStretch(1)
        area = ScrollColumn(content)
        area.setObjectName("settings_area")
        label_button(self._close, self.tr("Close"), "Esc")
        buttons = QFrame()
        buttons.setObjectName("settings_buttons")
        line = QHBoxLayout(buttons)
        line.setContentsMargins(SPACE.xl, SPACE.m, SPACE.xl, SPACE.m)
        line.addWidget(hint_label(self.tr("Changes take effect at once.")), 1)
        line.addWidget(self._close)
        both = QVBoxLayout(self)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(0)
        both.addWidget(area, 1)
        both.addWidget(buttons)
        return area

    def showEvent(self, event: QShowEvent) -> None:
        """As large as there is room for, and never too narrow for a text."""
        screen = self.screen().availableGeometry()
        least = self._content.minimumSizeHint().width() + self._area.verticalScrollBar().sizeHint().width()
        self.setMinimumSize(least, _LEAST_HEIGHT)
        self.resize(min(_WIDTH, screen.width() - SPACE.xxl), min(_HEIGHT, screen.height() - 2 * SPACE.xxl))
        super().showEvent(event)

    # --- sections ---

    def _cache(self, theme: Theme, care: ThumbnailCare) -> CacheSection:
        section = CacheSection(theme, self._preferences, care)
        section.check_wanted.connect(self.accept)
        section.check_wanted.connect(self.check_wanted)
        return section

    def _appearance(self, languages: Sequence[tuple[str, str]]) -> QVBoxLayout:
        texts = (self.tr("Like the system"), self.tr("Light"), self.tr("Dark"))
        themes = self._themes = Segments("settings_theme", THEMES, texts, self._theme.name)
        themes.setAccessibleName(self.tr("Colours"))
        themes.chosen.connect(self.theme_chosen)
        self._languages = ComboBox(self._theme, "settings_language_field")
        for code, name in languages:
            self._languages.addItem(name, code)
        self._languages.setCurrentIndex(max(0, self._languages.findData(self._preferences.now.language)))
        name_control(self._languages, self.tr("Language"))
        self._languages.activated.connect(self._on_language)
        column = _column()
        column.addLayout(row(self.tr("Colours"), themes))
        another = self.tr("The window opens anew in another language.")
        column.addLayout(row(self.tr("Language"), self._languages, another))
        return column

    def _work(self) -> QVBoxLayout:
        now, cores = self._preferences.now, core_count()
        threads = SpinBox(self._theme, "settings_threads_field", 0, max(cores, now.threads))
        threads.setSpecialValueText(self.tr("Automatic"))
        threads.setValue(now.threads)
        name_control(threads, self.tr("Photos read at the same time"))
        threads.valueChanged.connect(self._on_threads)
        patience = SpinBox(self._theme, "settings_patience_field", *PATIENCE_SECONDS)
        patience.setValue(now.patience_seconds)
        name_control(patience, self.tr("Seconds to wait for one photo"))
        patience.valueChanged.connect(self._on_patience)
        spare = TickBox(self._theme, "settings_spare_box")
        label_button(spare, self.tr("Use fewer resources on battery or when the window is hidden"))
        spare.setMinimumWidth(spare.sizeHint().width())
        spare.setChecked(now.spare)
        spare.toggled.connect(self._on_spare)
        why = self.tr("New photos are then read one at a time, with pauses; searching stays fast.")
        spare.setAccessibleDescription(why)
        column = _column()
        most = self.tr("Automatic uses all of the {n} cores of this computer.").format(n=cores)
        column.addLayout(row(self.tr("Photos read at the same time"), threads, most))
        given_up = self.tr("A photo that takes longer is given up and listed, so that it cannot hold up the others.")
        column.addLayout(row(self.tr("Seconds to wait for one photo"), patience, given_up))
        column.addWidget(spare)
        column.addWidget(hint_label(why))
        return column

    # --- what is chosen ---

    @Slot(int)
    def _on_language(self, at: int) -> None:
        self.accept()  # the window it stands over may be opened anew
        self.language_chosen.emit(self._languages.itemData(at))

    @Slot(int)
    def _on_threads(self, threads: int) -> None:
        self._preferences.change(threads=threads)

    @Slot(int)
    def _on_patience(self, seconds: int) -> None:
        self._preferences.change(patience_seconds=seconds)

    @Slot(bool)
    def _on_spare(self, spare: bool) -> None:
        self._preferences.change(spare=spare)


def _column() -> QVBoxLayout:
    column = QVBoxLayout()
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(SPACE.m)
    return column
