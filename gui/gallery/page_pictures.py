"""The thumbnails of a page that is no gallery: asked for where they are seen, kept while there is room."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QImage, QPixmap

from gui.gallery.thumbnails import PixmapCache, ThumbnailLoader, Wanted, side_for


class PagePictures(QObject):
    """Those that came, and asks for more while somebody wants them.

    Signals:
        came: the path of a photo that can be drawn now, or better than before.
    """

    came = Signal(object)

    def __init__(self, loader: ThumbnailLoader, parent: QObject) -> None:
        super().__init__(parent)
        self._loader = loader
        self._pixmaps = PixmapCache()
        self._wanted: frozenset[str] = frozenset()
        loader.loaded.connect(self._on_loaded)
        loader.same.connect(self._pixmaps.trust)

    def want(self, wanted: Iterable[tuple[str, float]]) -> None:
        """Ask for these photos at least so large, device pixels, first ones first; others are no longer asked for."""
        sides, held = {path: side_for(pixels) for path, pixels in wanted}, self._pixmaps
        self._wanted = frozenset(sides)
        for path in sides:  # what is loaded must not push the others out
            held.get(path)
        missing = (one for one in sides.items() if not held.has(*one))
        self._loader.want([Wanted(path, side, held.version(path, side)) for path, side in missing])

    def get(self, path: str) -> QPixmap | None:
        """Of any size; a null one where the photo cannot be read; None while it is on its way."""
        return self._pixmaps.get(path)

    def doubt(self) -> None:
        """Photos may have changed: they are looked at again when they are wanted next."""
        self._pixmaps.doubt()

    @Slot(object, object, object, object)
    def _on_loaded(self, path: str, side: int, image: QImage, version: str) -> None:
        if path in self._wanted:
            self._pixmaps.put(path, side, QPixmap.fromImage(image), version)
            self.came.emit(path)
