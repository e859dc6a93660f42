"""Results as a user has them: ten others, each garment once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton
from support import Expert
from window_support import User

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
    user.wait(lambda: user.matches[0] == (clicked, 0.0))
    assert len(user.paths) == 10
    user.press("Alt+Left")
    user.wait(lambda: user.matches == others)
    user.tick("include_box")
    user.wait(lambda: user.matches == [(clicked, 0.0), *others[:9]])


def test_whether_the_photo_leads_is_remembered(user: User, start: Start) -> None:
    user.ask(3)
    user.tick("include_box")
    user.wait(lambda: user.paths[0].endswith("03.png"))
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
            data = (wardrobe / f"{name}.jpg").read_bytes()
            (folder / f"{name} {copy}.jpg").write_bytes(data + copy.encode())  # another file, the same picture
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
