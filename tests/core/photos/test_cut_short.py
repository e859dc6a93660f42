"""Files that end early: shown as far as they go."""

from __future__ import annotations

import contextlib
import gc
import io
import struct
import sys
import threading

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from support import DATA, encoded, is_one_sentence, photo

from core.photos.images import UnreadableImage, decode, load_rgb

PHOTO = photo(5, (320, 400))
NOISE = Image.fromarray(np.random.default_rng(3).integers(0, 256, (400, 320, 3), dtype=np.uint8))
SIDES = pytest.mark.parametrize("side", [0, 40, 260])


def _apart(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> float:
    assert one.shape == other.shape
    return float(np.abs(one.astype(int) - other.astype(int)).mean())


# --- JPEG ---

KINDS = {
    "base": {},
    "progressive": {"progressive": True},
    "restarts": {"restart_marker_blocks": 8},
    "full-colour": {"subsampling": 0},
}
JPEGS = {name: encoded(PHOTO, "JPEG", quality=92, **options) for name, options in KINDS.items()}
JPEGS |= {mode: encoded(PHOTO.convert(mode), "JPEG", quality=92) for mode in ("L", "CMYK")}


@SIDES
@pytest.mark.parametrize("kind", JPEGS)
def test_a_jpeg_without_its_end_marker_is_whole(kind: str, side: int) -> None:
    for data in (JPEGS[kind][:-2], JPEGS[kind][:-1], JPEGS[kind][:-2] + bytes(4096)):
        picture = decode(data, side)
        assert picture.missing == 0
        assert _apart(picture.rgb, load_rgb(JPEGS[kind], side)) == 0


@SIDES
@pytest.mark.parametrize("kind", ["base", "restarts", "full-colour", "L", "CMYK"])
@pytest.mark.parametrize("share", [0.02, 0.2, 0.5, 0.9])
def test_the_missing_share_of_a_jpeg_is_that_of_the_picture(kind: str, side: int, share: float) -> None:
    whole = encoded(NOISE.convert(kind) if kind in ("L", "CMYK") else NOISE, "JPEG", **KINDS.get(kind, {}))
    start = whole.index(b"\xff\xda")
    data = whole[: start + round((1 - share) * (len(whole) - start))]
    if share < 0.05:
        assert decode(data, side).missing == pytest.approx(share, abs=0.02)
    else:
        assert _missing_percent(data, side) == pytest.approx(100 * share, abs=4)


def _missing_percent(data: bytes, side: int = 0) -> int:
    with pytest.raises(UnreadableImage, match=r"[0-9]+ % of it is missing") as refused:
        decode(data, side)
    assert is_one_sentence(str(refused.value))
    return int(str(refused.value).split(": ")[1].split(" %")[0])


@pytest.mark.parametrize("size", [(320, 400), (333, 277)])
@pytest.mark.parametrize("kind", ["base", "restarts", "full-colour", "L", "CMYK", "4:2:2", "WEBP", "lossless"])
def test_the_missing_share_is_the_same_at_any_size(kind: str, size: tuple[int, int]) -> None:
    """Else a photo that lacks about a twentieth were refused at one size and shown at another."""
    image = NOISE.resize(size)
    options = {"4:2:2": {"subsampling": "4:2:2"}, "lossless": {"lossless": True}} | KINDS
    file_format = "WEBP" if kind in ("WEBP", "lossless") else "JPEG"
    whole = encoded(image.convert(kind) if kind in ("L", "CMYK") else image, file_format, **options.get(kind, {}))
    start = whole.index(b"\xff\xda") if file_format == "JPEG" else 0
    for share in (0.005, 0.01, 0.02, 0.03) if file_format == "JPEG" else (0.005, 0.01, 0.02):
        data = whole[: start + round((1 - share) * (len(whole) - start))]
        shares = {decode(data, side).missing for side in (0, 30, 60, 130, 260)}
        assert len(shares) == 1 and shares != {0}


def test_the_missing_part_is_grey_and_the_rest_as_it_was() -> None:
    whole = encoded(NOISE, "JPEG", quality=92)
    rgb = load_rgb(whole[: -len(whole) // 40])
    assert (rgb[-1, -100:] == 128).all()
    assert _apart(rgb[:380], load_rgb(whole)[:380]) == 0


def test_a_grey_lower_half_without_an_end_marker_is_no_missing_half() -> None:
    image = PHOTO.copy()
    image.paste((128, 128, 128), (0, 200, 320, 400))
    for options in KINDS.values():
        assert decode(encoded(image, "JPEG", quality=92, **options)[:-2]).missing == 0


def test_a_progressive_jpeg_is_there_once_its_first_pass_is() -> None:
    whole = JPEGS["progressive"]
    assert decode(whole[: len(whole) // 2], 40).missing == 0
    start = whole.index(b"\xff\xda")
    second = whole.index(b"\xff\xda", start + 2)
    most, some = (_missing_percent(whole[: start + round(share * (second - start))]) for share in (0.2, 0.8))
    assert 90 > most > 70 and 40 > some > 20


def test_a_jpeg_that_ends_in_its_header_has_nothing_to_show() -> None:
    for length in (20, 200, JPEGS["base"].index(b"\xff\xda") + 4):
        with pytest.raises(UnreadableImage) as refused:
            decode(JPEGS["base"][:length])
        assert is_one_sentence(str(refused.value))


def test_cut_files_decode_in_several_threads_beside_whole_ones() -> None:
    """No switch of the whole process is thrown: a file that must be refused is, while others are read in part."""
    half, whole = encoded(NOISE, "JPEG")[:20_000], JPEGS["base"]
    wrong: list[str] = []

    def refuse() -> None:
        for _ in range(10):
            try:
                decode(half)
            except UnreadableImage:
                continue
            wrong.append("half a picture was taken")

    def take() -> None:
        for _ in range(10):
            if decode(whole[:-2]).missing:
                wrong.append("a whole one lacks something")

    threads = [threading.Thread(target=deed) for deed in (refuse, take) * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


# --- other formats ---


@SIDES
@pytest.mark.parametrize("share", [0.02, 0.3])
@pytest.mark.parametrize(
    ("file_format", "options"),
    [("PNG", {}), ("BMP", {}), ("TIFF", {}), ("GIF", {}), ("TIFF", {"compression": "tiff_lzw", "strip_size": 4000})],
    ids="png bmp tiff gif tiff-lzw".split(),
)
def test_other_formats_are_shown_as_far_as_they_go(
    file_format: str, options: dict[str, object], share: float, side: int
) -> None:
    image = NOISE.quantize(256) if file_format == "GIF" else NOISE
    whole = encoded(image, file_format, **options)
    data = _without_share(whole, share, file_format)
    if share < 0.05:
        picture, rgb = decode(data, side), load_rgb(whole, side)
        assert picture.missing == pytest.approx(share, abs=0.025)
        there = slice(len(rgb) // 2, None) if file_format == "BMP" else slice(len(rgb) // 2)  # whose rows go upwards
        assert _apart(picture.rgb[there], rgb[there]) == 0
    else:
        assert _missing_percent(data, side) == pytest.approx(100 * share, abs=6)


def _without_share(whole: bytes, share: float, file_format: str) -> bytes:
    """Without the end of its pixels; those of a TIFF lie before its directory, so there they become zeros."""
    if file_format != "TIFF":
        return whole[: round(len(whole) * (1 - share))]
    with Image.open(io.BytesIO(whole)) as tiff:
        offsets, lengths = tiff.tag_v2[273], tiff.tag_v2[279]
    end = offsets[-1] + lengths[-1]
    kept = round((end - offsets[0]) * (1 - share))
    if len(offsets) == 1:  # not packed: the directory first, as other programs write it
        return _directory_first(whole)[: -round(share * (end - offsets[0]))]
    return whole[: offsets[0] + kept] + bytes(end - offsets[0] - kept) + whole[end:]


def _directory_first(whole: bytes) -> bytes:
    with Image.open(io.BytesIO(whole)) as tiff:
        (start,), (length,) = tiff.tag_v2[273], tiff.tag_v2[279]
    pixels = whole[start : start + length]
    rest = bytearray(whole[:start] + whole[start + length :])
    place = rest.index(struct.pack("<HHII", 273, 4, 1, start))
    struct.pack_into("<I", rest, place + 8, len(rest))
    return bytes(rest) + pixels


@pytest.mark.parametrize("options", [{"quality": 90}, {"lossless": True}], ids=["lossy", "lossless"])
def test_a_webp_without_its_last_bytes(options: dict[str, object]) -> None:
    whole = encoded(NOISE, "WEBP", **options)
    picture = decode(whole[: -len(whole) // 50])
    assert 0 < picture.missing <= 0.05
    assert _apart(picture.rgb[:300], load_rgb(whole)[:300]) == 0
    assert _missing_percent(whole[: -len(whole) // 6]) == pytest.approx(17, abs=5)


@pytest.mark.parametrize("whole", [encoded(PHOTO, "AVIF"), (DATA / "garment.heic").read_bytes()], ids=["avif", "heic"])
def test_half_an_avif_or_heic_is_refused(whole: bytes) -> None:
    with pytest.raises(UnreadableImage, match="cut short") as refused:
        decode(whole[: len(whole) // 2])
    assert is_one_sentence(str(refused.value))


def test_a_picture_sixty_million_rows_high_is_refused_in_a_moment() -> None:
    data = bytearray(encoded(Image.new("P", (1, 10)), "BMP"))
    struct.pack_into("<i", data, 22, 60_000_000)
    with pytest.raises(UnreadableImage, match="100 % of it is missing"):
        decode(bytes(data), 260)


@pytest.mark.parametrize("file_format", ["JPEG", "PNG", "WEBP", "BMP", "TIFF", "AVIF"])
def test_nothing_holds_the_bytes_of_a_file_that_was_refused(file_format: str) -> None:
    """They may be 300 MB, and Python tidies up what holds itself only now and then."""
    whole = encoded(NOISE, file_format)
    data = whole[: len(whole) // 2]
    gc.collect()
    gc.disable()
    try:
        holders = sys.getrefcount(data)
        for _ in range(3):
            with contextlib.suppress(UnreadableImage):
                decode(data)
        assert sys.getrefcount(data) == holders
    finally:
        gc.enable()
