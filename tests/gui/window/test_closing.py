"""Closing at any moment: code 0, nothing printed, nothing lost. `python -m tests.stress.closings` does a hundred."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from support import ROOT

from tests.stress import closings

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")

PATIENCE_S = 120.0


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(1000, 1006))
def test_a_closing_at_a_random_moment_loses_nothing(tmp_path: Path, seed: int) -> None:
    assert closings.closing(seed, tmp_path / "closing").faults == ()


HANGS = """
import signal, sys, time
from pathlib import Path
import core.indexing.indexing, gui.base.work, main

def hang(*_, **__):
    while signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:  # before that the system would end it
        time.sleep(0.01)
    Path(sys.argv[1], "hangs").touch()
    time.sleep(1000)

core.indexing.indexing.scan_folders = hang
gui.base.work._PATIENCE_MS = 300
sys.exit(main.main(sys.argv[2:]))
"""


def test_a_scan_that_hangs_does_not_keep_the_process(tmp_path: Path, photos: Path, home: Path) -> None:
    """A drive that does not answer: the thread can be neither cancelled nor ended."""
    words = [sys.executable, "-W", "error", "-c", HANGS, str(tmp_path), str(photos)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    process = subprocess.Popen(words, cwd=ROOT, env=environment, **pipes)  # type: ignore[call-overload]
    until = time.monotonic() + PATIENCE_S
    while not (tmp_path / "hangs").exists() and time.monotonic() < until:
        time.sleep(0.02)
    process.send_signal(signal.SIGTERM)
    assert process.communicate(timeout=PATIENCE_S) == (b"", b"")
    assert process.returncode == 0
    assert (home / "settings.json").exists()
    assert "The thread of IndexRun does not end" in (home / "twinset.log").read_text()
