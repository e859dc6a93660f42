"""Which photos are favourites, and which kinds were said: by content or by pixels, against plain Python."""

from __future__ import annotations

import random

import pytest

from core.wardrobe.marks import Identity, Marks


def photo(content: int, pixels: int | None = None) -> Identity:
    return Identity(b"content %d" % content, b"" if pixels is None else b"pixels %d" % pixels)


def test_a_mark_follows_the_picture_through_rewritten_metadata() -> None:
    marks = Marks().favoured([photo(1, 10)], True)
    assert marks.holds(photo(1, 10)) and marks.holds(photo(2, 10)) and marks.holds(photo(1))
    assert not marks.holds(photo(2, 20)) and not marks.holds(photo(2))


def test_unknown_pixels_are_not_alike() -> None:
    marks = Marks().favoured([photo(1)], True)
    assert not marks.holds(photo(2)) and marks.holds(photo(1, 10))
    assert not marks.favoured([photo(2)], True).favoured([photo(1)], False).holds(photo(1))
    assert marks.favoured([photo(2)], True).favoured([photo(1)], False).holds(photo(2))


def test_what_was_known_by_content_learns_its_pixels() -> None:
    marks = Marks().favoured([photo(1)], True).learnt([photo(1, 10), photo(2, 20)])
    assert marks.favourites == {photo(1, 10)}
    assert marks.learnt([photo(1, 10), photo(3, 30)]) is marks, "nothing new"
    assert marks.learnt([photo(5, 10)]).holds(Identity(photo(5).content, b"as another decoder makes them"))


def test_taking_a_heart_away_takes_it_from_every_copy() -> None:
    """The bytes were written anew once, and the decoder changed once: three hashes of each in a chain."""
    marks = Marks().favoured([photo(1, 10)], True).learnt([photo(2, 10)]).learnt([photo(2, 20)]).learnt([photo(3, 20)])
    assert marks.holds(photo(3, 20)) and len(marks.favourites) == 4
    marks = marks.favoured([photo(9, 90)], True)
    assert marks.favoured([photo(1, 10)], False).favourites == {photo(9, 90)}


@pytest.mark.parametrize("seed", range(20))
def test_any_order_of_changes(seed: int) -> None:
    """Copies of few pictures, each picture with pixels of its own: a picture is one favourite, or none."""
    chance = random.Random(seed)
    marks, loved = Marks(), set[int]()
    copies = [[photo(10 * picture + copy, picture) for copy in range(4)] for picture in range(6)]
    for _ in range(200):
        picture = chance.randrange(6)
        one = chance.choice(copies[picture])
        act = chance.choice(["love", "leave", "see"])
        if act == "see":
            marks = marks.learnt([one])
        else:
            marks = marks.favoured([one], act == "love")
            (loved.add if act == "love" else loved.discard)(picture)
        for number, photos in enumerate(copies):
            assert [marks.holds(copy) for copy in photos] == [number in loved] * 4
    contents = [None, *(one.content for photos in copies for one in photos)]
    pixels = [b"", *(one.pixels for photos in copies for one in photos)]
    assert marks.mask(contents, pixels).tolist() == [False, *(number in loved for number in range(6) for _ in range(4))]


# --- kinds ---


def said(marks: Marks, *photos: Identity) -> list[str]:
    return [marks.said.of(one) for one in photos]


def test_a_kind_follows_the_picture_and_the_last_word_counts() -> None:
    marks = Marks().with_kind([photo(1, 10), photo(5, 50)], "hat").learnt([photo(2, 10)])
    assert said(marks, photo(1, 11), photo(9, 10), photo(2, 20), photo(3, 30)) == ["hat", "hat", "hat", ""]
    marks = marks.with_kind([photo(3, 10)], "dress")
    assert said(marks, photo(1, 10), photo(2, 10), photo(3, 10), photo(5, 50)) == ["dress", "dress", "dress", "hat"]
    marks = marks.with_kind([photo(2, 10)], "")
    assert marks.said.pairs == {(photo(5, 50), "hat")}
    assert marks.with_kind([photo(5)], "") == Marks()


def test_hearts_and_kinds_are_apart() -> None:
    marks = Marks().favoured([photo(1, 10)], True).with_kind([photo(1, 10)], "hat")
    assert marks.favoured([photo(1)], False) == Marks().with_kind([photo(1, 10)], "hat")
    assert marks.with_kind([photo(1)], "") == Marks().favoured([photo(1, 10)], True)
    assert marks.learnt([photo(1, 10), photo(2, 20)]) is marks, "nothing new"


def test_pixels_that_two_kinds_lay_claim_to() -> None:
    """A decoder changed, and one photo has the pixels that another one had: the file's bytes decide."""
    marks = Marks().with_kind([photo(1, 10)], "hat").with_kind([photo(2, 20)], "dress").learnt([photo(1, 20)])
    assert said(marks, photo(1, 20), photo(2, 20)) == ["hat", "dress"]
    assert len(marks.said.pairs) == 3 and marks.learnt([photo(2, 20), photo(1, 20)]) is marks


@pytest.mark.parametrize("seed", range(20))
def test_any_order_of_corrections(seed: int) -> None:
    chance = random.Random(seed)
    marks, known = Marks(), dict.fromkeys(range(6), "")
    copies = [[photo(10 * picture + copy, picture) for copy in range(4)] for picture in range(6)]
    for _ in range(200):
        picture = chance.randrange(6)
        one = chance.choice(copies[picture])
        if chance.random() < 0.4:
            marks = marks.learnt([one])
        else:
            known[picture] = chance.choice(["hat", "dress", "other", ""])
            marks = marks.with_kind([one], known[picture])
        for number, photos in enumerate(copies):
            assert said(marks, *photos) == [known[number]] * 4
        assert len({one for one, _ in marks.said.pairs}) == len(marks.said.pairs)


# --- what is not the same ---


def test_two_that_are_apart_stay_so_through_copies() -> None:
    marks = Marks().told_apart(photo(2, 20), photo(1, 10), True)
    assert marks.apart.holds(photo(1), photo(2)) and marks.apart.holds(photo(3, 20), photo(4, 10))
    assert not marks.apart.holds(photo(1), photo(3)) and not marks.apart.holds(photo(1), photo(1))
    assert marks.told_apart(photo(1, 10), photo(5, 20), True) == marks, "said already of a copy"
    assert marks.apart.others_of(photo(1)).all == {photo(2, 20)}
    assert marks.told_apart(photo(1), photo(2), False) == Marks()


def test_a_photo_is_never_apart_from_itself() -> None:
    assert Marks().told_apart(photo(1, 10), photo(2, 10), True) == Marks()
