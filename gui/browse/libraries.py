"""The user's folders in the sidebar: to filter by, to add, to look through again, and what can be done about each."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from core.base.sentences import printable
from core.browse.facets import FOLDER
from core.browse.shelf import Choice
from gui.base.texts import folder_name
from gui.base.theme import Theme
from gui.browse.sections import Section
from gui.widgets.controls import icon_button, name_control
from gui.widgets.filter_buttons import FilterRow

translate = QCoreApplication.translate


class Libraries(Section):
    """A row for each folder.

    Signals:
        add_wanted, rescan_wanted. remove_wanted: a folder.
        accept_wanted: a folder whose photos are really gone. check_wanted, forget_wanted: a folder.
    """

    add_wanted = Signal()
    rescan_wanted = Signal()
    remove_wanted = Signal(object)
    accept_wanted = Signal(object)
    check_wanted = Signal(object)
    forget_wanted = Signal(object)

    def __init__(self, theme: Theme) -> None:
        add = icon_button(theme, "add_folder_button", "add")
        rescan = icon_button(theme, "rescan_button", "rescan")
        super().__init__(translate("Sidebar", "Libraries"), rescan, add)
        self._theme = theme
        self._folders: tuple[str, ...] = ()
        self._offline: frozenset[str] = frozenset()
        self._emptied: frozenset[str] = frozenset()
        self._rows: list[QWidget] = []
        add.clicked.connect(self.add_wanted)
        rescan.clicked.connect(self.rescan_wanted)
        name_control(add, translate("Sidebar", "Add a folder"))
        name_control(rescan, translate("Sidebar", "Look for new photos"), "F5")

    # --- what is shown ---

    def show_folders(self, folders: tuple[str, ...], offline: frozenset[str], emptied: frozenset[str]) -> None:
        if (folders, offline, emptied) == (self._folders, self._offline, self._emptied):
            return
        self._folders, self._offline, self._emptied = folders, offline, emptied
        for button in self.buttons.values():
            button.setObjectName("")  # it may be there for a while yet
        self.buttons.clear()
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows = [self._row(folder) for folder in folders]
        for row in self._rows:
            self.content.addWidget(row)

    def _row(self, folder: str) -> QWidget:
        name = folder_name(folder, self._folders)
        icon = "offline" if folder in self._offline else "all"
        row = FilterRow(Choice(FOLDER.name, folder), name, self._theme, icon, self._about(folder))
        row.show_count(0, self._word_for(folder))
        row.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        row.customContextMenuRequested.connect(self._on_menu)
        self.take(row)
        remove = icon_button(self._theme, "remove_folder_button", "cancel")
        remove.setProperty("folder", self._folders.index(folder))
        remove.clicked.connect(self._on_remove)
        name_control(remove, translate("Sidebar", "Remove {folder} from the list; its photos stay").format(folder=name))
        both = QWidget()
        line = QHBoxLayout(both)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(row, 1)
        line.addWidget(remove)
        return both

    def _word_for(self, folder: str) -> str:
        """What stands in place of the number of photos, for a folder that is away."""
        if folder in self._emptied:
            return translate("Sidebar", "emptied")
        return translate("Sidebar", "offline") if folder in self._offline else ""

    def _about(self, folder: str) -> str:
        """The beginning of the row's tooltip."""
        if folder not in self._emptied:
            return printable(folder)
        why = translate("Sidebar", "All its photos are gone at once, as when a drive is not mounted. They are kept.")
        return f"{printable(folder)}\n{why}"

    def show_counts(self, counts: Mapping[Choice, int], present: frozenset[Choice]) -> None:
        """A folder is shown whatever it holds; one that is away keeps the word for it."""
        for choice, row in self.buttons.items():
            if choice.name not in self._offline:
                row.show_count(counts.get(choice, 0))

    # --- what is done ---

    @Slot()
    def _on_remove(self) -> None:
        self.remove_wanted.emit(self._folders[self.sender().property("folder")])

    @Slot(QPoint)
    def _on_menu(self, where: QPoint) -> None:
        row = self.sender()
        if isinstance(row, FilterRow):
            menu = self._menu_of(row.choice.name)
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(row.mapToGlobal(where))

    def _menu_of(self, folder: str) -> QMenu:
        menu = QMenu(self)
        menu.setObjectName("library_menu")
        really_gone, check = translate("Sidebar", "They are really gone"), translate("Sidebar", "Check every photo")
        remove, forget = translate("Sidebar", "Remove from the list"), translate("Sidebar", "Forget this folder…")
        entries = [
            ("accept_empty", really_gone, self.accept_wanted, folder in self._emptied),
            ("check_folder", check, self.check_wanted, folder not in self._offline),
            ("remove_folder", remove, self.remove_wanted, True),
            ("forget_folder", forget, self.forget_wanted, True),
        ]
        for name, text, signal, possible in entries:
            if possible:
                action = menu.addAction(text)
                action.setObjectName(name)
                action.triggered.connect(lambda _checked=False, signal=signal: signal.emit(folder))
        return menu
