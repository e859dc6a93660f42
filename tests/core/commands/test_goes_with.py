"""`twinset goes-with`: pieces of other kinds for a garment, with their reasons."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support import ROOT, Result, photo, save

from core.base.paths import Paths
from core.photos.photo_files import content_hash
from core.wardrobe.identity import Identity
from core.wardrobe.wardrobe import Wardrobe

Twinset = Callable[..., Result]


@pytest.fixture
def sample(wardrobe: Path, indexed_before: Callable[[Path], Path]) -> Path:
    """Known to this test's Twinset; not to be changed."""
    return indexed_before(wardrobe)


def by_name(answer: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {os.path.basename(one["path"]): one for one in answer["suggestions"]}


def test_a_patterned_shirt(sample: Path, twinset: Twinset) -> None:
    result = twinset("goes-with", sample / "red-checked-shirt.jpg", sample, "--json")
    assert (result.code, result.said) == (0, [])
    answer = result.json
    assert list(answer) == ["garment", "notes", "suggestions", "left_out"]
    garment = answer["garment"]
    assert garment["path"] == str(sample / "red-checked-shirt.jpg")
    assert (garment["kind"], garment["pattern"], garment["colours"][0]["name"]) == ("shirt", "checked", "red")
    assert answer["notes"] == ["It is patterned (checked), so only plain pieces are suggested."]
    found = by_name(answer)
    assert {"green-pants.jpg", "white-pants.jpg", "navy-pants.jpg", "white-shoes.jpg"} <= set(found)
    assert not any("checked" in name or "striped" in name or "dotted" in name for name in found)
    assert {one["kind"] for one in found.values()}.isdisjoint({"shirt", "t-shirt", "longsleeve", "dress"})
    first = answer["suggestions"][0]
    assert list(first) == ["path", "kind", "rule", "rules", "reasons", "strength"]
    assert (first["kind"], first["rule"], first["rules"]) == ("pants", "complement", ["complement", "pattern"])
    assert first["reasons"][0] == "Complement: red with dark green" and "two patterns" in first["reasons"][1]
    strengths = [one["strength"] for one in answer["suggestions"] if one["kind"] == "pants"]
    assert strengths == sorted(strengths, reverse=True) and answer["left_out"] > 0


def test_the_number_of_each_kind(sample: Path, twinset: Twinset) -> None:
    answer = twinset("goes-with", sample / "navy-pants.jpg", sample, "--top", "1", "--json").json
    kinds = [one["kind"] for one in answer["suggestions"]]
    assert len(kinds) == len(set(kinds)) >= 4


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo terminal")
def test_lines_for_people(sample: Path) -> None:
    ours, theirs = os.openpty()
    command = [sys.executable, str(ROOT / "main.py"), "goes-with", str(sample / "navy-pants.jpg"), str(sample)]
    done = subprocess.run(command, stdout=theirs, stderr=subprocess.PIPE, check=True, text=True)
    os.close(theirs)
    lines = os.read(ours, 20_000).decode().splitlines()
    os.close(ours)
    assert lines[0].endswith("navy-pants.jpg  navy pants")
    assert "shoes:" in lines and f"  {sample / 'white-shoes.jpg'}  Two neutrals: navy with white." in lines
    assert "were left out, as it is not sure what garment they show." in done.stderr


def test_a_photo_from_elsewhere(sample: Path, tmp_path: Path, twinset: Twinset) -> None:
    shop = tmp_path / "shop.jpg"
    shop.write_bytes((sample / "navy-pants.jpg").read_bytes() + b"from a shop")
    answer = twinset("goes-with", shop, sample, "--json").json
    assert answer["garment"]["path"] == str(shop) and "white-shoes.jpg" in by_name(answer)
    assert "navy-pants.jpg" not in by_name(answer)
    missing = twinset("goes-with", tmp_path / "none.jpg", sample)
    assert missing.code == 1 and missing.said[-1].endswith("none.jpg: The file is no longer there.")


def test_what_the_user_says_of_kinds_counts(sample: Path, home: Path, twinset: Twinset) -> None:
    said = Identity(content_hash((sample / "red-shoes.jpg").read_bytes()))
    with Wardrobe(Paths.choose(str(home))) as kept:
        kept.change(lambda marks: marks.with_kind([said], "bag"))
    found = by_name(twinset("goes-with", sample / "navy-pants.jpg", sample, "--json").json)
    assert found["red-shoes.jpg"]["kind"] == "bag"


def test_where_it_is_not_sure_what_it_is_nothing_is_suggested(tmp_path: Path, twinset: Twinset) -> None:
    folder = tmp_path / "photos"
    for seed in range(3):
        save(folder / f"{seed}.png", photo(seed))
    answer = twinset("goes-with", folder / "0.png", folder, "--json").json
    assert answer["garment"]["kind"] == "unsure" and answer["suggestions"] == []
    assert answer["notes"] == ["It is not sure what garment this is. Say of which kind it is, and suggestions appear."]


def test_wrong_words_are_told(tmp_path: Path, twinset: Twinset) -> None:
    assert twinset("goes-with", tmp_path / "a.jpg").code == 2
    assert twinset("goes-with", tmp_path / "a.jpg", tmp_path, "--top", "0").code == 2
