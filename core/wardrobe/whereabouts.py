"""Which files show a photo, as the catalog knows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from core.wardrobe.boards import Board
from core.wardrobe.collected import Collection
from core.wardrobe.identity import Identity, grouped, without_copies


@dataclass(frozen=True)
class Whereabouts:
    """N files, sorted by path, with what their photos are known by; `pixels` are b"" where they are not known."""

    paths: Sequence[str] = ()
    contents: Sequence[bytes] = ()
    pixels: Sequence[bytes] = ()

    @cached_property
    def _by_content(self) -> dict[bytes, int]:
        return {content: row for row, content in reversed(list(enumerate(self.contents)))}

    @cached_property
    def _by_pixels(self) -> dict[bytes, int]:
        return {pixels: row for row, pixels in reversed(list(enumerate(self.pixels))) if pixels}

    def _row(self, photo: Identity) -> int | None:
        row = self._by_content.get(photo.content)
        return self._by_pixels.get(photo.pixels) if row is None else row

    def path(self, photo: Identity) -> str | None:
        """The first file that shows this photo; one with the same bytes rather than one with the same picture."""
        row = self._row(photo)
        return None if row is None else self.paths[row]

    def identity(self, photo: Identity) -> Identity | None:
        """All that this photo is known by; None where no file shows it."""
        row = self._row(photo)
        return None if row is None else self.at(row)

    def at(self, row: int) -> Identity:
        """What the photo in a file is known by."""
        return Identity(self.contents[row], self.pixels[row])


def settled(board: Collection, where: Whereabouts) -> Collection:
    """The same with one identity for each photo, on the board as among its photos: what the photo's file is known by,
    or the last of all that it was."""
    now = dict[Identity, Identity]()
    for group in grouped(board.photos):
        found = (where.identity(one) for one in reversed(group))
        now |= dict.fromkeys(group, next(filter(None, found), group[-1]))
    return known_as(board, now)


def known_as(board: Collection, now: Mapping[Identity, Identity]) -> Collection:
    """The same with photos known otherwise `now`; all of its photos are in there."""
    first = {one: group[0] for group in grouped(now.values()) for one in group}  # some may turn out to be one photo
    by_hash = {told: first[as_now] for one, as_now in now.items() for told in one if told}

    def known(photo: Identity) -> Identity:
        return by_hash.get(photo.content) or by_hash.get(photo.pixels, photo)

    cover = None if board.board.cover is None else known(board.board.cover)
    laid = Board(board.board.note, cover).moved(replace(pin, photo=known(pin.photo)) for pin in board.board.pins)
    return replace(board, photos=without_copies(map(known, board.photos)), board=laid)
