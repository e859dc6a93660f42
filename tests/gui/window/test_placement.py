"""Where the window opens: never larger than the screen, whatever the scale and whatever was kept."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from support import ROOT

from core.base.paths import Paths
from core.base.settings import Settings, load_settings, save_settings

OPEN = """
from pathlib import Path
import sys
from core.base.paths import Paths
from core.looks import model
from gui.window.app import create_application, open_window

app = create_application(["twinset"])
with open_window(Paths.choose(sys.argv[1])) as window:
    app.processEvents()
    free, frame = window.screen().availableGeometry(), window.frameGeometry()
    print(*free.getRect(), *frame.getRect(), window.width(), window.height(), sep=",")
    if len(sys.argv) > 2:
        window.resize(*map(int, sys.argv[2:]))
        app.processEvents()
    window.close()
"""


def opened(home: Path, scale: str, *then: str) -> tuple[list[int], list[int], list[int]]:
    """What the screen has free, and the window's frame: left, top, width, height of each, in logical pixels; and how
    large the window is within its frame."""
    environment = {**os.environ, "QT_SCALE_FACTOR": scale}
    command = [sys.executable, "-c", OPEN, str(home), *then]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    numbers = list(map(int, done.stdout.split(",")))
    return numbers[:4], numbers[4:8], numbers[8:]


def fits(free: list[int], frame: list[int], _size: object = None) -> bool:
    ends = (frame[at] + frame[at + 2] <= free[at] + free[at + 2] for at in (0, 1))
    return frame[0] >= free[0] and frame[1] >= free[1] and all(ends)


@pytest.mark.parametrize("scale", ["1.25", "1.5", "2", "3"])
def test_a_new_window_lies_in_the_middle_of_its_screen(home: Path, scale: str) -> None:
    free, frame, size = opened(home, scale)
    assert fits(free, frame)
    assert abs((frame[0] - free[0]) - (free[2] - frame[0] - frame[2])) <= 2
    assert size[0] <= max(0.9 * free[2], 640)
    if scale == "1.25":
        assert size == [1180, round(0.9 * free[3])]


@pytest.mark.parametrize("scale", ["1.25", "2"])
def test_nor_is_one_that_was_larger_at_another_scale(home: Path, scale: str) -> None:
    *_, size = opened(home, "1", "1850", "1000")
    kept = load_settings(Paths.choose(str(home)).settings).geometry
    assert size == [1180, 800] and kept
    assert fits(*opened(home, scale))
    save_settings(Paths.choose(str(home)).settings, Settings(geometry=kept))
    assert opened(home, "1")[2] == [1850, 1000]


@pytest.mark.parametrize("kept", ["AdnQ", "no base64 \u00e4", ""])
def test_what_was_kept_may_be_anything(home: Path, kept: str) -> None:
    save_settings(Paths.choose(str(home)).settings, Settings(geometry=kept))
    assert fits(*opened(home, "1.5"))
