"""The drawn sample wardrobe: what it promises about kind, colour, pattern, repeatability and the user's files."""

import io
import os
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from functools import cache
from itertools import combinations, product
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from support import ROOT

from core.looks.colours import to_lab
from core.sample.sample import COLOURS, KINDS, PATTERNS, Garment, draw, file_name, garments, silhouette, write_sample


def garment(kind: str = "dress", colour: str = "navy", pattern: str = "plain") -> Garment:
    """Of one cut for each pattern: the name, which decides the cut, leaves the colour out."""
    return Garment(f"{pattern} {kind}", kind, COLOURS[colour], colour, pattern)


@cache
def shape_of(name: str, kind: str, size: int, seed: int) -> NDArray[np.uint8]:
    return np.asarray(silhouette(Garment(name, kind, (0, 0, 0), "any", "plain"), size, seed))


def lab(colour: tuple[int, int, int]) -> NDArray[np.float32]:
    return to_lab(np.array(colour, np.uint8))


def lab_inside(one: Garment, size: int = 120, seed: int = 0) -> NDArray[np.float32]:
    """The Lab colours (n, 3) of the pixels that lie wholly on the garment."""
    return to_lab(np.asarray(draw(one, size, seed)))[shape_of(one.name, one.kind, size, seed) == 255]


def test_wardrobe_has_every_kind_colour_and_pattern() -> None:
    wardrobe = garments()
    kinds = Counter(one.kind for one in wardrobe)
    assert 60 <= len(wardrobe) <= 70
    assert len({one.name for one in wardrobe}) == len(wardrobe)
    assert tuple(sorted(kinds)) == KINDS
    assert all(5 <= count <= 8 for count in kinds.values())
    assert {one.pattern for one in wardrobe} == set(PATTERNS)
    assert {one.colour_name for one in wardrobe} == set(COLOURS)
    assert all(one.colour == COLOURS[one.colour_name] for one in wardrobe)


def test_colours_are_well_apart() -> None:
    distances = [np.linalg.norm(lab(a) - lab(b)) for a, b in combinations(COLOURS.values(), 2)]
    assert min(distances) > 25


