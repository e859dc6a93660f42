"""What a person may add to a photo of a garment: a name, what it cost, when it was worn; and what follows from that."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property

from core.wardrobe.identity import Identity, Photos

Day = datetime.date


@dataclass(frozen=True)
class Facts:
    """All of them optional.

    A `price` is a decimal number, not cents: it is as exact, and right as well for currencies that have no cents or
    thousandths; `currency` is what the person calls it, such as "EUR" or "kr". Raises ValueError for a price that is
    negative or no number.
    """

    name: str = ""
    brand: str = ""
    size: str = ""
    price: Decimal | None = None
    currency: str = ""
    bought: Day | None = None
    notes: str = ""
    worn: frozenset[Day] = frozenset()

    def __post_init__(self) -> None:
        if self.price is not None and not (self.price.is_finite() and self.price >= 0):
            raise ValueError(self.price)

    def worn_on(self, day: Day, wanted: bool = True) -> Facts:
        """A copy that was worn on that day, or was not."""
        return replace(self, worn=self.worn | {day} if wanted else self.worn - {day})

    @property
    def cost_per_wear(self) -> Decimal | None:
        """What each day cost on which it was worn; None where no price is known, or it was never worn."""
        return None if self.price is None or not self.worn else self.price / len(self.worn)

    @property
    def last_worn(self) -> Day | None:
        """None where it never was, as far as is known."""
        return max(self.worn, default=None)

    def unworn_for_a_year(self, today: Day) -> bool:
        """Whether it hung in the wardrobe for a year or longer, up to today: since it was worn, or else was bought.

        Of what has neither day nobody knows.
        """
        since = self.last_worn or self.bought
        return since is not None and since <= _year_before(today)


NOTHING = Facts()


def _year_before(day: Day) -> Day:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # the 29th of February
        return day.replace(year=day.year - 1, day=28)


@dataclass(frozen=True)
class AllFacts:
    """Those of all photos; a photo that is known by several hashes stands there several times, with the same."""

    by_photo: Mapping[Identity, Facts] = field(default_factory=dict)  # never NOTHING

    @cached_property
    def _contents(self) -> dict[bytes, list[Identity]]:
        return _by((photo.content, photo) for photo in sorted(self.by_photo))

    @cached_property
    def _pixels(self) -> dict[bytes, list[Identity]]:
        return _by((photo.pixels, photo) for photo in sorted(self.by_photo) if photo.pixels)

    def _copies(self, photo: Identity) -> list[Identity]:
        """What is known of the same picture, itself first where it is."""
        alike = [*self._contents.get(photo.content, ()), *self._pixels.get(photo.pixels, ())]
        return list(dict.fromkeys([photo, *alike] if photo in self.by_photo else alike))

    def of(self, photo: Identity) -> Facts:
        """What is known of this photo."""
        return next((self.by_photo[one] for one in self._copies(photo)), NOTHING)

    def changed(self, photos: Iterable[Identity], change: Callable[[Facts], Facts]) -> AllFacts:
        """A copy in which those of each of these photos, and of its copies, are what `change` makes of them."""
        return self.changed_each((photo, change) for photo in photos)

    def changed_each(self, changes: Iterable[tuple[Identity, Callable[[Facts], Facts]]]) -> AllFacts:
        """The same for photos, none a copy of another one, each with a change of its own."""
        left = dict(self.by_photo)
        for photo, change in changes:
            facts = change(self.of(photo))
            known = Photos(frozenset(self._all_copies(photo)))
            for one in known.all:
                left.pop(one, None)
            if facts != NOTHING:
                left.update(dict.fromkeys(known.with_all([photo]).all, facts))
        return AllFacts(left)

    def _all_copies(self, photo: Identity) -> set[Identity]:
        """And copies of these, and so on."""
        found = set[Identity]()
        asked = [photo]
        while asked:
            new = set(self._copies(asked.pop())) - found
            found |= new
            asked += new
        return found

    def learnt(self, photos: Iterable[Identity]) -> AllFacts:
        """A copy that knows its photos by all these too: see `Photos.learnt`. Itself if that is nothing new."""
        if not self.by_photo:
            return self
        new = {one: facts for one in photos if one not in self.by_photo and (facts := self.of(one)) != NOTHING}
        both = {**self.by_photo, **new}
        left = Photos().with_all(both).all
        return self if left == self.by_photo.keys() else AllFacts({one: both[one] for one in left})


def _by(pairs: Iterable[tuple[bytes, Identity]]) -> dict[bytes, list[Identity]]:
    found = dict[bytes, list[Identity]]()
    for key, photo in pairs:
        found.setdefault(key, []).append(photo)
    return found
