"""Favourites: given, and taken away again."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from core.browse.shelf import Shelf
from core.wardrobe.marks import Identity, Marks
from gui.base.work import Work
from gui.marking.finding import Finding
from gui.marking.keeping import Keeping, are_few
from gui.marking.undo import Change, UndoList


class Hearts(QObject):
    """Gives them.

    Signals:
        said: a sentence.
    """

    said = Signal(str)

    def __init__(self, keeping: Keeping, undos: UndoList, work: Work, parent: QObject) -> None:
        super().__init__(parent)
        self._keeping = keeping
        self._undos = undos
        self._finding = Finding(work, self.said.emit, self)

    def toggle(self, paths: Sequence[str], shelf: Shelf | None) -> None:
        """Make all of them favourites; if they are already, none."""
        if not paths:
            return
        if shelf is None or not self._keeping.ready:
            self._change(None)
            return
        self._finding.find(len(paths), partial(_to_change, shelf, tuple(paths), self._keeping.marks), self._change)

    def _change(self, found: tuple[tuple[Identity, ...], bool] | None) -> None:
        """Of these photos, whether they are wanted as favourites."""
        if found is None:
            self.said.emit(self.tr("Only photos of your folders that have been read can be favourites."))
            return
        photos, wanted = found
        if not self._favour(photos, wanted):
            return
        off, on = self.tr("No favourite any more."), self.tr("A favourite again.")
        back, again = partial(self._favour, photos, not wanted), partial(self._favour, photos, wanted)
        self._undos.add(Change(off, back, on, again) if wanted else Change(on, back, off, again))

    def _favour(self, photos: Sequence[Identity], wanted: bool) -> bool:
        at_once = are_few(len(photos) + len(self._keeping.marks.favourites))
        return self._keeping.change(lambda marks: marks.favoured(photos, wanted), at_once=at_once)


def _to_change(shelf: Shelf, paths: Sequence[str], marks: Marks) -> tuple[tuple[Identity, ...], bool] | None:
    """The photos that are to become favourites, or to be none any more; None where none has been read."""
    photos = shelf.identities(paths)
    wanted = not all(map(marks.holds, photos))
    return (tuple(photo for photo in photos if marks.holds(photo) != wanted), wanted) if photos else None
