"""How the map is drawn."""

from __future__ import annotations

from dataclasses import dataclass, field

from core.base.settings import Colouring, Settings
from gui.gallery.place import Spot


@dataclass(frozen=True)
class MapLook:
    """Whether the photos stand in the cells of a grid, and what their colours tell; what of the map is in sight when it
    is seen for the first time."""

    tidy: bool = False
    colouring: Colouring = Colouring.COLOUR
    first: Spot = field(default_factory=Spot)


def first_look(settings: Settings) -> MapLook:
    """As the user left it."""
    spot = Spot(settings.map_x, settings.map_y, settings.map_zoom)
    return MapLook(settings.map_tidy, settings.map_colouring, spot)


def as_settings(look: MapLook, spot: Spot) -> dict[str, object]:
    """How the map is left, as fields of Settings."""
    drawn = {"map_tidy": look.tidy, "map_colouring": look.colouring}
    return {**drawn, "map_x": spot.x, "map_y": spot.y, "map_zoom": spot.zoom}
