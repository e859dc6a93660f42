"""The command line's other ways to ask: weights, kinds, colours, boxes, examples, and why a photo matched."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from support import KINDS, Result, alike, save

from core.looks.colours import to_lab
from core.looks.features import ASPECTS
from core.looks.naming import name_colour
from core.sample.sample import Garment, file_name, garments

Twinset = Callable[..., Result]

GARMENTS = {file_name(garment): garment for garment in garments()}


@pytest.fixture
def wardrobe(indexed_before: Callable[[Path], Path], wardrobe: Path) -> Path:
    """The sample wardrobe, which this test's Twinset knows; not to be changed."""
    return indexed_before(wardrobe)


def garment(path: str | Path) -> Garment:
    """What is drawn in a photo of the wardrobe."""
    return GARMENTS[Path(path).name]


def kinds_of(photos: list[str]) -> list[str]:
    return [garment(path).kind for path in photos]


def paths(answer: dict[str, list[dict[str, str]]]) -> list[str]:
    return [match["path"] for match in answer["matches"]]


def photo_of(wardrobe: Path, kind: str) -> Path:
    return wardrobe / next(name for name, garment in GARMENTS.items() if garment.kind == kind)


def test_the_colour_alone_brings_the_same_colour(wardrobe: Path, twinset: Twinset) -> None:
    """Plain garments, because the middle of a pattern is no colour."""
    plain = [name for name, one in GARMENTS.items() if (one.pattern, one.colour_name) == ("plain", "red")]
    answer = twinset("similar", wardrobe / plain[0], "--in", wardrobe, "--weights", "colour=1").json
    near = [match for match in answer["matches"] if match["by_aspect"]["colour"] < 0.4]
    assert len(near) >= 3 and {garment(match["path"]).colour_name for match in near} == {"red"}
    assert [match["distance"] for match in near] == sorted(match["distance"] for match in near)


def test_weights_change_the_order(wardrobe: Path, twinset: Twinset) -> None:
    orders = set()
    for weights in ("look=1", "colour=1", "pattern=1", "shape=1", "look=1,colour=0.5,shape=0.5"):
        answer = twinset("similar", photo_of(wardrobe, "dress"), "--in", wardrobe, "--weights", weights).json
        assert list(answer["matches"][0]["by_aspect"]) == list(ASPECTS)
        orders.add(tuple(paths(answer)))
    assert len(orders) == 5


@pytest.mark.parametrize("weights", ["look", "size=1", "look=-1", "look=0", "look=nan", "look=1,,"])
def test_wrong_weights_are_wrong_usage(wardrobe: Path, twinset: Twinset, weights: str) -> None:
    assert twinset("similar", "a.jpg", "--in", wardrobe, "--weights", weights).code == 2


def test_only_one_kind(wardrobe: Path, twinset: Twinset) -> None:
    query = photo_of(wardrobe, "hat")
    answer = twinset("similar", query, "--in", wardrobe, "--kind", "hat", "--top", "99").json
    assert {match["kind"] for match in answer["matches"]} <= {"hat"}


def test_a_kind_that_the_network_does_not_know_is_wrong_usage(wardrobe: Path, twinset: Twinset, tmp_path: Path) -> None:
    query = photo_of(wardrobe, "hat")
    for words in (("similar", query), ("sheet", query, "-o", tmp_path / "sheet.png")):
        result = twinset(*words, "--in", wardrobe, "--kind", "sock")
        assert (result.code, result.out) == (2, "") and "\n" not in result.err.rstrip("\n")
        assert "--kind sock" in result.err and all(kind in result.err for kind in (*KINDS, "unsure"))


def test_a_match_that_its_kind_put_back_says_so(wardrobe: Path, twinset: Twinset) -> None:
    """Under the plain distance no kind counts; nor is one told from another where the network is unsure."""
    query = photo_of(wardrobe, "pants")
    words = ("similar", query, "--in", wardrobe, "--top", "99", "--json")
    own, *others = twinset(*words).json["matches"]
    assert own["path"] == str(query) and not own["other_kind"]
    put_back = {match["kind"] for match in others if match["other_kind"]}
    assert put_back and not put_back & {own["kind"], "unsure"}
    assert not any(match["other_kind"] for match in others if match["kind"] == own["kind"])
    assert not any(match["other_kind"] for match in twinset(*words, "--method", "brute").json["matches"])


