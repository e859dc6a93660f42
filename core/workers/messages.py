"""What the program and its worker processes say to each other: plain bytes, one letter and what belongs to it.

A worker answers each message with one. Paths and numbers travel as they are, sentences as JSON; nothing is ever
unpickled.
"""

from __future__ import annotations

import os
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from core.base.sentences import Sentence
from core.photos.images import ImageFile, Picture, UnreadableImage

if TYPE_CHECKING:  # a worker that only decodes starts sooner without
    from core.looks.features import Features

_UNTOLD = -(2**63)
COMPUTE = b"c"  # asks for the features of the photo just looked at
TAKE = b"t"  # asks to keep the bytes that are the next message
KEPT = b"K"  # the answer to that, and to `open_file`

_LOOK, _OPEN, _DECODE, _LOOKED, _COMPUTED, _DECODED = b"l", b"o", b"d", b"L", b"C", b"D"
_DATE, _DATED = b"w", b"W"
_UNREADABLE, _MODEL = b"U", b"M"
_READY = b"R"  # the first message of a worker; `model_failed` in its place ends the run
_WANTED = struct.Struct("<II")  # at_least, within
_SEEN = struct.Struct("<qq16sq")  # size, time, content, when it was taken
_TAKEN = struct.Struct("<q")
_ALIKE = struct.Struct("<16sd")  # pixels, missing; the row of float16 behind it
_DRAWN = struct.Struct("<cIIII16sdq")  # the letter; height and width of rgb, size, pixels, missing, taken; then rgb


@dataclass(frozen=True)
class Looked:
    """A file as it was read, the hash of its bytes, and, if it tells, when it was taken, in seconds since 1970."""

    file: ImageFile
    content: bytes
    taken: int | None = None


@dataclass(frozen=True)
class Computed:
    """What a photo is like: its features; the hash of its pixels (b"": none) and the share of it that is missing."""

    features: Features
    pixels: bytes
    missing: float


Reply = Looked | Computed


def look(path: str) -> bytes:
    """Asks to read a file and to keep its bytes until the next message."""
    return _LOOK + os.fsencode(path)


def path_to_look_at(message: bytes) -> str:
    """The path that `look` names."""
    return os.fsdecode(message[1:])


def open_file(path: str) -> bytes:
    """Asks to read a file and to keep its bytes, of which nothing need be known."""
    return _OPEN + os.fsencode(path)


def path_to_open(message: bytes) -> str | None:
    """The path that `open_file` names; None for any other message."""
    return os.fsdecode(message[1:]) if message[:1] == _OPEN else None


def date(path: str) -> bytes:
    """Asks when a photo was taken, and for no more of its file."""
    return _DATE + os.fsencode(path)


def path_to_date(message: bytes) -> str | None:
    """The path that `date` names; None for any other message."""
    return os.fsdecode(message[1:]) if message[:1] == _DATE else None


def decode(at_least: int, within: int) -> bytes:
    """Asks for the picture in the bytes that were kept."""
    return _DECODE + _WANTED.pack(at_least, within)


def sides_in(message: bytes) -> tuple[int, int] | None:
    """`at_least` and `within` of a picture that is asked for."""
    return _WANTED.unpack(message[1:]) if message[:1] == _DECODE else None


def looked(file: ImageFile, content: bytes, taken: int | None = None) -> bytes:
    """Answers `look`: see Looked."""
    return _LOOKED + _SEEN.pack(file.size, file.mtime_ns, content, _sent(taken))


def dated(taken: int | None) -> bytes:
    """Answers `date`."""
    return _DATED + _TAKEN.pack(_sent(taken))


def computed(features: Features, pixels: bytes, missing: float) -> bytes:
    """Answers COMPUTE."""
    return _COMPUTED + _ALIKE.pack(pixels, missing) + features.astype("<f2").tobytes()


def decoded(picture: Picture) -> bytes:
    """Answers `decode`."""
    head = _DRAWN.pack(
        _DECODED, *picture.rgb.shape[:2], *picture.size, picture.pixels, picture.missing, _sent(picture.taken)
    )
    return b"".join((head, np.ascontiguousarray(picture.rgb).data))  # a copy less than by adding


def _sent(taken: int | None) -> int:
    return _UNTOLD if taken is None else taken


def _received(taken: int) -> int | None:
    return None if taken == _UNTOLD else taken


def unreadable(reason: Sentence) -> bytes:
    """Answers anything: why the file cannot be read."""
    return _UNREADABLE + reason.to_json().encode("ascii")


def model_failed(reason: Sentence) -> bytes:
    """Why there is no network to compute with."""
    return _MODEL + reason.to_json().encode("ascii")


def ready(model_id: str) -> bytes:
    """Says that work can begin, with which model; "" for none."""
    return _READY + model_id.encode()


def model_id_in(message: bytes) -> str | None:
    """Which model a worker is ready to compute with, "" for none; None where it says that it cannot."""
    return message[1:].decode() if message[:1] == _READY else None


def model_failure_in(message: bytes) -> Sentence:
    """The reason that `model_failed` gives. Raises ValueError for junk."""
    return Sentence.from_json(message[1:].decode("ascii"))


def reply_in(message: bytes, file: ImageFile) -> Reply:
    """What a worker says of a file. Raises UnreadableImage where it says so, ValueError for junk."""
    _raise_unreadable(message)
    kind, body = message[:1], message[1:]
    try:
        if kind == _LOOKED:
            size, mtime_ns, content, taken = _SEEN.unpack(body)
            return Looked(file._replace(size=size, mtime_ns=mtime_ns), content, _received(taken))
        pixels, missing = _ALIKE.unpack_from(body)
        row = np.frombuffer(body, "<f2", offset=_ALIKE.size).astype(np.float16)
        return Computed(row, pixels if any(pixels) else b"", missing)
    except struct.error as error:
        raise ValueError("not from a worker") from error


def taken_in(message: bytes) -> int | None:
    """What a worker says of when a photo was taken. Raises UnreadableImage where it cannot, ValueError for junk."""
    _raise_unreadable(message)
    if message[:1] != _DATED or len(message) != 1 + _TAKEN.size:
        raise ValueError("not a date")
    return _received(*_TAKEN.unpack(message[1:]))


def expect_kept(message: bytes) -> None:
    """Raises UnreadableImage where a worker could not read a file, ValueError for junk."""
    _raise_unreadable(message)
    if message != KEPT:
        raise ValueError("not kept")


def picture_in(message: bytes) -> Picture:
    """A photo as a worker decoded it. Raises UnreadableImage where it cannot be, ValueError for junk."""
    _raise_unreadable(message)
    try:
        kind, height, width, *size, pixels, missing, taken = _DRAWN.unpack_from(message)
    except struct.error as error:
        raise ValueError("not from a worker") from error
    if kind != _DECODED:
        raise ValueError("not a picture")
    rgb = np.frombuffer(message, np.uint8, offset=_DRAWN.size).reshape(height, width, 3)
    return Picture(rgb.copy(), pixels, missing, (size[0], size[1]), _received(taken))


def _raise_unreadable(message: bytes) -> None:
    if message[:1] == _UNREADABLE:
        raise UnreadableImage(Sentence.from_json(message[1:].decode("ascii")))
