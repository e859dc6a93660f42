"""Where the files of the program lie: never in the current folder, and never where nobody would look for them."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from support import ROOT, Result, is_one_sentence

from core.base.paths import Paths

Twinset = Callable[..., Result]
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Linux keeps them by variables of the environment")
VARIABLES = ("XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR", "TMPDIR")


@pytest.fixture
def plain(tmp_path: Path) -> dict[str, str]:
    """An environment with an empty home and nothing else that says where files go."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("XDG", "TWINSET", "TMP"))}
    (tmp_path / "user").mkdir()
    return {**kept, "HOME": str(tmp_path / "user"), "QT_QPA_PLATFORM": "offscreen"}


def everything(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


@pytest.mark.parametrize("value", ["", "../x", "~"])
def test_values_that_are_not_absolute_count_for_nothing(
    value: str, photos: Path, plain: dict[str, str], twinset: Twinset, tmp_path: Path
) -> None:
    before = everything(photos.parent)
    result = twinset("index", ".", env={**plain, **dict.fromkeys(VARIABLES, value)}, cwd=photos)
    assert result.code == 0 and result.json["indexed"] == 12
    made = everything(photos.parent) - before
    assert made and all(name.startswith("user/.local") for name in made)


def test_the_window_ignores_them_too(photos: Path, plain: dict[str, str]) -> None:
    before = everything(photos.parent)
    code = (
        "import sys, main\n"
        "from PySide6.QtCore import QTimer\n"
        "import gui.window.app\n"
        "shown = gui.window.app.open_window\n"
        "def closing(*words):\n"
        "    QTimer.singleShot(500, gui.window.app.QApplication.closeAllWindows)\n"
        "    return shown(*words)\n"
        "gui.window.app.open_window = closing\n"
        "sys.exit(main.main(['.']))"
    )
    environment = {**plain, **dict.fromkeys(VARIABLES, "x"), "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-c", code], env=environment, cwd=photos, check=True, timeout=100)
    made = everything(photos.parent) - before
    assert "user/.config/Twinset/settings.json" in made and all(name.startswith("user/") for name in made)


@pytest.mark.parametrize("value", ["", "x", "~"])
def test_a_home_that_is_not_absolute_is_that_of_the_account(value: str, plain: dict[str, str]) -> None:
    code = "from core.base.paths import Paths; print(Paths.choose().data)"
    done = subprocess.run([sys.executable, "-c", code], env={**plain, "HOME": value}, cwd=ROOT, capture_output=True)
    home = pwd.getpwuid(os.getuid()).pw_dir
    assert os.fsdecode(done.stdout).strip() == os.path.join(home, ".local", "share", "Twinset")


@pytest.mark.parametrize("way", ["option", "option first", "variable", "of a user"])
def test_a_tilde_is_the_home(
    way: str, photos: Path, plain: dict[str, str], twinset: Twinset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words: list[str | Path] = ["index", "."]
    if way == "option":
        words += ["--home=~/kept"]
    elif way == "option first":
        words = ["--home", "~/kept", *words]
    elif way == "variable":
        plain["TWINSET_HOME"] = "~/kept"
    else:
        name = pwd.getpwuid(os.getuid()).pw_name
        there = os.path.relpath(tmp_path / "user" / "kept", os.path.expanduser(f"~{name}"))
        words += [f"--home=~{name}/{there}"]
    assert twinset(*words, env=plain, cwd=photos).code == 0
    assert "catalog" in os.listdir(tmp_path / "user" / "kept")
    assert sorted(os.listdir(photos)) == [f"{number:02}.png" for number in range(12)]


def test_a_relative_home_on_the_command_line_starts_here(photos: Path, twinset: Twinset, tmp_path: Path) -> None:
    assert twinset("index", photos, "--home", "kept", cwd=tmp_path).code == 0
    assert sorted(os.listdir(tmp_path / "kept")) == ["catalog", "catalog.lock"]


@pytest.mark.parametrize("start", [["index", "."], []], ids=["command", "window"])
@pytest.mark.parametrize(
    ("words", "variables"),
    [
        ([], {"TWINSET_HOME": "kept"}),
        (["--home=~nobody-of-this-name/kept"], {}),
        (["--home="], {}),
    ],
)
def test_a_place_that_is_none_is_refused(
    words: list[str], variables: dict[str, str], start: list[str], photos: Path, plain: dict[str, str], twinset: Twinset
) -> None:
    before = everything(photos.parent)
    result = twinset(*words, *start, env={**plain, **variables}, cwd=photos)
    assert (result.code, result.out, len(result.said)) == (1, "", 1)
    assert is_one_sentence(result.said[0].removeprefix("twinset: ")) and "--home" in result.said[0]
    assert everything(photos.parent) == before


def _without_a_name() -> tuple[str, ...]:
    """The words before a command that run it as a user that no list of users knows."""
    if os.geteuid() or not shutil.which("setpriv"):
        pytest.skip("only root may become another user, with setpriv")
    return ("setpriv", "--reuid=54321", "--regid=54321", "--clear-groups")


@pytest.mark.parametrize(
    ("home", "start"),
    [(None, []), ("/", []), *((home, ["index", "."]) for home in (None, "", "/", "~", "/nowhere/at/all"))],
)
def test_without_any_home_it_says_what_to_do(
    home: str | None, start: list[str], plain: dict[str, str], twinset: Twinset
) -> None:
    wrapper = _without_a_name()
    if subprocess.run([*wrapper, sys.executable, str(ROOT / "main.py"), "--version"], capture_output=True).returncode:
        pytest.skip("others cannot read this checkout or its Python")
    del plain["HOME"]
    result = twinset(*start, env={**plain, **({} if home is None else {"HOME": home})}, wrapper=wrapper, cwd="/")
    assert (result.code, result.out, len(result.said)) == (1, "", 1)
    assert "HOME" in result.said[0] and "--home" in result.said[0]
    assert is_one_sentence(result.said[0].removeprefix("twinset: "))
    assert not os.path.exists("/.local") and not os.path.exists("/~")


def test_a_home_inside_the_photos_is_allowed(photos: Path, twinset: Twinset) -> None:
    assert twinset("index", photos, "--home", photos / "kept").json["indexed"] == 12
    assert twinset("index", photos, "--home", photos / "kept").json["found"] == 12


def test_within_flatpak_all_starts_find_one_window(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("FLATPAK_ID", "app.twinset.Twinset")
    shared = tmp_path / "app" / "app.twinset.Twinset"
    shared.mkdir(parents=True)
    assert Path(Paths.choose(str(tmp_path)).window_address).parent == shared