def test_a_picture_without_a_garment_is_told(wardrobe: Path, twinset: Twinset, tmp_path: Path) -> None:
    """Among enough photos that are alike, so that nothing is near it."""
    folder = alike(photo_of(wardrobe, "pants"), tmp_path / "alike")
    noise = save(
        tmp_path / "noise.png",
        Image.fromarray(np.random.default_rng(0).integers(256, size=(90, 70, 3), dtype=np.uint8)),
    )
    garment = photo_of(wardrobe, "pants")
    words = ("--in", folder, "--top", "1")
    result = twinset("similar", garment, noise, *words)
    found, nothing = result.lines
    assert "no_garment" not in found and nothing["no_garment"] is True and len(nothing["matches"]) == 1
    assert result.said == [f"twinset: {noise}: I see no garment here."] and result.code == 0


def test_only_the_kind_of_the_query(wardrobe: Path, twinset: Twinset) -> None:
    query = photo_of(wardrobe, "pants")
    words = ("similar", query, "--in", wardrobe, "--top", "99")
    (kind,) = {match["kind"] for match in twinset(*words).json["matches"] if match["path"] == str(query)}
    assert kind in KINDS
    alike = twinset(*words, "--same-kind").json
    assert alike == twinset(*words, "--kind", kind).json and 1 < len(alike["matches"]) < 99


def test_a_colour_is_found_without_a_photo(wardrobe: Path, twinset: Twinset) -> None:
    answer = twinset("similar", "--colour", "#1f2a55", "--in", wardrobe, "--top", "5").json
    assert answer["query"] is None and answer["colour"] == "#1f2a55"
    assert {garment(path).colour_name for path in paths(answer)} == {"navy"}
    assert name_colour(to_lab(np.array([[[0x1F, 0x2A, 0x55]]], np.uint8))[0, 0]).basic == "navy"


def test_a_colour_filters_the_matches_of_a_photo(wardrobe: Path, twinset: Twinset) -> None:
    answer = twinset("similar", photo_of(wardrobe, "dress"), "--in", wardrobe, "--colour", "#c0272d", "--top", "9").json
    found = [garment(path).colour_name for path in paths(answer)]
    assert found and found.count("red") / len(found) > 0.6
    assert twinset("similar", "--colour", "reddish", "--in", wardrobe).code == 2


def test_a_box_searches_with_a_part(wardrobe: Path, tmp_path: Path, twinset: Twinset) -> None:
    """Two garments in one photo: the box says which one is meant."""
    hat, trousers = (Image.open(photo_of(wardrobe, kind)) for kind in ("hat", "pants"))
    both = Image.new("RGB", (hat.width + trousers.width, hat.height), "white")
    both.paste(hat, (0, 0))
    both.paste(trousers, (hat.width, 0))
    both.save(tmp_path / "both.png")
    for left, kind in ((0, "hat"), (hat.width, "pants")):
        box = f"{left},0,{hat.width},{hat.height}"
        answer = twinset("similar", tmp_path / "both.png", "--box", box, "--in", wardrobe, "--top", "1").json
        assert paths(answer) == [str(photo_of(wardrobe, kind))]


@pytest.mark.parametrize("box", ["1,2,3", "a,b,c,d", "-1,0,5,5", "0,0,0,9"])
def test_a_wrong_box_is_wrong_usage(wardrobe: Path, twinset: Twinset, box: str) -> None:
    assert twinset("similar", photo_of(wardrobe, "hat"), f"--box={box}", "--in", wardrobe).code == 2


def test_a_box_outside_the_photo_is_one_sentence(wardrobe: Path, twinset: Twinset) -> None:
    result = twinset("similar", photo_of(wardrobe, "hat"), "--box", "9000,0,50,50", "--in", wardrobe)
    assert result.code == 1 and len(result.said) == 1 and "The box holds no part" in result.said[0]


def test_more_and_less_like_these(wardrobe: Path, twinset: Twinset) -> None:
    """A bad example pushes its kind down."""
    dress, skirt = photo_of(wardrobe, "dress"), photo_of(wardrobe, "skirt")
    words = ["similar", "--like", dress, skirt, "--in", wardrobe, "--top", "99"]
    plain = twinset(*words[:3], "--in", wardrobe, "--top", "99").json
    without = twinset(*words[:3], "--in", wardrobe, "--top", "99", "--unlike", skirt).json
    assert (without["like"], without["unlike"]) == ([str(dress)], [str(skirt)])
    before, after = (np.flatnonzero([kind == "skirt" for kind in kinds_of(paths(one))]) for one in (plain, without))
    assert len(before) == len(after) > 4 and after.mean() > before.mean()
    assert set(paths(twinset(*words, "--exclude-self").json)).isdisjoint([str(dress), str(skirt)])


