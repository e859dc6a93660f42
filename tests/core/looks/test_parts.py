"""Small pictures: the same as scipy, which is too slow to import."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import ndimage

from core.looks.parts import box_mean, label


@pytest.mark.parametrize("share", [0.0, 0.1, 0.4, 0.6, 0.9, 1.0])
def test_connected_parts(share: float) -> None:
    for seed in range(40):
        random = np.random.default_rng(seed)
        mask = random.random(tuple(random.integers(1, 70, 2))) < share
        ours, count = label(mask)
        theirs, expected = ndimage.label(mask)
        assert count == expected and (ours > 0).tolist() == mask.tolist()
        assert len({*zip(ours.ravel().tolist(), theirs.ravel().tolist(), strict=True)}) == len(np.unique(theirs))


@pytest.mark.parametrize("side", [3, 5])
def test_means(side: int) -> None:
    for seed in range(40):
        random = np.random.default_rng(seed)
        image = random.random(tuple(random.integers(8, 70, 2)), dtype=np.float32)
        for ours, theirs in (("edge", "nearest"), ("symmetric", "reflect")):
            expected = ndimage.uniform_filter(image, side, mode=theirs)
            assert np.allclose(box_mean(image, side, ours), expected, atol=1e-6)
