"""Rules and reasons in the user's language."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from core.base.sentences import Sentence, fill, printable
from core.looks.colour_words import Pattern
from core.looks.colours import NAMES
from core.outfits.harmony import Rule
from gui.base.colour_names import colour_text
from gui.base.texts import pattern_label

translate = QCoreApplication.translate


def reason_text(sentence: Sentence) -> str:
    """A sentence of core.outfits, with its colours and patterns in the user's language too."""
    fields = {name: _word(str(value)) for name, value in sentence.fields}
    return fill(translate("core", printable(sentence.template)), fields)


def reason_texts(sentences: Sequence[Sentence]) -> str:
    """Several, one behind the other."""
    return "; ".join(map(reason_text, sentences))


def _word(value: str) -> str:
    if value in NAMES:
        return colour_text(value)
    if value in tuple(Pattern):
        label = pattern_label(Pattern(value))
        return label[:1].lower() + label[1:]
    return printable(value)


def rule_name(rule: Rule) -> str:
    """In a word or two."""
    names = {
        Rule.SAME: translate("rules", "One hue"),
        Rule.NEIGHBOURS: translate("rules", "Neighbours"),
        Rule.COMPLEMENT: translate("rules", "Complement"),
        Rule.NEUTRAL: translate("rules", "Neutral"),
        Rule.PATTERN: translate("rules", "Pattern with plain"),
    }
    return names[rule]


def rule_tip(rule: Rule) -> str:
    """What it means."""
    tips = {
        Rule.SAME: translate("rules", "Lighter and darker shades of one hue"),
        Rule.NEIGHBOURS: translate("rules", "Hues that lie beside each other, such as blue and green"),
        Rule.COMPLEMENT: translate("rules", "Hues that lie opposite each other, such as blue and orange"),
        Rule.NEUTRAL: translate(
            "rules", "Black, white, grey, beige, brown, navy and denim, which go with most colours"
        ),
        Rule.PATTERN: translate("rules", "One of the two is patterned and the other is plain"),
    }
    return tips[rule]
