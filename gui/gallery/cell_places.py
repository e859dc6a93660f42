"""Where the buttons and badges of a photo's cell lie, so that at no size one covers another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect

from gui.base.theme import SPACE

COMPACT = 140  # px; in narrower photos the buttons are smaller and lie in two columns


@dataclass(frozen=True)
class Discs:
    """The round buttons on a photo in `frame`: the last one in the corner below, the others above it."""

    frame: QRect

    @property
    def is_compact(self) -> bool:
        return self.frame.width() < COMPACT

    @property
    def side(self) -> int:
        """px, of a button."""
        return 24 if self.is_compact else 28

    @property
    def icon(self) -> int:
        """px, of the drawing on one."""
        return 15 if self.is_compact else 18

    def corner(self) -> QRect:
        """The place of the last one."""
        step = self.side + SPACE.xs
        return QRect(self.frame.right() - step + 1, self.frame.bottom() - step + 1, self.side, self.side)

    def above(self, names: Sequence[str]) -> list[tuple[str, QRect]]:
        """The places of the others: down the side, or in a square with the corner."""
        step, corner = self.side + SPACE.xs, self.corner()
        if self.is_compact:
            places = [(-step, -step), (0, -step), (-step, 0)]
            return [(name, corner.translated(*place)) for name, place in zip(names, places, strict=True)]
        top = self.frame.top() + SPACE.xs - corner.top()
        return [(name, corner.translated(0, top + at * step)) for at, name in enumerate(names)]
