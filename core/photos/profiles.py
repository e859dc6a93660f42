"""Colour profiles: the numbers of a picture as sRGB, which is what everything else in the program takes them for."""

from __future__ import annotations

import contextlib
import io
import threading
from collections import OrderedDict

from PIL import Image, ImageCms

MAX_PROFILE = 4 * 2**20  # bytes; profiles of printers have one or two million
_KEPT = 16  # transforms: a library has photos of a few cameras and programs; one of CMYK takes up to a megabyte
_SPACES = {"RGB ": "RGB", "GRAY": "L", "CMYK": "CMYK"}  # the space that a profile names in bytes 16 to 20: mode
_LEVELS = bytes((0, 32, 64, 96, 128, 160, 192, 224, 255))

_Key = tuple[bytes, str]
_transforms: OrderedDict[_Key, ImageCms.ImageCmsTransform | None] = OrderedDict()
_using = threading.Lock()


def to_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """An image in mode "RGB", "L" or "CMYK" as RGB in sRGB; relative colorimetric. It may be changed: a new one would
    cost a seventh more.

    A profile that is missing, broken, or made for other pixels than these means "as it is", and so does one that
    changes nothing, such as that of sRGB.
    """
    if profile and len(profile) <= MAX_PROFILE:
        space = _SPACES.get(profile[16:20].decode("latin-1"))
        if space == "RGB" and image.mode == "L":  # a grey picture in a space of three colours
            image = image.convert("RGB")
        if space == image.mode and (transform := _transform(profile, image.mode)) is not None:
            with contextlib.suppress(ImageCms.PyCMSError, ValueError):
                if space != "RGB":
                    return transform.apply(image)
                transform.apply_in_place(image)
                return image
    return image if image.mode == "RGB" else image.convert("RGB")


def _transform(profile: bytes, mode: str) -> ImageCms.ImageCmsTransform | None:
    """From the cache, or made; None where there is nothing to do. Little CMS lets several threads use one at once."""
    key = (profile, mode)
    with _using:
        if key in _transforms:
            _transforms.move_to_end(key)
            return _transforms[key]
    made = _made(profile, mode)
    with _using:
        _transforms[key] = made
        while len(_transforms) > _KEPT:
            _transforms.popitem(last=False)
    return made


def _made(profile: bytes, mode: str) -> ImageCms.ImageCmsTransform | None:
    try:
        transform = ImageCms.buildTransform(
            ImageCms.ImageCmsProfile(io.BytesIO(profile)),
            ImageCms.createProfile("sRGB"),
            mode,
            "RGB",
            ImageCms.Intent.RELATIVE_COLORIMETRIC,
        )
        return None if mode == "RGB" and _changes_nothing(transform) else transform
    except Exception:  # PyCMSError, OSError, whatever a broken profile leads to
        return None


def _changes_nothing(transform: ImageCms.ImageCmsTransform) -> bool:
    """Whether colours all over the cube come out within two levels, as those of the many profiles of sRGB do."""
    side = len(_LEVELS)
    colours = bytes(level for r in _LEVELS for g in _LEVELS for b in _LEVELS for level in (r, g, b))
    cube = Image.frombytes("RGB", (side * side, side), colours)
    after = transform.apply(cube).tobytes()
    return max(abs(old - new) for old, new in zip(colours, after, strict=True)) <= 2
