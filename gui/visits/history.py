"""Back and forward, as in a browser."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from core.browse.shelf import Browsing
from core.search.found import Found, Shown
from core.search.question import Tuning
from gui.gallery.place import Place
from gui.visits.board_look import BoardLook
from gui.visits.map_look import MapLook
from gui.visits.outfit_look import OutfitLook


@dataclass(frozen=True)
class Visit:
    """All that is on the screen: a page, how the photos are browsed, an answer and how it is ranked, the place there.

    `outfit` is the garment for which others are suggested, by which rules, and what of them is taken to it.
    `page` is a name of gui.window.pages. `tuning` is what the controls say; `shown` is what came of `ranked`, which
    may be a moment behind. The page "similar" without an answer invites to search; the map joins those of an answer.
    `map` and `board`: how a map is drawn, and which board is seen.
    """

    page: str = "browse"
    browsing: Browsing = field(default_factory=Browsing)
    found: Found | None = None
    tuning: Tuning = field(default_factory=Tuning)
    ranked: Tuning = field(default_factory=Tuning)
    shown: Shown = field(default_factory=Shown)
    place: Place = field(default_factory=Place)
    map: MapLook = field(default_factory=MapLook)
    outfit: OutfitLook = field(default_factory=OutfitLook)
    board: BoardLook = field(default_factory=BoardLook)


@dataclass(frozen=True)
class History:
    """The visits so far and which of them is shown. Immutable: each step makes a new one."""

    visits: tuple[Visit, ...] = (Visit(),)
    at: int = 0

    LIMIT = 60  # visits; older ones are forgotten
    LIMIT_BYTES = 128 * 2**20  # of pictures that have no file, in all visits
    FRESH = 8  # visits that keep their distances, so that their sliders follow at once

    @property
    def current(self) -> Visit:
        return self.visits[self.at]

    @property
    def can_go_back(self) -> bool:
        return self.at > 0

    @property
    def can_go_forward(self) -> bool:
        return self.at + 1 < len(self.visits)

    def remember(self, place: Place) -> History:
        """The place where the user is now, to come back to."""
        return self.update(replace(self.current, place=place))

    def update(self, visit: Visit) -> History:
        """Exchange the current visit, for example for a fresher answer."""
        return replace(self, visits=(*self.visits[: self.at], visit, *self.visits[self.at + 1 :]))

    def visit(self, visit: Visit) -> History:
        """Go on to a new page; what lay ahead is forgotten."""
        before = [*map(_lightened, self.visits[: -self.FRESH]), *self.visits[-self.FRESH :]]
        visits = (*before[: self.at + 1], visit)[-self.LIMIT :]
        while len(visits) > 1 and _picture_bytes(visits) > self.LIMIT_BYTES:
            visits = visits[1:]
        return History(visits, len(visits) - 1)

    def lightened(self) -> History:
        """Without the distances, which belong to an older state of the library."""
        return replace(self, visits=tuple(map(_lightened, self.visits)))

    def last_of(self, page: str) -> Visit:
        """How a page was left; a new one if it has not been seen.

        The map is of what is seen now: it joins the photos of the answer, and its filters are those of Browse.
        """
        now = self.current
        place = Place(spot=now.map.first) if page == "map" else Place()
        new = Visit(page, now.browsing, tuning=now.tuning, place=place, map=now.map, board=now.board)
        left = next((one for one in self.visits[self.at :: -1] if one.page == page), new)
        if page == "map":
            return replace(now, page=page, place=left.place, map=left.map)
        if page == "browse" and now.page == "map" and left.browsing != now.browsing:
            return replace(left, browsing=now.browsing, place=Place())
        return left

    def back(self) -> History:
        return replace(self, at=max(0, self.at - 1))

    def forward(self) -> History:
        return replace(self, at=min(self.at + 1, len(self.visits) - 1))


def _lightened(visit: Visit) -> Visit:
    return visit if visit.found is None else replace(visit, found=replace(visit.found, distances=None))


def _picture_bytes(visits: tuple[Visit, ...]) -> int:
    """What the pictures asked with take that have no file, each counted once."""
    sources = {id(source): len(source) for source in map(_source, visits) if isinstance(source, bytes)}
    return sum(sources.values())


def _source(visit: Visit) -> object:
    return None if visit.found is None else visit.found.question.source
