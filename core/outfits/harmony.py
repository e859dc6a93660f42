"""By which rule two colours suit each other, and how well.

The rules are old: J. Itten, "Kunst der Farbe" (1961), for what lies opposite and near on the circle; D. Cohen-Or et
al., "Color Harmonization" (SIGGRAPH 2006), for the shapes of what harmonizes: one narrow sector (their type i), a wide
one (V), two opposite ones (I); P. Moon and D. Spencer, "Geometric formulation of classical color harmony" (1944), for
what is nearly the same and thus looks like a mistake. Cloth is seen in folds and poor light, and its colours are
measured as well as that goes: so the sectors are wider here, and the further off, the weaker.
"""

from __future__ import annotations

from enum import StrEnum
from itertools import product
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.outfits.tones import COLOURLESS, Tone, Worn, apart

Strengths = NDArray[np.float32]  # 0 to 1; 0 where no rule holds


class Rule(StrEnum):
    """Why two pieces go together."""

    SAME = "same"
    NEIGHBOURS = "neighbours"
    COMPLEMENT = "complement"
    NEUTRAL = "neutral"
    PATTERN = "pattern"


COLOUR_RULES = (Rule.SAME, Rule.NEIGHBOURS, Rule.COMPLEMENT, Rule.NEUTRAL)

_SAME_TO, _NEIGHBOURS_TO, _COMPLEMENT_FROM = 24.0, 62.0, 155.0  # degrees on the circle, 30 from one hue to the next
_SAME_TO_NEUTRAL = 15.0  # the same where one of the two has so little of a hue that it is a neutral
_VIVID = 40.0  # chroma; of two colours beyond it that lie opposite, neither leaves the other in peace
_DEEPER = 14.0  # of lightness: from here on two shades of one hue are meant to be two
_NEARLY = 5.0  # Lab; and up to here they are one

_PICKED_UP = 16.0  # Lab, of a colour that lies small beside others

_BLUE = (Tone.NAVY, Tone.DENIM)

# Neutrals that do not quite part from each other, and how well they go nevertheless.
_HARD = MappingProxyType(
    {
        frozenset({Tone.BLACK, Tone.NAVY}): 0.55,
        frozenset({Tone.BLACK, Tone.BROWN}): 0.6,
        frozenset({Tone.GREY, Tone.BROWN}): 0.6,
        frozenset({Tone.GREY, Tone.BEIGE}): 0.7,
        frozenset({Tone.NAVY, Tone.DENIM}): 0.75,
    }
)
_NEUTRALS = np.array([[_HARD.get(frozenset({one, other}), 1.0) for other in Tone] for one in Tone], np.float32)


class Suits(NamedTuple):
    """Of n pairs of colours: the place of a rule among COLOUR_RULES, and how well they suit by it, (n,) each."""

    rule: NDArray[np.int8]
    strength: Strengths


def suits(one: Worn, other: Worn) -> Suits:
    """How a colour () suits each of n others (n,): by the strongest rule that holds."""
    same = _same(one, other)
    neutral = np.where(same > 0, 0, _neutral(one, other))
    neighbours, complement = _on_the_circle(one, other)
    complement = np.where(complement > 0, np.maximum(complement, neutral), 0)  # the more telling reason
    strengths = np.stack([same, neighbours, complement, neutral])
    best = strengths.argmax(axis=0)
    return Suits(best.astype(np.int8), np.take_along_axis(strengths, best[np.newaxis], axis=0)[0])


def same_colour(one: Worn, other: Worn) -> NDArray[np.bool_]:
    """Whether each of n colours (n,) is taken for the very one (), and is no mere black, grey or white."""
    near = (_far(one, other) <= _PICKED_UP) & (apart(one.place, other.place) <= _SAME_TO)
    return _has_hue(one) & _has_hue(other) & near


def _far(one: Worn, other: Worn) -> Strengths:
    """In Lab; lightness counts less, as folds and light change it most."""
    turn = np.radians(one.hue - other.hue)
    chromatic = one.chroma**2 + other.chroma**2 - 2 * one.chroma * other.chroma * np.cos(turn)
    return np.asarray(np.sqrt(np.maximum(chromatic, 0) + (0.7 * (one.lightness - other.lightness)) ** 2), np.float32)


def _has_hue(worn: Worn) -> NDArray[np.bool_]:
    return ~np.isin(worn.tone, COLOURLESS)


def _same(one: Worn, other: Worn) -> Strengths:
    """Shades of one hue, or the same of black, grey and white. What is nearly as light looks like a mistake."""
    limit = np.where((one.tone == Tone.HUE) & (other.tone == Tone.HUE), _SAME_TO, _SAME_TO_NEUTRAL)
    hues = _has_hue(one) & _has_hue(other) & (apart(one.place, other.place) <= limit)
    colourless = ~_has_hue(one) & (one.tone == other.tone)
    step = np.abs(one.lightness - other.lightness)
    meant = (step >= _DEEPER) | (_far(one, other) <= _NEARLY)
    strength = np.where(hues, np.where(meant, 0.86, 0.6), np.where(colourless, 0.66, 0.0))
    return np.asarray(strength, np.float32)


def _on_the_circle(one: Worn, other: Worn) -> tuple[Strengths, Strengths]:
    """Neighbours and complements: both colours have a hue that is seen as one; so has a blue neutral beside orange."""
    ones, others = one.tone == Tone.HUE, other.tone == Tone.HUE
    seen = ones & others
    away = apart(one.place, other.place)
    calm = _calm(one, other)
    near = (away > _SAME_TO) & (away <= _NEIGHBOURS_TO)
    neighbours = np.where(seen & near, (0.8 - 0.2 * (away - _SAME_TO) / (_NEIGHBOURS_TO - _SAME_TO)) * calm, 0)
    opposite = 0.95 - 0.25 * (180 - away) / (180 - _COMPLEMENT_FROM)
    also = (ones & np.isin(other.tone, _BLUE)) | (others & np.isin(one.tone, _BLUE))
    complement = np.where((seen | also) & (away >= _COMPLEMENT_FROM), opposite * calm, 0)
    return np.asarray(neighbours, np.float32), np.asarray(complement, np.float32)


def _calm(one: Worn, other: Worn) -> Strengths:
    """One of two strong colours had better be quieter, or take less room (Itten's contrast of extension)."""
    loud = np.clip((np.minimum(one.chroma, other.chroma) - _VIVID) / _VIVID, 0, 1)
    return np.asarray(1 - 0.4 * loud, np.float32)


def _neutral(one: Worn, other: Worn) -> Strengths:
    """A neutral with a hue, or two that part from each other by their lightness or their temperature."""
    ones, others = one.tone != Tone.HUE, other.tone != Tone.HUE
    both, any_ = ones & others, ones | others
    step = np.clip(np.abs(one.lightness - other.lightness) / 45, 0, 1)
    pair = _NEUTRALS[one.tone, other.tone]
    strength = np.where(both, (0.6 + 0.25 * step) * pair, 0.72 + 0.16 * step)
    return np.asarray(np.where(any_, strength, 0), np.float32)


def clashes(ones: Worn, others: Worn) -> NDArray[np.bool_]:
    """Whether any of k colours (k,) and any of those of n pieces (n, m) have hues that no rule joins, (n,). Black
    stands for a colour that does not count: it goes with all."""
    found = np.zeros(len(others.tone), bool)
    for at, to in product(range(len(ones.tone)), range(others.tone.shape[1])):
        found |= suits(ones.at(at), others.at((slice(None), to))).strength <= 0
    return found
