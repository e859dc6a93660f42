"""The query photo turned: by its button, with its box, and by itself where a photo from outside lies on its side."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtWidgets import QAbstractButton, QApplication
from support import INPUT_SIDE, Expert, encoded, on_its_side, photo, save
from window_support import User, files

import core.search.answer
from core.base.paths import Paths
from core.catalog.catalog import Catalog
from core.looks.model import Extractor
from core.photos.images import Picture, load_rgb
from core.search.estimates import Floats
from core.search.found import Answer
from core.search.query import Query, QueryMaker, cut, in_pixels, query_of
from core.search.question import Question, Tuning
from core.search.search import Searcher
from core.search.space import Space
from core.search.turns import turned
from core.workers.pictures import Pictures
from core.workers.workers import Worker
from gui.detail.loading import query_rgb

pytestmark = pytest.mark.usefixtures("no_stacks")

Start = Callable[..., User]


def turns_of(user: User) -> int | None:
    found = user.window._seen.now.found
    return found.question.turns if found else None


def test_the_photo_is_turned_by_its_button(user: User, expert: Expert, extractor: Extractor) -> None:
    clicked = user.ask(3)
    whole = user.matches
    button = user.widget("turn_button", QAbstractButton)
    assert button.accessibleName() == "Turn the photo by a quarter" == button.toolTip()
    user.wait_till_quiet(button.pos)
    user.click("turn_button")
    user.wait(lambda: turns_of(user) == 1)
    asked = query_of(turned(load_rgb(clicked, INPUT_SIDE), 1), extractor)
    user.wait(lambda: user.matches == expert.nearest(asked, 10, [clicked]))
    assert user.window._seen.now.found.picture.shape == (64, 80, 3)
    user.reach("turn_button")
    for turns in (2, 3):
        user.press("Space")
        user.wait(lambda turns=turns: turns_of(user) == turns)
    user.press("Space")
    user.wait(lambda: turns_of(user) is None)
    assert user.matches == whole
    user.press("Alt+Left")
    user.wait(lambda: turns_of(user) == 3)


def test_the_box_turns_with_the_photo(user: User, expert: Expert, extractor: Extractor) -> None:
    clicked = user.ask(3)
    user.draw_box(0.2, 0.1, 0.8, 0.6)
    user.wait(lambda: "a part of 03.png" in user.text("query_title"))
    left, top, across, down = user.window._asking.question.box
    user.click("turn_button")
    user.wait(lambda: turns_of(user) == 1)
    box = user.window._seen.now.found.question.box
    assert box == pytest.approx((1 - top - down, left, down, across))
    rgb = turned(load_rgb(clicked), 1)
    part = cut(rgb, in_pixels(box, rgb))
    assert part.tobytes() == query_rgb(user.window._asking.question, Pictures(lambda: 60).decode).tobytes(), (
        "what is explained is what is searched"
    )
    user.wait(lambda: user.matches == expert.nearest(query_of(part, extractor), 10, [clicked]))
    for turns in (2, 3, None):
        user.click("turn_button")
        user.wait(lambda turns=turns: turns_of(user) == turns)
    assert user.window._asking.question.box == pytest.approx((left, top, across, down))


def test_a_photo_on_its_side_is_found_and_says_so(
    start: Start,
    indexed_before: Callable[[Path], Path],
    wardrobe: Path,
    home: Path,
    tmp_path: Path,
    extractor: Extractor,
) -> None:
    user = start(indexed_before(wardrobe))
    user.wait_till_indexed()
    searcher = Expert(wardrobe, home, extractor).searcher
    with Catalog(Paths.choose(str(home)).catalog) as catalog:
        path = on_its_side(searcher, tmp_path / "side.png", extractor, catalog)
    user.drop(files(tmp_path / "side.png"))
    user.wait(lambda: user.shows_results and "found turned" in user.text("query_subtitle"))
    assert user.paths[0] == path
    found = user.window._seen.now.found
    upright = load_rgb(path)
    assert (found.turns, found.picture.shape[0] > found.picture.shape[1]) == (3, upright.shape[0] > upright.shape[1])
    assert query_rgb(found.settled, Pictures(lambda: 60).decode).shape == upright.shape
    user.wait_till_quiet(lambda: (user.thumbnail(1), user.widget("turn_button").pos()))
    user.click("turn_button")  # as it was: it stays so
    user.wait(lambda: turns_of(user) == 0)
    assert "found turned" not in user.text("query_subtitle")
    assert user.window._seen.now.found.turns == 0
    user.press("Alt+Left")
    user.wait(lambda: "found turned" in user.text("query_subtitle"))
    user.draw_box(0.1, 0.1, 0.9, 0.9)  # on the photo as it is shown
    user.wait(lambda: user.window._seen.now.found.question.box)
    assert turns_of(user) == 3


# --- work is done once ---


@pytest.fixture
def searcher(photos: Path, catalog: Catalog, extractor: Extractor) -> Searcher:
    from core.indexing.indexing import index_folders

    index_folders(catalog, extractor, [str(photos)])
    return Searcher(catalog.collection([str(photos)], extractor.model_id), extractor.spec)


@pytest.fixture
def count(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """How often files were decoded, and the looks of all photos compared."""
    counted = {"decoded": 0, "computed": 0}
    decode, looks_from = Worker.decode, Space.looks_from

    def decode_it(*words: Any) -> Picture:
        counted["decoded"] += 1
        return decode(*words)

    def compute(space: Space, query: Query) -> tuple[Floats, Floats]:
        counted["computed"] += 1
        return looks_from(space, query)

    monkeypatch.setattr(Worker, "decode", decode_it)
    monkeypatch.setattr(Space, "looks_from", compute)
    return counted


def answer(question: Question, searcher: Searcher, home: Path, extractor: Extractor) -> Answer:
    opening, decode = partial(Catalog, Paths.choose(str(home)).catalog), Pictures(lambda: 60).decode
    return core.search.answer.answer(searcher, QueryMaker(extractor, opening, decode, True), question, Tuning())


def test_a_part_of_a_photo_is_decoded_once(
    qapp: QApplication, photos: Path, searcher: Searcher, home: Path, extractor: Extractor, count: dict[str, int]
) -> None:
    question = Question(str(photos / "04.png"), "04.png", in_library=True, box=(0.1, 0.2, 0.5, 0.6))
    found = answer(question, searcher, home, extractor).found
    assert count == {"decoded": 1, "computed": 1}
    assert found.picture is not None and found.picture.shape == (80, 64, 3)


def test_a_photo_from_outside_is_compared_once(
    qapp: QApplication, photos: Path, searcher: Searcher, home: Path, extractor: Extractor, count: dict[str, int]
) -> None:
    data = encoded(Image.fromarray(load_rgb(str(photos / "04.png"))), "JPEG", quality=90)
    found = answer(Question(data, "your picture"), searcher, home, extractor).found
    assert found.nearest == "same item"
    assert count == {"decoded": 2, "computed": 1}  # once for its features, once small for its picture


def test_an_older_collection_is_let_go(user: User, photos: Path) -> None:
    """Whatever was looked at with it: its matrix would be in memory twice."""
    user.ask(3)
    before = weakref.ref(user.window._library.searcher)
    user.gallery.setFocus()
    user.press("Right", "Space")
    user.wait(lambda: user.sees("detail_panel") and not user.pane("photo_pane").image.isNull())
    user.press("Space")
    save(photos / "new.png", photo(50))
    user.press("F5")
    user.wait(lambda: len(user.window._library.searcher.collection.paths) == 13)
    user.press("Escape")
    user.wait(lambda: len(user.paths) == 13)

    def gone() -> bool:
        gc.collect()
        return before() is None

    user.wait(gone)
