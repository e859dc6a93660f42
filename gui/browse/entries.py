"""Entries for the menu of photos that fit on every page: the heart, and the trash."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject

from gui.marking.marking import Marking
from gui.widgets.menus import Action


class Entries(QObject):
    """Words them for one photo or for several."""

    def __init__(self, marking: Marking, page: QObject) -> None:
        super().__init__(page)
        self._marking = marking

    def heart(self, paths: Sequence[str], loved: bool, toggle: Callable[[Sequence[str]], object]) -> Action:
        """Gives it, or takes it away where all are `loved` already."""
        count = len(paths)
        if count == 1:
            text = self.tr("Remove from favourites") if loved else self.tr("Add to favourites")
        elif loved:
            text = self.tr("Remove %Ln photos from favourites", "", count)
        else:
            text = self.tr("Add %Ln photos to favourites", "", count)
        return "action_favourite", text, partial(toggle, paths)

    def trash(self, paths: Sequence[str]) -> Action:
        """Moves them there, several after asking."""
        several = self.tr("Move %Ln photos to the trash", "", len(paths))
        text = self.tr("Move to the trash") if len(paths) == 1 else several
        return "action_trash", text, partial(self._marking.throw, paths)
