"""Where the user is in the gallery, to come back to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """How far the gallery is scrolled, and the photo where the keyboard is."""

    scroll: int = 0
    current: str | None = None
