"""Sheets as files: PNG and JPEG hold one picture, PDF as many pages as there are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from PIL import Image

from core.base import sentences
from core.base.files import write_whole
from core.base.sentences import TwinsetError
from core.sharing.layout import DPI, MOST_PAGES

ENDINGS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".pdf": "PDF"}
_QUALITY = 90  # of JPEG
_AT_A_TIME = 8  # pages in memory
_JPEG_SIDE = 65_500  # pixels, of libjpeg
_MOST_BYTES = 700_000_000  # of a picture's pixels in memory


class TooLarge(TwinsetError):
    """A picture or document that no file of its format should hold."""


def format_of(file: Path) -> str:
    """By its ending, one of ENDINGS."""
    return ENDINGS[file.suffix.lower()]


def check_size(width: int, height: int, file_format: str) -> None:
    """Before a picture is drawn that has so many pixels. Raises TooLarge."""
    most = _MOST_BYTES // (3 * width)
    if file_format == "JPEG" and height > _JPEG_SIDE:
        tall = sentences.TALL_JPEG if height <= most else sentences.TALL_PICTURE
        raise TooLarge(tall.filled(height=height, most=_JPEG_SIDE, kind=file_format))
    if height > most:
        raise TooLarge(sentences.TALL_PICTURE.filled(height=height, most=most, kind=file_format))


def check_pages(pages: int) -> None:
    """Before a document is drawn. Raises TooLarge."""
    if pages > MOST_PAGES:
        raise TooLarge(sentences.MANY_PAGES.filled(pages=pages, most=MOST_PAGES))


def save_picture(picture: Image.Image, file: Path, dpi: int | None = None) -> None:
    """Write one PNG or JPEG in one step; `dpi`: how many of its pixels make an inch of paper. Raises OSError."""
    more: dict[str, Any] = {} if dpi is None else {"dpi": (dpi, dpi)}
    write_whole(file, lambda to: picture.save(to, format=format_of(file), quality=_QUALITY, **more), private=False)


def save_document(pages: Iterable[Image.Image], title: str, file: Path, dpi: int = DPI) -> None:
    """Write a PDF in one step, a few pages at a time so that memory stays small. Raises OSError."""

    def write(stream: BinaryIO) -> None:
        left = iter(pages)
        append = False
        while some := list(islice(left, _AT_A_TIME)):
            _add(some, stream, append, title, dpi)
            append = True

    write_whole(file, write, private=False)


def _add(pages: Sequence[Image.Image], stream: BinaryIO, append: bool, title: str, dpi: int) -> None:
    first, *others = pages
    stream.seek(0)
    named = {} if append else {"title": title, "producer": "Twinset"}
    how = {"save_all": True, "append_images": others, "append": append, "resolution": dpi, "quality": _QUALITY}
    first.save(stream, "PDF", **how, **named)
