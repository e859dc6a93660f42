"""Damaged image files: a short form of tests/stress/fuzz_images.py, and what that found."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from stress.image_mutations import mutated, samples
from support import ROOT

GOOD = samples()


@pytest.mark.parametrize("name", GOOD)
def test_good_files_are_read_and_damaged_ones_differ(name: str) -> None:
    damaged = {mutated(name, 1, index, GOOD) for index in range(50)}
    assert len(damaged) > 40 and damaged == {mutated(name, 1, index, GOOD) for index in range(50)}


def test_damaged_files_give_a_picture_or_a_sentence(tmp_path: Path) -> None:
    words = ["--times", "150", "--seed", "2", "--keep", str(tmp_path)]
    done = subprocess.run(
        [sys.executable, "-m", "tests.stress.fuzz_images", *words], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout
    assert f"{150 * len(GOOD):,} damaged files, 0 findings" in done.stdout.splitlines()[-1]
