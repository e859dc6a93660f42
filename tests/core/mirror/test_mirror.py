"""What a wardrobe is made of: by rows made by hand, against plain Python, and of the sample wardrobe."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from support import KINDS, SPEC

from core.base.paths import Paths
from core.browse.grouping import garments as same_garments
from core.browse.shelf import Choice, arrange, build_shelf
from core.catalog.catalog import Catalog, Collection
from core.looks.colour_words import Colour, Pattern
from core.looks.colours import parse_colour, to_rgb
from core.looks.features import OTHER, UNSURE, Rows, columns, width_of
from core.looks.model import Extractor
from core.mirror.alike import alike, one_offs
from core.mirror.garments import Garments
from core.mirror.mirror import TEN, Mirror, mirror
from core.mirror.standing import standing_for_all
from core.search.search import Searcher
from core.wardrobe.marks import Marks
from core.workers.workers import Cancelled

TEE, DRESS = "t-shirt", "dress"
NEAR = SPEC.yardstick * SPEC.ratios.very


def row(at: Sequence[float], kind: str = TEE, colour: str = "navy", pattern: Pattern | None = Pattern.PLAIN) -> Rows:
    """A photo of a garment; `at`: the first numbers of its look."""
    made = np.zeros(width_of(SPEC), np.float32)
    made[columns("look", SPEC)][: len(at)] = at
    made[columns("kind", SPEC)] = 0.1 / len(KINDS)
    if kind in KINDS:
        made[columns("kind", SPEC)][KINDS.index(kind)] = 0.9
    if colour:
        made[columns("swatches", SPEC)][:4] = (*parse_colour(colour), 0.8)
    if pattern is not None:
        made[columns("words", SPEC)][tuple(Pattern).index(pattern)] = 0.9
    return made


def seen(rows: Sequence[Rows], groups: Sequence[int] | None = None, said: dict[str, str] | None = None) -> Mirror:
    return mirror(searcher(rows, said), None if groups is None else np.array(groups, np.int64))


def searcher(rows: Sequence[Rows], said: dict[str, str] | None = None) -> Searcher:
    paths = [name(number) for number in range(len(rows))]
    return Searcher(Collection.of(paths, np.stack(rows).astype(np.float16)), SPEC, words=said)


def name(number: int) -> str:
    return f"/{number:04}.jpg"


def far_apart(count: int) -> list[list[float]]:
    """Looks none of which is near another."""
    return np.eye(count).tolist()


# --- counts ---


def test_several_photos_of_a_garment_are_one() -> None:
    looks = far_apart(6)
    rows = [row(one) for one in looks[:4]] + [row(one, DRESS, "red", Pattern.DOTTED) for one in looks[4:]]
    found = seen(rows, [0, 0, 2, 0, 4, 4])
    assert (found.photos, found.garments, found.left_out) == (6, 3, 0)
    assert [(one.name, one.garments, one.photos) for one in found.kinds] == [(TEE, 2, 4), (DRESS, 1, 2)]
    assert [(one.name, one.garments, one.photos) for one in found.patterns] == [("plain", 2, 4), ("dotted", 1, 2)]
    assert [(one.name, one.garments, one.photos) for one in found.colours] == [("red", 1, 2), ("navy", 2, 4)]
    assert [one.share for one in found.kinds] == [2 / 3, 1 / 3]
    assert [len(one.tones) for one in found.kinds] == [2, 1], "a colour for each garment"
    assert seen(rows).garments == 6, "where nothing is known of stacks each photo shows one"


def test_the_photos_of_a_garment_are_asked_together() -> None:
    unlike = row([1], "", "navy", None)
    found = seen([row([1]), unlike, row([1])], [0, 0, 0])
    assert [one.name for one in found.kinds] == [TEE] and [one.name for one in found.patterns] == ["plain"]
    doubt = seen([row([1], ""), row([0, 1], "", "", None)])
    assert [one.name for one in doubt.kinds] == [UNSURE] and [one.name for one in doubt.patterns] == ["plain", UNSURE]
    assert [one.garments for one in doubt.colours] == [1], "one has no colour"


def test_what_the_user_says_of_kinds_counts() -> None:
    rows = [row(one) for one in far_apart(5)]
    said = {name(0): DRESS, name(1): OTHER, name(2): "dirndl"}
    found = seen(rows, [0, 1, 2, 0, 0], said)
    assert [(one.name, one.photos) for one in found.kinds] == [(DRESS, 3), (TEE, 1)], (
        "of a garment, by one of its photos"
    )
    assert (found.photos, found.garments, found.left_out) == (4, 2, 1)
    everywhere = [path for one in (*found.ten, *found.one_offs) for path in one.garment.photos]
    assert name(1) not in everywhere
    nothing = seen(rows[:1], None, {name(0): OTHER})
    assert (nothing.garments, nothing.left_out, nothing.kinds, nothing.ten) == (0, 1, (), ())


def test_colours_hang_as_on_a_rail() -> None:
    colours = ["black", "navy", "white", "red", "pink", "olive", "light grey", "beige", "hot pink", "blush"]
    found = seen([row(one, colour=colour) for one, colour in zip(far_apart(10), colours, strict=True)]).colours
    assert [one.name for one in found] == ["pink", "red", "green", "navy", "beige", "white", "grey", "black"]
    assert [one.neutral for one in found] == [False] * 4 + [True] * 4
    assert sum(one.share for one in found) == pytest.approx(1)
    pink = found[0]
    lightness = [int(tone[1:3], 16) + int(tone[3:5], 16) + int(tone[5:], 16) for tone in pink.tones]
    assert len(pink.tones) == 3 and lightness == sorted(lightness, reverse=True)
    assert found[3].hex == "#" + to_rgb(parse_colour("navy").astype(np.float16).astype(np.float32)).tobytes().hex()


def test_many_tones_are_few() -> None:
    lights = [f"#{value:02x}2030" for value in range(100, 200)]
    (red,) = seen([row([1], colour=colour) for colour in lights]).colours
    assert red.garments == 100 and len(red.tones) == 24 and len(set(red.tones)) == 24


# --- alike ---


def test_seven_near_identical_navy_t_shirts() -> None:
    """One of them on three photos; beside them what is only like them: red, striped, a dress, and far away."""
    step = 0.01 * NEAR
    tees = [row([1, number * step]) for number in range(7)]
    others = [row([1, 0, 0.05], colour="red"), row([1, 0, 0.05], pattern=Pattern.STRIPED), row([1, 0, 0.05], DRESS)]
    rows = [*tees, tees[3], tees[3], *others, row([-1])]
    found = seen(rows, [0, 1, 2, 3, 4, 5, 6, 3, 3, 9, 10, 11, 12])
    (group,) = found.alike
    assert len(group.garments) == 7 and len(group.photos) == 9
    first = group.garments[0]
    assert (first.kind, first.colour, first.pattern) == (TEE, Colour.NAVY, Pattern.PLAIN)
    assert {path for one in group.garments for path in one.photos} == {name(number) for number in range(9)}
    assert seen([tees[0]] * 3, [0, 0, 0]).alike == (), "photos of one garment"


def test_large_groups_come_first_and_steps_lead_nowhere() -> None:
    step = 0.8 * NEAR
    chain = [row([number * step]) for number in range(9)]
    pair = [row([0, 0, 9], DRESS, "red"), row([0, 0, 9.01], DRESS, "red")]
    sizes = [len(one.garments) for one in seen([*pair, *chain]).alike]
    assert sizes == [3, 3, 3, 2]


@pytest.mark.parametrize("seed", range(4))
def test_groups_against_plain_python(seed: int) -> None:
    random = np.random.default_rng(seed)
    count = 120
    looks = (random.normal(size=(count, 6)) * 0.3).astype(np.float32)
    kinds, names, patterns = (random.integers(0, 2, count) for _ in range(3))
    colours = random.normal(size=(count, 3)).astype(np.float32) * 4
    whole = Garments(
        tuple(map(name, range(count))), np.arange(count), np.arange(count), kinds, colours, names, patterns, looks, 0
    )
    groups = alike(whole, SPEC)
    members = [member for group in groups for member in group]
    assert len(members) == len(set(members)) and all(len(group) > 1 for group in groups)
    assert [len(group) for group in groups] == sorted(map(len, groups), reverse=True)

    def agree(one: int, other: int) -> bool:
        same = (kinds[one], names[one], patterns[one]) == (kinds[other], names[other], patterns[other])
        return bool(same) and np.linalg.norm(looks[one] - looks[other]) <= 0.92 * NEAR

    for first, *others in groups:
        assert all(agree(first, one) for one in others)


# --- unlike ---


def test_a_garment_like_no_other() -> None:
    rows = [row([number % 5 * 0.02, 0, number // 5 * 0.02]) for number in range(20)] + [row([0, 3], "hat", "red")]
    (odd,) = seen(rows).one_offs
    assert odd.garment.path == name(20) and odd.garment.kind == "hat"
    assert odd.nearest.path in [name(number) for number in range(20)] and odd.distance == pytest.approx(3, abs=0.01)


def test_where_all_are_alike_or_few_none_is_unlike() -> None:
    assert seen([row([1])] * 30).one_offs == ()
    assert seen([row(one) for one in far_apart(7)]).one_offs == ()
    assert seen([row(one) for one in far_apart(60)]).one_offs == (), "each is as far from the next as all others"


@pytest.mark.parametrize("count", [40, 2500])
def test_one_offs_against_plain_python(count: int) -> None:
    """Also where there are several blocks, and a sample tells what is usual."""
    looks = np.random.default_rng(count).normal(size=(count, 8)).astype(np.float32)
    looks /= np.linalg.norm(looks, axis=1, keepdims=True)
    none = np.zeros(count, np.int64)
    whole = Garments((), none, none, none, np.zeros((count, 3), np.float32), none, none, looks, 0)
    apart = np.linalg.norm(looks[:, np.newaxis] - looks, axis=2) + 9 * np.eye(count, dtype=np.float32)
    order = np.argsort(-apart.min(axis=1), kind="stable")
    found = one_offs(whole)
    assert 0 < len(found) <= 12 and [one.garment for one in found] == order[: len(found)].tolist()
    for one in found:
        assert one.nearest == apart[one.garment].argmin()
        assert one.distance == pytest.approx(apart[one.garment].min(), abs=1e-3)


# --- ten for all ---


def test_the_ten_come_from_ten_groups() -> None:
    random = np.random.default_rng(1)
    looks = np.repeat(np.eye(10), [40, 35, 30, 25, 20, 15, 12, 10, 8, 6], axis=0)
    looks += random.normal(size=looks.shape) * 0.02
    found = seen([row(one.tolist()) for one in looks])
    starts = np.cumsum([0, 40, 35, 30, 25, 20, 15, 12, 10, 8])
    places = [int(one.garment.path[1:5]) for one in found.ten]
    assert [int(np.searchsorted(starts, place, "right")) for place in places] == list(range(1, 11))
    assert [one.stands_for for one in found.ten] == [40, 35, 30, 25, 20, 15, 12, 10, 8, 6]
    assert found.cover == 1


def test_the_first_of_the_ten_is_the_best_there_is() -> None:
    looks = np.random.default_rng(2).normal(size=(300, 5)).astype(np.float32)
    apart = np.linalg.norm(looks[:, np.newaxis] - looks, axis=2)
    best = int(np.maximum(0, 1 - apart / 2).sum(axis=0).argmax())
    standing = standing_for_all(looks, 4, 2.0, 1.0)
    assert standing.garments[0] == best and len(set(standing.garments)) == 4
    assert sum(standing.stands_for) == 300
    assert standing.cover == pytest.approx(np.mean(apart[:, standing.garments].min(axis=1) <= 1), abs=0.01)


def test_few_garments_stand_for_themselves() -> None:
    found = seen([row(one) for one in far_apart(3)])
    assert sorted(one.garment.path for one in found.ten) == [name(0), name(1), name(2)] and found.cover == 1
    assert len(seen([row([1])] * 50).ten) == 1, "one is enough where all look the same"


# --- the whole ---


def test_nothing_there_is_nothing_seen() -> None:
    assert mirror(Searcher(Collection.of((), np.zeros((0, width_of(SPEC)), np.float16)), SPEC)) == Mirror()


def test_it_is_the_same_each_time_and_ends_when_cancelled() -> None:
    random = np.random.default_rng(3)
    rows = [row(look, KINDS[number % 4]) for number, look in enumerate(random.normal(size=(200, 6)).tolist())]
    assert seen(rows) == seen(rows)
    for calls in range(4):
        asked = iter([False] * calls)
        with pytest.raises(Cancelled):
            mirror(searcher(rows), cancelled=lambda asked=asked: next(asked, True))


def test_the_sample_wardrobe(
    wardrobe: Path, indexed_before: Callable[[Path], Path], home: Path, extractor: Extractor
) -> None:
    """What is counted by photos is what filters count; names of its files tell what they show."""
    indexed_before(wardrobe)
    with Catalog(Paths.choose(str(home)).catalog) as catalog:
        collection = catalog.collection([str(wardrobe)], extractor.model_id)
        listing = catalog.listing([str(wardrobe)])
    search = Searcher(collection, extractor.spec)
    found = mirror(search, same_garments(search))
    shelf = build_shelf(collection.paths, listing, [str(wardrobe)], search)
    counts = arrange(shelf, frozenset(), Marks(), shelf.by_name).counts
    alone = mirror(search)
    assert {one.name: one.photos for one in alone.kinds} == {
        choice.name: count for choice, count in counts.items() if choice.facet == "kind" and count
    }
    for one in alone.colours:
        assert one.photos <= counts[Choice("colour", one.name)], "a filter shows those too that wear it beside others"
    assert found.photos == len(collection.paths) and 0 < found.garments <= found.photos
    assert sum(one.garments for one in found.kinds) == sum(one.garments for one in found.patterns) == found.garments
    named = Counter(os.path.basename(path).split("-")[0] for path in collection.paths)
    told = {one.name: one.garments for one in alone.colours}
    assert all(abs(told[colour] - named[colour]) <= 2 for colour in ("red", "navy", "green", "white", "black"))
    assert len(found.ten) == TEN and len({one.garment.kind for one in found.ten}) >= 4
    some = np.random.default_rng(0).choice(len(collection.paths), TEN, replace=False)
    looks = collection.vectors.columns(columns("look", extractor.spec))[:]
    apart = np.linalg.norm(looks[:, np.newaxis] - looks[some], axis=2).min(axis=1)
    assert found.cover > np.mean(apart <= SPEC.yardstick * SPEC.ratios.style), "more than ten picked at random"
