"""Pieces for a garment: found by rules, sorted by how well they suit, and no two that are nearly one. They are
suggestions, never a verdict."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from core.base import sentences
from core.base.sentences import Sentence
from core.base.vectors import RowNumbers
from core.looks.colour_words import Pattern
from core.looks.features import OTHER, UNSURE, columns, kind_name, kind_number
from core.outfits.companions import companions
from core.outfits.harmony import COLOUR_RULES, Rule, clashes, same_colour, suits
from core.outfits.pieces import MAIN, NOT_SURE, UNKNOWN, Pieces
from core.outfits.reasons import colour_reason, colour_word, pattern_reason, picked_up
from core.outfits.tones import COLOURLESS, Tone
from core.search.described import Described, described_query
from core.search.query import Query

TOP = 8  # of each kind

_PLAIN = tuple(Pattern).index(Pattern.PLAIN)
_SAME, _NEUTRAL = COLOUR_RULES.index(Rule.SAME), COLOUR_RULES.index(Rule.NEUTRAL)
_LOOKS_ALIKE = 10  # photos of one colour and rule that are looked at, to find as many as wanted that are not alike
_AGAIN = 0.82  # what a colour loses each time that it has been suggested before, ...
_RULE_AGAIN = 0.95  # ... and a rule
_PICKED_UP = 0.9  # strength of a colour found again
_CLASHES = 0.5  # times; where another colour of either piece suits none of the other's
_LEAST = 0.5  # strength of what is suggested at all
_MIXED = 0.15  # of the strength: what it loses where no colour stands out


@dataclass(frozen=True)
class Suggestion:
    """A photo that goes with the garment. `rules`: that of the colours, then PATTERN where a pattern stands beside
    plain; `reasons`: a sentence for each of them. `strength`: 0 to 1, to sort by."""

    path: str
    kind: str
    rules: tuple[Rule, ...]
    reasons: tuple[Sentence, ...]
    strength: float


@dataclass(frozen=True)
class Outfit:
    """What goes with a garment.

    kinds: those that complete it, each with its suggestions, best first; none without. notes: what is not sure of it,
    or why nothing is suggested. left_out: photos that are never suggested, as their kind is not sure or they show no
    garment.
    """

    garment: Described
    notes: tuple[Sentence, ...] = ()
    kinds: tuple[tuple[str, tuple[Suggestion, ...]], ...] = ()
    left_out: int = 0

    @property
    def suggestions(self) -> tuple[Suggestion, ...]:
        """All of them, in their order."""
        return tuple(one for _, found in self.kinds for one in found)


@dataclass(frozen=True)
class _Pairs:
    """What is known of each photo beside the garment, (N,): the place of its rule among COLOUR_RULES, the strength,
    which colour of the garment and which of its own the rule joins, whether that colour is only picked up."""

    rule: NDArray[np.int8]
    strength: NDArray[np.float32]
    one: NDArray[np.int8]
    other: NDArray[np.int8]
    is_picked: NDArray[np.bool_] = field(repr=False)


def suggest(
    pieces: Pieces, query: Query, path: str = "", top: int = TOP, rules: Iterable[Rule] = frozenset()
) -> Outfit:
    """What of a collection goes with a garment, a photo of it or one from outside: the `top` best of each kind; if
    there are `rules`, only what goes by one of them."""
    garment, asked = described_query(query, path), Pieces.one(pieces.searcher, query)
    spec = pieces.searcher.spec
    left_out = int(np.count_nonzero(pieces.kinds == NOT_SURE))
    notes = _notes(garment, asked)
    if garment.kind in (OTHER, UNSURE) or not asked.shares[0, 0]:
        return Outfit(garment, notes, left_out=left_out)
    pairs = _pairs(asked, pieces)
    strength = np.where(_wanted(pairs, asked, pieces, frozenset(rules)), pairs.strength, 0)
    strength[_the_same(pieces, query, np.flatnonzero(strength > 0), path)] = 0
    found = []
    for kind in companions(garment.kind, spec.kinds):
        rows = np.flatnonzero((pieces.kinds == kind_number(kind, spec)) & (strength > 0))
        chosen = _best(pieces, pairs, strength, rows, top)
        if chosen:
            found.append((kind, tuple(_suggestion(pieces, asked, pairs, row) for row in chosen)))
    return Outfit(garment, notes, tuple(found), left_out)


def _notes(garment: Described, asked: Pieces) -> tuple[Sentence, ...]:
    if garment.kind == OTHER:
        return (sentences.NO_GARMENT,)
    if garment.kind == UNSURE:
        return (sentences.NO_KIND,)
    if not asked.shares[0, 0]:
        return (sentences.NO_COLOUR,)
    notes = [sentences.MIXED_COLOURS] if asked.shares[0, 0] < MAIN else []
    if asked.patterns[0] == UNKNOWN:
        notes.append(sentences.UNSURE_PATTERN)
    elif asked.patterns[0] != _PLAIN:
        notes.append(sentences.PATTERNED.filled(pattern=tuple(Pattern)[asked.patterns[0]]))
    return tuple(notes)


# --- which suit ---


def _pairs(asked: Pieces, pieces: Pieces) -> _Pairs:
    """The main colours of both decide; or one colour of a piece of several is found again in the other's main one."""
    own, worn, count = asked.worn.at(0), pieces.worn, len(pieces.kinds)
    main = worn.at((slice(None), 0))
    rule, strength = suits(own.at(0), main)
    clash = clashes(own.at(slice(1)), worn) | clashes(own, worn.at((slice(None), slice(1))))
    strength = np.where(clash, strength * _CLASHES, strength)
    one, other, is_picked = np.zeros(count, np.int8), np.zeros(count, np.int8), np.zeros(count, bool)
    for at, to in ((1, 0), (2, 0), (0, 1), (0, 2)):
        counts = (asked.shares[0, at] > 0) & (pieces.shares[:, to] > 0)
        again = counts & same_colour(own.at(at), worn.at((slice(None), to))) & (strength < _PICKED_UP)
        rule, strength = np.where(again, np.int8(_SAME), rule), np.where(again, np.float32(_PICKED_UP), strength)
        one, other = np.where(again, np.int8(at), one), np.where(again, np.int8(to), other)
        is_picked |= again
    stands_out = np.clip(pieces.shares[:, 0] / MAIN, 0, 1)
    strength = strength * (1 - _MIXED * (1 - stands_out))
    strength = np.where((pieces.shares[:, 0] > 0) & (strength >= _LEAST), strength, 0)
    return _Pairs(rule, np.asarray(strength, np.float32), one, other, is_picked)


