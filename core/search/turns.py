"""A photo from outside that lies on its side, like a scan or one that lost its mark, is looked for in four turns."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

import numpy as np

from core.looks.model import Extractor
from core.photos.images import RGB, Decode, decode
from core.search.labels import Label
from core.search.query import Query, query_of
from core.search.request import Request
from core.search.search import Match, Searcher
from core.search.space import Estimates

TURNS = 4
CLOSE = (Label.SAME, Label.VERY)  # labels


@dataclass(frozen=True, eq=False)
class Turned:
    """What a photo was searched with in the end: turned by `turns` quarters clockwise. `estimates` are those of
    `query`, `nearest` is the photo nearest in look, None where there are none."""

    query: Query
    turns: int
    estimates: Estimates
    nearest: Match | None


def turned(rgb: RGB, turns: int) -> RGB:
    """Pixels (H, W, 3) turned by quarters clockwise."""
    return np.ascontiguousarray(np.rot90(rgb, -turns))


def turned_queries(source: str | bytes, extractor: Extractor, decode: Decode = decode) -> tuple[Query, ...]:
    """The three other turns of an image file, or of the bytes of one, clockwise.

    Raises UnreadableImage, ModelError, what `decode` does.
    """
    rgb = decode(source, extractor.spec.side).rgb
    return tuple(query_of(turned(rgb, turns), extractor) for turns in range(1, TURNS))


def ask(
    searcher: Searcher, query: Query, others: Callable[[], Sequence[Query]] = tuple, but: Collection[str] = ()
) -> Turned:
    """Search with a photo, and with its `others`, its further turns, where nothing comes close to it as it is. Of `but`
    it is known that they are not what is looked for.

    A turn counts only when a photo comes close to it, so that a garment which is not there is not laid on its side.
    """
    first = _ask(searcher, query, 0, but)
    if first.nearest is None or first.nearest.label in CLOSE:
        return first
    further = [_ask(searcher, other, turns, but) for turns, other in enumerate(others(), 1)]
    close = [one for one in further if one.nearest is not None and one.nearest.label in CLOSE]
    return min([first, *close], key=_distance)


def _ask(searcher: Searcher, query: Query, turns: int, but: Collection[str]) -> Turned:
    estimates = searcher.estimates(query)
    nearest = searcher.nearest(Request(query, 1, exclude=but), estimates)
    return Turned(query, turns, estimates, nearest[0] if nearest else None)


def _distance(asked: Turned) -> float:
    return np.inf if asked.nearest is None else asked.nearest.distance
