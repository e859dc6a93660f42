"""Asking in words, and photos described in words, by the command line."""

from __future__ import annotations

import codecs
import csv
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from support import KINDS, SPEC, Result, save

from core.commands.results import protect
from core.looks.colour_words import Colour, Pattern
from core.looks.colours import NAMES
from core.sample.sample import Garment, file_name, garments

Twinset = Callable[..., Result]


@pytest.fixture(autouse=True)
def home(home: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One home for all tests of this file, so that the wardrobe is indexed once."""
    shared = tmp_path_factory.getbasetemp() / "home-of-words"
    monkeypatch.setenv("TWINSET_HOME", str(shared))
    return shared


FINER = {(one.name, one.kind) for one in SPEC.finer}
GARMENTS = {file_name(garment): garment for garment in garments()}


def found(answer: dict[str, list[dict[str, str]]]) -> list[Garment]:
    return [GARMENTS[Path(match["path"]).name] for match in answer["matches"]]


def test_words_find_what_they_say(wardrobe: Path, twinset: Twinset) -> None:
    answer = twinset("similar", "--words", "navy dotted dress", "--in", wardrobe, "--json").json
    assert answer["query"] is None
    assert answer["words"] == {
        "text": "navy dotted dress",
        "understood": ["navy", "dotted", "dress"],
        "not_understood": [],
    }
    first = answer["matches"][0]
    assert os.path.basename(first["path"]) == "navy-dotted-dress.jpg"
    assert set(first["fits"]) == {"navy", "dotted", "dress"} and set(first) == {"path", "fit", "fits"}
    fits = [match["fit"] for match in answer["matches"]]
    assert len(fits) == 10 and fits == sorted(fits, reverse=True) and all(0 < fit <= 1 for fit in fits)


@pytest.mark.parametrize("text", ["green", "etwas Grünes", "gruen"])
def test_both_languages_bring_the_same(text: str, wardrobe: Path, twinset: Twinset) -> None:
    answer = twinset("similar", "--words", text, "--in", wardrobe, "--top", "5").json
    assert {one.colour_name for one in found(answer)} == {"green"}


@pytest.mark.parametrize("pattern", ["striped", "dotted", "checked"])
def test_patterns_are_found(pattern: str, wardrobe: Path, twinset: Twinset) -> None:
    answer = twinset("similar", "--words", pattern, "--in", wardrobe, "--top", "5").json
    wanted = {pattern, "stippled"} if pattern == "dotted" else {pattern}  # which are small dots
    assert sum(one.pattern in wanted for one in found(answer)) >= 4


def test_a_photo_and_words(wardrobe: Path, twinset: Twinset) -> None:
    photo = wardrobe / "navy-dotted-dress.jpg"
    answer = twinset("similar", photo, "--words", "like this but green", "--in", wardrobe, "--top", "3").json
    assert answer["query"] == str(photo) and answer["words"]["understood"] == ["green"]
    assert {one.colour_name for one in found(answer)} == {"green"}
    assert {"distance", "label", "by_aspect", "kind", "confidence", "other_kind", "fit"} == set(
        answer["matches"][0]
    ) - {"path"}
    assert "fit" not in twinset("similar", photo, "--in", wardrobe).json["matches"][0]


def test_filters_hold_for_words_too(wardrobe: Path, twinset: Twinset) -> None:
    words = ["similar", "--words", "green", "--in", wardrobe, "--kind", "pants"]
    first, *_ = found(twinset(*words, "--top", "3").json)
    assert (first.kind, first.colour_name) == ("pants", "green")


def test_examples_and_words(wardrobe: Path, twinset: Twinset) -> None:
    words = ["similar", "--like", wardrobe / "red-dress.jpg", "--words", "green", "--in", wardrobe, "--top", "2"]
    answer = twinset(*words).json
    assert answer["words"]["understood"] == ["green"] and {one.colour_name for one in found(answer)} == {"green"}


def test_what_is_not_understood_is_said(wardrobe: Path, twinset: Twinset) -> None:
    result = twinset("similar", "--words", "green flannel dress, a belt", "--in", wardrobe)
    assert result.code == 0 and result.json["words"]["not_understood"] == ["flannel"]
    assert result.said == [
        "twinset: Not understood: flannel.",
        "twinset: Not told from other clothes yet: belt.",
    ]


@pytest.mark.parametrize("text", ["", "flannel", "a belt", "\x1b[31m"])
def test_nothing_understood_is_wrong_usage(text: str, photos: Path, twinset: Twinset) -> None:
    """Before the work."""
    result = twinset("similar", "--words", text, "--in", photos)
    assert (result.code, result.out) == (2, "") and "Indexing" not in result.err and "\x1b" not in result.err
    assert result.said[-1].startswith("twinset: Nothing of --words can be searched; name kinds,")


def test_the_text_of_an_answer(wardrobe: Path, tmp_path: Path, twinset: Twinset) -> None:
    """As a terminal shows it."""
    from core.commands.commands import _line
    from core.search.labels import Label
    from core.search.search import Match
    from core.sharing.rows import record

    match = Match("/a.jpg", 1.0, Label.VERY, {}, "dress", 1.0, fit=0.5)
    assert _line(1, record(match)).startswith("   1  0.5000  1.0000  very similar")


# --- describe ---


def test_every_photo_is_described(wardrobe: Path, twinset: Twinset) -> None:
    lines = twinset("describe", wardrobe).lines
    assert [line["path"] for line in lines] == sorted(map(str, wardrobe.iterdir()))
    for line in lines:
        assert list(line) == ["path", "kind", "confidence", "finer", "colours", "pattern"]
        assert line["kind"] in {*KINDS, "unsure"} and 0 < line["confidence"] <= 1
        assert line["finer"] is None or (line["finer"], line["kind"]) in FINER
        assert line["pattern"] is None or line["pattern"] in list(Pattern)
        shares = [colour["share"] for colour in line["colours"]]
        assert 1 <= len(shares) <= 3 and shares == sorted(shares, reverse=True)
        for colour in line["colours"]:
            assert colour["name"] in list(Colour) and len(colour["hex"]) == 7
            assert colour["shade"] in NAMES
    by_name = {os.path.basename(line["path"]): line for line in lines}
    assert by_name["red-dress.jpg"]["colours"][0]["name"] == "red"
    assert by_name["red-dress.jpg"]["kind"] == "dress" and by_name["red-dress.jpg"]["pattern"] == "plain"
    assert by_name["navy-striped-t-shirt.jpg"]["pattern"] == "striped"
    assert by_name["red-dress.jpg"]["finer"] is None and any(line["finer"] for line in lines)


def test_a_table_holds_the_same(wardrobe: Path, tmp_path: Path, twinset: Twinset) -> None:
    lines = twinset("describe", wardrobe).lines
    result = twinset("describe", wardrobe, "--csv", tmp_path / "table.csv")
    assert result.out.strip() == str(tmp_path / "table.csv")
    assert (tmp_path / "table.csv").read_bytes().startswith(codecs.BOM_UTF8), "else spreadsheets garble it"
    with open(tmp_path / "table.csv", encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["path"] for row in rows] == [line["path"] for line in lines]
    for row, line in zip(rows, lines, strict=True):
        assert (row["kind"], row["finer"], row["pattern"]) == (line["kind"], line["finer"] or "", line["pattern"] or "")
        assert float(row["confidence"]) == line["confidence"]
        assert [cell.split()[-2] for cell in row["colours"].split("; ")] == [one["hex"] for one in line["colours"]]


def test_what_cannot_be_read_is_said(photos: Path, twinset: Twinset) -> None:
    save(photos / "odd.jpg", b"no photo")
    result = twinset("describe", photos)
    assert result.code == 0 and len(result.lines) == 12
    assert result.said == ["twinset: 1 photo could not be read; `twinset index` lists what and why."]


def test_a_table_is_never_written_over_a_photo(photos: Path, twinset: Twinset) -> None:
    assert twinset("describe", photos, "--csv", photos / "00.png").code == 2
    link = photos.parent / "link.csv"
    link.symlink_to(photos / "00.png")
    before = (photos / "00.png").read_bytes()
    result = twinset("describe", photos, "--csv", link)
    assert result.code == 1 and "is one of your photos" in result.said[0]
    assert (photos / "00.png").read_bytes() == before and protect is not None
