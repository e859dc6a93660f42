"""The one decoder: finds image files and turns them into upright RGB arrays.

Every photo may be hostile or broken. Each failure becomes an `UnreadableImage` with one plain sentence.
"""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import io
import logging
import os
import stat
import threading
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import numpy as np
import pi_heif
import PIL
from numpy.typing import NDArray
from PIL import Image, ImageOps, UnidentifiedImageError

from core import sentences

# An allow-list: Pillow knows formats that start other programs (EPS starts Ghostscript) or that nobody photographs in.
# MPO files of phones come in through JPEG.
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF", "HEIF", "AVIF")
EXTENSIONS = frozenset(".jpg .jpeg .jpe .jfif .mpo .png .webp .gif .bmp .dib .tif .tiff .heic .heif .hif .avif".split())
# Folders of operating systems and storage boxes that hold copies or rubbish, never the photos themselves.
SKIPPED_FOLDERS = frozenset(("@eaDir", "#recycle", "$RECYCLE.BIN", "System Volume Information", "__MACOSX"))

MAX_PIXELS = 200_000_000  # the largest phone sensor gives 16,320 x 12,240
MAX_BYTES = 512 * 2**20
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


@dataclass(frozen=True)
class ImageFile:
    """A file as it lay on disk. `path` is absolute and may hold surrogate escapes for bytes that are no UTF-8."""

    path: str
    size: int
    mtime_ns: int


@dataclass(frozen=True)
class Skipped:
    """A file that could not be used; `reason` is one plain sentence."""

    path: str
    reason: str


@dataclass(frozen=True)
class Scan:
    """What folders hold: image files by path, and the places that could not be looked at."""

    files: tuple[ImageFile, ...]
    skipped: tuple[Skipped, ...]


class UnreadableImage(Exception):
    """An image that cannot be used; str() is one plain sentence for the user."""


class BadFolder(Exception):
    """A folder that cannot be searched; str() is one plain sentence for the user."""


class NoPhotos(BadFolder):
    """Folders in which there is no image at all."""


class ScanCancelled(Exception):
    """The scan was not wanted any more."""


def scan_folders(
    folders: Sequence[str],
    limit: int | None = None,
    *,
    cancelled: Callable[[], bool] = bool,
    on_folder: Callable[[int], None] = lambda _: None,
) -> Scan:
    """All image files under `folders`, sorted by path, each once; the first `limit` of them when given.

    Links to folders are not followed, so that a circle cannot trap the scan. `on_folder` hears at each folder how many
    were seen so far. Raises BadFolder when a folder does not exist, is no folder or cannot be read, NoPhotos when
    there is no image in any of them, and ScanCancelled.
    """
    files: dict[str, ImageFile] = {}
    skipped: dict[str, Skipped] = {}
    seen = count(1)

    def look_in() -> None:
        if cancelled():
            raise ScanCancelled
        on_folder(next(seen))

    for folder in folders:
        _check_folder(folder)
        for found in _walk(os.path.abspath(folder), look_in):
            if isinstance(found, ImageFile):
                files[found.path] = found
            else:
                skipped[found.path] = found
    if not files and not skipped:
        raise NoPhotos(sentences.NO_PHOTOS.format(folders=", ".join(folders)))
    by_path = sorted(files.values(), key=lambda file: os.fsencode(file.path))
    return Scan(tuple(by_path[:limit]), tuple(skipped[path] for path in sorted(skipped)))


def _check_folder(folder: str) -> None:
    if not os.path.exists(folder):
        raise BadFolder(sentences.NO_FOLDER.format(folder=folder))
    if not os.path.isdir(folder):
        raise BadFolder(sentences.NOT_A_FOLDER.format(folder=folder))
    try:
        with os.scandir(folder):
            pass
    except OSError:
        raise BadFolder(sentences.CLOSED_FOLDER.format(folder=folder)) from None


