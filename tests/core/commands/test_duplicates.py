"""`twinset duplicates`: photos that are one picture, and which to keep."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageOps
from support import ROOT, Result, encoded, photo, save

from core.base.paths import Paths
from core.photos.photo_files import content_hash
from core.wardrobe.identity import Identity
from core.wardrobe.wardrobe import Wardrobe

Twinset = Callable[..., Result]
TURNED = Image.Exif()
TURNED[0x112] = 6
ON_ITS_SIDE = Image.Transpose.ROTATE_90


def picture(seed: int) -> Image.Image:
    """Coloured like no other, and with fine detail, which a smaller or compressed copy loses."""
    grain = np.random.default_rng(seed).normal(0, 12, (750, 600, 1))
    return Image.fromarray(np.clip(photo(seed, (600, 750)) + grain, 0, 255).astype(np.uint8))


def folder_with_copies(folder: Path) -> None:
    """Of the first picture there are seven files, of the second two, of the others one each."""
    first = picture(0)
    for seed in range(5):
        save(folder / f"{seed}.jpg", encoded(picture(seed), "JPEG", quality=92))
    save(folder / "sub" / "half.jpg", encoded(first.resize((300, 375)), "JPEG"))
    save(folder / "sub" / "compressed.jpg", encoded(first, "JPEG", quality=40))
    save(folder / "sub" / "mirrored.jpg", encoded(ImageOps.mirror(first), "JPEG", quality=90))
    save(folder / "sub" / "turned.jpg", encoded(first.transpose(ON_ITS_SIDE), "JPEG", quality=90, exif=TURNED))
    save(folder / "sub" / "on its side.jpg", encoded(first.transpose(ON_ITS_SIDE), "JPEG", quality=90))
    shutil.copy(folder / "0.jpg", folder / "sub" / "same.jpg")
    shutil.copy(folder / "1.jpg", folder / "sub" / "another.jpg")


@pytest.fixture
def copies(made_once: Callable[..., Path], indexed_before: Callable[[Path], Path]) -> Path:
    """Known to this test's Twinset; not to be changed."""
    return indexed_before(made_once("duplicates", folder_with_copies))


def names(group: dict[str, Any]) -> list[str]:
    return [os.path.basename(one["path"]) for one in group["photos"]]


def test_copies_of_a_picture_are_one_group(copies: Path, twinset: Twinset) -> None:
    result = twinset("duplicates", copies, "--json")
    assert (result.code, result.said) == (0, [])
    small, large = result.json["groups"]
    assert list(small) == ["kind", "distance", "photos"] and small["kind"] == large["kind"] == "picture"
    assert names(small) == ["1.jpg", "another.jpg"] and small["distance"] == 0
    wanted = {"0.jpg", "half.jpg", "compressed.jpg", "mirrored.jpg", "turned.jpg", "on its side.jpg", "same.jpg"}
    assert set(names(large)) == wanted and large["distance"] > 0
    by_name = dict(zip(names(large), large["photos"], strict=True))
    assert list(by_name["0.jpg"]) == ["path", "width", "height", "bytes", "keep", "why"]
    assert [name for name, one in by_name.items() if one["keep"]] == ["0.jpg"]
    assert by_name["0.jpg"]["why"] == "It is the least compressed."
    assert by_name["half.jpg"]["why"] == "It has fewer pixels."
    assert by_name["compressed.jpg"]["why"] == "It is more compressed."
    sizes = {name: (one["width"], one["height"]) for name, one in by_name.items()}
    assert sizes["half.jpg"] == (300, 375) and sizes["turned.jpg"] == (600, 750), "as it is shown"
    assert sizes["on its side.jpg"] == (750, 600)
    assert by_name["half.jpg"]["bytes"] == (copies / "sub" / "half.jpg").stat().st_size


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo terminal")
def test_lines_for_people(copies: Path) -> None:
    ours, theirs = os.openpty()
    command = [sys.executable, str(ROOT / "main.py"), "duplicates", str(copies)]
    subprocess.run(command, stdout=theirs, stderr=subprocess.DEVNULL, check=True)
    os.close(theirs)
    lines = os.read(ours, 10_000).decode().splitlines()
    os.close(ours)
    assert lines[0] == "The same picture, 2 photos:" and lines[3] == "The same picture, 7 photos:"
    assert len(lines) == 11 and sum(line.startswith("  keep  600 x 750, ") for line in lines) == 2


def test_what_is_not_the_same_is_in_no_group(copies: Path, home: Path, twinset: Twinset) -> None:
    one, other = (Identity(content_hash((copies / name).read_bytes())) for name in ("0.jpg", "sub/mirrored.jpg"))
    with Wardrobe(Paths.choose(str(home))) as wardrobe:
        wardrobe.change(lambda marks: marks.told_apart(one, other, True))
    groups = twinset("duplicates", copies, "--json").json["groups"]
    assert not any({"0.jpg", "mirrored.jpg"} <= set(names(group)) for group in groups)
    assert max(len(names(group)) for group in groups) == 6


def test_new_photos_are_indexed_first_and_damaged_ones_left_out(tmp_path: Path, twinset: Twinset) -> None:
    folder = tmp_path / "photos"
    for name in ("a.png", "b.png"):
        save(folder / name, picture(3))
    save(folder / "c.jpg", b"no photo")
    result = twinset("duplicates", folder, "--json")
    (group,) = result.json["groups"]
    assert names(group) == ["a.png", "b.png"] and len(result.said) == 1 and "could not be read" in result.said[0]


def test_none_is_there_twice(known_photos: Path, twinset: Twinset) -> None:
    assert twinset("duplicates", known_photos, "--json").json == {"groups": []}


def test_photos_of_one_garment_are_groups_of_their_own(
    wardrobe: Path, tmp_path: Path, indexed_before: Callable[[Path], Path], twinset: Twinset
) -> None:
    """Where it hangs otherwise it is another picture of the same garment; a copy of one of them adds nothing."""
    folder = tmp_path / "photos"
    garment = sorted(wardrobe.rglob("*.*"))[0]
    with Image.open(garment) as opened:
        first = opened.convert("RGB")
    save(folder / "1.png", first)
    save(folder / "copy of 1.jpg", encoded(first, "JPEG", quality=60))
    slimmer = Image.new("RGB", first.size, first.getpixel((0, 0)))
    slimmer.paste(first.resize((round(0.86 * first.width), first.height)), (round(0.07 * first.width), 0))
    save(folder / "2.png", slimmer)
    without, with_it = (twinset("duplicates", folder, "--json", *words).json for words in ((), ("--same-garment",)))
    assert [names(group) for group in without["groups"]] == [["1.png", "copy of 1.jpg"]]
    assert [group["kind"] for group in with_it["groups"]] == ["picture", "garment"]
    assert names(with_it["groups"][1]) == ["1.png", "2.png"]
