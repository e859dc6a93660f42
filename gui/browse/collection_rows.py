"""The user's collections in the sidebar: to filter by, to drop photos on, and what can be done about each."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QMenu

from core.browse.facets import COLLECTED
from core.browse.shelf import Choice
from core.wardrobe.collected import Collection, Collections
from gui.base.theme import SPACE, Theme
from gui.base.urls import path_of
from gui.browse.sections import Section
from gui.widgets.controls import icon_button, name_control, tab_through, text_label
from gui.widgets.filter_buttons import FilterRow

translate = QCoreApplication.translate


class CollectionRow(FilterRow):
    """Takes photos that are dropped on it.

    Signals:
        dropped: the name of the collection, and a tuple of paths.
    """

    dropped = Signal(str, tuple)

    def __init__(self, one: Collection, theme: Theme) -> None:
        icon = "collection" if one.rule is None else "search"
        super().__init__(Choice(COLLECTED.name, one.name), one.name, theme, icon)
        self.setAcceptDrops(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()
            self.setDown(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.setDown(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self.setDown(False)
        event.acceptProposedAction()
        paths = tuple(path_of(url) for url in event.mimeData().urls() if url.isLocalFile())
        self.dropped.emit(self.choice.name, paths)


class CollectionSection(Section):
    """A row for each.

    Signals:
        new_wanted. rename_wanted, delete_wanted: a name. dropped: a name, and a tuple of paths.
    """

    new_wanted = Signal()
    rename_wanted = Signal(str)
    delete_wanted = Signal(str)
    dropped = Signal(str, tuple)

    def __init__(self, theme: Theme) -> None:
        add = icon_button(theme, "add_collection_button", "add")
        super().__init__(translate("Sidebar", "Collections"), add, lasting=True)
        self._theme = theme
        self._add = add
        self._shown: tuple[tuple[str, bool], ...] = ()
        hint = translate("Sidebar", "Select photos or choose filters, then press +.")
        self._hint = text_label("caption", hint)
        self._hint.setWordWrap(True)
        self._hint.setContentsMargins(SPACE.s, 0, SPACE.s, 0)
        self.content.addWidget(self._hint)
        name_control(add, translate("Sidebar", "New collection of the selected photos, or of the filters"))
        add.clicked.connect(self.new_wanted)

    def show_collections(self, collections: Collections) -> None:
        shown = tuple((one.name, one.rule is None) for one in collections.all)
        if shown == self._shown:
            return
        self._shown = shown
        for button in self.buttons.values():
            button.setObjectName("")  # it may be there for a while yet
            button.hide()
            button.deleteLater()
        self.buttons.clear()
        for one in collections.all:
            row = CollectionRow(one, self._theme)
            row.dropped.connect(self.dropped)
            row.customContextMenuRequested.connect(self._on_menu)
            self.take(row)
            self.content.addWidget(row)
        tab_through((self._add, *self.buttons.values()))
        self._hint.setVisible(not shown)

    @Slot(QPoint)
    def _on_menu(self, where: QPoint) -> None:
        row = self.sender()
        if not isinstance(row, CollectionRow):
            return
        menu, name = QMenu(self), row.choice.name
        menu.setObjectName("collection_row_menu")
        entries = (
            ("rename_collection", translate("Sidebar", "Rename…"), self.rename_wanted),
            ("delete_collection", translate("Sidebar", "Delete the collection; its photos stay"), self.delete_wanted),
        )
        for entry, text, signal in entries:
            action = menu.addAction(text)
            action.setObjectName(entry)
            action.triggered.connect(lambda _checked=False, signal=signal: signal.emit(name))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(row.mapToGlobal(where))
