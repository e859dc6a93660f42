"""What is left of groups of duplicates, and what can be ticked of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from core.base import sentences
from core.duplicates.best import Facts
from core.duplicates.groups import Group, Kind, judged, left_of
from core.duplicates.review import Review
from core.search.holdings import Holdings
from core.wardrobe.apart import Apart
from core.wardrobe.identity import Identity

PATHS = tuple(f"/photos/{letter}.jpg" for letter in "abcdefgh")
HOLDINGS = Holdings(PATHS, tuple(path.encode() for path in PATHS), (b"",) * len(PATHS))
# Each a little larger than the one before, so that the last one of a group is the best.
FACTS = {path: Facts(1000 + 100 * number, 1000, 10 * number + 10, 50.0, 0.0) for number, path in enumerate(PATHS)}
NAMES = st.lists(st.sampled_from(PATHS), min_size=2, max_size=6, unique=True).map(sorted)


def group(*paths: str, kind: Kind = Kind.PICTURE) -> Group:
    return Group(kind, 0.1, judged(paths, [FACTS[path] for path in paths]))


def apart(*pairs: tuple[str, str]) -> Holdings:
    known = [(Identity(one.encode()), Identity(other.encode())) for one, other in pairs]
    return Holdings(PATHS, HOLDINGS.contents, HOLDINGS.pixels, apart=Apart.of_pairs(known))


def paths(groups: tuple[Group, ...]) -> list[list[str]]:
    return [[copy.path for copy in one.photos] for one in groups]


def test_a_group_of_which_one_photo_is_left_is_none() -> None:
    a, b, c, *_ = PATHS
    groups = group(a, b, c), group(a, b)
    assert left_of(groups, frozenset(PATHS), HOLDINGS) == groups
    assert paths(left_of(groups, {a, c}, HOLDINGS)) == [[a, c]]
    assert left_of(groups, {a}, HOLDINGS) == ()


def test_the_best_of_what_is_left_is_another_one() -> None:
    a, b, c, *_ = PATHS
    (left,) = left_of([group(a, b, c)], {a, b}, HOLDINGS)
    assert group(a, b, c).best.path == c and left.best.path == b and left.best.why == sentences.LARGEST


def test_what_is_not_the_same_is_in_no_group_together() -> None:
    a, b, c, d, *_ = PATHS
    assert left_of([group(a, b)], PATHS, apart((a, b))) == ()
    assert paths(left_of([group(a, b, c)], PATHS, apart((a, c), (b, c)))) == [[a, b]]
    assert paths(left_of([group(a, b, c, d)], PATHS, apart((a, d), (b, d), (a, c), (b, c)))) == [[c, d], [a, b]]


@given(group_paths=st.lists(NAMES, max_size=4), there=st.frozensets(st.sampled_from(PATHS)), data=st.data())
def test_every_part_is_whole_and_of_two_at_least(
    group_paths: list[list[str]], there: frozenset[str], data: st.DataObject
) -> None:
    pairs = data.draw(st.lists(st.tuples(st.sampled_from(PATHS), st.sampled_from(PATHS)), max_size=6))
    told = apart(*(pair for pair in pairs if pair[0] != pair[1]))
    for one in left_of([group(*names) for names in group_paths], there, told):
        assert len(one.photos) > 1 and one.paths <= there and sum(copy.keep for copy in one.photos) == 1
        known = [Identity(copy.path.encode()) for copy in one.photos]
        assert not any(told.apart.holds(first, second) for first in known for second in known if first != second)


# --- ticks ---


def test_nothing_is_ticked_by_itself_and_the_last_one_cannot_be() -> None:
    a, b, c, *_ = PATHS
    review = Review((group(a, b, c),))
    assert not review.ticked and review.freed == 0 and review.spare == 30
    review = review.toggled(a).toggled(b)
    assert review.order == (a, b) and review.freed == 30
    assert review.refusal(c) == sentences.LAST_ONE and review.toggled(c) is review
    assert review.refusal(a) is None and review.toggled(a).refusal(c) is None


def test_all_but_the_best_are_ticked_and_never_what_is_not_touched() -> None:
    a, b, c, d, *_ = PATHS
    review = Review((group(a, b), group(c, d)))
    assert review.with_all_but_best(review.groups).order == (a, c)
    assert review.with_all_but_best(review.groups[1:]).order == (c,)
    kept = Review(review.groups, frozenset(["/photos"]))
    assert not kept.with_all_but_best(kept.groups).ticked
    assert kept.refusal(a) == sentences.UNTOUCHED.filled(folder="/photos")


def test_ticks_stay_as_far_as_they_make_sense() -> None:
    a, b, c, d, *_ = PATHS
    review = Review((group(a, b, c), group(c, d))).toggled(a).toggled(b).toggled(d)
    later = review.now((group(a, b),), frozenset())
    assert later.ticked == {a}, "of two that are left one stays"
    assert later.now(later.groups, frozenset()) is later
    assert not later.now((), frozenset()).ticked


@given(
    group_paths=st.lists(NAMES, max_size=4), wishes=st.lists(st.sampled_from(PATHS)), then=st.lists(NAMES, max_size=4)
)
def test_something_of_each_group_is_never_ticked(
    group_paths: list[list[str]], wishes: list[str], then: list[list[str]]
) -> None:
    review = Review(tuple(group(*names) for names in group_paths))
    for wish in wishes:
        review = review.toggled(wish)
        assert all(one.paths - review.ticked for one in review.groups)
    review = review.with_all_but_best(review.groups)
    assert all(one.paths - review.ticked for one in review.groups)
    later = review.now(tuple(group(*names) for names in then), frozenset())
    assert all(one.paths - later.ticked for one in later.groups) and later.ticked <= review.ticked
