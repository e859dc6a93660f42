"""Each step of a user draws the photos once: not for the wish already, while what comes of it is still worked out."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QAbstractButton, QSlider, QWidget
from window_support import PATIENCE_MS, User

import gui.browse.arranger as arranger
import gui.visits.asking as asking

# Menus grab the keyboard, which the offscreen platform cannot do.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


class Drawings(QObject):
    """Counts how often a widget is drawn."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False


class Held:
    """Holds up a function that works in the background, until it is let go."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self._function = function
        self._go = threading.Event()
        self._go.set()

    def __call__(self, *arguments: Any) -> Any:
        assert self._go.wait(PATIENCE_MS / 1000)
        return self._function(*arguments)

    def hold(self) -> None:
        self._go.clear()

    def let_go(self) -> None:
        self._go.set()


@pytest.fixture
def ranking(monkeypatch: pytest.MonkeyPatch) -> Iterator[Held]:
    yield from _held(monkeypatch, asking, "rank")


@pytest.fixture
def arranging(monkeypatch: pytest.MonkeyPatch) -> Iterator[Held]:
    yield from _held(monkeypatch, arranger, "fulfil")


def _held(monkeypatch: pytest.MonkeyPatch, module: object, name: str) -> Iterator[Held]:
    held = Held(getattr(module, name))
    monkeypatch.setattr(module, name, held)
    yield held
    held.let_go()


def _settled(user: User) -> tuple[Drawings, list[None]]:
    """How often the photos are drawn from now on, when all of their pictures have come, and others shown."""
    drawings = Drawings(user.gallery.viewport())
    user.wait_till_quiet(lambda: drawings.count)
    resets: list[None] = []
    user.gallery.photos.modelReset.connect(lambda: resets.append(None))
    drawings.count = 0
    return drawings, resets


def _act(user: User, control: str, act: Callable[[], object]) -> None:
    """Do something that shows in a control; wait until that is drawn, and with it all that was to be drawn at once."""
    drawn = Drawings(user.widget(control))
    act()
    user.wait(lambda: drawn.count)


def _tune_once(user: User) -> None:
    """The hint goes away, which makes room for the photos."""
    user.reach("pattern_slider")
    user.press("PgUp")
    user.wait(lambda: user.window._seen.now.ranked.shares[2] == 20 and not user.sees("hint_bar"))


def test_a_step_of_a_slider(user: User, ranking: Held) -> None:
    user.ask(2)
    _tune_once(user)
    drawings, resets = _settled(user)
    before = user.matches
    ranking.hold()
    _act(user, "pattern_slider", lambda: user.press("PgUp"))
    assert user.widget("pattern_slider", QSlider).value() == 40 and drawings.count == 0
    ranking.let_go()
    user.wait(lambda: drawings.count)
    assert user.matches != before and len(resets) == 1


def test_a_wish_that_leaves_the_results_as_they_are(user: User) -> None:
    user.ask(2)
    _tune_once(user)
    user.press("Home")  # only the look counts, whatever its share is
    user.reach("look_slider")
    user.wait(lambda: not user.window._seen.now.ranked.shares[2])
    drawings, resets = _settled(user)
    before = user.matches
    user.press("PgDown")
    user.wait(lambda: user.window._seen.now.ranked.shares[0] == 80)
    assert user.matches == before and not drawings.count and not resets


def test_a_filter_and_the_way_back(start: Callable[..., User], wardrobe: Path, arranging: Held) -> None:
    user = start(wardrobe)
    user.wait_till_indexed()
    button = user.widget("filter_kind_dress", QAbstractButton)
    user.wait(lambda: button.isVisible() and not button.accessibleName().endswith(" 0 photos"))
    user.reach("filter_kind_dress")  # a gallery that loses the keyboard is drawn for that
    for key in ("Space", "Alt+Left"):
        drawings, resets = _settled(user)
        before = user.paths
        arranging.hold()
        _act(user, "filter_kind_dress", lambda key=key: user.press(key))
        assert drawings.count == 0
        arranging.let_go()
        user.wait(lambda before=before: user.paths != before)
        assert len(resets) == 1
