"""Short forms of `make stress` for what no other test here does."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from support import ROOT

from tests.stress.properties import PROPERTIES, ask

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="kills, and mounts small disks")
WITH_A_WINDOW_SYSTEM = "tests/gui/base/test_display.py::test_an_x11_display_that_answers_is_one"
INDEXING = "tests/core/commands/test_cli.py::test_index_prints_one_object"


@pytest.mark.parametrize("name", PROPERTIES)
@pytest.mark.usefixtures("qapp")
def test_odd_data_gives_nothing_but_reasons(name: str, tmp_path: Path) -> None:
    assert ask(name, tmp_path, examples=40, first=1) >= 40


@pytest.mark.slow
@pytest.mark.parametrize(
    "words",
    [
        "kills --times 3 --photos 24 index hearts trash",
        "full_disk --step 256 hearts settings",
        f"no_network {WITH_A_WINDOW_SYSTEM} {INDEXING}",
    ],
    ids=lambda words: words.split()[0],
)
def test_a_short_part(words: str) -> None:
    name, *options = words.split()
    done = subprocess.run(
        [sys.executable, "-m", f"tests.stress.{name}", *options], cwd=ROOT, capture_output=True, text=True
    )
    if done.returncode == 77:
        pytest.skip(done.stdout)
    assert done.returncode == 0, done.stdout + done.stderr
