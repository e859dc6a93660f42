"""Where the garment is in a photo: a soft mask from colour, position, connectedness, and where a network looked.

After GrabCut (Rother, Kolmogorov, Blake 2004): background colours are learned at the border of the photo, garment
colours in its middle and where the network looked, and both are refined by turns. Colour densities are kernel
estimates over the photo's palette.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from core.looks.colours import Palette, palette, to_lab
from core.looks.parts import box_mean, label

SoftMask = NDArray[np.float32]  # (h, w), 0 to 1
Places = NDArray[np.float32]  # (C, h, w): what each place of a photo's centre square adds to a network's embedding

_KERNEL = np.array([2.5, 4, 4], np.float32)  # standard deviations of the density estimate
_ROUNDS = 3
_SMALLEST_PART = 0.15  # of the largest; less is a speck of background
_TRUST = 0.7  # in where the network looked, beside the middle of the photo
_LOOKED = (0.03, 0.9)  # how likely is garment what the network left out, and what it looked at most


def foreground(rgb: NDArray[np.uint8]) -> SoftMask:
    """How sure each pixel of a small photo (h, w, 3) uint8 is garment: (h, w) float32, 0 to 1, never all zero.

    Meant for some 60 to 100 pixels a side; takes about a millisecond there.
    """
    return garment_mask(palette(to_lab(rgb)))


def garment_mask(colours: Palette, places: Places | None = None) -> SoftMask:
    """The same for a photo whose palette is known, and maybe where a network looked."""
    prior, border = _priors(*colours.index.shape)
    if places is not None:
        seen = np.clip(1.5 * looked_at(places, *colours.index.shape), *_LOOKED)
        prior = prior + _TRUST * (seen - prior)
    scaled = colours.lab / _KERNEL
    squared = (scaled**2).sum(axis=1)
    kernel = np.exp(scaled @ scaled.T - 0.5 * squared[:, None] - 0.5 * squared)
    back, front = border, prior**2
    for _ in range(_ROUNDS):
        p_back = kernel @ colours.shares(back) + 1e-4
        p_front = kernel @ colours.shares(front) + 1e-3
        ratio = (p_back / p_front)[colours.index]
        likely = prior / (prior + (1 - prior) * ratio)
        back, front = border + 0.1 * (1 - likely) ** 2, likely**2 * prior
    return _solid(box_mean(likely, 3))


def looked_at(places: Places, height: int, width: int) -> SoftMask:
    """How much a network looked at each of (height, width) pixels of a photo: 0 to 1, 1 at the most.

    The length of what a place adds to the embedding, as a root, because the attention of a network stands on few
    places of a garment. Beside the square that it saw, its edge goes on.
    """
    shares = np.sqrt(np.sqrt((places.astype(np.float32) ** 2).sum(axis=0)))
    seen = enlarged(shares, height, width)
    return np.asarray(seen / max(float(seen.max()), 1e-9), np.float32)


def enlarged(places: NDArray[np.float32], height: int, width: int) -> NDArray[np.float32]:
    """What a network says of (h, w) places of a photo's centre square, of (height, width) pixels of the photo."""
    high, wide = places.shape
    side = min(height, width)
    return np.asarray(_between(height, side, high) @ places @ _between(width, side, wide).T, np.float32)


@lru_cache(maxsize=64)  # photos of one camera share their size
def _between(length: int, side: int, places: int) -> NDArray[np.float32]:
    """How much each of `places` in a row counts for each of `length` pixels, (length, places), by straight lines; the
    places lie over the middle `side` pixels."""
    at = (np.arange(length) + 0.5 - (length - side) / 2) / side * places - 0.5
    distance = abs(np.clip(at, 0, places - 1)[:, None] - np.arange(places))
    return np.asarray(np.maximum(1 - distance, 0), np.float32)


@lru_cache(maxsize=64)
def _priors(height: int, width: int) -> tuple[SoftMask, SoftMask]:
    """How likely a pixel is garment, before looking at it; and how much it tells about the background."""
    y = np.linspace(-1, 1, height, dtype=np.float32)[:, None]
    x = np.linspace(-1, 1, width, dtype=np.float32)
    centre = 0.03 + 0.65 * np.exp(-((np.abs(x) / 0.75) ** 4) - (np.abs(y) / 0.9) ** 4)
    frame = np.maximum(np.abs(x), np.abs(y)) > 1 - 2.5 / min(height, width) * 2
    sides = frame * (0.25 + np.abs(x) ** 4)  # photos cut garments off above and below rather than at the sides
    return centre.astype(np.float32), sides.astype(np.float32)


def _solid(likely: SoftMask) -> SoftMask:
    """The mask with what it encloses filled in and specks removed."""
    inside = likely > 0.5
    outside, count = label(~inside)
    edge = np.zeros(count + 1, bool)
    for side in (outside[0], outside[-1], outside[:, 0], outside[:, -1]):
        edge[side] = True
    edge[0] = False
    filled = ~edge[outside]
    parts, count = label(filled)
    if count == 0:
        return np.maximum(likely, 1e-3)
    size = np.bincount(parts.ravel())
    size[0] = 0
    kept = size >= _SMALLEST_PART * size.max()
    return np.where(kept[parts], np.where(inside, likely, 0.9), 0).astype(np.float32)
