"""What is asked, as values: a question, and how its answer is to be ranked and filtered."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from core.looks.features import ASPECTS, Aspect
from core.search.estimates import Weights
from core.search.query import Shares
from core.search.request import LOOK_ONLY
from core.search.turns import TURNS
from core.words.understanding import Understood

MOST_PHOTOS = 20  # in one question that comes from outside
Own = Literal["leads", "ranked", "left out"]


@dataclass(frozen=True)
class Question:
    """What to search with: a path, or the bytes of an image file; `name` is what the user calls it.

    `turns` are quarters clockwise by which the photo is turned first; None: as it is, or, where a photo from outside
    comes close to nothing so, in another turn. `box` is the part of the photo, so turned, that counts. `likes` and
    `unlikes` are paths of further examples, good and bad, from the library or not.
    """

    source: str | bytes
    name: str = ""
    in_library: bool = False
    box: Shares | None = None
    likes: tuple[str, ...] = ()
    unlikes: tuple[str, ...] = ()
    turns: int | None = None

    @property
    def path(self) -> str | None:
        """The file, or None where the photo was given as bytes."""
        return self.source if isinstance(self.source, str) else None

    @property
    def is_plain(self) -> bool:
        """Whether it is one whole photo as it is, nothing more."""
        return self.box is None and not self.likes and not self.unlikes and not self.turns

    @property
    def is_foreign(self) -> bool:
        """Whether it is one whole photo that is not in the library."""
        return self.box is None and self.wants_verdict

    @property
    def wants_verdict(self) -> bool:
        """Whether it is one photo, or a part of one, that is not in the library: the user may own it or not."""
        return not self.in_library and not self.likes and not self.unlikes

    def turned(self) -> Question:
        """Turned by one more quarter, and the box with it."""
        turns = ((self.turns or 0) + 1) % TURNS
        left, top, across, down = self.box or (0, 0, 0, 0)
        box = None if self.box is None else (1 - top - down, left, down, across)
        return replace(self, box=box, turns=turns or (None if self.in_library else 0))

    def liking(self, path: str) -> Question:
        """With one more good example, which it is no longer a bad one."""
        return replace(self.without(path), likes=(*self.without(path).likes, path))

    def unliking(self, path: str) -> Question:
        """With one more bad example, which it is no longer a good one."""
        return replace(self.without(path), unlikes=(*self.without(path).unlikes, path))

    def without(self, path: str) -> Question:
        """Without this example."""
        likes = tuple(one for one in self.likes if one != path)
        return replace(self, likes=likes, unlikes=tuple(one for one in self.unlikes if one != path))


@dataclass(frozen=True)
class Tuning:
    """How an answer is ranked and filtered.

    Attributes:
        shares: how much each of core.looks.features.ASPECTS counts; only their ratio matters, nothing but zeros means
            the look. top: how many photos, at most. fold: whether near duplicates are hidden.
        kind: only this kind, one of the network's or "unsure"; empty for any. same_kind: only the kind of the photo
            asked with, where that is sure. colour: only photos with this main colour, "#rrggbb"; empty for any.
        stacks: whether of the photos of one garment only the nearest is shown, where the stacks of the photos are
            known; those that hold a photo of `laid_out` are shown in full.
        words: what the photos should be besides, in words; what they say of colours and patterns counts in place of
            those of the photo asked with. None: nothing.
        own: the photos asked with, where they are searched. "leads": one whole photo comes first, also while it still
            waits to be indexed, others are left out; "ranked": they are found like any; or "left out". With `stacks`
            what lies on their stacks is left out with them.
    """

    shares: tuple[float, ...] = (100, 0, 0, 0)
    top: int = 10
    fold: bool = False
    same_kind: bool = False
    kind: str = ""
    colour: str = ""
    words: Understood | None = None
    own: Own = "leads"
    stacks: bool = False
    laid_out: frozenset[str] = frozenset()

    @property
    def weights(self) -> Weights:
        """How much each aspect counts, those that count at all."""
        shares = zip(ASPECTS, self.shares, strict=True)
        said = self._said_in_words()
        return {aspect: share for aspect, share in shares if share > 0 and aspect not in said} or LOOK_ONLY

    def _said_in_words(self) -> tuple[Aspect, ...]:
        if self.words is None:
            return ()
        return (*(("colour",) if self.words.colours else ()), *(("pattern",) if self.words.patterns else ()))
