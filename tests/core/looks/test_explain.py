"""What agrees in two photos, laid over the whole of one."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from core.looks.explain import agreement, overlay_whole
from core.looks.garment import foreground
from core.looks.model import Extractor
from core.photos.images import load_rgb


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


def test_places_that_agree_are_pairs_on_the_garments(extractor: Extractor, wardrobe: Path) -> None:
    query, match = (load_rgb(str(wardrobe / f"{name}.jpg")) for name in ("navy-dotted-dress", "black-dotted-dress"))
    found = agreement(extractor, query, match)
    assert 1 <= len(found.pairs) <= 3
    for at, rgb in enumerate((query, match)):
        side = min(rgb.shape[:2])
        top, left = ((edge - side) // 2 for edge in rgb.shape[:2])
        garment = foreground(rgb[top : top + side : 6, left : left + side : 6])
        for pair in found.pairs:
            x, y = (min(int(share * len(garment)), len(garment) - 1) for share in pair[at])
            assert garment[max(0, y - 6) : y + 7, max(0, x - 6) : x + 7].max() > 0.5
    places = {pair[0] for pair in found.pairs}
    assert len(places) == len(found.pairs)


def test_numbers_stand_where_the_pairs_are() -> None:
    rgb = np.full((60, 120, 3), 90, np.uint8)
    plain, numbered = (overlay_whole(rgb, np.zeros((7, 7), np.float32), 240, spots=s) for s in ((), [(0.5, 0.25)]))
    down, across = (np.flatnonzero((plain != numbered).any(axis=(axis, 2))) for axis in (1, 0))
    assert abs(across.mean() - 120) <= 2 and abs(down.mean() - 30) <= 2
