"""Further views of a query photo: in a busy scene the garment is somewhere in it, seldom in the middle."""

from __future__ import annotations

import numpy as np
from PIL import Image

from core.looks.model import INPUT_SIDE
from core.photos.images import RGB

Frame = tuple[float, float, float, float]  # left, top, right, bottom

_BORDER = 3 / 64  # of the photo's sides
_ONE_COLOUR = 12  # levels of 255
_PLAIN_SHARE = 0.85
_STRETCH = 0.11  # of the height of a portrait squeezed into a square, cut off above and below


def query_views(rgb: RGB) -> list[RGB]:
    """The pictures (260, 260, 3) to search with besides the centre square: the whole photo and, unless its border is
    plain, 11 to 21 parts of it. Chosen by measurement: see packaging/train-network/RESULTS.md.
    """
    image = Image.fromarray(rgb)
    views = [_whole(image)]
    if has_plain_border(rgb):
        return views
    boxes: list[Frame] = [(0, 0, *image.size)]
    edge = min(image.size)
    if image.width != image.height:
        boxes += [(0, 0, edge, edge), (image.width - edge, image.height - edge, *image.size)]
    for share, steps in ((0.75, 2), (0.55, 3)):
        boxes += _grid(image.width, image.height, share * edge, steps)
    return [*views, *(_picture(image, box) for box in boxes)]


def has_plain_border(rgb: RGB) -> bool:
    """Whether most of the border has one colour: then the garment stands alone and fills the photo."""
    small = np.asarray(Image.fromarray(rgb).resize((64, 64), Image.Resampling.BOX), np.int16)
    ring = np.ones((64, 64), bool)
    width = round(64 * _BORDER)
    ring[width:-width, width:-width] = False
    colours = small[ring]
    near = np.abs(colours - np.median(colours, axis=0)).max(axis=1) < _ONE_COLOUR
    return bool(near.mean() >= _PLAIN_SHARE)


def _whole(image: Image.Image) -> RGB:
    """The whole photo on white; of a square one, which may be a portrait squeezed into a thumbnail, the middle
    stretched back."""
    width, height = image.size
    if width == height:
        return _picture(image, (0, _STRETCH * height, width, (1 - _STRETCH) * height))
    side = max(width, height)
    padded = Image.new("RGB", (side, side), "white")
    padded.paste(image, ((side - width) // 2, (side - height) // 2))
    return _picture(padded, (0, 0, side, side))


def _grid(width: int, height: int, side: float, steps: int) -> list[Frame]:
    """Squares of this side all over the photo, one more along a long side."""
    columns, rows = steps + (width > 1.2 * height), steps + (height > 1.2 * width)
    corners = [
        ((width - side) * column / (columns - 1), (height - side) * row / (rows - 1))
        for row in range(rows)
        for column in range(columns)
    ]
    return [(left, top, left + side, top + side) for left, top in corners]


def _picture(image: Image.Image, box: Frame) -> RGB:
    return np.asarray(image.resize((INPUT_SIDE, INPUT_SIDE), Image.Resampling.BICUBIC, box))