def test_same_arguments_give_the_same_picture_in_another_process() -> None:
    script = (
        "import zlib; from core.sample.sample import draw, garments; "
        "print([zlib.crc32(draw(one, 64, 3).tobytes()) for one in garments()[::9]])"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", script], env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            check=True, capture_output=True, text=True,
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(runs) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_seed_changes_the_photo_but_not_the_garment(kind: str) -> None:
    one = garment(kind, "green")
    photos = [np.asarray(draw(one, 96, seed)).astype(float) for seed in range(3)]
    assert all(np.abs(a - b).mean() > 1 for a, b in combinations(photos, 2))
    colours = [np.median(lab_inside(one, 96, seed), axis=0) for seed in range(3)]
    assert all(np.linalg.norm(a - b) < 4 for a, b in combinations(colours, 2))


def test_seed_keeps_the_cut() -> None:
    """Two photos of a garment overlap more than photos of most other kinds; a shirt may look like a longsleeve."""
    shapes = {(kind, seed): np.asarray(silhouette(garment(kind), 96, seed)) > 127 for kind in KINDS for seed in (0, 1)}

    def overlap(a: str, b: str) -> float:
        first, second = shapes[a, 0], shapes[b, 1]
        return float((first & second).sum() / (first | second).sum())

    for kind in KINDS:
        assert overlap(kind, kind) > 0.65
        assert kind in sorted(KINDS, key=lambda other: overlap(kind, other))[-2:]


@pytest.mark.parametrize("kind", KINDS)
def test_every_combination_is_drawn_inside_the_picture(kind: str) -> None:
    for colour, pattern in product(COLOURS, PATTERNS):
        one = garment(kind, colour, pattern)
        picture, shape = draw(one, 64), shape_of(one.name, kind, 64, 0)
        assert (picture.mode, picture.size) == ("RGB", (64, 80))
        assert shape.shape == (80, 64)
        assert 0.1 < (shape > 127).mean() < 0.6
        assert not shape[[0, -1]].any() and not shape[:, [0, -1]].any()


def test_any_name_and_colour_can_be_drawn() -> None:
    for number, kind in product(range(8), KINDS):  # other names have other cuts
        one = Garment(f"número {number}", kind, (90, 20, 140), "purple", "plain")
        assert np.ptp(np.asarray(draw(one, 48))) > 50


@pytest.mark.parametrize(("kind", "colour"), [*product(KINDS, COLOURS)])
def test_plain_garment_has_its_colour(kind: str, colour: str) -> None:
    found, named = lab_inside(garment(kind, colour)), lab(COLOURS[colour])
    assert np.linalg.norm(np.median(found, axis=0) - named) < 10
    if kind != "shoes":  # their soles, linings and laces are of other materials
        assert np.linalg.norm(found.mean(axis=0) - named) < 11


@pytest.mark.parametrize(("kind", "pattern"), [*product(KINDS, PATTERNS[1:])])
def test_patterned_garment_shows_its_colour(kind: str, pattern: str) -> None:
    """More of it is nearest its own colour than could be if the second colour ruled."""
    for colour in COLOURS:
        found = lab_inside(garment(kind, colour, pattern), 160)
        nearest = np.argmin([np.linalg.norm(found - lab(c), axis=1) for c in COLOURS.values()], axis=0)
        assert (nearest == list(COLOURS).index(colour)).mean() > 0.4, colour


@pytest.mark.parametrize(("kind", "pattern"), [*product(KINDS, PATTERNS[1:])])
def test_pattern_shows_on_the_garment_only(kind: str, pattern: str) -> None:
    """At gallery size, drawn on the very same garment as plain."""
    one = replace(garment(kind, "red"), name="one name, one cut")
    patterned = replace(one, pattern=pattern)
    shape = np.asarray(silhouette(one, 260))
    assert np.array_equal(shape, np.asarray(silhouette(patterned, 260)))
    changed = np.abs(to_lab(np.asarray(draw(one, 260))) - to_lab(np.asarray(draw(patterned, 260)))).max(axis=-1)
    assert changed[shape == 0].max() < 1
    assert 0.05 < (changed[shape == 255] > 20).mean() < 0.55


def test_patterns_differ_from_each_other() -> None:
    looks = [np.asarray(draw(replace(garment("skirt"), name="a", pattern=p), 120)).astype(float) for p in PATTERNS]
    assert min(np.abs(a - b).mean() for a, b in combinations(looks, 2)) > 4


@pytest.mark.parametrize("kind", ["dress", "longsleeve"])
def test_size_changes_nothing_but_the_size(kind: str) -> None:
    """The folds are the same too (other folds make a difference of 1.5): a thumbnail is the photo made smaller."""
    coarse = [np.asarray(draw(garment(kind, "pink"), size, 5).reduce(size // 24)).astype(float) for size in (120, 480)]
    assert np.abs(coarse[0] - coarse[1]).mean() < 1.3


def test_write_sample_names_files_by_looks(wardrobe: Path) -> None:
    assert len(garments()) == len(list(wardrobe.iterdir()))
    assert file_name(garments()[0]) == "navy-dotted-dress.jpg"
    for one in garments():
        with Image.open(wardrobe / file_name(one)) as picture:
            assert (picture.format, picture.size) == ("JPEG", (480, 600))
            coarse = [np.asarray(image).astype(float) for image in (picture.reduce(24), draw(one, 120).reduce(6))]
            assert np.abs(coarse[0] - coarse[1]).mean() < 6


def test_write_sample_again_leaves_the_same_files_alone(wardrobe: Path, tmp_path: Path) -> None:
    shutil.copytree(wardrobe, tmp_path / "again")
    written = [tmp_path / "again" / file_name(one) for one in garments()]
    before = [path.stat().st_mtime_ns for path in written]
    written[3].unlink()
    assert write_sample(tmp_path / "again") == tuple(written)
    assert written[3].read_bytes() == (wardrobe / written[3].name).read_bytes()
    after = [path.stat().st_mtime_ns for path in written]
    assert [a for i, a in enumerate(after) if i != 3] == [b for i, b in enumerate(before) if i != 3]


def test_write_sample_never_replaces_a_file(tmp_path: Path) -> None:
    mine = tmp_path / "navy-striped-t-shirt.jpg"
    mine.write_bytes(b"my own photo")
    with pytest.raises(FileExistsError, match=r"navy-striped-t-shirt\.jpg exists already"):
        write_sample(tmp_path)
    assert mine.read_bytes() == b"my own photo"
    assert list(tmp_path.iterdir()) == [mine]


def test_write_sample_never_follows_a_dangling_link(tmp_path: Path) -> None:
    try:
        (tmp_path / "red-dress.jpg").symlink_to(tmp_path / "nowhere.jpg")
    except OSError:
        pytest.skip("this system makes no links")
    with pytest.raises(FileExistsError):
        write_sample(tmp_path)
    assert not (tmp_path / "nowhere.jpg").exists()


def test_full_disk_leaves_no_half_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class FullDisk(io.FileIO):
        def write(self, data: object) -> int:
            super().write(bytes(data)[:10])  # type: ignore[call-overload]
            raise OSError(28, "No space left on device")

    def full(path: Path, mode: str, opener: object) -> FullDisk:
        return FullDisk(path, mode.replace("b", ""))

    monkeypatch.setattr("core.sample.sample.open", full, raising=False)
    with pytest.raises(OSError, match="No space left"):
        write_sample(tmp_path)
    assert not list(tmp_path.iterdir())


def test_write_sample_into_a_file_is_an_os_error(tmp_path: Path) -> None:
    target = tmp_path / "photo.jpg"
    target.write_bytes(b"x")
    with pytest.raises(OSError, match="photo"):
        write_sample(target)
    assert target.read_bytes() == b"x"


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are other ones there")
def test_the_sample_is_for_its_owner_alone(wardrobe: Path) -> None:
    places = [*wardrobe.iterdir(), wardrobe, wardrobe.parent]
    assert not any(place.stat().st_mode & 0o077 for place in places)
