"""What two photos have in common and in what they differ, as far as it is known.

How alike they are by an aspect is one number, which is shown as a bar and which decides what is said: no word stands
beside a bar that says otherwise. What the features name, such as a colour, can only keep a word from being said.

Of length and sleeves nothing is told. The outline tells how high a garment is against its width, but worn ones are
marked with the legs and tall ones reach beyond the square that the network sees: short dresses and long ones are alike
three times as high as wide. Long sleeves are a kind, and are told with it.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from enum import StrEnum

from core.looks.features import OTHER, UNSURE
from core.search.described import Described
from core.search.search import Match

# Likenesses: from the first on something is said to be the same, up to the second to be another.
SAME_FROM, OTHER_UP_TO = 0.5, 0.25
_MAIN = 0.25  # of a garment; a colour of less is no main one


class Trait(StrEnum):
    """What is compared. All but the kind are aspects too, with a likeness."""

    KIND = "kind"
    COLOUR = "colour"
    PATTERN = "pattern"
    SHAPE = "shape"


@dataclass(frozen=True)
class Compared:
    """Traits that are the same and those that are not; of the others nothing is known for sure."""

    same: tuple[Trait, ...] = ()
    different: tuple[Trait, ...] = ()


def likeness(apart: float) -> float:
    """How alike two photos are that are so far apart by an aspect, 1 being as far as two picked at random: from 0, as
    alike as those, to 1, the same. It is the share of their squared distance by which they are nearer."""
    return max(1 - apart**2, 0.0)


def compare(match: Match, asked: Described, found: Described) -> Compared:
    """A match with what was asked with."""
    alike = {aspect: likeness(apart) for aspect, apart in match.by_aspect.items()}
    verdicts = {
        Trait.KIND: _agree(_kinds(asked), _kinds(found)),
        Trait.COLOUR: _said(alike.get("colour"), _agree(_colours(asked), _colours(found))),
        Trait.PATTERN: _said(alike.get("pattern"), _agree(_patterns(asked), _patterns(found))),
        Trait.SHAPE: _said(alike.get("shape"), None),
    }
    same = tuple(trait for trait, verdict in verdicts.items() if verdict)
    return Compared(same, tuple(trait for trait, verdict in verdicts.items() if verdict is False))


def _said(alike: float | None, named: bool | None) -> bool | None:
    """Whether a trait is said to be the same, or another. `named`: whether it is called the same."""
    if alike is None or OTHER_UP_TO < alike < SAME_FROM:
        return None
    verdict = alike >= SAME_FROM
    return verdict if named in (None, verdict) else None


def _agree(one: Set[str], other: Set[str]) -> bool | None:
    """Whether two photos share a name; None where one has none."""
    return bool(one & other) if one and other else None


def _kinds(shown: Described) -> Set[str]:
    return {shown.kind} - {UNSURE, OTHER}


def _colours(shown: Described) -> Set[str]:
    return {worn.name for worn in shown.colours if worn.share >= _MAIN}


def _patterns(shown: Described) -> Set[str]:
    return set() if shown.pattern is None else {shown.pattern}
