"""The one decoder: turns image files into upright RGB arrays.

Every photo may be hostile or broken. Each failure becomes an `UnreadableImage` with one plain sentence. What finds and
reads files is importable from here too.
"""

from __future__ import annotations

import ctypes
import hashlib
import logging
import warnings
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

import numpy as np
import pi_heif
import PIL
from numpy.typing import NDArray
from PIL import AvifImagePlugin, Image, TiffImagePlugin, UnidentifiedImageError, WebPImagePlugin

from core.base import sentences
from core.photos.attempts import open_picture
from core.photos.kinds_of_files import EXTENSIONS, begins_like_an_image, is_image_name
from core.photos.opening import Opened
from core.photos.photo_files import ImageFile, UnreadableImage, content_hash, read_file
from core.photos.profiles import to_srgb
from core.photos.repair import box_formats
from core.photos.scanning import BadFolder, Scan, ScanCancelled, Skipped, scan_folders

__all__ = [
    "EXTENSIONS",
    "RGB",
    "BadFolder",
    "Decode",
    "ImageFile",
    "Picture",
    "Scan",
    "ScanCancelled",
    "Skipped",
    "UnreadableImage",
    "content_hash",
    "decode",
    "fitted",
    "is_image_name",
    "load_rgb",
    "load_thumbnail",
    "read_file",
    "scan_folders",
]

pi_heif.register_heif_opener()
# The formats that Pillow would load all its forty plugins for; the others it loads when a file is opened.
_ = AvifImagePlugin, TiffImagePlugin, WebPImagePlugin
Image.MAX_IMAGE_PIXELS = None  # `budget` refuses instead, before any pixel is decoded, and without a warning
warnings.filterwarnings("ignore", module=r"PIL\.")  # about odd metadata; nothing that a user could act on
logging.getLogger("PIL").addHandler(logging.NullHandler())  # else Python prints such messages itself
for _libtiff in Path(PIL.__file__).parent.parent.glob("pillow.libs/libtiff*"):  # of the wheels for Linux
    ctypes.CDLL(str(_libtiff)).TIFFSetErrorHandler(None)  # else it prints; Pillow raises for the same faults

RGB = NDArray[np.uint8]
_TURNS = {  # by the orientation of EXIF 2.32, 4.6.4
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_QUARTER_TURNS = (5, 6, 7, 8)


@dataclass(frozen=True, eq=False)
class Picture:
    """A decoded photo.

    `rgb`: (H, W, 3) uint8, upright, sRGB, transparency on white. `pixels`: 16 bytes that tell the decoded pixels from
    others, before the EXIF turn and before any conversion of colour, so that rewritten metadata keep it; comparable
    among pictures decoded with the same `at_least`. `missing`: the share of the picture, 0.0 to 0.05, that the file
    does not hold. `size`: width and height of the whole upright photo, of which `rgb` may be a reduced copy. `taken`:
    when it was, in seconds since 1970, as far as it was asked for and the file tells.
    """

    rgb: RGB
    pixels: bytes
    missing: float
    size: tuple[int, int]
    taken: int | None = None


class Decode(Protocol):
    """What `decode` does, in this process or in another one."""

    def __call__(self, source: str | bytes, at_least: int = 0, within: int = 0) -> Picture:
        """Raises UnreadableImage."""
        ...


def load_rgb(source: str | bytes, at_least: int = 0) -> RGB:
    """The `rgb` of `decode`, an array of its own. Raises UnreadableImage."""
    return decode(source, at_least).rgb


def load_thumbnail(source: str | bytes, side: int) -> RGB:
    """Decode to (h, w, 3) uint8 that fits into `side` x `side` pixels, never enlarged. Raises UnreadableImage."""
    return decode(source, side, side).rgb


def fitted(picture: Picture, side: int) -> Picture:
    """The picture in at most `side` x `side` pixels, never enlarged. Raises UnreadableImage."""
    try:
        image = Image.fromarray(picture.rgb)
        _fit(image, side)
        return replace(picture, rgb=np.array(image))
    except MemoryError as error:
        raise UnreadableImage(sentences.NO_MEMORY) from error


def decode(source: str | bytes, at_least: int = 0, within: int = 0) -> Picture:
    """Decode a path or the bytes of a file; its first frame, if there are several.

    With `at_least` the result may come scaled down, its short side never below that many pixels: JPEG decodes
    several times faster so. With `within` it is then reduced to fit into so many pixels both ways. No result has more
    than MAX_RESULT pixels. Raises UnreadableImage, whatever the decoder raises.
    """
    data = source if isinstance(source, bytes) else read_file(source)[0]
    if not data:
        raise UnreadableImage(sentences.EMPTY)
    try:
        return _picture(open_picture(data, at_least), within)
    except UnreadableImage:
        raise
    except UnidentifiedImageError as error:
        odd_avif = begins_like_an_image(data) and box_formats(data)[:1] == ("AVIF",)
        raise UnreadableImage(sentences.ODD_AVIF if odd_avif else sentences.UNKNOWN_FORMAT) from error
    except MemoryError as error:
        raise UnreadableImage(sentences.NO_MEMORY) from error
    except Exception as error:  # decoders raise whatever a broken file makes them raise: SyntaxError, struct.error, ...
        raise UnreadableImage(sentences.DAMAGED) from error


def _picture(opened: Opened, within: int) -> Picture:
    """Reduced before anything is converted, turned or copied: of a large photo each of these takes as long as decoding
    it."""
    image = opened.image
    told = hashlib.blake2b(f"{image.mode} {image.size}".encode(), digest_size=16)
    told.update(image.tobytes())
    if within:
        _fit(image, within)
    rgb = to_srgb(image, opened.profile)
    turn = _TURNS.get(opened.orientation)
    upright = rgb if turn is None else rgb.transpose(turn)
    size = opened.size[::-1] if opened.orientation in _QUARTER_TURNS else opened.size
    return Picture(np.array(upright), told.digest(), opened.missing, size)


def _fit(image: Image.Image, side: int) -> None:
    """Reduce an image to fit into `side` x `side` pixels; it is never enlarged."""
    image.thumbnail((side, side), Image.Resampling.LANCZOS, reducing_gap=2.0)
