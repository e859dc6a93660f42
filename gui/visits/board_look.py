"""Which board is seen, and how."""

from __future__ import annotations

from dataclasses import dataclass

from core.base.settings import Settings


@dataclass(frozen=True)
class BoardLook:
    """`key`: of the collection; empty for the first one that there is. `listed`: its photos in the gallery, in their
    order, and not where they lie on the board."""

    key: str = ""
    listed: bool = False

    @classmethod
    def first(cls, settings: Settings) -> BoardLook:
        """As the user left it."""
        return cls(settings.board, settings.board_listed)
