"""The photos of the map as pictures: asked for where they are in sight, kept finished, drawn at any size."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPen, QPixmap, QTransform
from PySide6.QtWidgets import QWidget

from gui.base.theme import RADIUS, Theme
from gui.gallery.thumbnails import SIDES, PixmapCache, ThumbnailLoader, Wanted, side_for
from gui.widgets.tiles import Tiles, placed

_SMALL = (48, 96)  # device pixels: smaller than what is stored on disk
_LIMIT = 96 * 2**20  # bytes
_AT_ONCE = 120  # pictures finished in one frame; the others are drawn roughly, and finished in the next
_ROUND = 0.07  # of the height


class MapPictures(QObject):
    """Belongs to the map.

    Signals:
        came: the path of a photo that can be drawn now, or otherwise than before.
    """

    came = Signal(object)

    def __init__(self, theme: Theme, loader: ThumbnailLoader, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self._theme = theme
        self._loader = loader
        self._pixmaps = PixmapCache(_LIMIT)
        self._tiles = Tiles()
        self._side = SIDES[0]
        self._large: frozenset[str] = frozenset()  # of these larger ones are kept
        self._ready: dict[str, QPixmap] = {}  # finished, by paths
        self._ready_for: tuple[QSize, float] = (QSize(), 0.0)
        self._finished = 0  # in this frame
        self.rough = False  # whether some were drawn roughly in this frame
        loader.loaded.connect(self._on_loaded)
        loader.same.connect(self._pixmaps_same)
        theme.changed.connect(self._forget_tiles)

    @Slot()
    def _forget_tiles(self) -> None:
        self._tiles.clear()
        self._ready.clear()

    # --- getting them ---

    def want(self, large: Sequence[str], large_height: float, paths: Sequence[str], height: float) -> None:
        """Ask for what is missing of these, first ones first; heights in device pixels. What was asked for before and
        is not among them is forgotten."""
        self._side = next((side for side in _SMALL if side >= height), side_for(height))
        self._large = frozenset(large)
        wanted = [self._wanted(path, side_for(large_height)) for path in large]
        for path in paths:  # what is loaded must not push those out that are in sight
            self._pixmaps.get(path)
        wanted += [self._wanted(path, self._side) for path in paths if path not in self._large]
        self._loader.want(filter(None, wanted))

    def _wanted(self, path: str, side: int) -> Wanted | None:
        held = self._pixmaps
        if held.has(path, side):
            return None
        return Wanted(path, max(side, SIDES[0]), held.version(path, side))

    def doubt(self) -> None:
        """Photos may have changed: those in sight are looked at again."""
        self._pixmaps.doubt()

    @Slot(object)
    def _pixmaps_same(self, path: str) -> None:
        self._pixmaps.trust(path)

    def take(self, path: str, side: int, image: QImage, version: str) -> None:
        """Keep a picture, no larger than it is needed."""
        if path not in self._large and self._side < side and not image.isNull():
            side = self._side
            size = QSize(side, side)
            image = image.scaled(size, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
        self._pixmaps.put(path, side, QPixmap.fromImage(image), version)
        self._ready.pop(path, None)

    @Slot(object, object, object, object)
    def _on_loaded(self, path: str, side: int, image: QImage, version: str) -> None:
        if self._widget.isVisible():
            self.take(path, side, image, version)
            self.came.emit(path)

    # --- drawing them ---

    def begin(self) -> None:
        """A new frame."""
        self._finished, self.rough = 0, False

    def draw_many(
        self, painter: QPainter, paths: Sequence[str], corners: Sequence[Sequence[int]], size: QSize
    ) -> list[int]:
        """Pictures of one size with their upper left corners at these points; which of them are still missing."""
        ratio = painter.device().devicePixelRatioF()
        self._keep_for(size, ratio)
        ready, missing = self._ready, list[int]()
        for at, (path, (left, top)) in enumerate(zip(paths, corners, strict=True)):
            tile = ready.get(path)
            if tile is None:
                pixmap = self._pixmaps.get(path)
                if pixmap is None:
                    missing.append(at)
                    continue
                tile = self._finish(painter, path, pixmap, QRect(left, top, size.width(), size.height()))
            if tile is not None:
                painter.drawPixmap(left, top, tile)
        return missing

    def _finish(self, painter: QPainter, path: str, pixmap: QPixmap, frame: QRect) -> QPixmap | None:
        """The finished picture; where there were enough of them in this frame it is drawn roughly instead."""
        if self._finished < _AT_ONCE or pixmap.isNull():
            self._finished += 1
            tile = self._ready[path] = self._make_tile(pixmap, frame.size(), painter.device().devicePixelRatioF())
            return tile
        self.rough = True
        painter.drawPixmap(placed(frame, pixmap.width(), pixmap.height())[1].toRect(), pixmap)
        return None

    def _keep_for(self, size: QSize, ratio: float) -> None:
        """Finished pictures of one size are kept, as many as fit."""
        room = max(1, round(size.width() * size.height() * ratio * ratio * 4))
        if self._ready_for != (size, ratio) or len(self._ready) * room > _LIMIT:
            self._ready.clear()
            self._ready_for = size, ratio

    def draw(self, painter: QPainter, path: str, frame: QRect, colour: QColor, ratio: float) -> None:
        """In a frame; in a photo's place its colour while it is on its way."""
        pixmap = self._pixmaps.get(path)
        if pixmap is None:
            painter.fillRect(frame, colour)
            return
        tile = self._tiles.get(pixmap, frame.size(), ratio)
        if tile is None:
            tile = self._make_tile(pixmap, frame.size(), ratio)
            self._tiles.put(pixmap, tile)
        painter.drawPixmap(frame.topLeft(), tile)

    def _make_tile(self, pixmap: QPixmap, size: QSize, ratio: float) -> QPixmap:
        """Finished: scaling it anew at each paint would take most of the time."""
        tile, frame = QPixmap(size * ratio), QRect(0, 0, size.width(), size.height())
        tile.setDevicePixelRatio(ratio)
        tile.fill(Qt.GlobalColor.transparent)
        painter = QPainter(tile)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        if pixmap.isNull():
            self._draw_unreadable(painter, frame, ratio)
        else:
            _draw_rounded(painter, frame, pixmap, ratio)
        painter.end()
        return tile

    def _draw_unreadable(self, painter: QPainter, frame: QRect, ratio: float) -> None:
        colours, side = self._theme.colours, max(12, min(40, frame.width() // 2))
        painter.setPen(QPen(QColor(colours.border), 1))
        painter.setBrush(QColor(colours.tile))
        painter.drawRoundedRect(QRectF(frame).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        icon = self._theme.pixmap("unreadable", QSize(side, side), ratio, colours.muted)
        painter.drawPixmap(frame.center().x() - side // 2, frame.center().y() - side // 2, icon)


def _draw_rounded(painter: QPainter, frame: QRect, pixmap: QPixmap, ratio: float) -> None:
    """Smaller pictures have smaller corners. Much larger ones are reduced first: a brush would leave out pixels."""
    scale, target = placed(frame, pixmap.width(), pixmap.height())
    if scale * ratio < 0.5:
        width = max(1, round(pixmap.width() * scale * ratio))
        pixmap = pixmap.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
        scale = placed(frame, pixmap.width(), pixmap.height())[0]
    brush, middle = QBrush(pixmap), target.center()
    transform = QTransform.fromTranslate(middle.x(), middle.y()).scale(scale, scale)
    brush.setTransform(transform.translate(-pixmap.width() / 2, -pixmap.height() / 2))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(brush)
    corner = min(RADIUS, max(1.5, _ROUND * frame.height()))
    painter.drawRoundedRect(target, corner, corner)


def frame_at(x: float, y: float, width: int, height: int) -> QRect:
    """A frame around a point, on whole pixels."""
    return QRect(round(x - width / 2), round(y - height / 2), width, height)
