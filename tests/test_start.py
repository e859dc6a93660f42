"""What `make run` starts, and the check for system libraries before it."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from PIL import Image

ROOT = Path(__file__).resolve().parent.parent


def test_without_a_display_the_sample_wardrobe_is_searched(tmp_path: Path) -> None:
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    environment = {key: value for key, value in os.environ.items() if key not in hidden}
    environment |= {"TWINSET_HOME": str(tmp_path), "DISPLAY": ":4711"}  # one that nobody answers for
    command = [sys.executable, str(ROOT / "packaging" / "start-sample.py")]
    result = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    sheet = Path(result.stdout.strip().rpartition(": ")[2])
    with Image.open(sheet) as picture:
        assert picture.width > picture.height > 400


@pytest.fixture
def system_libraries() -> ModuleType:
    spec = importlib.util.spec_from_file_location("system_libraries", ROOT / "packaging" / "check-system.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="system libraries are checked on Linux only")
def test_missing_libraries_are_named(
    system_libraries: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(system_libraries.LIBRARIES, "libnever-there.so.7", "libnever-there7")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert system_libraries.main() == 1
    assert "sudo apt-get install libnever-there7" in capsys.readouterr().err


def test_nothing_is_said_where_nothing_is_missing(
    system_libraries: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(system_libraries, "LIBRARIES", {})
    monkeypatch.setattr(system_libraries, "FONT_FOLDERS", (str(ROOT),))
    assert system_libraries.main() == 0
    assert capsys.readouterr() == ("", "")
