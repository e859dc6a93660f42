"""What can be done with the photos of a board, for their menu."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject

from core.wardrobe.collected import Collection
from gui.boards.board_hands import BoardHands
from gui.boards.changing import Changing
from gui.boards.pieces import Known
from gui.marking.collecting import Collecting
from gui.widgets.menus import Action


class BoardEntries(QObject):
    """Words for them."""

    def __init__(self, view: BoardHands, changing: Changing, collecting: Collecting, parent: QObject) -> None:
        super().__init__(parent)
        self._view = view
        self._changing = changing
        self._collecting = collecting

    def of_selected(self) -> list[Action]:
        """With the pieces that are selected on the board."""
        view, bare = self._view, self._view.is_bare
        text = self.tr("Show the whole photo") if bare else self.tr("Cut out of its background")
        return [
            ("action_bare", text, partial(view.show_bare, not bare)),
            ("action_front", self.tr("Bring to the front"), view.to_front),
            ("action_back", self.tr("Send to the back"), view.to_back),
        ]

    def of(self, one: Collection, paths: Sequence[str], known: Known) -> list[Action]:
        """With photos of a board, however they are seen."""
        text = self.tr("Take off {name}").format(name=one.name)
        out = ("action_take_out", text, partial(self._collecting.take_out, paths, one.name))
        return [*([self._cover(one, paths[0], known)] if len(paths) == 1 else []), out]

    def _cover(self, one: Collection, path: str, known: Known) -> Action:
        cover = one.board.cover
        if cover is not None and known.path(cover) == path:
            text = self.tr("Use the first photo as cover")
            return "action_cover", text, partial(self._changing.cover, one.key, None)
        photo = next((photo for photo in one.photos if known.path(photo) == path), None)
        return "action_cover", self.tr("Use as cover"), partial(self._changing.cover, one.key, photo)
