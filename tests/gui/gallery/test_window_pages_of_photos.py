"""Page Up and Page Down in the gallery, whatever the size of photos."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from window_support import User

from gui.gallery.gallery import MAX_SIZE, MIN_SIZE

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.mark.parametrize("size", [MIN_SIZE, MAX_SIZE])
def test_a_page_is_what_is_in_sight_and_at_least_a_line(start: Callable[..., User], photos: Path, size: int) -> None:
    user = start(photos)
    user.wait_till_indexed()
    user.window.resize(760, 520)
    user.gallery.set_size(size)
    user.wait_till_quiet(user.gallery.lines_in_sight)
    columns, lines = user.gallery.lines_in_sight()
    assert lines < 2 or size == MIN_SIZE
    user.press("Home")

    def row() -> int:
        return user.paths.index(user.gallery.current_path() or "")

    assert row() == 0
    page = columns * max(1, lines)
    last_line = 11 // columns * columns
    for turn in range(1, 4):
        user.press("PgDown")
        assert row() == min(turn * page, last_line)
    user.press("PgUp")
    assert row() == max(0, min(3 * page, last_line) - page)
    user.press("Home", "PgUp")
    assert row() == 0
    user.press("End", "PgDown")
    assert row() == 11
