"""The user's folders in the sidebar, which open into the folders within them: to filter by, to add, to look through
again, and what can be done about each."""

from __future__ import annotations

import os
from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QMenu, QToolButton, QWidget

from core.base.sentences import printable
from core.browse.facets import FOLDER
from core.browse.shelf import Choice, Filters
from core.catalog.folders import holder
from gui.base.texts import file_name, folder_name
from gui.base.theme import Theme
from gui.browse.sections import Section
from gui.widgets.controls import icon_button, name_control, tab_through
from gui.widgets.filter_buttons import FilterRow

translate = QCoreApplication.translate


_STEP = 14  # px, from a folder to those within it
_ARROW = 22  # px


class Libraries(Section):
    """A row for each folder of the library, and for those within an opened one.

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
        self._inner: frozenset[str] = frozenset()  # folders within those, which hold photos
        self._opened: frozenset[str] = frozenset()  # which show the folders within them
        self._chosen: Filters = frozenset()
        self._counts: Mapping[Choice, int] = {}
        self._rows: list[QWidget] = []
        self._last_tool = add
        add.clicked.connect(self.add_wanted)
        rescan.clicked.connect(self.rescan_wanted)
        name_control(add, translate("Sidebar", "Add a folder"))
        name_control(rescan, translate("Sidebar", "Look for new photos"), "F5")

    # --- what is shown ---

    def show_folders(self, folders: tuple[str, ...], offline: frozenset[str], emptied: frozenset[str]) -> None:
        if (folders, offline, emptied) == (self._folders, self._offline, self._emptied):
            return
        self._folders, self._offline, self._emptied = folders, offline, emptied
        self._inner = frozenset(one for one in self._inner if holder(one, folders) is not None)
        self._show_rows()

    def _show_rows(self) -> None:
        for row in self._rows:
            for button in row.findChildren(QAbstractButton):
                button.setObjectName("")  # it may be there for a while yet
            row.hide()
            row.deleteLater()
        self.buttons.clear()
        self._rows = []
        for folder in self._folders:
            self._add(self._row(folder))
            self._add_inner(folder, 1)
        tab_through((self._last_tool, *(one for row in self._rows for one in row.findChildren(QAbstractButton))))
        self.show_chosen(self._chosen)
        self._show_numbers()

    def _add(self, row: QWidget) -> None:
        self._rows.append(row)
        self.content.addWidget(row)

    def _within(self, folder: str) -> list[str]:
        return sorted((one for one in self._inner if os.path.dirname(one) == folder), key=str.casefold)

    def _add_inner(self, folder: str, depth: int) -> None:
        if folder in self._opened:
            for inner in self._within(folder):
                row = FilterRow(Choice(FOLDER.name, inner), file_name(inner), self._theme, "", printable(inner))
                self.take(row)
                self._add(self._line(inner, depth, row))
                self._add_inner(inner, depth + 1)

    def _line(self, folder: str, depth: int, *widgets: QWidget) -> QWidget:
        """The widgets of a row, the first of which grows, behind the arrow that opens a folder."""
        whole = QWidget()
        line = QHBoxLayout(whole)
        line.setContentsMargins(depth * _STEP, 0, 0, 0)
        line.setSpacing(0)
        if self._within(folder):
            line.addWidget(self._arrow(folder))
        elif self._inner:
            line.addSpacing(_ARROW)
        for widget in widgets:
            line.addWidget(widget, 1 if widget is widgets[0] else 0)
        return whole

    def _arrow(self, folder: str) -> QWidget:
        is_open = folder in self._opened
        arrow = icon_button(self._theme, f"open_folder_{folder}", "down" if is_open else "unfold")
        arrow.setProperty("slim", True)
        arrow.setFixedWidth(_ARROW)
        hide = translate("Sidebar", "Hide the folders in {folder}")
        show = translate("Sidebar", "Show the folders in {folder}")
        name_control(arrow, (hide if is_open else show).format(folder=file_name(folder)))
        arrow.clicked.connect(lambda: self._toggle(folder))
        return arrow

    def _toggle(self, folder: str) -> None:
        """Open a folder, or close it; the keyboard stays with its arrow."""
        arrow = self.sender()
        had_focus = isinstance(arrow, QWidget) and arrow.hasFocus()
        self._opened = self._opened ^ {folder}
        self._show_rows()
        new = self.findChild(QToolButton, f"open_folder_{folder}")
        if had_focus and isinstance(new, QToolButton):
            new.setFocus()

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
        return self._line(folder, 0, row, remove)

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
        known = frozenset(one.name for one in counts if one.facet == FOLDER.name).difference(self._folders)
        self._counts = counts
        if known != self._inner:
            self._inner = known
            self._show_rows()
        else:
            self._show_numbers()

    def _show_numbers(self) -> None:
        for choice, row in self.buttons.items():
            if choice.name not in self._offline:
                row.show_count(self._counts.get(choice, 0))

    def show_chosen(self, chosen: Filters) -> None:
        self._chosen = chosen
        super().show_chosen(chosen)

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
