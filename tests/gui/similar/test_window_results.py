"""Results as a user has them: ten others, each garment once."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot
from support import KINDS, SPEC, Expert, found
from window_support import User, menu_at

from core.base.settings import Appearance
from core.looks.spec import FinerKind
from core.search.found import Shown
from gui.base.theme import Theme
from gui.gallery.cell_marks import CellMarks, Marked
from gui.gallery.gallery_delegate import GalleryDelegate
from gui.gallery.gallery_model import GalleryModel
from gui.gallery.thumbnails import PixmapCache

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support grabbing the keyboard", extend=True)

Start = Callable[..., User]


# --- ten others ---


def test_ten_others_with_a_box_and_without(user: User, expert: Expert) -> None:
    clicked = user.ask(3)
    others = expert.nearest(expert.query(clicked), 10, [clicked])
    assert user.matches == others
    user.draw_box(0.2, 0.1, 0.8, 0.6)
    user.wait(lambda: "a part of" in user.text("query_title"))
    assert len(user.paths) == 10 and clicked not in user.paths
    user.tick("include_box")
    user.wait(lambda: user.matches[:1] == [(clicked, 0.0)])
    assert len(user.paths) == 10
    user.press("Alt+Left")
    user.wait(lambda: user.matches == others)
    user.tick("include_box")
    user.wait(lambda: user.matches == [(clicked, 0.0), *others[:9]])


def test_whether_the_photo_leads_is_remembered(user: User, start: Start) -> None:
    user.ask(3)
    user.tick("include_box")
    user.wait(lambda: "".join(user.paths[:1]).endswith("03.png"))
    user = start()
    user.wait_for_photos(12)
    user.wait_till_indexed()
    clicked = user.ask(5)
    assert user.paths[0] == clicked and user.widget("include_box", QAbstractButton).isChecked()


# --- each garment once ---

GARMENTS = "red-dress navy-pants brown-hat white-t-shirt black-shoes sky-blue-shorts green-outwear pink-skirt".split()


@pytest.fixture
def stacked(tmp_path: Path, wardrobe: Path, start: Start) -> User:
    """The window over eight garments that nobody takes for one another, two of them three times."""
    folder = tmp_path / "eight"
    folder.mkdir()
    for name in GARMENTS:
        for copy in "abc" if name in GARMENTS[:2] else "a":
            quality = {"a": 95, "b": 85, "c": 75}[copy]  # hardly another picture
            Image.open(wardrobe / f"{name}.jpg").save(folder / f"{name} {copy}.jpg", quality=quality)
    user: User = start(folder)
    user.wait_till_indexed()
    user.wait(lambda: len(user.paths) == 8 and user.gallery.photos.marked.stacks)
    return user


def names(user: User) -> list[str]:
    return [Path(path).stem for path in user.paths]


def test_each_garment_is_one_result(stacked: User) -> None:
    user = stacked
    user.click_photo(names(user).index("red-dress a"))
    user.wait(lambda: len(user.matches) == 7)
    assert not any(name.startswith("red-dress") for name in names(user))
    assert "2 more of this garment left out" in user.text("query_subtitle")
    (pants,) = [name for name in names(user) if name.startswith("navy-pants")]
    row = names(user).index(pants)
    said = user.gallery.photos.remarks(user.paths[row])
    assert said == ["stack of 3"]

    user.gallery.go_to(user.paths[row])
    user.gallery.setFocus()
    user.press("E")
    user.wait(lambda: len(user.matches) == 9)
    distances = [distance for _, distance in user.matches]
    assert distances == sorted(distances)
    user.press("E")
    user.wait(lambda: len(user.matches) == 7)

    user.tick("include_box")
    user.wait(lambda: names(user)[0] == "red-dress a")
    assert len(user.matches) == 8 and user.gallery.photos.remarks(user.paths[0]) == ["stack of 3"]
    user.tick("stacks_box")
    user.wait(lambda: len(user.matches) == 10)
    assert sum(name.startswith("red-dress") for name in names(user)) == 3


def test_the_badge_of_a_stack_lays_it_out(stacked: User) -> None:
    user = stacked
    user.click_photo(names(user).index("red-dress a"))
    user.wait(lambda: len(user.matches) == 7)
    row = next(row for row, name in enumerate(names(user)) if name.startswith("navy-pants"))

    def layout() -> object:
        return user.gallery.geometry(), user.gallery.gridSize()

    user.wait_till_quiet(layout)  # the hint above may take another line
    user.click_at(user.gallery.viewport(), user.hover_badge(row))
    user.wait(lambda: len(user.matches) == 9)
    user.wait_till_quiet(layout)
    user.click_at(user.gallery.viewport(), user.hover_badge(row))
    user.wait(lambda: len(user.matches) == 7)


def test_what_is_not_the_same_lies_on_no_stack(stacked: User) -> None:
    """Neither among results nor in Browse, until it is taken back."""
    user = stacked
    user.click_photo(names(user).index("red-dress a"))
    user.wait(lambda: len(user.matches) == 7)
    user.tick("stacks_box")
    user.wait(lambda: len(user.matches) == 10)
    (row,) = [row for row, name in enumerate(names(user)) if name == "red-dress b"]
    menu_at(user, row, "action_apart")
    user.wait_for_notice("Not the same")
    user.tick("stacks_box")
    user.wait(lambda: sum(name.startswith("red-dress") for name in names(user)) == 1)
    user.press("Ctrl+1")
    user.wait(lambda: len(user.paths) == 9 and "red-dress b" in names(user))
    user.press("Ctrl+Z")
    user.wait(lambda: len(user.paths) == 8)


# --- badges, buttons and words at every size ---


def grid(place: QRect, step: int) -> list[tuple[int, int]]:
    """Places, so many pixels apart, from the left to the right."""
    rows, columns = range(place.top(), place.bottom() + 1, step), range(place.left(), place.right() + 1, step)
    return [(x, y) for x in columns for y in rows]


@pytest.mark.parametrize("width", [72, *range(80, 200, 10), 300])
def test_no_button_covers_another(qtbot: QtBot, width: int) -> None:
    window, stack = QWidget(), "/photos/a.jpg"
    qtbot.addWidget(window)
    theme = Theme(Appearance.LIGHT, window)
    model = GalleryModel()
    model.show_matches(Shown((*(found(f"/photos/{n}.jpg", 0.1) for n in "bcdefghij"), found(stack, 0.2))))
    model.show_marked(Marked())
    model.marked = Marked(stacks={stack: 24})
    cells = GalleryDelegate(theme, model, PixmapCache(), model)
    cells.set_cell_width(width + 2 * 8)
    cell = QRect(0, 0, width + 16, cells.cell_height())
    frame, index = cells._frame(cell), model.index(9, 0)
    places = [*dict(cells._action_places(frame)).values(), cells.stack_place(frame, 9, stack)]
    heart = [QPoint(x, y) for x, y in grid(cell, 6) if cells.action_at(index, cell, QPoint(x, y)) == "heart"]
    around = QRect(heart[0], heart[-1]).adjusted(-6, -6, 6, 6) & cell
    heart = [QPoint(x, y) for x, y in grid(around, 1) if cells.action_at(index, cell, QPoint(x, y)) == "heart"]
    places += [QRect(heart[0], heart[-1]), CellMarks(theme).rank_place(frame, "10")]
    assert all(cell.contains(place) for place in places)
    assert not [(a, b) for a, b in combinations(places, 2) if a.intersects(b)]


# --- what stands under photos ---


def test_the_finer_kind_is_said_where_it_is_sure(
    tmp_path: Path, wardrobe: Path, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    spec = replace(SPEC, finer=tuple(FinerKind("hoodie", kind, 0.0) for kind in KINDS))
    monkeypatch.setattr("core.looks.model.read_spec", lambda _: spec)
    shutil.copy(wardrobe / "red-dress.jpg", tmp_path / "IMG_1001.jpg")
    user = start(tmp_path)
    user.wait_till_indexed()
    path = str(tmp_path / "IMG_1001.jpg")
    user.wait(lambda: user.gallery.photos.names_of(path)[0].lower().endswith(" hoodie"))


def test_what_a_photo_shows_stands_where_its_name_says_nothing(tmp_path: Path, wardrobe: Path, start: Start) -> None:
    folder = tmp_path / "phone"
    folder.mkdir()
    for number, name in enumerate(("sky-blue-striped-shirt", "red-dress", "navy-pants")):
        shutil.copy(wardrobe / f"{name}.jpg", folder / f"IMG_{1000 + number}.jpg")
    shutil.copy(wardrobe / "white-shoes.jpg", folder / "my white shoes.jpg")
    user = start(folder)
    user.wait_till_indexed()
    user.wait(lambda: len(user.paths) == 4 and len(user.window._library.searcher.collection.paths) == 4)
    names = {Path(path).name: user.gallery.photos.names_of(path) for path in user.paths}
    assert names["my white shoes.jpg"] == ("my white shoes.jpg",)
    full, *shorter = names["IMG_1001.jpg"]
    assert full.lower().startswith("red ") and shorter and full.lower().endswith(shorter[-1].lower())
    row = user.paths.index(str(folder / "IMG_1001.jpg"))
    tip = user.gallery.model().index(row, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert tip == f"{full}\nIMG_1001.jpg\nphone"
    user.click_photo(row)
    user.wait(lambda: user.text("query_title").startswith("Most similar to the red "))
    assert "IMG_1001.jpg" in user.widget("query_title").toolTip()
