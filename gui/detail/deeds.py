"""What can be done to the photo that is seen large."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from gui.detail.detail_bar import DetailBar
from gui.marking.marking import Marking

if TYPE_CHECKING:
    from gui.detail.detail_panel import DetailPanel


class Deeds(QObject):
    """Connects the buttons of the bar with what is marked. `hearts` gives a photo a heart, or takes it."""

    def __init__(
        self, panel: DetailPanel, bar: DetailBar, marking: Marking, hearts: Callable[[object], object]
    ) -> None:
        super().__init__(panel)
        self._panel = panel
        self._bar = bar
        self._marking = marking
        self._hearts = hearts
        bar.heart.clicked.connect(self._on_heart)
        bar.more.clicked.connect(self._on_more)
        bar.less.clicked.connect(self._on_less)
        bar.deny.clicked.connect(self._on_deny)
        panel.shown.connect(self._tell)
        marking.changed.connect(self._tell)

    @Slot()
    def _tell(self) -> None:
        """How the photo is marked."""
        found, path, differences = self._panel.found, self._panel.path, self._marking.differences
        self._bar.show_loved(self._marking.loves(path))
        self._bar.deny.setVisible(found is not None and differences.can_tell(found, path))
        self._bar.deny.setChecked(found is not None and differences.are_told(found, path))

    @Slot()
    def _on_heart(self) -> None:
        self._hearts(self._panel.path)

    @Slot()
    def _on_more(self) -> None:
        self._panel.liked.emit(self._panel.path)

    @Slot()
    def _on_less(self) -> None:
        self._panel.unliked.emit(self._panel.path)

    @Slot()
    def _on_deny(self) -> None:
        if (found := self._panel.found) is not None:
            self._marking.differences.toggle(found, self._panel.path)
            self._tell()
