"""Finds in the background what goes with a garment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QObject, Signal

from core.catalog.folders import place
from core.outfits.harmony import Rule
from core.outfits.pieces import Pieces
from core.outfits.suggesting import Outfit, suggest
from core.photos.names import says_nothing
from core.search.described import Described, described_query
from core.search.query import Query
from core.search.search import Searcher
from gui.base.garment_texts import garment_texts
from gui.base.jobs import JobQueue
from gui.base.texts import file_name
from gui.base.work import Work
from gui.library.library import Library

_TOP = 16  # of each kind; a line holds fewer, unless the window is very wide


@dataclass(frozen=True, eq=False)
class Suited:
    """An answer. `garment`, `rules`: what was asked; `searcher`: among what; `query`, `outfit`: None for a photo that
    has not been read. `shown`: what can be seen on each suggestion. `pieces`: to be used again."""

    garment: str
    rules: frozenset[Rule]
    searcher: Searcher | None
    query: Query | None = None
    outfit: Outfit | None = None
    shown: Mapping[str, Described] = field(default_factory=dict)
    pieces: Pieces | None = None

    def name(self, path: str) -> str:
        """What a person would call a suggestion: what it shows where the name of its file says nothing."""
        texts = garment_texts(self.shown[path]) if path in self.shown and says_nothing(path) else ()
        return texts[0] if texts else file_name(path)

    def among(self, photos: Sequence[str]) -> Suited:
        """Without suggestions that are not among these photos, sorted, any more: they are in the trash, say."""
        if self.outfit is None:
            return self
        kinds = (
            (kind, tuple(one for one in found if place(one.path, photos) >= 0)) for kind, found in self.outfit.kinds
        )
        return replace(self, outfit=replace(self.outfit, kinds=tuple((kind, found) for kind, found in kinds if found)))

    def answers(self, garment: str | None, rules: frozenset[Rule], searcher: Searcher | None) -> bool:
        """Whether it is what is asked."""
        return (self.garment, self.rules) == (garment, rules) and self.searcher is searcher


class Suiting(QObject):
    """The newest question wins.

    Signals:
        found: a Suited. failed: a sentence.
    """

    found = Signal(object)
    failed = Signal(str)

    def __init__(self, library: Library, work: Work, parent: QObject) -> None:
        super().__init__(parent)
        self._library = library
        self._queue = JobQueue(work, self)
        self._last: Suited | None = None

    @property
    def busy(self) -> bool:
        return self._queue.busy

    def want(self, garment: str, rules: frozenset[Rule]) -> None:
        """Tell by `found` what goes with it, at once where that is known."""
        last, searcher = self._last, self._library.searcher
        if last is not None and last.answers(garment, rules, searcher):
            self._queue.drop()  # what is on its way was wanted for something else
            self.found.emit(last)
            return
        pieces = last.pieces if last is not None and last.searcher is searcher else None
        self._queue.run(
            lambda _: _suited(searcher, pieces, garment, rules), done=self._on_found, failed=self.failed.emit
        )

    def _on_found(self, suited: Suited) -> None:
        self._last = suited
        self.found.emit(suited)


def _suited(searcher: Searcher | None, pieces: Pieces | None, garment: str, rules: frozenset[Rule]) -> Suited:
    query = None if searcher is None else searcher.query(garment)
    if searcher is None or query is None:
        return Suited(garment, rules, searcher, pieces=pieces)
    pieces = pieces or Pieces.of(searcher)
    outfit = suggest(pieces, query, garment, _TOP, rules)
    queries = ((one.path, searcher.query(one.path)) for one in outfit.suggestions)
    shown = {path: described_query(photo, path) for path, photo in queries if photo is not None}
    return Suited(garment, rules, searcher, query, outfit, shown, pieces)
