"""Orders of photos: by name, date, kind, colour, of a collection, and as a walk from each photo to one that is like it.

Each function returns row numbers (N,) int64, first photo first; equal ones keep the order they had.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from itertools import repeat

import numpy as np
from numpy.typing import NDArray

from core.base.axes import halves, principal
from core.base.vectors import Vectors
from core.looks.features import Rows
from core.wardrobe.identity import Identity

Order = NDArray[np.int64]

NEUTRAL = 9.0  # Lab chroma; duller than this a cloth is called black, grey, white or cream
_HUES = 24  # steps around the colour circle; within one, light before dark
_FIRST_HUE = 345.0  # degrees of Lab, just before red, so that reds stay together
_KEY_BYTES = 512  # of a path; beyond, photos stay in the order of their paths
_DIGITS = 12  # of a number that sorts by its value
_CHUNK = 8192  # paths whose keys are made at a time
_BLOCK = 1024  # photos walked at a time; bounds memory at 4 MB and time at N * _BLOCK


def name_order(paths: Sequence[str]) -> Order:
    """By folder and name, numbers by their value, capitals like small letters."""
    chunks = [_name_keys(paths[start : start + _CHUNK]) for start in range(0, len(paths), _CHUNK)]
    return np.argsort(np.concatenate(chunks), kind="stable") if chunks else np.zeros(0, np.int64)


def _name_keys(paths: Sequence[str]) -> NDArray[np.bytes_]:
    """Keys that sort as names should: all paths as one text, in which numbers are filled up with zeros in front."""
    text = np.frombuffer(os.fsencode("\0".join(paths).casefold() + "\0"), np.uint8)
    digit = (text >= ord("0")) & (text <= ord("9"))
    edges = np.flatnonzero(np.diff(digit, prepend=False, append=False))
    firsts, lengths = edges[::2], edges[1::2] - edges[::2]
    filling = np.zeros(len(text), np.int64)
    filling[firsts] = np.maximum(0, _DIGITS - lengths)
    place = np.arange(len(text)) + filling.cumsum()  # of each byte in the filled text
    filled = np.full(place[-1] + 1, ord("0"), np.uint8)
    filled[place] = text
    ends = place[text == 0]
    begins = np.concatenate(([0], ends[:-1] + 1))
    width = min(_KEY_BYTES, int((ends - begins).max()) + 1)
    columns = begins[:, np.newaxis] + np.arange(width)
    inside = columns < ends[:, np.newaxis]
    keys: NDArray[np.uint8] = np.where(inside, filled[np.where(inside, columns, 0)], 0).astype(np.uint8)
    return keys.view(f"S{width}")[:, 0]


def date_order(times: NDArray[np.int64], then: NDArray[np.int64] | None = None) -> Order:
    """Newest first; of the same time by another one."""
    return np.argsort(-times, kind="stable") if then is None else np.lexsort((-then, -times))


def collected_places(
    contents: Sequence[bytes | None], pixels: Sequence[bytes], photos: Sequence[Identity]
) -> NDArray[np.int64]:
    """Where each of N photos, known by its hashes, stands in a collection, (N,); behind all where it does not."""
    numbered = [*enumerate(photos)][::-1]  # of several the first counts
    by_content: dict[bytes | None, int] = {one.content: at for at, one in numbered}
    by_pixels = {one.pixels: at for at, one in numbered if one.pixels}
    behind = repeat(len(photos))
    found = map(min, map(by_content.get, contents, behind), map(by_pixels.get, pixels, behind))
    return np.fromiter(found, np.int64, len(contents))


def turned_round(order: Order, known: NDArray[np.bool_]) -> Order:
    """From the end to the beginning; what is not `known`, (N,) by row, stays at the end."""
    back = order[::-1]
    return np.concatenate((back[known[back]], back[~known[back]]))


def kind_order(kinds: NDArray[np.int64]) -> Order:
    """By the number of the kind, negative ones (unsure, not read yet) last."""
    return np.argsort(np.where(kinds < 0, 1000 - kinds, kinds), kind="stable")


def colour_order(swatches: NDArray[np.float32]) -> Order:
    """The sorted rail: by hue of the main colour, light before dark; neutrals last, from white to black.

    `swatches` (N, 3, 4) as in core.looks.features; photos without any come at the very end.
    """
    lab = swatches[:, 0, :3]
    hue = np.degrees(np.arctan2(lab[:, 2], lab[:, 1])) - _FIRST_HUE
    step = np.floor((hue % 360) / (360 / _HUES)).astype(np.int64)
    step[np.hypot(lab[:, 1], lab[:, 2]) < NEUTRAL] = _HUES
    step[swatches[:, 0, 3] <= 0] = _HUES + 1
    return np.lexsort((-lab[:, 0], step))


def similarity_order(looks: Rows | Vectors, cancelled: Callable[[], bool] = bool) -> Order:
    """A walk through all photos from each to one that looks like it; `looks` (N, D).

    A chain of nearest neighbours (the heuristic of Rosenkrantz, Stearns and Lewis, 1977) within blocks, which come
    from halving the photos along their principal direction again and again (Boley's PDDP, 1998): 100,000 photos take
    seconds, where one chain would compare all with all. Ends early, unsorted, once `cancelled` says so.
    """
    if len(looks) < 3:
        return np.arange(len(looks))
    points = principal(looks)
    return _walk(points, np.arange(len(points)), points.min(axis=0), cancelled)


def _walk(points: Rows, rows: Order, at: NDArray[np.float32], cancelled: Callable[[], bool]) -> Order:
    """The rows as a walk that starts near the point `at`."""
    if cancelled():
        return rows
    if len(rows) <= _BLOCK:
        return _chain(points, rows, at)
    parts = sorted(halves(points, rows), key=lambda part: float(((points[part].mean(axis=0) - at) ** 2).sum()))
    first = _walk(points, parts[0], at, cancelled)
    return np.concatenate((first, _walk(points, parts[1], points[first[-1]], cancelled)))


def _chain(points: Rows, rows: Order, at: NDArray[np.float32]) -> Order:
    block = points[rows]
    squared = np.einsum("ij,ij->i", block, block)
    distances = squared[:, np.newaxis] + squared - 2 * (block @ block.T)
    here = int(((block - at) ** 2).sum(axis=1).argmin())
    chain = [here]
    for _ in range(len(rows) - 1):
        distances[:, here] = np.inf  # been there
        here = int(distances[here].argmin())
        chain.append(here)
    return rows[chain]
