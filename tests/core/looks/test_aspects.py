"""Colour, pattern and shape on drawn garments whose looks are known, and what must not change them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageEnhance, ImageOps

from core.looks.aspects import (
    COLOUR_DIMENSIONS,
    PATTERN_DIMENSIONS,
    SHAPE_DIMENSIONS,
    Aspects,
    _binary_patterns,
    _spectrum,
    describe,
)
from core.looks.colours import parse_colour
from core.looks.garment import foreground, looked_at
from core.looks.naming import name_colour
from core.photos.images import load_rgb
from core.sample.sample import COLOURS, KINDS, PATTERNS, Garment, draw, silhouette

STOCK = Path("../shared/data/stock")
DIMENSIONS = {"colour": COLOUR_DIMENSIONS, "pattern": PATTERN_DIMENSIONS, "shape": SHAPE_DIMENSIONS}
SOME_COLOURS = ("navy", "red", "mustard", "white")
SIZE = 270  # pixels wide


def garment(kind: str = "dress", colour: str = "red", pattern: str = "plain") -> Garment:
    return Garment(f"{colour} {pattern} {kind}", kind, COLOURS[colour], colour, pattern)


def look(image: Image.Image) -> Aspects:
    return describe(np.asarray(image))


def apart(a: Aspects, b: Aspects, name: str) -> float:
    return float(np.linalg.norm(getattr(a, name) - getattr(b, name)))


@pytest.fixture(scope="module")
def wardrobe() -> list[tuple[Garment, Aspects]]:
    """Two cuts of every kind in all patterns and four colours, each photo with its own folds and light: 200 photos."""
    looks = [(kind, colour, pattern) for kind in KINDS for colour in SOME_COLOURS for pattern in PATTERNS]
    garments = [
        Garment(f"cut {number % 2}", kind, COLOURS[colour], colour, pattern)  # the name decides the cut
        for number, (kind, colour, pattern) in enumerate(looks)
    ]
    return [(drawn, look(draw(drawn, SIZE, number))) for number, drawn in enumerate(garments)]


@pytest.mark.parametrize(("aspect", "same"), [("colour", "colour_name"), ("pattern", "pattern"), ("shape", "kind")])
def test_each_aspect_alone_ranks_its_like_first(
    wardrobe: Sequence[tuple[Garment, Aspects]], aspect: str, same: str
) -> None:
    vectors = np.stack([getattr(aspects, aspect) for _, aspects in wardrobe])
    vectors = vectors.astype(np.float16).astype(np.float32)  # as the catalog keeps them
    labels = np.array([getattr(drawn, same) for drawn, _ in wardrobe])
    distance = ((vectors[:, None] - vectors) ** 2).sum(axis=2)
    np.fill_diagonal(distance, np.inf)
    nearest = distance.argsort(axis=1)[:, :10]
    assert (labels[nearest] == labels[:, None]).mean() >= 0.95


def test_main_swatch_is_the_colour_of_the_cloth(wardrobe: Sequence[tuple[Garment, Aspects]]) -> None:
    plain = [(drawn, aspects) for drawn, aspects in wardrobe if drawn.pattern == "plain"]
    right = [name_colour(aspects.swatches[0, :3]).shade == drawn.colour_name for drawn, aspects in plain]
    assert np.mean(right) >= 0.8
    assert all(aspects.swatches[0, 3] >= 0.5 for _, aspects in plain)


def test_vectors_have_fixed_lengths_and_fit_half_floats(wardrobe: Sequence[tuple[Garment, Aspects]]) -> None:
    for _, aspects in wardrobe[::10]:
        for name, length in DIMENSIONS.items():
            vector = getattr(aspects, name)
            assert vector.shape == (length,) and vector.dtype == np.float32
            assert np.abs(vector).max() < 10
        assert aspects.swatches.shape == (3, 4)


@pytest.mark.parametrize(("colour", "least"), [("navy", 0.75), ("brown", 0.75), ("mustard", 0.75), ("white", 0.55)])
@pytest.mark.parametrize("kind", ["dress", "shirt", "pants"])
def test_the_mask_is_where_the_garment_is(kind: str, colour: str, least: float) -> None:
    # The photo's background is nearly white too: a white garment shows by its shadows only.
    drawn = garment(kind, colour)
    small = draw(drawn, SIZE).resize((60, 75), Image.Resampling.BOX)
    true = np.asarray(silhouette(drawn, SIZE).resize((60, 75), Image.Resampling.BOX)) > 127
    found = foreground(np.asarray(small)) > 0.5
    assert (true & found).sum() / (true | found).sum() > least


def test_the_background_does_not_count() -> None:
    drawn = garment("t-shirt", "navy", "striped")
    photo, outline = draw(drawn, SIZE), silhouette(drawn, SIZE)
    elsewhere = Image.new("RGB", photo.size, "#c07040")
    elsewhere.paste(photo, mask=outline)
    here, there = look(photo), look(elsewhere)
    other = look(draw(garment("hat", "mustard", "dotted"), SIZE))
    for name in DIMENSIONS:
        assert apart(here, there, name) < 0.5 * apart(here, other, name), name


@pytest.mark.parametrize("kind", ["shirt", "shoes", "hat"])
def test_a_mirrored_garment_looks_the_same(kind: str) -> None:
    photo = draw(garment(kind, "sky blue", "checked"), SIZE)
    plain, mirrored = look(photo), look(ImageOps.mirror(photo))
    other = look(draw(garment("pants", "black", "plain"), SIZE))
    for name in DIMENSIONS:
        assert apart(plain, mirrored, name) < 0.25 * apart(plain, other, name), name


def test_poor_light_leaves_a_garment_nearer_to_itself_than_to_other_colours() -> None:
    photo = draw(garment("dress", "sky blue"), SIZE)
    dim = look(ImageEnhance.Brightness(photo).enhance(0.8))
    others = [look(draw(garment("dress", name), SIZE)) for name in COLOURS if name != "sky blue"]
    assert apart(dim, look(photo), "colour") < min(apart(dim, other, "colour") for other in others)


@pytest.mark.parametrize("light", [(1, 1, 1), (0.6, 0.6, 0.6), (1, 0.95, 0.86), (0.93, 0.97, 1)], ids=str)
@pytest.mark.parametrize("colour", ["navy", "red", "green", "white", "brown", "pink", "black"])
def test_a_garment_keeps_its_name_in_other_light(colour: str, light: tuple[float, float, float]) -> None:
    photo = np.asarray(draw(garment("t-shirt", colour), SIZE)) / 255
    in_light = np.rint(255 * (photo**2.2 * light) ** (1 / 2.2)).astype(np.uint8)
    assert name_colour(describe(in_light).swatches[0, :3]).basic == colour


def test_where_a_network_looked_lies_over_the_middle_square() -> None:
    places = np.zeros((2, 9, 9), np.float32)
    places[:, 2, 6] = 3, 4
    looked = looked_at(places, 90, 60)
    assert looked.shape == (90, 60) and looked.max() == 1
    rows, columns = np.nonzero(looked > 0.9)
    assert rows.mean() == pytest.approx(15 + 60 * 2.5 / 9, abs=1) and columns.mean() == pytest.approx(
        60 * 6.5 / 9, abs=1
    )
    assert looked_at(np.zeros((2, 9, 9), np.float32), 90, 60).max() == 0
    assert looked_at(np.ones((2, 7, 7), np.float32), 5, 64) == pytest.approx(1)


def test_where_a_network_looked_tells_a_garment_from_the_rug_below_it() -> None:
    photo = Image.new("RGB", (300, 300), "#d8d4cc")
    photo.paste("#9a8a6a", (40, 60, 260, 300))
    photo.paste("#232f5c", (60, 80, 160, 180))
    places = np.zeros((1, 9, 9), np.float32)
    places[0, 2:5, 2:5] = 1
    without, with_it = describe(np.asarray(photo)), describe(np.asarray(photo), places)
    assert name_colour(with_it.swatches[0, :3]).basic == "navy" != name_colour(without.swatches[0, :3]).basic


def test_narrow_stripes_keep_their_colours() -> None:
    photo = np.full((360, 290, 3), 235, np.uint8)
    photo[80:280, 60:230] = (35, 47, 92)
    photo[80:280:4, 60:230] = photo[81:280:4, 60:230] = 244
    named = {name_colour(swatch[:3]).basic: swatch[3] for swatch in describe(photo).swatches}
    assert {"navy", "white"} <= {*named}
    assert all(named[colour] > 0.25 for colour in ("navy", "white"))


def test_pattern_does_not_depend_on_colour() -> None:
    striped = [look(draw(garment("t-shirt", name, "striped"), SIZE)) for name in ("navy", "white")]
    dotted = look(draw(garment("t-shirt", "navy", "dotted"), SIZE))
    assert apart(*striped, "pattern") < apart(striped[0], dotted, "pattern")


def stripes(degrees: float, wave: float = 8.0) -> np.ndarray:
    """Values (128, 128) of a smooth stripe, of a contrast of 40."""
    y, x = np.mgrid[:128, :128]
    along = x * np.cos(np.radians(degrees)) + y * np.sin(np.radians(degrees))
    return (40 * np.sqrt(2) * np.sin(2 * np.pi * along / wave)).astype(np.float32)


def spectrum(values: np.ndarray) -> tuple[float, np.ndarray, np.ndarray, np.ndarray]:
    """Contrast; per scale energy (5,), three harmonics of its directions (5, 3), share of the main frequency (5,)."""
    contrast, vector = _spectrum(values.astype(np.float32), np.ones_like(values, np.float32))
    return contrast, vector[:5], vector[5:20].reshape(5, 3), vector[20:]


def test_the_spectrum_says_stripes_and_checks_whatever_way_they_run() -> None:
    contrast, scales, turning, peaks = spectrum(stripes(0))
    scale = int(scales.argmax())
    assert contrast == pytest.approx(40, rel=0.1)
    assert turning[scale, 0] > 0.5 and peaks[scale] > 0.3, "stripes: one direction, one frequency"
    for degrees in (45, 90, 135):
        _, scales_there, turning_there, _ = spectrum(stripes(degrees))
        assert np.allclose(scales_there, scales, atol=0.06) and np.allclose(turning_there, turning, atol=0.06), degrees
    assert spectrum(stripes(90))[3] == pytest.approx(peaks, abs=0.02), "stripes along and across are as regular"
    there, mirrored = spectrum(stripes(10)), spectrum(stripes(10)[:, ::-1])
    assert all(np.allclose(a, b, atol=0.01) for a, b in zip(there, mirrored, strict=True))
    _, *inverted = spectrum(-stripes(0))
    assert all(np.allclose(a, b, atol=1e-3) for a, b in zip(inverted, (scales, turning, peaks), strict=True))
    _, _, checked, _ = spectrum((stripes(0) + stripes(90)) / np.sqrt(2))
    assert checked[scale, 0] < 0.1 < 0.4 < checked[scale, 1], "checks: two directions across each other"
    halved, *_ = spectrum(stripes(0) / 2)
    assert halved == pytest.approx(contrast / 2, rel=0.01)
    assert spectrum(stripes(0, wave=24))[1].argmax() < scale, "broad stripes are of a lower scale"


@pytest.mark.parametrize("radius", [1, 2])
def test_binary_patterns_are_those_of_their_definition(radius: int) -> None:
    """Every second pixel: how many of eight neighbours on a circle are brighter, if these lie in one arc."""
    random = np.random.default_rng(radius)
    values = random.integers(0, 4, (128, 128)).astype(np.float32)
    weights = random.uniform(0.1, 1, values.shape).astype(np.float32)
    circle = [(round(radius * np.sin(at * np.pi / 4)), round(radius * np.cos(at * np.pi / 4))) for at in range(8)]
    classes = np.zeros(6)
    for y in range(radius, 128 - radius, 2):
        for x in range(radius, 128 - radius, 2):
            brighter = [bool(values[y + dy, x + dx] > values[y, x]) for dy, dx in circle]
            changes = sum(brighter[at] != brighter[at - 1] for at in range(8))
            classes[min(sum(brighter), 8 - sum(brighter)) if changes <= 2 else 5] += weights[y, x]
    assert _binary_patterns(values, weights, radius) == pytest.approx(classes / classes.sum(), abs=1e-5)


def test_it_is_deterministic() -> None:
    photo = draw(garment(), SIZE)
    once, again = look(photo), look(photo)
    assert all(np.array_equal(getattr(once, name), getattr(again, name)) for name in (*DIMENSIONS, "swatches", "words"))


@pytest.mark.parametrize("size", [(1, 1), (1, 400), (400, 1), (7, 5), (3000, 40), (260, 260)])
@pytest.mark.parametrize("fill", ["#fff", "#000", "#8a3"])
def test_any_photo_has_aspects(size: tuple[int, int], fill: str) -> None:
    aspects = look(Image.new("RGB", size, fill))
    for name in (*DIMENSIONS, "swatches", "words"):
        assert np.isfinite(getattr(aspects, name)).all(), name
    lightness, *hue = aspects.swatches[0, :3] - parse_colour(fill)
    assert lightness >= -0.5 and np.hypot(*hue) < 0.5 + lightness, "at most it is taken for a photo in the dark"


def test_noise_has_aspects() -> None:
    noise = np.random.default_rng(0).integers(0, 256, (300, 280, 3), dtype=np.uint8)
    assert all(np.isfinite(getattr(describe(noise), name)).all() for name in DIMENSIONS)
    assert foreground(noise[:80, :60]).max() > 0


@pytest.mark.skipif(not STOCK.is_dir(), reason="the stock photos are not there")
def test_photos_with_their_hue_turned_are_found_by_another_view_of_the_same_hue() -> None:
    right = []
    for file in sorted(STOCK.glob("*.jpg"))[:60]:
        photo = Image.fromarray(load_rgb(str(file), 260))
        if not _has_hue(photo):
            continue
        versions = [_turned(photo, by) for by in (0, 64, 128, 192)]
        known = [look(version) for version in versions]
        for number, version in enumerate(versions):
            asked = look(ImageEnhance.Brightness(ImageOps.mirror(version)).enhance(0.85))
            right.append(int(np.argmin([apart(asked, one, "colour") for one in known])) == number)
    assert len(right) >= 40
    assert np.mean(right) >= 0.95


def _has_hue(photo: Image.Image) -> bool:
    _, saturation, value = np.moveaxis(np.asarray(photo.convert("HSV")) / 255.0, -1, 0)
    shown = (value < 0.92) | (saturation > 0.08)
    return bool(((saturation > 0.3) & (value > 0.25))[shown].mean() > 0.5)


def _turned(photo: Image.Image, by: int) -> Image.Image:
    hue, saturation, value = photo.convert("HSV").split()
    return Image.merge("HSV", (hue.point(lambda old: (old + by) % 256), saturation, value)).convert("RGB")
