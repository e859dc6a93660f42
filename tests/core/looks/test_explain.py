"""What agrees in two photos, laid over the whole of one."""

from __future__ import annotations

import numpy as np
import pytest

from core.looks.explain import overlay_whole


@pytest.mark.parametrize(("height", "width"), [(40, 80), (80, 40), (60, 60)])
def test_only_the_square_that_the_network_saw_glows(height: int, width: int) -> None:
    rgb = np.full((height, width, 3), 90, np.uint8)
    glowing = overlay_whole(rgb, np.ones((7, 7), np.float32), 160)
    faded = overlay_whole(rgb, np.zeros((7, 7), np.float32), 160)
    longer, shorter = max(height, width), min(height, width)
    assert glowing.shape == (160 * height // longer, 160 * width // longer, 3) and glowing.dtype == np.uint8
    glows = (glowing != faded).any(axis=2)
    for seen in (glows.any(axis=1), glows.any(axis=0)):
        assert abs(seen.sum() - 160 * shorter // longer) <= 6
        assert abs(seen.argmax() - seen[::-1].argmax()) <= 2  # in the middle
