"""Boards: where pieces lie, and that it is on disk for good, whatever becomes of the photos' files."""

from __future__ import annotations

import sqlite3
import struct
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.base.migrations import migrate
from core.base.paths import Paths
from core.wardrobe.boards import Board, Pin
from core.wardrobe.collected import Collection, Collections
from core.wardrobe.copies import change_wardrobe, known_wardrobe, open_wardrobe
from core.wardrobe.marks import Identity, Marks
from core.wardrobe.schema import SCRIPTS

ONE, TWO, THREE = (Identity(bytes([n]) * 16, bytes([n + 100]) * 16) for n in (1, 2, 3))
PINNED = Board("For the sea.\nNo hats! ☂", TWO, (Pin(TWO, -1.5, 1 / 3), Pin(ONE, 2.25, 1e6, 0.1, True)))
SUMMER = Collection("k1", "Summer", (ONE, TWO, THREE), board=PINNED)
WINTER = Collection("k2", "Winter", (ONE,), board=Board("Warm"))


@pytest.fixture
def paths(home: Path) -> Paths:
    return Paths.choose(str(home))


def keep(paths: Paths, *collections: Collection) -> Marks:
    kept = change_wardrobe(paths, lambda marks: marks.with_collections(lambda _: Collections(collections)))
    assert kept.problem is None
    return kept.marks


# --- where pieces lie ---


def test_pieces_are_moved_where_they_are_and_new_ones_lie_on_top() -> None:
    moved = PINNED.moved([Pin(THREE, 0, 0), Pin(Identity(TWO.content), 5, 6, 2)])
    assert moved.pins == (Pin(TWO, 5, 6, 2), PINNED.pins[1], Pin(THREE, 0, 0)), "known by what it was known by"
    assert [pin.photo for pin in moved.raised([ONE, TWO]).pins] == [THREE, TWO, ONE]
    assert moved.pin(Identity(b"other", TWO.pixels)) == Pin(TWO, 5, 6, 2) and moved.pin(Identity(b"other")) is None


@pytest.mark.parametrize("wrong", [(float("nan"), 0, 1), (0, float("inf"), 1), (0, 0, 0), (0, 0, -1)])
def test_a_place_that_cannot_be_is_refused(wrong: tuple[float, float, float]) -> None:
    with pytest.raises(ValueError, match="Pin"):
        Pin(ONE, *wrong)


PLACES = st.floats(-50, 50)


@given(
    st.lists(st.tuples(PLACES, PLACES, st.floats(0.1, 5)), max_size=8),
    st.lists(st.floats(0.2, 5), max_size=30),
    st.integers(0, 5),
)
def test_whatever_lies_there_new_pieces_cover_nothing(
    before: list[tuple[float, float, float]], aspects: list[float], gone: int
) -> None:
    photos = [Identity(bytes([n]) * 16, bytes([n + 100]) * 16) for n in range(100)]
    board = Board(pins=tuple(Pin(photo, *place) for photo, place in zip(photos, before, strict=False)))
    left = photos[gone : max(gone, len(before)) + len(aspects)]
    shapes = [(aspects or [1.0])[n % max(1, len(aspects))] for n in range(len(left))]
    laid = board.laid_out(left, shapes)
    assert [pin.photo for pin in laid.pins] == left, "a pin for each, new ones on top, none of those that are gone"
    old = {pin.photo: pin for pin in board.pins}
    assert all(pin == old[pin.photo] for pin in laid.pins if pin.photo in old)
    assert laid.laid_out(left, shapes) is laid
    boxes = [
        (pin.x - pin.scale / 2, pin.y - high / 2, pin.x + pin.scale / 2, pin.y + high / 2, pin.photo in old)
        for pin, shape in zip(laid.pins, shapes, strict=True)
        for high in [pin.height(shape)]
    ]
    for one, other in combinations(boxes, 2):
        if not (one[4] and other[4]):
            apart = one[0] >= other[2] or other[0] >= one[2] or one[1] >= other[3] or other[1] >= one[3]
            assert apart, (one, other)


def test_copies_of_a_photo_are_one_piece() -> None:
    again = Identity(b"again", ONE.pixels)
    laid = Board().laid_out([ONE, again, TWO], [1, 1, 0])
    assert [pin.photo for pin in laid.pins] == [ONE, TWO] and laid.pin(again) == laid.pins[0]


# --- with their collections ---


def test_what_leaves_a_collection_leaves_its_board() -> None:
    left = SUMMER.without_photos([Identity(b"n" * 16, TWO.pixels)])
    assert left.board == Board(PINNED.note, None, PINNED.pins[1:])
    assert SUMMER.without_photos([THREE]).board is PINNED


