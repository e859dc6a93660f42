"""The map as a picture to print: every photo where it lies, loose or in the cells of the grid."""

from __future__ import annotations

import math
from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from itertools import islice
from typing import NamedTuple

import numpy as np
from PIL import Image, ImageOps

from core.looks.model import core_count
from core.map.photo_map import PhotoMap
from core.map.spreading import spread_out
from core.photos.images import RGB, Decode, UnreadableImage

_PAPER, _GONE = "#ffffff", "#d8d5d0"
_MARGIN = 0.02  # of the longer side, on all sides
_GAP = 0.06  # of a cell, between two photos of the grid
MOST_PIXELS = 8000  # of the longer side
_PHOTO = 120  # pixels of that, for each photo of one row, if they lay in rows
_LEAST_PIXELS = 2000
_AHEAD = 4  # photos that are decoded for each thread, before they are drawn


class _Tile(NamedTuple):
    """A photo, and the square in which it is drawn: left, top and side in pixels."""

    path: str
    left: int
    top: int
    side: int


def size_for(photos: int) -> int:
    """How many pixels the longer side should have, so that so many photos can be made out."""
    return max(_LEAST_PIXELS, min(round(_PHOTO * math.sqrt(photos)), MOST_PIXELS))


def draw_map_picture(
    photo_map: PhotoMap, size: int, in_grid: bool, decode: Decode, on_drawn: Callable[[], object]
) -> Image.Image:
    """A picture with a longer side of `size` pixels; `on_drawn` is called after each photo. Few photos are in memory
    at a time, beside the picture. Who cannot be read leaves an empty place."""
    margin = round(_MARGIN * size)
    tiles, shape = (_cells if in_grid else _loose)(photo_map, size - 2 * margin)
    picture = Image.new("RGB", (shape[0] + 2 * margin, shape[1] + 2 * margin), _PAPER)
    with closing(_decoded(tiles, decode)) as pictures:
        for tile, rgb in pictures:
            photo = _square(rgb, tile.side) if in_grid else _whole(rgb, tile.side)
            aside = (tile.side - photo.width) // 2, (tile.side - photo.height) // 2
            picture.paste(photo, (margin + tile.left + aside[0], margin + tile.top + aside[1]))
            on_drawn()
    return picture


def _cells(photo_map: PhotoMap, size: int) -> tuple[list[_Tile], tuple[int, int]]:
    """The squares of the grid, and width and height of all together."""
    pitch = max(1, size // max(photo_map.grid))
    gap = round(_GAP * pitch)
    side = max(1, pitch - gap)
    corners = (photo_map.cells * pitch).tolist()
    tiles = [_Tile(path, x, y, side) for path, (x, y) in zip(photo_map.paths, corners, strict=True)]
    return tiles, (pitch * photo_map.grid[0] - gap, pitch * photo_map.grid[1] - gap)


def _loose(photo_map: PhotoMap, size: int) -> tuple[list[_Tile], tuple[int, int]]:
    """Squares where the photos lie, pushed apart a little, the nearest to the lower edge on top."""
    places, share = spread_out(photo_map.places)
    unit = size / (float(places.max()) + share)
    side = max(1, round(share * unit))
    corners = np.round(places * unit).astype(int)
    order = np.argsort(corners[:, 1], kind="stable").tolist()
    tiles = [_Tile(photo_map.paths[at], int(corners[at, 0]), int(corners[at, 1]), side) for at in order]
    width, height = (corners.max(axis=0) + side).tolist()
    return tiles, (width, height)


def _decoded(tiles: list[_Tile], decode: Decode) -> Generator[tuple[_Tile, RGB | None]]:
    """The tiles in their order, each with its photo, None where it cannot be read: decoded in threads, a few ahead."""

    def one(tile: _Tile) -> RGB | None:
        try:
            return decode(tile.path, tile.side, 2 * tile.side).rgb
        except UnreadableImage:
            return None

    threads = core_count()
    with ThreadPoolExecutor(threads, "map") as pool:
        waiting = iter(tiles)
        ahead = [(tile, pool.submit(one, tile)) for tile in islice(waiting, threads * _AHEAD)]
        try:
            while ahead:
                tile, photo = ahead.pop(0)
                ahead += [(more, pool.submit(one, more)) for more in islice(waiting, 1)]
                yield tile, photo.result()
        finally:
            pool.shutdown(cancel_futures=True)


def _square(rgb: RGB | None, side: int) -> Image.Image:
    """The middle of a photo, filling the square."""
    if rgb is None:
        return Image.new("RGB", (side, side), _GONE)
    return ImageOps.fit(Image.fromarray(rgb), (side, side), Image.Resampling.LANCZOS)


def _whole(rgb: RGB | None, side: int) -> Image.Image:
    """All of a photo, within the square."""
    if rgb is None:
        return Image.new("RGB", (side, side), _GONE)
    return ImageOps.contain(Image.fromarray(rgb), (side, side), Image.Resampling.LANCZOS)
