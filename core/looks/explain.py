"""Why it matched: the places of two photos that agree most, laid over both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from core.looks.garment import foreground
from core.looks.model import Extractor, centre_square
from core.photos.images import RGB

SIDE = 420  # pixels of each photo in the picture
_GAP = 12
_GLOW = np.array([255, 138, 61], np.float32)
_OUTLINED = 0.5  # of the agreement; a line around it shows on black and on white garments alike
_PLACES = 120  # across a whole photo
_SEEN = 72  # px, across the square in which the garment is looked for
_MOST_PAIRS = 3
_WEAK = 0.4  # of how much the best pair agrees; what agrees less is not worth a number
_APART = 2.2  # places; pairs that are nearer to each other tell the same
_INK, _PAPER = "#22211f", "#ffffff"
_LINE = 1.2  # px, half of its width


Spot = tuple[float, float]  # across and down, in shares of the square that the network saw


@dataclass(frozen=True)
class Agreement:
    """For each of two photos how much each place of the garment speaks for the match: (h, w) float32 from 0 to 1, over
    the square of the photo that the network saw. `pairs`: places, one of each photo, that agree most."""

    query: NDArray[np.float32]
    match: NDArray[np.float32]
    pairs: tuple[tuple[Spot, Spot], ...] = ()


def agreement(extractor: Extractor, query: RGB, match: RGB) -> Agreement:
    """Compare the network's last feature maps, (C, h, w) each, place by place.

    The similarity of two pooled maps is the mean over all pairs of places of their dot products, so a place's share
    in it is its dot product with the other photo's pooled map. (Class activation mapping, Zhou et al. 2016, with the
    other photo in the role of the class; for metric learning: Stylianou et al. 2019.)
    """
    first, second = extractor.feature_map(query), extractor.feature_map(match)
    worn = [_garment(rgb, *places.shape[1:]) for rgb, places in ((query, first), (match, second))]
    shares = _within(_shares(first, second), worn[0]), _within(_shares(second, first), worn[1])
    return Agreement(*shares, _pairs(first, second, *worn))


def _garment(rgb: RGB, height: int, width: int) -> NDArray[np.float32]:
    """How much of each place of the square is garment, (height, width), 0 to 1."""
    small = Image.fromarray(rgb).resize((_SEEN, _SEEN), Image.Resampling.BICUBIC, centre_square(rgb), reducing_gap=2.0)
    mask = Image.fromarray(foreground(np.asarray(small)))
    return np.asarray(mask.resize((width, height), Image.Resampling.BOX), np.float32)


def _within(shares: NDArray[np.float32], garment: NDArray[np.float32]) -> NDArray[np.float32]:
    """Only what is garment: what agrees beside it is the background."""
    inside = shares * np.clip(2 * garment, 0, 1)
    return np.asarray(inside / max(float(inside.max()), 1e-6), np.float32)


def _pairs(
    query: NDArray[np.float32], match: NDArray[np.float32], *worn: NDArray[np.float32]
) -> tuple[tuple[Spot, Spot], ...]:
    """The places of two maps (C, h, w) that agree most, pair by pair, each some way from those before."""
    _, height, width = query.shape
    first, second = (
        (places * np.sqrt(garment)).reshape(len(places), -1)
        for places, garment in zip((query, match), worn, strict=True)
    )
    agree = first.T @ second
    places = np.stack(np.divmod(np.arange(height * width), width), axis=1)  # down and across
    least, found = max(_WEAK * float(agree.max()), 1e-9), list[tuple[Spot, Spot]]()
    while len(found) < _MOST_PAIRS and agree.max() > least:
        one, other = divmod(int(agree.argmax()), height * width)
        agree[_near(places, one)] = 0
        agree[:, _near(places, other)] = 0
        middles = (places[[one, other]] + 0.5) / (height, width)
        found.append(((middles[0, 1], middles[0, 0]), (middles[1, 1], middles[1, 0])))
    return tuple(found)


def _near(places: NDArray[np.int64], one: int) -> NDArray[np.bool_]:
    near: NDArray[np.bool_] = np.linalg.norm(places - places[one], axis=1) < _APART
    return near


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
    rgb: RGB,
    shares: NDArray[np.float32],
    side: int,
    box: tuple[int, int, int, int] | None = None,
    spots: Sequence[Spot] = (),
) -> RGB:
    """The whole of a photo, its longer side `side` pixels: beside the square that the network saw nothing glows. That
    lies in the middle of the photo, or of its part `box`: left, top, width, height in px. `spots` are numbered."""
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
    square = min(wide, high)
    edges = left + across + (wide - square) / 2, top + down + (high - square) / 2
    drawn = _numbered(drawn, [(scale * (edges[0] + x * square), scale * (edges[1] + y * square)) for x, y in spots])
    rows, columns = (slice(round(a * scale), round((a + n) * scale)) for a, n in ((top, height), (left, width)))
    return np.ascontiguousarray(drawn[rows, columns])


def _numbered(rgb: RGB, spots: Sequence[tuple[float, float]]) -> RGB:
    """A picture with numbers at places in px."""
    picture = Image.fromarray(rgb)
    draw, radius = ImageDraw.Draw(picture), max(9.0, max(picture.size) / 36)
    written = ImageFont.load_default(1.3 * radius)
    for number, (x, y) in enumerate(spots, 1):
        draw.ellipse((x - radius, y - radius, x + radius, y + radius), _INK, _PAPER, max(1, round(radius / 8)))
        draw.text((x, y), str(number), _PAPER, written, anchor="mm")
    return np.asarray(picture)


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
    for at, (rgb, shares) in enumerate(((query, found.query), (match, found.match))):
        spots = [(SIDE * pair[at][0], SIDE * pair[at][1]) for pair in found.pairs]
        picture.paste(Image.fromarray(_numbered(overlay(rgb, shares), spots)), (_GAP + at * (_GAP + SIDE), _GAP))
    return picture
