"""Favourites: given, and taken away again."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from core.browse.shelf import Shelf
from core.wardrobe.marks import Identity
from gui.marking.keeping import Keeping
from gui.marking.undo import Change, UndoList


class Hearts(QObject):
    """Gives them.

    Signals:
        said: a sentence.
    """

    said = Signal(str)

    def __init__(self, keeping: Keeping, undos: UndoList, parent: QObject) -> None:
        super().__init__(parent)
        self._keeping = keeping
        self._undos = undos

    def toggle(self, paths: Sequence[str], shelf: Shelf | None) -> None:
        """Make all of them favourites; if they are already, none."""
        photos = [photo for path in paths if (photo := shelf.identity(path))] if shelf is not None else []
        if not self._keeping.ready or not photos:
            if paths:
                self.said.emit(self.tr("Only photos of your folders that have been read can be favourites."))
            return
        marks = self._keeping.marks
        wanted = not all(map(marks.holds, photos))
        changed = [photo for photo in photos if marks.holds(photo) != wanted]
        if not self._favour(changed, wanted):
            return
        off, on = self.tr("No favourite any more."), self.tr("A favourite again.")
        back, again = partial(self._favour, changed, not wanted), partial(self._favour, changed, wanted)
        self._undos.add(Change(off, back, on, again) if wanted else Change(on, back, off, again))

    def _favour(self, photos: Sequence[Identity], wanted: bool) -> bool:
        return self._keeping.change(lambda marks: marks.favoured(photos, wanted))
