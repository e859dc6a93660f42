"""All words that are known, by language, and what a word means that is written otherwise than there."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain, groupby
from types import MappingProxyType
from typing import Literal

from core.looks.tints import Shade
from core.words import kinds, lookalikes, looks
from core.words.meanings import Glue, Kind, Meaning, Tint

Language = Literal["en", "de"]

LONGEST = 3  # words of a phrase
_MISSPELT = 5  # letters of words whose letters may change places or be doubled; shorter ones must be right
_FREE = 6  # letters from which a word may have one slip ...
_LONG = 9  # ... and from which it may have more, ...
_ALIKE = 0.88  # ... while difflib finds it as alike as this
_LEAST_PREFIX = 3  # letters of what stands before a German head
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_BARE = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss"})


@dataclass(frozen=True)
class Piece:
    """What a part of a written word means: from letter `start` up to `end`. None: it is not known."""

    meaning: Meaning | None
    start: int
    end: int


def known(phrase: str, language: Language) -> Meaning | None:
    """What a phrase means that is written as it should be, in any case, with umlauts or what stands for them."""
    return _words(language).get(_plain(phrase))


def taken_apart(word: str) -> tuple[Piece, ...]:
    """What the parts of a German compound mean; none where it is no such one."""
    letters = _plain(word)
    if len(letters) != len(word):  # with ß or the like in it places would be lost
        return ()
    return _shaded(letters) or _with_head(letters)


def misspelt(word: str, language: Language) -> Meaning | None:
    """What the known word means that is nearly written like this, None where there is none."""
    letters = _plain(word)
    near = [other for other in _by_first_letter(language).get(letters[0], ()) if _is_slip(letters, other)]
    if not near:
        return None
    return _words(language)[max(near, key=lambda other: difflib.SequenceMatcher(None, letters, other).ratio())]


# A library for edit distances, rapidfuzz for one, would be one more to ship; that two words differ by one slip can be
# seen from what is left of them between their equal ends. difflib alone knows no neighbours that change places, and
# took "been" for "beige". What of the 20,000 commonest words of a language is a slip away from ours, 1 in 150, stands
# in `lookalikes`.


def _is_slip(letters: str, word: str) -> bool:
    """Whether somebody may have meant a word of the vocabulary: the shorter it is, the less may be wrong with it."""
    if letters[-1:] == word[-1] and len(word) == _MISSPELT:
        return sorted(letters) == sorted(word) or _single(letters) == _single(word)
    if len(word) < _FREE:
        return False
    if _one_slip(letters, word):
        return True
    return len(word) >= _LONG and difflib.SequenceMatcher(None, letters, word).ratio() >= _ALIKE


def _one_slip(one: str, other: str) -> bool:
    """Whether a letter is wrong, too many or missing, or two neighbours have changed places."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = _shared(one, other)
    end = _shared(one[start:][::-1], other[start:][::-1])
    left, right = one[start : len(one) - end], other[start : len(other) - end]
    return max(len(left), len(right)) <= 1 or (len(left) == 2 and left == right[::-1])


def _shared(one: str, other: str) -> int:
    """How many first letters are the same."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (left, right) in pairs if left != right), min(len(one), len(other)))


def _single(word: str) -> str:
    return "".join(letter for letter, _ in groupby(word))


def _shaded(letters: str) -> tuple[Piece, ...]:
    """ "dunkelblau": the shade and the colour are one."""
    for prefix, shade in looks.SHADED.items():
        rest = letters.removeprefix(prefix) if letters.startswith(prefix) else ""
        colour = known(rest, "de") or (misspelt(rest, "de") if rest else None)
        if isinstance(colour, Tint) and colour.colour is not None:
            return (Piece(Tint(colour.colour, shade), 0, len(letters)),)
    return ()


def _with_head(letters: str) -> tuple[Piece, ...]:
    """ "Streifenhemd", "Sommerkleid": a kind, and before it what is known of it."""
    for at in range(_LEAST_PREFIX, len(letters)):
        head, before = letters[at:], _before(letters[:at])
        if head in _heads(kinds.HEADS) or (before is not None and head in _heads(kinds.SHORT_HEADS)):
            return (Piece(before, 0, at), Piece(_words("de")[head], at, len(letters)))
    return ()


def _before(prefix: str) -> Meaning | None:
    """What stands before a head: a pattern, a colour; a kind only says what that kind is like."""
    if prefix in _prefixes():
        return _prefixes()[prefix]
    meaning = known(prefix, "de") or next((piece.meaning for piece in _shaded(prefix)), None)
    return None if isinstance(meaning, Glue | Shade) else Glue.FILLER if isinstance(meaning, Kind) else meaning


# --- the tables ---

_TABLES = MappingProxyType(
    {
        "en": (kinds.ENGLISH, looks.ENGLISH, lookalikes.ENGLISH),
        "de": (kinds.GERMAN, looks.GERMAN, lookalikes.GERMAN),
    }
)


@cache
def _words(language: Language) -> Mapping[str, Meaning]:
    """All words of a language, written without umlauts."""
    of_kinds, of_looks, others = _TABLES[language]
    words: dict[str, Meaning] = dict.fromkeys(others.split(), Glue.OTHER)
    for word, meaning in chain(looks.table(of_looks).items(), kinds.table(of_kinds).items()):
        words |= dict.fromkeys(_spellings(word), meaning)
    return words


@cache
def _heads(words: frozenset[str]) -> frozenset[str]:
    return words | {word.translate(_UMLAUTS) for word in words}


@cache
def _prefixes() -> Mapping[str, Meaning]:
    return {spelling: meaning for word, meaning in looks.PREFIXES.items() for spelling in _spellings(word)}


@cache
def _by_first_letter(language: Language) -> Mapping[str, tuple[str, ...]]:
    meant = (word for word, meaning in _words(language).items() if not isinstance(meaning, Glue))
    single = sorted(word for word in meant if word.isalpha() and len(word) >= _MISSPELT)
    return {letter: tuple(words) for letter, words in groupby(single, lambda word: word[0])}


def _spellings(word: str) -> Iterator[str]:
    """How a word may be typed: "röcke", "roecke" and "rocke"."""
    yield word
    yield word.translate(_UMLAUTS)
    yield word.translate(_BARE)


def _plain(text: str) -> str:
    """In small letters, each of them with its dots."""
    return unicodedata.normalize("NFC", text).lower()
