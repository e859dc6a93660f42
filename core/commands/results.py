"""Where results are written: never over a photo, and said before the work where they cannot be."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.base.console import why
from core.base.files import write_whole
from core.base.sentences import printable
from core.catalog.catalog import Collection
from core.commands.session import RunError
from core.photos.images import is_image_name

if TYPE_CHECKING:
    from PIL import Image

_FORMATS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".pdf": "PDF"}
_DOTS = 300.0  # per inch of paper


def check_place(output: Path) -> None:
    """Before the work: whether the result can lie there."""
    if not output.absolute().parent.is_dir():
        raise RunError(f"The folder {output.absolute().parent} does not exist; make it, or name another.")
    if output.exists() and not output.is_file():
        raise RunError(f"{output} is not a file; choose another name for the result.")


@contextlib.contextmanager
def written(output: Path) -> Iterator[Path]:
    """Where to write a result: what a link leads to. Errors name the result, not what is written beside it."""
    try:
        yield output.resolve()
    except OSError as error:
        raise RunError(f"{output} cannot be written ({why(error)}).") from error


def save_picture(picture: Image.Image, output: Path) -> None:
    """Write a picture in the format that its name asks for, 300 dots to an inch where it is printed."""
    file_format = picture_format(output)
    more: dict[str, Any] = {"resolution": _DOTS} if file_format == "PDF" else {"dpi": (_DOTS, _DOTS)}
    with written(output) as file:
        write_whole(file, lambda to: picture.save(to, format=file_format, quality=90, **more), private=False)


def picture_format(output: Path) -> str:
    """PNG, JPEG or PDF."""
    return _FORMATS[output.suffix.lower()]


def print_path(output: Path) -> None:
    """For another program as it is, for eyes without what would harm a terminal."""
    path = str(output.absolute())
    print(printable(path) if sys.stdout.isatty() else path)


def protect(output: Path, collection: Collection, folders: Sequence[str], queries: Sequence[str] = ()) -> None:
    """Photos are never written to, not even by mistake, and whatever name or link leads to them."""
    if not output.exists():
        return
    photos = [path for path in (*collection.paths, *queries) if os.path.exists(path)]
    is_photo = any(os.path.samefile(output, path) for path in photos)
    # Nor is what lies among the photos and is named like one, though it could not be read.
    is_there = any(output.resolve().is_relative_to(Path(folder).resolve()) for folder in folders)
    if is_photo or (is_there and is_image_name(output.name)):
        raise RunError(f"{output} is one of your photos; choose another name for the result.")
