"""Which files show a photo, and what a board's photos are known by where they are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from core.wardrobe.boards import Board, Pin
from core.wardrobe.collected import Collection
from core.wardrobe.identity import Identity, are_copies, grouped, without_copies
from core.wardrobe.whereabouts import Whereabouts, settled

HASHES = st.sampled_from([b"a", b"b", b"c", b"d"])
PHOTOS = st.lists(st.builds(Identity, HASHES, st.sampled_from([b"", b"w", b"x", b"y", b"z"])), max_size=8)


def test_a_file_with_the_same_bytes_comes_before_one_with_the_same_picture() -> None:
    where = Whereabouts(("/1", "/2", "/3"), (b"a", b"b", b"b"), (b"x", b"x", b""))
    assert where.path(Identity(b"b", b"x")) == "/2" and where.path(Identity(b"new", b"x")) == "/1"
    assert where.path(Identity(b"new")) is None is where.identity(Identity(b"new", b"y"))
    assert where.identity(Identity(b"new", b"x")) == Identity(b"a", b"x")


@given(PHOTOS)
def test_groups_hold_every_photo_with_a_copy_of_it(photos: list[Identity]) -> None:
    groups = grouped(photos)
    assert sorted(one for group in groups for one in group) == sorted(photos)
    assert without_copies(photos) == tuple(group[0] for group in groups)
    for group in groups:
        assert all(any(are_copies(one, other) for other in group[:at]) for at, one in enumerate(group) if at)


@given(PHOTOS, PHOTOS, st.data())
def test_a_settled_board_has_one_photo_for_each_pin(
    photos: list[Identity], files: list[Identity], data: st.DataObject
) -> None:
    laid = data.draw(st.lists(st.sampled_from(photos), unique=True)) if photos else []
    board = Board("note", laid[0] if laid else None).moved(Pin(one, at, at) for at, one in enumerate(laid))
    where = Whereabouts(
        [f"/{n}" for n in range(len(files))], [one.content for one in files], [one.pixels for one in files]
    )
    now = settled(Collection("k", "Name", tuple(photos), board=board), where)
    assert now.photos == without_copies(now.photos) and now.board.note == "note"
    pinned = [pin.photo for pin in now.board.pins]
    assert len(set(pinned)) == len(pinned) and set(pinned) <= set(now.photos)
    assert settled(now, Whereabouts()) == now
