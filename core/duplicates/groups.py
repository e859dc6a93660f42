"""Groups of photos that are one picture or show one garment, and what is left of them as the user goes through them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from core.base.sentences import Sentence
from core.duplicates.best import Facts, verdicts
from core.search.holdings import Holdings
from core.wardrobe.identity import Identity, Photos


class Kind(StrEnum):
    """What the photos of a group have in common."""

    PICTURE = "picture"
    GARMENT = "garment"


@dataclass(frozen=True)
class Copy:
    """One photo of a group: what its file is worth, whether it had better be kept, and why, or why not."""

    path: str
    facts: Facts
    keep: bool
    why: Sentence


@dataclass(frozen=True)
class Group:
    """Two photos or more; `distance` is that of the looks of those farthest apart."""

    kind: Kind
    distance: float
    photos: tuple[Copy, ...]

    @property
    def paths(self) -> frozenset[str]:
        """Of its photos."""
        return frozenset(copy.path for copy in self.photos)

    @property
    def best(self) -> Copy:
        """The one that had better be kept."""
        return next(copy for copy in self.photos if copy.keep)


def judged(paths: Sequence[str], facts: Sequence[Facts]) -> tuple[Copy, ...]:
    """Photos of one group, at least one, by what their files are worth."""
    of_all = zip(paths, facts, verdicts(facts), strict=True)
    return tuple(Copy(path, one, verdict.keep, verdict.why) for path, one, verdict in of_all)


def left_of(groups: Sequence[Group], there: Collection[str], holdings: Holdings) -> tuple[Group, ...]:
    """The groups without photos that are not `there` any more, parted where the user says that photos are not the same;
    those of which less than two photos are left are none."""
    told = Photos(frozenset(photo for pair in holdings.apart.pairs for photo in pair))
    return tuple(part for group in groups for part in _parts(group, there, holdings, told))


def _parts(group: Group, there: Collection[str], holdings: Holdings, told: Photos) -> Iterator[Group]:
    left = [copy for copy in group.photos if copy.path in there]
    if len(left) == len(group.photos) and not any(_is_told(copy, holdings, told) for copy in left):
        yield group
        return
    while len(left) > 1:
        left = list(judged([copy.path for copy in left], [copy.facts for copy in left]))
        best = next(copy for copy in left if copy.keep)
        together = [best]
        for copy in left:
            if copy is not best and not _are_apart(copy, together, holdings, told):
                together.append(copy)
        if len(together) > 1:
            kept = [copy for copy in left if copy in together]
            yield replace(group, photos=judged([copy.path for copy in kept], [copy.facts for copy in kept]))
        left = [copy for copy in left if copy not in together]


def _is_told(copy: Copy, holdings: Holdings, told: Photos) -> bool:
    """Whether the user said anything of this photo."""
    known = holdings.identity(copy.path) if told.all else None
    return known is not None and told.holds(known)


def _are_apart(copy: Copy, others: Sequence[Copy], holdings: Holdings, told: Photos) -> bool:
    if not _is_told(copy, holdings, told):
        return False
    one = holdings.identity(copy.path)
    known = (holdings.identity(other.path) for other in others)
    return one is not None and any(_holds(holdings, one, other) for other in known)


def _holds(holdings: Holdings, one: Identity, other: Identity | None) -> bool:
    return other is not None and holdings.apart.holds(one, other)
