"""A board as one picture: its pieces as they lie, on white."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PIL import Image

from core.looks.cutting import Marker, cut_out
from core.photos.images import Decode, UnreadableImage
from core.sharing.fitted import in_turn
from core.wardrobe.boards import Pin

_PAPER, _GONE = "#ffffff", "#d8d5d0"
_MARGIN = 0.25  # around all, in board units
_LOOKED_AT = 64  # px at which a photo tells its shape


@dataclass(frozen=True)
class Piece:
    """A photo where it lies; `path` is None where no file shows it. `aspect`: its width over its height."""

    path: str | None
    pin: Pin
    aspect: float = 1.0

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom, in board units."""
        across, down = self.pin.scale / 2, self.pin.height(self.aspect) / 2
        return self.pin.x - across, self.pin.y - down, self.pin.x + across, self.pin.y + down


@dataclass(frozen=True)
class Place:
    """A picture of `size`, width and height in pixels, of the part of a board from `left` and `top` on; `unit`: pixels
    of a board unit."""

    size: tuple[int, int]
    left: float
    top: float
    unit: float

    def pixels(self, piece: Piece) -> tuple[int, int, int, int]:
        """Where a piece lies: left, top, width and height."""
        left, top, right, bottom = piece.box
        x, y = round((left - self.left) * self.unit), round((top - self.top) * self.unit)
        return x, y, max(1, round((right - left) * self.unit)), max(1, round((bottom - top) * self.unit))


def aspects_of(paths: Sequence[str | None], decode: Decode, step: Callable[[], object]) -> list[float]:
    """The widths of photos over their heights; 1 for what cannot be read. `step` is called after each."""

    def aspect(path: str | None) -> float:
        try:
            width, height = (1, 1) if path is None else decode(path, _LOOKED_AT, _LOOKED_AT).size
        except UnreadableImage:
            return 1.0
        return width / height

    found = []
    for one in in_turn(paths, aspect):
        found.append(one)
        step()
    return found


def place_of(pieces: Sequence[Piece], longer: int) -> Place:
    """A picture of all pieces with so many pixels on its longer side."""
    lefts, tops, rights, bottoms = zip(*(piece.box for piece in pieces), strict=True) if pieces else ((0.0,),) * 4
    left, top = min(lefts) - _MARGIN, min(tops) - _MARGIN
    width, height = max(rights) + _MARGIN - left, max(bottoms) + _MARGIN - top
    unit = longer / max(width, height)
    return Place((max(1, round(width * unit)), max(1, round(height * unit))), left, top, unit)


def draw_board(
    pieces: Sequence[Piece], place: Place, decode: Decode, mark: Marker | None, step: Callable[[], object]
) -> Image.Image:
    """The pieces from the bottom up; who cannot be read leaves a grey place. `step` is called after each.

    Bare ones are drawn without their background where `mark` tells where that is: see `cut_out`. Few photos are in
    memory at a time, beside the picture.
    """
    picture = Image.new("RGB", place.size, _PAPER)
    for piece, photo in zip(pieces, in_turn(pieces, partial(_drawn, place, decode, mark)), strict=True):
        left, top, width, height = place.pixels(piece)
        if photo is None:
            picture.paste(_GONE, (left, top, left + width, top + height))
        else:
            picture.paste(photo, (left, top), photo if photo.mode == "RGBA" else None)
        step()
    return picture


def _drawn(place: Place, decode: Decode, mark: Marker | None, piece: Piece) -> Image.Image | None:
    *_, width, height = place.pixels(piece)
    if piece.path is None:
        return None
    side = max(width, height)
    try:
        rgb = decode(piece.path, side, side).rgb
    except UnreadableImage:
        return None
    photo = Image.fromarray(cut_out(rgb, mark) if piece.pin.bare and mark is not None else rgb)
    return photo.resize((width, height), Image.Resampling.LANCZOS)
