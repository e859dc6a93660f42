"""Files that end early or are broken from some place on: as much of the picture as there is, and how much is not."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from PIL import Image

from core.photos import repair
from core.photos.budget import MAX_MEMORY, memory_needed
from core.photos.opening import FORMATS, GREY, Header, Opened, header_of, opened, whole
from core.photos.pixels import strip_height

_MEASURED = 64  # pixels of the short side of a JPEG, at least: of most photos its mean levels


def as_far_as_it_goes(data: bytes, at_least: int, profile: bytes | None = None) -> Opened:
    """The picture of a file that ends early, or is broken from some place on, as far as its decoder comes.

    Pillow writes rows into the image while it decodes and leaves them there when it gives up. What it never wrote shows
    when the image holds other pixels beforehand.
    """
    with header_of(data, at_least, FORMATS) as header:
        if header.in_strips or 2 * memory_needed(header.image, header.size) > MAX_MEMORY:
            raise OSError("image file is truncated")
        grey = GREY.get(header.image.mode, 0)
        _load_over(header.image, grey)
        return opened(header, at_least, profile, _unwritten(header.image, data, at_least, 1 if grey == 0 else 0))


def _unwritten(image: Image.Image, data: bytes, at_least: int, ink: int) -> float:
    """The share of a picture that its decoder left as it was; the second copy is gone when this returns."""
    with header_of(data, at_least, FORMATS) as other:
        _load_over(other.image, ink)
        return _difference(image, other.image)[0]


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
    finally:
        del image.load_prepare  # else the image holds itself, and its memory until Python happens to tidy up
    image.tile = []  # nobody shall try again


def _difference(one: Image.Image, other: Image.Image) -> tuple[float, int]:
    """The share of pixels in which two pictures of one size differ, and the first row that does; the height if none."""
    width, height = one.im.size
    pixels, first = 0, height
    rows = strip_height(width, 1)  # at once: a picture may be one pixel wide and a hundred million high
    for top in range(0, height, rows):
        box = (0, top, width, min(top + rows, height))
        mine, its = (np.asarray(image.crop(box)).reshape(box[3] - top, width, -1) for image in (one, other))
        differing = (mine != its).any(axis=2)
        if first == height and differing.any():
            first = top + int(differing.any(axis=1).argmax())
        pixels += int(differing.sum())
    return pixels / (width * height), first


def cut_jpeg(data: bytes, at_least: int) -> Opened:
    """A JPEG without its end: libjpeg shows what it lacks as grey once the end marker is put there."""
    missing = _missing_of_jpeg(data)
    with header_of(data + repair.END_OF_JPEG, at_least, FORMATS) as header:
        header.image.load()
        return opened(header, at_least, None, missing)


def _missing_of_jpeg(data: bytes) -> float:
    """The share of a JPEG that is not there, measured at a size of its own, so that it is the same at any other.

    Where the data end shows when other data go on behind them: from the first block that differs, all is missing. Of a
    progressive one the picture is there where its first pass, the mean levels of the blocks, has come. Half such a file
    counts as whole, though it looks blurred: nothing in it tells how much finer it was, and no part of it is missing.
    """
    components, scans = repair.jpeg_scans(data)
    through = set(b"".join(scans[:-1]))  # a scan is through when the next one begins
    if len(through) == components:
        return 0.0
    if len(scans) != 1 or len(scans[0]) != components:
        return 1 - len(through) / max(components, 1)
    with (
        header_of(data + repair.END_OF_JPEG, _MEASURED, FORMATS) as header,
        header_of(repair.jpeg_going_on(data), _MEASURED, FORMATS) as other,
    ):
        if 2 * memory_needed(header.image, header.size) > MAX_MEMORY:
            raise OSError("image file is truncated")
        header.image.load()
        other.image.load()
        return _share_from(header, other.image)


def _share_from(header: Header, other: Image.Image) -> float:
    """The share of a JPEG from the first block on that is another one in `other`, in the order of blocks."""
    image: Any = header.image
    width, height = header.image.size
    _, top = _difference(image, other)
    if top == height:
        return 0.0
    scale = max(header.size) / max(image.size)
    block_rows = max(round(8 * max(down for _, _, down, _ in image.layer) / scale), 1)
    band = min(block_rows, height - top)
    box = (0, top, width, top + band)
    first, second = (np.asarray(picture.crop(box)).reshape(band, width, -1) for picture in (image, other))
    left = int(np.flatnonzero((first != second).any(axis=(0, 2)))[0])
    missing: int = (width - left) * band + width * (height - top - band)
    return missing / (width * height)


def cut_short(data: bytes, at_least: int, formats: tuple[str, ...]) -> Opened:
    """A WebP or HEIC file that ends early: decoded with two different endings, it lacks what differs, and all
    that comes after."""
    first, second = (repair.padded(data, filler) for filler in (0x00, 0x5A))
    if first is None or second is None:
        raise OSError("image file is truncated")
    come = _share_above(whole(first, 0, formats).image, whole(second, 0, formats).image)
    return replace(whole(first, at_least, formats), missing=1 - come)


def _share_above(one: Image.Image, other: Image.Image) -> float:
    """The share of a picture above the first row that is another one in `other`."""
    return _difference(one, other)[1] / one.height
