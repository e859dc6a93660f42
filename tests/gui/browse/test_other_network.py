"""The window shows the kinds of garments that its network tells apart, whatever they are called."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton
from support import SPEC
from window_support import User

from core.base.settings import Sort
from core.browse.remembered import Remembered, load_remembered, save_remembered
from core.browse.shelf import Browsing, Choice
from core.looks.features import UNSURE

OTHERS = ("dress", "hat", "longsleeve", "outwear", "pants", "shirt", "shoes", "shorts", "kilt", "sari")


def test_kinds_that_have_no_text_are_shown_as_they_are(
    start: Callable[..., User],
    indexed_before: Callable[[Path], Path],
    wardrobe: Path,
    no_stacks: None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("core.looks.model.read_spec", lambda _: replace(SPEC, kinds=OTHERS, finer=()))
    user = start(indexed_before(wardrobe))
    user.wait(lambda: user.sees("filter_kind_kilt"))
    user.wait_till_indexed()

    def said(kind: str) -> str:
        return user.widget(f"filter_kind_{kind}", QAbstractButton).accessibleName()

    assert said("kilt").startswith("kilt, ") and said("hat").startswith("Hat, ") and said(UNSURE).startswith("Unsure, ")
    everything = len(user.paths)
    user.choose_filter("kind", "kilt")
    user.wait(lambda: 0 < len(user.paths) < everything)
    assert user.text("chip_kind_kilt") == "kilt  ×"


def test_a_view_by_a_kind_of_another_network_is_not_shown_again(tmp_path: Path) -> None:
    view = Remembered(("/a",), Browsing(frozenset({Choice("kind", "kilt")}), Sort.NAME, True), ("/a/1.png",), {})
    save_remembered(tmp_path / "browsed", view)
    assert load_remembered(tmp_path / "browsed", OTHERS) == view
    left = Browsing(frozenset(), Sort.NAME, True)
    assert load_remembered(tmp_path / "browsed", SPEC.kinds) == Remembered(("/a",), left, lost_filter=True)
