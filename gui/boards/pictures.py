"""The pieces of a board as pictures: asked for where they are in sight, kept finished, drawn at any size."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPen, QPixmap, QTransform
from PySide6.QtWidgets import QWidget

from core.base.sentences import TwinsetError
from gui.base.jobs import Job, JobQueue
from gui.base.theme import RADIUS, Theme
from gui.base.work import Work
from gui.boards.pieces import Piece
from gui.gallery.thumbnails import SIDES, PixmapCache, ThumbnailLoader, Wanted, side_for
from gui.widgets.tiles import Tiles

CutOut = Callable[[str, Callable[[], bool]], NDArray[np.uint8]]
"""Makes (h, w, 4) of a photo, its background transparent; asks now and then whether it is still wanted."""

_SMALL = (48, 96)  # device pixels: smaller than what is stored on disk
_LIMIT = 160 * 2**20  # bytes
_AT_ONCE = 60  # pictures finished in one frame; the others are drawn roughly, and finished in the next
_ROUND = 0.04  # of the height


class BoardPictures(QObject):
    """Belongs to the board.

    Signals:
        came: the path of a photo that can be drawn now, or otherwise than before.
        shaped: a path, and the width of its photo over its height.
    """

    came = Signal(object)
    shaped = Signal(object, float)

    def __init__(self, theme: Theme, loader: ThumbnailLoader, cut_out: CutOut, work: Work, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self._theme = theme
        self._loader = loader
        self._cut_out = cut_out
        self._pixmaps = PixmapCache(_LIMIT)
        self._tiles = Tiles()
        self._sides: dict[str, int] = {}  # as large as they are needed
        self._bare: dict[str, QPixmap] = {}  # a null one where it cannot be told from its background
        self._cutting = JobQueue(work, self)
        self._cut: tuple[str, ...] = ()  # what is being worked on
        self._finished = 0  # in this frame
        self.rough = False  # whether some were drawn roughly in this frame
        loader.loaded.connect(self._on_loaded)
        loader.same.connect(self._pixmaps_same)
        theme.changed.connect(self._tiles.clear)

    # --- getting them ---

    def want(self, pieces: Sequence[tuple[Piece, float]]) -> None:
        """Ask for what is missing of these, with their longer sides in device pixels, first ones first; what was asked
        for before and is not among them is forgotten."""
        self._sides = {piece.path: _side(side) for piece, side in pieces}
        held = self._pixmaps
        for path in self._sides:  # what is loaded must not push those out that are in sight
            held.get(path)
        missing = ((path, side) for path, side in self._sides.items() if not held.has(path, side))
        self._loader.want([Wanted(path, max(side, SIDES[0]), held.version(path, side)) for path, side in missing])
        self._want_bare(tuple(piece.path for piece, _ in pieces if piece.pin.bare and piece.path not in self._bare))

    def doubt(self) -> None:
        """Photos may have changed: those in sight are looked at again."""
        self._pixmaps.doubt()
        self._bare.clear()

    @Slot(object)
    def _pixmaps_same(self, path: str) -> None:
        self._pixmaps.trust(path)

    @Slot(object, object, object, object)
    def _on_loaded(self, path: str, side: int, image: QImage, version: str) -> None:
        if self._widget.isVisible():
            self.take(path, side, image, version)

    def take(self, path: str, side: int, image: QImage, version: str) -> None:
        """Keep a picture, no larger than it is needed."""
        if not image.isNull():
            self.shaped.emit(path, image.width() / image.height())
        wanted = self._sides.get(path, SIDES[0])
        if wanted < side and not image.isNull():
            side, size = wanted, QSize(wanted, wanted)
            image = image.scaled(size, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
        self._pixmaps.put(path, side, QPixmap.fromImage(image), version)
        self.came.emit(path)

    # --- without the background ---

    def _want_bare(self, paths: tuple[str, ...]) -> None:
        if not paths or (self._cutting.busy and set(paths) <= set(self._cut)):
            return
        self._cut = paths
        self._cutting.run(partial(self._cut_all, paths))

    def _cut_all(self, paths: tuple[str, ...], job: Job) -> None:
        """In a thread of its own."""
        for path in paths:
            if job.cancelled():
                return
            try:
                job.tell(self._on_cut, path, _rgba(self._cut_out(path, job.cancelled)))
            except TwinsetError:  # gone, say; its picture says so
                job.tell(self._on_cut, path, QImage())

    def _on_cut(self, path: str, image: QImage) -> None:
        self._bare[path] = QPixmap.fromImage(image)
        self.came.emit(path)

    # --- drawing them ---

    def begin(self) -> None:
        """A new frame."""
        self._finished, self.rough = 0, False

    def pixmap(self, path: str) -> QPixmap | None:
        """What there is of a photo."""
        return self._pixmaps.get(path)

    def draw(self, painter: QPainter, piece: Piece, frame: QRect) -> None:
        """In its frame; in its place a plain one while it is on its way."""
        bare = self._bare.get(piece.path) if piece.pin.bare else None
        cut = bare is not None and not bare.isNull()
        pixmap = bare if cut else self._pixmaps.get(piece.path)
        if pixmap is None:
            painter.fillRect(frame, QColor(self._theme.colours.tile))
            return
        ratio = painter.device().devicePixelRatioF()
        tile = self._tiles.get(pixmap, frame.size(), ratio)
        if tile is None and self._finished >= _AT_ONCE and not pixmap.isNull():
            self.rough = True
            painter.drawPixmap(frame, pixmap)
            return
        if tile is None:
            self._finished += 1
            tile = self._make_tile(pixmap, frame.size(), ratio, cut)
            self._tiles.put(pixmap, tile)
        painter.drawPixmap(frame.topLeft(), tile)

    def _make_tile(self, pixmap: QPixmap, size: QSize, ratio: float, cut: bool) -> QPixmap:
        """Finished: scaling it anew at each paint would take most of the time."""
        tile, frame = QPixmap(size * ratio), QRect(0, 0, size.width(), size.height())
        tile.setDevicePixelRatio(ratio)
        tile.fill(Qt.GlobalColor.transparent)
        painter = QPainter(tile)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        if pixmap.isNull():
            self._draw_unreadable(painter, frame, ratio)
        elif cut:
            painter.drawPixmap(frame, _reduced(pixmap, size, ratio))
        else:
            self._draw_photo(painter, frame, _reduced(pixmap, size, ratio))
        painter.end()
        return tile

    def _draw_photo(self, painter: QPainter, frame: QRect, pixmap: QPixmap) -> None:
        """With a fine line around it: photos with the same white ground may lie on each other."""
        brush = QBrush(pixmap)
        brush.setTransform(QTransform.fromScale(frame.width() / pixmap.width(), frame.height() / pixmap.height()))
        painter.setBrush(brush)
        painter.setPen(QPen(QColor(self._theme.colours.border), 1))
        corner = min(RADIUS, max(1.5, _ROUND * frame.height()))
        painter.drawRoundedRect(QRectF(frame).adjusted(0.5, 0.5, -0.5, -0.5), corner, corner)

    def _draw_unreadable(self, painter: QPainter, frame: QRect, ratio: float) -> None:
        colours, side = self._theme.colours, max(12, min(40, frame.width() // 2))
        painter.setPen(QPen(QColor(colours.border), 1))
        painter.setBrush(QColor(colours.tile))
        painter.drawRoundedRect(QRectF(frame).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        icon = self._theme.pixmap("unreadable", QSize(side, side), ratio, colours.muted)
        painter.drawPixmap(frame.center().x() - side // 2, frame.center().y() - side // 2, icon)


def _side(pixels: float) -> int:
    return next((side for side in _SMALL if side >= pixels), side_for(pixels))


def _reduced(pixmap: QPixmap, size: QSize, ratio: float) -> QPixmap:
    """Much larger ones are reduced first: a brush would leave out pixels."""
    wanted = round(size.width() * ratio)
    if pixmap.width() < 2 * wanted:
        return pixmap
    return pixmap.scaledToWidth(max(1, wanted), Qt.TransformationMode.SmoothTransformation)


def _rgba(pixels: NDArray[np.uint8]) -> QImage:
    """A QImage of its own from (h, w, 4) uint8."""
    height, width = pixels.shape[:2]
    data = np.ascontiguousarray(pixels).data
    whole = QImage(data, width, height, 4 * width, QImage.Format.Format_RGBA8888)
    return whole.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)  # a copy
