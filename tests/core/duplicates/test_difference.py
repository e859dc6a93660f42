"""How two files of one picture differ."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageEnhance, ImageOps

from core.duplicates.changes import Change
from core.duplicates.difference import SIDE, difference
from core.photos.images import RGB


def shirt() -> Image.Image:
    """No side of it is like another one."""
    image = Image.new("RGB", (420, 560), "#e9e4da")
    draw = ImageDraw.Draw(image)
    draw.polygon(
        [(120, 90), (300, 90), (390, 210), (330, 250), (310, 500), (110, 500), (95, 250), (30, 200)], "#375a8c"
    )
    draw.rectangle((150, 300, 215, 380), "#c23b3b")
    draw.ellipse((230, 150, 290, 215), "#e0b030")
    for y in range(120, 500, 45):
        draw.line((115, y, 305, y - 20), "#22375a", 6)
    return image


def pixels(image: Image.Image) -> RGB:
    return np.asarray(image)


def changes(other: Image.Image) -> tuple[Change, ...]:
    found = difference(pixels(shirt()), pixels(other))
    assert found is not None
    return found.changes


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (shirt(), ()),
        (shirt().resize((210, 280)), ()),
        (shirt().rotate(90, expand=True), (Change.TURNED,)),
        (shirt().rotate(180), (Change.TURNED,)),
        (ImageOps.mirror(shirt()), (Change.MIRRORED,)),
        (shirt().crop((17, 22, 400, 540)), (Change.CUT,)),
        (ImageEnhance.Brightness(shirt()).enhance(1.12), (Change.LIGHTER,)),
        (ImageEnhance.Brightness(shirt()).enhance(0.8), (Change.DARKER,)),
        (ImageEnhance.Brightness(ImageOps.mirror(shirt())).enhance(0.8), (Change.MIRRORED, Change.DARKER)),
    ],
)
def test_what_was_done(other: Image.Image, expected: tuple[Change, ...]) -> None:
    assert changes(other) == expected


def test_what_is_the_same_is_not_marked_and_what_is_not_is() -> None:
    other = shirt()
    ImageDraw.Draw(other).ellipse((150, 420, 200, 470), "#ffffff")
    found = difference(pixels(shirt()), pixels(other))
    same = difference(pixels(shirt()), pixels(shirt().resize((300, 400))))
    assert found is not None and same is not None
    assert max(found.picture.shape) == SIDE and same.share < 0.002 < found.share
    marked = (found.picture[..., 0].astype(int) - found.picture[..., 1]) > 120
    rows, columns = np.nonzero(marked)
    scale = SIDE / 560
    assert 410 * scale < rows.mean() < 480 * scale and 140 * scale < columns.mean() < 210 * scale


def test_another_picture_has_no_difference_to_show() -> None:
    noise = np.random.default_rng(1).integers(0, 255, (300, 200, 3), np.uint8)
    assert difference(pixels(shirt()), noise) is None
