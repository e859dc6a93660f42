"""The contact sheet: two rows of five, and never drawn over a photo."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from support import Result, found, save

from core.commands.sheet import CELL, COLUMNS, Block, draw_sheet

Twinset = Callable[..., Result]


def block(folder: Path, count: int) -> Block:
    matches = [
        found(save(folder / f"{number}.png", Image.new("RGB", (300, 300), (number, 0, 0))), number / 7)
        for number in range(count)
    ]
    return Block(matches[0].path, tuple(matches))


def cell_centres(sheet: Image.Image, answers: int = 1) -> list[tuple[int, ...]]:
    """The colours in the middle of the cells of the first answer, row by row."""
    pitch = (sheet.width - 16) // COLUMNS
    across = [16 + column * pitch + CELL // 2 for column in range(COLUMNS)]
    down = [56 + CELL // 2, 56 + CELL // 2 + CELL + 40 + 16]
    return [sheet.getpixel((x, y)) for y in down for x in across]


def test_ten_matches_make_two_rows_of_five_in_order(tmp_path: Path) -> None:
    sheet = draw_sheet([block(tmp_path, 10)])
    assert sheet.size == (5 * (CELL + 16) + 16, 56 + 2 * (CELL + 40 + 16) + 16)
    assert cell_centres(sheet) == [(number, 0, 0) for number in range(10)]


@pytest.mark.parametrize(("matches", "rows"), [(1, 1), (5, 1), (6, 2), (11, 3)])
def test_rows_for_any_number_of_matches(tmp_path: Path, matches: int, rows: int) -> None:
    assert draw_sheet([block(tmp_path, matches)]).height == 56 + rows * (CELL + 40 + 16) + 16


def test_a_photo_that_is_gone_leaves_an_empty_frame(tmp_path: Path) -> None:
    found = block(tmp_path, 10)
    os.remove(found.matches[3].path)
    sheet = draw_sheet([found])
    colours = cell_centres(sheet)
    assert colours[3] == (255, 255, 255) and colours[4] == (4, 0, 0)


def test_another_kind_is_written_under_its_photo(tmp_path: Path) -> None:
    plain = block(tmp_path, 2)
    told = replace(plain, matches=(plain.matches[0], replace(plain.matches[1], other_kind=True)))
    before, after = (np.asarray(draw_sheet([one])) for one in (plain, told))
    changed = np.flatnonzero((before != after).any(axis=(0, 2)))
    assert len(changed) and changed.min() >= 16 + CELL + 16, "the second photo's words"


def test_any_name_can_be_drawn(tmp_path: Path) -> None:
    match = found(save(tmp_path / "a.png", Image.new("RGB", (9, 9))), 0.0)
    odd = found(os.fsdecode(b"/\xff\nname \xf0\x9f\x91\x97" + b"x" * 200), 1.0)
    assert np.asarray(draw_sheet([Block(odd.path, (match, odd))])).min() == 0


# --- the command ---


def test_sheet_of_queries_and_random_photos(wardrobe: Path, tmp_path: Path, twinset: Twinset) -> None:
    query = sorted(wardrobe.iterdir())[0]
    result = twinset("sheet", query, "--in", wardrobe, "-o", tmp_path / "one.jpg")
    assert result.code == 0 and result.out == f"{tmp_path / 'one.jpg'}\n"
    with Image.open(tmp_path / "one.jpg") as sheet:
        assert (sheet.format, sheet.size) == ("JPEG", (1296, 664))
    twinset("sheet", "--random", "3", "--in", wardrobe, "-o", tmp_path / "three.png")
    with Image.open(tmp_path / "three.png") as sheet:
        assert (sheet.format, sheet.size) == ("PNG", (1296, 3 * 648 + 16))


def test_a_seed_makes_the_random_sheet_repeat(known_photos: Path, tmp_path: Path, twinset: Twinset) -> None:
    for name in ("a", "b"):
        twinset("sheet", "--random", "3", "--seed", "5", "--in", known_photos, "-o", tmp_path / f"{name}.png")
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()


@pytest.mark.parametrize("way", ["plain", "roundabout", "symlink", "hard link", "query elsewhere", "unreadable photo"])
def test_no_photo_is_ever_drawn_over(way: str, photos: Path, tmp_path: Path, twinset: Twinset) -> None:
    if sys.platform == "win32" and "link" in way:
        pytest.skip("makes links")
    query = victim = photos / "00.png"
    target = victim
    if way == "roundabout":
        target = photos / ".." / "photos" / "00.png"
    elif way == "symlink":
        (target := tmp_path / "link.png").symlink_to(victim)
    elif way == "hard link":
        (target := tmp_path / "hard.png").hardlink_to(victim)
    elif way == "query elsewhere":
        target = query = victim = victim.rename(tmp_path / "query.png")
    elif way == "unreadable photo":
        target = victim = Path(save(photos / "damaged.jpg", b"to be rescued one day"))
    before = victim.read_bytes()
    result = twinset("sheet", query, "--in", photos, "-o", target)
    assert result.code == 1 and result.out == "" and "your photos" in result.said[-1]
    assert victim.read_bytes() == before


def test_a_sheet_can_be_drawn_again(known_photos: Path, tmp_path: Path, twinset: Twinset) -> None:
    for _ in range(2):
        assert twinset("sheet", known_photos / "00.png", "--in", known_photos, "-o", tmp_path / "sheet.jpg").code == 0
