"""Opening image files: the header, the limits, then the pixels, made smaller."""

from __future__ import annotations

import contextlib
import io
import math
import threading
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import ExifTags, Image

from core.photos import heif_boxes, large_png
from core.photos.budget import BIG, MAX_RESULT, check_memory, check_size, memory_needed, room
from core.photos.pixels import reduced, stacked

# An allow-list: Pillow knows formats that start other programs (EPS starts Ghostscript) or that nobody photographs in.
# MPO files of phones come in through JPEG.
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF", "HEIF", "AVIF")

_one_big_image = threading.RLock()  # several decoders at once must not need several times the memory
# What stands where nothing was decoded.
GREY: dict[str, int | tuple[int, ...]] = {
    "L": 128,
    "RGB": (128,) * 3,
    "LA": (128, 255),
    "RGBA": (128, 128, 128, 255),
    "CMYK": (0, 0, 0, 127),
}


@dataclass(frozen=True, eq=False)
class Opened:
    """A decoded picture, maybe reduced, as "RGB", "L" or "CMYK"; neither turned nor in other colours than the file's.

    `size`: that of the whole picture before reducing; `missing`: the share of it that the file does not hold.
    """

    image: Image.Image
    size: tuple[int, int]
    orientation: int
    profile: bytes | None
    missing: float = 0.0


def whole(
    data: bytes,
    at_least: int,
    formats: tuple[str, ...] = FORMATS,
    *,
    draft: bool = True,
    profile: bytes | None = None,
) -> Opened:
    """The picture of a file that holds all of it; `profile` is one that the file no longer has."""
    with header_of(data, at_least, formats, draft) as header:
        if header.in_strips:
            return _in_strips(data, header, at_least, profile)
        header.image.load()
        return opened(header, at_least, profile)


@dataclass(frozen=True, eq=False)
class Header:
    """An image file of which nothing but the header was read and found within the limits."""

    image: Image.Image  # JPEG: drafted to what is needed
    size: tuple[int, int]  # of the whole picture, cropped
    in_strips: bool
    room: int  # pixels that the result may have
    orientation: int | None  # of a TIFF, which Pillow would turn by itself while it loads, at twice the memory
    crop: heif_boxes.Crop | None  # of what is decoded, that much is the picture


@contextlib.contextmanager
def header_of(data: bytes, at_least: int, formats: tuple[str, ...], draft: bool = True) -> Iterator[Header]:
    """Open a file. Raises UnreadableImage where it passes the limits, and what decoders raise."""
    with Image.open(io.BytesIO(data), formats=formats) as image:
        size = image.size
        check_size(size)
        if draft:
            _draft(image, at_least)
        needed = memory_needed(image, size)
        big = needed > BIG
        in_strips = big and large_png.can_be_split(image)
        if not in_strips:
            check_memory(image, size, len(data))
        orientation = None
        if image.format == "TIFF":
            orientation = _orientation(image)
            image.getexif()[ExifTags.Base.Orientation] = 1
        crop = heif_boxes.clean_aperture(data, size) if image.format == "AVIF" else None  # libheif minds it itself
        if crop is not None:
            size = crop[2] - crop[0], crop[3] - crop[1]
        most = MAX_RESULT if in_strips else room(needed, len(data))
        with _one_big_image if big and not in_strips else contextlib.nullcontext():
            yield Header(image, size, in_strips, most, orientation, crop)


def _draft(image: Image.Image, at_least: int) -> None:
    """Let JPEG decode at 1/2, 1/4 or 1/8 where that leaves the short side long enough, or the whole were too large."""
    width, height = image.size
    fits = next((scale for scale in (1, 2, 4) if width * height <= MAX_RESULT * scale**2), 8)
    serves = next((scale for scale in (8, 4, 2) if at_least and min(width, height) >= at_least * scale), 1)
    if (scale := max(fits, serves)) > 1:
        image.draft(None, (max(width // scale, 1), max(height // scale, 1)))


def _factor(size: tuple[int, int], most: int, at_least: int) -> int:
    """How much smaller a decoded picture of a size becomes, to have `most` pixels: at least twice what the caller
    resizes it to is kept, if there is room."""
    factor = min(size) // at_least if at_least else 1
    return max(factor // 2 if factor >= 4 else 1, math.ceil(math.sqrt(size[0] * size[1] / most)))


def opened(header: Header, at_least: int, profile: bytes | None, missing: float = 0.0) -> Opened:
    """What came of an image that is loaded."""
    image = header.image
    image._size = image.im.size  # of a TIFF that Pillow believed to be turned
    picture = image if header.crop is None else image.crop(header.crop)
    small = reduced(picture, _factor(picture.size, header.room, at_least))
    return _with_info(small, header, profile, missing)


def _with_info(small: Image.Image, header: Header, profile: bytes | None, missing: float = 0.0) -> Opened:
    image = header.image
    orientation = header.orientation or _orientation(image)  # in a PNG it may stand behind the pixels
    size = header.size
    if header.orientation in (5, 6, 7, 8):  # Pillow told the size as turned
        size = size[::-1]
    return Opened(small, size, orientation, profile or image.info.get("icc_profile"), missing)


def _orientation(image: Image.Image) -> int:
    with contextlib.suppress(Exception):  # broken EXIF says nothing about the pixels
        return int(image.getexif().get(ExifTags.Base.Orientation, 1))
    return 1


def _in_strips(data: bytes, header: Header, at_least: int, profile: bytes | None) -> Opened:
    """A PNG of which no more than a few rows are in memory at once."""
    image = header.image
    factor = _factor(image.size, header.room, at_least)
    strips, rows = [], 0
    for strip in large_png.strips(data, image.mode, factor):
        strips.append(reduced(strip, factor))
        rows += strip.height
    if not strips:
        raise OSError("image file is truncated")
    small = stacked(strips)
    image.info.setdefault("exif", large_png.exif(data))  # else Pillow would decode all to look behind the pixels
    missing = 1 - rows / image.height
    if missing:
        rest = Image.new(small.mode, (small.width, -(-image.height // factor)), GREY[small.mode])
        rest.paste(small, (0, 0))
        small = rest
    return _with_info(small, header, profile, missing)
