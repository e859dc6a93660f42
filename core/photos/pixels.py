"""Decoded pixels of any kind, made smaller and brought to 8 bits: in strips, so that nothing large is copied."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray
from PIL import Image

_STRIP = 1_000_000  # pixels
_FAINTEST = 1e-36  # level of white: 255 divided by less passes what a float of 32 bits holds
_KEPT = ("RGB", "L", "CMYK")

_Convert = Callable[[Image.Image], Image.Image]


def reduced(image: Image.Image, factor: int) -> Image.Image:
    """A loaded image at 1/`factor` of its sides (box filter), transparency on white, as "RGB", "L" or "CMYK".

    The result is the same as if the whole were converted first; the memory needed beside the image is a few strips.
    """
    convert = _conversion(image)
    if convert is None:
        return image if factor == 1 else image.reduce(factor)
    strips = [_small(convert(strip), factor) for strip in _strips(image, factor)]
    return strips[0] if len(strips) == 1 else stacked(strips)


def stacked(strips: list[Image.Image]) -> Image.Image:
    """Strips of one width, from the top down, as one image."""
    whole = Image.new(strips[0].mode, (strips[0].width, sum(strip.height for strip in strips)))
    top = 0
    for strip in strips:
        whole.paste(strip, (0, top))
        top += strip.height
    return whole


def strip_height(width: int, factor: int) -> int:
    """Rows that one strip holds: a multiple of `factor`, so that reducing strips is reducing the whole."""
    return max(_STRIP // width // factor, 1) * factor


def _small(image: Image.Image, factor: int) -> Image.Image:
    return image if factor == 1 else image.reduce(factor)


def _strips(image: Image.Image, factor: int) -> Iterator[Image.Image]:
    rows = strip_height(image.width, factor)
    if rows >= image.height:
        yield image
        return
    for top in range(0, image.height, rows):
        strip = image.crop((0, top, image.width, min(top + rows, image.height)))
        strip.info = image.info  # the transparent colour
        yield strip


def _conversion(image: Image.Image) -> _Convert | None:
    """How to bring the strips of an image to one of the kept modes; None where nothing is to do."""
    if image.mode.startswith(("I", "F")):
        return _to_grey(image)
    if _is_transparent(image):
        grey = image.mode in ("L", "LA", "La", "1")
        return _on_white if _shows_anything(image) else lambda strip: _opaque(strip, grey)
    if image.mode in _KEPT:
        return None
    mode = "L" if image.mode == "1" else "RGB"
    return lambda strip: strip.convert(mode)


def _is_transparent(image: Image.Image) -> bool:
    return image.mode in ("RGBA", "LA", "PA", "RGBa", "La") or "transparency" in image.info


def _shows_anything(image: Image.Image) -> bool:
    """Some programs leave the alpha of an opaque bitmap at zero."""
    return any(strip.convert("RGBA").getchannel("A").getextrema() != (0, 0) for strip in _strips(image, 1))


def _opaque(image: Image.Image, grey: bool) -> Image.Image:
    rgb = image.convert("RGBA").convert("RGB")
    return rgb.convert("L") if grey else rgb


def _on_white(image: Image.Image) -> Image.Image:
    rgba = image.convert("RGBA")
    background = Image.new("RGB", rgba.size, "white")
    background.paste(rgba, mask=rgba.getchannel("A"))
    return background.convert("L") if image.mode in ("L", "LA", "La", "1") else background


def _to_grey(image: Image.Image) -> _Convert:
    """Grey of 16 bits, 32 bits or floats to 8 bits; Pillow's own conversion would clip at 255."""
    transparent = image.info.get("transparency")
    top = _top(image)

    def convert(strip: Image.Image) -> Image.Image:
        levels = np.asarray(strip)
        grey = (np.clip(_finite(levels), 0, top) * (255.0 / top)).astype(np.uint8)
        if isinstance(transparent, int):
            grey[levels == transparent] = 255
        return Image.fromarray(grey)

    return convert


def _top(image: Image.Image) -> float:
    """The level that is white."""
    kind = np.asarray(image.crop((0, 0, 1, 1))).dtype
    if kind.kind == "u" and kind.itemsize == 2:
        return 65535.0
    top = max(float(_finite(np.asarray(strip)).max(initial=0.0)) for strip in _strips(image, 1))
    if kind.kind == "i" and top <= 65535:
        return 65535.0 if top > 255 else 255.0
    return top if top > _FAINTEST else 1.0


def _finite(levels: NDArray[np.generic]) -> NDArray[np.float32]:
    return np.nan_to_num(levels.astype(np.float32), nan=0.0, posinf=0.0, neginf=0.0)
