"""The map as it is drawn: dots when far, pictures when near, and what lies over them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

import numpy as np
from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPaintEvent, QPolygonF

from gui.base.theme import Theme
from gui.gallery.thumbnails import ThumbnailLoader
from gui.map.camera import Camera
from gui.map.colouring import Coloured, Pixels, faded
from gui.map.dots import DotLayer, Dots
from gui.map.frames import frames
from gui.map.map_sight import LEAST_TIDY, InSight, MapSight
from gui.map.overlay import Overlay
from gui.map.pictures import MapPictures
from gui.map.scene import Scene

_SETTLE_MS = 30  # from a movement to the question for thumbnails
_RISEN = 132  # px: height of the photo under the mouse, at least
_DOT = 0.42, 2.2, 11.0  # px: diameter of a dot for each px from photo to photo; at least, and at most
_RIM_FROM = 4.0  # px: smaller dots have no rim
_VEIL = 0.16  # opacity of what does not pass the filters
_NAMES_TO = 5.0  # zoom beyond which the names of kinds are left out


class MapCanvas(MapSight):
    """Draws what it is told; gui.map.map_view adds what mouse and keys do."""

    def __init__(self, theme: Theme, loader: ThumbnailLoader) -> None:
        super().__init__()
        self._theme = theme
        self._pictures = MapPictures(theme, loader, self)
        self._overlay = Overlay(theme)
        self._layer = DotLayer()
        self._coloured = Coloured(np.zeros(0, np.uint32), ())
        self._dot_pixels: Pixels = np.zeros(0, np.uint32)
        self._dots = Dots(self._scene.loose, self._dot_pixels)
        self._names: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
        self._hovered: str | None = None
        self.walks = False  # the keyboard goes from photo to photo
        self._outline = QPolygonF()  # of a lasso that is being drawn
        self._sentence = ""
        self._settle = QTimer(self, interval=_SETTLE_MS, singleShot=True)
        self._settle.timeout.connect(self._want)
        self._pictures.came.connect(self._on_came)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    # --- what is shown ---

    def show_scene(self, scene: Scene, names: tuple[tuple[str, ...], tuple[str, ...]]) -> None:
        """`names`: the texts of the scene's names, loose and tidy."""
        self._scene, self._names = scene, names
        self._set_share(self._share)

    def show_colours(self, coloured: Coloured) -> None:
        """Of the scene's photos, with what does not pass the filters faded."""
        self._coloured = coloured
        aside, pixels = ~self._scene.passes, coloured.pixels.copy()
        pixels[aside] = faded(pixels[aside], self._theme.colours)
        self._dot_pixels = pixels
        self._rearranged()
        self.update()

    def _rearranged(self) -> None:
        """What passes the filters lies on top."""
        if len(self._dot_pixels) != len(self._places):
            self._dots = Dots(self._places[:0], self._dot_pixels[:0])  # the colours come next
        elif self._scene.passes.all():
            self._dots = Dots(self._places, self._dot_pixels)
        else:
            order = np.argsort(self._scene.passes, kind="stable")
            self._dots = Dots(self._places[order], self._dot_pixels[order])

    def renew(self) -> None:
        """Photos may hold something else than before."""
        self._pictures.doubt()
        self._moved()

    def say(self, sentence: str) -> None:
        """In place of a map."""
        self._sentence = sentence
        if not len(self._scene.paths):
            self.setAccessibleDescription(sentence)
        self.update()

    def _moved(self) -> None:
        """A timer under way goes on: a long pan would have no thumbnails otherwise."""
        super()._moved()
        if not self._settle.isActive():
            self._settle.start()

    # --- thumbnails ---

    @Slot()
    def _want(self) -> None:
        """Those in sight, from the middle outwards; before them those that stand out."""
        if not self.isVisible():
            return
        ratio, seen = self.devicePixelRatioF(), self.in_sight(self.camera)
        middle = (self.width() / 2, self.height() / 2)
        order = np.argsort(((seen.points - middle) ** 2).sum(axis=1))
        paths = [self._scene.paths[row] for row in seen.rows[order].tolist()]
        risen = [path for path in dict.fromkeys((self._hovered, self._current, *self._joined.all)) if path is not None]
        height = max(_RISEN, seen.height)
        self._pictures.want(
            [path for path in risen if path in self._scene.rows], height * ratio, paths, seen.height * ratio
        )

    @Slot(object)
    def _on_came(self, path: str) -> None:
        if path in self._scene.rows:
            self.update()

    # --- drawing ---

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if len(self._dots.places):
            self._draw_map(painter)
        else:
            painter.fillRect(self.rect(), QColor(self._theme.colours.canvas))
            self._overlay.draw_sentence(painter, self._sentence, self.rect())
        painter.end()

    def _draw_map(self, painter: QPainter) -> None:
        camera = self.camera
        seen = self.in_sight(camera)
        self._pictures.begin()
        size, colours = self._dot_size(camera), self._theme.colours
        rim = colours.pressed if size[0] >= _RIM_FROM else colours.canvas
        self._layer.draw(painter, camera, self._dots, size, QColor(colours.canvas), QColor(rim))
        frames = self.frames()
        self._draw_pictures(painter, seen, frames)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        self._draw_framed(painter, frames)
        self._draw_names(painter, camera, frames.values())
        self._overlay.draw_legend(painter, self._coloured.legend, self.rect())
        self._draw_risen(painter, frames)
        if not self._outline.isEmpty():
            self._overlay.draw_lasso(painter, self._outline)
        if self._pictures.rough:
            self.update()

    def _dot_size(self, camera: Camera) -> tuple[float, float]:
        if self._share == 1.0:
            across, down = (side * camera.scale * 0.86 for side in self._scene.cell)
            return (max(1.0, round(across, 1)), max(1.0, round(down, 1))) if down < LEAST_TIDY else (5.0, 5.0)
        share, least, most = _DOT
        room = camera.scale / max(len(self._scene.paths), 1) ** 0.5
        size = round(2 * min(max(share * room, least), most)) / 2
        return size, size

    def _draw_pictures(self, painter: QPainter, seen: InSight, frames: Collection[str]) -> None:
        """But for those that are drawn in frames."""
        rows = [self._scene.rows[path] for path in frames]
        beside = ~np.isin(seen.rows, rows)
        seen = seen._replace(rows=seen.rows[beside], points=seen.points[beside])
        corners = np.rint(seen.points - (seen.width / 2, seen.height / 2)).astype(np.int64)
        passes, size = self._scene.passes[seen.rows], QSize(seen.width, seen.height)
        for shown, opacity in ((~passes, _VEIL), (passes, 1.0)):
            rows, places = seen.rows[shown].tolist(), corners[shown].tolist()
            painter.setOpacity(opacity)
            paths = [self._scene.paths[row] for row in rows]
            for at in self._pictures.draw_many(painter, paths, places, size):
                painter.fillRect(QRect(QPoint(*places[at]), size), self._colour(rows[at]))
        painter.setOpacity(1.0)

    def _colour(self, row: int) -> QColor:
        return QColor.fromRgb(int(self._coloured.pixels[row]))

    def _draw_framed(self, painter: QPainter, frames: Mapping[str, QRect]) -> None:
        """What stands out; lines lead from the photo asked with to where those found lie, and on to their frames."""
        query, points = self._joined.query, {path: self.point_of(path) for path in self._joined.all}
        lines = [_line(points.get(query or ""), at, frames.get(path)) for path, at in points.items() if path != query]
        self._overlay.draw_lines(painter, [line for line in lines if len(line) > 1])
        for path, frame in frames.items():
            self._draw_photo(painter, path, frame)
            self._overlay.draw_ring(painter, frame, 1.5 if path in self._joined.found else 2.5)

    def _draw_photo(self, painter: QPainter, path: str, frame: QRect) -> None:
        self._pictures.draw(painter, path, frame, self._colour(self._scene.rows[path]), self.devicePixelRatioF())

    def _draw_names(self, painter: QPainter, camera: Camera, around: Iterable[QRect]) -> None:
        if self._share not in (0.0, 1.0) or self._spot.zoom > _NAMES_TO:
            return
        tidy = bool(self._share)
        regions = zip(self._names[tidy], self._scene.names[tidy], strict=True)
        named = [(text, camera.point(region.x, region.y)) for text, region in regions]
        self._overlay.draw_names(painter, named, self.rect(), around)

    def _draw_risen(self, painter: QPainter, framed: Mapping[str, QRect]) -> None:
        """On top and large, with its caption: the photo under the mouse, or the one to which the keyboard goes."""
        path = self._hovered or (self._current if self.walks and self.hasFocus() else None)
        at = None if path is None else self.point_of(path)
        if path is None or at is None:
            return
        if path in framed:
            at = framed[path].toRectF().center()
        room = self.width(), self.height()
        near = np.clip([(at.x(), at.y())], 0, np.subtract(room, 1))  # only a part of it may be seen
        (frame,) = frames(near, self._frame_size(_RISEN), room)
        if frame is not None:
            self._overlay.draw_shadow(painter, frame)
            self._draw_photo(painter, path, frame)
            if path == self._current:
                self._overlay.draw_ring(painter, frame, 2.5)
            self._overlay.draw_caption(painter, frame, self.caption(path), self.rect())

    def caption(self, path: str) -> Sequence[str]:
        """What is written under a photo."""
        raise NotImplementedError


def _line(start: QPointF | None, place: QPointF | None, frame: QRect | None) -> list[QPointF]:
    """From where a photo lies to another one, and on to its frame."""
    ways = start, place, None if frame is None else frame.toRectF().center()
    return [at for at in ways if at is not None]
