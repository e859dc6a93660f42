"""The last photo of a group is never deleted, nor one in a folder that is never touched, whatever was done before."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from core.base import sentences
from core.duplicates.plan import Plan

KEPT = "/photos/never touch"
PATHS = [*(f"/photos/{number}.jpg" for number in range(8)), *(f"{KEPT}/{number}.jpg" for number in range(3))]
GROUPS = st.lists(st.frozensets(st.sampled_from(PATHS), min_size=1, max_size=6), min_size=1, max_size=5).map(tuple)
# What is asked for at once, how many of these the disk refuses, and what is brought back then.
STEPS = st.lists(st.tuples(st.permutations(PATHS), st.sets(st.sampled_from(PATHS)), st.sets(st.sampled_from(PATHS))))


@given(groups=GROUPS, steps=STEPS)
def test_something_of_each_group_is_always_left(
    groups: tuple[frozenset[str], ...], steps: list[tuple[list[str], set[str], set[str]]]
) -> None:
    plan, there = Plan(groups, frozenset([KEPT])), set(PATHS)
    for wanted, failing, undone in steps:
        allowed = plan.allowed(wanted)
        assert set(allowed) <= there
        deleted = set(allowed) - failing
        there -= deleted
        plan = plan.without(deleted)
        assert all(group & there for group in groups), "something of each"
        assert all(path in there for path in PATHS if path.startswith(KEPT))
        assert there == set(PATHS) - plan.gone
        back = undone - there
        there |= back
        plan = plan.with_again(back)
    assert all((plan.refusal(path) is None) == (plan.allowed([path]) == (path,)) for path in PATHS)


@given(groups=GROUPS)
def test_all_but_one_of_a_group_may_go_where_nothing_else_forbids_it(groups: tuple[frozenset[str], ...]) -> None:
    plan = Plan(groups[:1])
    assert len(plan.allowed(PATHS)) == len(groups[0]) - 1


def test_why_a_photo_stays() -> None:
    plan = Plan((frozenset("abc"), frozenset(["d", f"{KEPT}/e"])), frozenset([KEPT]))
    assert plan.refusal(f"{KEPT}/e") == sentences.UNTOUCHED.filled(folder=KEPT)
    assert plan.refusal("a") is None and plan.refusal("z") == sentences.LAST_ONE
    plan = plan.without("ab")
    assert plan.refusal("c") == sentences.LAST_ONE and plan.refusal("a") == sentences.GONE
    assert plan.with_again("a").refusal("c") is None
