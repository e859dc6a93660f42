"""What the program and a process that compares pictures say to each other: plain bytes, nothing is ever unpickled."""

from __future__ import annotations

import struct
from collections.abc import Sequence

import numpy as np

from core.photos.images import RGB

_COUNTS = struct.Struct("<ii")  # pictures and pairs; the sizes of pictures, the pairs and the pixels behind it

Pair = tuple[int, int]  # places in a row of pictures


def asked(pictures: Sequence[RGB], pairs: Sequence[Pair]) -> bytes:
    """Asks which of these pairs of pictures (h, w, 3) are one picture."""
    sizes = np.array([picture.shape[:2] for picture in pictures], "<i4")
    pixels = (np.ascontiguousarray(picture).data for picture in pictures)
    return b"".join(
        (_COUNTS.pack(len(pictures), len(pairs)), sizes.tobytes(), np.array(pairs, "<i4").tobytes(), *pixels)
    )


def pictures_in(message: bytes) -> tuple[list[RGB], list[Pair]]:
    """What `asked` names."""
    count, of_pairs = _COUNTS.unpack_from(message)
    numbers = np.frombuffer(message, "<i4", 2 * (count + of_pairs), _COUNTS.size).reshape(-1, 2)
    at, pictures = _COUNTS.size + numbers.nbytes, list[RGB]()
    for height, width in numbers[:count].tolist():
        pictures.append(np.frombuffer(message, np.uint8, 3 * height * width, at).reshape(height, width, 3))
        at += pictures[-1].nbytes
    return pictures, [(one, other) for one, other in numbers[count:].tolist()]


def told(same: Sequence[bool]) -> bytes:
    """Answers `asked`: a byte for each pair."""
    return bytes(same)


def same_in(message: bytes, pairs: int) -> list[bool]:
    """What `told` says of so many pairs. Raises ValueError for junk."""
    if len(message) != pairs or message.strip(b"\0\1"):
        raise ValueError("not from a process that compares")
    return [bool(one) for one in message]
