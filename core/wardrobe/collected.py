"""Collections that the user makes: of photos put in by hand, in their order, or of all that pass a rule's filters."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from itertools import count

from core.wardrobe.boards import Board
from core.wardrobe.identity import Identity, Photos, are_copies

Rule = frozenset[tuple[str, str]]  # names of facets, each with one of its own
Words = tuple[str, str]  # a text, and the language in which it was understood


@dataclass(frozen=True)
class Collection:
    """One of them. `key` stays through all changes of the name; no two have the same name.

    With a `rule` it is a smart one, without photos of its own, and maybe with `words` by which its photos are ordered.
    A photo that is known by several hashes may stand there several times, one after the other. One made by hand is a
    `board` too.
    """

    key: str
    name: str
    photos: tuple[Identity, ...] = ()
    rule: Rule | None = None
    words: Words | None = None
    board: Board = field(default_factory=Board)

    def with_photos(self, photos: Iterable[Identity]) -> Collection:
        """A copy that holds these too, at the end; those that it holds already stay where they are."""
        held = Photos(frozenset(self.photos))
        new = dict.fromkeys(photo for photo in photos if not held.holds(photo))
        return replace(self, photos=(*self.photos, *new)) if new else self

    def without_photos(self, photos: Iterable[Identity]) -> Collection:
        """A copy without these and their copies."""
        left = Photos(frozenset(self.photos)).without(photos).all
        gone = [photo for photo in self.photos if photo not in left]
        return replace(self, photos=tuple(filter(left.__contains__, self.photos)), board=self.board.without(gone))

    def learnt(self, photos: Iterable[Identity]) -> Collection:
        """A copy that knows its photos by these too, see `Photos.learnt`; itself if that is nothing new."""
        held = Photos(frozenset(self.photos))
        new = [photo for photo in dict.fromkeys(photos) if photo not in held.all and held.holds(photo)]
        if not new:
            return self
        order, board = list(self.photos), self.board
        for photo in new:
            at = next(row for row, one in enumerate(order) if are_copies(one, photo))
            board = board.learnt(order[at], photo)
            order.insert(at + 1, photo)
        known = {one.content for one in order if one.pixels}
        left = tuple(one for one in order if one.pixels or one.content not in known)
        return replace(self, photos=left, board=board)


@dataclass(frozen=True)
class Collections:
    """All of them, in the order in which they were made."""

    all: tuple[Collection, ...] = ()

    def get(self, key: str) -> Collection | None:
        """The one of this key."""
        return next((one for one in self.all if one.key == key), None)

    def named(self, name: str) -> Collection | None:
        """The one of this name."""
        return next((one for one in self.all if one.name == name), None)

    def free_name(self, name: str) -> str:
        """This name, with a number behind it where another one has it already."""
        free = (name if number == 1 else f"{name} ({number})" for number in count(1))
        return next(one for one in free if self.named(one) is None)

    def with_one(self, new: Collection) -> Collections:
        """A copy with another one; where its key or its name is there already, that one is exchanged."""
        others = tuple(one for one in self.all if one.key != new.key and one.name != new.name)
        if len(others) == len(self.all):
            return Collections((*self.all, new))
        return Collections(tuple(_exchanged(self.all, new)))

    def without(self, key: str) -> Collections:
        """A copy without the one of this key."""
        return Collections(tuple(one for one in self.all if one.key != key))

    def duplicated(self, key: str, new_key: str, name: str) -> Collections:
        """A copy with the same once more, of this key and name; itself where one has that name or key already."""
        before = self.get(key)
        if before is None or self.get(new_key) is not None or self.named(name) is not None:
            return self
        return Collections((*self.all, replace(before, key=new_key, name=name)))

    def renamed(self, key: str, name: str) -> Collections:
        """A copy in which one has another name, in the rules of others too; itself where another one has that name."""
        before = self.get(key)
        if before is None or self.named(name) is not None:
            return self
        old, new = (COLLECTION, before.name), (COLLECTION, name)
        called = (replace(one, name=name) if one.key == key else one for one in self.all)
        return Collections(tuple(_with_rule(one, old, new) for one in called))

    def changed(self, key: str, change: Callable[[Collection], Collection]) -> Collections:
        """A copy in which one is what `change` makes of it."""
        return Collections(tuple(change(one) if one.key == key else one for one in self.all))

    def learnt(self, photos: Iterable[Identity]) -> Collections:
        """A copy that knows its photos by these too; itself if that is nothing new."""
        seen = tuple(photos)
        learnt = tuple(one.learnt(seen) for one in self.all)
        return self if all(one is now for one, now in zip(self.all, learnt, strict=True)) else Collections(learnt)


COLLECTION = "collection"  # the name of the facet, in rules


def _exchanged(all_of_them: Iterable[Collection], new: Collection) -> Iterable[Collection]:
    placed = False
    for one in all_of_them:
        if one.key != new.key and one.name != new.name:
            yield one
        elif not placed:
            placed = True
            yield new


def _with_rule(one: Collection, old: tuple[str, str], new: tuple[str, str]) -> Collection:
    if one.rule is None or old not in one.rule:
        return one
    return replace(one, rule=one.rule - {old} | {new})


def rule_text(one: Collection) -> str:
    """The rule of a collection, and its words, as they are kept; empty for none."""
    if one.rule is None:
        return ""
    words = {} if one.words is None else {"words": one.words}
    return json.dumps({"filters": sorted(map(list, one.rule)), **words})


def rule_in(text: str) -> tuple[Rule | None, Words | None]:
    """What `rule_text` wrote; earlier versions knew no words. Raises ValueError for what is none."""
    if not text:
        return None, None
    try:
        stored = json.loads(text)
        rule = frozenset((_text(facet), _text(name)) for facet, name in stored["filters"])
        if "words" not in stored:
            return rule, None
        words, language = map(_text, stored["words"])
    except (TypeError, KeyError, RecursionError) as error:
        raise ValueError(text) from error
    return rule, (words, language)


def _text(stored: object) -> str:
    if not isinstance(stored, str):
        raise TypeError
    return stored
