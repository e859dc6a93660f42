"""What two photos have in common and in what they differ, as far as it is known."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from core.looks.features import OTHER, UNSURE
from core.search.described import Described
from core.search.search import Match

# Of the distance of two photos picked at random: within the first an outline is the same, beyond the second another.
_SAME_SHAPE, _OTHER_SHAPE = 0.5, 0.85
_MAIN = 0.25  # of a garment; a colour of less is no main one


class Trait(StrEnum):
    """What is compared."""

    KIND = "kind"
    COLOUR = "colour"
    PATTERN = "pattern"
    SHAPE = "shape"


@dataclass(frozen=True)
class Compared:
    """Traits that are the same and those that are not; of the others nothing is known for sure."""

    same: tuple[Trait, ...] = ()
    different: tuple[Trait, ...] = ()


def compare(match: Match, asked: Described, found: Described) -> Compared:
    """A match with what was asked with."""
    verdicts = {
        Trait.KIND: _kinds(asked.kind, found.kind),
        Trait.COLOUR: _colours(asked, found),
        Trait.PATTERN: None if asked.pattern is None or found.pattern is None else asked.pattern == found.pattern,
        Trait.SHAPE: _shapes(match.by_aspect.get("shape", 0.7)),
    }
    same = tuple(trait for trait, verdict in verdicts.items() if verdict)
    return Compared(same, tuple(trait for trait, verdict in verdicts.items() if verdict is False))


def _kinds(one: str, other: str) -> bool | None:
    unknown = {UNSURE, OTHER} & {one, other}
    return None if unknown else one == other


def _colours(one: Described, other: Described) -> bool | None:
    """The same where the main colours of both have the same names; another where none of one is one of the other."""
    ours, theirs = ({worn.name for worn in side.colours if worn.share >= _MAIN} for side in (one, other))
    if not ours or not theirs:
        return None
    if one.colours[0].name == other.colours[0].name:
        return True
    return None if ours & theirs else False


def _shapes(apart: float) -> bool | None:
    """By the distance of outlines, 1 that of two photos picked at random."""
    if apart <= _SAME_SHAPE:
        return True
    return False if apart >= _OTHER_SHAPE else None
