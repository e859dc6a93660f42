"""What can be taken back, and done again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

_MOST = 100


@dataclass(frozen=True, eq=False)
class Change:
    """What the user has done. `undone` and `redone` are said afterwards; empty where that tells by itself.

    Without `redo` it cannot be done again: what was fetched from the trash is not thrown away by a slip of the hand.
    """

    undone: str
    undo: Callable[[], object]
    redone: str = ""
    redo: Callable[[], object] | None = None


class UndoList(QObject):
    """The last changes.

    Signals:
        said: a sentence. undoable: a sentence about a change, and what takes this one back.
    """

    said = Signal(str)
    undoable = Signal(str, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._done: list[Change] = []
        self._undone: list[Change] = []

    def add(self, change: Change, sentence: str = "") -> None:
        """Remember a change, and tell of it with `sentence`. What was taken back before cannot be done again now."""
        self._done = [*self._done, change][-_MOST:]
        self._undone = []
        if sentence:
            self.undoable.emit(sentence, partial(self._take_back, change))

    @Slot()
    def undo(self) -> None:
        if self._done:
            self._take_back(self._done[-1])
        else:
            self.said.emit(self.tr("There is nothing to undo."))

    def _take_back(self, change: Change) -> None:
        """Also when others came after it: what stands beside the sentence about a change is about that change."""
        if change not in self._done:
            return
        self._done = [one for one in self._done if one is not change]
        self._undone = [*self._undone, change] if change.redo else []
        change.undo()
        if change.undone:
            self.said.emit(change.undone)

    @Slot()
    def redo(self) -> None:
        if not self._undone:
            self.said.emit(self.tr("There is nothing to do again."))
            return
        change = self._undone.pop()
        assert change.redo is not None
        self._done.append(change)
        change.redo()
        if change.redone:
            self.said.emit(change.redone)
