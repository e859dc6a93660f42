"""What is changed about a board: shown and kept at once, and it can be undone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject

from core.wardrobe.boards import Board
from core.wardrobe.collected import Collection
from core.wardrobe.identity import Identity
from gui.marking.marking import Marking
from gui.marking.undo import Change


class Changing(QObject):
    """Changes boards by the keys of their collections."""

    def __init__(self, marking: Marking, parent: QObject) -> None:
        super().__init__(parent)
        self._marking = marking

    @property
    def boards(self) -> tuple[Collection, ...]:
        """All collections made by hand, in the order in which they were made."""
        return tuple(one for one in self._marking.collecting.all.all if one.rule is None)

    def get(self, key: str) -> Collection | None:
        """That of this key; where there is none, the first one of all."""
        boards = self.boards
        return next((one for one in boards if one.key == key), boards[0] if boards else None)

    def write(self, key: str, note: str) -> None:
        self._change(key, lambda one: replace(one.board, note=note))

    def cover(self, key: str, photo: Identity | None) -> None:
        self._change(key, lambda one: replace(one.board, cover=photo))

    def lay(self, key: str, laid: Board, change: Callable[[Board], Board]) -> None:
        """What `change` makes of a board on which each photo has its pin."""
        self._change(key, lambda one: replace(one.board, pins=change(replace(one.board, pins=laid.pins)).pins))

    def _change(self, key: str, change: Callable[[Collection], Board]) -> None:
        before = self._marking.collecting.all.get(key)
        if before is None or (after := change(before)) == before.board:
            return
        again, back = partial(self._set, key, after, before.board), partial(self._set, key, before.board, after)
        again()
        undone = self.tr("{name} is as it was before.").format(name=before.name)
        self._marking.undos.add(Change(undone, back, "", again))

    def _set(self, key: str, board: Board, before: Board) -> None:
        """What of it differs from what was before; the rest may have been changed by somebody else meanwhile."""
        differs = {
            name: getattr(board, name)
            for name in ("note", "cover", "pins")
            if getattr(board, name) != getattr(before, name)
        }

        def changed(one: Collection) -> Collection:
            return replace(one, board=replace(one.board, **differs))

        self._marking.keeping.change(
            lambda marks: marks.with_collections(lambda all_: all_.changed(key, changed)),
        )
