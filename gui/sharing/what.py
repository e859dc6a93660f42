"""What is shared: the selected photos where there are some, else all that the page shows."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, overload

from PIL import Image

from core.base.sentences import printable
from core.search.described import described_query
from core.search.found import Found
from core.search.search import Match, Searcher
from core.sharing.rows import record, remarks, words_as_json
from core.sharing.shared import Item, Shared
from core.words.understanding import Understood
from gui.base.garment_texts import garment_texts
from gui.base.texts import decimal, file_name, label_name, photos
from gui.gallery.gallery import GalleryView
from gui.pages.page import Draw, Page, What
from gui.visits.history import Visit


@dataclass(frozen=True, eq=False)
class Snapshot:
    """Taken in a moment; `shared` works it out, which for many photos is for the background.

    `ranks` and `matches` are those of results, empty for other photos. `selected`: whether they are a selection.
    `draw`: what makes one picture of all of them, as they lie on the page; `what`: what that is a picture of.
    """

    title: str
    paths: Sequence[str]
    selected: bool = False
    ranks: Sequence[int] = ()
    matches: Sequence[Match] = ()
    found: Found | None = None
    words: Understood | None = None
    searcher: Searcher | None = None
    draw: Draw | None = None
    what: What = "map"

    @property
    def is_answer(self) -> bool:
        """Whether these are results, all or some."""
        return self.found is not None

    def shared(self, title: str | None = None) -> Shared:
        """With another title, where one is given. Items and rows are made when they are asked for."""
        title = self.title if title is None else title
        rows = _Made(len(self.paths), self._row)
        return Shared(title, _Made(len(self.paths), self._item), self._query(), rows, self._asked())

    def lines(self) -> str:
        """A list for other programs: of results with ranks, words and distances, one photo a line."""
        if not self.is_answer:
            return "\n".join(map(printable, self.paths))
        told = zip(self.ranks, self.matches, strict=True)
        cells = (
            (str(rank), label_name(one.label), decimal(one.distance, 4), printable(one.path)) for rank, one in told
        )
        return "\n".join(map("\t".join, cells))

    def _item(self, at: int) -> Item:
        path = self.paths[at]
        return Item(path, file_name(path), self._words(at))

    def _words(self, at: int) -> str:
        """What can be seen on it, as the window says it; of a result, its rank and how similar it is before that."""
        query = None if self.searcher is None else self.searcher.query(self.paths[at])
        shown = () if query is None else garment_texts(described_query(query))[:1]
        rank = (str(self.ranks[at]), label_name(self.matches[at].label)) if self.is_answer else ()
        return " · ".join((*rank, *shown))

    def _row(self, at: int) -> dict[str, Any]:
        if self.is_answer:
            return record(self.matches[at])
        kind = None if self.searcher is None else self.searcher.kind(self.paths[at])
        return {"path": self.paths[at], "kind": kind}

    def _query(self) -> Item | None:
        """The photo asked with, or the part of it that counted."""
        if self.found is None:
            return None
        question = self.found.question
        if question.box is None and not self.found.turns:
            return Item(question.source, printable(question.name))
        return None if self.found.picture is None else Item(_encoded(self.found), printable(question.name))

    def _asked(self) -> dict[str, Any]:
        """As `twinset similar --json` tells it."""
        if self.found is None:
            return {}
        question = self.found.question
        asked: dict[str, Any] = {"query": question.path, **remarks(self.found)}
        if question.box is not None:
            asked["box"] = list(question.box)
        if question.likes or question.unlikes:
            asked |= {"like": list(question.likes), "unlike": list(question.unlikes)}
        return asked if self.words is None else {**asked, "words": words_as_json(self.words)}


def snapshot(page: Page, gallery: GalleryView, visit: Visit, heading: str, searcher: Searcher | None) -> Snapshot:
    """What is to be shared now, under what its photos are called; nothing where the page shows something else."""
    if (shown := page.shown()) is not None:
        title = photos(len(shown.paths)) if shown.chosen else heading
        return Snapshot(title, shown.paths, shown.chosen, searcher=searcher, draw=shown.draw, what=shown.what)
    if page.widget is not None or not gallery.isVisible():
        return Snapshot("", ())
    return _of_gallery(gallery, visit, heading, searcher)


def _of_gallery(gallery: GalleryView, visit: Visit, heading: str, searcher: Searcher | None) -> Snapshot:
    rows = gallery.selected_rows()
    shown = gallery.photos
    selected = bool(rows)
    if shown.shows_matches and visit.found is not None:
        rows = rows or list(range(shown.rowCount()))
        matches = [match for row in rows if (match := shown.match_at(row)) is not None]
        paths, ranks = [match.path for match in matches], [row + 1 for row in rows]
        return Snapshot(heading, paths, selected, ranks, matches, visit.found, visit.ranked.words, searcher)
    if selected:
        return Snapshot(photos(len(rows)), [shown.paths[row] for row in rows], True, searcher=searcher)
    return Snapshot(heading, shown.paths, searcher=searcher)


def _encoded(found: Found) -> bytes:
    """The query's picture as it lies, or the boxed part of it, as a file."""
    assert found.picture is not None
    picture = Image.fromarray(found.picture)
    if found.question.box is not None:
        left, top, across, down = found.question.box
        width, height = picture.size
        picture = picture.crop((left * width, top * height, (left + across) * width, (top + down) * height))
    stream = io.BytesIO()
    picture.save(stream, "PNG")
    return stream.getvalue()


class _Made(Sequence[Any]):
    """So many values, each made when it is asked for: for 100,000 photos all of them would take a second."""

    def __init__(self, count: int, make: Callable[[int], Any]) -> None:
        self._numbers = range(count)
        self._make = make

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, at: int) -> Any: ...

    @overload
    def __getitem__(self, at: slice) -> list[Any]: ...

    def __getitem__(self, at: int | slice) -> Any:
        if isinstance(at, slice):
            return list(map(self._make, self._numbers[at]))
        return self._make(self._numbers[at])
