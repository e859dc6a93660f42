"""A photo from outside that lies on its side, like a scan or one that lost its mark, is looked for in four turns."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from core.looks.features import part, width_of
from core.looks.model import Extractor
from core.photos.images import RGB, Decode, decode
from core.search.labels import Label
from core.search.query import Query, query_of, stored_query
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


class OtherTurns:
    """An image file, or the bytes of one, in the three turns in which it does not lie; decoded once."""

    def __init__(self, source: str | bytes, extractor: Extractor, decode: Decode = decode) -> None:
        self._source, self._extractor, self._decode = source, extractor, decode

    def glances(self) -> tuple[Query, ...]:
        """Queries with the centre square of each, clockwise, good for no more than to see whether something comes
        close: of their rows only look and kind are there.

        Raises UnreadableImage, ModelError, what the decoder does.
        """
        spec = self._extractor.spec
        looks, kinds = self._extractor.looks_and_kinds([turned(self._rgb, turns) for turns in range(1, TURNS)])
        rows = np.zeros((TURNS - 1, width_of(spec)), np.float32)
        part(rows, "look", spec)[:], part(rows, "kind", spec)[:] = looks, kinds
        return tuple(stored_query(row, spec) for row in rows)

    def closely(self, turns: int) -> Query:
        """The query with all views of one of them. Raises what `glances` does."""
        return query_of(turned(self._rgb, turns), self._extractor)

    @cached_property
    def _rgb(self) -> RGB:
        return self._decode(self._source, self._extractor.spec.side).rgb


def ask(
    searcher: Searcher,
    query: Query,
    glances: Callable[[], Sequence[Query]] = tuple,
    closely: Callable[[int], Query] | None = None,
    but: Collection[str] = (),
) -> Turned:
    """Search with a photo, and where nothing comes close to it as it is, with `glances` at its further turns; the best
    turn is then looked at `closely`. Of `but` it is known that they are not what is looked for.

    A turn counts only when a photo comes close to it, so that a garment which is not there is not laid on its side. One
    view of each turn tells that as well as all do (python -m tests.bench.turned).
    """
    first = _ask(searcher, query, 0, but)
    if first.nearest is None or _is_close(first):
        return first
    further = [_ask(searcher, glance, turns, but) for turns, glance in enumerate(glances(), 1)]
    best = min([first, *filter(_is_close, further)], key=_distance)
    if best is first or closely is None:
        return best
    best = _ask(searcher, closely(best.turns), best.turns, but)
    return best if _is_close(best) else first


def _ask(searcher: Searcher, query: Query, turns: int, but: Collection[str]) -> Turned:
    estimates = searcher.estimates(query)
    nearest = searcher.nearest(Request(query, 1, exclude=but), estimates)
    return Turned(query, turns, estimates, nearest[0] if nearest else None)


def _is_close(asked: Turned) -> bool:
    return asked.nearest is not None and asked.nearest.label in CLOSE


def _distance(asked: Turned) -> float:
    return np.inf if asked.nearest is None else asked.nearest.distance
