"""Thumbnails: made in one thread, kept on disk between runs and in memory up to a bound."""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict, deque
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

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


class Wanted(NamedTuple):
    """A thumbnail to make; `held`: the version of the photo that the caller has got, see `version_of`."""

    path: str
    side: int
    held: str = ""


class ThumbnailLoader(QThread):
    """Makes the wanted thumbnails, first wanted first. What is no longer wanted is forgotten.

    Attributes:
        store: where thumbnails are kept; may be exchanged at any time.

    Signals:
        loaded: path, side, QImage (null when the photo cannot be read; smaller than asked for while its drive is away
            and no larger one is stored), and the photo's version, empty where it may change though the file does not.
        same: a path whose held version is that on disk.
    """

    loaded = Signal(object, object, object, object)
    same = Signal(object)

    def __init__(self, store: ThumbnailStore, pictures: Pictures, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ThumbnailLoader")
        self.store = store
        self._pictures = pictures
        self._wanted: deque[Wanted] = deque()
        self._urgent: deque[Wanted] = deque()
        self._changed = threading.Condition()
        self._stopped = False
        self._last: Wanted | None = None  # it is being made

    def want(self, thumbnails: Iterable[Wanted]) -> None:
        """Replace the list of what to make. The caller names all it still needs, visible ones first."""
        with self._changed:
            self._wanted = deque(one for one in thumbnails if one != self._last)
            self._changed.notify()

    def want_also(self, thumbnails: Iterable[Wanted]) -> None:
        """A few more to make, before the others; they stay wanted when `want` replaces the list."""
        with self._changed:
            self._urgent.extend(thumbnails)
            self._changed.notify()

    def doubt(self) -> None:
        """Photos may have changed: what is being made may be wanted once more."""
        with self._changed:
            self._last = None

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
        while (wanted := self._next()) is not None:
            version = version_of(wanted.path)
            if version is not None and version == wanted.held:
                self.same.emit(wanted.path)
                continue
            try:
                image, version = self._load(wanted.path, wanted.side, version)
            except Cancelled:
                return
            except Exception:  # one odd photo must not end the thumbnails of all others
                log.exception("No thumbnail of %r", wanted.path)
                image, version = QImage(), ""
            with self._changed:
                self._last = None  # whoever wants it from now on wants it anew
            self.loaded.emit(wanted.path, wanted.side, image, version)

    def _next(self) -> Wanted | None:
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

    def _load(self, path: str, side: int, version: str | None) -> tuple[QImage, str]:
        """The thumbnail, and the version for `loaded`."""
        store = self.store
        if version is None:
            return _first_readable(store.versions(path, side)), ""
        stored = store.read(path, side, version)
        image = QImage() if stored is None else QImage.fromData(stored)
        if not image.isNull():
            return image, version
        try:
            image = image_from(self._pictures.decode(path, side, side, self._is_stopped).rgb)
        except UnreadableImage as error:
            if may_pass(error.sentence):  # the drive went while the photo was read, say
                return _first_readable(store.versions(path, side)), ""
            return QImage(), version
        if data := _encoded(image):
            store.write(path, side, version, data)
        return image, version


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


@dataclass
class _Held:
    side: int
    pixmap: QPixmap
    version: str
    doubtful: bool = False


class PixmapCache:
    """Pixmaps by path, the least recently drawn dropped first. One size a photo: the largest asked for so far.

    Each goes with the version of its photo. When photos may have changed, all are doubtful: still drawn, but no longer
    had, until they are replaced or found to be the same.
    """

    def __init__(self, limit: int = 128 * 2**20) -> None:
        self._limit = limit  # bytes
        self._bytes = 0
        self._held: OrderedDict[str, _Held] = OrderedDict()

    def __len__(self) -> int:
        return len(self._held)

    def get(self, path: str) -> QPixmap | None:
        """The pixmap of any size; a null one if the photo cannot be read; None if it has not been made."""
        entry = self._held.get(path)
        if entry is None:
            return None
        self._held.move_to_end(path)
        return entry.pixmap

    def has(self, path: str, side: int) -> bool:
        entry = self._held.get(path)
        return entry is not None and not entry.doubtful and (entry.side >= side or entry.pixmap.isNull())

    def version(self, path: str, side: int) -> str:
        """The version of the photo whose pixmap is large enough; empty where there is none."""
        entry = self._held.get(path)
        return entry.version if entry is not None and entry.side >= side else ""

    def put(self, path: str, side: int, pixmap: QPixmap, version: str) -> None:
        if self.has(path, side) and version == self._held[path].version:
            return
        self._forget(path)
        self._held[path] = _Held(side, pixmap, version)
        self._bytes += _bytes(pixmap)
        while self._bytes > self._limit and len(self._held) > 1:
            self._forget(next(iter(self._held)))

    def doubt(self) -> None:
        """Photos may have changed."""
        for entry in self._held.values():
            entry.doubtful = True

    def trust(self, path: str) -> None:
        """This photo has not."""
        if (entry := self._held.get(path)) is not None:
            entry.doubtful = False

    def clear(self) -> None:
        self._held.clear()
        self._bytes = 0

    def _forget(self, path: str) -> None:
        entry = self._held.pop(path, None)
        if entry is not None:
            self._bytes -= _bytes(entry.pixmap)


def _bytes(pixmap: QPixmap) -> int:
    return pixmap.width() * pixmap.height() * 4
