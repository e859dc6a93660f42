"""Days, prices and what follows from them, in words."""

from __future__ import annotations

import datetime
from decimal import Decimal

from PySide6.QtCore import QLocale, QObject

from core.mirror.worn import since
from core.wardrobe.facts import Facts


def written(day: datetime.date) -> str:
    """As the ISO does: what is read back as it was written, in any country."""
    return day.isoformat()


class FactTexts(QObject):
    """A class, because lupdate knows plural forms only in `tr`."""

    def cost(self, facts: Facts) -> str:
        """What a day cost on which it was worn; empty where that is not known."""
        return (
            ""
            if facts.cost_per_wear is None
            else self.tr("{price} a day").format(price=_price(facts.cost_per_wear, facts))
        )

    def unworn(self, facts: Facts) -> str:
        """Since when it was not worn."""
        if facts.last_worn is not None:
            return self.tr("last worn {day}").format(day=written(facts.last_worn))
        return "" if facts.bought is None else self.tr("bought {day}").format(day=written(facts.bought))

    def unworn_lines(self, facts: Facts) -> tuple[str, ...]:
        """The same, and shorter."""
        day = since(facts)
        return () if day is None else (self.unworn(facts), written(day))

    def summary(self, facts: Facts) -> str:
        """On how many days it was worn, and what that makes."""
        days = self.tr("Worn on %Ln days", "", len(facts.worn)) if facts.worn else ""
        last = "" if facts.last_worn is None else self.unworn(facts)
        return ", ".join(filter(None, (days, last, self.cost(facts))))

    def told(self, value: int) -> str:
        return self.tr("Facts are known of %Ln garments.", "", value)


def _price(value: Decimal, facts: Facts) -> str:
    return " ".join(filter(None, (QLocale().toString(float(value), "f", 2), facts.currency)))
