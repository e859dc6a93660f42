"""A garment without its background: the edge follows the photo, not the coarse mask."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

from core.looks.cutting import Marker, cut_out, whole_mask
from core.looks.garment import SoftMask
from core.looks.model import Extractor
from core.photos.images import RGB

PLACES = 33


def drawn(width: int, height: int, back: str, front: str) -> tuple[RGB, NDArray[np.bool_]]:
    """A shirt of one colour with a little noise, and where it is, (h, w)."""
    shape = Image.new("L", (width, height))
    across, down = width / 100, height / 100
    outline = [(30, 15), (70, 15), (92, 40), (80, 50), (72, 42), (72, 88), (28, 88), (28, 42), (20, 50), (8, 40)]
    ImageDraw.Draw(shape).polygon([(x * across, y * down) for x, y in outline], fill=255)
    photo = Image.composite(Image.new("RGB", shape.size, front), Image.new("RGB", shape.size, back), shape)
    noise = np.random.default_rng(0).normal(0, 3, (height, width, 3))
    rgb = np.clip(np.asarray(photo.filter(ImageFilter.GaussianBlur(0.7))) + noise, 0, 255).astype(np.uint8)
    return rgb, np.asarray(shape) > 127


def knows(front: str) -> Marker:
    """What a network would mark that knows the garment by its colour: places, soft ones."""
    colour = np.array(Image.new("RGB", (1, 1), front).getpixel((0, 0)))

    def mark(square: RGB) -> SoftMask:
        is_garment = (np.abs(square.astype(int) - colour).max(axis=-1) < 60).astype(np.float32)
        return np.asarray(Image.fromarray(is_garment).resize((PLACES, PLACES), Image.Resampling.BOX), np.float32)

    return mark


@pytest.mark.parametrize("size", [(390, 500), (1500, 900), (300, 900), (97, 60)])
@pytest.mark.parametrize(("back", "front"), [("#ffffff", "#27408b"), ("#77573a", "#d8b21c"), ("#101010", "#e8e8e8")])
def test_the_edge_is_that_of_the_garment(size: tuple[int, int], back: str, front: str) -> None:
    rgb, garment = drawn(*size, back, front)
    cut = cut_out(rgb, knows(front))
    solid = cut[..., 3] > 127
    assert cut.shape == (*garment.shape, 4) and cut.dtype == np.uint8
    assert (solid & garment).sum() / (solid | garment).sum() > 0.98
    assert (cut[..., 3] == 0)[~garment].mean() > 0.93 and (cut[..., 3] == 255)[garment].mean() > 0.93


def test_colours_at_the_edge_are_those_of_the_garment() -> None:
    rgb, _ = drawn(390, 500, "#ffffff", "#27408b")
    cut = cut_out(rgb, knows("#27408b")).astype(int)
    edge = (cut[..., 3] > 20) & (cut[..., 3] < 235)
    photo = np.abs(rgb[edge].astype(int) - [0x27, 0x40, 0x8B]).mean()
    assert np.abs(cut[..., :3][edge] - [0x27, 0x40, 0x8B]).mean() < photo / 2
    inside = cut[..., 3] == 255
    assert (cut[..., :3][inside] == rgb[inside]).all(), "the photo itself is not changed"


def test_a_white_garment_on_white_keeps_its_middle() -> None:
    rgb, garment = drawn(390, 500, "#ffffff", "#f6f6f6")
    small = Image.fromarray(garment.astype(np.float32))

    def mark(square: RGB) -> SoftMask:  # asked for the whole photo on a square first, then for its squares from above
        asked.append(square.shape[0])
        if len(asked) == 1:
            part = Image.new("F", (500, 500))
            part.paste(small, (55, 0))
        else:
            side, top = square.shape[0], (len(asked) - 2) * (small_height - square.shape[0]) // 2
            part = small.resize((small_width, small_height)).crop((0, top, side, top + side))
        return np.asarray(part.resize((PLACES, PLACES), Image.Resampling.BOX), np.float32)

    asked: list[int] = []
    small_width, small_height = 312, 400
    cut = cut_out(rgb, mark)
    assert len(asked) == 4
    solid = cut[..., 3] > 127
    assert (solid & garment).sum() / (solid | garment).sum() > 0.9


@pytest.mark.parametrize("size", [(1, 1), (1, 400), (400, 1), (7, 3)])
@pytest.mark.parametrize("value", [0.0, 1.0, None])
def test_odd_photos_and_masks(size: tuple[int, int], value: float | None) -> None:
    rgb = np.full((*size, 3), 200, np.uint8)

    def mark(_: RGB) -> SoftMask | None:
        return None if value is None else np.full((PLACES, PLACES), value, np.float32)

    assert cut_out(rgb, mark).shape == (*size, 4)


def test_without_a_mask_colours_tell() -> None:
    rgb, garment = drawn(390, 500, "#ffffff", "#27408b")
    solid = cut_out(rgb, lambda _: None)[..., 3] > 127
    assert (solid & garment).sum() / (solid | garment).sum() > 0.9


def test_the_network_marks_a_drawn_garment() -> None:
    extractor = Extractor()
    rgb, garment = drawn(390, 500, "#ffffff", "#27408b")
    mask = whole_mask(rgb, extractor.mask)
    assert mask.shape == garment.shape and mask[garment].mean() > 0.8 and mask[~garment].mean() < 0.2
    solid = cut_out(rgb, extractor.mask)[..., 3] > 127
    assert (solid & garment).sum() / (solid | garment).sum() > 0.95
