"""The application as a process of its own: `python main.py`, closed from outside. It says nothing and ends with 0."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from program import Open, end, listens, searchable
from support import ROOT, Result, chance, save, wait_until

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")

LinuxOnly = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")
Signals = pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "SIGINT"])


@Signals
def test_a_signal_closes_it(
    main_py: Open, photos: Path, home: Path, twinset: Callable[..., Result], number: int
) -> None:
    process = main_py(photos)
    wait_until(lambda: searchable(home, photos) == 12)
    end(process, number)
    assert (home / "twinset.log").read_text() == ""
    assert (home / "settings.json").exists()
    assert twinset("index", photos, "--json").json["reused"] == 12


def test_closing_while_indexing(main_py: Open, many: Path, home: Path) -> None:
    process = main_py(many)
    wait_until(lambda: searchable(home, many) > 0)
    end(process, signal.SIGTERM)
    assert 0 < searchable(home, many) < 3000
    assert (home / "twinset.log").read_text() == ""


@LinuxOnly
def test_closing_at_once(main_py: Open, photos: Path, home: Path) -> None:
    process = main_py(photos)
    wait_until(lambda: listens(process, signal.SIGTERM))
    end(process, signal.SIGTERM)
    assert not (home / "twinset.log").exists()


@LinuxOnly
@Signals
def test_closing_at_any_moment_of_the_start(main_py: Open, photos: Path, home: Path, number: int) -> None:
    """Before the window listens to signals itself, while it is made, and just after."""
    random = chance()
    for attempt in range(4):
        process = main_py(photos)
        wait_until(lambda process=process: listens(process, signal.SIGTERM))
        if attempt:  # any moment will do; the first is that of the folder's log
            time.sleep(random.uniform(0, 1.5))
        else:
            wait_until(lambda: (home / "twinset.log").exists())
        end(process, number)
        assert (home / "twinset.log").read_text() == ""


def test_an_empty_window(main_py: Open, home: Path) -> None:
    process = main_py("--home", home / "elsewhere")
    wait_until(lambda: (home / "elsewhere" / "twinset.log").exists())
    end(process, signal.SIGTERM)
    assert (home / "elsewhere" / "twinset.log").read_text() == ""


def test_its_files_are_for_their_owner_alone(main_py: Open, home: Path) -> None:
    """Those of an earlier version are made so."""
    for name in ("twinset.log", "twinset.log.1"):
        save(home / name, b"")
        (home / name).chmod(0o644)
    process = main_py("--home", home)
    wait_until(lambda: (home / "twinset.log").stat().st_mode & 0o777 == 0o600)
    end(process, signal.SIGTERM)
    modes = {name: (home / name).stat().st_mode & 0o777 for name in ("twinset.log", "twinset.log.1", "window.lock")}
    assert set(modes.values()) == {0o600}, modes


def test_a_fault_before_there_is_a_window_is_one_sentence(home: Path) -> None:
    code = (
        "import sys, core.base.paths\n"
        "core.base.paths.MODEL = 0\n"
        "import main; sys.exit(main.main())"  # core.looks.model takes a path
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (1, "", 1)
    assert "fault of the program" in done.stderr and "Traceback" in (home / "twinset.log").read_text()


def test_a_start_that_is_not_there(twinset: Callable[..., Result], tmp_path: Path) -> None:
    result = twinset(tmp_path / "gone")
    assert result.code == 1 and result.out == "" and len(result.err.splitlines()) == 1
    assert str(tmp_path / "gone") in result.err
