"""What was understood of words, in the user's language."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QCoreApplication

from core.looks.colour_words import Colour
from core.looks.tints import Shade
from core.words.understanding import ColourWord, KindWord, Part
from gui.base.colour_names import colour_text
from gui.base.texts import kind_label, pattern_label

translate = QCoreApplication.translate


def part_text(part: Part, kinds: Collection[str]) -> str:
    """A kind, by the name of it that is among `kinds`, a colour or a pattern."""
    text = _text(part, kinds)
    return text if part.wanted else translate("words", "not {part}").format(part=text)


def _text(part: Part, kinds: Collection[str]) -> str:
    if isinstance(part, KindWord):
        return kind_label(next((name for name in part.names if name in kinds), part.names[0]))
    return _colour_text(part) if isinstance(part, ColourWord) else _small(pattern_label(part.pattern))


def _small(text: str) -> str:
    """As it stands within a sentence."""
    return text[:1].lower() + text[1:]


def _colour_text(part: ColourWord) -> str:
    if part.colour is None:
        return _shade_text(part.shade)
    metals = {Colour.GOLD: translate("names", "gold"), Colour.SILVER: translate("names", "silver")}
    colour = (metals.get(part.colour) or colour_text(part.colour)).lower()  # in German it is a noun elsewhere
    shaded = {
        Shade.DARK: translate("words", "dark {colour}"),
        Shade.LIGHT: translate("words", "light {colour}"),
        Shade.PALE: translate("words", "pale {colour}"),
        Shade.BRIGHT: translate("words", "bright {colour}"),
    }
    return colour if part.shade is None else shaded[part.shade].format(colour=colour)


def _shade_text(shade: Shade | None) -> str:
    texts = {
        Shade.DARK: translate("words", "dark"),
        Shade.LIGHT: translate("words", "light"),
        Shade.PALE: translate("words", "pale"),
        Shade.BRIGHT: translate("words", "bright"),
    }
    return "" if shade is None else texts[shade]
