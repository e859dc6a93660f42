"""Why it matched: the places of two photos that agree most, laid over both."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from core.looks.model import Extractor, centre_square
from core.photos.images import RGB

SIDE = 420  # pixels of each photo in the picture
_GAP = 12
_GLOW = np.array([255, 138, 61], np.float32)
_OUTLINED = 0.5  # of the agreement; a line around it shows on black and on white garments alike
_PLACES = 120  # across a whole photo
_LINE = 1.2  # px, half of its width


@dataclass(frozen=True)
class Agreement:
    """For each of two photos how much each place speaks for the match: (h, w) float32 from 0 to 1, over `box`,
    the square (left, top, right, bottom) of the photo that the network saw."""

    query: NDArray[np.float32]
    match: NDArray[np.float32]


def agreement(extractor: Extractor, query: RGB, match: RGB) -> Agreement:
    """Compare the network's last feature maps, (C, h, w) each, place by place.

    The similarity of two pooled maps is the mean over all pairs of places of their dot products, so a place's share
    in it is its dot product with the other photo's pooled map. (Class activation mapping, Zhou et al. 2016, with the
    other photo in the role of the class; for metric learning: Stylianou et al. 2019.)
    """
    first, second = extractor.feature_map(query), extractor.feature_map(match)
    return Agreement(_shares(first, second), _shares(second, first))


def _shares(places: NDArray[np.float32], other: NDArray[np.float32]) -> NDArray[np.float32]:
    shares = np.maximum(np.einsum("chw,c->hw", places, other.mean(axis=(1, 2))), 0)
    low, high = np.percentile(shares, (20, 99))
    scaled: NDArray[np.float32] = np.clip((shares - low) / max(float(high - low), 1e-6), 0, 1).astype(np.float32)
    return scaled


def overlay(rgb: RGB, shares: NDArray[np.float32], side: int = SIDE) -> RGB:
    """The square of a photo that the network saw, (side, side, 3) uint8: what agrees glows, the rest fades."""
    square = Image.fromarray(rgb).resize((side, side), Image.Resampling.BICUBIC, centre_square(rgb), reducing_gap=2.0)
    heat = np.asarray(Image.fromarray(shares).resize((side, side), Image.Resampling.BICUBIC))[..., np.newaxis]
    heat = np.clip(heat, 0, 1)
    photo = np.asarray(square, np.float32)
    faded = 0.45 * photo + 0.55 * photo.mean(axis=2, keepdims=True) * 0.6 + 50
    glowing = photo + 0.35 * (_GLOW - photo) * heat
    mixed = faded * (1 - heat) + glowing * heat
    line = _contour(heat[..., 0])[..., np.newaxis]
    drawn: RGB = np.clip(mixed + (_GLOW - mixed) * line, 0, 255).astype(np.uint8)
    return drawn


def overlay_whole(
    rgb: RGB, shares: NDArray[np.float32], side: int, box: tuple[int, int, int, int] | None = None
) -> RGB:
    """The whole of a photo, its longer side `side` pixels: beside the square that the network saw nothing glows. That
    lies in the middle of the photo, or of its part `box`: left, top, width, height in px."""
    height, width = rgb.shape[:2]
    longer = max(height, width)
    room = np.zeros((longer, longer, 3), np.uint8)
    top, left = (longer - height) // 2, (longer - width) // 2
    room[top : top + height, left : left + width] = rgb
    across, down, wide, high = box or (0, 0, width, height)
    seen = max(1, round(_PLACES * min(wide, high) / longer))
    middle = (2 * (top + down) + high, 2 * (left + across) + wide)  # twice
    y, x = (min(max((round(_PLACES * twice / longer) - seen) // 2, 0), _PLACES - seen) for twice in middle)
    heat = np.zeros((_PLACES, _PLACES), np.float32)
    heat[y : y + seen, x : x + seen] = np.asarray(Image.fromarray(shares).resize((seen, seen)))
    drawn, scale = overlay(room, heat, side), side / longer
    rows, columns = (slice(round(a * scale), round((a + n) * scale)) for a, n in ((top, height), (left, width)))
    return np.ascontiguousarray(drawn[rows, columns])


def _contour(heat: NDArray[np.float32]) -> NDArray[np.float32]:
    """How much of each pixel the line around what agrees covers, (h, w) from 0 to 1."""
    steepness = np.hypot(*np.gradient(heat))
    away = np.abs(heat - _OUTLINED) / np.maximum(steepness, 1e-6)  # px
    covered: NDArray[np.float32] = np.clip(_LINE + 0.5 - away, 0, 1).astype(np.float32)
    return covered


def draw_explanation(extractor: Extractor, query: RGB, match: RGB) -> Image.Image:
    """Both photos side by side with what agrees in them."""
    found = agreement(extractor, query, match)
    picture = Image.new("RGB", (2 * SIDE + 3 * _GAP, SIDE + 2 * _GAP), "white")
    picture.paste(Image.fromarray(overlay(query, found.query)), (_GAP, _GAP))
    picture.paste(Image.fromarray(overlay(match, found.match)), (2 * _GAP + SIDE, _GAP))
    return picture
