"""A board: what keys and drops do with it, beside the mouse."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent

from gui.base.keys import command
from gui.base.theme import Theme
from gui.base.urls import path_of
from gui.base.work import Work
from gui.boards.board_mouse import BoardMouse
from gui.boards.pictures import CutOut
from gui.gallery.thumbnails import ThumbnailLoader

_SCALE = 1.1
_FAR = 10  # steps
_PAN = 0.2  # of what is in sight
_ARROWS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}


class BoardView(BoardMouse):
    """Signals:
    dropped: a tuple of paths, and where, in board units. commanded: the name of a key that the page sees to.
    """

    dropped = Signal(tuple, QPointF)
    commanded = Signal(str)

    def __init__(
        self,
        theme: Theme,
        loader: ThumbnailLoader,
        cut_out: CutOut,
        work: Work,
        caption: Callable[[str], str],
        takes: Callable[[Sequence[str]], bool],
    ) -> None:
        """`takes`: whether any of the photos that are dropped here can lie on a board."""
        super().__init__(theme, loader, cut_out, work, caption)
        self.setObjectName("board_view")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAcceptDrops(True)
        self._takes_drop = takes

    # --- keys ---

    def event(self, event: QEvent) -> bool:
        """Keys are taken before the shortcuts of the window, which mean something else by them."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            if self._takes(event):
                event.accept()
                return True
            self.finish()  # what a shortcut of the window does, undo for one, comes after what was done here
        return super().event(event)

    def _takes(self, event: QKeyEvent) -> bool:
        name = command(event, "board")
        return name is not None and (name != "release" or bool(self._selected))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        name, self._sought = command(event, "board"), None
        if name is None or not self._takes(event):
            super().keyPressEvent(event)
        elif name in ("move", "far", "walk"):
            self._press_arrow(name, *_ARROWS[Qt.Key(event.key())])
        elif name in (doing := self._doing()):
            doing[name]()
        else:
            self.finish()
            self.commanded.emit(name)

    def _doing(self) -> dict[str, Callable[[], object]]:
        return {
            "larger": lambda: self._grow(_SCALE),
            "smaller": lambda: self._grow(1 / _SCALE),
            "fit": self.show_all,
            "front": self.to_front,
            "back": self.to_back,
            "select_all": self.select_all,
            "release": self.release,
            "search": lambda: self._tell(self.searched.emit),
            "compare": lambda: self._tell(self.previewed.emit),
        }

    def _press_arrow(self, name: str, across: int, down: int) -> None:
        """Without a selection the board is moved, as nothing else can be meant."""
        if name == "walk":
            self.finish()
            self.walk(across, down)
        elif self._selected:
            self.nudge(across, down, _FAR if name == "far" else 1)
        elif name == "far":
            self.pan(QPointF(-across * self.width() * _PAN, -down * self.height() * _PAN))
        else:
            self.walk(across, down)

    def _grow(self, factor: float) -> None:
        """What is selected; else the board comes nearer."""
        if self._selected:
            self.scale_by(factor)
        else:
            self.zoom_by(factor * factor)

    def _tell(self, tell: Callable[[object], object]) -> None:
        if (piece := self.current) is not None:
            self.finish()
            tell(piece.path)

    # --- drops ---

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """What cannot lie here is the window's: it searches with it, or adds a folder."""
        if self._takes_drop(_files(event.mimeData())):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.dropped.emit(tuple(_files(event.mimeData())), self._sight.to_board(event.position()))


def _files(data: QMimeData) -> list[str]:
    """The paths; none where a folder is among them."""
    paths = [path_of(url) for url in data.urls() if url.isLocalFile()]
    return [] if any(map(os.path.isdir, paths)) else paths
