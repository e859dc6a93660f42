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
    threads=3,
    theme="dark",
    language="de",
    spare=False,
    cache_folder=os.path.abspath("cache"),
    cache_megabytes=512,
    hints_seen=("drop", "sliders"),
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


@pytest.mark.parametrize(
    "stored",
    [
        {"theme": "pink"},
        {"sort": "size"},
        {"language": "../de"},
        {"language": ""},
        {"threads": -1},
        {"threads": 10**9},
        {"cache_megabytes": 0},
        {"cache_megabytes": 10**12},
        {"top": 0},
        {"thumbnail_size": -5},
        {"cache_folder": "relative/folder"},
        {"hints_seen": "all"},
    ],
    ids=str,
)
def test_values_that_cannot_be_are_left_out(tmp_path: Path, stored: dict[str, object]) -> None:
    (tmp_path / "settings.json").write_text(json.dumps(stored | {"stacks": False}), "utf-8")
    assert load_settings(tmp_path / "settings.json") == Settings(stacks=False)


@pytest.mark.parametrize("code", ["system", "de", "pt_BR", "zh-Hant-TW", "nds"])
def test_a_language_that_was_added_by_a_file_is_kept(tmp_path: Path, code: str) -> None:
    save_settings(tmp_path / "settings.json", Settings(language=code))
    assert load_settings(tmp_path / "settings.json").language == code


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
