"""AVIF and HEIC files whose clean aperture shows a part of what is encoded (`clap`, ISO/IEC 14496-12, 12.1.4)."""

from __future__ import annotations

import struct
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from support import DATA, Result, encoded, photo, save

from core.photos.heif_boxes import clean_aperture
from core.photos.images import decode, load_rgb, load_thumbnail
from core.sample.sample import draw, garments
from tests.heif_properties import box, clap, with_property

PHOTO = photo(5, (320, 400))
AVIF = encoded(PHOTO, "AVIF", quality=90)
UNCROPPED = load_rgb(AVIF)
SIDES = pytest.mark.parametrize("side", [0, 40, 100])
WIDE = pytest.mark.parametrize("wide", [False, True], ids=["small tables", "large tables"])


def _cropped(body: bytes, data: bytes = AVIF, **options: bool) -> bytes:
    return with_property(data, b"clap", body, **options)


def _apart(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> float:
    assert one.shape == other.shape
    return float(np.abs(one.astype(int) - other.astype(int)).mean())


@WIDE
@pytest.mark.parametrize(
    ("body", "box"),
    [
        (clap(200, 100), (60, 150, 260, 250)),
        (clap(120, 300, 100, -50), (200, 0, 320, 300)),
        (clap(33, 51, 10.5, -4.5, parts=2), (154, 170, 187, 221)),
        (clap(1, 1, -159.5, 199.5, parts=2), (0, 399, 1, 400)),
        (clap(320, 400), (0, 0, 320, 400)),
        (clap(99.75, 100, 0.125, 0, parts=8), (110, 150, 210, 250)),
    ],
    ids="middle corner half pixel all fraction".split(),
)
def test_the_clean_aperture_is_all_that_is_shown(body: bytes, box: tuple[int, int, int, int], wide: bool) -> None:
    left, top, right, bottom = box
    picture = decode(_cropped(body, wide=wide))
    assert picture.size == (right - left, bottom - top) and picture.missing == 0
    assert _apart(picture.rgb, UNCROPPED[top:bottom, left:right]) == 0


@SIDES
@pytest.mark.parametrize("orientation", range(1, 9))
def test_the_crop_comes_before_the_turn(orientation: int, side: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    turned = decode(_cropped(clap(160, 300, 60, -20), encoded(PHOTO, "AVIF", quality=90, exif=exif)), side)
    straight = decode(_cropped(clap(160, 300, 60, -20)), side)
    turns = (None, 0, 3, 1, 5, 4, 6, 2)  # of PIL.Image.Transpose, by EXIF 2.32, 4.6.4
    turn = turns[orientation - 1]
    upright = Image.fromarray(straight.rgb)
    assert _apart(turned.rgb, np.asarray(upright if turn is None else upright.transpose(turn))) == 0
    assert turned.size == ((300, 160) if orientation > 4 else (160, 300))
    assert turned.pixels == straight.pixels


def test_a_cropped_photo_comes_scaled_but_never_below_what_is_asked() -> None:
    large = encoded(PHOTO.resize((960, 1200)), "AVIF", quality=90, speed=9)
    cropped = _cropped(clap(400, 600, 100), large)
    picture = decode(cropped, 100)
    assert picture.size == (400, 600) and picture.rgb.shape == (300, 200, 3)
    whole = Image.fromarray(load_rgb(cropped)).reduce(2)
    assert _apart(picture.rgb, np.asarray(whole)) < 1
    assert load_thumbnail(cropped, 60).shape == (60, 40, 3)
    assert decode(cropped, 350).rgb.shape == (600, 400, 3)


def test_what_tells_pixels_apart_knows_the_crop() -> None:
    one, other = decode(_cropped(clap(200, 100))), decode(_cropped(clap(200, 100, 8)))
    assert len({one.pixels, other.pixels, decode(AVIF).pixels}) == 3
    assert decode(_cropped(clap(200, 100), wide=True)).pixels == one.pixels


def test_transparency_is_cropped_along() -> None:
    clear = PHOTO.convert("RGBA")
    clear.paste((0, 0, 0, 0), (0, 0, 320, 200))
    rgb = load_rgb(_cropped(clap(100, 200), encoded(clear, "AVIF", quality=90)))
    assert rgb.shape == (200, 100, 3)
    assert rgb[:90].min() > 250 and _apart(rgb[110:], UNCROPPED[210:300, 110:210]) < 5


@pytest.mark.parametrize(
    "body",
    [
        clap(0, 0),
        clap(321, 100),
        clap(100, 100, 111),
        clap(100, 100, 0, -151),
        clap(2**31, 2**31),
        *(clap(100, 100)[: at + 4] + bytes(4) + clap(100, 100)[at + 8 :] for at in range(0, 32, 8)),
    ],
    ids="empty wide right up huge width/0 height/0 right/0 down/0".split(),
)
def test_an_aperture_that_makes_no_sense_crops_nothing(body: bytes) -> None:
    assert _apart(load_rgb(_cropped(body)), UNCROPPED) == 0


def test_the_aperture_of_another_item_crops_nothing() -> None:
    assert _apart(load_rgb(with_property(AVIF, b"clap", clap(9, 9), item=77)), UNCROPPED) == 0


@pytest.mark.parametrize("name", ["garment.heic", "turned.heic"])
@pytest.mark.parametrize(
    "body", [clap(40, 60, 8, -10), clap(41, 61), clap(40, 60, 0.5, 0.5, parts=2), clap(40.5, 60.5, 3, 1, parts=2)]
)
def test_heic_is_cropped_at_the_same_place(name: str, body: bytes) -> None:
    """By libheif itself. In between lies what it makes of colours that are stored at half the size."""
    data = (DATA / name).read_bytes()
    turns = 1 if name == "turned.heic" else 0
    stored = np.rot90(load_rgb(data), turns)
    cropped = _cropped(body, data)
    left, top, right, bottom = clean_aperture(cropped, stored.shape[1::-1])  # type: ignore[misc]
    assert _apart(np.rot90(load_rgb(cropped), turns), stored[top:bottom, left:right]) < 4


def test_hostile_boxes_lead_nowhere() -> None:
    """Tables that claim to be endless, boxes by the million, properties cut short, boxes that are not there."""
    data = _cropped(clap(100, 100))
    start = data.index(b"ipma") + 4
    endless = data[:start] + bytes(4) + struct.pack(">I", 2**32 - 1) + b"\0\2\0" * 2_000_000
    many = box(b"ftyp", b"avif") + box(b"meta", bytes(4) + box(b"free", b"") * 2_000_000)
    odd = data[:start] + bytes(4) + b"\xff" * 9
    cut = [_cropped(clap(100, 100)[:length]) for length in (0, 20)]
    renamed = [data.replace(kind, b"what") for kind in (b"meta", b"pitm", b"iprp", b"ipco", b"ipma", b"clap")]
    for hostile in (endless, many, odd, *cut, *renamed, data[: start + 2], b"", data[:8] + b"avis" + data[12:]):
        assert clean_aperture(hostile, (320, 400)) is None
    assert clean_aperture(data, (320, 400)) == (110, 150, 210, 250)


def test_long_and_open_lengths_of_boxes_are_understood() -> None:
    data = _cropped(clap(100, 50))
    start = data.index(b"meta") - 4
    end = start + int.from_bytes(data[start : start + 4], "big")
    long = struct.pack(">I4sQ", 1, b"meta", end - start + 8) + data[start + 8 : end]
    assert clean_aperture(data[:start] + long + data[end:], (320, 400)) == (110, 175, 210, 225)
    assert clean_aperture(data[:start] + bytes(4) + data[start + 4 : end], (320, 400)) == (110, 175, 210, 225)


def test_a_cropped_photo_is_found_by_what_it_shows(twinset: Callable[..., Result], tmp_path: Path) -> None:
    folder = tmp_path / "photos"
    scene = Image.new("RGB", (600, 600), "white")
    scene.paste(photo(1, (600, 300)), (0, 300))
    wanted, *others = (draw(garment, 160).crop((0, 0, 160, 160)).resize((200, 200)) for garment in garments()[:10])
    scene.paste(wanted, (40, 60))
    for number, other in enumerate(others):
        save(folder / f"{number}.png", other)
    shown = save(folder / "cropped.avif", _cropped(clap(200, 200, -160, -140), encoded(scene, "AVIF", quality=90)))
    query = save(tmp_path / "query.png", wanted)
    (nearest,) = twinset("similar", query, "--in", folder, "--top", "1").json["matches"]
    assert nearest["path"] == shown and nearest["label"] == "same item"
