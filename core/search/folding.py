"""Near duplicates hidden: of several photos of one item only the nearest is kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from core.search.search import Match, Searcher

_MORE = 4  # times as many photos as wanted are looked at first


def fold(
    searcher: Searcher, nearest: Callable[[int], Sequence[Match]], k: int, before: Sequence[Match] = ()
) -> tuple[tuple[Match, ...], int]:
    """The k nearest photos that are not the same item as a nearer one or as one of `before`; and how many were left out
    among them.

    `nearest` gives so many matches, nearest first: twice as many are asked for until k are left, or all were seen.
    """
    wanted = _MORE * max(k, 1)
    while True:
        matches = nearest(wanted)
        kept, left_out = _first_of_each(searcher, before, matches, k)
        if len(kept) == k or len(matches) < wanted:
            return kept, left_out
        wanted *= 2


def _first_of_each(
    searcher: Searcher, before: Sequence[Match], matches: Sequence[Match], k: int
) -> tuple[tuple[Match, ...], int]:
    seen = _Seen(searcher, len(before) + k)
    for match in before:
        seen.add(match.path)
    kept: list[Match] = []
    left_out = 0
    for match in matches:
        if seen.has_the_like_of(match.path):
            left_out += 1
        elif len(kept) == k:
            break
        else:
            kept.append(match)
            seen.add(match.path)
    return tuple(kept), left_out


class _Seen:
    """The embeddings of the photos kept so far, in one array that is made once."""

    def __init__(self, searcher: Searcher, most: int) -> None:
        self._searcher = searcher
        self._looks: NDArray[np.float32] | None = None
        self._most = most
        self._count = 0

    def add(self, path: str) -> None:
        query = self._searcher.query(path)
        if query is None:  # a photo that still waits to be indexed
            return
        look = query.part("look")
        if self._looks is None:
            self._looks = np.empty((self._most, len(look)), np.float32)
        self._looks[self._count] = look
        self._count += 1

    def has_the_like_of(self, path: str) -> bool:
        query = self._searcher.query(path)
        if query is None or self._looks is None:
            return False
        apart = self._looks[: self._count] - query.part("look")
        return bool(np.einsum("ij,ij->i", apart, apart).min(initial=np.inf) <= self._searcher.labels.same**2)
