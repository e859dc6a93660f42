"""Further views of a query photo: in a busy scene the garment is somewhere in it, seldom in the middle."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from core.looks.garment import SoftMask
from core.looks.model import centre_square
from core.looks.spec import ModelSpec, PlainBorder
from core.photos.images import RGB

Frame = tuple[float, float, float, float]  # left, top, right, bottom

_SMALL = 64  # px of the sides at which a border is looked at
_MARKED = 0.5  # of the highest value of a mask: where a garment begins ...
_STRAY = 0.02  # ... but for so much of it on each side, which may be something else
_AROUND = 1.15  # how much larger than the garment the square around it is ...
_LEAST = 0.4  # ... and how large it is at least, as a share of the centre square
_UNMARKED = 0.01  # less is not marked at all, then all of it counts


def query_views(rgb: RGB, spec: ModelSpec) -> list[RGB]:
    """The pictures (side, side, 3) to search with besides the centre square: the whole photo and, unless its border is
    plain, parts of it. Which ones was chosen by measurement: see packaging/train-network/RESULTS.md.
    """
    image = Image.fromarray(rgb)
    views = [_whole(image, spec)]
    if has_plain_border(rgb, spec.views.border):
        return views
    boxes: list[Frame] = [(0, 0, *image.size)]
    for share, steps in spec.views.grids:
        boxes += _grid(image.width, image.height, share * min(image.size), steps)
    return [*views, *(_picture(image, box, spec.side) for box in boxes)]


def marked_view(rgb: RGB, mask: SoftMask, spec: ModelSpec) -> RGB:
    """The garment that the network marked in the centre square, (h, w), with a little around it, (side, side, 3)."""
    image, inside = Image.fromarray(rgb), np.maximum(mask, _UNMARKED) > _MARKED * mask.max()
    extents = np.array([_extent(inside.sum(axis=axis)) for axis in (0, 1)])  # across and down, from and to
    size, seen, corner = np.array(image.size), min(image.size), np.array(centre_square(rgb)[:2])
    side = seen * max(_LEAST, _AROUND * float(np.diff(extents).max()))
    shown = np.minimum(side, size)
    start = np.clip(corner + seen * extents.mean(axis=1) - shown / 2, 0, size - shown)
    left, top, right, bottom = np.rint([*start, *(start + shown)]).astype(int).tolist()
    return _picture(_on_white(image.crop((left, top, right, bottom))), None, spec.side)


def _extent(profile: NDArray[np.integer]) -> tuple[float, float]:
    """Where what is counted by places begins and ends, as shares of their number."""
    upto = np.cumsum(profile) / profile.sum()
    first, last = np.searchsorted(upto, (_STRAY, 1 - _STRAY)).tolist()
    return first / len(profile), (last + 1) / len(profile)


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
    return _picture(_on_white(image), None, spec.side)


def _on_white(image: Image.Image) -> Image.Image:
    """In the middle of a white square."""
    side = max(image.size)
    padded = Image.new("RGB", (side, side), "white")
    padded.paste(image, ((side - image.width) // 2, (side - image.height) // 2))
    return padded


def _grid(width: int, height: int, side: float, steps: int) -> list[Frame]:
    """Squares of this side all over the photo, one more along a long side."""
    columns, rows = steps + (width > 1.2 * height), steps + (height > 1.2 * width)
    corners = [
        ((width - side) * column / (columns - 1), (height - side) * row / (rows - 1))
        for row in range(rows)
        for column in range(columns)
    ]
    return [(left, top, left + side, top + side) for left, top in corners]


def _picture(image: Image.Image, box: Frame | None, side: int) -> RGB:
    return np.asarray(image.resize((side, side), Image.Resampling.BICUBIC, box))