def _walk(root: str, look_in: Callable[[], None]) -> Iterator[ImageFile | Skipped]:
    pending = [root]
    while pending:
        look_in()
        folder = pending.pop()
        try:
            with os.scandir(folder) as entries:
                listed = sorted(entries, key=lambda entry: entry.name)  # so that little is left to sort in the end
        except OSError as error:
            yield Skipped(folder, sentences.BROKEN_FOLDER.format(why=_os_reason(error)))
            continue
        for entry in listed:
            if is_skipped(entry.name):
                continue
            if entry.is_dir(follow_symlinks=False):
                pending.append(entry.path)
            elif is_image_name(entry.name) and (found := _stat_entry(entry)):
                yield found


def is_skipped(name: str) -> bool:
    """Whether a scan passes by a folder of this name."""
    return name.startswith(".") or name in SKIPPED_FOLDERS


def is_image_name(name: str) -> bool:
    """Whether the name ends like a format that can be read; its content is checked only when it is opened."""
    return os.path.splitext(name)[1].lower() in EXTENSIONS


def _stat_entry(entry: os.DirEntry[str]) -> ImageFile | Skipped | None:
    try:
        status = entry.stat()
    except OSError as error:
        return Skipped(entry.path, _vanished_or(error))
    if stat.S_ISDIR(status.st_mode):
        return None  # a link to a folder named like an image
    if not stat.S_ISREG(status.st_mode):
        return Skipped(entry.path, sentences.NO_FILE)
    return ImageFile(entry.path, status.st_size, status.st_mtime_ns)


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
                raise UnreadableImage(sentences.LARGE_FILE.format(most=MAX_BYTES // 2**20))
            data = stream.read()
    except OSError as error:
        raise UnreadableImage(_vanished_or(error)) from error
    except ValueError as error:  # a path with a NUL character
        raise UnreadableImage(sentences.NO_NAME) from error
    return data, ImageFile(os.path.abspath(path), status.st_size, status.st_mtime_ns)


def _vanished_or(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return sentences.GONE
    if isinstance(error, PermissionError):
        return sentences.NO_PERMISSION
    return sentences.BROKEN_FILE.format(why=_os_reason(error))


def _os_reason(error: OSError) -> str:
    return error.strerror or type(error).__name__


def load_rgb(source: str | bytes, at_least: int = 0) -> RGB:
    """Decode a path or the bytes of a file to (H, W, 3) uint8, upright, transparency on white, first frame.

    With `at_least` the result may come scaled down, its short side never below that many pixels: JPEG decodes
    several times faster so. Raises UnreadableImage.
    """
    image = _decode(source, at_least)
    return np.array(image)  # a copy that owns its memory


def load_thumbnail(source: str | bytes, side: int) -> RGB:
    """Decode to (h, w, 3) uint8 that fits into `side` x `side` pixels, never enlarged. Raises UnreadableImage."""
    image = _decode(source, side)
    image.thumbnail((side, side), Image.Resampling.LANCZOS, reducing_gap=2.0)
    return np.array(image)


def _decode(source: str | bytes, at_least: int) -> Image.Image:
    data = source if isinstance(source, bytes) else read_file(source)[0]
    if not data:
        raise UnreadableImage(sentences.EMPTY)
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as image:
            _check_size(image.size)
            if at_least:
                _draft(image, at_least)
            if image.width * image.height <= _BIG_PIXELS:
                return _upright_rgb(image, at_least)
            with _one_big_image:
                return _upright_rgb(image, at_least)
    except UnreadableImage:
        raise
    except UnidentifiedImageError as error:
        raise UnreadableImage(sentences.UNKNOWN_FORMAT) from error
    except MemoryError as error:
        raise UnreadableImage(sentences.NO_MEMORY) from error
    except Exception as error:  # decoders raise whatever a broken file makes them raise: SyntaxError, struct.error, ...
        raise UnreadableImage(sentences.DAMAGED) from error


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
    image.load()
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
