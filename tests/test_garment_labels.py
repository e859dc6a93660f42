"""The labels of garments are read strictly."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from bench.garment_labels import Part, read_labels

HEAD = "file,set,colours,also,pattern,light\n"


def test_the_labels_are_read() -> None:
    counts = Counter(label.part for label in read_labels())
    assert counts == {Part.MEASURE: 300, Part.TRAIN: 453}


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "first line"),
        ("file,colours\n", "first line"),
        (HEAD + "a.jpg,measure,red,,plain\n", "line 2: 5 fields"),
        (HEAD + "a.jpg,measure,crimson,,plain,ok\n", "line 2: .*crimson"),
        (HEAD + "a.jpg,measure,red,,paisley,ok\n", "line 2: .*paisley"),
        (HEAD + "a.jpg,measure,,,plain,ok\n", "line 2: one to three"),
        (HEAD + "a.jpg,measure,red,red,plain,ok\n", "line 2: .*a second time"),
        (HEAD + "a.jpg,measure,red red,,plain,ok\n", "line 2: .*twice"),
        (HEAD + 2 * "a.jpg,measure,red,,plain,ok\n", "twice"),
    ],
)
def test_what_is_not_as_described_is_refused(tmp_path: Path, text: str, what: str) -> None:
    source = tmp_path / "garments.csv"
    source.write_text(text, "utf-8")
    with pytest.raises(ValueError, match=what):
        read_labels(source)
