"""Other views of a garment's photo, to measure how well it is found again."""

from __future__ import annotations

import io
from collections.abc import Sequence

import numpy as np
from PIL import Image, ImageEnhance, ImageFilter

VIEWS = ("crop", "turned", "light", "room", "thumbnail")


def make_view(kind: str, photo: Image.Image, rooms: Sequence[Image.Image], random: np.random.Generator) -> Image.Image:
    """One view of `photo` (RGB, white background): see the functions below; `rooms` are photos to paste it into."""
    if kind == "room":
        return _room(photo, rooms[int(random.integers(len(rooms)))], random)
    return {"crop": _crop, "turned": _turned, "light": _light, "thumbnail": _thumbnail}[kind](photo, random)


def _crop(photo: Image.Image, random: np.random.Generator) -> Image.Image:
    """Cut out of the middle."""
    width, height = photo.size
    return photo.crop((round(0.18 * width), round(0.12 * height), round(0.82 * width), round(0.72 * height)))


def _turned(photo: Image.Image, random: np.random.Generator) -> Image.Image:
    """Mirrored and turned by up to 12 degrees, white corners."""
    mirrored = photo.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    return mirrored.rotate(random.uniform(-12, 12), Image.Resampling.BICUBIC, fillcolor="white")


def _light(photo: Image.Image, random: np.random.Generator) -> Image.Image:
    """Poor light, off colours, blurred, JPEG of quality 35."""
    dim = ImageEnhance.Brightness(photo).enhance(float(random.choice((0.6, 1.25))))
    off = ImageEnhance.Color(dim).enhance(float(random.choice((0.6, 1.4))))
    return _jpeg(off.filter(ImageFilter.GaussianBlur(1.2)), 35)


def _room(photo: Image.Image, room: Image.Image, random: np.random.Generator) -> Image.Image:
    """The garment's non-white pixels scaled into a 480 x 640 clothing photo at a random place."""
    scene = room.resize((480, 640), Image.Resampling.BICUBIC)
    pixels = np.asarray(photo)
    mask = Image.fromarray(np.where((pixels < 245).any(axis=2), 255, 0).astype(np.uint8))
    box = mask.getbbox() or (0, 0, *photo.size)
    garment, mask = photo.crop(box), mask.crop(box)
    scale = random.uniform(0.45, 0.75) * min(480 / garment.width, 640 / garment.height)
    size = (max(1, round(garment.width * scale)), max(1, round(garment.height * scale)))
    place = (int(random.integers(480 - size[0] + 1)), int(random.integers(640 - size[1] + 1)))
    scene.paste(garment.resize(size, Image.Resampling.BICUBIC), place, mask.resize(size))
    return scene


def _thumbnail(photo: Image.Image, random: np.random.Generator) -> Image.Image:
    """120 x 120 pixels, JPEG of quality 60."""
    return _jpeg(photo.resize((120, 120), Image.Resampling.BICUBIC), 60)


def _jpeg(photo: Image.Image, quality: int) -> Image.Image:
    stream = io.BytesIO()
    photo.save(stream, "JPEG", quality=quality)
    return Image.open(stream).convert("RGB")
