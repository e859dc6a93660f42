"""The application as the user's system knows it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QTimer, Signal, Slot
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication


class Application(QApplication):
    """Takes photos that are opened with the program while it runs.

    macOS starts no second process for them, nor gives the first one any words: it sends an event for each file, also
    for what was dropped on the icon.

    Signals:
        files_opened: a tuple with the paths of all that came together.
    """

    files_opened = Signal(tuple)

    def __init__(self, argv: list[str]) -> None:
        super().__init__(argv)
        self._opened: list[str] = []

    def event(self, event: QEvent) -> bool:
        if not isinstance(event, QFileOpenEvent):
            return super().event(event)
        if not self._opened:
            QTimer.singleShot(0, self, self._tell)
        self._opened.append(event.file())
        return True

    @Slot()
    def _tell(self) -> None:
        opened, self._opened = tuple(self._opened), []
        self.files_opened.emit(opened)
