"""Closing at any moment: code 0, nothing printed, nothing lost. `python -m tests.stress.closings` does a hundred."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from stress import closings

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")


@pytest.mark.parametrize("seed", range(1000, 1006))
def test_a_closing_at_a_random_moment_loses_nothing(tmp_path: Path, seed: int) -> None:
    assert closings.closing(seed, tmp_path / "closing").faults == ()
