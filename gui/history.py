"""Back and forward, as in a browser."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from gui.gallery import Place
from gui.jobs import Found


@dataclass(frozen=True)
class Visit:
    """One page the user has seen: all photos (found is None) or an answer, and the place there."""

    found: Found | None = None
    place: Place = field(default_factory=Place)


@dataclass(frozen=True)
class History:
    """The visits so far and which of them is shown. Immutable: each step makes a new one."""

    visits: tuple[Visit, ...] = (Visit(),)
    at: int = 0

    LIMIT = 100  # visits; older ones are forgotten

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
        visits = (*self.visits[: self.at + 1], visit)[-self.LIMIT :]
        return History(visits, len(visits) - 1)

    def last_place_of_all(self) -> Place:
        """Where the user was when all photos were last shown."""
        places = [visit.place for visit in self.visits[: self.at + 1] if visit.found is None]
        return places[-1] if places else Place()

    def back(self) -> History:
        return replace(self, at=max(0, self.at - 1))

    def forward(self) -> History:
        return replace(self, at=min(self.at + 1, len(self.visits) - 1))
