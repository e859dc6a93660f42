"""The photos of the page: asked for in its order, kept, drawn with rounded corners."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from gui.base.theme import RADIUS, Theme
from gui.gallery.page_pictures import PagePictures
from gui.gallery.thumbnails import ThumbnailLoader
from gui.widgets.tiles import Tiles, covers, draw_rounded


class MirrorPictures(PagePictures):
    """Draws them too."""

    def __init__(self, theme: Theme, loader: ThumbnailLoader, parent: QObject) -> None:
        super().__init__(loader, parent)
        self._theme = theme
        self._tiles = Tiles()
        theme.changed.connect(self._tiles.clear)

    def has(self, path: str) -> bool:
        """Whether it can be drawn."""
        return self.get(path) is not None

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
