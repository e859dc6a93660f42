"""`twinset mirror`: what a wardrobe is made of."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from support import ROOT, Result, save

from core.base.paths import Paths
from core.looks.features import OTHER
from core.photos.photo_files import content_hash
from core.wardrobe.identity import Identity
from core.wardrobe.wardrobe import Wardrobe

Twinset = Callable[..., Result]


@pytest.fixture
def known(wardrobe: Path, indexed_before: Callable[[Path], Path]) -> Path:
    """The sample wardrobe."""
    return indexed_before(wardrobe)


def say(home: Path, photo: Path, kind: str) -> None:
    with Wardrobe(Paths.choose(str(home))) as kept:
        kept.change(lambda marks: marks.with_kind([Identity(content_hash(photo.read_bytes()))], kind))


def test_the_sample_wardrobe_as_json(known: Path, twinset: Twinset) -> None:
    result = twinset("mirror", known, "--json")
    assert (result.code, result.said) == (0, [])
    found = result.json
    assert list(found) == [
        "photos", "garments", "left_out", "kinds", "colours", "patterns", "alike", "one_offs", "ten", "cover",
    ]  # fmt: skip
    assert found["photos"] == len(list(known.rglob("*.jpg"))) and found["left_out"] == 0
    for name in ("kinds", "colours", "patterns"):
        assert sum(one["garments"] for one in found[name]) == found["garments"], name
        assert sum(one["share"] for one in found[name]) == pytest.approx(1)
    assert list(found["kinds"][0]) == ["name", "garments", "photos", "share", "tones"]
    assert list(found["colours"][0]) == ["name", "garments", "photos", "share", "tones", "hex"]
    assert {"red", "navy", "green"} <= {one["name"] for one in found["colours"]}
    assert {"plain", "striped"} <= {one["name"] for one in found["patterns"]}
    assert len(found["ten"]) == 10 and sum(one["stands_for"] for one in found["ten"]) == found["garments"]
    assert list(found["ten"][0]) == ["photos", "kind", "colour", "hex", "pattern", "stands_for"]
    assert all(os.path.isfile(one["photos"][0]) and os.path.isfile(one["nearest"]) for one in found["one_offs"])
    assert 0 < found["cover"] <= 1 and twinset("mirror", known, "--json").json == found


def test_what_the_user_said_counts(known: Path, home: Path, twinset: Twinset) -> None:
    before = twinset("mirror", known, "--json").json
    dress, hat = (sorted(known.rglob(f"*-{kind}.jpg"))[0] for kind in ("dress", "hat"))
    say(home, dress, OTHER)
    say(home, hat, "shoes")
    found = twinset("mirror", known, "--json").json
    assert found["left_out"] >= 1 and found["photos"] == before["photos"] - found["left_out"]
    counts, were = ({one["name"]: one["photos"] for one in some["kinds"]} for some in (found, before))
    assert counts["shoes"] > were["shoes"]
    assert not any(str(dress) in one["photos"] for one in (*found["ten"], *found["one_offs"]))


def test_what_is_not_the_same_is_no_one_garment(tmp_path: Path, home: Path, known: Path, twinset: Twinset) -> None:
    folder = tmp_path / "photos"
    with Image.open(sorted(known.rglob("*.jpg"))[0]) as opened:
        first = np.asarray(opened.convert("RGB"), np.float32)
    one, other = (folder / name for name in ("1.png", "2.png"))
    for file, light in ((one, 1.0), (other, 0.97)):
        save(file, Image.fromarray((first * light).astype(np.uint8)))
    assert twinset("mirror", folder, "--json").json["garments"] == 1
    with Wardrobe(Paths.choose(str(home))) as kept:
        known_by = [Identity(content_hash(file.read_bytes())) for file in (one, other)]
        kept.change(lambda marks: marks.told_apart(*known_by, True))
    found = twinset("mirror", folder, "--json").json
    (group,) = found["alike"]
    assert found["garments"] == 2 and [one["photos"] for one in group] == [[str(one)], [str(other)]]


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo terminal")
def test_lines_for_people(known: Path) -> None:
    ours, theirs = os.openpty()
    command = [sys.executable, str(ROOT / "main.py"), "mirror", str(known)]
    subprocess.run(command, stdout=theirs, stderr=subprocess.DEVNULL, check=True)
    os.close(theirs)
    lines = os.read(ours, 30_000).decode().splitlines()
    os.close(ours)
    assert lines[0].endswith(" photos") and " garments on " in lines[0]
    titles = [line for line in lines if line.endswith(":")]
    assert titles[:3] == ["Kinds:", "Colours:", "Patterns:"] and titles[-1].startswith("10 for all, of a similar style")
    assert any(line.split()[0] == "dress" and line.endswith("#" * 30) for line in lines if line.startswith("  "))


def test_a_folder_without_photos_is_refused(tmp_path: Path, twinset: Twinset) -> None:
    result = twinset("mirror", tmp_path, "--json")
    assert result.code == 1 and "There are no photos in" in result.said[0]
