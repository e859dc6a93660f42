"""Damaged image files: a short form of tests/stress/fuzz_images.py, and what that found."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from stress.image_mutations import mutated, samples
from support import ROOT, encoded

from core.photos.images import load_rgb

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


@pytest.mark.parametrize(
    ("levels", "white"),
    [((-2.8e38, 0.75, 1.5), 255), ((-3.4e38, 0, 3.4e38), 255), ((0, 5e-41, 1e-40), 0), ((-9, -5, -1), 0)],
    ids="far-below both-ends next-to-nothing all-below".split(),
)
def test_odd_levels_of_floats_are_no_warning(levels: tuple[float, ...], white: int) -> None:
    """Warnings fail a test; a worker would print them."""
    image = Image.fromarray(np.array([levels], np.float32))
    grey = load_rgb(encoded(image, "TIFF"))[0, :, 0]
    assert grey[0] == 0 and grey[-1] == white
