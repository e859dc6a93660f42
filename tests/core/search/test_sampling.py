"""Some photos stand for all: the same ones each time, from everywhere, no pair of one with itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from support import Result

from core.search.sampling import evenly, pairs


@pytest.mark.parametrize(("count", "most"), [(1, 4), (5, 5), (6, 5), (100, 7), (1_000_000, 2048)])
def test_a_sample_is_spread_over_all(count: int, most: int) -> None:
    taken = evenly(count, most)
    assert len(taken) == min(count, most) and taken[0] == 0 and taken[-1] < count
    gaps = np.diff([*taken, count])
    assert gaps.min() >= 1 and gaps.max() - gaps.min() <= 1


@pytest.mark.parametrize("count", [2, 3, 20, 1000, 1_000_000])
def test_pairs_are_of_two_and_from_everywhere(count: int) -> None:
    one, other = pairs(count, 2000)
    assert len(one) == len(other) == 2000
    assert (one != other).all() and min(one.min(), other.min()) >= 0 and max(one.max(), other.max()) < count
    far = np.abs(one - other)
    assert np.mean(one) == pytest.approx((count - 1) / 2, abs=0.02 * count)
    assert np.mean(other) == pytest.approx((count - 1) / 2, abs=0.02 * count)
    if count >= 20:  # as of pairs drawn at random: a third of all apart in the middle
        assert np.mean(far) == pytest.approx(count / 3, rel=0.1)


def test_a_search_imports_no_random_numbers(
    wardrobe: Path,
    indexed_before: Callable[[Path], Path],
    twinset: Callable[..., Result],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = indexed_before(wardrobe)
    monkeypatch.setenv("PYTHONPROFILEIMPORTTIME", "1")
    result = twinset("similar", sorted(folder.iterdir())[0], "--in", folder)
    assert result.code == 0
    assert " numpy\n" in result.err and "numpy.random" not in result.err
