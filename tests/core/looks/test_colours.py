"""Colours: conversion against the published definition, names, swatches and search by colour."""

from __future__ import annotations

import numpy as np
import pytest

from core.looks.colours import ColourIndex, main_colours, palette, parse_colour, to_hex, to_lab
from core.looks.naming import name_colour

# sRGB and its CIELAB under D65, as computed by others (Lindbloom's calculator; scikit-image gives the same).
KNOWN = (
    ((255, 255, 255), (100.0, 0.0, 0.0)),
    ((0, 0, 0), (0.0, 0.0, 0.0)),
    ((255, 0, 0), (53.24, 80.09, 67.20)),
    ((0, 255, 0), (87.73, -86.18, 83.18)),
    ((0, 0, 255), (32.30, 79.19, -107.86)),
    ((128, 128, 128), (53.59, 0.0, 0.0)),
)


@pytest.mark.parametrize(("rgb", "lab"), KNOWN)
def test_lab_is_that_of_the_standard(rgb: tuple[int, int, int], lab: tuple[float, float, float]) -> None:
    assert to_lab(np.array(rgb, np.uint8)) == pytest.approx(lab, abs=0.1)


def test_lab_keeps_the_shape_of_a_photo() -> None:
    photo = np.random.default_rng(0).integers(0, 256, (5, 7, 3), dtype=np.uint8)
    lab = to_lab(photo)
    assert lab.shape == (5, 7, 3) and lab.dtype == np.float32
    assert np.allclose(lab[3, 2], to_lab(photo[3, 2]), atol=1e-3)


def test_hex_returns_from_lab() -> None:
    for colour in np.random.default_rng(1).integers(0, 256, (50, 3), dtype=np.uint8):
        back = bytes.fromhex(to_hex(to_lab(colour))[1:])
        assert np.abs(np.frombuffer(back, np.uint8).astype(int) - colour).max() <= 1


@pytest.mark.parametrize("text", ["#1f2a55", "1F2A55", " #1f2a55 ", "navy", "Navy"])
def test_colour_is_read(text: str) -> None:
    assert np.array_equal(parse_colour(text), to_lab(np.array([0x1F, 0x2A, 0x55], np.uint8)))


def test_short_hex_is_doubled() -> None:
    assert np.array_equal(parse_colour("#a3f"), parse_colour("#aa33ff"))


@pytest.mark.parametrize("text", ["", "#", "#12345", "#1234567", "bluish", "#ggg", "rgb(1,2,3)"])
def test_what_is_no_colour_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match="is not a colour") as raised:
        parse_colour(text)
    assert str(raised.value).endswith(".")


def test_palette_leads_back_to_the_photo() -> None:
    photo = to_lab(np.random.default_rng(2).integers(0, 256, (20, 30, 3), dtype=np.uint8))
    colours = palette(photo)
    assert np.abs(colours.lab[colours.index] - photo).max() <= 6
    assert colours.shares(np.ones((20, 30), np.float32)).sum() == pytest.approx(1)


def test_palette_counts_the_darkest_and_brightest_colours() -> None:
    corners = np.array([[[r, g, b] for r in (0, 255) for g in (0, 255)] for b in (0, 255)], np.uint8)
    assert len(palette(to_lab(corners)).lab) == 8


def swatches_of(*parts: tuple[str, float]) -> np.ndarray:
    names, shares = zip(*parts, strict=True)
    return main_colours(np.stack([parse_colour(name) for name in names]), np.array(shares, np.float32))


def test_swatches_come_by_share_and_leave_rest_empty() -> None:
    swatches = swatches_of(("white", 0.3), ("navy", 0.7))
    assert swatches.shape == (3, 4)
    assert [name_colour(swatch[:3]).shade for swatch in swatches[:2]] == ["navy", "white"]
    assert swatches[:, 3] == pytest.approx([0.7, 0.3, 0])
    assert not swatches[2].any()


def test_shades_of_one_colour_are_one_swatch() -> None:
    red = parse_colour("red")
    shades = np.stack([red + np.array([step, 0, 0]) for step in (-8, 0, 8)]).astype(np.float32)
    swatches = main_colours(shades, np.array([0.3, 0.4, 0.3], np.float32))
    assert swatches[0, 3] == pytest.approx(1) and not swatches[1:].any()


def test_swatches_never_mix_two_colours() -> None:
    stripes = swatches_of(("black", 0.5), ("white", 0.5))
    assert {name_colour(swatch[:3]).shade for swatch in stripes[:2]} == {"black", "white"}


def index() -> ColourIndex:
    blocks = [
        swatches_of(("navy", 1.0)),
        swatches_of(("white", 0.6), ("navy", 0.4)),
        swatches_of(("white", 0.95), ("navy", 0.05)),
        swatches_of(("mustard", 1.0)),
        np.zeros((3, 4), np.float32),
    ]
    return ColourIndex(np.stack(blocks))


def test_colour_search_prefers_garments_that_have_more_of_it() -> None:
    rows, distances = index().nearest(parse_colour("#1f2a55"), 3)
    assert rows.tolist() == [0, 1, 2]
    assert distances[0] == pytest.approx(0, abs=1e-3) and np.all(np.diff(distances) > 0)


def test_a_tiny_accent_does_not_win_over_a_garment_of_nearly_that_colour() -> None:
    nearly = parse_colour("navy") + np.array([4, 3, 5], np.float32)
    accent = swatches_of(("white", 0.97), ("navy", 0.03))
    garment = main_colours(nearly[None], np.ones(1, np.float32))
    assert ColourIndex(np.stack([accent, garment])).nearest(parse_colour("navy"), 1)[0].tolist() == [1]


def test_each_photo_is_found_once_and_one_without_colours_never() -> None:
    rows, _ = index().nearest(parse_colour("grey"), 100)
    assert sorted(rows.tolist()) == [0, 1, 2, 3]


def test_colour_search_equals_comparing_with_all() -> None:
    rng = np.random.default_rng(3)
    colours = rng.normal(50, 25, (300, 3, 3))
    swatches = np.concatenate([colours, rng.random((300, 3, 1))], axis=2).astype(np.float32)
    query = np.array([50, 40, 60], np.float32)
    offset = (swatches[..., :3] - query) * (0.7, 1, 1)
    apart = np.sqrt((offset**2).sum(axis=2) + (40 * (1 - swatches[..., 3])) ** 2).min(axis=1)
    rows, distances = ColourIndex(swatches).nearest(query, 25)
    assert rows.tolist() == np.argsort(apart)[:25].tolist()
    assert distances == pytest.approx(np.sort(apart)[:25], abs=1e-3)


def test_equally_near_photos_come_in_order() -> None:
    same = np.stack([swatches_of(("red", 1.0))] * 40)
    assert ColourIndex(same).nearest(parse_colour("red"), 5)[0].tolist() == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("count", [0, 3])
def test_search_where_there_is_nothing_finds_nothing(count: int) -> None:
    rows, distances = ColourIndex(np.zeros((count, 3, 4), np.float32)).nearest(parse_colour("red"), 5)
    assert rows.tolist() == [] and distances.tolist() == []


def test_noise_has_a_palette_of_bounded_size() -> None:
    noise = np.random.default_rng(4).integers(0, 256, (64, 64, 3), dtype=np.uint8)
    assert 100 < len(palette(to_lab(noise)).lab) <= 1000
