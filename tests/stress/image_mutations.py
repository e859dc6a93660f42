"""Small good image files of each format, and damaged ones made from them, the same for the same seed."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageCms

from tests.heif_properties import clap, with_property

DATA = Path(__file__).resolve().parent.parent / "data"
_ODD_NUMBERS = (0, 1, 2, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)
_HEADER = 160  # bytes at the start that hold most of what a decoder believes without looking

Mutation = Callable[[np.random.Generator, bytearray, Sequence[bytes]], bytearray]


def _photo(mode: str = "RGB", size: tuple[int, int] = (48, 40)) -> Image.Image:
    colours = np.random.default_rng(7).integers(0, 256, (5, 4, 3), dtype=np.uint8)
    image = Image.fromarray(colours).resize(size, Image.Resampling.BICUBIC)
    if mode in ("RGBA", "LA"):
        image.putalpha(Image.linear_gradient("L").resize(size))
    return image if image.mode == mode else image.convert(mode)


def _encoded(image: Image.Image, file_format: str, **options: Any) -> bytes:
    stream = io.BytesIO()
    image.save(stream, file_format, **options)
    return stream.getvalue()


def _metadata() -> dict[str, Any]:
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "a camera"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return {"exif": exif, "icc_profile": profile}


def samples() -> dict[str, list[bytes]]:
    """Good files by format."""
    photo, more = _photo(), {"save_all": True, "append_images": [_photo(size=(48, 40)).rotate(90)]}
    grey16 = Image.fromarray(np.arange(48 * 40, dtype=np.uint16).reshape(40, 48) * 30)
    tiffs = ("tiff_lzw", "tiff_adobe_deflate", "jpeg", "packbits", None)
    return {
        "JPEG": [
            _encoded(photo, "JPEG", **_metadata()),
            _encoded(photo, "JPEG", subsampling=0, restart_marker_blocks=2),
            _encoded(_photo("L"), "JPEG"),
            _encoded(_photo("CMYK"), "JPEG"),
        ],
        "JPEG-progressive": [
            _encoded(photo, "JPEG", progressive=True, **_metadata()),
            _encoded(_photo("L"), "JPEG", progressive=True),
        ],
        "MPO": [_encoded(photo, "MPO", **more)],
        "PNG": [
            _encoded(photo, "PNG", **_metadata()),
            _encoded(_photo("RGBA"), "PNG"),
            _encoded(_photo("P"), "PNG", transparency=1),
            _encoded(_photo("1"), "PNG"),
            _encoded(grey16, "PNG", transparency=90),
            _encoded(photo, "PNG", **more),
        ],
        "WEBP": [
            _encoded(photo, "WEBP", **_metadata()),
            _encoded(photo, "WEBP", lossless=True),
            _encoded(_photo("RGBA"), "WEBP"),
            _encoded(photo, "WEBP", **more),
        ],
        "GIF": [_encoded(photo, "GIF"), _encoded(_photo("P"), "GIF", transparency=2), _encoded(photo, "GIF", **more)],
        "BMP": [_encoded(_photo(mode), "BMP") for mode in ("RGB", "P", "1", "RGBA")],
        "TIFF": [
            *(_encoded(photo, "TIFF", compression=name, **_metadata()) for name in tiffs),
            _encoded(grey16, "TIFF"),
            _encoded(Image.fromarray(np.linspace(0, 1, 1920, dtype=np.float32).reshape(40, 48)), "TIFF"),
            _encoded(_photo("1"), "TIFF", compression="group4"),
            _encoded(_photo("CMYK"), "TIFF"),
        ],
        "HEIF": [(DATA / name).read_bytes() for name in ("garment.heic", "turned.heic")],
        "AVIF": [
            _encoded(photo, "AVIF", **_metadata()),
            _encoded(_photo("RGBA"), "AVIF"),
            _encoded(photo, "AVIF", **more),
            with_property(_encoded(photo, "AVIF"), b"clap", clap(20, 30, 9, -4)),
            with_property(_encoded(_photo("RGBA"), "AVIF", **_metadata()), b"clap", clap(20, 30), wide=True),
        ],
    }


def _flip(rng: np.random.Generator, data: bytearray, _: Sequence[bytes]) -> bytearray:
    for place in rng.integers(0, len(data), int(rng.integers(1, 2 + len(data) // 50))):
        data[place] ^= 1 << int(rng.integers(8))
    return data


def _overwrite(rng: np.random.Generator, data: bytearray, _: Sequence[bytes]) -> bytearray:
    start = int(rng.integers(0, len(data)))
    length = int(rng.integers(1, 64))
    data[start : start + length] = rng.bytes(len(data[start : start + length]))
    return data


def _cut(rng: np.random.Generator, data: bytearray, _: Sequence[bytes]) -> bytearray:
    return data[: int(rng.integers(0, len(data)))]


def _insert(rng: np.random.Generator, data: bytearray, _: Sequence[bytes]) -> bytearray:
    start = int(rng.integers(0, len(data)))
    return data[:start] + rng.bytes(int(rng.integers(1, 200))) + data[start:]


def _delete(rng: np.random.Generator, data: bytearray, _: Sequence[bytes]) -> bytearray:
    start = int(rng.integers(0, len(data)))
    return data[:start] + data[start + int(rng.integers(1, 200)) :]


def _splice(rng: np.random.Generator, data: bytearray, others: Sequence[bytes]) -> bytearray:
    other = others[int(rng.integers(len(others)))]
    return data[: int(rng.integers(0, len(data)))] + other[int(rng.integers(0, len(other))) :]


def _number(rng: np.random.Generator, data: bytearray, _: Sequence[bytes]) -> bytearray:
    """An odd number where one may stand in the header."""
    for _again in range(int(rng.integers(1, 4))):
        width = int(rng.choice((1, 2, 4)))
        start = int(rng.integers(0, max(min(len(data), _HEADER) - width, 1)))
        value = _ODD_NUMBERS[int(rng.integers(len(_ODD_NUMBERS)))] % 256**width
        data[start : start + width] = value.to_bytes(width, "big" if rng.integers(2) else "little")
    return data


def _swap(rng: np.random.Generator, data: bytearray, _: Sequence[bytes]) -> bytearray:
    """Two pieces change places."""
    first, second, third, fourth = sorted(int(place) for place in rng.integers(0, len(data) + 1, 4))
    return data[:first] + data[third:fourth] + data[second:third] + data[first:second] + data[fourth:]


MUTATIONS: tuple[Mutation, ...] = (_flip, _overwrite, _cut, _insert, _delete, _splice, _number, _swap)


def mutated(file_format: str, seed: int, index: int, good: dict[str, list[bytes]]) -> bytes:
    """The damaged file of this number: one to three mutations of one of the format's good files."""
    rng = np.random.default_rng([seed, index, *file_format.encode()])
    mine = good[file_format]
    others = [data for files in good.values() for data in files] if rng.integers(4) == 0 else mine
    data = bytearray(mine[int(rng.integers(len(mine)))])
    for _ in range(int(rng.integers(1, 4))):
        if data:
            data = MUTATIONS[int(rng.integers(len(MUTATIONS)))](rng, data, others)
    return bytes(data)
