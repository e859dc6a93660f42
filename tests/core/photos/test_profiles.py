"""Colour profiles: what is the same to the eye has the same colours here, whatever space its file is in."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from colour_spaces import SPACES, grey_profile, in_inks, in_space, inks_profile, rgb_profile
from numpy.typing import NDArray
from PIL import Image, ImageCms
from support import INPUT_SIDE, Result, encoded, photo, save, swatches

from core.looks.model import Extractor
from core.looks.naming import name_colour
from core.photos import profiles
from core.photos.images import decode, load_rgb, load_thumbnail
from core.sample.sample import draw, garments

RED = next(draw(garment, 300).convert("RGB") for garment in garments() if garment.colour_name == "red")
SOFT = Image.blend(photo(3, (120, 160)), Image.new("RGB", (120, 160), (128, 120, 110)), 0.4)  # within every space


def _files(image: Image.Image) -> dict[str, bytes]:
    """One picture in five colour spaces, as its file would be."""
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return {
        "srgb.png": encoded(image, "PNG", icc_profile=srgb),
        **{f"{name}.png": encoded(in_space(image, name), "PNG", icc_profile=rgb_profile(name)) for name in SPACES},
        "inks.tif": encoded(in_inks(image), "TIFF", icc_profile=inks_profile()),
    }


def _apart(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> float:
    return float(np.abs(one.astype(int) - other.astype(int)).mean())


@pytest.mark.parametrize("name", [*SPACES, "inks"])
@pytest.mark.parametrize("side", [0, 40])
def test_colours_come_out_as_srgb_at_any_size(name: str, side: int) -> None:
    data = next(data for file, data in _files(SOFT).items() if file.startswith(name))
    plain = encoded(SOFT, "PNG")
    assert _apart(load_rgb(data, side), load_rgb(plain, side)) < 2
    assert _apart(load_thumbnail(data, 50), load_thumbnail(plain, 50)) < 2


@pytest.mark.parametrize("file_format", ["JPEG", "PNG", "TIFF", "WEBP", "AVIF"])
def test_profiles_of_all_formats_are_minded(file_format: str) -> None:
    data = encoded(in_space(SOFT, "ProPhoto"), file_format, icc_profile=rgb_profile("ProPhoto"), quality=95)
    without = encoded(in_space(SOFT, "ProPhoto"), file_format, quality=95)
    assert _apart(load_rgb(data), np.asarray(SOFT)) < 5 < 10 < _apart(load_rgb(without), np.asarray(SOFT))


def test_a_grey_picture_with_a_profile_of_grey() -> None:
    ramp = Image.fromarray(np.tile(np.arange(256, dtype=np.uint8), (8, 1)))
    dark = load_rgb(encoded(ramp, "PNG", icc_profile=grey_profile(3.0)))[0, :, 0].astype(int)
    assert dark[0] == 0 and dark[255] == 255 and dark[128] == pytest.approx(100, abs=1)
    assert _apart(load_rgb(encoded(ramp, "PNG", icc_profile=rgb_profile("Adobe RGB")))[..., 0], np.asarray(ramp)) < 4


def test_transparency_stays_white() -> None:
    image = in_space(SOFT, "Display P3").convert("RGBA")
    image.paste((0, 0, 0, 0), (0, 0, 120, 40))
    rgb = load_rgb(encoded(image, "PNG", icc_profile=rgb_profile("Display P3")))
    assert rgb[:40].min() >= 254 and _apart(rgb[40:], np.asarray(SOFT)[40:]) < 2


def test_a_garment_in_five_spaces_is_the_same_item_of_the_same_colour(
    tmp_path: Path, extractor: Extractor, twinset: Callable[..., Result]
) -> None:
    folder = tmp_path / "photos"
    files = {save(folder / name, data): data for name, data in _files(RED).items()}
    for number, garment in enumerate(garments()[:12]):
        save(folder / f"other {number}.png", draw(garment, 200).convert("RGB"))
    rows = np.stack([extractor.features(load_rgb(data, INPUT_SIDE)) for data in files.values()]).astype(np.float32)
    assert {name_colour(main[0, :3]).shade for main in swatches(rows)} == {"red"}
    matches = twinset("similar", folder / "srgb.png", "--in", folder, "--top", "5").json["matches"]
    assert {match["path"] for match in matches} == set(files)
    assert {match["label"] for match in matches} == {"same item"}


def test_inks_without_a_profile_are_not_negative() -> None:
    data = encoded(in_inks(SOFT), "JPEG", quality=95)
    assert np.corrcoef(load_rgb(data).ravel(), np.asarray(SOFT).ravel())[0, 1] > 0.9


@pytest.mark.parametrize(
    "profile",
    [
        b"",
        b"no profile",
        bytes(range(256)),
        rgb_profile("ProPhoto")[:200],
        grey_profile(3.0),
        inks_profile(),
        bytes(2**23),
    ],
    ids="empty text noise cut grey inks huge".split(),
)
def test_a_profile_that_is_broken_or_of_another_kind_means_as_it_is(profile: bytes) -> None:
    assert _apart(load_rgb(encoded(SOFT, "TIFF", icc_profile=profile)), np.asarray(SOFT)) == 0


def test_an_srgb_profile_changes_no_pixel() -> None:
    for name, data in _files(SOFT).items():
        if name.startswith("srgb"):
            assert _apart(load_rgb(data), np.asarray(SOFT)) == 0


def test_metadata_do_not_change_what_identifies_the_pixels() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    plain = decode(encoded(SOFT, "PNG"), 60)
    for options in ({"exif": exif}, {"icc_profile": rgb_profile("ProPhoto")}):
        assert decode(encoded(SOFT, "PNG", **options), 60).pixels == plain.pixels
    exif[0x0112] = 8
    tiff = decode(encoded(SOFT, "TIFF"), 60)
    assert decode(encoded(SOFT, "TIFF", exif=exif), 60).pixels == tiff.pixels
    assert decode(encoded(SOFT.transpose(Image.Transpose.FLIP_TOP_BOTTOM), "PNG"), 60).pixels != plain.pixels


def test_transforms_are_kept_in_bounds_and_shared_by_threads() -> None:
    many = [rgb_profile("ProPhoto") + bytes(number) for number in range(40)]
    wanted = profiles.to_srgb(SOFT.copy(), many[0]).tobytes()
    wrong: list[int] = []

    def convert() -> None:
        for number, profile in enumerate(many):
            if profiles.to_srgb(SOFT.copy(), profile).tobytes() != wanted:
                wrong.append(number)

    threads = [threading.Thread(target=convert) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == [] and len(profiles._transforms) <= profiles._KEPT
