"""Why two pieces go together, as sentences."""

from __future__ import annotations

from core.base import sentences
from core.base.sentences import Sentence
from core.looks.colour_words import Pattern
from core.outfits.harmony import Rule

_BY_RULE = {
    Rule.SAME: sentences.SAME_HUE,
    Rule.NEIGHBOURS: sentences.NEIGHBOURS,
    Rule.COMPLEMENT: sentences.COMPLEMENT,
    Rule.NEUTRAL: sentences.NEUTRAL,
}


def colour_reason(rule: Rule, one: str, other: str, *, both_neutral: bool = False) -> Sentence:
    """Of two colours by their finer names; the first is that of the garment asked with."""
    if rule is Rule.SAME and one == other:
        return sentences.SAME_COLOUR.filled(one=one)
    template = sentences.TWO_NEUTRALS if both_neutral and rule is Rule.NEUTRAL else _BY_RULE[rule]
    return template.filled(one=one, other=other)


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
