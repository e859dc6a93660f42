"""The one decoder: turns image files into upright RGB arrays.

Every photo may be hostile or broken. Each failure becomes an `UnreadableImage` with one plain sentence. What finds and
reads files is importable from here too.
"""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import io
import logging
import threading
import warnings
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pi_heif
import PIL
from numpy.typing import NDArray
from PIL import Image, ImageOps, UnidentifiedImageError

from core import sentences
from core.kinds_of_files import EXTENSIONS, is_image_name
from core.photo_files import ImageFile, UnreadableImage, content_hash, read_file
from core.scanning import BadFolder, Scan, ScanCancelled, Skipped, scan_folders

__all__ = [
    "EXTENSIONS",
    "RGB",
    "BadFolder",
    "ImageFile",
    "Picture",
    "Scan",
    "ScanCancelled",
    "Skipped",
    "UnreadableImage",
    "content_hash",
    "decode",
    "is_image_name",
    "load_rgb",
    "load_thumbnail",
    "read_file",
    "scan_folders",
]

# An allow-list: Pillow knows formats that start other programs (EPS starts Ghostscript) or that nobody photographs in.
# MPO files of phones come in through JPEG.
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF", "HEIF", "AVIF")

MAX_PIXELS = 200_000_000  # the largest phone sensor gives 16,320 x 12,240
_BIG_PIXELS = 40_000_000
_one_big_image = threading.Lock()  # several decoders at once must not need several times a gigabyte

pi_heif.register_heif_opener()
Image.init()  # Image.open(formats=...) raises KeyError for a plugin that is not loaded yet
Image.MAX_IMAGE_PIXELS = None  # `_check_size` refuses instead, before any pixel is decoded, and without a warning
warnings.filterwarnings("ignore", module=r"PIL\.")  # about odd metadata; nothing that a user could act on
logging.getLogger("PIL").addHandler(logging.NullHandler())  # else Python prints such messages itself
for _libtiff in Path(PIL.__file__).parent.parent.glob("pillow.libs/libtiff*"):  # of the wheels for Linux
    ctypes.CDLL(str(_libtiff)).TIFFSetErrorHandler(None)  # else it prints; Pillow raises for the same faults

RGB = NDArray[np.uint8]


@dataclass(frozen=True, eq=False)
class Picture:
    """A decoded photo.

    `rgb`: (H, W, 3) uint8, upright, sRGB, transparency on white. `pixels`: 16 bytes that tell the decoded pixels from
    others, before the EXIF turn and before any conversion of colour, so that rewritten metadata keep it; comparable
    among pictures decoded with the same `at_least`. `missing`: the share of the picture, 0.0 to 0.05, that the file
    does not hold. `size`: width and height of the whole upright photo, of which `rgb` may be a reduced copy.
    """

    rgb: RGB
    pixels: bytes
    missing: float
    size: tuple[int, int]


def load_rgb(source: str | bytes, at_least: int = 0) -> RGB:
    """The `rgb` of `decode`, an array of its own. Raises UnreadableImage."""
    return decode(source, at_least).rgb


def load_thumbnail(source: str | bytes, side: int) -> RGB:
    """Decode to (h, w, 3) uint8 that fits into `side` x `side` pixels, never enlarged. Raises UnreadableImage."""
    rgb = decode(source, side).rgb
    try:
        image = Image.fromarray(rgb)
        image.thumbnail((side, side), Image.Resampling.LANCZOS, reducing_gap=2.0)
        return np.array(image)
    except MemoryError as error:
        raise UnreadableImage(sentences.NO_MEMORY) from error


def decode(source: str | bytes, at_least: int = 0) -> Picture:
    """Decode a path or the bytes of a file; its first frame, if there are several.

    With `at_least` the result may come scaled down, its short side never below that many pixels: JPEG decodes
    several times faster so. Raises UnreadableImage, whatever the decoder raises.
    """
    data = source if isinstance(source, bytes) else read_file(source)[0]
    if not data:
        raise UnreadableImage(sentences.EMPTY)
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as image:
            _check_size(image.size)
            size = image.size
            if at_least:
                _draft(image, at_least)
            if image.width * image.height <= _BIG_PIXELS:
                return _picture(image, at_least, size)
            with _one_big_image:
                return _picture(image, at_least, size)
    except UnreadableImage:
        raise
    except UnidentifiedImageError as error:
        raise UnreadableImage(sentences.UNKNOWN_FORMAT) from error
    except MemoryError as error:
        raise UnreadableImage(sentences.NO_MEMORY) from error
    except Exception as error:  # decoders raise whatever a broken file makes them raise: SyntaxError, struct.error, ...
        raise UnreadableImage(sentences.DAMAGED) from error


