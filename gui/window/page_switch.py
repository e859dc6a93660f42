"""The pages of the window, one click apart."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QSizePolicy, QToolButton

from gui.base.keys import give, native
from gui.base.theme import Theme
from gui.base.urls import path_of
from gui.pages.page import Page
from gui.widgets.controls import label_button

_ICONS, _WORDED = Qt.ToolButtonStyle.ToolButtonIconOnly, Qt.ToolButtonStyle.ToolButtonTextBesideIcon


class PageButton(QToolButton):
    """Takes photos that are dropped on it, where its page does."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self.setAcceptDrops(page.takes_drops)

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
        where = self.mapToGlobal(self.rect().bottomLeft())
        QTimer.singleShot(0, self, lambda: self._page.take(paths, where))  # a menu within the drop would hold it up


class PageSwitch(QFrame):
    """Says which page the user wants; the window tells it which one is shown."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, pages: Sequence[Page]) -> None:
        super().__init__()
        self.setObjectName("page_switch")
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QToolButton] = {}
        self._style = self._seen = _WORDED
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)  # its words come before others
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(2)
        for page in pages:
            row.addWidget(self._add(theme, page))
        self._group.buttonClicked.connect(self._on_clicked)
        self.setAccessibleName(self.tr("Pages"))

    def _add(self, theme: Theme, page: Page) -> QToolButton:
        button = self._buttons[page.name] = PageButton(page)
        button.setObjectName(f"{page.name}_page_button")
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setCheckable(True)
        theme.set_icon(button, page.icon)
        label_button(button, page.title(), native(page.key()))
        self._group.addButton(button)
        action = QAction(button)
        give(action, page.key())
        action.triggered.connect(button.click)
        button.addAction(action)
        return button

    def show_as(self, style: Qt.ToolButtonStyle, seen: Qt.ToolButtonStyle) -> None:
        """Words, pictures or both, and how the page that is seen is shown; the tooltips tell the words."""
        self._style, self._seen = style, seen
        for button in self._buttons.values():
            wanted = seen if button.isChecked() else style
            if wanted != button.toolButtonStyle():
                button.setToolButtonStyle(wanted)
                button.setProperty("slim", wanted == _ICONS)
                button.style().polish(button)
        self.updateGeometry()

    def show_page(self, page: str) -> None:
        """Which one is seen."""
        self._buttons[page].setChecked(True)
        self.show_as(self._style, self._seen)

    @Slot(object)
    def _on_clicked(self, clicked: QToolButton) -> None:
        self.chosen.emit(next(page for page, button in self._buttons.items() if button is clicked))
