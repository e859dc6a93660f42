"""The thumbnails of the page: asked for where they are seen, kept while there is room."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QWidget

from gui.gallery.thumbnails import PixmapCache, ThumbnailLoader, Wanted, side_for


class PagePictures(QObject):
    """Belongs to the widget of the page.

    Signals:
        came: the path of a photo that can be drawn now, or better than before.
    """

    came = Signal(object)

    def __init__(self, loader: ThumbnailLoader, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self._loader = loader
        self._pixmaps = PixmapCache()
        loader.loaded.connect(self._on_loaded)
        loader.same.connect(self._pixmaps_same)

    def want(self, wanted: Iterable[tuple[str, float]]) -> None:
        """Ask for these photos at least so large, device pixels, first ones first; others are no longer asked for."""
        sides = ((path, side_for(pixels)) for path, pixels in wanted)
        held = self._pixmaps
        self._loader.want(
            Wanted(path, side, held.version(path, side)) for path, side in sides if not held.has(path, side)
        )

    def get(self, path: str) -> QPixmap | None:
        """Of any size; a null one where the photo cannot be read; None while it is on its way."""
        return self._pixmaps.get(path)

    def doubt(self) -> None:
        """Photos may have changed."""
        self._pixmaps.doubt()

    @Slot(object)
    def _pixmaps_same(self, path: str) -> None:
        self._pixmaps.trust(path)

    @Slot(object, object, object, object)
    def _on_loaded(self, path: str, side: int, image: QImage, version: str) -> None:
        if self._widget.isVisible():
            self._pixmaps.put(path, side, QPixmap.fromImage(image), version)
            self.came.emit(path)
