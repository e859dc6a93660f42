"""What comes back of a question, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from core.looks.features import UNSURE, kind_name, kinds
from core.photos.images import RGB
from core.search.kinds import Words
from core.search.labels import Label
from core.search.query import Query
from core.search.question import Question, Tuning
from core.search.search import Match, Searcher
from core.search.space import Estimates
from core.search.stacks import Groups
from core.wardrobe.identity import Identity


@dataclass(frozen=True, eq=False)
class Distances:
    """What a Searcher found for a query: enough to rank anew in a moment. Large: only fresh ones are kept.

    `groups`: the stacks of its photos, (N,), where they are known."""

    searcher: Searcher
    estimates: Estimates
    groups: Groups | None = None


@dataclass(frozen=True, eq=False)
class Found:
    """What a question was answered with.

    `query` is what was searched with, `own` the photo, or its part, without the further examples; `turns` are the
    quarters clockwise by which it was turned. `in_turns` are the queries with a photo from outside in its four turns,
    as closely as each was looked at, where that was tried. `closest` is the nearest photo when the question came from
    outside, of those that may be the same. `identity`: what the photo is known by. `copies`: the photos of the library
    that are this very file, when it came from outside. `different`: those of which the user said that they are not the
    same garment. `sees_garment`: whether a single photo seems to show one. `words`: what the user had said of the kinds
    of photos then.
    """

    question: Question
    query: Query
    own: Query
    searched: int = 0
    picture: RGB | None = None  # (h, w, 3): the query itself; None when its file cannot be read now
    closest: Match | None = None
    distances: Distances | None = None
    turns: int = 0
    in_turns: tuple[Query, ...] = ()
    sees_garment: bool = True
    words: Words = field(default_factory=dict)
    identity: Identity | None = None
    copies: tuple[str, ...] = ()
    different: frozenset[str] = frozenset()

    @property
    def nearest(self) -> Label | None:
        """The word for `closest`."""
        return None if self.closest is None else self.closest.label

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
        """One of the network's kinds, "unsure" or "other"."""
        return kind_name(int(kinds(self.own.row[np.newaxis], self.own.spec)[0][0]), self.own.spec)

    @property
    def is_sure(self) -> bool:
        """Whether it is known of which kind it is, or that it is of none."""
        return self.kind != UNSURE


@dataclass(frozen=True)
class Shown:
    """The ranked photos, nearest first.

    folded: how many near duplicates of them were left out; own: how many photos lie on the stack of the one asked with
    besides that, where they are left out. stacks, laid_out: see `core.search.stacks.Folded`. different: as in Found.
    """

    matches: tuple[Match, ...] = ()
    folded: int = 0
    own: int = 0
    stacks: Mapping[str, int] = field(default_factory=dict)
    laid_out: frozenset[str] = frozenset()
    different: frozenset[str] = frozenset()


@dataclass(frozen=True, eq=False)
class Answer:
    """What was found, and what is shown of it."""

    found: Found
    tuning: Tuning
    shown: Shown
