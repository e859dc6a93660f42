"""Filtering, counting and folding of many photos, against plain Python."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from support import KINDS, part, searching, swatches

from core.base.settings import Sort
from core.browse.facets import COLOUR, FACETS, FAVOURITES, Facet, Masks
from core.browse.shelf import Browsing, Choice, Filters, Shelf, arrange, build_shelf, passing
from core.browse.shelving import Wish, fulfil
from core.browse.sorting import turned_round
from core.catalog.catalog import Collection, Listing
from core.looks.colour_words import Pattern
from core.looks.colours import parse_colour
from core.wardrobe.collected import Collection as Collection_
from core.wardrobe.collected import Collections
from core.wardrobe.marks import Identity, Marks
from core.words.understanding import understand

COLOURS = ("navy", "red", "white")
PATHS = tuple(f"/{'ab'[row // 10]}/{row:02}.jpg" for row in range(20))
WAITING = "/b/99.jpg"  # not read yet


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    """Photo i shows kind i % 3 (every seventh is unsure) in colour i % 2, with a little white."""
    vectors = np.random.default_rng(0).normal(size=(20, 420)).astype(np.float32)
    part(vectors, "kind")[:] = 0.01
    swatches(vectors)[:] = 0
    part(vectors, "words")[:] = 0
    for row in range(20):
        part(vectors, "kind")[row, row % 3] = 0.3 if row % 7 == 0 else 0.9
        swatches(vectors)[row, 0] = (*parse_colour(COLOURS[row % 2]), 0.7)
        swatches(vectors)[row, 1] = (*parse_colour("white"), 0.25 if row < 5 else 0.05)
        part(vectors, "words")[row, row % 4] = 0.9 if row < 15 else 0.4
    pixels = tuple(b"" if row < 10 else b"pixels %d" % row for row in range(20))
    listing = Listing(PATHS, np.arange(20) * 1000, tuple(bytes([row]) for row in range(20)), pixels)
    return build_shelf((*PATHS, WAITING), listing, ["/a", "/b"], searching(Collection.of(PATHS, vectors)))


# By content alone, by both, and by pixels of a file written anew since.
LOVED = Marks(frozenset([Identity(b"\3"), Identity(b"\4", b"other"), Identity(b"before", b"pixels 12")]))


def _holds(row: int, choice: Choice) -> bool:
    """What the photo of this row is, told plainly."""
    if choice.facet == "folder":
        return (*PATHS, WAITING)[row].startswith(f"{choice.name}/")
    if row == 20:
        return False
    if choice.facet == "kind":
        return choice.name == ("unsure" if row % 7 == 0 else KINDS[row % 3])
    if choice.facet == "pattern":
        return choice.name == (tuple(Pattern)[row % 4] if row < 15 else "unsure")
    if choice.facet == "colour":
        return choice.name == COLOURS[row % 2] or (choice.name == "white" and row < 5)
    return row in (3, 4, 12)


def _passes(row: int, filters: Filters) -> bool:
    facets = {choice.facet for choice in filters}
    return all(any(_holds(row, choice) for choice in filters if choice.facet == facet) for facet in facets)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "folder:/a",
        "folder:/a folder:/b",
        "kind:dress",
        "kind:dress kind:unsure colour:navy",
        "colour:white favourite:favourites",
        "folder:/b kind:hat colour:red",
        "folder:/b colour:white",
        "pattern:striped pattern:unsure folder:/b",
    ],
)
def test_filters_combine_and_counts_follow_the_others(shelf: Shelf, words: str) -> None:
    filters = frozenset(Choice(*word.split(":")) for word in words.split())
    view = arrange(shelf, filters, LOVED, shelf.by_name)
    assert view.paths == tuple(shelf.paths[row] for row in range(21) if _passes(row, filters))
    assert view.total == len(view.paths) and not view.stacks
    for choice, count in view.counts.items():
        others = frozenset(other for other in filters if other.facet != choice.facet)
        assert count == sum(_passes(row, others) and _holds(row, choice) for row in range(21)), choice
    assert view.favourites == {PATHS[3], PATHS[4], PATHS[12]}
    assert view.present == {choice for choice in view.counts if any(_holds(row, choice) for row in range(21))}


def test_only_what_goes_by_marks_is_worked_out_anew(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def facet(name: str, *, by_marks: bool) -> Facet:
        def masks(shelf: Shelf, marks: Marks) -> Masks:
            asked.append(name)
            return {str(marks == LOVED): np.ones(len(shelf.paths), bool)}

        return Facet(name, masks, by_marks)

    added = facet("lasting", by_marks=False), facet("marked", by_marks=True)
    monkeypatch.setattr("core.browse.facets.FACETS", (*FACETS, *added))
    listing = Listing(PATHS, np.arange(20), tuple(bytes([row]) for row in range(20)))
    shelf = build_shelf(PATHS, listing, ["/a", "/b"], shelf.searcher)
    assert asked == ["lasting"]
    for marks, name in ((Marks(), "False"), (LOVED, "True")):
        view = arrange(shelf, frozenset([Choice("marked", name)]), marks, shelf.by_name)
        assert view.counts[Choice("lasting", "False")] == view.total == 20
    assert asked == ["lasting", "marked", "marked"]


def test_what_fits_words_best_comes_first(shelf: Shelf) -> None:
    """Equal ones by name, and last what waits to be indexed."""
    words = understand("navy")
    order = [shelf.paths[row] for row in shelf.order(words).tolist()]
    assert shelf.searcher is not None
    fits = dict(zip(PATHS, shelf.searcher.worded.fits(words).tolist(), strict=True))
    named = [shelf.paths[row] for row in shelf.by_name.tolist() if shelf.paths[row] != WAITING]
    assert order == [*sorted(named, key=lambda path: -fits[path]), WAITING]
    assert Browsing(words=words).by == words and Browsing(sort=Sort.DATE).by == Sort.DATE
    unread = build_shelf(PATHS, Listing((), np.zeros(0, np.int64), ()), ["/a", "/b"], None)
    assert unread.order(words).tolist() == unread.by_name.tolist()


def test_stacks_fold_and_lay_out(shelf: Shelf) -> None:
    groups = np.arange(20)
    groups[[2, 9, 15]] = 2
    groups[[4, 5]] = 4
    view = arrange(shelf, frozenset(), LOVED, shelf.by_name, groups)
    assert view.stacks == {PATHS[2]: 3, PATHS[4]: 2}
    assert view.paths == tuple(path for path in shelf.paths if path not in (PATHS[5], PATHS[9], PATHS[15]))
    assert view.total == 21
    view = arrange(shelf, frozenset(), LOVED, shelf.by_name, groups, frozenset([PATHS[9]]))
    at = view.paths.index(PATHS[2])
    assert view.paths[at : at + 4] == (PATHS[2], PATHS[9], PATHS[15], PATHS[3])
    assert view.laid_out == {PATHS[2], PATHS[9], PATHS[15]} and PATHS[5] not in view.paths
    only = arrange(shelf, frozenset([Choice("favourite", FAVOURITES)]), LOVED, shelf.by_name, groups)
    assert only.paths == (PATHS[3], PATHS[4], PATHS[12]) and not only.stacks, "a filter leaves one of the stack"


def test_orders(shelf: Shelf) -> None:
    def names(sort: Sort) -> list[str]:
        return [shelf.paths[row] for row in shelf.order(sort)]

    assert names(Sort.NAME) == [*PATHS, WAITING]
    assert names(Sort.DATE) == [WAITING, *reversed(PATHS)]
    back = turned_round(shelf.order(Sort.DATE), shelf.rows >= 0)
    assert [shelf.paths[row] for row in back] == [*PATHS, WAITING]
    kinds = [row % 3 if row % 7 else 10 for row in range(20)]
    assert names(Sort.KIND) == [*(PATHS[row] for row in sorted(range(20), key=lambda row: (kinds[row], row))), WAITING]
    assert names(Sort.COLOUR) == [*PATHS[1::2], *PATHS[0::2], WAITING]
    assert sorted(names(Sort.SIMILARITY)[:-1]) == list(PATHS) and names(Sort.SIMILARITY)[-1] == WAITING


def test_without_anything_read() -> None:
    shelf = build_shelf(["/a/1.jpg"], Listing((), np.zeros(0, np.int64), ()), ["/a"], None)
    for sort in Sort:
        assert arrange(shelf, frozenset(), Marks(), shelf.order(sort)).paths == ("/a/1.jpg",)


def test_a_colour_on_the_border_of_two_names_is_found_under_both() -> None:
    navy, black = parse_colour("navy"), parse_colour("black")
    steps = np.linspace(0, 1, 41)[:, np.newaxis]
    worn = np.zeros((41, 3, 4), np.float32)
    worn[:, 0, :3], worn[:, 0, 3] = (1 - steps) * navy + steps * black, 0.8
    worn[:, 1] = *parse_colour("red"), 0.1  # too little to count
    masks = COLOUR.masks(SimpleNamespace(paths=("",) * 41, swatches=worn), Marks())
    assert masks["navy"][0] and not masks["black"][0] and masks["black"][-1] and not masks["navy"][-1]
    assert (masks["navy"] & masks["black"]).any() and (masks["navy"] | masks["black"]).all()
    assert not masks["red"].any()


def test_photos_chosen_on_the_map_and_filters_go_together(shelf: Shelf) -> None:
    chosen, filters = frozenset([PATHS[1], PATHS[4], PATHS[12], "/gone.jpg"]), frozenset([Choice("folder", "/a")])
    view = arrange(shelf, filters, LOVED, shelf.by_name, only=chosen)
    assert view.paths == (PATHS[1], PATHS[4]) and view.total == 2
    assert view.counts[Choice("folder", "/b")] == 1, "counts are of the chosen photos"
    mask = passing(shelf, Browsing(filters, chosen=chosen), LOVED)
    assert [shelf.paths[row] for row in np.flatnonzero(mask)] == [PATHS[1], PATHS[4]]
    assert passing(shelf, Browsing(), LOVED).all()
    gone = arrange(shelf, frozenset(), LOVED, shelf.by_name, only=frozenset(["/gone.jpg"]))
    assert gone.paths == (), "what was chosen is gone, and so nothing is left of it"


# --- collections ---


def test_collections_by_hand_and_by_rule(shelf: Shelf) -> None:
    by_hand = Collection_("1", "Mine", (Identity(b"\3"), Identity(b"old", b"pixels 12"), Identity(b"gone")))
    red = Collection_("2", "Red ones of mine", rule=frozenset([("collection", "Mine"), ("colour", "navy")]))
    gone = Collection_("3", "Off the list", rule=frozenset([("folder", "/x")]))
    loved = Collection_(
        "4", "Loved", rule=frozenset([("favourite", FAVOURITES), ("kind", KINDS[0]), ("kind", KINDS[1])])
    )
    marks = replace(LOVED, collections=Collections((by_hand, red, gone, loved)))
    view = arrange(shelf, frozenset([Choice("collection", "Mine")]), marks, shelf.order(Sort.NAME))
    assert view.paths == (PATHS[3], PATHS[12])
    counts = {name: view.counts[Choice("collection", name)] for name in ("Mine", "Red ones of mine", "Loved")}
    wanted = [
        row for row in (3, 4, 12) if _passes(row, frozenset([Choice("kind", KINDS[0]), Choice("kind", KINDS[1])]))
    ]
    assert counts == {"Mine": 2, "Red ones of mine": 1, "Loved": len(wanted)}
    assert view.counts[Choice("collection", "Off the list")] == 0
    assert Choice("collection", "Mine") in view.present and Choice("collection", "Off the list") not in view.present


def test_a_collection_has_an_order_of_its_own(shelf: Shelf) -> None:
    three, one = Identity(b"\3"), Identity(b"\1")
    mine = Collection_("1", "Mine", (Identity(b"old", b"pixels 12"), three, Identity(b"\x0c"), one))
    other = Collection_("2", "Other", (one, three))
    marks = Marks(collections=Collections((mine, other)))

    def seen(*names: str, reverse: bool = False) -> tuple[str, ...]:
        filters = frozenset(Choice("collection", name) for name in names)
        browsing = Browsing(filters, Sort.COLLECTED, reverse=reverse)
        return fulfil(Wish(shelf, browsing, marks, None, None)).view.paths

    assert seen("Mine") == (PATHS[12], PATHS[3], PATHS[1])
    assert seen("Mine", reverse=True) == (PATHS[1], PATHS[3], PATHS[12])
    assert seen("Other") == (PATHS[1], PATHS[3])
    assert seen("Mine", "Other") == (PATHS[1], PATHS[3], PATHS[12]), "of two collections by name"
    assert seen() == (*PATHS, WAITING)


def test_folders_within_the_library() -> None:
    paths = tuple(sorted(f"/lib/{place}/{n}.jpg" for place in ("a", "a/b/c", "d", "d e") for n in range(3)))
    shelf = build_shelf((*paths, "/lib/top.jpg"), Listing((), np.zeros(0, np.int64), ()), ["/lib"], None)
    view = arrange(shelf, frozenset([Choice("folder", "/lib/a")]), Marks(), shelf.order(Sort.NAME))
    assert view.paths == tuple(path for path in paths if path.startswith("/lib/a/"))
    inner = {name: view.counts[Choice("folder", name)] for facet, name in view.counts if facet == "folder"}
    assert inner == {"/lib": 13, "/lib/a": 6, "/lib/a/b": 3, "/lib/a/b/c": 3, "/lib/d": 3, "/lib/d e": 3}
    kept = Browsing(frozenset([Choice("folder", "/lib/a/b"), Choice("folder", "/lib2/a")])).within(["/lib"])
    assert kept.filters == {Choice("folder", "/lib/a/b")}
