"""What is tried with an image file, one after the other: what every good file needs, then what some broken ones do."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from functools import partial

from core.base import sentences
from core.photos import partial_picture, repair
from core.photos.opening import FORMATS, Opened, whole
from core.photos.photo_files import UnreadableImage
from core.photos.png_chunks import SIGNATURE

MOST_MISSING = 0.05  # of a picture that is still shown


def open_picture(data: bytes, at_least: int) -> Opened:
    """The first frame of an image file, its short side not below `at_least` pixels (0: as large as it is) unless that
    were more than MAX_RESULT in all. Raises UnreadableImage, and what decoders raise."""
    failure: Exception | None = None
    for attempt in _attempts(data, at_least):
        try:
            opened = attempt()
        except (UnreadableImage, MemoryError):
            raise
        except Exception as error:  # decoders raise whatever a broken file makes them raise
            failure = failure or _alone(error)
            continue
        if opened.missing > MOST_MISSING:
            raise UnreadableImage(sentences.CUT_SHORT.filled(percent=math.ceil(100 * opened.missing)))
        return opened
    try:
        raise failure or ValueError
    finally:
        del failure  # else it holds this frame, which holds it


def _alone(error: Exception) -> Exception:
    """An exception without the frames it went through: they hold pixels while the next attempt needs memory too."""
    error.__cause__ = error.__context__ = None
    return error.with_traceback(None)


def _attempts(data: bytes, at_least: int) -> Iterator[Callable[[], Opened]]:
    """From what every good file needs to what some broken ones do."""
    if formats := repair.box_formats(data):
        for name in formats:
            yield partial(whole, repair.with_major_brand(data, name), at_least, (name,))
        if data[8:12] == b"avis":
            yield partial(whole, data, at_least, ("AVIF",))
        if formats[0] == "HEIF":  # the decoder of AVIF takes nothing but what was encoded
            yield partial(partial_picture.cut_short, repair.with_major_brand(data, "HEIF"), at_least, ("HEIF",))
        return
    yield partial(whole, data, at_least)
    if data.startswith(b"\xff\xd8"):
        yield partial(partial_picture.cut_jpeg, data, at_least)
        yield partial(whole, data, at_least, draft=False)  # of a lossless JPEG libjpeg makes no smaller picture
    elif data.startswith(SIGNATURE):
        plain, profile = repair.png_without_extras(data)
        yield partial(whole, plain, at_least, profile=profile)
        yield partial(partial_picture.as_far_as_it_goes, plain, at_least, profile)
    elif data.startswith(b"RIFF"):
        yield partial(partial_picture.cut_short, data, at_least, FORMATS)
    else:
        yield partial(partial_picture.as_far_as_it_goes, data, at_least)
