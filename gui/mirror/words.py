"""What the page says of garments and of how many there are."""

from __future__ import annotations

from PySide6.QtCore import QObject

from core.looks.colours import parse_colour
from core.looks.naming import name_colour
from core.mirror.counts import Count
from core.mirror.mirror import Garment
from core.search.described import Described, Worn
from gui.base.garment_texts import garment_texts
from gui.base.texts import number


class Amounts(QObject):
    """A class, because lupdate knows plural forms only in `tr`."""

    def garments(self, value: int) -> str:
        return self.tr("%Ln garments", "", value)

    def counted(self, name: str, one: Count) -> str:
        """How many garments have a name, and what share of all that is."""
        garments, percent = self.garments(one.garments), number(round(100 * one.share))
        return self.tr("{name}: {garments}, {percent} %").format(name=large(name), garments=garments, percent=percent)

    def stands_for(self, value: int) -> str:
        return self.tr("for %Ln garments", "", value)

    def alike(self, value: int) -> str:
        return self.tr("%Ln nearly identical garments", "", value)

    def left_out(self, value: int) -> str:
        return self.tr("%Ln photos that show none are left out", "", value)


def garment_words(one: Garment) -> tuple[str, ...]:
    """ "Navy striped T-shirt", and shorter."""
    worn = () if one.hex is None else (Worn(*name_colour(parse_colour(one.hex)), one.hex, 1.0),)
    return garment_texts(Described(one.path, one.kind, 1.0, None, worn, one.pattern))


def large(text: str) -> str:
    """As it stands alone."""
    return text[:1].upper() + text[1:]
