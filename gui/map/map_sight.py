"""What of the map is in sight, and where: the layout, the passage between both, the camera, the photo under a point."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEasingCurve, QPoint, QPointF, QRect, QVariantAnimation, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from gui.gallery.place import Spot
from gui.map.camera import Camera, Points
from gui.map.depths import ASPECT, deepest, depth_at, height_at
from gui.map.frames import frames
from gui.map.pictures import frame_at
from gui.map.scene import Scene

LEAST_TIDY = 22  # px: height of a picture in a cell; in smaller cells there are dots
MARKED = 48  # px: height of those that stand out, at least
_PASSAGE_MS = 450
_PAD = 30  # px around the whole map
_FILLS = 0.94  # of a cell of the tidy layout
_NEAR = 10.0  # px around a dot in which a click means it


class InSight(NamedTuple):
    """The photos in sight that are shown as pictures: rows (n,), where their middles are in px, and their size."""

    rows: NDArray[np.int64]
    points: Points
    width: int
    height: int


@dataclass(frozen=True)
class Joined:
    """The photos of an answer: the one asked with, None for one from outside, and those found, nearest first."""

    query: str | None = None
    found: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        """All of them, the most important first."""
        return self.found if self.query is None else tuple(dict.fromkeys((self.query, *self.found)))


class MapSight(QWidget):
    """Knows where photos lie; gui.map.map_canvas draws them."""

    def __init__(self) -> None:
        super().__init__()
        self._scene = Scene()
        self._tidy = False
        self._share = 0.0  # of the way from the loose layout to the tidy one
        self._places: Points = self._scene.loose
        self._spot = Spot()
        self._joined = Joined()
        self._current: str | None = None
        self._passage = QVariantAnimation(self, duration=_PASSAGE_MS)
        self._passage.setEasingCurve(QEasingCurve.Type.InOutCubic)
        self._passage.valueChanged.connect(self._on_passage)
        self._passage.finished.connect(self._on_arrived)

    @property
    def scene(self) -> Scene:
        return self._scene

    @property
    def spot(self) -> Spot:
        return self._spot

    @property
    def current(self) -> str | None:
        return self._current

    def show_layout(self, tidy: bool, passing: bool) -> None:
        """Loose or tidy; `passing`: the photos are seen to move there."""
        if tidy == self._tidy:
            return
        self._tidy = tidy
        self._passage.stop()
        if passing and self.isVisible() and len(self._scene.paths):
            self._passage.setStartValue(self._share)
            self._passage.setEndValue(float(tidy))
            self._passage.start()
        else:
            self._set_share(float(tidy))

    @Slot(object)
    def _on_passage(self, share: float) -> None:
        self._set_share(share)

    @Slot()
    def _on_arrived(self) -> None:
        self._set_share(float(self._tidy))

    def _set_share(self, share: float) -> None:
        scene, self._share = self._scene, share
        if share in (0.0, 1.0):
            self._places = scene.places(bool(share))
        else:
            self._places = scene.loose * (1 - share) + scene.tidy * share
        self._rearranged()
        self._moved()

    @property
    def in_passage(self) -> bool:
        return self._passage.state() == QVariantAnimation.State.Running

    def show_joined(self, joined: Joined) -> None:
        self._joined = joined
        self._moved()

    def look_at(self, spot: Spot) -> None:
        self._spot = spot
        self._moved()

    def _rearranged(self) -> None:
        """The photos lie elsewhere."""

    def _moved(self) -> None:
        """Something else may be in sight."""
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._moved()

    # --- where things are ---

    @property
    def camera(self) -> Camera:
        loose, tidy = self._fit(False), self._fit(True)
        scale = self._spot.zoom * (loose + (tidy - loose) * self._share)
        return Camera(self._spot.x, self._spot.y, scale, self.width(), self.height())

    def _fit(self, tidy: bool) -> float:
        across, down = self._scene.extent(tidy)
        return max(1.0, min((self.width() - 2 * _PAD) / across, (self.height() - 2 * _PAD) / down))

    @property
    def most(self) -> float:
        """The largest scale."""
        return deepest(len(self._scene.paths))

    def _picture_height(self, camera: Camera) -> float:
        """0 where there are only dots."""
        loose = height_at(depth_at(camera.scale), len(self._scene.paths))
        tidy = _FILLS * self._scene.cell[1] * camera.scale
        ends = loose, tidy if tidy >= LEAST_TIDY else 0.0
        if self._share in (0.0, 1.0) or not all(ends):
            return ends[self._tidy]
        return ends[0] + (ends[1] - ends[0]) * self._share

    def in_sight(self, camera: Camera) -> InSight:
        """The pictures; of the layout that is passed to, while there is a passage."""
        height = self._picture_height(camera)
        points = camera.to_widget(self._places)
        if not height or not len(points):
            return InSight(np.zeros(0, np.int64), points[:0], 0, 0)
        there = camera.sees(points, height / 2)
        if not self._tidy:
            there &= self._scene.depths <= depth_at(camera.scale)
        rows = np.flatnonzero(there)
        return InSight(rows, points[rows], max(1, int(ASPECT * height)), max(1, int(height)))

    def point_of(self, path: str) -> QPointF | None:
        """Where the middle of a photo is in the widget."""
        row = self._scene.rows.get(path)
        return None if row is None else self.camera.point(*self._places[row].tolist())

    def middle_of(self, path: str) -> QPoint:
        """Where a photo is, or the middle of the map, in global coordinates."""
        at = self.point_of(path)
        there = self.rect().center() if at is None or not self.rect().contains(at.toPoint()) else at.toPoint()
        return self.mapToGlobal(there)

    def photo_at(self, at: QPointF) -> str | None:
        """The photo under a point of the widget, as it is drawn: a picture, or a dot near it."""
        camera, where = self.camera, np.array([at.x(), at.y()])
        for path, frame in self.frames().items():
            if frame.contains(at.toPoint()):
                return path
        seen = self.in_sight(camera)
        across, down = np.abs(seen.points - where).T
        under = (across <= seen.width / 2) & (down <= seen.height / 2)
        if under.any():
            return self._scene.paths[int(seen.rows[under][-1])]
        if not len(self._places):
            return None
        far = np.hypot(*(camera.to_widget(self._places) - where).T) + np.where(self._scene.passes, 0, _NEAR / 2)
        nearest = int(far.argmin())
        return self._scene.paths[nearest] if far[nearest] <= _NEAR else None

    def frames(self) -> dict[str, QRect]:
        """Where the photos are drawn that stand out: those of the answer, the most important first, and the one where
        the keyboard is. Those for which there is no room are left out."""
        wanted = (*self._joined.all, *filter(None, [self._current]))
        paths = [path for path in dict.fromkeys(wanted) if path in self._scene.rows]
        camera, size = self.camera, self._frame_size(MARKED)
        points = camera.to_widget(self._places[[self._scene.rows[path] for path in paths]])
        if self._share == 1.0 and self._picture_height(camera) >= MARKED:  # each fills its own cell
            return {path: frame_at(x, y, *size) for path, (x, y) in zip(paths, points.tolist(), strict=True)}
        found = frames(points, size, (self.width(), self.height()))
        return {path: frame for path, frame in zip(paths, found, strict=True) if frame is not None}

    def _frame_size(self, least: int) -> tuple[int, int]:
        height = int(max(self._picture_height(self.camera), least))
        return int(ASPECT * height), height
