"""Further views of a query photo: in a busy scene the garment is somewhere in it, seldom in the middle."""

from __future__ import annotations

import numpy as np
from PIL import Image

from core.looks.spec import ModelSpec, PlainBorder
from core.photos.images import RGB

Frame = tuple[float, float, float, float]  # left, top, right, bottom

_SMALL = 64  # px of the sides at which a border is looked at


def query_views(rgb: RGB, spec: ModelSpec) -> list[RGB]:
    """The pictures (side, side, 3) to search with besides the centre square: the whole photo and, unless its border is
    plain, parts of it. Which ones was chosen by measurement: see packaging/train-network/RESULTS.md.
    """
    image = Image.fromarray(rgb)
    views = [_whole(image, spec)]
    if has_plain_border(rgb, spec.views.border):
        return views
    boxes: list[Frame] = [(0, 0, *image.size)]
    edge = min(image.size)
    if image.width != image.height:
        boxes += [(0, 0, edge, edge), (image.width - edge, image.height - edge, *image.size)]
    for share, steps in spec.views.grids:
        boxes += _grid(image.width, image.height, share * edge, steps)
    return [*views, *(_picture(image, box, spec.side) for box in boxes)]


def has_plain_border(rgb: RGB, border: PlainBorder) -> bool:
    """Whether most of the border has one colour: then the garment stands alone and fills the photo."""
    small = np.asarray(Image.fromarray(rgb).resize((_SMALL, _SMALL), Image.Resampling.BOX), np.int16)
    ring = np.ones((_SMALL, _SMALL), bool)
    width = round(_SMALL * border.width)
    ring[width:-width, width:-width] = False
    colours = small[ring]
    near = np.abs(colours - np.median(colours, axis=0)).max(axis=1) < border.levels
    return bool(near.mean() >= border.share)


def _whole(image: Image.Image, spec: ModelSpec) -> RGB:
    """The whole photo on white; of a square one, which may be a portrait squeezed into a thumbnail, the middle
    stretched back."""
    width, height = image.size
    stretch = spec.views.stretch
    if width == height:
        return _picture(image, (0, stretch * height, width, (1 - stretch) * height), spec.side)
    side = max(width, height)
    padded = Image.new("RGB", (side, side), "white")
    padded.paste(image, ((side - width) // 2, (side - height) // 2))
    return _picture(padded, (0, 0, side, side), spec.side)


def _grid(width: int, height: int, side: float, steps: int) -> list[Frame]:
    """Squares of this side all over the photo, one more along a long side."""
    columns, rows = steps + (width > 1.2 * height), steps + (height > 1.2 * width)
    corners = [
        ((width - side) * column / (columns - 1), (height - side) * row / (rows - 1))
        for row in range(rows)
        for column in range(columns)
    ]
    return [(left, top, left + side, top + side) for left, top in corners]


def _picture(image: Image.Image, box: Frame, side: int) -> RGB:
    return np.asarray(image.resize((side, side), Image.Resampling.BICUBIC, box))
