"""The decoder and the scan, photo by photo. Whole folders of bad input are in test_bad_input.py."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zlib
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from support import DATA, ROOT, encoded, is_one_sentence, photo, png, save

from core.photos.images import BadFolder, UnreadableImage, load_rgb, load_thumbnail, read_file, scan_folders

PHOTO = photo(1)
PIXELS = np.asarray(PHOTO)


def difference(one: NDArray[np.uint8], other: NDArray[np.uint8] | Image.Image) -> float:
    """Mean absolute difference in grey levels; shapes must agree."""
    other = np.asarray(other)
    assert one.shape == other.shape
    return float(np.abs(one.astype(int) - other.astype(int)).mean())


# --- pixels ---


@pytest.mark.parametrize(
    ("data", "tolerance"),
    [
        (encoded(PHOTO, "PNG"), 0),
        (encoded(PHOTO, "BMP"), 0),
        (encoded(PHOTO, "TIFF"), 0),
        (encoded(PHOTO, "TIFF", compression="tiff_lzw"), 0),
        (encoded(PHOTO, "WEBP", lossless=True), 0),
        (encoded(PHOTO, "JPEG", quality=95), 4),
        (encoded(PHOTO, "JPEG", quality=95, progressive=True), 4),
        (encoded(PHOTO.convert("CMYK"), "JPEG", quality=95), 4),
        (encoded(PHOTO.convert("CMYK"), "TIFF"), 1),
        (encoded(PHOTO, "AVIF", quality=95), 4),
        (encoded(PHOTO, "GIF"), 12),
        (encoded(PHOTO, "MPO", save_all=True, append_images=[photo(2)], quality=95), 4),
    ],
    ids="png bmp tiff tiff-lzw webp jpeg progressive cmyk-jpeg cmyk-tiff avif gif mpo".split(),
)
def test_formats_give_the_same_picture(data: bytes, tolerance: float) -> None:
    rgb = load_rgb(data)
    assert difference(rgb, PIXELS) <= tolerance
    assert rgb.dtype == np.uint8 and rgb.flags.c_contiguous and rgb.flags.writeable


@pytest.mark.parametrize("orientation", range(1, 9))
def test_exif_turned_equals_upright(orientation: int) -> None:
    upside = {1: None, 2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}[orientation]  # what undoes the orientation
    stored = PHOTO if upside is None else PHOTO.transpose(Image.Transpose(upside))
    exif = Image.Exif()
    exif[0x0112] = orientation
    assert difference(load_rgb(encoded(stored, "PNG", exif=exif)), PIXELS) == 0


def test_heic_is_read_and_turned_as_its_irot_box_says() -> None:
    upright = load_rgb(str(DATA / "garment.heic"))
    assert upright.shape == (128, 96, 3)
    assert upright.mean((0, 1)).min() > 60  # a garment on a light ground, not a black frame
    assert difference(load_rgb(str(DATA / "turned.heic")), upright) < 4


@pytest.mark.parametrize("file_format", ["PNG", "TIFF"])
def test_16_bit_grey_is_scaled_not_clipped(file_format: str) -> None:
    ramp = np.tile(np.linspace(0, 65535, 64).astype(np.uint16), (8, 1))
    grey = load_rgb(encoded(Image.fromarray(ramp), file_format))[..., 0]
    assert difference(grey, (ramp >> 8).astype(np.uint8)) < 1


def test_16_bit_grey_with_a_transparent_level_is_not_clipped_either() -> None:
    ramp = np.tile(np.linspace(0, 65535, 64).astype(np.uint16), (8, 1))
    rgb = load_rgb(encoded(Image.fromarray(ramp), "PNG", transparency=0))
    assert (rgb[:, 0] == 255).all()
    assert difference(rgb[:, 1:, 0], (ramp >> 8).astype(np.uint8)[:, 1:]) < 1


@pytest.mark.parametrize("top", [1.0, 255.0, 65535.0])
def test_float_tiff_fills_the_range(top: float) -> None:
    ramp = np.tile(np.linspace(0, top, 64, dtype=np.float32), (8, 1))
    grey = load_rgb(encoded(Image.fromarray(ramp), "TIFF"))
    assert grey.min() == 0 and grey.max() == 255


def test_transparency_lies_on_white() -> None:
    half = PHOTO.convert("RGBA")
    half.paste((0, 0, 0, 0), (0, 0, 64, 40))
    rgb = load_rgb(encoded(half, "PNG"))
    assert (rgb[:40] == 255).all() and difference(rgb[40:], PIXELS[40:]) == 0


def test_palette_with_transparency_lies_on_white() -> None:
    palette = Image.new("P", (8, 8), 1)
    palette.putpalette([0, 0, 0, 200, 10, 30])
    palette.paste(0, (0, 0, 4, 8))
    rgb = load_rgb(encoded(palette, "PNG", transparency=0))
    assert rgb[0, 0].tolist() == [255, 255, 255] and rgb[0, 7].tolist() == [200, 10, 30]


def test_alpha_that_hides_everything_is_ignored() -> None:
    hidden = PHOTO.convert("RGBA")
    hidden.putalpha(0)
    assert difference(load_rgb(encoded(hidden, "PNG")), PIXELS) == 0


@pytest.mark.parametrize("file_format", ["GIF", "WEBP", "PNG", "AVIF", "TIFF"])
def test_the_first_frame_of_an_animation_counts(file_format: str) -> None:
    frames = {"save_all": True, "append_images": [photo(2), photo(3)]}
    animated = load_rgb(encoded(PHOTO, file_format, **frames))
    assert difference(animated, load_rgb(encoded(PHOTO, file_format))) < 4


@pytest.mark.parametrize("size", [(1, 1), (1, 5000), (5000, 1), (2, 3)])
def test_tiny_and_thin_images(size: tuple[int, int]) -> None:
    data = encoded(photo(1, size), "JPEG")
    assert load_rgb(data, 260).shape == (size[1], size[0], 3)
    assert max(load_thumbnail(data, 100).shape[:2]) <= 100


@pytest.mark.parametrize("file_format", ["JPEG", "PNG"])
def test_a_large_photo_comes_scaled_but_never_below_what_is_asked(file_format: str) -> None:
    data = encoded(photo(1, (4000, 3000)), file_format)
    scaled = load_rgb(data, 260)
    assert 260 <= min(scaled.shape[:2]) < 1500
    assert difference(scaled, photo(1, scaled.shape[1::-1])) < 3
    assert load_rgb(data).shape == (3000, 4000, 3)


def test_thumbnails_fit_and_are_never_enlarged() -> None:
    data = encoded(photo(1, (400, 300)), "JPEG")
    assert load_thumbnail(data, 100).shape == (75, 100, 3)
    assert load_thumbnail(data, 1000).shape == (300, 400, 3)


# --- refusals ---

HUGE = "more than 200 million"
EPS = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n%%EndComments\nshowpage\n"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"no image at all\n", "not an image"),
        (EPS, "not an image"),
        (encoded(PHOTO, "JPEG")[:-500], "cut short: [0-9]+ % of it is missing"),
        (encoded(PHOTO, "PNG")[:-2000], "cut short: [0-9]+ % of it is missing"),
        (encoded(PHOTO, "WEBP")[:-50], "not an image|cut short"),
        (encoded(PHOTO, "AVIF")[:-50], "not an image|cut short"),
        ((DATA / "garment.heic").read_bytes()[:-800], "not an image|cut short"),
        (png(60_000, 60_000), f"60,000 x 60,000 pixels; {HUGE}"),
        (png(2**31 - 1, 1), HUGE),
        (png(64, 64, b"", (b"zTXt", b"key\0\0" + zlib.compress(bytes(10**8)))), "cut short: 100 %"),
    ],
    ids="empty text eps jpeg png webp avif heic huge wide text-bomb".split(),
)
def test_each_bad_image_has_its_one_sentence(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableImage, match=reason) as caught:
        load_rgb(data)
    assert is_one_sentence(str(caught.value))


@pytest.mark.parametrize("seed", range(40))
def test_damaged_bytes_give_a_picture_or_a_sentence_and_print_nothing(
    seed: int, capfd: pytest.CaptureFixture[str]
) -> None:
    rng = np.random.default_rng(seed)
    sources = [encoded(PHOTO, name) for name in ("JPEG", "PNG", "WEBP", "GIF", "BMP", "AVIF")]
    sources += [encoded(PHOTO, "TIFF", compression=name) for name in ("tiff_lzw", "tiff_adobe_deflate", "jpeg")]
    for data in [*sources, (DATA / "garment.heic").read_bytes()]:
        damaged = bytearray(data)
        for place in rng.integers(len(data) // 20, len(data), 1 + len(data) // 100):
            damaged[place] = rng.integers(256)
        assert _picture_or_sentence(bytes(damaged))
    assert capfd.readouterr() == ("", "")


def _picture_or_sentence(data: bytes) -> bool:
    try:
        return load_rgb(data).dtype == np.uint8
    except UnreadableImage as error:
        return is_one_sentence(str(error))


@pytest.mark.skipif(sys.platform == "win32", reason="measures memory with the resource module")
def test_a_png_that_unpacks_to_gigabytes_takes_little_memory(tmp_path: Path) -> None:
    rows = (b"\0" + bytes(3 * 64)) * 64
    small = save(tmp_path / "small.png", png(64, 64, rows))
    bomb = save(tmp_path / "bomb.png", png(64, 64, rows + bytes(2**29)))
    wide = save(tmp_path / "wide.png", png(30_000, 30_000, bytes(2**28)))
    normal, *hostile = (_peak_megabytes(path) for path in (small, bomb, wide))
    assert max(hostile) < normal + 50


def _peak_megabytes(path: str) -> float:
    code = (
        "import sys; from core.photos.images import *; from tests.peak import peak\n"
        "try: load_rgb(sys.argv[1])\n"
        "except UnreadableImage: pass\n"
        "print(peak())"
    )
    return float(subprocess.run([sys.executable, "-c", code, path], cwd=ROOT, capture_output=True, check=True).stdout)


def test_no_decoder_outside_the_list_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    def must_not_open(*_: object) -> None:
        raise AssertionError("EPS was opened")

    monkeypatch.setitem(Image.OPEN, "EPS", (must_not_open, lambda _: True))
    with pytest.raises(UnreadableImage):
        load_rgb(EPS)


@pytest.mark.parametrize("name", ["a folder", "not there.jpg", "nul\0.jpg"])
def test_what_is_no_file_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "a folder").mkdir()
    with pytest.raises(UnreadableImage) as caught:
        read_file(str(tmp_path / name))
    assert is_one_sentence(str(caught.value))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes with names")
def test_a_pipe_is_refused_without_waiting(tmp_path: Path) -> None:
    pipe = str(tmp_path / "pipe.jpg")
    os.mkfifo(pipe)
    with pytest.raises(UnreadableImage, match="pipe"):
        load_rgb(pipe)


def test_a_file_of_unlikely_size_is_refused_unread(tmp_path: Path) -> None:
    with open(tmp_path / "large.jpg", "wb") as stream:
        stream.truncate(2**30)  # takes no space
    with pytest.raises(UnreadableImage, match="larger than 300 MB"):
        load_rgb(stream.name)


def test_read_file_tells_what_it_read(tmp_path: Path) -> None:
    data, file = read_file(save(tmp_path / "a.png", PHOTO))
    assert Image.open(io.BytesIO(data)).size == PHOTO.size
    assert (file.path, file.size) == (str(tmp_path / "a.png"), len(data))
    assert file.mtime_ns == (tmp_path / "a.png").stat().st_mtime_ns


# --- scanning ---


def names(folder: Path, **options: int) -> list[str]:
    return [os.path.relpath(file.path, folder) for file in scan_folders([str(folder)], **options).files]


def test_scan_is_recursive_sorted_and_knows_images_by_their_ending(tmp_path: Path) -> None:
    for name in ("b.JPG", "a/z.heic", "a/b/c.png", "Z.webp", "notes.txt", "noending", ".hidden.jpg", "@eaDir/x.jpg"):
        save(tmp_path / name, b"")
    assert names(tmp_path) == ["Z.webp", os.path.join("a", "b", "c.png"), os.path.join("a", "z.heic"), "b.JPG"]
    assert names(tmp_path, limit=2) == ["Z.webp", os.path.join("a", "b", "c.png")]


def test_overlapping_folders_give_each_file_once(photos: Path) -> None:
    scan = scan_folders([str(photos), str(photos.parent), f"{photos}/../photos/"])
    assert len(scan.files) == 12


def test_links_that_point_in_a_circle(photos: Path) -> None:
    (photos / "loop").symlink_to(photos, target_is_directory=True)
    (photos / "loop.jpg").symlink_to(photos, target_is_directory=True)
    (photos / "self.jpg").symlink_to(photos / "self.jpg")
    (photos / "dangling.jpg").symlink_to(photos / "nowhere.jpg")
    (photos / "linked.png").symlink_to(photos / "00.png")
    scan = scan_folders([str(photos)])
    assert len(scan.files) == 13
    assert [os.path.basename(place.path) for place in scan.skipped] == ["dangling.jpg", "self.jpg"]
    assert all(is_one_sentence(place.reason) for place in scan.skipped)


def test_folders_that_cannot_be_searched(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    save(tmp_path / "texts" / "notes.txt", b"")
    for name in ("missing", "empty", "texts", "texts/notes.txt"):
        with pytest.raises(BadFolder) as caught:
            scan_folders([str(tmp_path / name)])
        assert name in str(caught.value)
