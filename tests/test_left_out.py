"""Placeholders, which in the frozen program stand for what libraries import and Twinset does not use."""

from __future__ import annotations

import subprocess
import sys

import pytest
from support import ROOT

HOOK = ROOT / "packaging" / "freeze" / "build-steps" / "placeholders_hook.py"


def said_by(code: str) -> str:
    """What Python says to this in a frozen program, as far as the hook makes it one."""
    frozen = f"import sys; sys.frozen = True; exec(open({str(HOOK)!r}).read())\n"
    done = subprocess.run([sys.executable, "-c", frozen + code], capture_output=True, text=True)
    return done.stdout + done.stderr


@pytest.mark.parametrize(
    "code",
    [
        "from sklearn.neighbors import NearestNeighbors; NearestNeighbors(n_neighbors=3)",
        "import scipy.linalg; scipy.linalg.svd([[1.0]])",
        "from scipy.optimize._minimize import minimize; minimize(abs, 1.0)",
    ],
)
def test_what_is_left_out_can_be_imported_and_not_used(code: str) -> None:
    assert "NotImplementedError" in said_by(code)
    assert "is left out of the frozen program" in said_by(code)


def test_what_the_program_uses_works_without_what_is_left_out() -> None:
    code = """
import numpy as np
from core.map.grid import grid_for, snapped
from core.map.layout import lay_out
from core.search.ranking import Method, Ranker
rows = np.random.default_rng(0).normal(size=(40, 6)).astype(np.float32)
places = lay_out(rows, np.full((40, 2), np.nan), lambda *_: None, 1)
cells = snapped(places, grid_for(40))
nearest = Ranker(rows, Method.KDTREE).nearest(rows[3], 5)[0]
print(places.shape, len(np.unique(cells, axis=0)), nearest[0], "scipy.linalg._basic" in sys.modules)
"""
    assert said_by(code).split("\n")[0] == "(40, 2) 40 3 False"


def test_duplicates_are_found_without_what_is_left_out() -> None:
    code = """
import numpy as np
from core.duplicates.best import Facts
from core.duplicates.difference import difference
from core.duplicates.finding import find_duplicates
from core.photos.images import Picture
rgb = np.random.default_rng(0).integers(0, 255, (9, 7, 3)).astype(np.uint8).repeat(40, 0).repeat(40, 1)
print(*difference(rgb, rgb[:, ::-1]).changes, Facts.of(Picture(rgb, b"", 0.0, (280, 360)), 5).sharpness > 0)
"""
    assert said_by(code).split("\n")[0] == "mirrored True"
