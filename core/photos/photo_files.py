"""Files as they lie on disk: what they are called, how large and old they are, what they hold."""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
from array import array
from collections.abc import Iterator, Sequence
from typing import BinaryIO, NamedTuple

from core.base import sentences
from core.base.sentences import Sentence, TwinsetError

MAX_BYTES = 300 * 2**20  # an uncompressed scan of 100 million pixels; a worker holds one such file and its pixels
_FIRST, _LAST = -(2**63), 2**63 - 1  # as ns since 1970 from 1677 to 2262: what the catalog stores


class ImageFile(NamedTuple):
    """A file as it lay on disk. `path` is absolute and may hold surrogate escapes for bytes that are no UTF-8.

    `size` (bytes) and `mtime_ns` (since 1970) fit into 64 bits with sign; dates beyond them count as the last or first.
    """

    path: str
    size: int
    mtime_ns: int


class UnreadableImage(TwinsetError):
    """An image that cannot be used."""


def image_file(path: str, status: os.stat_result) -> ImageFile:
    """What `status` says of the file at `path`."""
    return ImageFile(path, *in_bounds((status.st_size, status.st_mtime_ns)))


def in_bounds(numbers: Sequence[int]) -> array[int]:
    """Sizes or dates, in the bounds of the catalog: file systems know dates to 30828."""
    try:
        return array("q", numbers)
    except OverflowError:
        return array("q", [max(_FIRST, min(number, _LAST)) for number in numbers])


def content_hash(data: bytes) -> bytes:
    """What tells one file's content from another's, whatever their names: 16 bytes."""
    return hashlib.blake2b(data, digest_size=16).digest()


def read_file(path: str) -> tuple[bytes, ImageFile]:
    """The bytes of a file and its size and time as they were when it was opened. Raises UnreadableImage."""
    with opened(path) as stream:
        status = os.fstat(stream.fileno())
        if status.st_size > MAX_BYTES:
            raise UnreadableImage(sentences.LARGE_FILE.filled(most=MAX_BYTES // 2**20))
        data = stream.read(MAX_BYTES + 1)  # never more, should it grow meanwhile
    return data, image_file(os.path.abspath(path), status)


@contextlib.contextmanager
def opened(path: str) -> Iterator[BinaryIO]:
    """A file to read. Raises UnreadableImage, also for what the system does not give meanwhile."""
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):  # before opening: to open a pipe would wait for ever
            raise UnreadableImage(sentences.NO_IMAGE_FILE)
        with open(path, "rb") as stream:
            yield stream
    except OSError as error:
        raise UnreadableImage(vanished_or(error)) from error
    except ValueError as error:  # a path with a NUL character
        raise UnreadableImage(sentences.NO_NAME) from error
    except MemoryError as error:
        raise UnreadableImage(sentences.NO_MEMORY) from error


def vanished_or(error: OSError) -> Sentence:
    """The sentence for a file that cannot be read."""
    if isinstance(error, FileNotFoundError):
        return sentences.GONE
    if isinstance(error, PermissionError):
        return sentences.NO_PERMISSION
    return sentences.BROKEN_FILE.filled(why=os_reason(error))


def os_reason(error: OSError) -> str:
    """What the system says is wrong."""
    return error.strerror or type(error).__name__
