"""Files that a decoder refuses for something other than their pixels are shown."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageCms
from support import DATA, encoded, photo, png

from core.photos.images import UnreadableImage, decode, load_rgb, load_thumbnail

PHOTO = photo(5, (320, 400))
SIDES = pytest.mark.parametrize("side", [0, 40, 260])


def _apart(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> float:
    assert one.shape == other.shape
    return float(np.abs(one.astype(int) - other.astype(int)).mean())


def _with_chunk(kind: bytes, body: bytes, wrong: int = 0) -> bytes:
    data = encoded(PHOTO, "PNG")
    checksum = zlib.crc32(kind + body) ^ wrong
    return data[:33] + struct.pack(">I", len(body)) + kind + body + struct.pack(">I", checksum) + data[33:]


def _large_profile() -> bytes:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    profile += bytes(1_200_000 - len(profile))
    return struct.pack(">I", len(profile)) + profile[4:]


@SIDES
@pytest.mark.parametrize(
    "data",
    [
        _with_chunk(b"iCCP", b"large\0\0" + zlib.compress(_large_profile())),
        _with_chunk(b"iCCP", b"broken\0\0" + bytes(50)),
        _with_chunk(b"zTXt", b"large\0\0" + zlib.compress(bytes(1_200_000))),
        _with_chunk(b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + zlib.compress(b"<x/> " * 240_000)),
        _with_chunk(b"tEXt", b"workflow\0" + b"abcde" * 1_000_000),
        _with_chunk(b"pHYs", struct.pack(">IIB", 2835, 2835, 1), wrong=1),
        _with_chunk(b"iCCP", b"wrong\0\0" + zlib.compress(_large_profile()[:500]), wrong=1),
        _with_chunk(b"eXIf", b"II*\0", wrong=1),
        _with_chunk(b"tRNS", b"\0\1\0\2\0\3", wrong=1),
        _with_chunk(b"abCd", bytes(99), wrong=1),
    ],
    ids="icc broken-icc ztxt itxt text phys icc-checksum exif-checksum trns-checksum unknown".split(),
)
def test_chunks_beside_the_pixels_of_a_png_never_decide(data: bytes, side: int) -> None:
    picture = decode(data, side)
    assert picture.missing == 0 and _apart(picture.rgb, load_rgb(encoded(PHOTO, "PNG"), side)) == 0


def test_a_png_with_odd_chunks_is_still_bound_by_the_limits() -> None:
    bomb = (b"zTXt", b"key\0\0" + zlib.compress(bytes(10**7)))
    with pytest.raises(UnreadableImage, match="more than 200 million"):
        decode(png(60_000, 60_000, b"", bomb))


@SIDES
@pytest.mark.parametrize("brand", [b"mif1", b"msf1", b"miaf", b"avis", b"MA1B", b"heic"])
def test_the_coding_of_an_avif_is_known_by_all_its_brands(brand: bytes, side: int) -> None:
    data = encoded(PHOTO, "AVIF")
    assert _apart(load_rgb(data[:8] + brand + data[12:], side), load_rgb(data, side)) == 0


@pytest.mark.parametrize("brand", [b"mif1", b"miaf"])
def test_so_is_that_of_a_heic(brand: bytes) -> None:
    data = (DATA / "garment.heic").read_bytes()
    assert _apart(load_rgb(data[:8] + brand + data[12:]), load_rgb(data)) == 0


def test_an_avif_against_the_rules_has_a_sentence_of_its_own() -> None:
    data = bytearray(encoded(PHOTO, "AVIF"))
    place = data.index(b"hdlr")
    data[place : place + 4] = b"nope"
    with pytest.raises(UnreadableImage, match="AVIF"):
        decode(bytes(data))


def test_big_endian_levels_are_those_of_little_endian() -> None:
    levels = (np.asarray(PHOTO.convert("L")).astype(np.uint16) * 64)[:100]
    little = encoded(Image.fromarray(levels), "TIFF")
    big = encoded(Image.frombytes("I;16B", levels.shape[::-1], levels.astype(">u2").tobytes()), "TIFF")
    assert _apart(load_rgb(big), load_rgb(little)) == 0
    assert load_rgb(big).max() < 70


def test_a_jpeg_that_cannot_be_made_smaller_is_read_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lossless JPEG is one; no encoder of it is at hand, so the decoder is made to refuse what it refuses there."""
    data = encoded(photo(9, (800, 600)), "JPEG")
    load: Callable[[Image.Image], object] = Image.open(io.BytesIO(data)).__class__.load

    def load_whole_only(image: Image.Image) -> object:
        if min(image.size) < 600:
            raise OSError("broken data stream when reading image file")
        return load(image)

    monkeypatch.setattr("PIL.JpegImagePlugin.JpegImageFile.load", load_whole_only)
    assert load_thumbnail(data, 64).shape == (48, 64, 3)