def _picture(image: Image.Image, at_least: int, size: tuple[int, int]) -> Picture:
    image.load()
    pixels = _pixel_hash(image)
    landscape = image.width > image.height
    upright = _upright_rgb(image, at_least)
    turned = upright.width != upright.height and landscape != (upright.width > upright.height)
    return Picture(np.array(upright), pixels, 0.0, size[::-1] if turned else size)


def _pixel_hash(image: Image.Image) -> bytes:
    return hashlib.blake2b(f"{image.mode} {image.size}".encode() + image.tobytes(), digest_size=16).digest()


def _check_size(size: tuple[int, int]) -> None:
    width, height = size
    if width * height > MAX_PIXELS:
        size_told = sentences.MANY_PIXELS.format(width=f"{width:,}", height=f"{height:,}", most=MAX_PIXELS // 10**6)
        raise UnreadableImage(size_told)
    if width < 1 or height < 1:
        raise UnreadableImage(sentences.NO_PIXELS)


def _draft(image: Image.Image, at_least: int) -> None:
    """Let JPEG decode at 1/2, 1/4 or 1/8 where that leaves the short side long enough."""
    scale = at_least / min(image.size)
    if scale < 1:
        image.draft(None, (int(np.ceil(image.width * scale)), int(np.ceil(image.height * scale))))


def _upright_rgb(image: Image.Image, at_least: int) -> Image.Image:
    _turn_upright(image)
    rgb = _on_white(image) if _is_transparent(image) else _to_rgb(image)
    factor = min(rgb.size) // at_least if at_least else 1
    return rgb.reduce(factor // 2) if factor >= 4 else rgb  # box filter; keeps twice what the caller resizes to


def _turn_upright(image: Image.Image) -> None:
    with contextlib.suppress(Exception):  # broken EXIF says nothing about the pixels
        ImageOps.exif_transpose(image, in_place=True)


def _is_transparent(image: Image.Image) -> bool:
    if image.mode.startswith("I"):
        return False  # 16-bit grey, which Pillow would clip; `_to_rgb` sees to a transparent level
    return image.mode in ("RGBA", "LA", "PA", "RGBa", "La") or "transparency" in image.info


def _on_white(image: Image.Image) -> Image.Image:
    rgba = image.convert("RGBA")
    alpha = rgba.getchannel("A")
    if alpha.getextrema()[1] == 0:  # some programs leave the alpha of an opaque bitmap at nought
        return rgba.convert("RGB")
    background = Image.new("RGB", rgba.size, "white")
    background.paste(rgba, mask=alpha)
    return background


def _to_rgb(image: Image.Image) -> Image.Image:
    if image.mode == "RGB":
        return image
    if image.mode.startswith(("I", "F")):
        levels = np.asarray(image)
        grey = _to_8_bits(levels)
        grey[levels == image.info.get("transparency")] = 255
        return Image.fromarray(grey).convert("RGB")
    return image.convert("RGB")


def _to_8_bits(values: NDArray[np.generic]) -> RGB:
    """Grey of 16 bits, 32 bits or floats to uint8; Pillow's own conversion would clip at 255."""
    levels = np.nan_to_num(values.astype(np.float32), nan=0.0, posinf=0.0, neginf=0.0)
    top = 65535.0 if values.dtype == np.uint16 else float(levels.max(initial=0.0))
    if values.dtype.kind == "i" and top <= 65535:
        top = 65535.0 if top > 255 else 255.0
    eight_bits: RGB = np.clip(levels * (255.0 / (top or 1.0)), 0, 255).astype(np.uint8)
    return eight_bits
