"""Why two pieces go together, as sentences."""

from __future__ import annotations

import numpy as np

from core.base import sentences
from core.base.sentences import Sentence
from core.looks.colour_words import Colour, Pattern
from core.looks.colours import Lab
from core.looks.naming import name_colour
from core.outfits.harmony import Rule
from core.outfits.tones import Tone

_STRONG, _BETWEEN = 30.0, (35.0, 72.0)  # Lab: chroma and lightness at which a hue has a name
_COLOURLESS = (Colour.BLACK, Colour.GREY, Colour.WHITE)

_BY_RULE = {
    Rule.SAME: sentences.SAME_HUE,
    Rule.NEIGHBOURS: sentences.NEIGHBOURS,
    Rule.COMPLEMENT: sentences.COMPLEMENT,
    Rule.NEUTRAL: sentences.NEUTRAL,
}


def colour_word(lab: Lab, tone: int) -> str:
    """What a Lab colour (3,) is called beside others: one of core.looks.colours.NAMES. One that is nearly white, grey
    or black, but of which the hue counts, is called as if it were stronger."""
    name = name_colour(lab)
    if tone != Tone.HUE or name.basic not in _COLOURLESS:
        return name.shade
    stronger = lab[1:] * (_STRONG / max(float(np.hypot(*lab[1:])), 1e-6))
    return name_colour(np.array([np.clip(lab[0], *_BETWEEN), *stronger], np.float32)).basic


def colour_reason(rule: Rule, one: str, other: str, *, both_neutral: bool = False) -> Sentence:
    """Of two colours by their finer names; the first is that of the garment asked with."""
    if rule is Rule.SAME and one == other:
        return sentences.SAME_COLOUR.filled(one=one)
    return (sentences.TWO_NEUTRALS if both_neutral else _BY_RULE[rule]).filled(one=one, other=other)


def picked_up(colour: str) -> Sentence:
    """One piece has the colour that the other shows among others."""
    return sentences.PICKED_UP.filled(one=colour)


def pattern_reason(asked: Pattern, other: Pattern | None) -> Sentence | None:
    """Where one of two pieces is plain and the other is not; None where both are, or it is not known."""
    if other is None or (asked is Pattern.PLAIN) is (other is Pattern.PLAIN):
        return None
    if other is Pattern.PLAIN:
        return sentences.PLAIN_BESIDE.filled(pattern=asked)
    return sentences.PATTERN_BESIDE.filled(pattern=other)
