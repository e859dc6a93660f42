"""What other networks computed is told in the settings, and removed there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QScrollArea
from window_support import User, cut_off

from core.base import sentences
from core.catalog.catalog import Catalog, CatalogError, OfOthers
from core.catalog.entries import Entry
from core.looks.model import Extractor
from core.photos.images import ImageFile

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support grabbing the keyboard", extend=True)

Start = Callable[..., User]
HINT = "What other versions of Twinset computed is kept, so that going back costs no time."


def compute_with_others(home: Path) -> None:
    """Three photos by one network, two of them by another too; no photo is under a folder of the window."""
    with Catalog(home / "catalog") as catalog:
        for model, numbers in (("first", (0, 1, 2)), ("second", (1, 2))):
            entries = [
                Entry(ImageFile(f"/away/{n}.png", 10, 20), bytes([n + 1]) * 20, np.ones(700, np.float16))
                for n in numbers
            ]
            assert catalog.commit(model, entries) == ()


def open_settings(user: User) -> None:
    user.press("Ctrl+,")
    user.wait(lambda: user.sees("settings_dialog") and user.widget("settings_dialog").isActiveWindow())
    user.wait(lambda: user.text("cache_used") != "Counting…")


def ask(user: User, words: str) -> None:
    """Clear, and answer the question with this button."""
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    user.widget("settings_area", QScrollArea).ensureWidgetVisible(user.widget("networks_clear_button"))
    user.click("networks_clear_button")
    user.answer("networks_dialog", words)
    user.widget("settings_dialog").activateWindow()  # which a window manager would do
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def left(home: Path, extractor: Extractor) -> OfOthers:
    with Catalog(home / "catalog") as catalog:
        return catalog.of_others(extractor.model_id)


def test_it_is_told_and_goes_after_a_question(
    start: Start, known_photos: Path, home: Path, extractor: Extractor
) -> None:
    with Catalog(home / "catalog") as catalog:
        mine = catalog.collection([str(known_photos)], extractor.model_id)
        assert catalog.of_others(extractor.model_id) == OfOthers()
    compute_with_others(home)
    shards = home / "catalog" / "vectors"
    room = sum(file.stat().st_blocks * 512 for name in ("first", "second") for file in (shards / name).iterdir())
    assert left(home, extractor) == OfOthers(3, room)
    user = start(known_photos)
    user.wait_till_indexed()
    open_settings(user)
    user.wait(lambda: user.text("networks_used").endswith("kB for 3 photos"))
    assert user.sees("networks_clear_button") and not user.sees("networks_message")
    assert HINT in user.words("cache_card") and cut_off(user.widget("settings_dialog")) == []
    ask(user, "Cancel")
    assert left(home, extractor).photos == 3 and not user.sees("networks_message")
    ask(user, "Remove")
    user.wait(lambda: user.text("networks_message").startswith("Removed what other versions computed; "))
    assert user.text("networks_message").endswith(" kB freed.")
    user.wait(lambda: not user.sees("networks_clear_button"))
    assert left(home, extractor) == OfOthers() and [one.name for one in shards.iterdir()] == [extractor.model_id]
    with Catalog(home / "catalog") as catalog:
        kept = catalog.collection([str(known_photos)], extractor.model_id)
    assert kept.paths == mine.paths and kept.vectors[:].tobytes() == mine.vectors[:].tobytes()


def test_where_there_is_none_nothing_is_seen(start: Start, known_photos: Path) -> None:
    user = start(known_photos)
    user.wait_till_indexed()
    open_settings(user)
    user.wait_till_quiet(lambda: user.words("cache_card"))
    assert not user.sees("networks_used") and not user.sees("networks_clear_button")


def test_a_catalog_that_cannot_be_written_is_told(
    start: Start, known_photos: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compute_with_others(home)
    user = start(known_photos)
    user.wait_till_indexed()
    open_settings(user)
    user.wait(lambda: user.sees("networks_clear_button"))

    def refuse(*_: object) -> int:
        raise CatalogError(sentences.STILL_READ)

    monkeypatch.setattr(Catalog, "drop_others", refuse)
    ask(user, "Remove")
    user.wait(lambda: user.text("networks_message") == str(sentences.STILL_READ))
    user.wait(lambda: user.widget("networks_clear_button").isEnabled())
    assert user.text("networks_used").endswith("for 3 photos")
