"""Which kinds of garments the user said photos show, where the network takes one for another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from core.wardrobe.identity import Identity, Photos


@dataclass(frozen=True)
class Said:
    """The kinds by their English words, and of which photos each was said.

    A word is kept as it was said, whether today's network knows that kind or not.
    """

    photos: Mapping[str, Photos] = field(default_factory=dict)  # none of them is empty

    @classmethod
    def of_pairs(cls, pairs: Iterable[tuple[Identity, str]]) -> Said:
        """From each photo with its word."""
        by_word: dict[str, set[Identity]] = {}
        for photo, word in pairs:
            by_word.setdefault(word, set()).add(photo)
        return cls({word: Photos(frozenset(photos)) for word, photos in by_word.items()})

    @cached_property
    def pairs(self) -> frozenset[tuple[Identity, str]]:
        """Each photo with its word."""
        return frozenset((photo, word) for word, photos in self.photos.items() for photo in photos.all)

    @cached_property
    def _words(self) -> dict[Identity, str]:
        return dict(sorted(self.pairs))

    @cached_property
    def _by_content(self) -> dict[bytes, str]:
        return {photo.content: word for photo, word in self._words.items()}

    @cached_property
    def _by_pixels(self) -> dict[bytes, str]:
        return {photo.pixels: word for photo, word in self._words.items() if photo.pixels}

    def prepare(self) -> None:
        """Compute now what the first question would wait for."""
        _ = self._by_content, self._by_pixels

    def of(self, photo: Identity) -> str:
        """What was said of this photo; empty where nothing was."""
        known = self._words.get(photo) or self._by_content.get(photo.content)
        return known or self._by_pixels.get(photo.pixels, "")

    def by_path(self, paths: Sequence[str], contents: Sequence[bytes], pixels: Sequence[bytes]) -> dict[str, str]:
        """The words of those of N photos of which something was said."""
        of_all = map(Identity, contents, pixels)
        return {path: word for path, one in zip(paths, of_all, strict=True) if (word := self.of(one))}

    def said(self, photos: Iterable[Identity], word: str) -> Said:
        """A copy in which this was said of these photos and their copies; an empty word takes back what was."""
        told = tuple(photos)
        left = {one: known.without(told) for one, known in self.photos.items()}
        if word:
            left[word] = left.get(word, Photos()).with_all(told)
        return Said({one: known for one, known in left.items() if known.all})

    def learnt(self, photos: Iterable[Identity]) -> Said:
        """A copy that knows its photos by all these too: see `Photos.learnt`. Itself if that is nothing new."""
        by_word: dict[str, list[Identity]] = {}
        for photo in photos:
            if word := self.of(photo):
                by_word.setdefault(word, []).append(photo)
        learnt = {word: known.learnt(by_word.get(word, ())) for word, known in self.photos.items()}
        return self if all(learnt[word] is known for word, known in self.photos.items()) else Said(learnt)
