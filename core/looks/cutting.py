"""A garment without its background: the network's mask, which is coarse, drawn along the edges of the photo.

The network tells where the garment is in squares of a photo, 33 places across. Where it is in doubt, colours decide:
each side is known by its mean colour nearby. A guided filter (He, Sun, Tang 2013) then follows the edges; it is worked
out where the photo is small, and applied where it is large (He, Sun 2015).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from core.looks.colours import to_lab
from core.looks.garment import SoftMask, foreground
from core.looks.parts import label
from core.photos.images import RGB

RGBA = NDArray[np.uint8]  # (H, W, 4)
Marker = Callable[[RGB], SoftMask | None]  # where the garment is in a square picture, (h, w); None: nobody knows

_SIDE = 400  # px of the longer side at which edges are looked for
_OVERLAP = 0.5  # of squares side by side
_WHOLE = 0.5  # how much the whole photo counts, which the network sees smaller; a square counts as much in its middle
_BAND = 1 / 33  # of a square's side: so far the mask may be wrong
_ROUNDS = 3
_SURE, _MOST = 7.0, 5.0  # how much the mask tells at most, and colours; logarithms of odds
_SOFT, _DEEP = 0.6, 0.9  # how far the mask is softened, in bands; where it is sure that it is the garment
_BORDER, _PLAIN, _SHARE = 0.04, 6.0, 0.6  # of the sides; Lab; so much of a plain border has one colour
_SAME, _LEAKS = 4.0, 0.12  # Lab; what of the garment may have the colour of the background
_SPREAD = 4.0  # Lab: colours of one side differ by so much at least
_RADIUS, _SMOOTH = 4, 2e-4  # of the guided filter, px of the small picture; squared light
_STRIP, _NEAR = 256, 1.5  # rows at a time; px of the small picture: how far a colour is carried
_STEEP = 0.15, 0.85  # what is transparent, and what is solid
_FAINT, _SPECK, _TRUST = 0.1, 0.04, 0.6  # what is seen at all; of the largest part: less is dirt; mask of other parts


def cut_out(rgb: RGB, mark: Marker) -> RGBA:
    """The photo (H, W, 3) with how solid each pixel is as a fourth channel; colours at the edge are the garment's own.

    `mark` is asked for squares of the photo, see `Extractor.mask`; where it does not know, colours alone tell.
    """
    small = _reduced(rgb)
    mask = whole_mask(small, mark)
    solid = _sharpened(small, mask)
    guide = _Guide.of(small, solid)
    return _joined(rgb, small, solid, guide)


def whole_mask(rgb: RGB, mark: Marker) -> SoftMask:
    """What is told of the photo (h, w, 3) on a white square, and of squares all over it, as one mask, (h, w)."""
    height, width = rgb.shape[:2]
    side = max(height, width)
    top, left = (side - height) // 2, (side - width) // 2
    square = np.full((side, side, 3), 255, np.uint8)
    square[top : top + height, left : left + width] = rgb
    told = mark(square)
    if told is None:
        return _by_colours(rgb)
    total = _WHOLE * _resized(told, side, side)[top : top + height, left : left + width]
    weights = np.full((height, width), _WHOLE, np.float32)
    for rows, columns, bell in _squares(height, width):
        part = rgb[rows, columns]
        if (told := mark(part)) is not None:
            total[rows, columns] += bell * _resized(told, *part.shape[:2])
            weights[rows, columns] += bell
    return np.asarray(total / weights, np.float32)


def _squares(height: int, width: int) -> Iterator[tuple[slice, slice, SoftMask]]:
    """Where they lie, and how much each counts: less towards an edge beyond which the photo goes on."""
    side, length = min(height, width), max(height, width)
    count = 1 + 2 * math.ceil((length / side - 1) / 2 / _OVERLAP - 0.01)  # the middle is one of them
    ramp = np.minimum(np.arange(side) + 0.5, side - np.arange(side) - 0.5) / side
    for at in range(count):
        start = round((length - side) * at / max(1, count - 1))
        profile = ramp.copy()
        if at == 0:
            profile[: side // 2] = 0.5
        if at == count - 1:
            profile[side // 2 :] = 0.5
        along, whole = slice(start, start + side), slice(0, side)
        bell = np.repeat(profile[:, None], side, axis=1).astype(np.float32)
        yield (along, whole, bell) if height >= width else (whole, along, bell.T)


def _by_colours(rgb: RGB) -> SoftMask:
    tiny = Image.fromarray(rgb)
    tiny.thumbnail((80, 80))
    return _resized(foreground(np.asarray(tiny)), *rgb.shape[:2])


def _sharpened(small: RGB, mask: SoftMask) -> SoftMask:
    """The mask with its edges where colours change, (h, w)."""
    lab = to_lab(small)
    band = _BAND * min(small.shape[:2])
    prior = 2 * _SURE * (_blurred(mask, band * _SOFT) - 0.5)
    inside = _blurred(mask, 1.5 * band) > _DEEP
    plain, same = _plain_background(lab, prior, inside)
    likely = _likely(prior)
    for _ in range(_ROUNDS):
        front, back = (_distance(lab, side, 2 * band) for side in (likely, 1 - likely))
        told = _MOST * np.tanh((np.minimum(back, plain) - front) / 2 / _MOST)
        likely = _likely(np.where(same, prior - _SURE, prior + told))
    return _without_specks(likely, mask)


def _likely(odds: NDArray[np.float32]) -> SoftMask:
    return np.asarray(1 / (1 + np.exp(-odds)), np.float32)


def _plain_background(
    lab: NDArray[np.float32], prior: NDArray[np.float32], inside: NDArray[np.bool_]
) -> tuple[SoftMask, NDArray[np.bool_]]:
    """What `_distance` is of a background of one colour, which the border of the photo tells; infinite where it has
    several. And which pixels, (h, w), are part of it whatever the mask says: those of its colour that begin outside,
    unless the garment has that colour too.
    """
    high, wide = (max(1, round(_BORDER * length)) for length in lab.shape[:2])
    ring = np.ones(lab.shape[:2], bool)
    ring[high:-high, wide:-wide] = False
    outer = ring & (prior < 0)
    colour = np.median(lab[outer if outer.any() else ring], axis=0)
    squares = ((lab - colour) ** 2).sum(axis=-1)
    none = np.zeros(lab.shape[:2], bool)
    if (squares[ring] < _PLAIN**2).mean() < _SHARE:
        return np.full(lab.shape[:2], np.inf, np.float32), none
    far = np.asarray(3 * (squares / _SPREAD**2 + np.log(_SPREAD**2)), np.float32)
    same = squares < _SAME**2
    if same[inside].sum() > _LEAKS * inside.sum():
        return far, none
    parts, count = label(same)
    outside = np.zeros(count + 1, bool)
    outside[np.unique(parts[same & (prior < 0)])] = True
    outside[0] = False
    return far, outside[parts]


def _without_specks(solid: SoftMask, mask: SoftMask) -> SoftMask:
    """Without small parts, and without such as the network is not sure of; the largest one stays."""
    parts, count = label(solid > _FAINT)
    if count < 2:
        return solid
    size = np.bincount(parts.ravel(), minlength=count + 1)
    size[0] = 0
    sure = np.bincount(parts.ravel(), mask.ravel(), count + 1) / np.maximum(size, 1)
    kept = (size >= _SPECK * size.max()) & (sure > _TRUST)
    kept[np.argmax(size)] = True
    return np.where(kept[parts], solid, 0).astype(np.float32)


def _distance(lab: NDArray[np.float32], weights: SoftMask, sigma: float) -> SoftMask:
    """How far the colour of each pixel is from the mean of what lies on one side nearby, squared, in its spread."""
    total = _blurred(weights, sigma) + 1e-4
    means = np.stack([_blurred(lab[..., n] * weights, sigma) / total for n in range(3)], axis=-1)
    squares = ((lab - means) ** 2).sum(axis=-1)
    spread = _blurred(squares * weights, sigma) / total + _SPREAD**2
    return np.asarray(3 * (squares / spread + np.log(spread)), np.float32)


@dataclass(frozen=True)
class _Guide:
    """A mask as a straight function of the colour nearby: `slopes` (h, w, 3) and `offsets` (h, w)."""

    slopes: NDArray[np.float32]
    offsets: NDArray[np.float32]

    @classmethod
    def of(cls, small: RGB, mask: SoftMask) -> _Guide:
        """Worked out where the photo is small."""
        light = small.astype(np.float32) / 255
        means, level = _mean(light), _mean(mask)
        products = _mean((light[..., :, None] * light[..., None, :]).reshape(*mask.shape, 9)).reshape(*mask.shape, 3, 3)
        spread = products - means[..., :, None] * means[..., None, :] + _SMOOTH * np.eye(3, dtype=np.float32)
        together = _mean(light * mask[..., None]) - means * level[..., None]
        slopes = np.linalg.solve(spread, together[..., None])[..., 0].astype(np.float32)
        offsets = level - (slopes * means).sum(axis=-1)
        return cls(_mean(slopes), _mean(offsets))

    def applied(self, light: NDArray[np.floating], at: NDArray[np.floating]) -> SoftMask:
        """To rows of the photo, (n, W, 3), 0 to 1, that lie at these shares of its height, (n,)."""
        width = light.shape[1]
        slopes = [_enlarged(self.slopes[..., n], at, width) * light[..., n] for n in range(3)]
        return np.asarray(sum(slopes, _enlarged(self.offsets, at, width)), np.float32)


def _joined(rgb: RGB, small: RGB, solid: SoftMask, guide: _Guide) -> RGBA:
    """In strips, so that memory stays small beside the photo."""
    own = _own_colours(small, solid)
    out = np.empty((*rgb.shape[:2], 4), np.uint8)
    height, width = rgb.shape[:2]
    low, high = _STEEP
    for top in range(0, height, _STRIP):
        rows = slice(top, min(top + _STRIP, height))
        strip = np.asarray(rgb[rows], np.float32)
        at = (np.arange(rows.start, rows.stop) + 0.5) / height
        alpha = np.clip((guide.applied(strip / np.float32(255), at) - low) / (high - low), 0, 1)[..., None]
        inner = np.stack([_enlarged(own[..., n], at, width) for n in range(3)], axis=-1)
        out[rows, :, :3] = np.rint(np.clip(alpha * strip + (1 - alpha) * inner, 0, 255))
        out[rows, :, 3] = np.rint(255 * alpha[..., 0])
    return out


def _own_colours(small: RGB, solid: SoftMask) -> NDArray[np.float32]:
    """The garment's colours at its edge and a little beyond, (h, w, 3), 0 to 255: without those of the background."""
    weights = np.clip(2 * solid - 1, 0, 1) ** 2 + np.float32(1e-6)
    total = _blurred(weights, _NEAR)
    light = small.astype(np.float32)
    return np.stack([_blurred(light[..., n] * weights, _NEAR) / total for n in range(3)], axis=-1)


