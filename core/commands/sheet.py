"""Contact sheets: each query photo and its matches in rows of five, as a picture to keep or print."""

from __future__ import annotations

import math
import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageFont

from core.base.sentences import printable
from core.photos.images import UnreadableImage, load_thumbnail

if TYPE_CHECKING:  # every command loads this file; not each of them searches
    from core.search.search import Match

COLUMNS = 5
CELL = 240  # pixels
_CAPTION = 40
_GAP = 16
_TITLE = 56
_WIDTH = COLUMNS * (CELL + _GAP) + _GAP
_PAPER, _INK, _QUIET = "#ffffff", "#1c1b1a", "#77736d"


_JPEG_HEIGHT = 65_500  # pixels, of libjpeg
_MOST_BYTES = 700_000_000  # of a sheet's pixels in memory


class TooTall(Exception):
    """A sheet that no file of its format can hold; str() is one plain sentence."""


@dataclass(frozen=True)
class Block:
    """A query photo and its matches, nearest first: one block of rows."""

    query: str
    matches: tuple[Match, ...]
    turned: bool = False  # found only in another turn


def check_height(height: int, file_format: str) -> None:
    """Raises TooTall for a sheet that is higher in pixels than JPEG or PNG, as is asked for, can be written."""
    most = _MOST_BYTES // (3 * _WIDTH)
    if file_format == "JPEG" and height > _JPEG_HEIGHT:
        way = "name a .png file" if height <= most else "make several sheets"
        most = _JPEG_HEIGHT
    else:
        way = "make several sheets"
    if height > most:
        raise TooTall(
            f"The sheet would be {height:,} pixels high, and a {file_format} file may have {most:,}; "
            f"ask for less (--top, --random), or {way}."
        )


def sheet_height(matches: Sequence[int]) -> int:
    """Pixels of a sheet of blocks with so many matches each."""
    return sum(map(_height, matches)) + _GAP


def _height(matches: int) -> int:
    return _TITLE + math.ceil(matches / COLUMNS) * (CELL + _CAPTION + _GAP)


def draw_sheet(blocks: Sequence[Block]) -> Image.Image:
    """One grid, five columns wide, per block, below one another: ten matches make the classic 2 x 5."""
    sheet = Image.new("RGB", (_WIDTH, sheet_height([len(block.matches) for block in blocks])), _PAPER)
    top = 0
    for block in blocks:
        _draw_block(sheet, block, top)
        top += _height(len(block.matches))
    return sheet


def _draw_block(sheet: Image.Image, block: Block, top: int) -> None:
    draw = ImageDraw.Draw(sheet)
    name = _name(block.query) + (", turned" if block.turned else "")
    title = _fitting(draw, f"Most similar to {name}", 22, sheet.width - 2 * _GAP)
    draw.text((_GAP, top + 20), title, _INK, ImageFont.load_default(22))
    for number, match in enumerate(block.matches):
        row, column = divmod(number, COLUMNS)
        left = _GAP + column * (CELL + _GAP)
        _draw_match(sheet, match, number + 1, (left, top + _TITLE + row * (CELL + _CAPTION + _GAP)))


def _draw_match(sheet: Image.Image, match: Match, rank: int, corner: tuple[int, int]) -> None:
    draw = ImageDraw.Draw(sheet)
    left, top = corner
    try:
        photo = Image.fromarray(load_thumbnail(match.path, CELL))
        sheet.paste(photo, (left + (CELL - photo.width) // 2, top + (CELL - photo.height) // 2))
    except UnreadableImage as error:
        draw.rectangle((left, top, left + CELL, top + CELL), outline=_QUIET)
        draw.text((left + 8, top + 8), _fitting(draw, str(error), 13, CELL - 16), _QUIET, ImageFont.load_default(13))
    words = [f"{rank}.", f"{match.distance:.3f}", *([f"other kind: {match.kind}"] if match.other_kind else [])]
    draw.text((left, top + CELL + 4), _fitting(draw, "  ".join(words), 14, CELL), _INK, ImageFont.load_default(14))
    name = _fitting(draw, _name(match.path), 13, CELL)
    draw.text((left, top + CELL + 22), name, _QUIET, ImageFont.load_default(13))


def _name(path: str) -> str:
    """The file's name in characters that can be drawn."""
    return printable(os.path.basename(path))


def _fitting(draw: ImageDraw.ImageDraw, text: str, size: int, width: int) -> str:
    font = ImageFont.load_default(size)
    if draw.textlength(text, font) <= width:
        return text
    while text and draw.textlength(text + "…", font) > width:
        text = text[:-1]
    return text + "…"
