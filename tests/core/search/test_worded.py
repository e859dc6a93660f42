"""Photos by words: how well each fits, exact order with ties by path, and a photo and words together."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray
from support import KINDS, SPEC, searching, stored_query, width_of

from core.catalog.catalog import Collection
from core.looks.colour_words import Colour, Pattern
from core.looks.colours import parse_colour
from core.looks.features import columns
from core.looks.tints import Shade, Tints, fit
from core.search.labels import Label
from core.search.question import Tuning
from core.search.request import Request
from core.search.search import Searcher
from core.search.worded import searchable
from core.words.understanding import Understood, understand

Rows = NDArray[np.float32]
LOOK = len(KINDS) + 6


def photo(kinds: dict[str, float], colours: dict[str, float], look: float = 0.0) -> Rows:
    """A row of features; plain, as all its pattern is zero."""
    row = np.zeros(width_of(LOOK), np.float32)
    row[0] = look
    for name, probability in kinds.items():
        row[LOOK + KINDS.index(name)] = probability
    for number, (name, share) in enumerate(colours.items()):
        at = len(row) - 12 - len(Pattern) + 4 * number
        row[at : at + 4] = [*parse_colour(name), share]
    return row


def searcher(*rows: Rows) -> Searcher:
    return searching(Collection.of([f"/{number:03}" for number in range(len(rows))], np.stack(rows)))


def order(found: Searcher, text: str, k: int = 99) -> list[str]:
    return [one.path for one in found.worded.best(understand(text), k)]


JACKET = {"outwear": 1.0}
DRESS, SHIRT, HALF = {"dress": 1.0}, {"shirt": 1.0}, {"dress": 0.5, "shirt": 0.5}
WARDROBE = searcher(
    photo(DRESS, {"navy": 0.9}),
    photo(DRESS, {"red": 0.9}),
    photo(SHIRT, {"navy": 0.9}),
    photo(DRESS, {"red": 0.5, "white": 0.5}),
    photo(HALF, {"navy": 0.9}),
    photo(DRESS, {"navy": 0.9}),
)


def test_what_fits_all_of_the_words_comes_first_and_ties_go_by_path() -> None:
    assert order(WARDROBE, "navy dress", 3) == ["/000", "/005", "/004"]
    assert order(WARDROBE, "a shirt", 2) == ["/002", "/004"]
    assert order(WARDROBE, "red", 2) == ["/001", "/003"]


def test_two_colours_are_both_expected_or_one_of_them() -> None:
    assert order(WARDROBE, "red and white dress", 1) == ["/003"]
    assert set(order(WARDROBE, "red or white dress", 2)) == {"/001", "/003"}


def test_two_kinds_are_alternatives() -> None:
    assert order(WARDROBE, "a navy dress or shirt", 4) == ["/000", "/002", "/004", "/005"]


def test_what_is_not_wanted_comes_last() -> None:
    assert order(WARDROBE, "a dress, not navy")[:2] == ["/001", "/003"]
    assert order(WARDROBE, "no dress")[:2] == ["/002", "/004"]
    assert order(WARDROBE, "red without dots")[0] == "/001"


def test_each_part_says_how_well_it_fits() -> None:
    first, *_ = WARDROBE.worded.best(understand("navy dress"), 9)
    navy, dress = first.by_part
    assert dress == 1 and 0.6 < navy <= 0.9
    assert first.fit == pytest.approx(navy * dress)
    (best,) = WARDROBE.worded.best(understand("no dress"), 1)
    assert best.by_part == (1.0,)


def test_a_mask_leaves_photos_out() -> None:
    mask = np.array([False, True, True, False, True, True])
    found = WARDROBE.worded.best(understand("navy dress"), 2, mask)
    assert [one.path for one in found] == ["/005", "/004"]


def test_kinds_that_the_network_does_not_know() -> None:
    assert searchable(understand("red handbag"), KINDS[:10]) == Understood(
        "red handbag", colours=understand("red").colours
    )
    assert order(WARDROBE, "red handbag", 2) == ["/001", "/003"]
    blazer = searchable(understand("blazer"), KINDS)
    assert [word.names for word in blazer.kinds] == [("blazer", "outwear")]


def test_nothing_asked_fits_everything() -> None:
    assert order(WARDROBE, "", 2) == ["/000", "/001"]
    assert searching(Collection.of((), np.zeros((0, 0), np.float32))).worded.best(understand("red"), 3) == ()


def test_finer_kinds_fit_by_themselves_and_by_all_kinds_of_which_they_may_be() -> None:
    """Of a hoodie that may be a long sleeve or outerwear both count; of one that the user says is a dress, none."""
    either = {"longsleeve": 0.5, "outwear": 0.4}
    hoodie, jacket, dress = (photo(kinds, {"navy": 0.9}) for kinds in (either, JACKET, DRESS))
    for row, probability in ((hoodie, 0.8), (jacket, 0.1), (dress, 0.9)):
        row[columns("finer", replace(SPEC, dimension=LOOK))][SPEC.finer_names.index("hoodie")] = probability
    found = searcher(jacket, dress, hoodie)
    best = found.worded.best(understand("a hoodie"), 3)
    assert [one.path for one in best] == ["/002", "/000", "/001"]
    assert [one.fit for one in best] == pytest.approx([0.72, 0.1, 1e-6])
    assert found.worded.best(understand("hoodie or dress"), 1)[0].path == "/001"


# --- a photo and words ---


def test_like_this_but_in_another_colour() -> None:
    """Of what is red the most similar comes first, whatever looks like the photo."""
    rows = [photo(DRESS, {colour: 0.9}, look) for colour, look in (("navy", 0), ("red", 0.9), ("red", 0.3))]
    found = searcher(*rows)
    near = found.nearest(Request(stored_query(rows[0]), 3, words=understand("but red")))
    assert [match.path for match in near] == ["/002", "/001", "/000"]
    fits = found.worded.fits(understand("red")).tolist()
    assert [match.fit for match in near] == [fits[2], fits[1], fits[0]]
    plain = found.nearest(Request(stored_query(rows[0]), 3))
    assert [match.fit for match in plain] == [None] * 3
    assert plain[0].label is Label.SAME and near[2].label is near[1].label, "no word contradicts the order"


def test_the_order_of_photo_and_words_is_that_of_all_distances_and_fits() -> None:
    """The definition, computed another way: all photos, no bounds."""
    rng = np.random.default_rng(3)
    names = ("navy", "red", "green", "white")
    rows = []
    for _ in range(300):
        shares = dict(zip(rng.permutation(names)[:2].tolist(), rng.uniform(0.1, 0.5, 2).tolist(), strict=True))
        rows.append(photo(dict(zip(KINDS, rng.dirichlet(np.ones(len(KINDS))).tolist(), strict=True)), shares))
        rows[-1][:LOOK] = rng.normal(size=LOOK)
    found, words = searcher(*rows), understand("like this but a green dress")
    plain = {match.path: match.distance for match in found.nearest(Request(stored_query(rows[0]), 300))}
    fits = dict(zip(found.collection.paths, found.worded.fits(words).tolist(), strict=True))
    spread = found.space.scale("look") * found.space.spreads["look"]
    expected = sorted(plain, key=lambda path: (1 + (plain[path] / spread) ** 2) / fits[path])
    near = found.nearest(Request(stored_query(rows[0]), 40, words=words))
    assert [match.path for match in near] == expected[:40]
    labels = [list(Label).index(match.label) for match in near]
    assert labels == sorted(labels), "no word contradicts the order"
    assert [match.fit for match in near] == [fits[path] for path in expected[:40]]


def test_what_the_words_say_of_colour_and_pattern_counts_in_place_of_the_photos() -> None:
    tuning = Tuning(shares=(1, 2, 3, 4))
    assert set(tuning.weights) == {"look", "colour", "pattern", "shape"}
    assert set(Tuning(shares=(1, 2, 3, 4), words=understand("but green")).weights) == {"look", "pattern", "shape"}
    assert set(Tuning(shares=(1, 2, 3, 4), words=understand("striped red")).weights) == {"look", "shape"}
    assert Tuning(shares=(0, 1, 0, 0), words=understand("but green")).weights == {"look": 1}


# --- colours and their names ---


def fit_of(colour: str, name: Colour | None, shade: Shade | None = None) -> float:
    return float(fit(Tints.of(parse_colour(colour)[np.newaxis]), name, shade)[0])


def test_a_colour_fits_its_name_and_near_ones_less() -> None:
    assert fit_of("#c4232c", Colour.RED) > 0.9
    assert fit_of("#c4232c", Colour.BLUE) < 0.01
    assert 0.05 < fit_of("#d85a3a", Colour.RED) < 0.95
    assert fit_of("#1f2a55", Colour.BLUE, Shade.DARK) > 0.7 > fit_of("#8bbde2", Colour.BLUE, Shade.DARK)
    assert fit_of("#8bbde2", Colour.BLUE, Shade.LIGHT) > 0.7 > fit_of("#2b5fb0", Colour.BLUE, Shade.LIGHT)
    assert fit_of("#222225", None, Shade.DARK) > 0.9 > 0.1 > fit_of("#f6f5f2", None, Shade.DARK)
    assert fit_of("#dd2f80", Colour.PINK, Shade.BRIGHT) > 0.5 > fit_of("#f0d0d2", Colour.PINK, Shade.BRIGHT)


def test_metals_are_told_by_their_colour_as_far_as_that_goes() -> None:
    assert fit_of("#c9a24b", Colour.GOLD) > 0.5 > fit_of("#2b5fb0", Colour.GOLD)
    assert fit_of("#c0c2c6", Colour.SILVER) > 0.5 > fit_of("#222225", Colour.SILVER)
