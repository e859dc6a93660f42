"""Photos that look alike, and of which the user says that they are not the same garment."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from core.browse.shelf import Shelf
from core.search.found import Found
from core.wardrobe.identity import are_copies
from core.wardrobe.marks import Identity
from gui.marking.keeping import Keeping
from gui.marking.undo import Change, UndoList


class Differences(QObject):
    """Takes what the user says of it.

    Signals:
        said: a sentence.
    """

    said = Signal(str)

    def __init__(self, keeping: Keeping, undos: UndoList, parent: QObject) -> None:
        super().__init__(parent)
        self._keeping = keeping
        self._undos = undos
        self._shelf: Shelf | None = None

    @Slot(Shelf)
    def know(self, shelf: Shelf) -> None:
        """The newest one, which tells by what photos are known."""
        self._shelf = shelf

    def can_tell(self, found: Found, path: str) -> bool:
        """Whether it can be said of the photo that was asked with, and this one."""
        return self._pair(found, path) is not None

    def are_told(self, found: Found, path: str) -> bool:
        """Whether it was."""
        pair = self._pair(found, path)
        return pair is not None and self._keeping.marks.apart.holds(*pair)

    def toggle(self, found: Found, path: str) -> None:
        """Say it of the photo asked with and this one, or take it back."""
        pair = self._pair(found, path)
        if pair is None:
            self.said.emit(self.tr("Only whole photos that have been read can be said to be not the same."))
            return
        apart = not self._keeping.marks.apart.holds(*pair)
        if not self._tell(pair, apart):
            return
        off, on = self.tr("They may be the same again."), self.tr("Not the same: this will be remembered.")
        back, again = partial(self._tell, pair, not apart), partial(self._tell, pair, apart)
        self._undos.add(Change(off if apart else on, back, on if apart else off, again), on if apart else off)

    def _pair(self, found: Found, path: str) -> tuple[Identity, Identity] | None:
        photo = None if self._shelf is None else self._shelf.identity(path)
        asked, alone = found.identity, not found.question.likes and not found.question.unlikes
        if photo is None or asked is None or not alone or are_copies(asked, photo):
            return None
        return asked, photo

    def _tell(self, pair: tuple[Identity, Identity], apart: bool) -> bool:
        return self._keeping.change(lambda marks: marks.told_apart(*pair, apart))
