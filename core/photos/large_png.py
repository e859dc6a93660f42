"""Large PNG files strip by strip: Pillow only decodes whole pictures, at four bytes a pixel.

The compressed stream of a PNG is one, so strips cannot be picked out of it. But rows can be unpacked in turn and packed
again, a few at a time, as small PNG files of their own that Pillow decodes. The row above them goes first, unfiltered,
because the filters of PNG (ISO/IEC 15948, clause 9) look one row up, byte by byte.
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator

import numpy as np
from PIL import Image

from core.photos.pixels import strip_height
from core.photos.png_chunks import SIGNATURE, chunk, chunks

_CHANNELS = {"RGB": 3, "LA": 2, "RGBA": 4}
_BLOCK = 2**20  # bytes unpacked at a time


def can_be_split(image: Image.Image) -> bool:
    """Whether an opened image is a PNG whose rows follow each other, and takes Pillow four bytes a pixel."""
    animated = getattr(image, "is_animated", False)
    return image.format == "PNG" and image.mode in _CHANNELS and not image.info.get("interlace") and not animated


def strips(data: bytes, mode: str, factor: int) -> Iterator[Image.Image]:
    """The loaded strips of such a PNG from the top down, each a multiple of `factor` rows high but the last.

    A file that ends early gives fewer rows. Raises what zlib and Pillow raise for broken streams.
    """
    start, end = next((start, end) for kind, start, end, _ in chunks(data) if kind == b"IHDR")
    width, height, depth = struct.unpack_from(">IIB", data[start:end])
    ending = data[start + 8 : end]
    kept = b"".join(chunk(kind, data[a:b]) for kind, a, b, whole in chunks(data) if kind == b"tRNS" and whole)
    row_bytes = 1 + width * _CHANNELS[mode] * depth // 8
    above = b""  # the last row of the strip before
    rows = _unpacked(data, row_bytes, strip_height(width, factor), height)
    for packed in rows:
        lines = len(packed) // row_bytes
        head = chunk(b"IHDR", struct.pack(">II", width, lines + bool(above)) + ending)
        body = chunk(b"IDAT", zlib.compress(above + packed, 0))
        image = Image.open(io.BytesIO(SIGNATURE + head + kept + body + chunk(b"IEND", b"")), formats=("PNG",))
        image.load()
        strip = image.crop((0, 1, width, lines + 1)) if above else image
        strip.info = image.info
        above = b"\0" + _last_row(image, depth)
        yield strip


def exif(data: bytes) -> bytes:
    """The body of the eXIf chunk; empty where there is none."""
    return next((data[start:end] for kind, start, end, whole in chunks(data) if kind == b"eXIf" and whole), b"")


def _unpacked(data: bytes, row_bytes: int, rows: int, height: int) -> Iterator[bytes]:
    """The filtered rows, `rows` at a time; only whole ones, and no more than the picture has."""
    unpacker = zlib.decompressobj()
    left = height * row_bytes
    held = bytearray()
    for kind, start, end, _ in chunks(data):
        if kind != b"IDAT":
            continue
        packed: bytes = data[start:end]
        while packed and left > 0:
            block = unpacker.decompress(packed, _BLOCK)
            packed = unpacker.unconsumed_tail
            held += block[:left]
            left -= len(block)
            while len(held) >= rows * row_bytes:
                yield bytes(held[: rows * row_bytes])
                del held[: rows * row_bytes]
    if whole := len(held) // row_bytes * row_bytes:
        yield bytes(held[:whole])


def _last_row(image: Image.Image, depth: int) -> bytes:
    """Unfiltered. Of 16 bits Pillow keeps the upper eight; filters work on bytes, the lower never touch them."""
    row = image.crop((0, image.height - 1, image.width, image.height)).tobytes()
    if depth == 8:
        return row
    wide = np.zeros((len(row), 2), np.uint8)
    wide[:, 0] = np.frombuffer(row, np.uint8)
    return wide.tobytes()
