"""Photos as large as their places: decoded side by side, as many at once as there are cores, given in their order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from typing import TypeVar

from PIL import Image

from core.looks.model import core_count
from core.photos.images import Decode, UnreadableImage

MOST_GROWTH = 4.0  # of a photo smaller than its place

Fitted = Image.Image | UnreadableImage

T = TypeVar("T")
U = TypeVar("U")


def fitting(
    source: str | bytes, width: int, height: int, decode: Decode, most_growth: float = MOST_GROWTH
) -> Image.Image:
    """A photo as large as fits into so many pixels; enlarged so much at most. Raises UnreadableImage."""
    side = max(width, height)
    photo = Image.fromarray(decode(source, side, side).rgb)
    scale = min(width / photo.width, height / photo.height, most_growth)
    size = max(1, round(scale * photo.width)), max(1, round(scale * photo.height))
    return photo if size == photo.size else photo.resize(size, Image.Resampling.LANCZOS)


def all_fitting(
    sources: Iterable[str | bytes], width: int, height: int, decode: Decode, most_growth: float = MOST_GROWTH
) -> Iterator[Fitted]:
    """Each of them in turn, or why it cannot be read: see `in_turn`."""

    def fit(source: str | bytes) -> Fitted:
        try:
            return fitting(source, width, height, decode, most_growth)
        except UnreadableImage as error:
            return error

    return in_turn(sources, fit)


def in_turn(sources: Iterable[T], make: Callable[[T], U]) -> Iterator[U]:
    """What is made of each of them, side by side, in their order. Whoever stops asking waits for those under way
    alone."""
    at_once, left = core_count(), iter(sources)
    with ThreadPoolExecutor(at_once, "sharing") as pool:
        waiting: deque[Future[U]] = deque()
        try:
            while True:
                ahead = islice(left, 2 * at_once - len(waiting))  # more would only take memory
                waiting.extend(pool.submit(make, source) for source in ahead)
                if not waiting:
                    return
                yield waiting.popleft().result()
        finally:
            pool.shutdown(cancel_futures=True)