def test_a_board_is_duplicated() -> None:
    both = Collections((SUMMER, WINTER))
    assert both.duplicated("k1", "k3", "Summer 2").all == (*both.all, replace(SUMMER, key="k3", name="Summer 2"))
    assert both.duplicated("k1", "k3", "Winter") is both and both.duplicated("k9", "k3", "New") is both


def test_pins_and_covers_are_learnt_as_photos_are() -> None:
    rewritten = Identity(b"n" * 16, TWO.pixels)
    decoded_anew = Identity(rewritten.content, b"m" * 16)
    marks = Marks(collections=Collections((SUMMER,)))
    learnt = marks.learnt([rewritten]).learnt([decoded_anew]).learnt([TWO, rewritten, decoded_anew])
    board = learnt.collections.all[0].board
    assert board.cover == decoded_anew and [pin.photo for pin in board.pins] == [decoded_anew, ONE]
    assert board.pin(decoded_anew) == replace(PINNED.pins[0], photo=decoded_anew)


def test_two_pieces_that_turn_out_to_be_one_photo_are_one() -> None:
    half, other = Identity(b"h" * 16), Identity(b"i" * 16, b"p" * 16)
    board = Board("", half, (Pin(half, 1, 1), Pin(other, 2, 2), Pin(ONE, 3, 3)))
    one = Collection("k", "Both", (half, other, ONE), board=board).learnt([Identity(half.content, other.pixels)])
    assert one.board.pins == (Pin(Identity(half.content, other.pixels), 1, 1), Pin(ONE, 3, 3))


# --- on disk ---


def test_boards_come_back(paths: Paths) -> None:
    keep(paths, SUMMER, WINTER)
    assert open_wardrobe(paths).marks.collections.all == (SUMMER, WINTER)
    moved = replace(SUMMER, board=PINNED.moved([Pin(THREE, 9, 9)]).raised([TWO]))
    keep(paths, replace(WINTER, name="Summer"), replace(moved, name="Winter"))
    assert known_wardrobe(paths).marks.collections.all == (
        replace(WINTER, name="Summer"),
        replace(moved, name="Winter"),
    )
    keep(paths, replace(WINTER, board=Board()))
    with sqlite3.connect(paths.wardrobe) as db:
        assert [db.execute(f"SELECT COUNT(*) FROM {one}").fetchone() for one in ("boards", "pins", "collected")] == [
            (0,),
            (0,),
            (1,),
        ]


def test_a_wardrobe_of_before_boards_is_taken_on(paths: Paths) -> None:
    before = next(number for number, script in enumerate(SCRIPTS) if "TABLE boards" in script)
    paths.wardrobe.parent.mkdir(parents=True, exist_ok=True)
    with sqlite3.connect(paths.wardrobe, isolation_level=None) as db:
        migrate(db, SCRIPTS[:before])
        db.execute("INSERT INTO collections VALUES ('k1', 'Summer', '', 0, 5)")
        db.execute("INSERT INTO collected VALUES ('k1', ?, ?, 0, 5)", ONE)
    plain = Collection("k1", "Summer", (ONE,))
    assert open_wardrobe(paths).marks.collections.all == (plain,)
    keep(paths, replace(plain, board=PINNED))
    assert known_wardrobe(paths).marks.collections.all == (replace(plain, board=PINNED),)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE pins SET x = 'left'",
        "UPDATE pins SET scale = 0",
        "UPDATE pins SET y = 9e999",
        "UPDATE pins SET bare = 2",
        "UPDATE pins SET content = 7",
        "UPDATE boards SET cover_pixels = NULL",
        "UPDATE boards SET note = CAST(x'ff' AS TEXT)",
        "DROP TABLE pins",
        "DROP TABLE boards",
    ],
)
def test_what_cannot_be_is_damage(paths: Paths, change: str) -> None:
    keep(paths, SUMMER)
    with sqlite3.connect(paths.wardrobe) as db:
        db.execute(change)
    kept = change_wardrobe(paths, lambda marks: marks.with_collections(lambda all_: all_.without("k1")))
    assert kept.problem is not None and "damaged" in str(kept.problem)


def test_a_flipped_bit_of_a_place_is_noticed(paths: Paths) -> None:
    keep(paths, SUMMER)
    open_wardrobe(paths)
    with sqlite3.connect(paths.wardrobe) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    data = bytearray(paths.wardrobe.read_bytes())
    data[data.index(struct.pack(">d", 1 / 3)) + 3] ^= 1
    paths.wardrobe.write_bytes(data)
    assert "damaged" in str(open_wardrobe(paths).problem)
