"""Opening image files and getting their pixels out: as they are, repaired, or as far as the file goes."""

from __future__ import annotations

import contextlib
import io
import math
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import ExifTags, Image

from core import large_png, repair, sentences
from core.budget import BIG, MAX_MEMORY, MAX_RESULT, check_memory, check_size, memory_needed
from core.photo_files import UnreadableImage
from core.pixels import reduced, stacked
from core.png_chunks import SIGNATURE

# An allow-list: Pillow knows formats that start other programs (EPS starts Ghostscript) or that nobody photographs in.
# MPO files of phones come in through JPEG.
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF", "HEIF", "AVIF")
MOST_MISSING = 0.05  # of a picture that is still shown

_one_big_image = threading.RLock()  # several decoders at once must not need several times the memory
_MISSING: dict[str, int | tuple[int, ...]] = {
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
            failure = failure or error
            continue
        if opened.missing > MOST_MISSING:
            raise UnreadableImage(sentences.CUT_SHORT.format(percent=math.ceil(100 * opened.missing)))
        return opened
    raise failure or ValueError


def _attempts(data: bytes, at_least: int) -> Iterator[Callable[[], Opened]]:
    """From what every good file needs to what some broken ones do."""
    if formats := repair.box_formats(data):
        for name in formats:
            yield partial(_whole, repair.with_major_brand(data, name), at_least, (name,))
        yield partial(_padded, repair.with_major_brand(data, formats[0]), at_least, formats[:1])
        return
    yield partial(_whole, data, at_least)
    if data.startswith(b"\xff\xd8"):
        yield partial(_cut_jpeg, data, at_least)
        yield partial(_whole, data, at_least, draft=False)  # of a lossless JPEG libjpeg makes no smaller picture
    elif data.startswith(SIGNATURE):
        plain, profile = repair.png_without_extras(data)
        yield partial(_whole, plain, at_least, profile=profile)
        yield partial(_cut, plain, at_least, profile)
    elif data.startswith(b"RIFF"):
        yield partial(_padded, data, at_least, FORMATS)
    else:
        yield partial(_cut, data, at_least)


def _whole(
    data: bytes,
    at_least: int,
    formats: tuple[str, ...] = FORMATS,
    *,
    draft: bool = True,
    profile: bytes | None = None,
) -> Opened:
    """The picture of a file that holds all of it; `profile` is one that the file no longer has."""
    with _header(data, at_least, formats, draft) as header:
        if header.in_strips:
            return _in_strips(data, header, at_least, profile)
        header.image.load()
        return _opened(header, at_least, profile)


@dataclass(frozen=True, eq=False)
class _Header:
    """An image file of which nothing but the header was read and found within the limits."""

    image: Image.Image  # JPEG: drafted to what is needed
    size: tuple[int, int]  # of the whole picture
    in_strips: bool
    orientation: int | None  # of a TIFF, which Pillow would turn by itself while it loads, at twice the memory


@contextlib.contextmanager
def _header(data: bytes, at_least: int, formats: tuple[str, ...], draft: bool = True) -> Iterator[_Header]:
    with Image.open(io.BytesIO(data), formats=formats) as image:
        size = image.size
        check_size(size)
        if draft:
            _draft(image, at_least)
        big = memory_needed(image, size) > BIG
        in_strips = big and large_png.can_be_split(image)
        if not in_strips:
            check_memory(image, size, len(data))
        orientation = None
        if image.format == "TIFF":
            orientation = _orientation(image)
            image.getexif()[ExifTags.Base.Orientation] = 1
        with _one_big_image if big and not in_strips else contextlib.nullcontext():
            yield _Header(image, size, in_strips, orientation)


def _draft(image: Image.Image, at_least: int) -> None:
    """Let JPEG decode at 1/2, 1/4 or 1/8 where that leaves the short side long enough, or the whole were too large."""
    width, height = image.size
    fits = next((scale for scale in (1, 2, 4) if width * height <= MAX_RESULT * scale**2), 8)
    serves = next((scale for scale in (8, 4, 2) if at_least and min(width, height) >= at_least * scale), 1)
    if (scale := max(fits, serves)) > 1:
        image.draft(None, (max(width // scale, 1), max(height // scale, 1)))


def _factor(size: tuple[int, int], at_least: int) -> int:
    """How much smaller a decoded picture becomes: at least twice what the caller resizes it to is kept."""
    factor = min(size) // at_least if at_least else 1
    return max(factor // 2 if factor >= 4 else 1, math.ceil(math.sqrt(size[0] * size[1] / MAX_RESULT)))


def _opened(header: _Header, at_least: int, profile: bytes | None, missing: float = 0.0) -> Opened:
    image = header.image
    image._size = image.im.size  # of a TIFF that Pillow believed to be turned
    small = reduced(image, _factor(image.size, at_least))
    return _with_info(small, header, profile, missing)


def _with_info(small: Image.Image, header: _Header, profile: bytes | None, missing: float = 0.0) -> Opened:
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


def _in_strips(data: bytes, header: _Header, at_least: int, profile: bytes | None) -> Opened:
    """A PNG of which no more than a few rows are in memory at once."""
    image = header.image
    factor = _factor(image.size, at_least)
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
        rest = Image.new(small.mode, (small.width, -(-image.height // factor)), _MISSING[small.mode])
        rest.paste(small, (0, 0))
        small = rest
    return _with_info(small, header, profile, missing)


def _cut(data: bytes, at_least: int, profile: bytes | None = None) -> Opened:
    """The picture of a file that ends early, or is broken from some place on, as far as its decoder comes.

    Pillow writes rows into the image while it decodes and leaves them there when it gives up. What it never wrote shows
    when the image holds other pixels beforehand.
    """
    with _header(data, at_least, FORMATS) as header, _header(data, at_least, FORMATS) as other:
        if header.in_strips or 2 * memory_needed(header.image, header.size) > MAX_MEMORY:
            raise OSError("image file is truncated")
        grey = _MISSING.get(header.image.mode, 0)
        _load_over(header.image, grey)
        _load_over(other.image, 1 if grey == 0 else 0)
        missing = float(np.mean(_differing_rows(header.image, other.image)))
        return _opened(header, at_least, profile, missing)


def _load_over(image: Any, ink: int | tuple[int, ...]) -> None:
    """Decode as much as there is, over pixels of the colour `ink`."""

    def prepare() -> None:
        type(image).load_prepare(image)
        image.im.paste(ink, (0, 0, *image.im.size))

    image.load_prepare = prepare
    try:
        image.load()
    except Exception:
        if image._im is None:
            raise
    image.tile = []  # nobody shall try again


def _differing_rows(one: Image.Image, other: Image.Image) -> NDArray[np.float64]:
    """The share of each row in which two pictures of one size differ."""
    shares = []
    for row in range(one.im.size[1]):
        box = (0, row, one.im.size[0], row + 1)
        first, second = (np.asarray(image.crop(box)) for image in (one, other))
        shares.append(np.mean((first != second).reshape(first.shape[1], -1).any(axis=1)))
    return np.array(shares)


def _cut_jpeg(data: bytes, at_least: int) -> Opened:
    """A JPEG without its end: what it lacks is mid-grey once the end marker is put there.

    A sequential one is decoded twice without, to see which rows come out; below them pixels of exactly that grey are
    the missing ones, for a row of blocks may be there in part. Of a progressive one the picture is there where its
    first pass, the mean levels of the blocks, has come; what it lacks in fineness does not count.
    """
    components, scans = repair.jpeg_scans(data)
    whole = set(b"".join(scans[:-1]))  # a scan is through when the next one begins
    with _header(data + repair.END_OF_JPEG, at_least, FORMATS) as header:
        header.image.load()
        if len(whole) == components:
            missing = 0.0
        elif len(scans) == 1 and len(scans[0]) == components:
            progressive = header.image.info.get("progressive")
            missing = _grey_share(header.image, 0 if progressive else _rows_come(data, at_least))
        else:
            missing = 1 - len(whole) / max(components, 1)
        return _opened(header, at_least, None, missing)


def _rows_come(data: bytes, at_least: int) -> int:
    """How many rows of a sequential JPEG are there without doubt."""
    with _header(data, at_least, FORMATS) as one, _header(data, at_least, FORMATS) as other:
        _load_over(one.image, 0)
        _load_over(other.image, 255)
        missing = np.flatnonzero(_differing_rows(one.image, other.image))
        return int(missing[0]) if len(missing) else one.image.height


def _grey_share(image: Image.Image, from_row: int) -> float:
    """The share of a picture that lies below a row and is of the very grey that libjpeg puts where nothing came."""
    corner = np.asarray(image.getpixel((image.width - 1, image.height - 1)))
    if ((corner < 127) | (corner > 128)).any():
        return 0.0
    count = 0
    for row in range(from_row, image.height):
        levels = np.asarray(image.crop((0, row, image.width, row + 1)))
        count += int((levels == corner).reshape(image.width, -1).all(axis=1).sum())
    return count / (image.width * image.height)


def _padded(data: bytes, at_least: int, formats: tuple[str, ...]) -> Opened:
    """A WebP, HEIC or AVIF file that ends early: decoded with two different endings, it lacks what differs, and all
    that comes after."""
    first, second = (repair.padded(data, filler) for filler in (0x00, 0x5A))
    if first is None or second is None:
        raise OSError("image file is truncated")
    one, other = _whole(first, at_least, formats), _whole(second, at_least, formats)
    differing = np.flatnonzero(_differing_rows(one.image, other.image))
    come = int(differing[0]) if len(differing) else one.image.height
    return replace(one, missing=1 - come / one.image.height)
