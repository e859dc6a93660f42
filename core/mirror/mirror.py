"""What a wardrobe is made of, as one value."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from core.looks.colour_words import Colour, Pattern
from core.looks.colours import to_rgb
from core.looks.features import kind_name
from core.looks.naming import BASIC
from core.mirror.alike import Odd, alike, one_offs
from core.mirror.counts import ColourCount, Count, count_colours, count_kinds, count_patterns
from core.mirror.garments import NONE, Garments, find_garments
from core.mirror.standing import Standing, standing_for_all
from core.search.search import Searcher
from core.search.stacks import Groups
from core.workers.workers import Cancelled

TEN = 10  # photos that stand for all


@dataclass(frozen=True)
class Garment:
    """One garment: all photos of it, and what it is. colour, hex: of its main colour; None where it has none, as its
    pattern where none is probable."""

    photos: tuple[str, ...]
    kind: str
    colour: Colour | None
    hex: str | None
    pattern: Pattern | None

    @property
    def path(self) -> str:
        """The photo by which it is shown."""
        return self.photos[0]


@dataclass(frozen=True)
class Alike:
    """Garments that are nearly identical, two or more; the first is the one that the others are like."""

    garments: tuple[Garment, ...]

    @property
    def photos(self) -> tuple[str, ...]:
        """All photos of all of them."""
        return tuple(path for garment in self.garments for path in garment.photos)


@dataclass(frozen=True)
class OneOff:
    """A garment like no other: the `nearest` is that far away by look."""

    garment: Garment
    nearest: Garment
    distance: float


@dataclass(frozen=True)
class Representative:
    """One of those that stand for all: so many garments are most like this one, itself among them."""

    garment: Garment
    stands_for: int


@dataclass(frozen=True)
class Mirror:
    """What there is.

    Attributes:
        photos, garments: how many; several photos of one garment are one garment. left_out: photos that show none, as
            the user said.
        kinds, patterns: the commonest first, "unsure" last. colours: by their hue, neutrals behind.
        alike: groups of nearly identical garments, largest first. one_offs: farthest first.
        ten: those that stand for all, the one that says most first. cover: the share of all garments that are of a
            similar style to one of these, as the words go where nothing is known of a folder.
    """

    photos: int = 0
    garments: int = 0
    left_out: int = 0
    kinds: tuple[Count, ...] = ()
    colours: tuple[ColourCount, ...] = ()
    patterns: tuple[Count, ...] = ()
    alike: tuple[Alike, ...] = ()
    one_offs: tuple[OneOff, ...] = ()
    ten: tuple[Representative, ...] = ()
    cover: float = 0.0


def mirror(searcher: Searcher, groups: Groups | None = None, cancelled: Callable[[], bool] = bool) -> Mirror:
    """Of all photos of a searcher, by the kinds that count: what the user said, too.

    `groups`: for each photo the first row of its garment, (N,), as core.browse.grouping finds them; without them each
    photo shows a garment of its own. The same photos give the same value. Raises Cancelled soon after it is cancelled.
    """
    if not searcher.collection.paths:
        return Mirror()
    garments = find_garments(searcher, groups)
    if cancelled():
        raise Cancelled
    spec = searcher.spec
    groups_alike = alike(garments, spec, cancelled)
    odd = one_offs(garments, cancelled)
    standing = standing_for_all(garments.looks, TEN, spec.spread, spec.yardstick * spec.ratios.style, cancelled)
    show = _Shown(garments, searcher)
    return Mirror(
        photos=len(garments.photos),
        garments=len(garments),
        left_out=garments.left_out,
        kinds=count_kinds(garments, spec),
        colours=count_colours(garments),
        patterns=count_patterns(garments),
        alike=tuple(Alike(show.all_of(group)) for group in groups_alike),
        one_offs=tuple(map(show.one_off, odd)),
        ten=show.representatives(standing),
        cover=standing.cover,
    )


class _Shown:
    """Garments by their numbers, as values."""

    def __init__(self, garments: Garments, searcher: Searcher) -> None:
        self._garments = garments
        self._spec = searcher.spec
        self._rgb = to_rgb(garments.colours)  # of all at once: one by one takes longer than to find them

    def garment(self, number: int) -> Garment:
        garments = self._garments
        name, pattern = int(garments.names[number]), int(garments.patterns[number])
        return Garment(
            photos=garments.paths_of(number),
            kind=kind_name(int(garments.kinds[number]), self._spec),
            colour=None if name == NONE else BASIC[name],
            hex=None if name == NONE else "#" + self._rgb[number].tobytes().hex(),
            pattern=None if pattern == NONE else tuple(Pattern)[pattern],
        )

    def all_of(self, numbers: Sequence[int]) -> tuple[Garment, ...]:
        return tuple(map(self.garment, numbers))

    def one_off(self, odd: Odd) -> OneOff:
        return OneOff(self.garment(odd.garment), self.garment(odd.nearest), odd.distance)

    def representatives(self, standing: Standing) -> tuple[Representative, ...]:
        shown = zip(self.all_of(standing.garments), standing.stands_for, strict=True)
        return tuple(Representative(*one) for one in shown)
