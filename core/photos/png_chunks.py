"""The chunks of a PNG file (ISO/IEC 15948, clause 5)."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from typing import BinaryIO

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_TOLD = (b"eXIf", b"tEXt", b"zTXt", b"iTXt")
_LONGEST = 2**20  # bytes of such a chunk; Pillow takes no more


def chunks(data: bytes) -> Iterator[tuple[bytes, int, int, bool]]:
    """The kind of each chunk, where its body begins and ends in `data`, and whether its checksum is right.

    The last one may be cut short; its checksum is wrong then.
    """
    at = len(SIGNATURE)
    while at + 8 <= len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        start, end = at + 8, min(at + 8 + length, len(data))
        checksum = zlib.crc32(memoryview(data)[at + 4 : end])
        yield kind, start, end, data[end : end + 4] == struct.pack(">I", checksum)
        at = end + 4


def chunk(kind: bytes, body: bytes) -> bytes:
    """One chunk with length and checksum."""
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def of_one_pixel(stream: BinaryIO) -> bytes:
    """A PNG with the texts and the EXIF of another one, and with one pixel in place of its picture."""
    at, told = len(SIGNATURE), []
    stream.seek(at)
    while len(head := stream.read(8)) == 8:
        length, kind = struct.unpack(">I4s", head)
        at += length + 12
        if kind in _TOLD and length <= _LONGEST:
            told.append(chunk(kind, stream.read(length)))
        stream.seek(at)
    pixel = chunk(b"IDAT", zlib.compress(b"\0\0"))
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    return b"".join((SIGNATURE, header, *told, pixel, chunk(b"IEND", b"")))
