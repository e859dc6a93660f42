"""Keys of a board where its photos are seen as a list, in the gallery: they go before those of the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent

from gui.base.keys import command
from gui.gallery.gallery import GalleryView

_KEYS = ("listed", "take_out")


class GalleryKeys(QObject):
    """Signals:
    commanded: the name of a key that the page sees to.
    """

    commanded = Signal(str)

    def __init__(self, gallery: GalleryView, active: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._active = active
        gallery.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or not self._active():
            return False
        name = command(event, "board")
        if name not in _KEYS:
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
        elif event.type() == QEvent.Type.KeyPress:
            self.commanded.emit(name)
        return True
