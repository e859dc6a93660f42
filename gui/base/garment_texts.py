"""What a photo shows, as a person would say it: "Blue striped shirt"."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from core.looks.colour_words import Pattern
from core.looks.features import OTHER
from core.search.described import Described
from gui.base.colour_names import colour_text
from gui.base.texts import kind_label, pattern_label

translate = QCoreApplication.translate


def garment_texts(shown: Described) -> tuple[str, ...]:
    """Colour, pattern and kind where it is very probable, the finer one where that is sure, and shorter; nothing for
    what is no garment."""
    if shown.kind == OTHER:
        return ()
    kind = translate("garments", "Garment") if shown.called is None else kind_label(shown.called)
    pattern, texts = _pattern_text(shown.pattern), [kind]
    if shown.colours:
        colour = colour_text(shown.colours[0].name).lower()  # in German it is a noun elsewhere
        texts.append(placed(translate("garments", "{colour} {garment}"), kind, colour=colour))
        if pattern:
            full = translate("garments", "{colour} {pattern} {garment}")
            texts.append(placed(full, kind, colour=colour, pattern=pattern))
    elif pattern:
        texts.append(placed(translate("garments", "{pattern} {garment}"), kind, pattern=pattern))
    return tuple(text[:1].upper() + text[1:] for text in reversed(texts))


def _pattern_text(pattern: Pattern | None) -> str:
    """As a word before a garment; nothing for a plain one."""
    if pattern is None or pattern == Pattern.PLAIN:
        return ""
    rest = {
        Pattern.FLORAL: translate("garments", "patterned"),
        Pattern.PICTURE: translate("garments", "printed"),
    }
    return rest.get(pattern) or pattern_label(pattern).lower()


def placed(template: str, garment: str, **others: str) -> str:
    """A sentence filled with a garment. In the midst of it, behind a word, it is written small, as in "the blue shirt";
    a language where nouns are written large puts it behind a sign, or first."""
    before = template[: template.index("{garment}")]
    amid = (before.endswith(" ") and before[-2:-1].isalpha()) or before.endswith("} ")
    small = amid and garment[1:2].islower()  # a T-shirt stays one
    return template.format(garment=garment[0].lower() + garment[1:] if small else garment, **others)
