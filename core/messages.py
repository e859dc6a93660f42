"""What the indexing and its worker processes say to each other: plain bytes, one letter and what belongs to it.

A worker answers each message with one. Paths and numbers travel as they are; nothing is ever unpickled.
"""

from __future__ import annotations

import os
import struct
from dataclasses import dataclass, replace

import numpy as np

from core.features import Features
from core.images import ImageFile, UnreadableImage

READY = b"r"  # the first message of a worker; `model_failed` in its place ends the run
COMPUTE = b"c"  # asks for the features of the photo just looked at

_LOOK, _LOOKED, _COMPUTED, _UNREADABLE, _MODEL = b"l", b"L", b"C", b"U", b"M"
_SEEN = struct.Struct("<qq16s")  # size, time, content
_ALIKE = struct.Struct("<16sd")  # pixels, missing; the row of float16 behind it


@dataclass(frozen=True)
class Looked:
    """A file as it was read, and the hash of its bytes."""

    file: ImageFile
    content: bytes


@dataclass(frozen=True)
class Computed:
    """What a photo is like: its features; the hash of its pixels (b"": none) and the share of it that is missing."""

    features: Features
    pixels: bytes
    missing: float


Answer = Looked | Computed


def look(path: str) -> bytes:
    """Asks to read a file and to keep its bytes until the next message."""
    return _LOOK + os.fsencode(path)


def path_in(message: bytes) -> str | None:
    """The path that is to be looked at; None in a COMPUTE."""
    return os.fsdecode(message[1:]) if message[:1] == _LOOK else None


def looked(file: ImageFile, content: bytes) -> bytes:
    return _LOOKED + _SEEN.pack(file.size, file.mtime_ns, content)


def computed(features: Features, pixels: bytes, missing: float) -> bytes:
    return _COMPUTED + _ALIKE.pack(pixels, missing) + features.astype("<f2").tobytes()


def unreadable(reason: str) -> bytes:
    return _UNREADABLE + reason.encode("utf-8", "backslashreplace")


def model_failed(reason: str) -> bytes:
    return _MODEL + reason.encode("utf-8", "backslashreplace")


def model_failure_in(message: bytes) -> str:
    return message[1:].decode("utf-8", "replace")


def answer_in(message: bytes, file: ImageFile) -> Answer:
    """What a worker says of a file. Raises UnreadableImage where it says so, ValueError for junk."""
    kind, body = message[:1], message[1:]
    if kind == _UNREADABLE:
        raise UnreadableImage(body.decode("utf-8", "replace"))
    try:
        if kind == _LOOKED:
            size, mtime_ns, content = _SEEN.unpack(body)
            return Looked(replace(file, size=size, mtime_ns=mtime_ns), content)
        pixels, missing = _ALIKE.unpack_from(body)
        row = np.frombuffer(body, "<f2", offset=_ALIKE.size).astype(np.float16)
        return Computed(row, pixels if any(pixels) else b"", missing)
    except struct.error as error:
        raise ValueError("not from a worker") from error
