"""The thumbnails of the page."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QImage, QPixmap

from gui.gallery.thumbnails import PixmapCache, ThumbnailLoader, Wanted, side_for


class Pictures(QObject):
    """Those that came, and asks for more while somebody wants them.

    Signals:
        came: a path.
    """

    came = Signal(object)

    def __init__(self, loader: ThumbnailLoader, parent: QObject) -> None:
        super().__init__(parent)
        self._loader = loader
        self._pixmaps = PixmapCache()
        self._wanted: frozenset[str] = frozenset()
        loader.loaded.connect(self._on_loaded)
        loader.same.connect(self._pixmaps.trust)

    def get(self, path: str) -> QPixmap | None:
        """None for one that is on its way."""
        return self._pixmaps.get(path)

    def doubt(self) -> None:
        """Photos may have changed: they are looked at again when they are wanted next."""
        self._pixmaps.doubt()

    def want(self, paths: Iterable[str], pixels: float) -> None:
        """In this order, and so high in device pixels."""
        side, held, ordered = side_for(pixels), self._pixmaps, dict.fromkeys(paths)
        self._wanted = frozenset(ordered)
        self._loader.want([Wanted(one, side, held.version(one, side)) for one in ordered if not held.has(one, side)])

    @Slot(object, object, object, object)
    def _on_loaded(self, path: str, side: int, image: QImage, version: str) -> None:
        if path in self._wanted:
            self._pixmaps.put(path, side, QPixmap.fromImage(image), version)
            self.came.emit(path)
