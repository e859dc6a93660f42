"""Photos chosen on the map: they become a filter of Browse."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal, Slot

from core.browse.shelf import passing
from core.catalog.columns import places
from gui.library.library import Library
from gui.map.map_view import MapView
from gui.marking.marking import Marking
from gui.visits.seen import Seen


class Choosing(QObject):
    """Does what the user wants of the map's choice.

    Signals:
        ended: a line was drawn, or what was chosen is let go. said: a sentence.
    """

    ended = Signal()
    said = Signal(str)

    def __init__(self, view: MapView, library: Library, marking: Marking, seen: Seen) -> None:
        super().__init__(view)
        self._view = view
        self._library = library
        self._marking = marking
        self._seen = seen

    @Slot(object)
    def enclose(self, rows: NDArray[np.int64]) -> None:
        """Choose those of these photos that pass the other filters."""
        self.ended.emit()
        scene, browsing = self._view.scene, self._seen.now.browsing
        if scene.shelf is None:
            return
        others = replace(browsing.within(self._library.folders), chosen=frozenset())
        passes = passing(scene.shelf, others, self._marking.marks)[places(scene.paths, scene.shelf.paths)]
        inside = frozenset(scene.paths[row] for row in rows.tolist() if passes[row])
        if inside:
            self._choose(inside)
        else:
            self.said.emit(self.tr("No photo lies within this line."))

    @Slot(object)
    def toggle(self, path: str) -> None:
        """Choose one more, or one less."""
        self._choose(self._seen.now.browsing.chosen ^ {path})

    @Slot()
    def release(self) -> None:
        """Let go of all."""
        self.ended.emit()
        self._choose(frozenset())

    def _choose(self, paths: frozenset[str]) -> None:
        now = self._seen.now
        if paths != now.browsing.chosen:
            browsing = replace(now.browsing, chosen=paths)
            self._seen.go(replace(now, browsing=browsing, place=self._seen.place()))
