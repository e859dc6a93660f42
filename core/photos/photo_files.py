"""Files as they lie on disk: what they are called, how large and old they are, what they hold."""

from __future__ import annotations

import hashlib
import os
import stat
from typing import NamedTuple

from core.base import sentences
from core.base.sentences import Sentence, TwinsetError

MAX_BYTES = 300 * 2**20  # an uncompressed scan of 100 million pixels; a worker holds one such file and its pixels
_FIRST_DATE, _LAST_DATE = -(2**63), 2**63 - 1  # ns since 1970: what the catalog stores, from 1677 to 2262


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
    """What `status` says of the file at `path`, in the bounds of the catalog: file systems know dates to 30828."""
    size, date = status.st_size, status.st_mtime_ns
    if size > _LAST_DATE or not _FIRST_DATE <= date <= _LAST_DATE:
        size, date = min(size, _LAST_DATE), max(_FIRST_DATE, min(date, _LAST_DATE))
    return ImageFile(path, size, date)


def content_hash(data: bytes) -> bytes:
    """What tells one file's content from another's, whatever their names: 16 bytes."""
    return hashlib.blake2b(data, digest_size=16).digest()


def read_file(path: str) -> tuple[bytes, ImageFile]:
    """The bytes of a file and its size and time as they were when it was opened. Raises UnreadableImage."""
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):  # before opening: to open a pipe would wait for ever
            raise UnreadableImage(sentences.NO_IMAGE_FILE)
        with open(path, "rb") as stream:
            status = os.fstat(stream.fileno())
            if status.st_size > MAX_BYTES:
                raise UnreadableImage(sentences.LARGE_FILE.filled(most=MAX_BYTES // 2**20))
            data = stream.read(MAX_BYTES + 1)  # never more, should it grow meanwhile
    except OSError as error:
        raise UnreadableImage(vanished_or(error)) from error
    except ValueError as error:  # a path with a NUL character
        raise UnreadableImage(sentences.NO_NAME) from error
    except MemoryError as error:
        raise UnreadableImage(sentences.NO_MEMORY) from error
    return data, image_file(os.path.abspath(path), status)


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
