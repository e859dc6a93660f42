"""A folder of everything that can be wrong, through the command line: each file has its result, no other is harmed."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest
from PIL import Image
from support import DATA, INPUT_SIDE, Result, encoded, is_one_sentence, part, photo, png, save

from core.catalog.catalog import Catalog
from core.looks.model import Extractor
from core.photos.images import UnreadableImage, load_rgb
from core.search.query import make_query

PHOTO = photo(50)
DIRTY = sys.platform.startswith("linux")  # other systems refuse such names or have no pipes among files


def _exif_turned() -> bytes:
    exif = Image.Exif()
    exif[0x0112] = 6
    return encoded(PHOTO, "JPEG", exif=exif)


def _palette() -> bytes:
    return encoded(PHOTO.convert("P"), "PNG", transparency=0)


def _hidden() -> bytes:
    image = PHOTO.convert("RGBA")
    image.putalpha(0)
    return encoded(image, "PNG")


def _grey16() -> bytes:
    return encoded(Image.fromarray(np.arange(4096, dtype=np.uint16).reshape(64, 64) * 16), "PNG")


READABLE: dict[str, bytes] = {
    "1x1.png": encoded(photo(51, (1, 1)), "PNG"),
    "1x5000.png": encoded(photo(52, (1, 5000)), "PNG"),
    "animated.gif": encoded(PHOTO, "GIF", save_all=True, append_images=[photo(53)]),
    "animated.webp": encoded(PHOTO, "WEBP", save_all=True, append_images=[photo(54)]),
    "cmyk.jpg": encoded(PHOTO.convert("CMYK"), "JPEG"),
    "exif.jpg": _exif_turned(),
    "grey16.png": _grey16(),
    "hidden.png": _hidden(),
    "huge.jpg": encoded(photo(55, (8000, 6000)), "JPEG"),
    "jpeg named.png": encoded(photo(56), "JPEG"),
    "modern.avif": encoded(PHOTO, "AVIF"),
    "mpo.jpg": encoded(PHOTO, "MPO", save_all=True, append_images=[photo(57)]),
    "new\nline.jpg": encoded(photo(58), "JPEG"),
    "palette.png": _palette(),
    "phone.heic": (DATA / "turned.heic").read_bytes(),
    "progressive.jpg": encoded(photo(59), "JPEG", progressive=True),
    "smile \N{DRESS}.jpg": encoded(photo(60), "JPEG"),
    os.fsdecode(b"no utf-8 \xff\xfe.jpg"): encoded(photo(61), "JPEG"),
}
UNREADABLE: dict[str, bytes] = {
    "60000x60000.png": png(60_000, 60_000, bytes(1000)),
    "bomb.png": png(30_000, 30_000, bytes(2**26)),
    "cut.heic": (DATA / "garment.heic").read_bytes()[:-900],
    "cut.jpg": encoded(PHOTO, "JPEG")[:-300],
    "cut.png": encoded(PHOTO, "PNG")[:-300],
    "cut.tif": encoded(PHOTO, "TIFF", compression="tiff_lzw")[:-300],
    "empty.jpg": b"",
    "script.jpg": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\nshowpage\n",
    "text.jpg": b"Dear diary,\n",
}
SPECIAL = ("circle.jpg", "dangling.jpg", "pipe.jpg")  # no regular files
NEIGHBOURS = {f"{letter} garment.png": photo(number) for number, letter in enumerate("abcdefghijklmnopqrstuvwxyz")}


class Hostile(NamedTuple):
    """The folder, and what `index --json` and `features` say of it."""

    folder: Path
    index: Result
    vectors: dict[str, bytes]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory, twinset: Callable[..., Result]) -> Hostile:
    if not DIRTY:
        pytest.skip("needs a file system that takes any name")
    top = tmp_path_factory.mktemp("hostile")
    folder, home = top / "photos", top / "home"
    for name, content in {**NEIGHBOURS, **READABLE, **UNREADABLE}.items():
        save(folder / name, content)
    (folder / "circle.jpg").symlink_to("circle.jpg")
    (folder / "dangling.jpg").symlink_to("nowhere.jpg")
    (folder / "loop").symlink_to(folder)
    (folder / "loop.jpg").symlink_to(folder)
    os.mkfifo(folder / "pipe.jpg")
    save(folder / "notes.txt", b"not listed at all")
    return Hostile(folder, twinset("index", folder, "--home", home), _vectors(twinset, folder, home))


def _vectors(twinset: Callable[..., Result], folder: Path, home: Path) -> dict[str, bytes]:
    file = home / "features.npz"
    home.mkdir(exist_ok=True)
    assert twinset("features", folder, "-o", file, "--home", home).code == 0
    with np.load(file, allow_pickle=False) as stored:
        names = [os.path.basename(path) for path in stored["paths"].tolist()]
        return {name: vector.tobytes() for name, vector in zip(names, stored["vectors"], strict=True)}


def test_each_file_is_indexed_or_listed_with_one_sentence(hostile: Hostile) -> None:
    report = hostile.index.json
    failed = {os.path.basename(entry["path"]): entry["reason"] for entry in report["failed"]}
    assert set(failed) == {*UNREADABLE, *SPECIAL}
    assert all(map(is_one_sentence, failed.values())), failed
    assert len(report["failed"]) == len(failed)
    assert report["indexed"] == len(NEIGHBOURS) + len(READABLE)
    assert report["found"] == report["indexed"] + len(failed)
    assert hostile.index.code == 0


def test_the_reasons_tell_what_is_wrong(hostile: Hostile) -> None:
    failed = {os.path.basename(entry["path"]): entry["reason"] for entry in hostile.index.json["failed"]}
    words = {"60000x60000.png": "60,000 x 60,000", "bomb.png": "30,000 x 30,000", "empty.jpg": "empty"}
    words |= dict.fromkeys(["cut.jpg", "cut.png", "cut.heic"], "cut short")
    words |= dict.fromkeys(["script.jpg", "text.jpg"], "not an image")
    words |= {
        "pipe.jpg": "pipe",
        "dangling.jpg": "no longer there",
        "circle.jpg": "cannot be read",
        "cut.tif": "damaged",
    }
    assert {name: word for name, word in words.items() if word not in failed[name]} == {}


def test_nothing_but_progress_is_printed(hostile: Hostile) -> None:
    assert hostile.index.said == []


def test_good_photos_have_the_vectors_they_have_alone(
    hostile: Hostile, tmp_path: Path, twinset: Callable[..., Result]
) -> None:
    for name in NEIGHBOURS:
        shutil.copy(hostile.folder / name, save(tmp_path / "alone" / name, b""))
    alone = _vectors(twinset, tmp_path / "alone", tmp_path / "home")
    assert set(hostile.vectors) == {*NEIGHBOURS, *READABLE}
    assert {name: hostile.vectors[name] for name in NEIGHBOURS} == alone
    assert len(set(alone.values())) == len(NEIGHBOURS)


def test_odd_photos_have_their_own_vectors(hostile: Hostile, extractor: Extractor) -> None:
    for name in READABLE:
        row = extractor.features(load_rgb(str(hostile.folder / name), INPUT_SIDE)).astype(np.float32)
        assert hostile.vectors[name] == part(row[np.newaxis], "look").tobytes(), name


@pytest.mark.parametrize("name", [*UNREADABLE, *SPECIAL, "loop", "missing.jpg"])
def test_a_query_that_is_no_image_is_refused_in_one_sentence(
    name: str, hostile: Hostile, extractor: Extractor, catalog: Catalog
) -> None:
    with pytest.raises(UnreadableImage) as caught:
        make_query(str(hostile.folder / name), extractor, catalog)
    assert is_one_sentence(str(caught.value))


# --- folders ---


@pytest.mark.parametrize(
    ("command", "name"),
    [
        ("index", "missing"),
        ("index", "empty"),
        ("index", "texts"),
        ("index", "texts/notes.txt"),
        ("similar query.jpg --in", "empty"),
        ("features -o out.npz", "missing"),
    ],
)
def test_a_folder_without_photos_gives_one_sentence(
    command: str, name: str, tmp_path: Path, twinset: Callable[..., Result]
) -> None:
    (tmp_path / "empty").mkdir()
    save(tmp_path / "texts" / "notes.txt", b"")
    result = twinset(*command.split(), name, cwd=tmp_path)
    assert result.code == 1 and result.out == ""
    assert len(result.said) == 1 and name in result.said[0] and result.said[0].endswith(".")
    assert not (tmp_path / "out.npz").exists()


def test_a_folder_of_bad_photos_only(tmp_path: Path, twinset: Callable[..., Result]) -> None:
    save(tmp_path / "photos" / "text.jpg", b"text")
    assert len(twinset("index", tmp_path / "photos").json["failed"]) == 1
    result = twinset("similar", tmp_path / "photos" / "text.jpg", "--in", tmp_path / "photos")
    assert result.code == 1 and result.out == "" and "could be read" in result.said[-1]


def _without_root_rights() -> tuple[str, ...]:
    """The words before a command that make permissions count for root too."""
    if not hasattr(os, "geteuid") or os.geteuid():
        return ()
    if not shutil.which("setpriv"):
        pytest.skip("root reads everything, and there is no setpriv to change that")
    rights = "-dac_override,-dac_read_search"
    return ("setpriv", f"--bounding-set={rights}", f"--inh-caps={rights}")


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are other ones there")
def test_unreadable_files_and_folders_are_listed_and_kept(photos: Path, twinset: Callable[..., Result]) -> None:
    wrapper = _without_root_rights()
    (photos / "inner").mkdir()
    shutil.copy(photos / "00.png", photos / "inner" / "copy.png")
    assert twinset("index", photos).json["indexed"] == 13
    (photos / "inner").chmod(0)
    save(photos / "locked.png", photo(80))
    (photos / "locked.png").chmod(0)
    try:
        report = twinset("index", photos, wrapper=wrapper).json
        refused = twinset("index", photos / "inner", wrapper=wrapper)
    finally:
        (photos / "inner").chmod(0o700)
    reasons = {os.path.basename(entry["path"]): entry["reason"] for entry in report["failed"]}
    assert set(reasons) == {"inner", "locked.png"} and "permission" in reasons["locked.png"]
    assert all(map(is_one_sentence, reasons.values()))
    assert refused.code == 1 and "cannot be read" in refused.said[0]
    matches = twinset("similar", photos / "00.png", "--in", photos).json["matches"]
    assert [match["distance"] for match in matches[:2]] == [0, 0]
