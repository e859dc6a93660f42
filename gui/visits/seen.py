"""What is seen: one value, and its only owner."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from gui.gallery.place import Place
from gui.visits.history import History, Visit


class Seen(QObject):
    """Knows no widget: widgets draw `now`, and tell what the user wants by `go` and `replace`.

    Signals:
        moved: another step is seen, a Visit, at its place. changed: the Visit before and the one in its stead, at the
        place where the user is.
    """

    moved = Signal(Visit)
    changed = Signal(Visit, Visit)

    def __init__(self, first: Visit, where: Callable[[], Place], parent: QObject | None = None) -> None:
        """`where` tells the place where the user is now."""
        super().__init__(parent)
        self._history = History((first,))
        self._where = where

    @property
    def now(self) -> Visit:
        return self._history.current

    @property
    def can_go_back(self) -> bool:
        return self._history.can_go_back

    @property
    def can_go_forward(self) -> bool:
        return self._history.can_go_forward

    def go(self, visit: Visit) -> None:
        """One step on; what lay ahead is forgotten."""
        self._move(self._here().visit(visit))

    def replace(self, **changes: Any) -> None:
        """The same step, otherwise; `changes` are fields of Visit."""
        before = self.now
        after = replace(before, **changes)
        if after != before:
            self._history = self._history.update(after)
            self.changed.emit(before, after)

    @Slot()
    def back(self) -> None:
        if self.can_go_back:
            self._move(self._here().back())

    @Slot()
    def forward(self) -> None:
        if self.can_go_forward:
            self._move(self._here().forward())

    @Slot(str)
    def show_page(self, page: str) -> None:
        """Go to a page as it was left."""
        if self.now.page != page:
            self.go(self.left(page))

    def left(self, page: str) -> Visit:
        """How a page was left, or is seen now."""
        return self._here().last_of(page)

    @Slot()
    def show_all(self) -> None:
        """Back to all photos, at the place where they were left."""
        self.show_page("browse")

    def place(self) -> Place:
        """Where the user is now."""
        return self._where()

    def forget_distances(self) -> None:
        """They belong to an older state of the library."""
        self._history = self._history.lightened()

    def _here(self) -> History:
        return self._history.remember(self._where())

    def _move(self, history: History) -> None:
        if history.current.found is None:  # the controls stay as they are until there is an answer to tune
            history = history.update(replace(history.current, tuning=self.now.tuning))
        self._history = history
        self.moved.emit(history.current)
