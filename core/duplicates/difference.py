"""What tells two files of one picture apart: how one was turned, cut or lit, and where it differs, as a picture."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from scipy.ndimage import gaussian_filter

from core.duplicates.changes import Change
from core.duplicates.same_picture import SEEN_SIDE, Affine, Box, Laying, Seen, lay_over, lights, turned
from core.photos.images import RGB

SIDE = 512  # px, at most, of the picture that is shown

_CUT = 0.02  # of a side that one shows more than the other
_LIT = 4.0  # levels of 255 by which one is lighter on the whole
_SEEN, _STRONG = 6.0, 40.0  # levels from which on a difference is shown at all, and in full
_SOFT = 1.0  # px: noise of compression is none ...
_SHIFT = 2  # px: ... nor is an edge that lies a little beside itself
_MISSING = 0.25  # how strongly what the other photo does not show at all is marked
_PALE = 0.55  # how far what is the same goes towards white
_MARK = np.array([200, 30, 60], np.float32)  # red, which can be told from every grey

Floats = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Difference:
    """What was done, and the picture (h, w, 3): pale grey where both are the same, red where they differ.

    share: of the pixels that differ clearly.
    """

    changes: tuple[Change, ...]
    picture: RGB
    share: float


def difference(one: RGB, other: RGB) -> Difference | None:
    """How the other photo differs from the one, which is shown; None where it cannot be laid over it.

    Both (h, w, 3), of any size; in the light of the other one, so that what is only lighter differs nowhere.
    """
    laying = lay_over(_seen(one), _seen(other))
    if laying is None:
        return None
    below = _sized(_cut(one, laying.box))
    above, there = _moved(turned(_cut(other, laying.other_box), laying.turn), laying.at, below.shape)
    off = np.where(there, _off(below, above, there), 0)
    lighter = float((above - below)[there].mean())
    changes = _changes(laying, lighter)
    return Difference(changes, _drawn(below, off, there), float((off > _STRONG / 2).mean()))


def _off(below: Floats, above: Floats, there: NDArray[np.bool_]) -> Floats:
    """By how many levels the pixels differ, (h, w), in the light in which they differ least."""
    lit = ((gain, np.clip(gain * below + offset, 0, 255)) for gain, offset in lights(below, above, there))
    off = [(gain, one, float(np.abs(one - above)[there].mean()) / max(gain, 1)) for gain, one in lit]
    gain, one, _ = min(off, key=lambda found: found[2])
    one, above = (gaussian_filter(picture, (_SOFT, _SOFT, 0)) for picture in (one, above))
    steps = range(-_SHIFT, _SHIFT + 1)
    least = np.full(there.shape, 255, np.float32)
    for shift in product(steps, steps):  # no pixel lies quite where the other one does
        least = np.minimum(least, np.abs(one - np.roll(above, shift, (0, 1))).mean(axis=2))
    return least / max(gain, 1)


def _seen(rgb: RGB) -> Seen:
    image = Image.fromarray(np.ascontiguousarray(rgb))
    image.thumbnail((2 * SEEN_SIDE, 2 * SEEN_SIDE), Image.Resampling.LANCZOS)
    return Seen.of(np.asarray(image))


def _cut(rgb: RGB, box: Box) -> RGB:
    height, width = rgb.shape[:2]
    left, top, right, bottom = (round(share * side) for share, side in zip(box, (width, height) * 2, strict=True))
    return rgb[top : max(bottom, top + 1), left : max(right, left + 1)]


def _sized(rgb: RGB) -> Floats:
    """Within SIDE x SIDE pixels, (h, w, 3)."""
    image = Image.fromarray(np.ascontiguousarray(rgb))
    image.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS)
    return np.asarray(image, np.float32)


def _moved(rgb: RGB, at: Affine, shape: tuple[int, ...]) -> tuple[Floats, NDArray[np.bool_]]:
    """What of a picture lies on each pixel of one of this shape, (h, w, 3), and where something does, (h, w)."""
    height, width = shape[:2]
    image = Image.fromarray(np.ascontiguousarray(rgb)).resize((width, height), Image.Resampling.LANCZOS)
    to_pixels = np.array([[width / 2, 0, width / 2], [0, height / 2, height / 2], [0, 0, 1]])
    matrix = to_pixels @ at @ np.linalg.inv(to_pixels)
    moved = image.transform(image.size, Image.Transform.AFFINE, matrix[:2].ravel().tolist(), Image.Resampling.BICUBIC)
    y, x = np.mgrid[:height, :width] + 0.5
    across, down = (matrix[row, 0] * x + matrix[row, 1] * y + matrix[row, 2] for row in (0, 1))
    there = (across >= 1) & (across <= width - 1) & (down >= 1) & (down <= height - 1)
    return np.asarray(moved, np.float32), there


def _changes(laying: Laying, lighter: float) -> tuple[Change, ...]:
    scale = np.abs(np.linalg.svd(laying.at[:2, :2], compute_uv=False) - 1).max()
    shift = np.abs(laying.at[:2, 2]).max()
    boxes = max(abs(one - other) for one, other in zip(_turned_box(laying), laying.box, strict=True))
    told = {
        Change.TURNED: laying.turn % 4 != 0,
        Change.MIRRORED: laying.turn >= 4,
        Change.CUT: max(float(scale), float(shift) / 2, boxes) > _CUT,
        Change.LIGHTER: lighter > _LIT,
        Change.DARKER: lighter < -_LIT,
    }
    return tuple(change for change, holds in told.items() if holds)


def _turned_box(laying: Laying) -> Box:
    """What of the other photo is meant, once it is turned."""
    left, top, right, bottom = laying.other_box
    for _ in range(laying.turn % 4):
        left, top, right, bottom = top, 1 - right, bottom, 1 - left
    return (1 - right, top, 1 - left, bottom) if laying.turn >= 4 else (left, top, right, bottom)


def _drawn(below: Floats, off: Floats, there: NDArray[np.bool_]) -> RGB:
    grey = below.mean(axis=2, keepdims=True).repeat(3, axis=2)
    pale = grey + _PALE * (255 - grey)
    strength = np.clip((off - _SEEN) / (_STRONG - _SEEN), 0, 1)
    strength = np.where(there, strength, _MISSING)[..., None]
    drawn: RGB = np.clip((1 - strength) * pale + strength * _MARK, 0, 255).astype(np.uint8)
    return drawn
