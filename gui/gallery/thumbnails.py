"""Thumbnails: made in one thread, kept on disk between runs and in memory up to a bound."""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict, deque
from collections.abc import Collection, Iterable

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QThread, Signal
from PySide6.QtGui import QImage, QImageWriter, QPixmap

from core.base.sentences import may_pass
from core.photos.images import UnreadableImage
from core.photos.thumbnail_store import ThumbnailStore, version_of
from core.workers.pictures import Pictures
from core.workers.workers import Cancelled
from gui.base.pictures import image_from

log = logging.getLogger(__name__)

SIDES = (160, 256, 384, 512, 768)  # device pixels; few steps, so that zooming reuses what is there
_QUALITY = 88


def side_for(pixels: float) -> int:
    """The smallest step that fills `pixels` device pixels."""
    return next((side for side in SIDES if side >= pixels), SIDES[-1])


class ThumbnailLoader(QThread):
    """Makes the wanted thumbnails, first wanted first. What is no longer wanted is forgotten.

    Attributes:
        store: where thumbnails are kept; may be exchanged at any time.

    Signals:
        loaded: path, side, QImage (null when the photo cannot be read; smaller than asked for while its drive is away
            and no larger one is stored).
    """

    loaded = Signal(object, object, object)

    def __init__(self, store: ThumbnailStore, pictures: Pictures, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ThumbnailLoader")
        self.store = store
        self._pictures = pictures
        self._wanted: deque[tuple[str, int]] = deque()
        self._urgent: deque[tuple[str, int]] = deque()
        self._changed = threading.Condition()
        self._stopped = False
        self._last: tuple[str, int] | None = None

    def want(self, keys: Iterable[tuple[str, int]]) -> None:
        """Replace the list of (path, side) to make. The caller names all it still needs, visible ones first."""
        with self._changed:
            self._wanted = deque(key for key in keys if key != self._last)
            self._changed.notify()

    def want_also(self, keys: Iterable[tuple[str, int]]) -> None:
        """A few more to make, before the others; they stay wanted when `want` replaces the list."""
        with self._changed:
            self._urgent.extend(keys)
            self._changed.notify()

    def stop(self) -> None:
        """End the thread after the thumbnail under way."""
        with self._changed:
            self._stopped = True
            self._changed.notify()

    def run_dry(self) -> None:
        """Nothing here must be finished."""

    def threads(self) -> list[QThread]:
        return [self]

    def run(self) -> None:
        while (key := self._next()) is not None:
            path, side = key
            try:
                image = self._load(path, side)
            except Cancelled:
                return
            except Exception:  # one odd photo must not end the thumbnails of all others
                log.exception("No thumbnail of %r", path)
                image = QImage()
            with self._changed:
                self._last = None  # whoever wants it from now on wants it anew
            self.loaded.emit(path, side, image)

    def _next(self) -> tuple[str, int] | None:
        with self._changed:
            self._last = None
            self._changed.wait_for(self._has_work)
            if self._stopped:
                return None
            self._last = (self._urgent or self._wanted).popleft()
            return self._last

    def _is_stopped(self) -> bool:
        return self._stopped

    def _has_work(self) -> bool:
        return self._stopped or bool(self._urgent or self._wanted)

    def _load(self, path: str, side: int) -> QImage:
        store, version = self.store, version_of(path)
        if version is None:
            return _first_readable(store.versions(path, side))
        stored = store.read(path, side, version)
        image = QImage() if stored is None else QImage.fromData(stored)
        if not image.isNull():
            return image
        try:
            image = image_from(self._pictures.decode(path, side, side, self._is_stopped).rgb)
        except UnreadableImage as error:
            away = may_pass(error.sentence)  # the drive went while the photo was read, say
            return _first_readable(store.versions(path, side)) if away else QImage()
        if data := _encoded(image):
            store.write(path, side, version, data)
        return image


def _first_readable(stored: Iterable[bytes]) -> QImage:
    return next((image for data in stored if not (image := QImage.fromData(data)).isNull()), QImage())


def _encoded(image: QImage) -> bytes:
    """As JPEG; empty where that fails."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, b"jpeg")
    writer.setQuality(_QUALITY)
    return bytes(data.data()) if writer.write(image) else b""


class PixmapCache:
    """Pixmaps by path, the least recently drawn dropped first. One size a photo: the largest asked for so far."""

    def __init__(self, limit: int = 128 * 2**20) -> None:
        self._limit = limit  # bytes
        self._bytes = 0
        self._held: OrderedDict[str, tuple[int, QPixmap]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._held)

    def get(self, path: str) -> QPixmap | None:
        """The pixmap of any size; a null one if the photo cannot be read; None if it has not been made."""
        entry = self._held.get(path)
        if entry is None:
            return None
        self._held.move_to_end(path)
        return entry[1]

    def has(self, path: str, side: int) -> bool:
        entry = self._held.get(path)
        return entry is not None and (entry[0] >= side or entry[1].isNull())

    def put(self, path: str, side: int, pixmap: QPixmap) -> None:
        if self.has(path, side):
            return
        self._forget(path)
        self._held[path] = (side, pixmap)
        self._bytes += _bytes(pixmap)
        while self._bytes > self._limit and len(self._held) > 1:
            self._forget(next(iter(self._held)))

    def drop(self, paths: Collection[str], unreadable: Collection[str]) -> bool:
        """Forget these, and of `unreadable` those that have a null pixmap; whether there were any."""
        old = [path for path in self._held if path in paths or (path in unreadable and self._held[path][1].isNull())]
        for path in old:
            self._forget(path)
        return bool(old)

    def clear(self) -> None:
        self._held.clear()
        self._bytes = 0

    def _forget(self, path: str) -> None:
        entry = self._held.pop(path, None)
        if entry is not None:
            self._bytes -= _bytes(entry[1])


def _bytes(pixmap: QPixmap) -> int:
    return pixmap.width() * pixmap.height() * 4
