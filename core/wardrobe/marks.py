"""What the user marked: favourites. A mark belongs to a picture, not to a file, so it follows each copy of it."""

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


@dataclass(frozen=True)
class Marks:
    """The favourites. A photo is one if its content or its pixels are those of any of them."""

    favourites: frozenset[Identity] = frozenset()

    @cached_property
    def contents(self) -> frozenset[bytes]:
        """Hashes of the bytes of all favourites."""
        return frozenset(one.content for one in self.favourites)

    @cached_property
    def pixels(self) -> frozenset[bytes]:
        """Hashes of the pixels of those favourites of which they are known."""
        return frozenset(one.pixels for one in self.favourites if one.pixels)

    def holds(self, photo: Identity) -> bool:
        """Whether this photo is a favourite."""
        return photo.content in self.contents or photo.pixels in self.pixels

    def mask(self, contents: Sequence[bytes | None], pixels: Sequence[bytes]) -> NDArray[np.bool_]:
        """Which of N photos are favourites, (N,)."""
        found = _among(self.contents.__contains__, contents)
        return found | _among(self.pixels.__contains__, pixels) if self.pixels else found

    def favoured(self, photos: Iterable[Identity], wanted: bool) -> Marks:
        """A copy in which these photos are favourites, or neither they nor their copies are any."""
        if wanted:
            return Marks(_completed(self.favourites | frozenset(photos)))
        gone = frozenset(photos)
        while more := self._sharing(gone) - gone:
            gone |= more
        return Marks(self.favourites - gone)

    def learnt(self, photos: Iterable[Identity]) -> Marks:
        """A copy that knows its favourites by all these photos too, as far as they are favourites.

        So a mark that was known by the content alone is known by the pixels from then on, and one whose file was
        written anew by both. Either hash may change one day; the other one still tells.
        """
        found = frozenset(filter(self.holds, photos))
        return Marks(_completed(self.favourites | found)) if found - self.favourites else self

    def _sharing(self, photos: frozenset[Identity]) -> frozenset[Identity]:
        """The favourites that have a content or pixels in common with some of these."""
        return Marks(photos)._all_of(self.favourites)

    def _all_of(self, photos: Iterable[Identity]) -> frozenset[Identity]:
        return frozenset(filter(self.holds, photos))


def _completed(favourites: frozenset[Identity]) -> frozenset[Identity]:
    """Without those of unknown pixels that are there with known ones too."""
    known = {one.content for one in favourites if one.pixels}
    return frozenset(one for one in favourites if one.pixels or one.content not in known)


def _among(is_one: Callable[[object], bool], hashes: Sequence[bytes | None]) -> NDArray[np.bool_]:
    return np.fromiter(map(is_one, hashes), bool, len(hashes))
