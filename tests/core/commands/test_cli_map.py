"""`twinset map`: all photos as one picture, and where they lie."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from support import Result, save

from core.base import sentences
from core.map.map_picture import draw_map_picture
from core.map.photo_map import PhotoMap
from core.photos.images import Picture, UnreadableImage

Twinset = Callable[..., Result]
COLOURS = [(250, 0, 0), (0, 250, 0), (0, 0, 250), (250, 250, 0)]


def four(places: list[tuple[float, float]]) -> PhotoMap:
    cells = np.array([(0, 0), (1, 0), (0, 1), (1, 1)], np.int32)
    return PhotoMap(tuple("abcd"), np.array(places, np.float32), cells, (2, 2))


def plain(source: str | bytes, at_least: int = 0, within: int = 0) -> Picture:
    """Upright pictures of one colour each."""
    return Picture(np.full((80, 40, 3), COLOURS["abcd".index(str(source))], np.uint8), b"", 0.0, (40, 80))


def drawn(*words: str | Path, twinset: Twinset) -> Image.Image:
    result = twinset("map", *words)
    assert (result.code, result.said) == (0, []), result.err
    with Image.open(result.out.splitlines()[0]) as picture:
        return picture.convert("RGB")


def test_photos_lie_where_the_map_says() -> None:
    picture = draw_map_picture(four([(0, 0), (1, 0), (0, 0.5), (1, 0.5)]), 1000, False, plain, bool)
    assert picture.width == 1000 and 600 <= picture.height <= 900
    pixels = np.asarray(picture)
    for number, colour in enumerate(COLOURS):
        down, right = np.nonzero((pixels == colour).all(axis=2))
        assert (right.mean() > 500) == (number % 2 == 1) and (down.mean() > picture.height / 2) == (number >= 2)
        assert abs((np.ptp(down) + 1) / (np.ptp(right) + 1) - 2) < 0.05, "all of the photo"


def test_in_the_grid_photos_fill_their_cells() -> None:
    picture = draw_map_picture(four([(0, 0), (0, 0), (0, 0), (1, 1)]), 1000, True, plain, bool)
    pixels = np.asarray(picture)
    for number, colour in enumerate(COLOURS):
        down, right = np.nonzero((pixels == colour).all(axis=2))
        assert (right.mean() > 500) == (number % 2 == 1) and (down.mean() > 500) == (number >= 2)
        assert np.ptp(down) == np.ptp(right) > 400, "a square"


def test_who_cannot_be_read_leaves_a_place() -> None:
    def decode(source: str | bytes, at_least: int = 0, within: int = 0) -> Picture:
        if source == "c":
            raise UnreadableImage(sentences.DAMAGED)
        return plain(source)

    counted: list[int] = []
    picture = draw_map_picture(four([(0, 0)] * 4), 1000, True, decode, lambda: counted.append(1))
    assert len(counted) == 4
    assert picture.getpixel((260, 740)) == (216, 213, 208) and picture.getpixel((740, 740)) == COLOURS[3]


# --- the command ---


def test_a_picture_and_where_photos_lie(known_photos: Path, tmp_path: Path, twinset: Twinset) -> None:
    places, out = tmp_path / "places.json", tmp_path / "map.png"
    result = twinset("map", known_photos, "-o", out, "--json", places, "--size", "800")
    assert (result.code, result.said, result.out.splitlines()) == (0, [], [str(out), str(places)])
    with Image.open(out) as picture:
        assert max(picture.size) == 800
    found = json.loads(places.read_text("ascii"))["photos"]
    assert [one["path"] for one in found] == sorted(str(photo) for photo in known_photos.iterdir())
    flat = [one[axis] for one in found for axis in "xy"]
    assert (min(flat), max(flat)) == (0, 1)


def test_the_same_photos_have_the_same_picture_under_other_names(
    known_photos: Path, tmp_path: Path, twinset: Twinset
) -> None:
    moved = tmp_path / "moved"
    moved.mkdir()
    for number, photo in enumerate(sorted(known_photos.iterdir(), reverse=True)):
        shutil.copy(photo, moved / f"{number:02}{photo.suffix}")
    one = drawn(known_photos, "-o", tmp_path / "one.png", "--grid", "--size", "400", twinset=twinset)
    words = ("-o", tmp_path / "other.png", "--grid", "--size", "400", "--home", tmp_path / "new")
    assert np.array_equal(np.asarray(one), np.asarray(drawn(moved, *words, twinset=twinset)))


def test_cells_of_the_grid_to_stdout(known_photos: Path, tmp_path: Path, twinset: Twinset) -> None:
    result = twinset("map", known_photos, "-o", tmp_path / "m.pdf", "--grid", "--json", "-", "--limit", "7")
    found = result.json["photos"]
    assert len(found) == len({(one["x"], one["y"]) for one in found}) == 7
    assert [one["path"] for one in found] == sorted(str(photo) for photo in known_photos.iterdir())[:7]
    assert all(isinstance(one[axis], int) for one in found for axis in "xy")
    assert (tmp_path / "m.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("--size 100 -o {out}/a.png", "a size is from 200 to 14,000 pixels"),
        ("--size 20000 -o {out}/a.png", "a size is from 200 to 14,000 pixels"),
        ("--limit 0 -o {out}/a.png", "must be at least 1"),
        ("-o {out}/a.gif", "must end in .png or .jpg or .jpeg or .pdf"),
        ("-o {out}/a.png --json {out}/a.txt", "must end in .json"),
        ("--grid", "required"),
    ],
)
def test_wrong_words_are_refused_before_any_work(
    words: str, said: str, known_photos: Path, tmp_path: Path, twinset: Twinset
) -> None:
    result = twinset("map", known_photos, *(word.format(out=tmp_path) for word in words.split()))
    assert result.code == 2 and said in result.err and os.listdir(tmp_path) == []


def test_what_may_not_be_written_over(known_photos: Path, tmp_path: Path, twinset: Twinset) -> None:
    photo = known_photos / "00.png"
    before = photo.read_bytes()
    result = twinset("map", known_photos, "-o", photo)
    assert (result.code, len(result.said)) == (1, 1) and "is one of your photos" in result.err
    assert photo.read_bytes() == before
    result = twinset("map", known_photos, "-o", tmp_path / "a.png", "--json", tmp_path / "none" / "a.json")
    assert (result.code, len(result.said)) == (1, 1) and "does not exist" in result.err


def test_a_folder_without_photos_is_one_sentence(tmp_path: Path, twinset: Twinset) -> None:
    (tmp_path / "empty").mkdir()
    result = twinset("map", tmp_path / "empty", "-o", tmp_path / "a.png")
    assert (result.code, len(result.said)) == (1, 1) and result.said[0].startswith("twinset: ")


def test_what_cannot_be_read_is_left_out(tmp_path: Path, twinset: Twinset) -> None:
    folder = tmp_path / "photos"
    for number in range(6):
        save(folder / f"{number}.png", Image.new("RGB", (60, 60), (40 * number, 0, 0)))
    save(folder / "damaged.png", b"\x89PNG no more")
    result = twinset("map", folder, "-o", tmp_path / "a.png", "--json", "-", "--size", "300")
    assert (result.code, len(result.said), len(result.json["photos"])) == (0, 1, 6)
