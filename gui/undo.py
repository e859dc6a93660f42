"""What can be taken back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

_MOST = 100


class UndoList(QObject):
    """The last changes, each with what takes it back.

    Signals:
        undone: a sentence that says what was taken back.
    """

    undone = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._changes: list[tuple[str, Callable[[], object]]] = []

    def add(self, sentence: str, take_back: Callable[[], object]) -> None:
        """`sentence` is said once `take_back` was called; empty when that tells by itself."""
        self._changes = [*self._changes, (sentence, take_back)][-_MOST:]

    @Slot()
    def undo(self) -> None:
        if self._changes:
            sentence, take_back = self._changes.pop()
            take_back()
            if sentence:
                self.undone.emit(sentence)
        else:
            self.undone.emit(self.tr("There is nothing to undo."))