def _wanted(pairs: _Pairs, asked: Pieces, pieces: Pieces, rules: frozenset[Rule]) -> NDArray[np.bool_]:
    """Beside a pattern only what is plain, beside what may be one nothing that is or may be one; and by these rules."""
    own = int(asked.patterns[0])
    allowed = np.ones(len(pieces.kinds), bool) if own == _PLAIN else pieces.patterns == _PLAIN
    if not rules:
        return allowed
    wanted = np.isin(pairs.rule, [at for at, rule in enumerate(COLOUR_RULES) if rule in rules])
    if Rule.PATTERN in rules and own != UNKNOWN:
        beside = (pieces.patterns != UNKNOWN) & ((pieces.patterns == _PLAIN) != (own == _PLAIN))
        wanted |= beside
    return allowed & wanted


def _looks(pieces: Pieces, rows: RowNumbers) -> NDArray[np.float32]:
    """The embeddings of some photos, (n, D)."""
    searcher = pieces.searcher
    stored = searcher.collection.stored.columns(columns("look", searcher.spec))
    return stored[searcher.collection.first[rows]]


def _the_same(pieces: Pieces, query: Query, rows: RowNumbers, path: str) -> RowNumbers:
    """Those of some photos that show the very garment: they may be told another kind."""
    if not len(rows):
        return rows
    apart = np.linalg.norm(_looks(pieces, rows) - query.part("look"), axis=1)
    same = apart <= pieces.searcher.labels.same
    found: RowNumbers = rows[same | (rows == pieces.searcher.collection.photo(path))]
    return found


# --- the best, and of many sorts ---


def _best(pieces: Pieces, pairs: _Pairs, strength: NDArray[np.float32], rows: RowNumbers, top: int) -> list[int]:
    """The best of these photos, in their order: each time that a colour or a rule comes again it counts less, and what
    is nearly the same as one before is left out."""
    sorts = _sorts(pieces, rows)
    order = np.lexsort((rows, -strength[rows], sorts))
    rows, sorts = rows[order], sorts[order]
    starts = np.flatnonzero(np.r_[True, sorts[1:] != sorts[:-1]]) if len(rows) else np.zeros(0, np.int64)
    within = np.arange(len(rows)) - np.repeat(starts, np.diff(np.append(starts, len(rows))))
    few = within < max(_LOOKS_ALIKE, top)
    rows, sorts = rows[few], sorts[few]
    looks, rules, left = _looks(pieces, rows), pairs.rule[rows], strength[rows].copy()
    chosen: list[int] = []
    while len(chosen) < top and left.max(initial=0) > 0:
        best = int(left.argmax())
        chosen.append(int(rows[best]))
        left[sorts == sorts[best]] *= _AGAIN
        left[rules == rules[best]] *= _RULE_AGAIN
        left[np.linalg.norm(looks - looks[best], axis=1) <= pieces.searcher.labels.same] = 0
        left[best] = 0
    return chosen


def _sorts(pieces: Pieces, rows: RowNumbers) -> NDArray[np.int32]:
    """The main colours of photos as people sort clothes, (n,): a neutral, or one of twelve hues, dark or not."""
    main = pieces.worn.at((rows, 0))
    hue = len(Tone) + 2 * np.floor(main.place / 30).astype(np.int32) + (main.lightness > 55)
    return np.where(main.tone == Tone.HUE, hue, main.tone.astype(np.int32))


def _suggestion(pieces: Pieces, asked: Pieces, pairs: _Pairs, row: int) -> Suggestion:
    rule, at, to = COLOUR_RULES[pairs.rule[row]], int(pairs.one[row]), int(pairs.other[row])
    tones = int(asked.worn.tone[0, at]), int(pieces.worn.tone[row, to])
    one, other = colour_word(asked.lab[0, at], tones[0]), colour_word(pieces.lab[row, to], tones[1])
    both = Tone.HUE not in tones if rule is Rule.NEUTRAL else set(tones) <= set(COLOURLESS)
    colour = picked_up(other) if pairs.is_picked[row] else colour_reason(rule, one, other, both_neutral=both)
    pattern = None
    if asked.patterns[0] != UNKNOWN:
        own, its = tuple(Pattern)[asked.patterns[0]], int(pieces.patterns[row])
        pattern = pattern_reason(own, None if its == UNKNOWN else tuple(Pattern)[its])
    return Suggestion(
        pieces.searcher.collection.paths[row],
        kind_name(int(pieces.kinds[row]), pieces.searcher.spec),
        (rule,) if pattern is None else (rule, Rule.PATTERN),
        (colour,) if pattern is None else (colour, pattern),
        round(float(pairs.strength[row]), 4),
    )
