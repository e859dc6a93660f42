"""The settings dialog, the store of thumbnails and the sparing of resources, as a user meets them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor
from support import save
from window_support import User

from gui.theme import DARK, LIGHT

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support grabbing the keyboard", extend=True)

Start = Callable[..., User]


# --- thumbnails of a drive that is away ---


def test_photos_of_a_drive_that_is_away_are_still_seen(start: Start, photos: Path, tmp_path: Path) -> None:
    drive, colour = tmp_path / "drive", (250, 40, 200)
    path = save(drive / "1.png", Image.new("RGB", (200, 250), colour))
    start(photos).wait_till_indexed()
    user = start(drive)
    user.wait_till_indexed()
    user.wait(lambda: path in user.paths and _is_near(_seen(user, path), QColor(*colour)))
    drive.rename(tmp_path / "away")
    user = start()
    user.wait_till_indexed()
    user.wait(lambda: path in user.paths)
    canvas = QColor(LIGHT.canvas if user.window.palette().window().color().lightness() > 127 else DARK.canvas)
    veiled = QColor(
        *((150 * of(canvas) + 105 * of(QColor(*colour))) // 255 for of in (QColor.red, QColor.green, QColor.blue))
    )
    user.wait(lambda: _is_near(_seen(user, path), veiled))


def _seen(user: User, path: str) -> QColor:
    """The colour that the gallery draws a little above the middle of a photo, beside any icon on it."""
    middle = user.place_of(user.paths.index(path))
    return user.gallery.viewport().grab().toImage().pixelColor(middle - QPoint(0, 40))


def _is_near(one: QColor, other: QColor) -> bool:
    return all(abs(of(one) - of(other)) <= 12 for of in (QColor.red, QColor.green, QColor.blue))
