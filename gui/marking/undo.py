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
        said: a sentence. undoable: a sentence about a change, and what takes this one back. redoable: a sentence about
        a change that was taken back, and what does this one again.
    """

    said = Signal(str)
    undoable = Signal(str, object)
    redoable = Signal(str, object)

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

    def add_failure(self, sentence: str) -> None:
        """What failed is what Ctrl+Z would be about: it says so once, and does not take back what came before."""
        self.add(Change(sentence, bool))

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
        if change.undone and change.redo:
            self.redoable.emit(change.undone, partial(self._do_again, change))
        elif change.undone:
            self.said.emit(change.undone)

    @Slot()
    def redo(self) -> None:
        if self._undone:
            self._do_again(self._undone[-1])
        else:
            self.said.emit(self.tr("There is nothing to do again."))

    def _do_again(self, change: Change) -> None:
        """Unless something else was done meanwhile, or it was done again by the key."""
        if change not in self._undone or change.redo is None:
            return
        self._undone = [one for one in self._undone if one is not change]
        self._done.append(change)
        change.redo()
        if change.redone:
            self.undoable.emit(change.redone, partial(self._take_back, change))
