"""The labels of the stock photos hold only words that are known; what is not like that is refused, with its line."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.bench.stock_kinds import COLUMNS, LABELS, OTHERS, PARTS, chosen, missing, read_kinds

HEAD = ",".join(COLUMNS)
GOOD = "10.jpg,dress,,yes,no,,yes,a"
STOCK = Path("../shared/data/stock")


def test_the_labels_hold_known_words_and_as_many_photos_as_they_say() -> None:
    labels = read_kinds()
    assert Counter(label.part for label in labels) == PARTS
    assert {label.kind for label in labels} & {*OTHERS}, "not only clothes"
    assert sum(label.worn for label in labels) > len(labels) / 2


def test_the_labels_are_names_and_words_only() -> None:
    assert {path.suffix for path in LABELS.parent.iterdir()} <= {".csv", ".json", ".md"}


def test_each_word_and_flag_is_read(tmp_path: Path) -> None:
    [label] = read_kinds(_table(tmp_path, "10.jpg,outwear,suit,yes,yes,pants shirt,no,b"))
    assert (label.file, label.kind, label.finer, label.also) == ("10.jpg", "outwear", "suit", ("pants", "shirt"))
    assert (label.worn, label.several, label.sure, label.part) == (True, True, False, "b")


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("11.jpg,frock,,yes,no,,yes,a", "line 3: no kinds: frock"),
        ("11.jpg,dress,maxi,yes,no,,yes,a", "line 3: no finer word: maxi"),
        ("11.jpg,dress,,yes,yes,shirt frock,yes,a", "line 3: no kinds: frock"),
        ("11.jpg,dress,,yes,yes,dress,yes,a", "line 3: a kind is there twice"),
        ("11.jpg,dress,,yes,no,shirt,yes,a", "line 3: other kinds, but not several"),
        ("11.jpg,dress,,true,no,,yes,a", "line 3: neither yes nor no: 'true'"),
        ("11.jpg,dress,,yes,no,,yes,c", "line 3: no set: c"),
        ("../11.jpg,dress,,yes,no,,yes,a", "line 3: no name of a file"),
        ("11.jpg,dress,,yes", "line 3: 4 columns"),
        ("10.jpg,hat,,no,no,,yes,a", "a photo is there twice"),
        ("0.jpg,hat,,no,no,,yes,a", "not sorted"),
    ],
)
def test_what_is_not_known_is_refused(line: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=says):
        read_kinds(_table(tmp_path, GOOD, line))


def test_another_table_is_refused(tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_text("photo,label\n", "utf-8")
    with pytest.raises(ValueError, match="columns"):
        read_kinds(tmp_path / "table.csv")


def test_photos_that_a_folder_lacks_are_named(tmp_path: Path) -> None:
    labels = read_kinds(_table(tmp_path, GOOD, "11.jpg,hat,,no,no,,yes,a"))
    (tmp_path / "11.jpg").touch()
    assert missing(labels, tmp_path) == ["10.jpg"]


@pytest.mark.skipif(not STOCK.is_dir(), reason="no ../shared/data/stock")
def test_the_photos_are_those_that_were_drawn() -> None:
    drawn = chosen(path.name for path in STOCK.glob("*.jpg"))
    assert {part: sorted(names) for part, names in drawn.items()} == {
        part: [label.file for label in read_kinds() if label.part == part] for part in PARTS
    }


def _table(folder: Path, *lines: str) -> Path:
    file = folder / "table.csv"
    file.write_text("\n".join((HEAD, *lines, "")), "utf-8")
    return file
