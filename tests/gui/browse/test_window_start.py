"""What a start of the window shows while everything is still being read."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QAbstractButton, QToolButton
from support import KINDS
from window_support import PATIENCE_MS, User

from core.base.paths import Paths
from core.browse.shelving import Arranged, Shelved, Wish, fulfil, shelve
from core.catalog.catalog import Catalog, Collection
from core.looks.features import UNSURE
from core.sample.sample import garments
from gui.browse import arranger

Start = Callable[..., User]
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def wardrobe(indexed_before: Callable[[Path], Path], wardrobe: Path) -> Path:
    """The sample wardrobe, which this test's Twinset knows; not to be changed."""
    return indexed_before(wardrobe)


@pytest.fixture
def reading(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """The features are read only while it is set."""
    allowed, collection = threading.Event(), Catalog.collection
    allowed.set()

    def held_up(catalog: Catalog, *arguments: object) -> Collection:
        assert allowed.wait(PATIENCE_MS / 1000)
        return collection(catalog, *arguments)

    monkeypatch.setattr(Catalog, "collection", held_up)
    yield allowed
    allowed.set()


def _kinds_known(user: User) -> int:
    """Of how many photos the sidebar tells the kind."""
    words = (user.widget(f"filter_kind_{kind}", QAbstractButton).accessibleName() for kind in (*KINDS, UNSURE))
    counts = [text.rpartition(", ")[2].split()[0] for text in words]
    return sum(int(count) for count in counts if count.isdigit())


def _browse_by_colour(start: Start, wardrobe: Path) -> list[str]:
    """Sort all photos by colour, leave, and return what was seen."""
    user = start(wardrobe)
    user.wait_till_indexed()
    if user.widget("stacks_button", QToolButton).isChecked():
        user.click("stacks_button")
    user.wait(lambda: _kinds_known(user) == len(user.paths) == len(garments()))
    by_name = user.paths
    user.choose("sort_button", "Colour")
    user.wait(lambda: user.paths != by_name)
    seen = user.paths
    user.window.close()
    return seen


def test_the_last_view_is_there_before_anything_has_been_read(
    start: Start, wardrobe: Path, reading: threading.Event
) -> None:
    seen = _browse_by_colour(start, wardrobe)
    reading.clear()  # whatever is wanted of the features must wait
    user = start()
    user.wait(lambda: user.paths == seen)
    reading.set()
    user.wait_till_indexed()
    assert user.paths == seen


@pytest.mark.parametrize("lost", ["forgotten", "damaged", "other folders"])
def test_without_a_last_view_the_known_photos_are_there_before_their_features(
    start: Start, wardrobe: Path, home: Path, reading: threading.Event, lost: str
) -> None:
    seen = _browse_by_colour(start, wardrobe)
    file = Paths.choose(str(home)).browsed
    if lost == "forgotten":
        shutil.rmtree(file.parent)
    else:
        data = file.read_bytes()
        file.write_bytes(data[:-7] if lost == "damaged" else data.replace(b'["', b'["/elsewhere', 1))
    reading.clear()
    user = start()
    user.wait(lambda: user.paths == sorted(seen))
    reading.set()
    user.wait(lambda: user.paths == seen)


def test_filters_and_order_are_as_they_were_left(start: Start, wardrobe: Path, reading: threading.Event) -> None:
    _browse_by_colour(start, wardrobe)
    user = start()
    user.wait_till_indexed()
    user.wait(lambda: _kinds_known(user) == len(garments()))
    user.window.resize(1180, 800)  # or the filters give way to the photos
    user.wait(lambda: user.sees("sidebar"))
    user.choose_filter("kind", KINDS[0])
    user.wait(lambda: 0 < len(user.paths) < len(garments()))
    seen = user.paths
    user.window.close()
    reading.clear()
    user = start()
    user.wait(lambda: user.paths == seen)
    assert "Colour" in user.widget("sort_button", QToolButton).text()
    assert user.sees("clear_filters_button"), "or nobody knows why so few photos are there"
    reading.set()
    user.wait_till_indexed()
    user.wait(lambda: _kinds_known(user) == len(garments()))
    assert user.paths == seen
    user.click("clear_filters_button")
    user.wait(lambda: len(user.paths) == len(garments()))


def test_a_filter_that_means_nothing_any_more_is_left_out_alone(start: Start, wardrobe: Path, home: Path) -> None:
    """As when another version has other names for colours."""
    _browse_by_colour(start, wardrobe)
    user = start()
    user.wait_till_indexed()
    user.wait(lambda: _kinds_known(user) == len(garments()))
    user.window.resize(1180, 800)
    user.wait(lambda: user.sees("sidebar"))
    user.choose_filter("kind", KINDS[0])
    user.wait(lambda: 0 < len(user.paths) < len(garments()))
    seen = user.paths
    user.window.close()
    file = Paths.choose(str(home)).browsed
    file.write_bytes(file.read_bytes().replace(b'"filters": [', b'"filters": [["colour", "mud"], ', 1))
    user = start()
    user.wait(lambda: user.paths == seen)
    assert user.sees(f"chip_kind_{KINDS[0]}") and user.sees("clear_filters_button")


def test_what_is_gone_since_leaves_the_last_view(start: Start, wardrobe: Path, tmp_path: Path) -> None:
    mine = Path(shutil.copytree(wardrobe, tmp_path / "mine"))
    seen = _browse_by_colour(start, mine)
    Path(seen[3]).unlink()
    user = start()
    user.wait(lambda: user.paths == [path for path in seen if path != seen[3]])


def test_a_new_folder_is_never_shown_empty_again(start: Start, photos: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What Browse worked out before any photo was listed may arrive late, but must not take the photos away."""
    listed = threading.Event()

    def slow_shelf(paths: Paths, photos: Sequence[str], *rest: Any, **others: Any) -> Shelved:
        if photos:
            listed.set()
            threading.Event().wait(0.5)  # a large folder
        return shelve(paths, photos, *rest, **others)

    def slow_view(wish: Wish, cancelled: Callable[[], bool]) -> Arranged:
        if not wish.shelf.paths:
            listed.wait(PATIENCE_MS / 1000)
        return fulfil(wish, cancelled)

    monkeypatch.setattr(arranger, "shelve", slow_shelf)
    monkeypatch.setattr(arranger, "fulfil", slow_view)
    user = start(photos)
    counts = [len(user.paths)]
    user.gallery.photos.modelReset.connect(lambda: counts.append(len(user.paths)))
    user.wait_till_indexed()
    user.wait(lambda: len(user.paths) == 12 and user.text("browse_count") == "12 photos")
    assert set(counts[counts.index(12) :]) == {12}


def test_the_last_search_can_be_gone_back_to(start: Start, photos: Path) -> None:
    user = start(photos)
    user.wait_till_indexed()
    user.ask(3)
    user.draw_box(0.2, 0.1, 0.8, 0.6)
    user.wait(lambda: user.sees("clear_box_button"))
    before = user.matches
    user.press("Ctrl+1")
    user = start()
    user.wait_till_indexed()
    user.press("Ctrl+2")
    user.wait(lambda: "03.png" in user.text("last_search_button"))
    user.click("last_search_button")
    user.wait(lambda: user.shows_results and user.matches == before)
    assert user.sees("clear_box_button")
