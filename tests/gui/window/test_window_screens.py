"""Every page and state of the window: no words cut off, all of it named, in two sizes, themes, languages, and scales.

What these tests go through was looked at by a person: `python -m tests.screens DIRECTORY` shows it, see there.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QImage
from PySide6.QtWidgets import QToolButton, QWidget
from screens import Tour, odd_photos
from support import ROOT
from window_support import User, cut_off

from core.base.paths import Paths
from core.base.settings import Appearance, Settings, save_settings

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

# What a person can act on or read must have a name.
SPOKEN = {
    *(QAccessible.Role.Button, QAccessible.Role.CheckBox, QAccessible.Role.Slider, QAccessible.Role.List),
    *(QAccessible.Role.ListItem, QAccessible.Role.ComboBox, QAccessible.Role.SpinBox, QAccessible.Role.RadioButton),
    *(QAccessible.Role.Table, QAccessible.Role.ProgressBar, QAccessible.Role.EditableText, QAccessible.Role.Dialog),
}
LEAST_COLOURS = 8  # of a picture that shows something


@pytest.mark.slow
@pytest.mark.parametrize(("size", "theme", "language"), [((900, 600), "light", "de"), ((1280, 860), "dark", "en")])
def test_every_state(
    start: Callable[..., User],
    indexed_before: Callable[[Path], Path],
    wardrobe: Path,
    home: Path,
    tmp_path: Path,
    size: tuple[int, int],
    theme: str,
    language: str,
) -> None:
    save_settings(Paths.choose(str(home)).settings, Settings(theme=Appearance(theme), language=language))
    user = start(indexed_before(wardrobe))
    user.window.resize(*size)
    seen = []
    for state in Tour(user, *odd_photos(tmp_path)).all():
        assert (user.window.width(), user.window.height()) == size, f"{state} needs more room"
        assert cut_off(user.window) == [], state
        assert nameless(user) == [], state
        assert is_dark(user.look().toImage()) == (theme == "dark"), state
        seen.append(state)
    assert len(seen) == len(set(seen)) > 15


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["de", "en"])
def test_the_header_at_every_width(start: Callable[..., User], home: Path, language: str, theme: str) -> None:
    """The pages keep their words in all but the narrowest windows, their names everywhere, and every control its
    place."""
    save_settings(Paths.choose(str(home)).settings, Settings(theme=Appearance(theme), language=language))
    user = start()
    header, least = user.widget("header"), user.window.minimumSize()
    assert (least.width(), least.height()) == (640, 480)
    for width in (*range(1200, 640, -37), 640, 800, 1200, 1600):
        user.window.resize(width, 480)
        user.wait(lambda width=width: header.width() == width)  # type: ignore[misc]
        user.wait(lambda: narrow_in(header) == [])
        for page in ("browse", "similar", "map", "mirror"):
            button = user.widget(f"{page}_page_button", QToolButton)
            assert button.accessibleName() == button.text() and button.text() in button.toolTip()
            assert width < 760 or button.toolButtonStyle() != Qt.ToolButtonStyle.ToolButtonIconOnly
    assert user.widget("choose_folder_button", QToolButton).toolButtonStyle() == (
        Qt.ToolButtonStyle.ToolButtonTextBesideIcon
    )


def test_the_header_makes_room_for_the_field_that_comes_with_the_photos(
    start: Callable[..., User], known_photos: Path
) -> None:
    user = start()
    header = user.widget("header")
    user.window.resize(1180, 800)
    user.wait(lambda: header.width() == 1180)
    assert not user.sees("words_field")
    user.window.ways_in.take_start([str(known_photos)])
    user.wait(lambda: user.sees("words_field"))
    user.wait(lambda: narrow_in(header) == [])


def narrow_in(header: QWidget) -> list[str]:
    """Buttons that have less room than they ask for, or stand outside."""
    shown = [button for button in header.findChildren(QToolButton) if button.isVisible()]
    assert len(shown) > 8
    return [
        button.objectName()
        for button in shown
        if button.width() < button.sizeHint().width()
        or not header.rect().contains(button.mapTo(header, button.rect().bottomRight()))
    ]


def nameless(user: User) -> list[str]:
    """What a screen reader could not tell its user, as Qt's accessibility interface has it."""
    top = QAccessible.queryAccessibleInterface(user.window)
    return sorted(set(_nameless(top, "")))


def _nameless(one: QAccessibleInterface, place: str) -> list[str]:
    if one is None or not one.isValid() or one.state().invisible:
        return []
    here = f"{place}/{one.object().objectName() if one.object() else one.role().name}"
    found = [here] if one.role() in SPOKEN and not one.text(QAccessible.Text.Name) else []
    for number in range(one.childCount()):
        found += _nameless(one.child(number), here)
    return found


def is_dark(image: QImage) -> bool:
    """Of most of the header and the status bar, which no photo makes brighter."""
    rows = (5, 20, 35, image.height() - 5, image.height() - 20)
    points = [image.pixelColor(x, y) for x in range(5, image.width(), 20) for y in rows]
    return sum(point.lightness() < 128 for point in points) > len(points) / 2


@pytest.mark.slow
@pytest.mark.parametrize("scale", ["1.25", "1.5", "2"])
def test_every_state_at_other_scales(
    tmp_path: Path, home: Path, indexed_before: Callable[[Path], Path], wardrobe: Path, scale: str
) -> None:
    """In a process of its own: Qt reads the scale when it starts."""
    words = ["--size", "900x600", "--language", "de", "--check", "--home", str(home)]
    photos = str(indexed_before(wardrobe))
    command = [sys.executable, "-m", "tests.screens", str(tmp_path), *words, "--photos", photos]
    environment = {**os.environ, "QT_SCALE_FACTOR": scale, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(list(tmp_path.glob("*.png"))) > 15
    assert QImage(str(tmp_path / "browse.png")).width() == round(900 * float(scale))
