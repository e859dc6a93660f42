"""Where a result may be written: never over a photo."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from core.base import sentences
from core.base.console import why
from core.base.sentences import TwinsetError
from core.photos.images import is_image_name


class NotWritten(TwinsetError):
    """The result cannot lie there."""


def is_photo(file: Path, photos: Iterable[str], folders: Sequence[str]) -> bool:
    """Whether the file is one of these photos, by whatever name or link, or one among them in their folders.

    What lies there and is named like a photo counts too, though it could not be read.
    """
    if not file.exists():
        return False
    real = file.resolve()
    if is_image_name(file.name) and any(real.is_relative_to(Path(folder).resolve()) for folder in folders):
        return True
    return any(os.path.samefile(file, path) for path in photos if os.path.exists(path))


@contextlib.contextmanager
def written(file: Path, photos: Iterable[str], folders: Sequence[str]) -> Iterator[Path]:
    """Where to write a result: what a link leads to, and no photo. Raises NotWritten, also for an OSError within."""
    try:
        if is_photo(file, photos, folders):
            raise NotWritten(sentences.OVER_PHOTO.filled(file=file))
        yield file.resolve()
    except OSError as error:
        raise NotWritten(sentences.NOT_WRITTEN.filled(file=file, why=why(error))) from error
