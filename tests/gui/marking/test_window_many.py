"""Very many photos loved or collected at once: what takes a while is worked out beside the window's thread."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support import hearts_in
from window_support import User, menu_at

from core.base.paths import Paths
from core.browse.shelf import Shelf
from core.wardrobe.collected import Collection
from core.wardrobe.copies import known_wardrobe
from core.wardrobe.identity import Photos

# Menus grab the keyboard, which the offscreen platform cannot do.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

SLOW = [(Shelf, "identities"), (Photos, "with_all"), (Photos, "without")]
SLOW += [(Collection, "with_photos"), (Collection, "without_photos")]


@pytest.fixture
def in_window(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Three photos are very many; what of the slow work was done in the window's thread all the same."""
    monkeypatch.setattr("gui.marking.finding.MANY", 2)
    monkeypatch.setattr("gui.marking.collecting.MANY", 2)
    monkeypatch.setattr("gui.marking.keeping._AT_ONCE", 2)
    found: list[str] = []

    def watched(kind: type, name: str) -> Callable[..., Any]:
        original = getattr(kind, name)

        def call(*values: Any, **named: Any) -> Any:
            if threading.current_thread() is threading.main_thread():
                found.append(name)
            return original(*values, **named)

        return call

    for kind, name in SLOW:
        monkeypatch.setattr(kind, name, watched(kind, name))
    return found


def collected(home: Path) -> int:
    one = known_wardrobe(Paths.choose(str(home))).marks.collections.named("All")
    return -1 if one is None else len(one.photos)


def test_nothing_of_it_stops_the_window(user: User, home: Path, in_window: list[str]) -> None:
    user.wait(lambda: user.text("browse_count"))
    user.wait(lambda: all(map(user.window._marking.kinds.can_change, user.paths)))
    user.gallery.setFocus()
    user.press("Ctrl+A", "F")
    user.wait(lambda: len(hearts_in(home)) == 12 and len(user.gallery.photos.marked.favourites) == 12)
    user.window._marking.collecting.put_in(user.paths, "All")
    user.wait(lambda: user.sees("filter_collection_All") and collected(home) == 12)
    user.press("Ctrl+Z")
    user.wait(lambda: not user.sees("filter_collection_All") and collected(home) == -1)
    user.press("Ctrl+Shift+Z")
    user.wait(lambda: user.sees("filter_collection_All") and collected(home) == 12)
    user.choose_filter("collection", "All")
    user.wait(lambda: user.text("browse_count") == "12 photos")
    user.gallery.selectAll()
    menu_at(user, 3, "action_take_out")
    user.wait(lambda: collected(home) == 0 and not user.paths)
    user.window.activateWindow()  # which the menu took, without a window manager
    user.wait(user.window.isActiveWindow)
    user.click("clear_filters_button")
    user.wait(lambda: len(user.paths) == 12)
    user.gallery.setFocus()
    user.press("Ctrl+A", "F")
    user.wait(lambda: not hearts_in(home) and not user.gallery.photos.marked.favourites)
    assert in_window == []
