"""What was added to photos of garments: which were not worn for a year, and what each day cost on which one was."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from core.search.holdings import Holdings
from core.wardrobe.facts import AllFacts, Day, Facts
from core.wardrobe.identity import Identity, Photos


@dataclass(frozen=True)
class Told:
    """A photo and what was added to it."""

    path: str
    facts: Facts


@dataclass(frozen=True)
class Worn:
    """told: how many photos have facts, each picture counted once. unworn: not for a year, the longest first. costs:
    those of which it is known what a day costs, the dearest first."""

    told: int = 0
    unworn: tuple[Told, ...] = ()
    costs: tuple[Told, ...] = ()


def look_through(holdings: Holdings, facts: AllFacts, today: Day) -> Worn:
    """The facts of the photos that are there."""
    told = list(_told(holdings, facts))
    unworn = [one for one in told if one.facts.unworn_for_a_year(today)]
    costs = [one for one in told if one.facts.cost_per_wear is not None]
    return Worn(
        len(told),
        tuple(sorted(unworn, key=lambda one: (since(one.facts) or today, one.path))),
        tuple(sorted(costs, key=lambda one: (-(one.facts.cost_per_wear or 0), one.path))),
    )


def since(facts: Facts) -> Day | None:
    """When it was worn last; of what never was, when it was bought."""
    return facts.last_worn or facts.bought


def _told(holdings: Holdings, facts: AllFacts) -> Iterator[Told]:
    """Of several files of one picture the first."""
    if not facts.by_photo or not len(holdings.paths):
        return
    marked = Photos(frozenset(facts.by_photo)).mask(holdings.contents, holdings.pixels)
    seen = set[bytes]()
    for row in np.flatnonzero(marked).tolist():
        content, pixels = holdings.contents[row], holdings.pixels[row]
        if content is not None and seen.isdisjoint({content, pixels} - {b""}):
            seen |= {content, pixels} - {b""}
            yield Told(holdings.paths[row], facts.of(Identity(content, pixels)))
