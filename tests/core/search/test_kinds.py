"""What the user says of the kind of a photo counts everywhere; the rows stay as they are."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from support import KINDS, SPEC, Result, indexed, photo, save

from core.base.paths import Paths
from core.base.settings import Sort
from core.browse.facets import KIND
from core.browse.shelf import Choice, arrange, build_shelf
from core.catalog.catalog import Catalog, Collection
from core.looks.features import columns, width_of
from core.looks.model import Extractor
from core.search.answer import answer, rank
from core.search.found import Found
from core.search.loading import correct_searcher, load_searcher
from core.search.query import QueryMaker, combine
from core.search.question import Question, Tuning
from core.search.ranking import Method
from core.search.request import Request
from core.search.search import Searcher
from core.wardrobe.copies import change_wardrobe
from core.wardrobe.marks import Identity, Marks
from core.wardrobe.said import Said

PATHS = tuple(f"/{number:03}" for number in range(40))


def made(kinds: NDArray[np.float32]) -> NDArray[np.float32]:
    """Rows of one photo each with these probabilities (N, kinds); no two garments are alike, all are of one colour."""
    rows = np.zeros((len(kinds), width_of(SPEC)), np.float32)
    look = rows[:, columns("look", SPEC)]
    look[:, : SPEC.instance] = np.random.default_rng(3).normal(size=(len(kinds), SPEC.instance))
    look[:, : SPEC.instance] *= SPEC.instance_length / np.linalg.norm(look[:, : SPEC.instance], axis=1, keepdims=True)
    look[:, SPEC.instance :] = np.sqrt(kinds * (1 - SPEC.instance_length**2))
    rows[:, columns("kind", SPEC)] = kinds
    return rows.astype(np.float16).astype(np.float32)


ONE_OF_THREE = np.eye(len(KINDS), dtype=np.float32)[np.arange(40) % 3]
WORDS = {PATHS[0]: KINDS[5], PATHS[1]: "other", PATHS[2]: "kaftan", "/elsewhere": KINDS[5]}


@pytest.fixture(scope="module")
def plain() -> Searcher:
    return Searcher(Collection.of(PATHS, made(ONE_OF_THREE)), SPEC)


@pytest.fixture(scope="module")
def corrected(plain: Searcher) -> Searcher:
    return plain.corrected(WORDS)


def test_a_corrected_photo_is_of_that_kind_alone(plain: Searcher, corrected: Searcher) -> None:
    assert not corrected.traits.of_kind(KINDS[0])[0] and corrected.traits.of_kind(KINDS[5]).nonzero()[0].tolist() == [0]
    assert corrected.traits.of_kind("other").nonzero()[0].tolist() == [1]
    assert not corrected.traits.of_kind(KINDS[1])[1] and not corrected.traits.of_kind("unsure").any()
    assert corrected.traits.of_kind(KINDS[2])[2], "no network knows a kaftan"
    others = slice(3, None)
    assert np.array_equal(corrected.traits.kinds[others], plain.traits.kinds[others])
    matches = {match.path: match for path in PATHS[:1] for match in corrected.nearest(_like(corrected, path, 40))}
    assert [matches[path].kind for path in PATHS[:3]] == [KINDS[5], "other", KINDS[2]]
    assert [matches[path].confidence for path in PATHS[:3]] == [1, 1, 1]


def test_the_rows_stay(plain: Searcher, corrected: Searcher) -> None:
    assert corrected.collection is plain.collection and not plain.kinds.are_corrected
    assert np.array_equal(plain.collection.vectors[:], made(ONE_OF_THREE))
    assert plain.traits.of_kind(KINDS[0])[0]


def test_to_take_all_back_is_as_if_nothing_had_been_said(plain: Searcher, corrected: Searcher) -> None:
    back = corrected.corrected({})
    assert back.nearest(_like(back, PATHS[0], 40)) == plain.nearest(_like(plain, PATHS[0], 40))
    assert corrected.corrected(dict(WORDS)) is corrected, "nothing new"


@pytest.mark.parametrize("method", Method)
def test_the_ranking_is_that_of_photos_of_which_the_network_says_so(method: Method) -> None:
    """Another way to get there: rows that hold the corrected probabilities. Plain L2 knows nothing of kinds."""
    kinds = ONE_OF_THREE.copy()
    kinds[0], kinds[1] = np.eye(len(KINDS))[5], 0
    as_told = made(ONE_OF_THREE)
    as_told[:, columns("kind", SPEC)] = kinds
    expected = Searcher(Collection.of(PATHS, as_told), SPEC, method)
    searcher = Searcher(Collection.of(PATHS, made(ONE_OF_THREE)), SPEC, method, WORDS)
    for path in PATHS[:5]:
        found = searcher.nearest(_like(searcher, path, 40))
        assert [match.path for match in found] == [match.path for match in expected.nearest(_like(expected, path, 40))]
        if method is not Method.AUTO:
            plain = Searcher(Collection.of(PATHS, made(ONE_OF_THREE)), SPEC, method)
            assert [one.path for one in found] == [one.path for one in plain.nearest(_like(plain, path, 40))]


def test_what_looks_the_same_is_of_the_same_kind_and_nothing_else() -> None:
    """Photos 2 to 4 are ever further from the first one; 1 is between it and 5, of which something else was said."""
    vectors = made(ONE_OF_THREE)
    instance = vectors[:, : SPEC.instance]
    away = instance[10] / SPEC.instance_length * (SPEC.instance_length * SPEC.gate.near)
    for row, far in ((1, 0.25), (2, -0.5), (3, -0.65), (4, -0.82), (5, 0.95)):
        instance[row] = instance[0] + far * away
    vectors[:, columns("kind", SPEC)] = np.eye(len(KINDS))[1]
    plain = Searcher(Collection.of(PATHS, vectors), SPEC)
    corrected = plain.corrected({PATHS[0]: KINDS[5], PATHS[5]: KINDS[6]})
    probabilities = corrected.kinds.rows[:]
    assert corrected.traits.kinds.tolist() == [5, 5, 5, 5, 1, 6, *[1] * 34]
    assert probabilities[1, 5:7] == pytest.approx([5 / 7, 2 / 7], abs=1e-3)
    assert probabilities[3, 5] == pytest.approx(0.6, abs=0.01)
    assert probabilities.sum(axis=1) == pytest.approx(1)
    assert np.array_equal(probabilities[4:5], plain.kinds.rows[4:5]) and np.array_equal(
        probabilities[6:], plain.kinds.rows[6:]
    )
    one = plain.query(PATHS[3])
    assert one is not None
    seen = corrected.kinds.seen(one).part("kind")
    assert seen == pytest.approx(probabilities[3], abs=1e-6)
    none = plain.corrected({PATHS[0]: "other"})
    assert none.traits.kinds[:5].tolist() == [-3, -3, -3, -1, 1], "nearly the same photo, and one that is less so"


def test_examples_that_are_no_garments_make_a_query(corrected: Searcher) -> None:
    none = corrected.query(PATHS[1])
    assert none is not None
    for query in (none, combine([none, none])):
        assert np.isfinite(query.row).all()
        assert len(corrected.nearest(Request(query, 40))) == 40


def _like(searcher: Searcher, path: str, k: int) -> Request:
    query = searcher.query(path)
    assert query is not None
    return Request(query, k)


def test_many_rows_in_halves_are_corrected_too() -> None:
    halves = made(ONE_OF_THREE).astype(np.float16)
    searcher = Searcher(Collection.of(PATHS, halves), SPEC, words=WORDS)
    assert searcher.traits.of_kind(KINDS[5]).nonzero()[0].tolist() == [0]


def test_browse_counts_and_sorts_by_what_was_said(
    alone: None, catalog: Catalog, photos: Path, extractor: Extractor
) -> None:
    indexed(catalog, extractor, [str(photos)])
    listing = catalog.listing([str(photos)])
    searcher = Searcher(catalog.collection([str(photos)], extractor.model_id), extractor.spec)
    before = build_shelf(listing.paths, listing, [str(photos)], searcher)
    words = {listing.paths[4]: "hat", listing.paths[7]: "other"}
    after = before.corrected(searcher.corrected(words))
    fresh = build_shelf(listing.paths, listing, [str(photos)], searcher.corrected(words))
    _ = before.by_name
    for shelf in (after, fresh):
        view = arrange(shelf, frozenset([Choice(KIND.name, "hat")]), Marks(), shelf.by_name)
        assert listing.paths[4] in view.paths and listing.paths[7] not in view.paths
        view = arrange(shelf, frozenset([Choice(KIND.name, "other")]), Marks(), shelf.by_name)
        assert view.paths == (listing.paths[7],) and view.counts[Choice(KIND.name, "other")] == 1
        assert shelf.order(Sort.KIND)[-1] == 7, "what is no garment comes last"
    none = arrange(before, frozenset(), Marks(), before.by_name)
    assert Choice(KIND.name, "other") not in none.present


# --- from the disk ---


def content_of(catalog: Catalog, folder: Path, path: str) -> Identity:
    listing = catalog.listing([str(folder)])
    at = listing.paths.index(path)
    return Identity(listing.contents[at], listing.pixels[at])


def test_what_is_known_by_contents_or_pixels(catalog: Catalog, photos: Path, extractor: Extractor) -> None:
    save(photos / "copy.png", (photos / "03.png").read_bytes())
    indexed(catalog, extractor, [str(photos)])
    ways = [content_of(catalog, photos, str(photos / f"{name}.png")) for name in ("03", "05")]
    contents, pixels = [ways[0].content, b"\0" * 16], [ways[1].pixels]
    paths, found, of_pixels = catalog.known_by([str(photos)], contents, pixels)
    assert [Path(path).stem for path in paths] == ["03", "05", "copy"]
    assert found == (ways[0].content, ways[1].content, ways[0].content) and of_pixels[1] == ways[1].pixels
    assert catalog.known_by([str(photos / "nowhere")], contents, pixels) == ((), (), ())
    assert catalog.known_by([str(photos)], [], []) == ((), (), ())


def test_the_wardrobe_is_asked_when_a_library_is_read(
    catalog: Catalog, photos: Path, home: Path, extractor: Extractor
) -> None:
    indexed(catalog, extractor, [str(photos)])
    paths, path = Paths.choose(str(home)), str(photos / "03.png")
    one = content_of(catalog, photos, path)
    change_wardrobe(paths, lambda marks: marks.with_kind([Identity(one.content)], "hat"))
    searcher = load_searcher(paths, extractor, [str(photos)])
    assert searcher.kinds.words == {path: "hat"}
    said = Said().said([Identity(b"of another file", one.pixels)], "skirt")
    other = correct_searcher(paths, [str(photos)], searcher, said)
    assert other.kinds.words == {path: "skirt"} and other.collection is searcher.collection
    assert correct_searcher(paths, [str(photos)], other, said) is other
    assert load_searcher(paths, extractor, [str(photos)], searcher, said).kinds.words == {path: "skirt"}


# --- answers ---


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """The small patterns of the tests are so alike that what is said of one holds for all of them."""
    monkeypatch.setattr("core.search.kinds._THE_SAME", 1e-4)
    monkeypatch.setattr("core.search.kinds._ALIKE", 1e-3)


def test_answers_go_by_what_was_said(alone: None, catalog: Catalog, photos: Path, extractor: Extractor) -> None:
    indexed(catalog, extractor, [str(photos)])
    plain = Searcher(catalog.collection([str(photos)], extractor.model_id), extractor.spec)
    path, second = plain.collection.paths[3:5]
    said = plain.corrected({path: "hat", second: "hat"})
    maker = QueryMaker(extractor, lambda: nullcontext(catalog), keeps_pictures=True)
    question, same = Question(path, in_library=True), Tuning(same_kind=True)
    for asked in (question, replace(question, turns=2)):  # a turned photo is of the same kind
        found = answer(said, maker, asked, same)
        assert found.found.kind == "hat" and {match.kind for match in found.shown.matches} == {"hat"}
        assert {second} <= {match.path for match in found.shown.matches}
        before = answer(plain, maker, asked, same).found
        assert before.kind != "hat" and answer(said, maker, asked, same, before).found.kind == "hat"
    part = answer(said, maker, replace(question, box=(0, 0, 0.6, 0.6)), same).found
    assert part.kind != "hat", "a part may show another garment"
    assert rank(found.found, replace(same, kind="dress")).shown.matches[1:] == ()


def test_what_is_gone_since_is_answered_all_the_same(catalog: Catalog, photos: Path, extractor: Extractor) -> None:
    indexed(catalog, extractor, [str(photos)])
    plain = Searcher(catalog.collection([str(photos)], extractor.model_id), extractor.spec)
    maker = QueryMaker(extractor, lambda: nullcontext(catalog))
    outside = photos.parent / "outside.png"
    save(outside, photo(99))
    known: Found = answer(plain, maker, Question(str(outside)), Tuning()).found
    outside.unlink()
    said = plain.corrected({plain.collection.paths[0]: "hat"})
    again = answer(said, maker, Question(str(outside)), Tuning(), known)
    assert again.found.own is known.own and len(again.shown.matches) == 10


# --- the command line ---


def test_commands_go_by_what_was_said(photos: Path, wardrobe: Path, home: Path, twinset: Callable[..., Result]) -> None:
    for number, garment in enumerate(sorted(wardrobe.iterdir())[::13]):
        save(photos / f"{number:02}.png", garment.read_bytes())
    for further in range(5, 12):
        (photos / f"{further:02}.png").unlink()
    words = ("similar", photos / "03.png", "--in", photos, "--json", "--top", "12")
    before = twinset(*words).json["matches"]
    assert not (home / "wardrobe.sqlite3").exists()
    with Catalog(Paths.choose(str(home)).catalog) as catalog:
        one, other = (content_of(catalog, photos, str(photos / name)) for name in ("03.png", "01.png"))
    change_wardrobe(Paths.choose(str(home)), lambda m: m.with_kind([one], "hat").with_kind([other], "other"))
    kinds = {Path(match["path"]).stem: match["kind"] for match in twinset(*words).json["matches"]}
    assert kinds["03"] == "hat" and kinds["01"] == "other"
    assert all(
        kinds[name] == match["kind"] for match in before if (name := Path(match["path"]).stem) not in ("03", "01")
    )
    assert [Path(match["path"]).stem for match in twinset(*words, "--kind", "other").json["matches"]] == ["01"]
    assert "03" in [Path(match["path"]).stem for match in twinset(*words, "--same-kind").json["matches"]]
    (home / "wardrobe.sqlite3").write_bytes(b"junk")
    result = twinset(*words)
    assert result.code == 0 and len(result.said) == 1 and "damaged" in result.said[0]
    assert (home / "wardrobe.sqlite3").read_bytes() == b"junk"
