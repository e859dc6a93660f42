"""What the user marked: favourites, kinds of garments, collections, what is not the same, facts. It belongs to a
picture, not to a file, so it follows each copy of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from core.wardrobe.apart import Apart
from core.wardrobe.collected import Collections
from core.wardrobe.facts import AllFacts, Facts
from core.wardrobe.identity import Identity as Identity
from core.wardrobe.identity import Photos
from core.wardrobe.said import Said


@dataclass(frozen=True)
class Marks:
    """The favourites, what was `said` of the kinds of photos, the collections, which photos are `apart`: show two
    garments, and the `facts` that were added."""

    favourites: frozenset[Identity] = frozenset()
    said: Said = field(default_factory=Said)
    collections: Collections = field(default_factory=Collections)
    apart: Apart = field(default_factory=Apart)
    facts: AllFacts = field(default_factory=AllFacts)

    @cached_property
    def _loved(self) -> Photos:
        return Photos(self.favourites)

    def holds(self, photo: Identity) -> bool:
        """Whether this photo is a favourite."""
        return self._loved.holds(photo)

    def mask(self, contents: Sequence[bytes | None], pixels: Sequence[bytes]) -> NDArray[np.bool_]:
        """Which of N photos are favourites, (N,)."""
        return self._loved.mask(contents, pixels)

    def favoured(self, photos: Iterable[Identity], wanted: bool) -> Marks:
        """A copy in which these photos are favourites, or neither they nor their copies are any."""
        loved = self._loved.with_all(photos) if wanted else self._loved.without(photos)
        return replace(self, favourites=loved.all)

    def with_collections(self, change: Callable[[Collections], Collections]) -> Marks:
        """A copy with what `change` makes of the collections."""
        return replace(self, collections=change(self.collections))

    def with_kind(self, photos: Iterable[Identity], word: str) -> Marks:
        """A copy in which the user said that these photos are of this kind; an empty word takes back what was said."""
        return replace(self, said=self.said.said(photos, word))

    def told_apart(self, one: Identity, other: Identity, apart: bool) -> Marks:
        """A copy in which the user said that these two are not the same garment, or says so no more."""
        return replace(self, apart=self.apart.said(one, other, apart))

    def with_facts(self, photos: Iterable[Identity], change: Callable[[Facts], Facts]) -> Marks:
        """A copy in which the facts of these photos are what `change` makes of them."""
        return replace(self, facts=self.facts.changed(photos, change))

    def with_each_fact(self, changes: Iterable[tuple[Identity, Callable[[Facts], Facts]]]) -> Marks:
        """The same for photos, none a copy of another one, each with a change of its own."""
        return replace(self, facts=self.facts.changed_each(changes))

    def learnt(self, photos: Iterable[Identity]) -> Marks:
        """A copy that knows what is marked by all these photos too: see `Photos.learnt`. Itself if that is nothing
        new."""
        seen = tuple(photos)
        learnt = self
        if (loved := self._loved.learnt(seen)) is not self._loved:
            learnt = replace(learnt, favourites=loved.all)
        if (said := self.said.learnt(seen)) is not self.said:
            learnt = replace(learnt, said=said)
        if (collections := self.collections.learnt(seen)) is not self.collections:
            learnt = replace(learnt, collections=collections)
        if (facts := self.facts.learnt(seen)) is not self.facts:
            learnt = replace(learnt, facts=facts)
        return learnt
