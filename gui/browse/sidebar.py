"""The left of the window: libraries, favourites, kinds of garments and colours. All filter what is browsed."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from core.browse.shelf import FAVOURITES, Choice, Filters
from core.looks.colours import NAMES
from core.looks.features import KINDS, UNSURE
from gui.base.names import colour_text
from gui.base.texts import folder_name, kind_label, shown
from gui.base.theme import SPACE, Theme
from gui.widgets.controls import ScrollColumn, icon_button, name_control, text_label
from gui.widgets.filter_buttons import FilterRow, Swatch
from gui.widgets.flow import FlowLayout

WIDTH = 248  # px
NARROW = 820  # px; a narrower window hides the sidebar


class Sidebar(QFrame):
    """Shows the choices with their counts.

    Signals:
        toggled: a Choice was clicked. add_wanted, rescan_wanted. remove_wanted: a folder.
        accept_wanted: a folder whose photos are really gone. check_wanted, forget_wanted: a folder.
    """

    toggled = Signal(object)
    add_wanted = Signal()
    rescan_wanted = Signal()
    remove_wanted = Signal(object)
    accept_wanted = Signal(object)
    check_wanted = Signal(object)
    forget_wanted = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("sidebar")
        self.setAccessibleName(self.tr("Filters"))
        self.setFixedWidth(WIDTH)
        self._theme = theme
        self._buttons: dict[Choice, FilterRow | Swatch] = {}
        self._narrow_shown = False  # also in a narrow window, because the user wants it so
        self._folders: tuple[str, ...] = ()
        self._library_rows: list[QWidget] = []
        self._offline: frozenset[str] = frozenset()
        self._emptied: frozenset[str] = frozenset()
        self._add = icon_button(theme, "add_folder_button", "add")
        self._rescan = icon_button(theme, "rescan_button", "rescan")
        self._content = QWidget()
        self._content.setObjectName("sidebar_content")
        self._column = QVBoxLayout(self._content)
        _, self._libraries = self._section(self.tr("Libraries"), self._rescan, self._add)
        self._add_favourites()
        self._kinds_section = self._add_kinds()
        self._colours_section = self._add_colours()
        self._lay_out()
        self.show_counts({}, frozenset(), frozenset())
        self._add.clicked.connect(self.add_wanted)
        self._rescan.clicked.connect(self.rescan_wanted)
        name_control(self._add, self.tr("Add a folder"))
        name_control(self._rescan, self.tr("Look for new photos"), "F5")

    # --- putting together ---

    def _lay_out(self) -> None:
        self._column.setContentsMargins(SPACE.m, SPACE.m, 0, SPACE.l)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        area = ScrollColumn(self._content)
        area.setObjectName("sidebar_area")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(area)

    def _section(self, title: str, *buttons: QWidget) -> tuple[QWidget, QVBoxLayout]:
        """A titled part of the sidebar, and the layout of its content."""
        head = QHBoxLayout()
        head.setContentsMargins(SPACE.s, 0, 0, 0)
        head.setSpacing(0)
        head.addWidget(text_label("section_title", title), 1)
        for button in buttons:
            head.addWidget(button)
        section = QWidget()
        column, content = QVBoxLayout(section), QVBoxLayout()
        column.setContentsMargins(0, 0, 0, SPACE.l)
        column.setSpacing(SPACE.xs)
        content.setSpacing(0)
        column.addLayout(head)
        column.addLayout(content)
        self._column.addWidget(section)
        return section, content

    def _take(self, button: FilterRow | Swatch) -> None:
        self._buttons[button.choice] = button
        button.clicked.connect(self._on_clicked)

    def _add_favourites(self) -> None:
        row = FilterRow(Choice("favourite", FAVOURITES), self.tr("Favourites"), self._theme, "heart")
        self._take(row)
        self._column.addWidget(row)
        self._column.addSpacing(SPACE.l)

    def _add_kinds(self) -> QWidget:
        section, column = self._section(self.tr("Kinds"))
        for kind in (*KINDS, UNSURE):
            row = FilterRow(Choice("kind", kind), kind_label(kind), self._theme)
            self._take(row)
            column.addWidget(row)
        return section

    def _add_colours(self) -> QWidget:
        section, column = self._section(self.tr("Colours"))
        box = QWidget()
        flow = FlowLayout(box, 2)
        for name, colour in NAMES.items():
            swatch = Swatch(Choice("colour", name), colour_text(name), colour, self._theme, box)
            self._take(swatch)
            flow.addWidget(swatch)
        column.addWidget(box)
        return section

    # --- whether it is shown ---

    def toggle(self) -> bool:
        """Show it, or hide it; returns which."""
        wanted = self.isHidden()
        self._narrow_shown = wanted and self._is_narrow()
        self.setVisible(wanted)
        return wanted

    def settle(self, active: bool, wanted: bool) -> None:
        """In a narrow window the photos need the room; its button brings the sidebar back there too."""
        self._narrow_shown = self._narrow_shown and self._is_narrow()
        self.setVisible(active and (self._narrow_shown if self._is_narrow() else wanted))

    def _is_narrow(self) -> bool:
        return self.window().width() < NARROW

    # --- what is shown ---

    def show_folders(self, folders: tuple[str, ...], offline: frozenset[str], emptied: frozenset[str]) -> None:
        """The folders of the library; of those `offline` some may have been `emptied`."""
        if (folders, offline, emptied) == (self._folders, self._offline, self._emptied):
            return
        self._folders, self._offline, self._emptied = folders, offline, emptied
        for row in self._library_rows:
            row.hide()
            row.deleteLater()
        for choice in [choice for choice in self._buttons if choice.facet == "folder"]:
            self._buttons.pop(choice).setObjectName("")  # it may be there for a while yet
        self._library_rows = [self._library_row(folder) for folder in folders]
        for row in self._library_rows:
            self._libraries.addWidget(row)

    def _library_row(self, folder: str) -> QWidget:
        name = folder_name(folder, self._folders)
        icon = "offline" if folder in self._offline else "all"
        row = FilterRow(Choice("folder", folder), name, self._theme, icon, self._about(folder))
        row.show_count(0, self._word_for(folder))
        row.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        row.customContextMenuRequested.connect(self._on_menu)
        self._take(row)
        remove = icon_button(self._theme, "remove_folder_button", "cancel")
        remove.setProperty("folder", self._folders.index(folder))
        remove.clicked.connect(self._on_remove)
        name_control(remove, self.tr("Remove {folder} from the list; its photos stay").format(folder=name))
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
            return self.tr("emptied")
        return self.tr("offline") if folder in self._offline else ""

    def _about(self, folder: str) -> str:
        """The beginning of the row's tooltip."""
        if folder not in self._emptied:
            return shown(folder)
        why = self.tr("All its photos are gone at once, as when a drive is not mounted. They are kept.")
        return f"{shown(folder)}\n{why}"

    def show_counts(self, counts: Mapping[Choice, int], present: frozenset[Choice], chosen: Filters) -> None:
        """Counts given the other filters; what no photo has at all is not shown."""
        for choice, button in self._buttons.items():
            if choice.facet == "folder" and choice.name in self._offline:
                button.setChecked(choice in chosen)
                continue
            button.show_count(counts.get(choice, 0))
            button.setChecked(choice in chosen)
            if choice.facet in ("kind", "colour"):
                button.setVisible(choice in present or choice in chosen)
        for box, facet in ((self._kinds_section, "kind"), (self._colours_section, "colour")):
            box.setVisible(any(choice.facet == facet for choice in present | chosen))

    # --- what is done ---

    @Slot()
    def _on_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, FilterRow | Swatch):
            self.toggled.emit(button.choice)

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
        entries = [
            ("accept_empty", self.tr("They are really gone"), self.accept_wanted, folder in self._emptied),
            ("check_folder", self.tr("Check every photo"), self.check_wanted, folder not in self._offline),
            ("remove_folder", self.tr("Remove from the list"), self.remove_wanted, True),
            ("forget_folder", self.tr("Forget this folder…"), self.forget_wanted, True),
        ]
        for name, text, signal, possible in entries:
            if possible:
                action = menu.addAction(text)
                action.setObjectName(name)
                action.triggered.connect(lambda _checked=False, signal=signal: signal.emit(folder))
        return menu
