"""One picture in two files is known as one, and two pictures never are."""

from __future__ import annotations

import io
from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageEnhance, ImageOps
from support import encoded, photo

from core.duplicates.same_picture import Seen, is_same_picture

Change = Callable[[Image.Image], Image.Image]


def garment(seed: int) -> Image.Image:
    """A patterned coat on a white ground, which fills most of the picture."""
    picture = Image.new("RGB", (400, 500), "white")
    mask = Image.new("L", picture.size)
    ImageDraw.Draw(mask).polygon([(60, 90), (150, 20), (250, 20), (340, 90), (300, 480), (90, 480)], 255)
    picture.paste(photo(seed, picture.size), mask=mask)
    return picture


def seen(picture: Image.Image) -> Seen:
    small = picture.copy()
    small.thumbnail((160, 160))
    return Seen.of(np.asarray(small))


def cropped(share: float) -> Change:
    def crop(picture: Image.Image) -> Image.Image:
        width, height = picture.size
        return picture.crop((round(share * width), round(share * height), width, round((1 - share) * height)))

    return crop


def compressed(picture: Image.Image) -> Image.Image:
    return Image.open(io.BytesIO(encoded(picture, "JPEG", quality=30)))


CHANGES: dict[str, Change] = {
    "half the size": lambda picture: picture.resize((200, 250)),
    "compressed": compressed,
    "cropped by 3 %": cropped(0.03),
    "cropped by 6 %": cropped(0.06),
    "turned": lambda picture: picture.transpose(Image.Transpose.ROTATE_90),
    "upside down": lambda picture: picture.transpose(Image.Transpose.ROTATE_180),
    "mirrored": ImageOps.mirror,
    "mirrored and turned": lambda picture: picture.transpose(Image.Transpose.TRANSVERSE),
    "framed in black": lambda picture: ImageOps.expand(picture, 25, "black"),
    "framed in red": lambda picture: ImageOps.expand(picture, 40, "red"),
    "lighter": lambda picture: ImageEnhance.Brightness(picture).enhance(1.2),
    "darker": lambda picture: ImageEnhance.Brightness(picture).enhance(0.85),
    "less contrast": lambda picture: ImageEnhance.Contrast(picture).enhance(0.85),
    "all of it": lambda picture: ImageOps.expand(ImageOps.mirror(compressed(picture)).rotate(90, expand=True), 20),
}


@pytest.mark.parametrize("name", CHANGES)
@pytest.mark.parametrize("made", [photo, garment])
def test_a_changed_copy_is_the_same_picture(name: str, made: Callable[[int], Image.Image]) -> None:
    for seed in range(3):
        picture = made(seed).resize((400, 500), Image.Resampling.BICUBIC)
        one, other = seen(picture), seen(CHANGES[name](picture))
        assert is_same_picture(one, other) and is_same_picture(other, one), seed


def recoloured(picture: Image.Image) -> Image.Image:
    return Image.merge("RGB", [picture.getchannel(channel) for channel in "GBR"])


def with_a_patch(picture: Image.Image) -> Image.Image:
    other = picture.copy()
    other.paste(photo(99, (70, 70)), (170, 220))
    return other


def bent(picture: Image.Image) -> Image.Image:
    """As a sleeve hangs otherwise in the next shot: the lower half is pushed aside."""
    other = picture.copy()
    other.paste(picture.crop((0, 250, 370, 500)), (30, 250))
    return other


def paler(picture: Image.Image) -> Image.Image:
    """The ground stays, the cloth is another one."""
    light = Image.blend(picture, Image.new("RGB", picture.size, "white"), 0.6)
    return Image.composite(picture, light, picture.convert("L").point(lambda level: 255 * (level > 250)))


@pytest.mark.parametrize("change", [recoloured, with_a_patch, bent, paler, ImageOps.grayscale])
def test_another_picture_is_not(change: Change) -> None:
    for seed in range(4):
        picture = garment(seed)
        one, other = seen(picture), seen(change(picture).convert("RGB"))
        assert not is_same_picture(one, other) and not is_same_picture(other, one), seed


def test_no_two_patterns_are_the_same_picture() -> None:
    all_seen = [seen(garment(seed)) for seed in range(8)]
    assert not any(is_same_picture(one, other) for at, one in enumerate(all_seen) for other in all_seen[:at])


def test_pictures_of_nothing_are_like_no_other() -> None:
    for colour in ("white", "black", "grey"):
        nothing = seen(Image.new("RGB", (160, 120), colour))
        assert not is_same_picture(nothing, nothing), "what is told by the file itself is not asked here"


@pytest.mark.parametrize("size", [(1, 1), (1, 200), (200, 1), (17, 17)])
def test_pictures_of_odd_sizes_are_no_trouble(size: tuple[int, int]) -> None:
    odd = seen(photo(1, size))
    assert is_same_picture(odd, seen(garment(1))) is False
