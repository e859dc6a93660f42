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


def test_of_a_part_only_its_middle_glows() -> None:
    rgb = np.full((200, 100, 3), 90, np.uint8)
    box = (50, 100, 50, 80)
    glowing, faded = (overlay_whole(rgb, np.full((7, 7), value, np.float32), 200, box) for value in (1, 0))
    down, across = (np.flatnonzero((glowing != faded).any(axis=(axis, 2))) for axis in (1, 0))
    assert abs(down[0] - 115) <= 4 and abs(down[-1] - 165) <= 4
    assert abs(across[0] - 50) <= 4 and abs(across[-1] - 99) <= 4
