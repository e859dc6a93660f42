"""The photos of a board as pieces that lie somewhere, and which of them is meant."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import reduce

from PySide6.QtCore import QPointF, QRectF

from core.browse.shelf import Shelf
from core.wardrobe.boards import Board, Pin
from core.wardrobe.collected import Collection
from core.wardrobe.identity import Identity
from core.wardrobe.whereabouts import Whereabouts

LEAST, MOST = 0.15, 12.0  # scale of a piece
USUAL = 0.8  # width over height, of a photo that nobody has seen yet


@dataclass(frozen=True)
class Piece:
    """A photo where it lies; `aspect`: its width over its height."""

    pin: Pin
    path: str
    aspect: float = USUAL

    @property
    def photo(self) -> Identity:
        return self.pin.photo

    @property
    def box(self) -> QRectF:
        """In board units."""
        across, down = self.pin.scale, self.pin.height(self.aspect)
        return QRectF(self.pin.x - across / 2, self.pin.y - down / 2, across, down)


class Known:
    """The paths of photos, by what they are known by: those of a shelf."""

    def __init__(self, shelf: Shelf | None = None) -> None:
        self.where = Whereabouts() if shelf is None else _whereabouts(shelf)
        self._found = dict[Identity, str | None]()  # by what was asked before: there may be very many boards

    def path(self, photo: Identity) -> str | None:
        """Where it is; None for a photo that is not there."""
        if photo not in self._found:
            self._found[photo] = self.where.path(photo)
        return self._found[photo]

    def paths(self, one: Collection) -> list[str]:
        """Of the photos of a collection that are there, in their order."""
        found = (self.path(photo) for photo in one.photos)
        return list(dict.fromkeys(path for path in found if path is not None))


def _whereabouts(shelf: Shelf) -> Whereabouts:
    """Of the photos that have been read."""
    read = [row for row, content in enumerate(shelf.contents) if content is not None]
    contents = [shelf.contents[row] or b"" for row in read]
    return Whereabouts([shelf.paths[row] for row in read], contents, [shelf.pixels[row] for row in read])


def laid_out(one: Collection, known: Known, aspect_of: Callable[[str], float]) -> tuple[Board, tuple[Piece, ...]]:
    """The board with a place for each photo, and the pieces that can be seen, from the bottom up."""
    places = {photo: known.path(photo) for photo in one.photos}
    aspects = [USUAL if path is None else aspect_of(path) for path in places.values()]
    board = one.board.laid_out(tuple(places), aspects)
    paths = dict[Identity, str]()
    for photo, path in places.items():
        if path is not None and (pin := board.pin(photo)) is not None:
            paths.setdefault(pin.photo, path)
    seen = (Piece(pin, path, aspect_of(path)) for pin in board.pins if (path := paths.get(pin.photo)) is not None)
    return board, tuple(seen)


def bounds(pieces: Iterable[Piece]) -> QRectF:
    """What holds them all, in board units; an empty one for none."""
    return reduce(QRectF.united, (piece.box for piece in pieces), QRectF())


def piece_at(pieces: Sequence[Piece], at: QPointF) -> Piece | None:
    """The uppermost one there."""
    return next((piece for piece in reversed(pieces) if piece.box.contains(at)), None)


def is_covered(pieces: Sequence[Piece], piece: Piece) -> bool:
    """Whether another one lies on it."""
    above = pieces[pieces.index(piece) + 1 :]
    return any(one.box.intersects(piece.box) for one in above)


def towards(pieces: Iterable[Piece], here: QPointF, across: int, down: int) -> Piece | None:
    """The nearest one in a direction: what lies aside of it counts twice."""

    def far(piece: Piece) -> float:
        x, y = piece.pin.x - here.x(), piece.pin.y - here.y()
        along, aside = (x * across, abs(y)) if across else (y * down, abs(x))
        return along + 2 * aside if along > 1e-9 and aside <= 2 * along else math.inf

    found = min(pieces, key=far, default=None)
    return found if found is not None and far(found) < math.inf else None


def nearest(pieces: Iterable[Piece], here: QPointF) -> Piece | None:
    """To a point."""
    return min(pieces, key=lambda one: math.hypot(one.pin.x - here.x(), one.pin.y - here.y()), default=None)


# --- what hands do with them ---


def moved(pieces: Iterable[Piece], by: QPointF) -> tuple[Piece, ...]:
    """By so many board units."""
    return tuple(replace(one, pin=replace(one.pin, x=one.pin.x + by.x(), y=one.pin.y + by.y())) for one in pieces)


def scaled(pieces: Sequence[Piece], factor: float, about: QPointF) -> tuple[Piece, ...]:
    """About a point that stays where it is; as far as each of them can be scaled."""
    scales = [one.pin.scale for one in pieces]
    factor = min(max(factor, LEAST / min(scales)), MOST / max(scales)) if scales else factor

    def pin(one: Pin) -> Pin:
        x, y = (middle + (at - middle) * factor for at, middle in ((one.x, about.x()), (one.y, about.y())))
        return replace(one, x=x, y=y, scale=one.scale * factor)

    return tuple(replace(one, pin=pin(one.pin)) for one in pieces)


def pinned_at(photos: Sequence[Identity], at: QPointF) -> tuple[Pin, ...]:
    """New pieces side by side, with the first one there."""
    columns = max(1, math.ceil(math.sqrt(len(photos))))
    return tuple(
        Pin(photo, at.x() + number % columns * 1.15, at.y() + number // columns * 1.4)
        for number, photo in enumerate(photos)
    )