def _enlarged(values: NDArray[np.float32], at: NDArray[np.floating], width: int) -> NDArray[np.float32]:
    """The rows of small values, (h, w), at these shares of their height, (n,), as (n, width); by straight lines."""
    place = np.clip(at * len(values) - 0.5, 0, len(values) - 1)
    above = place.astype(int)
    below, share = np.minimum(above + 1, len(values) - 1), (place - above)[:, None].astype(np.float32)
    image = Image.fromarray((1 - share) * values[above] + share * values[below])
    return np.asarray(image.resize((width, len(at)), Image.Resampling.BILINEAR), np.float32)


def _blurred(values: NDArray[np.float32], sigma: float) -> NDArray[np.float32]:
    from scipy.ndimage import gaussian_filter  # here, because scipy takes a while to import

    return np.asarray(gaussian_filter(values, sigma), np.float32)


def _mean(values: NDArray[np.floating]) -> NDArray[np.float32]:
    """Of what lies around each pixel of (h, w, ...)."""
    from scipy.ndimage import uniform_filter

    size = (2 * _RADIUS + 1,) * 2 + (1,) * (values.ndim - 2)
    return np.asarray(uniform_filter(values, size, mode="nearest"), np.float32)


def _reduced(rgb: RGB) -> RGB:
    image = Image.fromarray(rgb)
    image.thumbnail((_SIDE, _SIDE), Image.Resampling.LANCZOS)
    return np.asarray(image)


def _resized(values: NDArray[np.float32], height: int, width: int) -> NDArray[np.float32]:
    image = Image.fromarray(values)
    return np.asarray(image.resize((width, height), Image.Resampling.BICUBIC), np.float32)
