"""What the detail panel loads: photos large, the facts about their files, and why two of them match."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage

from core.looks.explain import agreement, overlay
from core.looks.model import INPUT_SIDE, Extractor
from core.photos.images import RGB, Picture, UnreadableImage
from core.search.query import cut, in_pixels
from core.search.question import Question
from core.search.turns import turned
from core.workers.pictures import Pictures
from gui.base.core_texts import told
from gui.base.jobs import Job
from gui.base.pictures import image_from

_LARGEST = 2400  # px of a side; enough to see the weave, little enough to draw at once
_WHY_SIDE = 900  # px of an explanation
_HEAT = 120  # places across it


@dataclass(frozen=True)
class Facts:
    """About a photo's file."""

    path: str
    pixels: QSize
    size: int  # bytes
    changed: float  # seconds since 1970
    missing: float  # the share of the picture that the file does not hold


@dataclass(frozen=True, eq=False)
class Large:
    """Photos as large as the panel can use; null where one cannot be read, with the `reason` for the photo."""

    path: str
    photo: QImage
    reason: str
    query: QImage
    facts: Facts | None


class LargeJob(Job):
    """Loads a photo and, unless it is `known`, the query; its value is a Large."""

    def __init__(self, pictures: Pictures, path: str, question: Question | None, known: QImage | None) -> None:
        super().__init__()
        self._decode = partial(pictures.decode, cancelled=self.is_cancelled)
        self._path = path
        self._question = question
        self._known = known

    def work(self) -> Large:
        photo, facts, reason = QImage(), None, ""
        try:
            picture = self._decode(self._path, _LARGEST, _LARGEST)
            photo, facts = _large(picture.rgb), _facts(self._path, picture)
        except UnreadableImage as error:
            reason = told(error)
        return Large(self._path, photo, reason, self._query(), facts)

    def _query(self) -> QImage:
        if self._known is not None:
            return self._known
        try:
            return QImage() if self._question is None else _large(query_rgb(self._question, self._decode))
        except UnreadableImage:
            return QImage()


class WhyJob(Job):
    """Explains a match; its value is the path and both explanations, QImages of the whole photos."""

    def __init__(self, pictures: Pictures, extractor: Extractor, question: Question, path: str) -> None:
        super().__init__()
        self._decode = partial(pictures.decode, cancelled=self.is_cancelled)
        self._extractor = extractor
        self._question = question
        self._path = path

    def work(self) -> tuple[str, QImage, QImage]:
        query = query_rgb(self._question, self._decode)
        match = self._decode(self._path, 2 * INPUT_SIDE).rgb
        found = agreement(self._extractor, query, match)
        return self._path, image_from(_explained(query, found.query)), image_from(_explained(match, found.match))


def _explained(rgb: RGB, shares: NDArray[np.float32]) -> RGB:
    """A whole photo with what agrees in it glowing; beside the square that the network saw nothing does."""
    height, width = rgb.shape[:2]
    side, square = max(height, width), min(height, width)
    room = np.zeros((side, side, 3), np.uint8)
    top, left = (side - height) // 2, (side - width) // 2
    room[top : top + height, left : left + width] = rgb
    seen = round(_HEAT * square / side)
    start = (_HEAT - seen) // 2
    heat = np.zeros((_HEAT, _HEAT), np.float32)
    heat[start : start + seen, start : start + seen] = np.asarray(Image.fromarray(shares).resize((seen, seen)))
    drawn, scale = overlay(room, heat, _WHY_SIDE), _WHY_SIDE / side
    rows, columns = (slice(round(a * scale), round((a + n) * scale)) for a, n in ((top, height), (left, width)))
    return np.ascontiguousarray(drawn[rows, columns])


def query_rgb(question: Question, decode: Callable[..., Picture]) -> RGB:
    """The photo that was asked with as it was turned, or the part of it, (h, w, 3).

    `decode` is that of core.workers.pictures. Raises UnreadableImage, Stopped.
    """
    within = _LARGEST if question.box is None else 0
    rgb = turned(decode(question.source, _LARGEST, within).rgb, question.turns or 0)
    return rgb if question.box is None else cut(rgb, in_pixels(question.box, rgb))


def _large(rgb: RGB) -> QImage:
    image = image_from(rgb).convertToFormat(QImage.Format.Format_RGB32)  # which Qt draws five times as fast
    if max(image.width(), image.height()) <= _LARGEST:
        return image
    keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    return image.scaled(_LARGEST, _LARGEST, keep, smooth)


def _facts(path: str, picture: Picture) -> Facts | None:
    try:
        status = os.stat(path)
    except OSError:
        return None
    return Facts(path, QSize(*picture.size), status.st_size, status.st_mtime, picture.missing)
