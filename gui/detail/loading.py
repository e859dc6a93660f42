"""What the detail panel loads in the background: large photos, the facts about their files, why two of them match."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage

from core.looks.explain import Spot, agreement, overlay_whole
from core.looks.model import Extractor
from core.photos.images import RGB, Picture, UnreadableImage
from core.search.query import Box, Shares, cut, in_pixels
from core.search.question import Question
from core.search.turns import turned
from core.workers.pictures import Pictures
from gui.base.core_texts import translated
from gui.base.pictures import image_from

_LARGEST = 2400  # px of a side; enough to see the weave, little enough to draw at once
_WHY_SIDE = 900  # px of an explanation


@dataclass(frozen=True)
class Facts:
    """About a photo's file."""

    path: str
    pixels: QSize
    size: int  # bytes
    changed: float  # seconds since 1970
    missing: float  # the share of the picture that the file does not hold
    taken: int | None = None  # seconds since 1970, where the file tells


@dataclass(frozen=True, eq=False)
class Large:
    """Photos as large as the panel can use; null where one cannot be read, with the `reason` for the photo."""

    path: str
    photo: QImage
    reason: str
    query: QImage
    facts: Facts | None


def load_large(
    pictures: Pictures, path: str, question: Question | None, known: QImage | None, cancelled: Callable[[], bool] = bool
) -> Large:
    """A photo and, unless it is `known`, the query. Raises Cancelled."""
    decode = partial(pictures.decode, cancelled=cancelled)
    photo, facts, reason = QImage(), None, ""
    try:
        picture = decode(path, _LARGEST, _LARGEST)
        photo, facts = _large(picture.rgb), _facts(path, picture)
    except UnreadableImage as error:
        reason = translated(error)
    query = _query(question, decode) if known is None else known
    return Large(path, photo, reason, query, facts)


def _query(question: Question | None, decode: Callable[..., Picture]) -> QImage:
    try:
        return QImage() if question is None else _large(query_rgb(question, decode))
    except UnreadableImage:
        return QImage()


def explain(
    pictures: Pictures,
    extractor: Extractor,
    question: Question,
    path: str,
    part: Shares | None,
    cancelled: Callable[[], bool] = bool,
) -> tuple[QImage, QImage]:
    """Why a photo, or that part of it, matches: the whole query and the whole photo, what agrees glowing.

    Raises UnreadableImage, ModelError, Cancelled.
    """
    decode = partial(pictures.decode, cancelled=cancelled)
    query = query_rgb(question, decode)
    match = decode(path, 2 * extractor.spec.side, 0 if part is None else _LARGEST).rgb
    box = None if part is None else in_pixels(part, match)
    found = agreement(extractor, query, match if box is None else cut(match, box))
    spots = [[pair[at] for pair in found.pairs] for at in (0, 1)]
    return _explained(query, found.query, spots[0]), _explained(match, found.match, spots[1], box)


def _explained(rgb: RGB, shares: NDArray[np.float32], spots: Sequence[Spot], box: Box | None = None) -> QImage:
    edges = None if box is None else (box.left, box.top, box.width, box.height)
    return image_from(overlay_whole(rgb, shares, _WHY_SIDE, edges, spots))


def query_rgb(question: Question, decode: Callable[..., Picture]) -> RGB:
    """The photo that was asked with as it was turned, or the part of it, (h, w, 3).

    `decode` is that of core.workers.pictures. Raises UnreadableImage, Cancelled.
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
    return Facts(path, QSize(*picture.size), status.st_size, status.st_mtime, picture.missing, picture.taken)
