"""What of the map is in sight, as one value, and the way from places of the map to those of the widget and back."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF

from gui.gallery.place import Spot

Points = NDArray[np.float64]  # (n, 2)

LEAST_ZOOM = 0.7


@dataclass(frozen=True)
class Camera:
    """The middle in places of the map, the scale in px from 0 to 1 of these, and the size of the widget in px."""

    x: float
    y: float
    scale: float
    width: int
    height: int

    def to_widget(self, places: Points) -> Points:
        return (places - (self.x, self.y)) * self.scale + (self.width / 2, self.height / 2)

    def to_map(self, at: QPointF) -> tuple[float, float]:
        return (
            (at.x() - self.width / 2) / self.scale + self.x,
            (at.y() - self.height / 2) / self.scale + self.y,
        )

    def point(self, x: float, y: float) -> QPointF:
        """A place of the map in the widget."""
        return QPointF((x - self.x) * self.scale + self.width / 2, (y - self.y) * self.scale + self.height / 2)

    def sees(self, points: Points, margin: float) -> NDArray[np.bool_]:
        """Which points of the widget are in sight, or not further out than `margin` px."""
        x, y = points[:, 0], points[:, 1]
        seen: NDArray[np.bool_] = (x > -margin) & (x < self.width + margin) & (y > -margin) & (y < self.height + margin)
        return seen


def moved(spot: Spot, by: QPointF, scale: float) -> Spot:
    """What is in sight once the map was moved by so many px."""
    return kept_in(spot._replace(x=spot.x - by.x() / scale, y=spot.y - by.y() / scale))


def kept_in(spot: Spot) -> Spot:
    """The middle of what is in sight stays on the map."""
    return spot._replace(x=min(max(spot.x, -0.02), 1.02), y=min(max(spot.y, -0.02), 1.02))


def zoomed(spot: Spot, camera: Camera, about: QPointF, factor: float, most: float) -> Spot:
    """Larger by a factor, up to the scale `most`, so that what lies under a point of the widget stays there."""
    zoom = min(max(spot.zoom * factor, LEAST_ZOOM), max(most * spot.zoom / camera.scale, 1.0))
    x, y = camera.to_map(about)
    after = replace(camera, scale=camera.scale * zoom / spot.zoom)
    return kept_in(
        Spot(x - (about.x() - camera.width / 2) / after.scale, y - (about.y() - camera.height / 2) / after.scale, zoom)
    )
