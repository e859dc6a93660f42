"""How large the pictures of the map are at which depth, and how far one can go in."""

from __future__ import annotations

from math import floor, log2, sqrt

_FIRST = 96.0  # px across the whole map, where the first depth begins
_STEPS = 3  # depths from one doubling to the next
_DEEPEST = 2600.0  # px across the map, for one photo; with N photos the square root of N times as many
_LEAST_ROOM = 7.0  # px from photo to photo, evenly spread; with less there are no pictures, only dots
_ROOM = 0.9  # of the map is covered by photos, about
_LEAST, _MOST = 17.0, 240.0  # px: height of a picture without any room, and at most
ASPECT = 0.8  # width : height of a picture's frame


def deepest(photos: int) -> float:
    """The largest scale, in px across the whole map."""
    return _DEEPEST * sqrt(max(photos, 4))


def depth_at(scale: float) -> int:
    """The depth at a scale, in px across the map; 0 is the first one."""
    return max(0, floor(_STEPS * log2(max(scale, 1.0) / _FIRST)))


def height_at(depth: int, photos: int) -> float:
    """The height of a picture in px; 0 where there are only dots. From depth to depth it grows less than the scale."""
    room = _ROOM * _scale(depth) / sqrt(max(photos, 1))
    return 0.0 if room < _LEAST_ROOM else float(floor(min(_LEAST + room, _MOST)))


def sizes(photos: int) -> tuple[int, list[tuple[float, float]]]:
    """The first depth with pictures; from there on what a picture and a gap cover, as shares of the map."""
    depths = [depth for depth in range(depth_at(deepest(photos)) + 1) if height_at(depth, photos)]
    heights = [(height_at(depth, photos), _scale(depth)) for depth in depths]
    return depths[0], [((ASPECT * height + 3) / scale, (height + 3) / scale) for height, scale in heights]


def _scale(depth: int) -> float:
    """Where a depth begins: the least room that its pictures have."""
    return float(_FIRST * 2 ** (depth / _STEPS))
