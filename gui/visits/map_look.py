"""How the map is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Colouring(StrEnum):
    """What the colours of the map tell."""

    COLOUR = "colour"  # the main one of the garment
    KIND = "kind"
    FOLDER = "folder"
    DATE = "date"


@dataclass(frozen=True)
class MapLook:
    """Whether the photos stand in the cells of a grid, and what their colours tell."""

    tidy: bool = False
    colouring: Colouring = Colouring.COLOUR
