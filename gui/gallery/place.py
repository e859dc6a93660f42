"""Where the user is in the gallery, on the map or on a board, to come back to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Spot(NamedTuple):
    """What of the map is in sight: the middle, in shares of the map, and how much larger than all of it.

    Of a board: the middle, in its units, and how many px one of them takes.
    """

    x: float = 0.5
    y: float = 0.5
    zoom: float = 1.0


@dataclass(frozen=True)
class Place:
    """How far the gallery is scrolled, the photo where the keyboard is, and what of the map is in sight.

    On the map a photo without a `spot` is to be brought into the middle.
    """

    scroll: int = 0
    current: str | None = None
    spot: Spot | None = None
