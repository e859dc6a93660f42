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
from PIL.PdfParser import PdfParser
from support import Result, save

from core.base.paper import Size
from core.base.sentences import printable
from core.sharing.layout import Layout
from core.sharing.shared import Item, Shared
from core.sharing.sheet import draw_below_one_another, draw_pages

CELL, COLUMNS = 240, 5
CLASSIC = Layout(rows=0, query=False)  # of the command

Twinset = Callable[..., Result]


def answer(folder: Path, count: int) -> Shared:
    names = [f"{number}.png" for number in range(count)]
    paths = [save(folder / name, Image.new("RGB", (300, 300), (at, 0, 0))) for at, name in enumerate(names)]
    items = tuple(Item(path, name, f"{at}. 0.5") for at, (path, name) in enumerate(zip(paths, names, strict=True)))
    return Shared("Most similar to 0.png", items, items[0])


def drawn(*answers: Shared, layout: Layout = CLASSIC) -> Image.Image:
    return draw_below_one_another(answers, layout)


def cell_centres(sheet: Image.Image, answers: int = 1) -> list[tuple[int, ...]]:
    """The colours in the middle of the cells of the first answer, row by row."""
    pitch = (sheet.width - 16) // COLUMNS
    across = [16 + column * pitch + CELL // 2 for column in range(COLUMNS)]
    down = [56 + CELL // 2, 56 + CELL // 2 + CELL + 40 + 16]
    return [sheet.getpixel((x, y)) for y in down for x in across]


def test_ten_matches_make_two_rows_of_five_in_order(tmp_path: Path) -> None:
    sheet = drawn(answer(tmp_path, 10))
    assert sheet.size == (5 * (CELL + 16) + 16, 56 + 2 * (CELL + 40 + 16) + 16)
    assert cell_centres(sheet) == [(number, 0, 0) for number in range(10)]


@pytest.mark.parametrize(("matches", "rows"), [(1, 1), (5, 1), (6, 2), (11, 3)])
def test_rows_for_any_number_of_matches(tmp_path: Path, matches: int, rows: int) -> None:
    assert drawn(answer(tmp_path, matches)).height == 56 + rows * (CELL + 40 + 16) + 16


def test_a_photo_that_is_gone_leaves_an_empty_frame(tmp_path: Path) -> None:
    found = answer(tmp_path, 10)
    os.remove(found.paths[3])
    sheet = drawn(found)
    colours = cell_centres(sheet)
    assert colours[3] == (255, 255, 255) and colours[4] == (4, 0, 0)


def test_words_are_written_under_their_photo(tmp_path: Path) -> None:
    plain = answer(tmp_path, 2)
    told = replace(plain, items=(plain.items[0], replace(plain.items[1], words="other kind: dress")))
    before, after = (np.asarray(drawn(one)) for one in (plain, told))
    changed = np.flatnonzero((before != after).any(axis=(0, 2)))
    assert len(changed) and changed.min() >= 16 + CELL + 16, "the second photo's words"


def test_any_name_can_be_drawn(tmp_path: Path) -> None:
    path = save(tmp_path / "a.png", Image.new("RGB", (9, 9)))
    odd = printable(os.fsdecode(b"\xff\nname \xf0\x9f\x91\x97" + b"x" * 200))
    assert np.asarray(drawn(Shared(odd, (Item(path, odd), Item("/" + odd, odd))))).min() == 0


def inked(sheet: Image.Image) -> int:
    """Pixels that are not white."""
    return int((np.asarray(sheet) != 255).any(axis=2).sum())


def test_words_names_and_query_are_drawn_when_wanted(tmp_path: Path) -> None:
    found = answer(tmp_path, 10)
    bare = Layout(words=False, names=False, query=False)
    plain = drawn(found, layout=bare)
    assert plain.size == (1296, 56 + 2 * (CELL + 16) + 16)
    words, names = (drawn(found, layout=replace(bare, **{one: True})) for one in ("words", "names"))
    assert words.height == names.height == plain.height + 2 * 22
    assert min(inked(words), inked(names)) > inked(plain)
    asked = drawn(replace(found, query=Item(found.paths[7], "")), layout=replace(bare, query=True))
    assert asked.height == plain.height + CELL + 16
    assert asked.getpixel((16 + CELL // 2, 56 + CELL // 2)) == (7, 0, 0), "the query stands above"


def test_more_photos_than_fit_on_a_page_go_on_the_next(tmp_path: Path) -> None:
    found = answer(tmp_path, 12)
    layout = Layout(2, 5, Size.A4_ACROSS, query=False)
    first, second = draw_pages(found, layout)
    assert first.size == second.size == (3508, 2480), "A4 at 300 dots an inch"
    for page, red in ((first, (0, 1)), (second, (10, 11))):
        seen = {pixel for _, pixel in page.convert("RGB").getcolors(1 << 20)}
        assert {(value, 0, 0) for value in red} <= seen
    assert (5, 0, 0) not in {pixel for _, pixel in second.getcolors(1 << 20)}


def test_a_small_photo_fills_its_place_on_paper(tmp_path: Path) -> None:
    (page,) = draw_pages(answer(tmp_path, 1), Layout(1, 3, Size.A4, query=False))
    black = (np.asarray(page) == (0, 0, 0)).all(axis=2)
    assert black.any(axis=0).sum() > 600, "300 pixels wide in its file"


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


def test_a_document_has_pages_of_ten(known_photos: Path, tmp_path: Path, twinset: Twinset) -> None:
    queries = [known_photos / "00.png", known_photos / "01.png"]
    result = twinset("sheet", *queries, "--top", "12", "--query", "--in", known_photos, "-o", tmp_path / "both.pdf")
    assert (result.code, result.said) == (0, [])
    with PdfParser(str(tmp_path / "both.pdf")) as document:
        assert len(document.pages) == 4, "two for the twelve matches of each"


def test_a_sheet_may_be_bare_and_wide(known_photos: Path, tmp_path: Path, twinset: Twinset) -> None:
    words = ["sheet", known_photos / "00.png", "--in", known_photos, "--columns", "10", "--no-words", "--no-names"]
    assert twinset(*words, "-o", tmp_path / "row.png").code == 0
    with Image.open(tmp_path / "row.png") as sheet:
        cell = (1296 - 2 * 16 - 9 * 16) // 10
        assert sheet.size == (1296, 56 + cell + 16 + 16)
