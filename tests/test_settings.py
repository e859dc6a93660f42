"""Settings survive a restart, a broken file and a full disk."""

from __future__ import annotations

import json
import os
from dataclasses import fields, replace
from pathlib import Path

import pytest

from core.paths import Paths
from core.settings import Settings, load_settings, save_settings

CHANGED = Settings(
    folders=("/a", os.fsdecode(b"/\xff"), "/\N{DRESS}"),
    method="kdtree",
    threads=3,
    theme="dark",
    language="de",
    thumbnail_size=240,
    top=25,
    sort="colour",
    stacks=False,
    sidebar=False,
    query_panel=False,
    geometry="AdnQ",
)


def test_saved_settings_come_back(tmp_path: Path) -> None:
    file = tmp_path / "new folder" / "settings.json"
    save_settings(file, CHANGED)
    assert load_settings(file) == CHANGED
    assert os.listdir(file.parent) == [file.name]


def test_every_setting_was_changed_above() -> None:
    unchanged = [field.name for field in fields(Settings) if getattr(CHANGED, field.name) == field.default]
    assert unchanged == []


@pytest.mark.parametrize("content", [None, b"", b"{", b"[1]", b"\xff\xfe", b"null", b"[" * 100_000])
def test_a_broken_file_gives_the_defaults(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "settings.json"
    if content is not None:
        file.write_bytes(content)
    assert load_settings(file) == Settings()


def test_values_of_a_wrong_type_and_unknown_ones_are_left_out(tmp_path: Path) -> None:
    stored = {"top": "ten", "threads": True, "folders": ["/a", 1], "theme": "dark", "unheard-of": 1, "method": None}
    (tmp_path / "settings.json").write_text(json.dumps(stored), "utf-8")
    assert load_settings(tmp_path / "settings.json") == Settings(theme="dark")


def test_a_failed_save_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "settings.json"
    save_settings(file, CHANGED)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        save_settings(file, replace(CHANGED, top=1))
    assert load_settings(file) == CHANGED


def test_home_moves_every_location(tmp_path: Path, home: Path) -> None:
    for paths, root in ((Paths.choose(str(tmp_path)), tmp_path), (Paths.choose(), home)):
        places = (paths.catalog, paths.thumbnails, paths.settings, paths.log, paths.sample)
        assert all(place.is_relative_to(root) for place in places)
        assert len(set(places)) == len(places)


def test_without_a_home_the_platform_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TWINSET_HOME")
    paths = Paths.choose()
    assert all("twinset" in str(place).lower() for place in (paths.catalog, paths.thumbnails, paths.settings))
