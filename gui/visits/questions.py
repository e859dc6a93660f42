"""What the user asks and what comes back, as values: a question, how to rank the answer, and the ranked photos."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from PySide6.QtGui import QImage

from core.looks.features import ASPECTS, UNSURE, kind_name, kinds
from core.photos.images import RGB
from core.search.estimates import Estimates, Weights
from core.search.query import Query, Shares
from core.search.search import Match, Searcher
from core.search.turns import TURNS

MOST_PHOTOS = 20  # in one question that comes from outside


@dataclass(frozen=True)
class Question:
    """What to search with: a path, the bytes of an image file or a bitmap; `name` is what the window calls it.

    `turns` are quarters clockwise by which the photo is turned first; None: as it is, or, where a photo from outside
    comes close to nothing so, in another turn. `box` is the part of the photo, so turned, that counts. `likes` and
    `unlikes` are paths of further examples, good and bad, from the library or not.
    """

    source: str | bytes | QImage
    name: str
    in_library: bool = False
    box: Shares | None = None
    likes: tuple[str, ...] = ()
    unlikes: tuple[str, ...] = ()
    turns: int | None = None

    @property
    def path(self) -> str | None:
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
        return replace(self.without(path), unlikes=(*self.without(path).unlikes, path))

    def without(self, path: str) -> Question:
        """Without this example."""
        likes = tuple(one for one in self.likes if one != path)
        return replace(self, likes=likes, unlikes=tuple(one for one in self.unlikes if one != path))


@dataclass(frozen=True)
class Tuning:
    """How an answer is ranked and filtered. `shares` are the percents of core.looks.features.ASPECTS."""

    shares: tuple[int, ...] = (100, 0, 0, 0)
    top: int = 10
    fold: bool = False  # hide near duplicates
    same_kind: bool = False
    colour: str = ""  # "#rrggbb", or empty for any

    @property
    def weights(self) -> Weights:
        shares = zip(ASPECTS, self.shares, strict=True)
        return {aspect: share / 100 for aspect, share in shares if share > 0}


@dataclass(frozen=True)
class Shown:
    """The ranked photos, nearest first, and how many near duplicates of them were left out."""

    matches: tuple[Match, ...] = ()
    folded: int = 0


@dataclass(frozen=True, eq=False)
class Distances:
    """What a Searcher found for a query: enough to rank anew in a moment. Large: only fresh ones are kept."""

    searcher: Searcher
    values: Estimates


@dataclass(frozen=True, eq=False)
class Found:
    """The answer to a question; `nearest` is the label of the nearest photo when the question came from outside.

    `query` is what was searched with, `own` the photo, or its part, without the further examples; `turns` are the
    quarters clockwise by which it was turned. `in_turns` are the queries with a photo from outside in its four turns,
    where that was tried.
    """

    question: Question
    query: Query
    own: Query
    searched: int
    picture: RGB | None  # (h, w, 3): the query itself; None when its file cannot be read now
    nearest: str = ""
    distances: Distances | None = None
    turns: int = 0
    in_turns: tuple[Query, ...] = ()

    @property
    def was_turned(self) -> bool:
        """Whether the photo was found in another turn than that in which it was asked with."""
        return self.question.turns is None and self.turns > 0

    @property
    def settled(self) -> Question:
        """The question with the turn in which it was answered, to ask on from there."""
        return replace(self.question, turns=self.turns) if self.was_turned else self.question

    @property
    def kind(self) -> str:
        """One of core.looks.features.KINDS or "unsure"."""
        return kind_name(int(kinds(self.own.row[np.newaxis])[0][0]))

    @property
    def is_sure(self) -> bool:
        return self.kind != UNSURE
