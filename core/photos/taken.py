"""When a photo was taken, as its file tells."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Mapping
from datetime import datetime, timedelta

from PIL import ExifTags, Image

# Those whose metadata lie in the header: of a PNG Pillow would decode all to look behind the pixels.
_FORMATS = ("JPEG", "HEIF", "AVIF", "WEBP")
_TIMES = (
    (ExifTags.Base.DateTimeOriginal, ExifTags.Base.OffsetTimeOriginal),
    (ExifTags.Base.DateTimeDigitized, ExifTags.Base.OffsetTimeDigitized),
)
_FIRST_YEAR, _LAST_YEAR = 1971, 2200  # a camera whose clock was never set says 1970 or 0000


def taken_at(data: bytes) -> int | None:
    """Seconds since 1970, from the EXIF of a file; None where it does not tell. Decodes no pixels.

    Without an offset the time is that of this computer's clock on the wall, as most cameras mean it.
    """
    with contextlib.suppress(Exception):  # decoders raise whatever a broken file makes them raise
        with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
            exif = image.getexif().get_ifd(ExifTags.IFD.Exif)
        return next((at for time, offset in _TIMES if (at := _seconds(exif, time, offset)) is not None), None)
    return None


def _seconds(exif: Mapping[int, object], time: int, offset: int) -> int | None:
    with contextlib.suppress(ValueError, OverflowError, OSError):
        at = datetime.strptime(str(exif[time]).strip("\0 ")[:19], "%Y:%m:%d %H:%M:%S") if time in exif else None
        if at is None or not _FIRST_YEAR <= at.year <= _LAST_YEAR:
            return None
        zone = _zone(str(exif.get(offset, "")).strip("\0 "))
        return round(at.timestamp()) if zone is None else round((at - datetime(1970, 1, 1) - zone).total_seconds())
    return None


def _zone(text: str) -> timedelta | None:
    """Of a text such as +02:00."""
    with contextlib.suppress(ValueError):
        return datetime.strptime(text, "%z").utcoffset()
    return None
