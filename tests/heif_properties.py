"""Properties for the picture of a HEIC or AVIF file that its encoder cannot write (ISO/IEC 14496-12, 23008-12)."""

from __future__ import annotations

import struct
from collections.abc import Iterator

_TURNS = (b"irot", b"imir")  # a crop comes before them
_Association = tuple[int, list[int]]  # of an item: the indices of its properties, 0x8000 where essential


def clap(width: float, height: float, right: float = 0, down: float = 0, parts: int = 1) -> bytes:
    """The body of a clean aperture: its size, how far its middle lies beside that of the picture, in `parts` of a
    pixel."""
    numbers = [part for value in (width, height, right, down) for part in (round(value * parts), parts)]
    return struct.pack(">IIIIiIiI", *numbers)


def with_property(data: bytes, kind: bytes, body: bytes, *, wide: bool = False, item: int | None = None) -> bytes:
    """The file with one more property for an item, else for its picture; `wide`: the tables in their large forms."""
    meta = _body(data, b"meta", 0)
    pitm, iloc, iprp = (_body(data, name, meta[0] + 4) for name in (b"pitm", b"iloc", b"iprp"))
    ipco, ipma = (_body(data, name, iprp[0]) for name in (b"ipco", b"ipma"))
    kinds = [data[start - 4 : start] for start, _ in _bodies(data, *ipco)]
    mine = item if item is not None else int.from_bytes(data[pitm[0] + 4 : pitm[1]], "big")
    table = list(_associations(data[slice(*ipma)]))
    if mine not in dict(table):
        table.append((mine, []))
    for found, indices in table:
        if found == mine:
            turned = [at for at, index in enumerate(indices) if kinds[(index & 0x7FFF) - 1] in _TURNS]
            indices.insert(min(turned, default=len(indices)), 0x8000 | len(kinds) + 1)
    properties = box(b"iprp", box(b"ipco", data[slice(*ipco)] + box(kind, body)) + _table(table, wide))
    if wide:
        primary = box(b"pitm", b"\1\0\0\0" + struct.pack(">I", int.from_bytes(data[pitm[0] + 4 : pitm[1]], "big")))
    else:
        primary = data[pitm[0] - 8 : pitm[1]]
    more = len(properties) - (iprp[1] - iprp[0] + 8) + len(primary) - (pitm[1] - pitm[0] + 8)
    places = box(b"iloc", _moved(data[slice(*iloc)], more))
    changed = {pitm[0]: primary, iloc[0]: places, iprp[0]: properties}
    children = (changed.get(start, data[start - 8 : end]) for start, end in _bodies(data, meta[0] + 4, meta[1]))
    whole = box(b"meta", data[meta[0] : meta[0] + 4] + b"".join(children))
    return data[: meta[0] - 8] + whole + data[meta[1] :]


def box(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I4s", 8 + len(body), kind) + body


def _body(data: bytes, kind: bytes, start: int) -> tuple[int, int]:
    return next(found for found in _bodies(data, start, len(data)) if data[found[0] - 4 : found[0]] == kind)


def _bodies(data: bytes, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end:
        (length,) = struct.unpack_from(">I", data, start)
        yield start + 8, start + length
        start += length


def _associations(table: bytes) -> Iterator[_Association]:
    """Of a table in its small form."""
    assert table[:4] == bytes(4)
    (items,), at = struct.unpack_from(">I", table, 4), 8
    for _ in range(items):
        item, count = struct.unpack_from(">HB", table, at)
        indices = table[at + 3 : at + 3 + count]
        yield item, [(index & 0x80) << 8 | index & 0x7F for index in indices]
        at += 3 + count


def _table(associations: list[_Association], wide: bool) -> bytes:
    body = bytes((wide, 0, 0, wide)) + struct.pack(">I", len(associations))
    for item, indices in associations:
        body += struct.pack(">IB" if wide else ">HB", item, len(indices))
        small = (index >> 8 & 0x80 | index & 0x7F for index in indices)
        body += struct.pack(f">{len(indices)}H", *indices) if wide else bytes(small)
    return box(b"ipma", body)


def _moved(iloc: bytes, more: int) -> bytes:
    """The places of the items in the file, so many bytes further on; with one extent each, as encoders write them."""
    assert iloc[:5] == b"\0\0\0\0\x44"
    moved, base, at = bytearray(iloc), iloc[5] >> 4, 8
    for _ in range(struct.unpack_from(">H", iloc, 6)[0]):
        at += 4 + base + 2
        struct.pack_into(">I", moved, at, struct.unpack_from(">I", iloc, at)[0] + more)
        at += 8
    return bytes(moved)