def test_an_example_that_cannot_be_read_is_named_as_it_was_written(
    wardrobe: Path, tmp_path: Path, twinset: Twinset
) -> None:
    (tmp_path / "bad.jpg").write_bytes(b"text")
    good, words = photo_of(wardrobe, "hat"), ("--in", wardrobe)
    for examples in (("bad.jpg",), ("bad.jpg", good), (good, "bad.jpg"), (good, "--unlike", "bad.jpg")):
        result = twinset("similar", "--like", *examples, *words, cwd=tmp_path)
        assert result.code == 1 and result.out == ""
        (sentence,) = result.said
        assert sentence.startswith("twinset: bad.jpg: ") and sentence.endswith(".")


def test_a_search_needs_something_to_search_with(wardrobe: Path, twinset: Twinset) -> None:
    assert twinset("similar", "--in", wardrobe).code == 2
    assert twinset("similar", "--unlike", "a.jpg", "--in", wardrobe).code == 2


def test_explain_draws_both_photos_and_lists_each_aspect(wardrobe: Path, tmp_path: Path, twinset: Twinset) -> None:
    query, match = photo_of(wardrobe, "dress"), photo_of(wardrobe, "skirt")
    result = twinset("explain", query, match, "-o", tmp_path / "why.png", "--in", wardrobe)
    assert result.code == 0 and list(result.json["by_aspect"]) == list(ASPECTS)
    answer = twinset("similar", query, "--in", wardrobe, "--top", "99").json
    told = next(found["by_aspect"] for found in answer["matches"] if found["path"] == str(match))
    assert result.json["by_aspect"] == pytest.approx(told)
    with Image.open(tmp_path / "why.png") as picture:
        left, right = picture.crop((0, 0, picture.width // 2, picture.height)), picture.size
        assert right[0] > 1.8 * right[1] and len(left.getcolors(1 << 20) or []) > 1000


def test_explain_without_a_folder_and_with_a_bad_photo(wardrobe: Path, tmp_path: Path, twinset: Twinset) -> None:
    query = photo_of(wardrobe, "hat")
    same = twinset("explain", query, query, "-o", tmp_path / "same.png")
    assert same.code == 0 and set(same.json["by_aspect"].values()) == {0.0}
    (tmp_path / "bad.jpg").write_bytes(b"text")
    bad = twinset("explain", query, tmp_path / "bad.jpg", "-o", tmp_path / "no.png")
    assert bad.code == 1 and len(bad.said) == 1 and not (tmp_path / "no.png").exists()
    assert twinset("explain", query, query, "-o", query).code in (1, 2) and os.path.getsize(query) > 1000


def test_kinds_of_the_sample_are_mostly_told_right(wardrobe: Path, twinset: Twinset) -> None:
    photos = sorted(wardrobe.glob("*.jpg"))
    told = [
        answer["matches"][0]["kind"] for answer in twinset("similar", *photos, "--in", wardrobe, "--top", "1").lines
    ]
    truth = kinds_of(list(map(str, photos)))
    sure = [(a, b) for a, b in zip(told, truth, strict=True) if a in KINDS]
    assert len(sure) > 0.6 * len(photos)
    assert sum(a == b for a, b in sure) > 0.6 * len(sure)  # trained on photos; drawings are another world


def test_near_duplicates_are_hidden(wardrobe: Path, twinset: Twinset, tmp_path: Path) -> None:
    """Of copies only the nearest is listed, and the list is as long as was asked for."""
    folder = tmp_path / "wardrobe"
    shutil.copytree(wardrobe, folder)
    asked = sorted(folder.iterdir())[3]
    for number in range(40):
        shutil.copy(asked, folder / f"copy-{number:02}.jpg")
    words = ("similar", asked, "--in", folder, "--json", "--top", "8")
    plain = [match["path"] for match in twinset(*words).json["matches"]]
    hidden = [match["path"] for match in twinset(*words, "--fold").json["matches"]]
    assert all("copy" in Path(path).name for path in plain[1:])
    assert len(hidden) == 8 and hidden[0] == str(asked)
    assert not any("copy" in Path(path).name for path in hidden)
    former = twinset(*words, "--hide-duplicates").json["matches"]
    assert [match["path"] for match in former] == hidden
    assert "--fold" in (usage := twinset("similar", "--help").out) and "--hide-duplicates" not in usage
