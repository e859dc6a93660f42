"""The chunks of a PNG file (ISO/IEC 15948, clause 5)."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

SIGNATURE = b"\x89PNG\r\n\x1a\n"


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
