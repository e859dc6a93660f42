"""A question in words, English or German, and what is understood of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from core.looks.colour_words import Colour, Pattern
from core.looks.tints import Shade
from core.words.meanings import Glue, Kind, Meaning, Tint
from core.words.vocabulary import LONGEST, Language, Piece, known, misspelt, taken_apart

MOST_LETTERS = 200  # of a question; what is longer is no description, and the rest is not read
_WORD = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+|[&,]")  # letters, also those written as two signs

Span = tuple[int, int]  # from this letter of the text up to that one


@dataclass(frozen=True)
class KindWord:
    """A kind of garment by the names that networks may have for it, the finest first."""

    names: tuple[str, ...]
    span: Span
    wanted: bool = True

    @property
    def name(self) -> str:
        """In English, as all parts have one: "blazer", "not blazer"."""
        return _named(self.names[0], self.wanted)


@dataclass(frozen=True)
class ColourWord:
    """A colour with its shade; `colour` None: any of that shade. `or_before`: the one before it will do as well."""

    colour: Colour | None
    shade: Shade | None
    span: Span
    wanted: bool = True
    or_before: bool = False

    @property
    def name(self) -> str:
        """ "dark blue"."""
        return _named(" ".join(filter(None, (self.shade, self.colour))), self.wanted)


@dataclass(frozen=True)
class PatternWord:
    """A pattern."""

    pattern: Pattern
    span: Span
    wanted: bool = True

    @property
    def name(self) -> str:
        """ "dotted"."""
        return _named(self.pattern, self.wanted)


Part = KindWord | ColourWord | PatternWord


def _named(name: str, wanted: bool) -> str:
    return name if wanted else f"not {name}"


@dataclass(frozen=True)
class Understood:
    """What was understood of a text, in its order, and the spans of the words that were not. `language`: whose a word
    counted as that both know."""

    text: str
    language: Language = "en"
    kinds: tuple[KindWord, ...] = ()
    colours: tuple[ColourWord, ...] = ()
    patterns: tuple[PatternWord, ...] = ()
    unknown: tuple[Span, ...] = ()

    @property
    def parts(self) -> tuple[Part, ...]:
        """All that was understood, in the order of the text."""
        return tuple(sorted((*self.kinds, *self.colours, *self.patterns), key=lambda part: part.span))

    @property
    def unknown_words(self) -> tuple[str, ...]:
        """What was not understood, as it was written."""
        return tuple(dict.fromkeys(self.text[start:end] for start, end in self.unknown))

    def without(self, part: Part) -> str:
        """The text without the words of a part."""
        start, end = part.span
        return " ".join((self.text[:start] + " " + self.text[end:]).split())


def understand(text: str, language: Language = "en") -> Understood:
    """What a question in words asks for. Words of both languages are known; `language` is whose a word counts as that
    both know, where the others do not tell."""
    read = text[:MOST_LETTERS]
    words = [Piece(None, *found.span()) for found in _WORD.finditer(read)]
    spoken = _spoken([read[word.start : word.end] for word in words], language)
    return _Sentence(text, language).of(_shades_joined(tuple(_meanings(read, words, spoken))))


def understood_again(text: str, language: str) -> Understood | None:
    """What is understood of a text that was kept with its language; None where nothing is. Raises ValueError for a
    language that nobody speaks here."""
    if language not in ("en", "de"):
        raise ValueError(language)
    words = understand(text, "de" if language == "de" else "en")
    return words if words.parts else None


# --- from letters to meanings ---


@dataclass(frozen=True)
class _Spoken:
    """The language of a text, and then the other; `sure`: whether its words tell."""

    languages: tuple[Language, Language]
    sure: bool

    def meaning(self, phrase: str) -> Meaning | None:
        """What a phrase means. "Hat" is a word of both languages: what it says of clothes counts, unless it is clear
        that the language is the one in which it says nothing."""
        meanings = [meaning for one in self.languages if (meaning := known(phrase, one)) is not None]
        if not self.sure:
            meanings.sort(key=lambda meaning: isinstance(meaning, Glue))
        return meanings[0] if meanings else None


def _spoken(words: Sequence[str], language: Language) -> _Spoken:
    """The language of which there are more words that the other does not know."""
    english, german = _only_of(words, "en", "de"), _only_of(words, "de", "en")
    is_english = language == "en" if english == german else english > german
    return _Spoken(("en", "de") if is_english else ("de", "en"), sure=english != german)


def _only_of(words: Sequence[str], language: Language, other: Language) -> int:
    return sum(known(word, language) is not None and known(word, other) is None for word in words)


def _meanings(text: str, words: Sequence[Piece], spoken: _Spoken) -> Iterator[Piece]:
    """Each phrase, word, or part of one, that means something, and each word that is not known."""
    at = 0
    while at < len(words):
        count, meaning = _phrase(text, words[at : at + LONGEST], spoken)
        if count:
            yield Piece(meaning, words[at].start, words[at + count - 1].end)
        else:
            yield from _single(text[words[at].start : words[at].end], words[at].start, spoken)
        at += max(count, 1)


def _phrase(text: str, words: Sequence[Piece], spoken: _Spoken) -> tuple[int, Meaning | None]:
    """How many of the first words are a known phrase, the longest one, and what it means; 0 where there is none."""
    for count in range(len(words), 0, -1):
        meaning = spoken.meaning(" ".join(text[word.start : word.end] for word in words[:count]))
        if meaning is not None:
            return count, meaning
    return 0, None


def _single(word: str, at: int, spoken: _Spoken) -> Iterator[Piece]:
    """What a word means that is not written as in the vocabulary."""
    slips = (misspelt(word, language) for language in spoken.languages)
    slip = next((slip for slip in slips if slip is not None), None)
    whole = (Piece(slip, 0, len(word)),)
    is_german = spoken.languages[0] == "de" or not spoken.sure
    for piece in (taken_apart(word) if slip is None and is_german else ()) or whole:
        yield Piece(piece.meaning, at + piece.start, at + piece.end)


def _shades_joined(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """ "dark blue" is one colour; a shade without a colour is any colour of that shade."""
    shade: Piece | None = None
    for piece in pieces:
        if shade is not None:
            joined = isinstance(piece.meaning, Tint)
            yield _shaded(shade, piece) if joined else _shaded(shade)
            shade = None
            if joined:
                continue
        if isinstance(piece.meaning, Shade):
            shade = piece
        else:
            yield piece
    if shade is not None:
        yield _shaded(shade)


def _shaded(shade: Piece, colour: Piece | None = None) -> Piece:
    assert isinstance(shade.meaning, Shade)
    if colour is not None and isinstance(colour.meaning, Tint):
        return Piece(Tint(colour.meaning.colour, shade.meaning), shade.start, colour.end)
    return Piece(Tint(None, shade.meaning), shade.start, shade.end)


# --- from meanings to what is asked for ---


class _Sentence:
    """Reads meanings one by one: what is not wanted, and which colours will do as well."""

    def __init__(self, text: str, language: Language) -> None:
        self._text = text
        self._language = language
        self._kinds: list[KindWord] = []
        self._colours: list[ColourWord] = []
        self._patterns: list[PatternWord] = []
        self._unknown: list[Span] = []
        self._refusing = False
        self._or = False

    def of(self, pieces: Iterable[Piece]) -> Understood:
        """What all of them say together."""
        before: Meaning | None = None
        for piece in pieces:
            span = (piece.start, piece.end)
            if piece.meaning is None or piece.meaning is Glue.OTHER:
                self._unknown.append(span)
            elif isinstance(piece.meaning, Glue):
                self._join(piece.meaning)
            else:
                self._ask(piece.meaning, span, right_behind=before is Glue.NOT)
            before = before if piece.meaning is Glue.FILLER else piece.meaning
        parts = (_unique(self._kinds), _unique(self._colours), _unique(self._patterns))
        return Understood(self._text, self._language, *parts, tuple(self._unknown))

    def _join(self, glue: Glue) -> None:
        if glue in (Glue.NOT, Glue.BREAK):
            self._refusing = glue is Glue.NOT
        self._or = glue is Glue.OR or (self._or and glue is Glue.FILLER)

    def _ask(self, meaning: Kind | Tint | Shade | Pattern, span: Span, right_behind: bool) -> None:
        """Of "no dress" no dress is wanted, of "not a red dress" only no red."""
        if isinstance(meaning, Kind):
            self._kinds.append(KindWord(meaning.names, span, wanted=not right_behind))
            self._refusing = False
        elif isinstance(meaning, Tint):
            either = self._or and bool(self._colours)
            self._colours.append(ColourWord(meaning.colour, meaning.shade, span, not self._refusing, either))
        elif isinstance(meaning, Pattern):
            self._patterns.append(PatternWord(meaning, span, not self._refusing))
        self._or = False


_P = TypeVar("_P", KindWord, ColourWord, PatternWord)


def _unique(parts: Sequence[_P]) -> tuple[_P, ...]:
    """Each thing once, where it was said first."""
    first: dict[object, _P] = {}
    for part in parts:
        first.setdefault(replace(part, span=(0, 0)), part)
    return tuple(first.values())
