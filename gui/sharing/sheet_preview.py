"""The sheet as it will be, drawn small while the user chooses: from thumbnails, which are there in a moment."""

from __future__ import annotations

import io
from dataclasses import replace

import numpy as np
from PIL import Image
from PySide6.QtCore import QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame

from core.photos.images import RGB, Picture
from core.photos.thumbnail_store import ThumbnailStore, version_of
from core.sharing.layout import Layout, first_page, scaled_to
from core.sharing.sheet import Hands, draw_page
from core.workers.pictures import Pictures
from core.workers.workers import Cancelled
from gui.base.jobs import Job, JobQueue
from gui.base.pictures import image_from
from gui.base.theme import SPACE, Theme
from gui.gallery.thumbnails import SIDES
from gui.sharing.what import Snapshot

_SIDE = 320  # pixels of a photo that has no thumbnail


class SmallPictures:
    """Decodes for previews: thumbnails of the program where they are stored, else the photo, once."""

    def __init__(self, store: ThumbnailStore, pictures: Pictures, job: Job, known: dict[str | bytes, Picture]) -> None:
        self._store = store
        self._pictures = pictures
        self._job = job
        self._known = known

    def __call__(self, source: str | bytes, at_least: int = 0, within: int = 0) -> Picture:
        """See core.photos.images.Decode."""
        if source not in self._known:
            self._known[source] = self._stored(source) or self._pictures.decode(
                source, _SIDE, _SIDE, self._job.cancelled
            )
        return self._known[source]

    def _stored(self, source: str | bytes) -> Picture | None:
        if isinstance(source, bytes):
            return None
        version = version_of(source)
        for side in SIDES[1:]:
            data = self._store.read(source, side, version) if version is not None else None
            if data is not None and (rgb := _pixels(data)) is not None:
                return Picture(rgb, b"", 0.0, (rgb.shape[1], rgb.shape[0]))
        return None


def _pixels(data: bytes) -> RGB | None:
    """Of a stored thumbnail; None where that is damaged."""
    try:
        with Image.open(io.BytesIO(data)) as opened:
            return np.array(opened.convert("RGB"))
    except OSError:
        return None


class SheetPreview(QFrame):
    """Shows the first page.

    Signals:
        drawn: the preview shows what was wanted last.
    """

    drawn = Signal()

    def __init__(
        self, theme: Theme, store: ThumbnailStore, pictures: Pictures, hands: Hands, drawing: JobQueue
    ) -> None:
        """`drawing`: which outlives the preview, as its thread may."""
        super().__init__()
        self.setObjectName("sheet_preview")
        self._theme = theme
        self._store = store
        self._pictures = pictures
        self._hands = hands
        self._drawing = drawing
        self._known: dict[str | bytes, Picture] = {}
        self._image = QImage()
        self._wanted: tuple[Snapshot, str, Layout, bool] | None = None

    def sizeHint(self) -> QSize:
        return QSize(560, 420)

    def show_sheet(self, snapshot: Snapshot, title: str, layout: Layout, in_pages: bool) -> None:
        """Draw this, soon; `in_pages`: as the first of several pages, where it takes several."""
        self._wanted = (snapshot, title, layout, in_pages)
        self._draw()

    def stop(self) -> None:
        """Nothing more is wanted."""
        self._wanted = None
        self._drawing.drop()

    def _draw(self) -> None:
        if self._wanted is None:
            return
        snapshot, title, layout, in_pages = self._wanted
        ratio = self.devicePixelRatioF()
        room = self._room.size() * ratio
        store, pictures, hands, known = self._store, self._pictures, self._hands, self._known

        def draw(job: Job) -> QImage:
            def step() -> None:
                if job.cancelled():
                    raise Cancelled

            small = SmallPictures(store, pictures, job, known)
            shared = snapshot.shared(title) if in_pages else first_page(snapshot.shared(title), layout)
            on = scaled_to(shared, layout, max(1, room.width()), max(1, room.height()))
            page = draw_page(shared, layout, on, 0, replace(hands, decode=small, step=step))
            image = image_from(np.asarray(page))
            image.setDevicePixelRatio(ratio)
            return image

        self._drawing.run(draw, done=self._on_drawn)

    @Slot(QImage)
    def _on_drawn(self, image: QImage) -> None:
        self._image = image
        self.update()
        self.drawn.emit()

    @property
    def image(self) -> QImage:
        """What is shown."""
        return self._image

    @property
    def _room(self) -> QRect:
        return self.rect().adjusted(SPACE.l, SPACE.l, -SPACE.l, -SPACE.l)

    def resizeEvent(self, event: object) -> None:
        self._draw()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._image.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        size = (
            self._image.deviceIndependentSize().toSize().scaled(self._room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        )
        place = QRect(self._room.topLeft(), size)
        place.moveCenter(self._room.center())
        painter.fillRect(place.adjusted(-1, -1, 1, 1), QColor(self._theme.colours.border))
        painter.drawImage(place, self._image)
        painter.end()
