"""The boxes of an AVIF file (ISO/IEC 14496-12, 23008-12), as far as Pillow's decoder leaves undone what they say."""

from __future__ import annotations

import itertools
import math
import struct
from collections.abc import Iterator
from fractions import Fraction

_MOST_BOXES = 1000  # looked at in one box; files of phones hold about a hundred
_MOST_BYTES = 2**18  # of one table of associations
_MOST_TABLES = 4  # one for each version and each length of an index (23008-12, 9.3.1)

Crop = tuple[int, int, int, int]
_Body = tuple[bytes, int, int]  # kind, and where the body of a box begins and ends


def clean_aperture(data: bytes, size: tuple[int, int]) -> Crop | None:
    """What the property `clap` (14496-12, 12.1.4) of the primary item leaves of a picture of `size` pixels: left, top,
    right and bottom, before the picture is turned (23000-22, 7.3.6.7). None where there is no such property, or one
    that makes no sense."""
    if data[8:12] == b"avis":  # decoded from the sequence, which is no item
        return None
    try:
        body = _clap_of_primary_item(data)
        return None if body is None else _crop(struct.unpack_from(">IIIIiIiI", body), size)
    except (struct.error, ZeroDivisionError, IndexError):
        return None


def _crop(numbers: tuple[int, ...], size: tuple[int, int]) -> Crop | None:
    """From width, height, and how far the middle lies right of and below that of the picture, each a fraction.

    The standard wants whole pixels; halves are rounded to where libheif rounds them, so that HEIC and AVIF agree.
    """
    width, height, right, down = (Fraction(*numbers[at : at + 2]) for at in range(0, 8, 2))
    kept = _rounded(width), _rounded(height)
    left, top = math.floor((size[0] - width) / 2 + right), _rounded((size[1] - height) / 2 + down)
    inside = 0 <= left <= size[0] - kept[0] and 0 <= top <= size[1] - kept[1]
    return (left, top, left + kept[0], top + kept[1]) if inside and min(kept) > 0 else None


def _rounded(value: Fraction) -> int:
    return math.floor(value + Fraction(1, 2))


def _clap_of_primary_item(data: bytes) -> bytes | None:
    meta = _first(data, b"meta", 0, len(data))
    if meta is None:
        return None
    children = meta[0] + 4, meta[1]
    primary, properties = _first(data, b"pitm", *children), _first(data, b"iprp", *children)
    if primary is None or properties is None:
        return None
    container = _first(data, b"ipco", *properties)
    if container is None:
        return None
    (item,) = struct.unpack_from(">I" if data[primary[0]] else ">H", data, primary[0] + 4)
    boxes = list(_boxes(data, *container))
    tables = ((start, end) for kind, start, end in _boxes(data, *properties) if kind == b"ipma")
    for start, end in itertools.islice(tables, _MOST_TABLES):
        for index in _properties_of(item, data[start : min(end, start + _MOST_BYTES)]):
            if 0 < index <= len(boxes) and boxes[index - 1][0] == b"clap":
                return data[boxes[index - 1][1] : boxes[index - 1][2]]
    return None


def _properties_of(item: int, table: bytes) -> list[int]:
    """The indices, from 1, that a table `ipma` (23008-12, 9.3.2) gives for an item."""
    number = ">I" if table[0] else ">H"
    form, index_bits = (">H", 0x7FFF) if table[3] & 1 else (">B", 0x7F)  # the bit above says whether it is essential
    (items,) = struct.unpack_from(">I", table, 4)
    at = 8
    for _ in range(items):
        (found,) = struct.unpack_from(number, table, at)
        at += struct.calcsize(number)
        length = table[at] * struct.calcsize(form)
        if found == item:
            return [index & index_bits for (index,) in struct.iter_unpack(form, table[at + 1 : at + 1 + length])]
        at += 1 + length
    return []


def _first(data: bytes, kind: bytes, start: int, end: int) -> tuple[int, int] | None:
    return next(((a, b) for found, a, b in _boxes(data, start, end) if found == kind), None)


def _boxes(data: bytes, start: int, end: int) -> Iterator[_Body]:
    """The boxes (14496-12, 4.2) that lie one behind the other between two places; none that goes beyond the end."""
    for _ in range(_MOST_BOXES):
        if start + 8 > end:
            return
        length, kind = struct.unpack_from(">I4s", data, start)
        head = 8
        if length == 1 and start + 16 <= end:
            (length,), head = struct.unpack_from(">Q", data, start + 8), 16
        elif length == 0:
            length = end - start
        if not head <= length <= end - start:
            return
        yield kind, start + head, start + length
        start += length
