"""The window's menu and the menu of a photo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import Signal, SignalInstance, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from core.base.sentences import printable
from core.base.settings import SYSTEM, Appearance
from gui.base.keys import Where, give, named, sequences, shown
from gui.base.theme import Theme

Action = tuple[str, str, Callable[[], object]]  # object name, text, what to do


class MainMenu(QMenu):
    """Everything that has no button."""

    rescan = Signal()
    removed = Signal(object)  # a folder
    theme_chosen = Signal(str)
    language_chosen = Signal(str)
    settings_wanted = Signal()
    quit = Signal()

    def __init__(self, theme: Theme, language: str, languages: Sequence[tuple[str, str]], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("main_menu")
        self._window = parent
        self._theme = theme
        self._folders = self.addMenu(self.tr("Remove folder"))
        self._folders.setObjectName("remove_folder_menu")
        self._rescan = self._add(self.tr("Look for new photos"), "rescan", self.rescan)
        self.addSeparator()
        themes = (self.tr("Like the system"), self.tr("Light"), self.tr("Dark"))
        self._themes = self._add_choice(self.tr("Appearance"), "theme", tuple(Appearance), themes, theme.appearance)
        codes, names = zip((SYSTEM, self.tr("Like the system")), *languages, strict=True)
        tongues = self._add_choice(self.tr("Language"), "language", codes, names, language)
        tongues.triggered.connect(self._on_language)
        self._add(self.tr("Settings…"), "settings", self.settings_wanted)
        self.addSeparator()
        self.help = self.addMenu(self.tr("Help"))
        self.help.setObjectName("help_menu")
        self._add(self.tr("Quit"), "quit", self.quit)
        self._folders.triggered.connect(self._on_remove)
        self._themes.triggered.connect(self._on_theme)
        theme.changed.connect(self._show_theme)
        self.show_folders(())

    def _add(self, text: str, key: str, signal: SignalInstance) -> QAction:
        action = self.addAction(text)
        give(action, named(key))
        action.triggered.connect(signal)
        self._window.addAction(action)  # so that the shortcut works while the menu is closed
        return action

    def _add_choice(self, title: str, prefix: str, names: Sequence[str], texts: Sequence[str], chosen: str) -> QMenu:
        menu = self.addMenu(title)
        group = QActionGroup(menu)
        for name, text in zip(names, texts, strict=True):
            action = menu.addAction(text)
            action.setObjectName(f"{prefix}_{name}")
            action.setData(name)
            action.setCheckable(True)
            action.setChecked(name == chosen)
            group.addAction(action)
        return menu

    def show_folders(self, folders: tuple[str, ...]) -> None:
        self._folders.clear()
        for folder in folders:
            self._folders.addAction(printable(folder).replace("&", "&&")).setData(folder)
        self._folders.setEnabled(bool(folders))
        self._rescan.setEnabled(bool(folders))

    @Slot(QAction)
    def _on_remove(self, action: QAction) -> None:
        self.removed.emit(action.data())

    @Slot(QAction)
    def _on_theme(self, action: QAction) -> None:
        self.theme_chosen.emit(action.data())

    @Slot(QAction)
    def _on_language(self, action: QAction) -> None:
        self.language_chosen.emit(action.data())

    @Slot()
    def _show_theme(self) -> None:
        """It may have been chosen in the settings."""
        for action in self._themes.actions():
            action.setChecked(action.data() == self._theme.appearance)


class Tick(NamedTuple):
    """An entry of a menu that may be ticked."""

    name: str  # of the object
    text: str
    ticked: bool
    do: Callable[[], object]


LINE = Tick("", "", False, bool)  # between entries


def tick_menu(parent: QWidget, name: str, title: str, entries: Sequence[Tick]) -> QMenu:
    """A menu with ticks, of which the first ticked one is where the keyboard begins; it destroys itself when it
    closes, unless it is within another one, with which it goes."""
    menu = QMenu(title, parent)
    menu.setObjectName(name)
    for entry in entries:
        if entry == LINE:
            menu.addSeparator()
            continue
        action = menu.addAction(entry.text.replace("&", "&&"))
        action.setObjectName(entry.name)
        action.setCheckable(True)
        action.setChecked(entry.ticked)
        action.triggered.connect(lambda _checked=False, do=entry.do: do())
        if entry.ticked:
            menu.setActiveAction(action)
    if not isinstance(parent, QMenu):
        menu.aboutToHide.connect(menu.deleteLater)
    return menu


def photo_menu(parent: QWidget, actions: list[Action], where: Where = "gallery") -> QMenu:
    """A menu of (object name, text, what to do); `action_NAME` shows the key that NAME has where the photos are seen.
    It destroys itself when it closes."""
    menu = QMenu(parent)
    menu.setObjectName("photo_menu")
    for name, text, do in actions:
        action = menu.addAction(text)
        action.setObjectName(name)
        action.triggered.connect(do)
        if key := shown(name.removeprefix("action_"), where):
            action.setShortcut(sequences(key)[0])  # told, not bound: a menu that is no part of another one binds none
            action.setShortcutVisibleInContextMenu(True)
    menu.aboutToHide.connect(menu.deleteLater)
    return menu
