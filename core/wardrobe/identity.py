"""What a photo is known by, and sets of photos that are told by it: so what is said of a picture follows its copies."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class Identity(NamedTuple):
    """What a photo is known by: the hash of the file's bytes, and that of the decoded pixels, b"" where not known.

    The bytes change when another program writes metadata into the file, the pixels do not.
    """

    content: bytes
    pixels: bytes = b""


def grouped(photos: Iterable[Identity]) -> tuple[tuple[Identity, ...], ...]:
    """Those that are the same picture together, in the order of the first of each."""
    groups = list[list[Identity]]()
    known = dict[bytes, list[Identity]]()
    for photo in photos:
        hashes = [one for one in photo if one]
        group = next((known[one] for one in hashes if one in known), None)
        if group is None:
            group = []
            groups.append(group)
        group.append(photo)
        known |= dict.fromkeys(hashes, group)
    return tuple(map(tuple, groups))


def without_copies(photos: Iterable[Identity]) -> tuple[Identity, ...]:
    """The first of all that are the same picture."""
    return tuple(group[0] for group in grouped(photos))


def are_copies(one: Identity, other: Identity) -> bool:
    """Whether these are the same picture."""
    return one.content == other.content or (bool(one.pixels) and one.pixels == other.pixels)


@dataclass(frozen=True)
class Photos:
    """Some photos. One is among them if its content or its pixels are those of any of them."""

    all: frozenset[Identity] = frozenset()

    @cached_property
    def contents(self) -> frozenset[bytes]:
        """Hashes of the bytes of all."""
        return frozenset(one.content for one in self.all)

    @cached_property
    def pixels(self) -> frozenset[bytes]:
        """Hashes of the pixels of those of which they are known."""
        return frozenset(one.pixels for one in self.all if one.pixels)

    def holds(self, photo: Identity) -> bool:
        """Whether this photo is among them."""
        return photo.content in self.contents or photo.pixels in self.pixels

    def mask(self, contents: Sequence[bytes | None], pixels: Sequence[bytes]) -> NDArray[np.bool_]:
        """Which of N photos are among them, (N,)."""
        found = _among(self.contents.__contains__, contents)
        return found | _among(self.pixels.__contains__, pixels) if self.pixels else found

    def with_all(self, photos: Iterable[Identity]) -> Photos:
        """A copy that holds these too."""
        return Photos(_completed(self.all | frozenset(photos)))

    def without(self, photos: Iterable[Identity]) -> Photos:
        """A copy that holds neither these nor any copies of them."""
        gone = frozenset(photos)
        while more := frozenset(filter(Photos(gone).holds, self.all)) - gone:
            gone |= more
        return Photos(self.all - gone)

    def learnt(self, photos: Iterable[Identity]) -> Photos:
        """A copy that knows its photos by all these too, as far as they are among them; itself if that is nothing new.

        So one that was known by the content alone is known by the pixels from then on, and one whose file was written
        anew by both. Either hash may change one day; the other one still tells.
        """
        found = frozenset(filter(self.holds, photos))
        return self.with_all(found) if found - self.all else self


def _completed(photos: frozenset[Identity]) -> frozenset[Identity]:
    """Without those of unknown pixels that are there with known ones too."""
    known = {one.content for one in photos if one.pixels}
    return frozenset(one for one in photos if one.pixels or one.content not in known)


def _among(is_one: Callable[[object], bool], hashes: Sequence[bytes | None]) -> NDArray[np.bool_]:
    return np.fromiter(map(is_one, hashes), bool, len(hashes))
