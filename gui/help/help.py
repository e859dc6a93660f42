"""The Help menu: the guide, all keys, the hints again, what went wrong, and what Twinset is."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QLocale, QObject, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QMenu, QWidget

from gui.base.keys import Key, give, named
from gui.base.theme import Theme
from gui.help.about import AboutDialog
from gui.help.guide import GuideWindow
from gui.help.keys_dialog import KeysDialog
from gui.help.trouble import Trouble


class Help(QObject):
    """Fills a menu.

    Signals:
        hints_wanted: the user wants to see the hints again.
    """

    hints_wanted = Signal()

    def __init__(self, window: QWidget, theme: Theme, menu: QMenu, pages: Sequence[Key], trouble: Trouble) -> None:
        """`pages`: the keys that lead to the pages of the window."""
        super().__init__(window)
        self._window = window
        self._theme = theme
        self._pages = pages
        self._guide: GuideWindow | None = None
        self._add(menu, "guide", self.tr("User's guide"), self.show_guide, key=True)
        self._add(menu, "keys", self.tr("All keys"), self.show_keys, key=True)
        self._add(menu, "hints", self.tr("Show the hints again"), self.hints_wanted.emit)
        menu.addSeparator()
        self._add(menu, "log", self.tr("Show the log"), trouble.show_log)
        self._reports = self._add(menu, "reports", self.tr("Reports of errors"), trouble.show_reports)
        menu.aboutToShow.connect(self._show_whether_reports)
        self._trouble = trouble
        menu.addSeparator()
        self._add(menu, "about", self.tr("About Twinset"), self.show_about)

    def _add(self, menu: QMenu, name: str, text: str, do: Callable[[], object], *, key: bool = False) -> QAction:
        action = QAction(text, menu)
        action.setObjectName(f"help_{name}")
        action.triggered.connect(do)
        if key:
            give(action, named(name))
        menu.addAction(action)
        self._window.addAction(action)  # so that the shortcut works while the menu is closed
        return action

    @Slot()
    def _show_whether_reports(self) -> None:
        self._reports.setVisible(self._trouble.has_reports)

    @Slot()
    def show_guide(self) -> None:
        """In a window of its own, so that it can stay open beside the photos."""
        if self._guide is None:
            self._guide = GuideWindow(self._theme, QLocale().name()[:2], self._pages, self._window)
        self._guide.show()
        self._guide.raise_()
        self._guide.activateWindow()

    @Slot()
    def show_keys(self) -> None:
        self._open(KeysDialog(self._pages, self._window))

    @Slot()
    def show_about(self) -> None:
        self._open(AboutDialog(self._window))

    def _open(self, dialog: QDialog) -> None:
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
