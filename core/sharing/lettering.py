"""Lines of text as masks, with the fonts of the system where Pillow finds one: its own has hardly more than ASCII."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Protocol

from PIL import Image, ImageDraw, ImageFont

# Of Linux, Windows and macOS; the first that is there.
_FONTS = ("DejaVuSans.ttf", "LiberationSans-Regular.ttf", "NotoSans-Regular.ttf", "arial.ttf", "Arial.ttf")
_LINE = 1.3  # heights of a letter
_ELLIPSIS = "…"


class Letter(Protocol):
    """Draws one line of text; `size` is the letters' height in pixels."""

    def __call__(self, text: str, size: float, width: int) -> Image.Image:
        """A mask, mode L, at most `width` pixels wide: what does not fit is left out at the end."""
        ...


def letter(text: str, size: float, width: int) -> Image.Image:
    """See Letter."""
    font = _font(max(1, round(size)))
    text = _fitting(text, font, width)
    mask = Image.new("L", (max(1, min(width, round(font.getlength(text)) + 1)), round(_LINE * size) + 1))
    ImageDraw.Draw(mask).text((0, 0), text, 255, font)
    return mask


def _fitting(text: str, font: ImageFont.FreeTypeFont | ImageFont.ImageFont, width: int) -> str:
    if font.getlength(text) <= width:
        return text
    while text and font.getlength(text + _ELLIPSIS) > width:
        text = text[:-1]
    return text + _ELLIPSIS


@lru_cache(64)
def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    name = _installed()
    return ImageFont.load_default(size) if name is None else ImageFont.truetype(name, size)


@cache
def _installed() -> str | None:
    for name in _FONTS:
        try:
            ImageFont.truetype(name, 10)
        except OSError:
            continue
        return name
    return None
