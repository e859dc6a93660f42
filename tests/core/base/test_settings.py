"""Settings survive a restart, a broken file and a full disk."""

from __future__ import annotations

import json
import os
import random
from dataclasses import fields, replace
from pathlib import Path

import pytest
from support import is_one_sentence

from core.base.paper import Format, Size
from core.base.paths import Paths
from core.base.settings import (
    Appearance,
    Colouring,
    OpenedSettings,
    Settings,
    Sort,
    load_settings,
    open_settings,
    save_settings,
)

CHANGED = Settings(
    folders=("/a", os.fsdecode(b"/\xff"), "/\N{DRESS}"),
    untouched=("/archive",),
    same_garment=True,
    threads=3,
    patience_seconds=90,
    theme=Appearance.DARK,
    language="de",
    spare=False,
    cache_folder=os.path.abspath("cache"),
    cache_megabytes=512,
    hints_seen=("drop", "sliders"),
    thumbnail_size=240,
    top=25,
    sort=Sort.COLOUR,
    reverse=True,
    stacks=False,
    fold_results=False,
    include_query=True,
    sidebar=False,
    query_panel=False,
    map_tidy=True,
    board="0f",
    board_listed=True,
    map_colouring=Colouring.DATE,
    map_x=0.25,
    map_y=0.75,
    map_zoom=4.0,
    sheet_rows=3,
    sheet_columns=4,
    sheet_size=Size.A3_ACROSS,
    sheet_format=Format.PDF,
    sheet_words=False,
    sheet_names=False,
    sheet_query=False,
    geometry="AdnQ",
)


def test_saved_settings_come_back(tmp_path: Path) -> None:
    file = tmp_path / "new folder" / "settings.json"
    save_settings(file, CHANGED)
    assert load_settings(file) == CHANGED
    assert sorted(os.listdir(file.parent)) == ["settings-copy.json", "settings.json"]


def test_every_setting_was_changed_above() -> None:
    unchanged = [field.name for field in fields(Settings) if getattr(CHANGED, field.name) == field.default]
    assert unchanged == []


BROKEN = [b"", b"{", b"[1]", b"\xff\xfe", b"null", b"[" * 100_000, b"\0" * 500]


@pytest.mark.parametrize("content", [None, *BROKEN])
def test_a_broken_file_gives_the_defaults(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "settings.json"
    if content is not None:
        file.write_bytes(content)
    assert load_settings(file) == Settings()


@pytest.mark.parametrize("content", BROKEN)
def test_a_broken_file_is_kept_and_the_copy_serves(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "settings.json"
    save_settings(file, CHANGED)
    for number in (1, 2):
        file.write_bytes(content)
        found = open_settings(file)
        assert found.settings == CHANGED and not found.problem
        assert is_one_sentence(found.said) and f"settings-damaged-{number}.json" in str(found.said)
        assert (tmp_path / f"settings-damaged-{number}.json").read_bytes() == content
        assert load_settings(file) == CHANGED and open_settings(file) == OpenedSettings(CHANGED)


@pytest.mark.parametrize("content", BROKEN)
def test_saving_writes_over_nothing_that_is_broken(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "settings.json"
    file.write_bytes(content)
    save_settings(file, CHANGED)
    assert load_settings(file) == CHANGED
    assert (tmp_path / "settings-damaged-1.json").read_bytes() == content


def test_a_comma_too_many_costs_nothing(tmp_path: Path) -> None:
    """As an editor leaves it; there is no copy of it yet."""
    file = tmp_path / "settings.json"
    file.write_text('{"folders": ["/a", "/b",], "top": 25, "unheard-of": [1], "theme": "pink", "stacks": false,}')
    found = open_settings(file)
    assert found.settings == Settings(folders=("/a", "/b"), top=25, stacks=False)
    assert load_settings(file) == found.settings and "settings-damaged-1.json" in str(found.said)


@pytest.mark.parametrize("seed", range(10))
def test_a_cut_or_a_flipped_bit_never_costs_the_folders(tmp_path: Path, seed: int) -> None:
    file = tmp_path / "settings.json"
    save_settings(file, CHANGED)
    whole, chance = file.read_bytes(), random.Random(seed)
    for _ in range(30):
        data = bytearray(whole[: chance.randrange(len(whole))]) if chance.random() < 0.5 else bytearray(whole)
        if len(data) == len(whole):
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        file.write_bytes(data)
        settings = open_settings(file).settings
        assert len(settings.folders) == 3, data
        save_settings(file, CHANGED)
        assert load_settings(file) == CHANGED


def test_a_lost_file_comes_back(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    save_settings(file, CHANGED)
    file.unlink()
    assert open_settings(file) == OpenedSettings(CHANGED)


def test_what_cannot_be_read_is_not_written_over(tmp_path: Path) -> None:
    file, aside = tmp_path / "settings.json", tmp_path / "aside"
    save_settings(file, CHANGED)
    file.rename(aside)
    file.mkdir()  # reading fails as on a drive that does not answer; the tests may be those of root
    found = open_settings(file)
    assert found.settings == CHANGED and is_one_sentence(found.problem) and "Is a directory" in str(found.problem)
    with pytest.raises(OSError, match="directory"):
        save_settings(file, Settings())
    file.rmdir()
    aside.rename(file)
    assert open_settings(file) == OpenedSettings(CHANGED)


def test_values_of_a_newer_version_are_kept(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    stored = {"boards": {"wide": True}, "sort": "size", "theme": "pink", "top": 25, "zoom": None}
    file.write_text(json.dumps(stored), "utf-8")
    settings = open_settings(file).settings
    assert settings == Settings(top=25)
    save_settings(file, replace(settings, theme=Appearance.DARK, top=10))
    kept = json.loads(file.read_text("utf-8"))
    assert {name: kept[name] for name in stored} == {**stored, "theme": "dark", "top": 10}
    assert load_settings(file) == Settings(theme=Appearance.DARK)


def test_values_of_a_wrong_type_and_unknown_ones_are_left_out(tmp_path: Path) -> None:
    stored = {"top": "ten", "threads": True, "folders": ["/a", 1], "theme": "dark", "unheard-of": 1, "method": None}
    (tmp_path / "settings.json").write_text(json.dumps(stored), "utf-8")
    assert load_settings(tmp_path / "settings.json") == Settings(theme=Appearance.DARK)


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
