"""A board as one picture: pieces where they lie, in their order, bare ones without their background."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image
from support import save

from core.photos.images import RGB, decode
from core.sharing.board_picture import Piece, aspects_of, draw_board, place_of
from core.wardrobe.boards import Pin
from core.wardrobe.identity import Identity

PHOTO = Identity(b"p" * 16)


def done() -> None:
    """Goes on."""


def plain(path: Path, colour: str, size: tuple[int, int]) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", size, colour).save(path)
    return str(path)


def test_pieces_lie_where_they_are_pinned(tmp_path: Path) -> None:
    red, blue = plain(tmp_path / "red.png", "red", (40, 20)), plain(tmp_path / "blue.png", "blue", (300, 600))
    broken = save(tmp_path / "broken.png", b"no picture")
    paths = [red, blue, broken, None]
    aspects = aspects_of(paths, decode, done)
    assert aspects == [2, 0.5, 1, 1]
    pins = [Pin(PHOTO, 0, 0, 2), Pin(PHOTO, 0.5, 0), Pin(PHOTO, 5, 0), Pin(PHOTO, 5, 2)]
    pieces = [Piece(*one) for one in zip(paths, pins, aspects, strict=True)]
    place = place_of(pieces, 700)
    picture = draw_board(pieces, place, decode, None, done)
    assert picture.size == place.size == (700, 400), "7 x 4 units, with a margin"

    def at(x: float, y: float) -> object:
        return picture.getpixel((round((x - place.left) * place.unit), round((y - place.top) * place.unit)))

    assert at(-0.9, 0.4) == at(-0.9, -0.4) == (255, 0, 0) and at(-0.9, 0.6) == at(-1.1, 0) == (255, 255, 255)
    assert at(0.5, 0) == at(0.1, 0.9) == (0, 0, 255), "over the one below"
    assert at(5, 0) == at(5.4, 2.4) == (0xD8, 0xD5, 0xD0) and at(2, 2) == (255, 255, 255)
    assert draw_board([], place_of([], 100), decode, None, done).size == (100, 100)


def test_a_bare_piece_shows_what_lies_below(tmp_path: Path) -> None:
    square = np.full((400, 400, 3), 250, np.uint8)
    square[100:300, 100:300] = (20, 60, 140)
    Image.fromarray(square).save(tmp_path / "coat.png")
    below = plain(tmp_path / "red.png", "red", (50, 50))

    def mark(photo: RGB) -> np.ndarray:
        small = Image.fromarray((photo[..., 0] < 128).astype(np.float32)).resize((33, 33), Image.Resampling.BOX)
        return np.asarray(small, np.float32)

    pieces = [Piece(below, Pin(PHOTO, 0, 0, 2)), Piece(str(tmp_path / "coat.png"), Pin(PHOTO, 0, 0, bare=True))]
    place = place_of(pieces, 500)
    bare = draw_board(pieces, place, decode, mark, done)
    assert bare.getpixel((250, 250)) == (20, 60, 140) and bare.getpixel((170, 170)) == (255, 0, 0)
    assert draw_board(pieces, place, decode, None, done).getpixel((170, 170)) == (250, 250, 250)
