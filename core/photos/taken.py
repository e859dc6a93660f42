"""When a photo was taken, as its file tells."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterator, Mapping
from datetime import datetime, tzinfo
from email.utils import parsedate_to_datetime
from typing import BinaryIO

from PIL import ExifTags, Image

from core.photos.photo_files import opened
from core.photos.png_chunks import SIGNATURE, of_one_pixel

READING = 1  # which files are understood: a photo of which a lower number knew no date is looked at again

_FORMATS = ("JPEG", "PNG", "WEBP", "TIFF", "HEIF", "AVIF")
_TIMES = (
    (ExifTags.Base.DateTimeOriginal, ExifTags.Base.OffsetTimeOriginal),
    (ExifTags.Base.DateTimeDigitized, ExifTags.Base.OffsetTimeDigitized),
)
_CREATED = "Creation Time"  # of a PNG (ISO/IEC 15948, 11.3.4.2): as in mails, but many programs write ISO 8601
_FIRST_YEAR, _LAST_YEAR = 1971, 2200  # a camera whose clock was never set says 1970 or 0000


def taken_at(data: bytes) -> int | None:
    """Seconds since 1970, from the metadata of a file; None where it does not tell. Decodes no pixels.

    Without an offset the time is that of this computer's clock on the wall, as most cameras mean it.
    """
    return _taken(io.BytesIO(data))


def taken_in(path: str) -> int | None:
    """The same of a file, of which no more is read than is needed. Raises UnreadableImage where it cannot be read."""
    with opened(path) as stream:
        return _taken(stream)


def _taken(stream: BinaryIO) -> int | None:
    """Raises OSError where the disk does not give what is asked for."""
    try:
        return next((at for time in _times(stream) if (at := _seconds(time)) is not None), None)
    except Exception as error:  # decoders raise whatever a broken file makes them raise
        if isinstance(error, OSError) and error.errno is not None:  # of the system, not one of Pillow's
            raise
        return None


def _times(stream: BinaryIO) -> Iterator[datetime]:
    """What a file says of it, the best first."""
    with Image.open(_header(stream), formats=_FORMATS) as image:
        exif = image.getexif().get_ifd(ExifTags.IFD.Exif)
        yield from (at for time, offset in _TIMES if (at := _of_camera(exif, time, offset)) is not None)
        if (at := _of_text(str(image.info.get(_CREATED, "")))) is not None:
            yield at


def _header(stream: BinaryIO) -> BinaryIO:
    """A file whose metadata Pillow reads without its pixels: of a PNG it would decode all to look behind them."""
    is_png = stream.read(len(SIGNATURE)) == SIGNATURE
    stream.seek(0)
    return io.BytesIO(of_one_pixel(stream)) if is_png else stream


def _seconds(at: datetime) -> int | None:
    with contextlib.suppress(ValueError, OverflowError, OSError):
        return round(at.timestamp()) if _FIRST_YEAR <= at.year <= _LAST_YEAR else None
    return None


def _of_camera(exif: Mapping[int, object], time: int, offset: int) -> datetime | None:
    with contextlib.suppress(ValueError):
        at = datetime.strptime(_told(exif, time)[:19], "%Y:%m:%d %H:%M:%S")
        return at.replace(tzinfo=_zone(_told(exif, offset)))
    return None


def _told(exif: Mapping[int, object], tag: int) -> str:
    return str(exif.get(tag, "")).strip("\0 ")


def _zone(text: str) -> tzinfo | None:
    """Of a text such as +02:00."""
    with contextlib.suppress(ValueError):
        return datetime.strptime(text, "%z").tzinfo
    return None


def _of_text(text: str) -> datetime | None:
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        with contextlib.suppress(ValueError):
            return read(text.strip())
    return None
