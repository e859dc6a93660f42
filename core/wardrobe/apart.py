"""Pairs of photos of which the user said that they show two garments, however alike they look."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from core.wardrobe.identity import Identity, Photos, are_copies

Pair = tuple[Identity, Identity]  # the smaller one first


@dataclass(frozen=True)
class Apart:
    """Those pairs."""

    pairs: frozenset[Pair] = frozenset()

    @classmethod
    def of_pairs(cls, pairs: Iterable[tuple[Identity, Identity]]) -> Apart:
        """From pairs in any order."""
        return cls(frozenset(map(_pair, pairs)))

    def said(self, one: Identity, other: Identity, apart: bool) -> Apart:
        """A copy in which these two, and their copies, are apart, or are not said to be any more."""
        if apart:
            known = self.holds(one, other) or are_copies(one, other)
            return self if known else Apart(self.pairs | {_pair((one, other))})
        return Apart(frozenset(pair for pair in self.pairs if not _are(pair, one, other)))

    def holds(self, one: Identity, other: Identity) -> bool:
        """Whether the user said it of these two."""
        return any(_are(pair, one, other) for pair in self.pairs)

    def others_of(self, photo: Identity) -> Photos:
        """All photos that are apart from this one."""
        found = [(pair, at) for pair in self.pairs for at in (0, 1) if are_copies(pair[at], photo)]
        return Photos(frozenset(pair[1 - at] for pair, at in found))


def _pair(pair: tuple[Identity, Identity]) -> Pair:
    return min(pair), max(pair)


def _are(pair: Pair, one: Identity, other: Identity) -> bool:
    return any(are_copies(pair[at], one) and are_copies(pair[1 - at], other) for at in (0, 1))
