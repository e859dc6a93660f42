"""A short walk of the seeded monkey; the long one is `python -m tests.bench.soak`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from monkey import Monkey
from window_support import User

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", "occurs outside target window", extend=True)

ACTIONS = 300


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_a_monkey_breaks_nothing(
    start: Callable[..., User], wardrobe: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    """Nothing is printed or logged, no exception is raised, and the window can still be used and closed."""
    (tmp_path / "data").mkdir()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))  # the trash of the monkey is not that of the user
    monkeypatch.setattr("gui.desktop.desktop.open_in_default_app", lambda _path: True)
    monkeypatch.setattr("gui.desktop.desktop.show_in_file_manager", lambda _path: True)
    photos = tmp_path / "photos"
    photos.mkdir()
    for photo in sorted(wardrobe.iterdir())[:40]:
        (photos / photo.name).write_bytes(photo.read_bytes())
    user = start(photos)
    user.wait_till_indexed()
    monkey = Monkey(user.window, sorted(map(str, photos.iterdir())), seed)
    monkey.start()
    user.wait(lambda: sum(monkey.actions.values()) >= ACTIONS)
    monkey.stop()
    user.window.activateWindow()
    user.wait(user.window.isActiveWindow)
    user.press("Escape", "Ctrl+1")
    # It may have undone everything up to the folder's coming.
    user.wait(lambda: user.sees("browse_bar") or (user.sees("empty_page") and not user.window._library.folders))
