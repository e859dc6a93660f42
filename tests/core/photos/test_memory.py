"""No photo takes more memory than the program promises, whatever its size and kind."""

from __future__ import annotations

import struct
import subprocess
import sys
import zlib
from pathlib import Path

import numpy as np
import pytest
from bench.memory import CHILD, png
from PIL import Image
from support import ROOT, encoded, is_one_sentence, photo, save

from core.photos import large_png, opening
from core.photos.images import UnreadableImage, decode, load_rgb
from core.photos.png_chunks import SIGNATURE, chunk

needs_resource = pytest.mark.skipif(sys.platform == "win32", reason="measures memory with the resource module")


def _megabytes(file: str, at_least: int) -> float:
    command = [sys.executable, "-c", CHILD, file, str(at_least)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    peak, _, told = done.stdout.strip().split(" ", 2)
    assert told == "read"
    return float(peak)


@needs_resource
@pytest.mark.parametrize(
    ("kind", "most"),
    [((16, 0, 2), 280), ((8, 6, 4), 250)],  # 81 million pixels: 1,300 and 990 MB where all is converted at once
    ids=["grey of 16 bits", "rgba"],
)
def test_a_large_picture_in_a_small_file(tmp_path: Path, kind: tuple[int, int, int], most: int) -> None:
    assert _megabytes(save(tmp_path / "bomb.png", png(9_000, *kind)), 260) < most


@needs_resource
def test_what_a_cut_file_took_is_given_back_at_once(tmp_path: Path) -> None:
    """Not when Python happens to tidy up, and not after the next attempt: 1,071 MB after four otherwise."""
    data = bytearray(encoded(Image.new("P", (48, 48)), "BMP"))
    struct.pack_into("<i", data, 22, 2_000_000)
    file = save(tmp_path / "cut.bmp", bytes(data))
    twice = CHILD.replace(
        "try:",
        "import gc; gc.disable()\nfor size in (260, 200, 0):\n  try:\n    decode(sys.argv[1], size)\n"
        "  except UnreadableImage: pass\ntry:",
        1,
    )
    command = [sys.executable, "-c", twice, file, "260"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    peak, _, told = done.stdout.strip().split(" ", 2)
    assert "100 % of it is missing" in told and float(peak) < 440


def _bmp_header(side: int) -> bytes:
    return b"BM" + struct.pack("<IIIIiiHHIIiiII", 54, 0, 54, 40, side, side, 1, 24, 0, 0, 0, 0, 0, 0)


def _progressive(side: int) -> bytes:
    data = bytearray(encoded(photo(1), "JPEG", progressive=True, subsampling=0))
    place = data.index(b"\xff\xc2")
    struct.pack_into(">HH", data, place + 5, side, side)
    return bytes(data)


def _webp(side: int) -> bytes:
    data = bytearray(encoded(photo(1, (16, 16)), "WEBP"))
    struct.pack_into("<HH", data, 26, side, side)
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "most"),
    [(_bmp_header(13_000), 159), (_progressive(12_000), 1), (_webp(8_000), 39)],
    ids=["bmp", "progressive jpeg", "webp"],
)
def test_what_would_take_too_much_is_refused_by_its_header_with_the_limit(data: bytes, most: int) -> None:
    with pytest.raises(UnreadableImage, match=r"of this kind of file more than [0-9]+ million are not read") as refused:
        decode(data, 260 if most > 1 else 7_000)
    assert is_one_sentence(str(refused.value))
    assert most == 1 or f"more than {most} million" in str(refused.value)


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "LA"])
@pytest.mark.parametrize("side", [0, 30, 60])
def test_a_png_in_strips_is_the_same_picture(mode: str, side: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Strips of a few rows, over every filter of PNG."""
    noise = np.random.default_rng(1).integers(0, 256, (200, 150, 4), dtype=np.uint8)
    noise[:, :, 3] |= 1
    noise[50:120] = np.sort(noise[50:120], axis=0)
    data = encoded(Image.fromarray(noise).convert(mode), "PNG")
    whole = decode(data, side)
    monkeypatch.setattr(opening, "BIG", 1)
    monkeypatch.setattr("core.photos.pixels._STRIP", 1_000)
    in_strips = decode(data, side)
    assert np.array_equal(in_strips.rgb, whole.rgb)
    assert in_strips.pixels == whole.pixels and in_strips.size == whole.size


def test_so_it_is_with_16_bits_a_turn_and_a_transparent_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    transparent = encoded(photo(2, (90, 70)), "PNG", exif=exif, transparency=(1, 2, 3))
    deep = _deep_png()
    wanted = [load_rgb(transparent), load_rgb(deep)]
    monkeypatch.setattr(opening, "BIG", 1)
    monkeypatch.setattr("core.photos.pixels._STRIP", 1_000)
    assert all(np.array_equal(load_rgb(data), rgb) for data, rgb in zip((transparent, deep), wanted, strict=True))


def _deep_png() -> bytes:
    """RGB of 16 bits; each row filtered by the difference to the one above."""
    levels = np.random.default_rng(5).integers(0, 65536, (60, 50, 3), dtype=np.uint16).astype(">u2")
    rows = levels.view(np.uint8).reshape(60, -1).astype(int)
    above = np.vstack([np.zeros_like(rows[:1]), rows[:-1]])
    filtered = np.hstack([np.full((60, 1), 2), (rows - above) % 256]).astype(np.uint8).tobytes()
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 50, 60, 16, 2, 0, 0, 0))
    return SIGNATURE + head + chunk(b"IDAT", zlib.compress(filtered)) + chunk(b"IEND", b"")


def test_a_png_in_strips_that_ends_early(monkeypatch: pytest.MonkeyPatch) -> None:
    noise = np.random.default_rng(1).integers(0, 256, (200, 150, 3), dtype=np.uint8)
    data = encoded(Image.fromarray(noise), "PNG")
    monkeypatch.setattr(opening, "BIG", 1)
    monkeypatch.setattr("core.photos.pixels._STRIP", 500)
    picture = decode(data[: -len(data) // 40])
    assert 0.02 < picture.missing < 0.04 and picture.rgb.shape == (200, 150, 3)
    assert np.array_equal(picture.rgb[:190], noise[:190]) and (picture.rgb[-1] == 128).all()
    with pytest.raises(UnreadableImage, match=r"5[0-9] % of it is missing"):
        decode(data[: len(data) // 2])


def test_only_rows_that_follow_each_other_can_be_split() -> None:
    for image, options in ((photo(1), {"save_all": True, "append_images": [photo(2)]}), (photo(1).convert("P"), {})):
        with opening.header_of(encoded(image, "PNG", **options), 0, opening.FORMATS) as header:
            assert not large_png.can_be_split(header.image)


def test_a_result_is_never_larger_than_what_is_promised(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MAX_RESULT", 20_000)
    monkeypatch.setattr("core.photos.budget.MAX_RESULT", 20_000)
    for file_format in ("JPEG", "PNG"):
        data = encoded(photo(1, (400, 300)), file_format)
        for at_least in (0, 260, 5_000):
            picture = decode(data, at_least)
            height, width = picture.rgb.shape[:2]
            assert height * width <= 20_000 and picture.size == (400, 300)


def test_the_result_leaves_room_for_what_it_is_made_of(monkeypatch: pytest.MonkeyPatch) -> None:
    """A picture that fills the memory allowed comes smaller, not refused, where it is wanted large."""
    data = encoded(photo(1, (400, 300)), "TIFF", compression="tiff_lzw")
    monkeypatch.setattr("core.photos.budget.MAX_MEMORY", 4 * 400 * 300 + len(data))
    monkeypatch.setattr("core.photos.budget._BESIDE", 4 * 30_000)
    picture = decode(data)
    assert picture.rgb.shape == (150, 200, 3) and picture.size == (400, 300)
