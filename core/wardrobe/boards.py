"""What makes a board of a collection made by hand: a note, a cover, and where its photos lie."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from core.wardrobe.identity import Identity, Photos, are_copies, without_copies

GAP = 0.15  # between pieces that nobody has laid yet, in board units
_WIDER = 1.5  # so much wider than high is a board that nobody has laid out yet


@dataclass(frozen=True)
class Pin:
    """One photo on a board. `x`, `y`: the middle of the piece, in board units; y grows downwards.

    A piece is one unit wide at scale 1; its height follows the photo. `bare`: shown without its background. Raises
    ValueError for a place or a scale that cannot be.
    """

    photo: Identity
    x: float
    y: float
    scale: float = 1.0
    bare: bool = False

    def __post_init__(self) -> None:
        if not (math.isfinite(self.x) and math.isfinite(self.y) and 0 < self.scale < math.inf):
            raise ValueError(self)

    def height(self, aspect: float) -> float:
        """How high it is, in board units, where its photo's width is so many times its height."""
        return self.scale / aspect


@dataclass(frozen=True)
class Board:
    """`cover`: None for the first photo. `pins` from the bottom up, one for a photo and its copies; a photo may have
    none as yet, see `laid_out`."""

    note: str = ""
    cover: Identity | None = None
    pins: tuple[Pin, ...] = ()

    @cached_property
    def _by_content(self) -> dict[bytes, int]:
        return {pin.photo.content: at for at, pin in enumerate(self.pins)}

    @cached_property
    def _by_pixels(self) -> dict[bytes, int]:
        return {pin.photo.pixels: at for at, pin in enumerate(self.pins) if pin.photo.pixels}

    def layer(self, photo: Identity) -> int | None:
        """Where in `pins` that of this photo, or of a copy of it, is: from 0, the lowest one, on."""
        at = self._by_content.get(photo.content)
        return self._by_pixels.get(photo.pixels) if at is None else at

    def pin(self, photo: Identity) -> Pin | None:
        """That of this photo, or of a copy of it."""
        at = self.layer(photo)
        return None if at is None else self.pins[at]

    def moved(self, pins: Iterable[Pin]) -> Board:
        """A copy with these in the place of those of the same photos, in the order that was; new ones on top."""
        new = dict[int, Pin]()
        on_top = dict[Identity, Pin]()
        by_hash = dict[bytes, Identity]()  # the photos of those
        for pin in pins:
            at, told = self.layer(pin.photo), [one for one in pin.photo if one]
            if at is not None:
                new[at] = replace(pin, photo=self.pins[at].photo)
            else:
                photo = next((by_hash[one] for one in told if one in by_hash), pin.photo)
                by_hash |= dict.fromkeys(told, photo)
                on_top[photo] = replace(pin, photo=photo)
        return replace(self, pins=(*(new.get(at, pin) for at, pin in enumerate(self.pins)), *on_top.values()))

    def raised(self, photos: Iterable[Identity]) -> Board:
        """A copy in which these lie above all others, in the order in which they lay."""
        rising = Photos(frozenset(photos))
        return replace(self, pins=tuple(sorted(self.pins, key=lambda pin: rising.holds(pin.photo))))

    def laid_out(self, photos: Sequence[Identity], aspects: Sequence[float]) -> Board:
        """A copy with a pin for each of these photos, and no others; `aspects`: their widths over their heights.

        Those that have none yet lie in rows of a grid below the others. Itself where there is nothing to do.
        """
        held = Photos(frozenset(photos))
        left = replace(self, pins=tuple(pin for pin in self.pins if held.holds(pin.photo)))
        shapes = dict[Identity, float]()  # of the pins that are there
        new = dict[Identity, float]()
        for photo, aspect in zip(photos, aspects, strict=True):
            pin = left.pin(photo)
            (new if pin is None else shapes)[photo if pin is None else pin.photo] = _possible(aspect)
        if not new:
            return self if left.pins == self.pins else left
        pieces = [(photo, new[photo]) for photo in without_copies(new)]
        return replace(left, pins=(*left.pins, *_in_rows(pieces, _area(left.pins, shapes))))

    def without(self, photos: Iterable[Identity]) -> Board:
        """A copy without the pins of these photos and their copies, nor one of them as the cover."""
        gone = Photos(frozenset(photos))
        left = tuple(pin for pin in self.pins if not gone.holds(pin.photo))
        cover = None if self.cover is not None and gone.holds(self.cover) else self.cover
        return self if (cover, len(left)) == (self.cover, len(self.pins)) else replace(self, cover=cover, pins=left)

    def learnt(self, photo: Identity, new: Identity) -> Board:
        """A copy that knows a photo by what else it turned out to be known by; itself where it knows no such photo."""
        own, is_cover = self.pin(photo), self.cover is not None and are_copies(self.cover, photo)
        if own is None and not is_cover:
            return self
        # Two photos may turn out to be one.
        left = tuple(pin for pin in self.pins if pin is own or own is None or not are_copies(pin.photo, new))
        pins = tuple(replace(pin, photo=new) if pin is own else pin for pin in left)
        return replace(self, cover=new if is_cover else self.cover, pins=pins)


def _possible(aspect: float) -> float:
    return aspect if 0 < aspect < math.inf else 1.0


def _area(pins: Iterable[Pin], shapes: dict[Identity, float]) -> tuple[float, float, float]:
    """Left, right and bottom of what lies there, in board units; nothing is a point."""
    boxes = [(pin.x - pin.scale / 2, pin.x + pin.scale / 2, pin.y + pin.height(shapes[pin.photo]) / 2) for pin in pins]
    if not boxes:
        return 0.0, 0.0, -GAP
    lefts, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), max(rights), max(bottoms)


def _in_rows(pieces: Sequence[tuple[Identity, float]], area: tuple[float, float, float]) -> Iterable[Pin]:
    """Below what lies there, as wide as that or as a board of so many photos; the middles of a row on one line."""
    left, right, top = area
    columns = max(round(math.sqrt(len(pieces) * _WIDER)), int((right - left + GAP) / (1 + GAP)), 1)
    for begin in range(0, len(pieces), columns):
        row = pieces[begin : begin + columns]
        height = max(1 / aspect for _, aspect in row)
        for column, (photo, _) in enumerate(row):
            yield Pin(photo, left + 0.5 + column * (1 + GAP), top + GAP + height / 2)
        top += GAP + height
