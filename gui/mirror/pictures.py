"""The photos of the page: asked for in its order, kept, drawn with rounded corners."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from gui.base.theme import RADIUS, Theme
from gui.gallery.thumbnails import PixmapCache, ThumbnailLoader, Wanted, side_for
from gui.widgets.tiles import Tiles, covers, draw_rounded

_LIMIT = 64 * 2**20  # bytes; the page has some 60 photos


class MirrorPictures(QObject):
    """Belongs to the page.

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
        loader.loaded.connect(self._on_loaded)
        loader.same.connect(self._on_same)
        theme.changed.connect(self._tiles.clear)

    def want(self, paths: Sequence[str], height: float) -> None:
        """Ask for what is missing of these, first ones first; `height` in device pixels."""
        side, held = side_for(height), self._pixmaps
        for path in paths:  # what is loaded must not push the others out
            held.get(path)
        self._loader.want([Wanted(path, side, held.version(path, side)) for path in paths if not held.has(path, side)])

    def has(self, path: str) -> bool:
        """Whether it can be drawn."""
        return self._pixmaps.get(path) is not None

    def doubt(self) -> None:
        """Photos may have changed: they are looked at again."""
        self._pixmaps.doubt()

    @Slot(object)
    def _on_same(self, path: str) -> None:
        self._pixmaps.trust(path)

    @Slot(object, object, object, object)
    def _on_loaded(self, path: str, side: int, image: QImage, version: str) -> None:
        if self._widget.isVisible():
            self._pixmaps.put(path, side, QPixmap.fromImage(image), version)
            self.came.emit(path)

    def draw(self, painter: QPainter, path: str, frame: QRect) -> None:
        """In a frame, which is empty while the photo is on its way."""
        pixmap, ratio = self._pixmaps.get(path), painter.device().devicePixelRatioF()
        tile = self._tiles.get(pixmap, frame.size(), ratio)
        if tile is None:
            tile = self._make_tile(pixmap, frame.size(), ratio)
            self._tiles.put(pixmap, tile)
        painter.drawPixmap(frame.topLeft(), tile)

    def _make_tile(self, pixmap: QPixmap | None, size: QSize, ratio: float) -> QPixmap:
        """Finished: scaling it anew at each paint would take most of the time."""
        tile, frame, colours = QPixmap(size * ratio), QRect(0, 0, size.width(), size.height()), self._theme.colours
        tile.setDevicePixelRatio(ratio)
        tile.fill(Qt.GlobalColor.transparent)
        painter = QPainter(tile)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        unreadable = pixmap is not None and pixmap.isNull()
        if pixmap is None or unreadable or not covers(frame, pixmap):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.tile))
            painter.drawRoundedRect(QRectF(frame), RADIUS, RADIUS)
        if unreadable:
            side = min(32, frame.width() // 2)
            icon = self._theme.pixmap("unreadable", QSize(side, side), ratio, colours.muted)
            painter.drawPixmap(frame.center().x() - side // 2, frame.center().y() - side // 2, icon)
        elif pixmap is not None:
            draw_rounded(painter, frame, pixmap)
        painter.end()
        return tile
