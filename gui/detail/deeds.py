"""What can be done to the photo that is seen large."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

from core.search.found import Found
from gui.detail.detail_bar import DetailBar
from gui.marking.marking import Marking


class Deeds(QObject):
    """Connects the buttons of the bar with what is marked. `hearts` gives a photo a heart, or takes it.

    Signals:
        liked, unliked: a path, the user wants more or less like it.
    """

    liked = Signal(object)
    unliked = Signal(object)

    def __init__(self, bar: DetailBar, marking: Marking, hearts: Callable[[object], object], parent: QObject) -> None:
        super().__init__(parent)
        self._bar = bar
        self._marking = marking
        self._hearts = hearts
        self._path = ""
        self._found: Found | None = None
        bar.heart.clicked.connect(self._on_heart)
        bar.more.clicked.connect(self._on_more)
        bar.less.clicked.connect(self._on_less)
        bar.deny.clicked.connect(self._on_deny)
        marking.changed.connect(self._tell)

    def show_photo(self, path: str, found: Found | None) -> None:
        """What is seen, and what it was found with."""
        self._path, self._found = path, found
        self._tell()

    @Slot()
    def _tell(self) -> None:
        """How the photo is marked."""
        found, path, differences = self._found, self._path, self._marking.differences
        self._bar.show_loved(self._marking.loves(path))
        self._bar.deny.setVisible(found is not None and differences.can_tell(found, path))
        self._bar.deny.setChecked(found is not None and differences.are_told(found, path))

    @Slot()
    def _on_heart(self) -> None:
        self._hearts(self._path)

    @Slot()
    def _on_more(self) -> None:
        self.liked.emit(self._path)

    @Slot()
    def _on_less(self) -> None:
        self.unliked.emit(self._path)

    @Slot()
    def _on_deny(self) -> None:
        if self._found is not None:
            self._marking.differences.toggle(self._found, self._path)
            self._tell()
