"""What stands under photos whose names tell nothing: what can be seen on them."""

from __future__ import annotations

from core.photos.names import says_nothing
from core.search.described import described_query
from core.search.search import Searcher
from gui.base.garment_texts import garment_texts
from gui.base.texts import file_name
from gui.library.library import Library


class Captions:
    """Tells by the newest searcher of a library; each photo is looked at once, when somebody sees it."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._searcher: Searcher | None = None
        self._known: dict[str, tuple[str, ...]] = {}

    def of(self, path: str) -> tuple[str, ...]:
        """What a person would call the photo, and shorter: its name, or, where that says nothing, what it shows."""
        return (self._seen_on(path) if says_nothing(path) else ()) or (file_name(path),)

    def _seen_on(self, path: str) -> tuple[str, ...]:
        """Nothing for a photo that has not been read, or shows no garment."""
        if self._library.searcher is not self._searcher:
            self._searcher, self._known = self._library.searcher, {}
        if path not in self._known:
            query = None if self._searcher is None else self._searcher.query(path)
            if query is None:
                return ()
            self._known[path] = garment_texts(described_query(query))
        return self._known[path]
